"""Hostile links in a browser, and other sites that frame the dashboard."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from components.server.security import FRAMES
from tests.hostile.links import LINKS
from tests.logs import FIRST
from tests.serving import ROOT, Running, running, serve_folder

from .conftest import PATIENCE_MS, Dashboard, fits_across, settled, until

# of the kinds that a browser sends on as they are those that differ most; bytes test the others
TYPED = (
    *("NUL", "bad UTF-8", "CRLF", "duplicates", "wrong types", "percent nonsense", "HTML"),
    *("right to left", "very long value", "long search"),
)


def test_a_browser_shows_what_of_a_link_is_of_no_use_as_words(
    browser: Browser, dashboard: Dashboard
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    troubles: list[str] = []
    context.on(
        "request",
        lambda request: None if "//127.0.0.1" in request.url else troubles.append(request.url),
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    for kind in TYPED:
        page.goto(f"{dashboard.address}?{quote(LINKS[kind], safe='=&%+:/?@[]();,.*$!')}")
        page.wait_for_selector(".gt-notice", state="attached")
        settled(page)
        notice = page.locator(".gt-notice").inner_text()
        assert notice.startswith("Part of this link could not be used"), kind
        assert len(notice) < 1_000, kind
        assert page.evaluate("window.__pwn") is None, kind
        assert fits_across(page), kind
        assert page.evaluate(
            "(node => node.scrollWidth <= node.clientWidth)(document.querySelector('.gt-notice'))"
        ), kind
    assert not [trouble for trouble in troubles if not trouble.startswith(("data:", "blob:"))]
    context.close()


def test_a_link_that_is_too_long_says_so_and_leads_to_the_whole_log(
    browser: Browser, dashboard: Dashboard
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    for query in ("topic=" + "x" * 20_000, "&".join(f"topic=t{n}" for n in range(1_001))):
        answer = page.goto(f"{dashboard.address}?{query}")
        assert answer and answer.status == 414
        assert page.locator("h1").inner_text() == "This link is too long"
    page.get_by_role("link", name="Show the whole log").click()
    page.wait_for_selector(".gt-sentence")
    assert page.locator(".gt-sentence").inner_text().startswith("All ")
    context.close()


def framed(page: Page, address: str, folder: Path) -> str:
    """Put a dashboard into the frame of another origin's page; return what the frame holds."""
    shown = f'<h1>Elsewhere</h1><iframe src="{address}?embed=true" width=800 height=600></iframe>'
    (folder / "index.html").write_text(shown)
    with serve_folder(folder) as other:
        page.goto(other)
        frame = page.frames[-1]
        assert not address.startswith(other)
        try:
            page.wait_for_load_state("networkidle")
            until(
                page,
                """() => {
                  const frame = document.querySelector('iframe')
                  return frame.contentDocument === null
                }""",
            )
            frame = next(frame for frame in page.frames if frame.parent_frame)
            if frame.url.startswith("chrome-error"):
                return ""
            frame.wait_for_selector(".gt-sentence")
            return frame.locator(".gt-framed").inner_text()
        finally:
            page.goto("about:blank")


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """Serve a dashboard that only its own origin may frame."""
    monkeypatch.setenv(FRAMES, "'self'")
    (tmp_path / "log.yaml").write_text(FIRST)
    with running(tmp_path, ROOT / "app.py", "readyz", log=tmp_path / "log.yaml") as server:
        yield server


def test_another_site_frames_the_dashboard_unless_its_host_says_who_may(
    browser: Browser, dashboard: Dashboard, closed: Running, tmp_path: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    refused: list[str] = []
    page.on("console", lambda told: refused.append(told.text) if told.type == "error" else None)
    assert "events" in framed(page, dashboard.address, tmp_path)
    assert not refused
    assert framed(page, closed.address, tmp_path) == ""
    assert any("frame-ancestors" in message for message in refused), refused
    context.close()
