"""Give tests a running dashboard and a browser."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.serving import LOG, ROOT, running

PATIENCE_MS = 60_000  # that anything on a page may take on a busy machine

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

expect.set_options(timeout=PATIENCE_MS)


@dataclass
class Dashboard:
    """A running dashboard: its address, and the log that it shows (a copy, free to change)."""

    address: str
    log: Path


def serve(
    folder: Path, *options: str, log_text: str = "", before: Sequence[str] = ()
) -> Iterator[Dashboard]:
    """Run the dashboard on a copy of the log until the test is done.

    `log_text` replaces the log's text; `before` stands before the command.
    """
    log = folder / "data" / "events.yaml"
    log.parent.mkdir(parents=True)
    log.write_text(log_text or LOG.read_text(encoding="utf-8"), encoding="utf-8")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    with running(folder, ROOT / "app.py", "readyz", *options, log=log, before=before) as server:
        yield Dashboard(server.address, log)


def chromium() -> str:
    """Return the browser to use: what CHROMIUM names, or the system's."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert path, "the browser tests need Chromium: install it, or name it in CHROMIUM"
    return path


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """Serve the project's own log to tests that do not change it."""
    yield from serve(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def own_dashboard(tmp_path: Path) -> Iterator[Dashboard]:
    """Serve a copy of the log to one test, which may change it."""
    yield from serve(tmp_path)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once for all tests."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


def _profile_options(theme: str, touch: bool) -> dict[str, Any]:
    """Return the options of a browser profile."""
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
    """Return a function that gives the browser profile for a theme and a kind of pointer.

    A profile keeps compiled scripts, as a reader's browser does; to compile them for every page
    would take longer than most tests.
    """
    made: dict[tuple[str, bool], BrowserContext] = {}

    def profile(theme: str, touch: bool) -> BrowserContext:
        if (theme, touch) not in made:
            made[theme, touch] = browser.browser_type.launch_persistent_context(
                tmp_path_factory.mktemp("profile"),
                executable_path=chromium(),
                args=FLAGS,
                **_profile_options(theme, touch),
            )
        return made[theme, touch]

    yield profile
    for context in made.values():
        context.close()


OpenPage = Callable[..., Page]

# Notes when the page last told the server something, and when it last heard from it.
NOTE_TALK = """(() => {
    const {send} = WebSocket.prototype
    const known = new WeakSet()
    WebSocket.prototype.send = function (data) {
        if (!known.has(this))
            this.addEventListener('message', () => { window.heardAt = performance.now() })
        known.add(this)
        window.toldAt = performance.now()
        return send.call(this, data)
    }
})()"""


@pytest.fixture
def visit(
    request: pytest.FixtureRequest,
    dashboard: Dashboard,
    profiles: Profiles,
) -> Iterator[OpenPage]:
    """Return a function that opens a view, as a reader who has been here before unless `first`.

    A request to another host, a console error and an uncaught exception fail the test.
    """
    if "own_dashboard" in request.fixturenames:
        request.getfixturevalue("own_dashboard")  # first, so that it ends after its pages
    errors: list[str] = []
    used: set[BrowserContext] = set()

    def open_view(
        query: str = "",
        *,
        size: tuple[int, int] = (1440, 900),
        theme: str = "light",
        touch: bool = False,
        at: Dashboard = dashboard,
        ready: str = ".gt-columns-mark",
        first: bool = False,
    ) -> Page:
        used.add(context := profiles(theme, touch))
        context.clear_cookies()
        page = context.new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.set_default_timeout(PATIENCE_MS)
        storage = {"origin": at.address, "storageTypes": "local_storage"}
        context.new_cdp_session(page).send("Storage.clearDataForOrigin", storage)
        if not first:  # the hint lies over marks until it is dismissed
            page.add_init_script("localStorage.setItem('geneva-timeline:hint-dismissed', 'yes')")
        page.add_init_script(NOTE_TALK)
        page.on(
            "console",
            lambda message: errors.append(message.text) if message.type == "error" else None,
        )
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "request",
            lambda request: (
                errors.append(f"foreign request: {request.url}")
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
    for context in used:
        for page in context.pages[1:]:  # the first is the browser's own, empty
            page.close()
    assert not errors, "\n".join(errors)


def until(page: Page, holds: str, arg: object = None) -> None:
    """Wait until an expression is true; Playwright's own way needs eval, which the page forbids."""
    for _ in range(PATIENCE_MS // 50):
        if page.evaluate(holds, arg):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {holds}")


# whether nothing is on its way to where it belongs
IS_STILL = """() => document.getAnimations().every((each) =>
    each.playState !== 'running' || each.effect.getComputedTiming().iterations === Infinity)"""
MOST_ANSWERS = 100  # after which a page is taken for one that never rests
IS_ANSWERED = """() => {
    const {toldAt = 0, heardAt = 0} = window
    // Streamlit leaves some of what it is told without an answer
    const isAnswered = heardAt >= toldAt || performance.now() - toldAt > 5000
    const app = document.querySelector('[data-testid="stApp"]')
    return isAnswered && app?.dataset.testScriptState !== 'running'
}"""


def settled(page: Page) -> None:
    """Wait until the server has answered what it was told, and the page shows the answer.

    What is shown may be told the server in turn, as the width that is left for the picture is.
    """
    before = None
    for _ in range(MOST_ANSWERS):
        until(page, IS_ANSWERED)
        until(page, IS_STILL)
        page.wait_for_timeout(120)
        told = page.evaluate("() => window.toldAt ?? 0")
        if told == before:
            return
        before = told
    raise AssertionError("the page keeps telling the server something")


def fits_across(page: Page) -> bool:
    """Return whether nothing is wider than the screen; the page scrolls in a part of its own."""
    fits: bool = page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
            .every((part) => !part || part.scrollWidth <= part.clientWidth)"""
    )
    return fits


def follow(page: Page, query: str) -> None:
    """Follow a link within the page, as a reader does; a new page takes much longer.

    `query` begins with a question mark, or is empty.
    """
    page.evaluate(
        """(href) => {
          const link = document.createElement('a')
          link.setAttribute('href', href)
          document.querySelector('.gt-tree').append(link)
          link.click()
          link.remove()
        }""",
        query or "?",
    )
    until(page, "(query) => location.search === query", query)
    settled(page)
