"""Give tests a running dashboard and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.serving import LOG, ROOT, running

PATIENCE = 30_000  # milliseconds that anything on a page may take there

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

expect.set_options(timeout=PATIENCE)


@dataclass
class Dashboard:
    """A running dashboard: its address, and the log that it shows (a copy, free to change)."""

    address: str
    log: Path


def serve(
    folder: Path, *options: str, log_text: str = "", before: Sequence[str] = ()
) -> Iterator[Dashboard]:
    """Run the dashboard on a copy of the log, as a reader's host would, until the test is done.

    `log_text` stands in the log's place when given, `before` before the command.
    """
    log = folder / "data" / "events.yaml"
    log.parent.mkdir(parents=True)
    log.write_text(log_text or LOG.read_text(encoding="utf-8"), encoding="utf-8")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    with running(folder, ROOT / "app.py", "readyz", *options, log=log, before=before) as server:
        yield Dashboard(server.address, log)


def chromium() -> str:
    """Return the browser to use: what CHROMIUM names, or the system's."""
    known = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, known)), None)
    assert found, "the browser tests need Chromium: install it, or name it in CHROMIUM"
    return found


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """Serve the project's own log; tests that share it leave the file alone."""
    yield from serve(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def own_dashboard(tmp_path: Path) -> Iterator[Dashboard]:
    """Serve a copy of the log for one test alone, which may change the file."""
    yield from serve(tmp_path)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once for all tests."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


def _told(theme: str, touch: bool) -> dict[str, Any]:
    """Return what a browser tells a page of who looks."""
    scheme = "dark" if theme == "dark" else "light"
    return {
        "color_scheme": scheme,
        "has_touch": touch,
        "locale": "en-GB",
        "permissions": ["clipboard-read", "clipboard-write"],
    }


Profiles = Callable[[str, bool], BrowserContext]


@pytest.fixture(scope="session")
def profiles(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Profiles]:
    """Return a function that gives the browser of a kind of reader, the same for all tests.

    It keeps the scripts that it was sent, and what they were compiled to, as a reader's does: to do
    that anew for every page takes longer than most tests.
    """
    made: dict[tuple[str, bool], BrowserContext] = {}

    def profile(theme: str, touch: bool) -> BrowserContext:
        if (theme, touch) not in made:
            made[theme, touch] = browser.browser_type.launch_persistent_context(
                tmp_path_factory.mktemp("profile"),
                executable_path=chromium(),
                args=FLAGS,
                **_told(theme, touch),
            )
        return made[theme, touch]

    yield profile
    for context in made.values():
        context.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def visit(
    request: pytest.FixtureRequest,
    browser: Browser,
    dashboard: Dashboard,
    profiles: Profiles,
) -> Iterator[OpenPage]:
    """Return a function that opens a view; at the end the console has to be clean.

    A request to any other host, an error in the console and an uncaught exception all fail.
    """
    if "own_dashboard" in request.fixturenames:
        request.getfixturevalue("own_dashboard")  # made first, so that it ends after its pages
    troubles: list[str] = []
    kept: set[BrowserContext] = set()
    own: list[BrowserContext] = []

    def open_view(
        query: str = "",
        *,
        size: tuple[int, int] = (1440, 900),
        theme: str = "light",
        touch: bool = False,
        at: Dashboard = dashboard,
        ready: str = ".gt-plot-mark",
    ) -> Page:
        # a test that has a server of its own may end the browser's part with it
        if at is dashboard:
            kept.add(context := profiles(theme, touch))
        else:
            own.append(context := browser.new_context(**_told(theme, touch)))
        page = context.new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.set_default_timeout(PATIENCE)
        chosen = {"origin": at.address, "storageTypes": "local_storage"}
        context.new_cdp_session(page).send("Storage.clearDataForOrigin", chosen)
        page.on(
            "console",
            lambda message: troubles.append(message.text) if message.type == "error" else None,
        )
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "request",
            lambda request: (
                troubles.append(f"foreign request: {request.url}")
                if not request.url.startswith((at.address, "data:", "blob:", "ws://127.0.0.1"))
                and not request.url.startswith(at.address.split("/", 3)[0] + "//127.0.0.1")
                else None
            ),
        )
        page.goto(at.address + query)
        if ready:
            page.wait_for_selector(ready, state="attached")
            settled(page)
        return page

    yield open_view
    for context in kept:
        for page in context.pages[1:]:  # the first is the browser's own, empty
            page.close()
    for context in own:
        context.close()
    assert not troubles, "\n".join(troubles)


def until(page: Page, holds: str, arg: object = None) -> None:
    """Wait until an expression holds; the tool's own way evaluates text, which the page forbids."""
    for _ in range(PATIENCE // 50):
        if page.evaluate(holds, arg):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"in vain: {holds}")


def settled(page: Page) -> None:
    """Wait until the page's script has run and its answer is drawn."""
    until(
        page,
        """() => {
            const app = document.querySelector('[data-testid="stApp"]')
            return app?.dataset.testScriptState !== 'running'
        }""",
    )
    page.wait_for_timeout(120)
