"""TimelineJS 3 itself, from npm, shows an exported view."""

import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from components.events import Log
from tests.browser.conftest import PATIENCE_MS
from tests.exports.hostile import TITLE, hostile_log
from tests.exports.sample import BASE, download_of, written
from tests.frames.sample import of_whens, the_log
from tests.serving import serve_folder

PACKAGE = "@knight-lab/timelinejs@3.9"
IMAGE = f"{BASE}api/events.wide.png?event="  # of an event, on its slide
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A timeline</title>
<link rel="stylesheet" href="package/dist/css/timeline.css">
<script src="package/dist/js/timeline.js"></script></head>
<body><div id="timeline" style="width: 1200px; height: 700px"></div>
<script>
const script_path = new URL("package/dist/js/", location).toString()
window.timeline = new TL.Timeline("timeline", "timeline.json", {script_path, font: null})
</script></body></html>"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with TimelineJS in it, as npm has it."""
    made = tmp_path_factory.mktemp("timelinejs")
    npm = shutil.which("npm")
    assert npm, "this test asks TimelineJS itself, which comes from npm: install Node.js with npm"
    packed = subprocess.run(
        [npm, "pack", "--silent", PACKAGE], cwd=made, capture_output=True, text=True, timeout=120
    )
    assert packed.returncode == 0, f"npm could not fetch {PACKAGE}:\n{packed.stderr}"
    (archive,) = made.glob("*.tgz")
    with tarfile.open(archive) as opened:
        opened.extractall(made, filter="data")
    (made / "index.html").write_text(PAGE, encoding="utf-8")
    return made


@contextmanager
def shown(browser: Browser, folder: Path, log: Log) -> Iterator[Page]:
    """Show a log in TimelineJS; nothing but pictures of its events is asked of any other host.

    Nothing fails.
    """
    (folder / "timeline.json").write_bytes(written("timelinejs", download_of(log)))
    troubles: list[str] = []
    with serve_folder(folder) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-GB")
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: troubles.append(dialog.message))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((address, "data:", IMAGE))
                else troubles.append(f"foreign request: {request.url}")
            ),
        )
        page.goto(address)
        page.wait_for_selector(".tl-timemarker", state="attached", timeout=PATIENCE_MS)
        page.wait_for_function("window.timeline.ready", timeout=PATIENCE_MS)
        yield page
        page.close()
    assert not troubles, "\n".join(troubles)


def texts(page: Page, selector: str) -> list[str]:
    value: list[str] = page.eval_on_selector_all(
        selector, "elements => elements.map(({ textContent }) => textContent)"
    )
    return value


def test_it_shows_a_slide_for_each_event_with_its_headline_and_its_date_in_words(
    browser: Browser, folder: Path
) -> None:
    log = the_log().model_copy(update={"walk": None})
    download = download_of(log)
    with shown(browser, folder, log) as page:
        slides = texts(page, ".tl-slide .tl-text h2.tl-headline")
        assert slides[0] == log.about.title
        assert sorted(slides[1:]) == sorted(event.title for event in log.events.values())
        assert page.locator(".tl-timemarker").count() == len(log.events)
        for event in list(log.events.values())[:10]:
            date = page.locator(f'.tl-slide[id="{event.id}"] .tl-headline-date').text_content()
            assert date == download.view.time_in_words(event)
        groups = {topic.name for topic in log.topics.values()}
        assert set(texts(page, ".tl-timegroup-message")) - {""} <= groups
        assert page.evaluate("window.timeline.config.getErrors()") == []


def test_it_shows_the_walk_of_a_whole_log_as_its_slides(browser: Browser, folder: Path) -> None:
    log = the_log()
    assert log.walk
    with shown(browser, folder, log) as page:
        slides = texts(page, ".tl-slide .tl-text h2.tl-headline")
        assert slides == [log.about.title, *(step.title for step in log.walk.steps)]
        quoted = texts(page, ".tl-slide blockquote")
        assert quoted == [f"“{step.quote.text}”" for step in log.walk.steps if step.quote]
        assert page.evaluate("window.timeline.config.getErrors()") == []


def test_nothing_that_a_log_says_runs_in_it(browser: Browser, folder: Path) -> None:
    log = hostile_log()
    with shown(browser, folder, log) as page:
        title = " ".join(TITLE.split())
        assert texts(page, ".tl-slide .tl-text h2.tl-headline") == [title] * 4
        assert title in texts(page, ".tl-timegroup-message")
        for _ in range(3):
            page.locator(".tl-slidenav-next").click()
            page.wait_for_timeout(200)
        page.wait_for_timeout(500)
        assert page.evaluate("window.ran") is None
        assert page.locator("#timeline img[src=x], #timeline b, #timeline script").count() == 0
        attributes = page.evaluate(
            """() => [...document.querySelectorAll('#timeline *')]
                .flatMap(each => each.getAttributeNames())"""
        )
        assert not {"onfocus", "autofocus", "onload", "onerror", "onclick"} & set(attributes)


def test_it_holds_years_long_ago_and_far_ahead(browser: Browser, folder: Path) -> None:
    with shown(browser, folder, of_whens("-0043-03-15", "0000", "Y12345", "2025-05")) as page:
        assert page.locator(".tl-timemarker").count() == 4
        dates = texts(page, ".tl-slide:not(.tl-slide-titleslide) .tl-headline-date")
        assert "in May 2025" in dates
        assert any("44 BC" in date for date in dates)
        assert page.evaluate("window.timeline.config.getErrors()") == []
