"""Drive a browser as a reader does, and measure what that costs.

The pointer is moved and pressed through the browser's own input, without a test tool's scripts in
the page. Costs are the CPU time of the page's main thread, and of the server's process.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.clock import main_thread, process_cpu
from tests.browser.conftest import FLAGS, chromium

STEP = 100  # milliseconds between two looks at the clocks
QUIET = 4  # looks in a row at which next to nothing was done
LITTLE = 5.0  # milliseconds of work between two looks: that much an open page does anyway
LIMIT = 300.0  # seconds after which a page is no longer waited for


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU time, and elapsed time in `wall`, in milliseconds."""

    page: float
    server: float
    wall: float

    def __sub__(self, other: "Cost") -> "Cost":
        return Cost(self.page - other.page, self.server - other.server, self.wall - other.wall)


@contextmanager
def started() -> Iterator[Browser]:
    """Start the browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


class Reader:
    """One page in a context of its own, where nothing is cached."""

    def __init__(self, browser: Browser, process: int | None = None) -> None:
        """Open an empty page; `process` is the server whose time counts too."""
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
        self.page: Page = context.new_page()
        self.page.set_default_timeout(LIMIT * 1000)
        self._session = context.new_cdp_session(self.page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self._process = process
        self._spots: list[tuple[float, float]] = []
        self._turn = 0

    def spent(self) -> Cost:
        """Return all that was spent so far."""
        server = process_cpu(self._process) if self._process else 0.0
        return Cost(main_thread(self._session), server, time.monotonic() * 1000)

    def open(self, address: str, ready: str, *, to_rest: bool = True) -> Cost:
        """Open an address and return its cost until `ready` is there, and all is at rest.

        Once for a reader: the next page may be another process of the browser, with other clocks.
        """
        before = self.spent()
        self.page.goto(address, wait_until="commit")
        self.page.wait_for_selector(ready, state="attached")
        return (self.rest() if to_rest else self.spent()) - before

    def rest(self) -> Cost:
        """Wait until page and server are at rest, and return all that was spent."""
        last, quiet, deadline = self.spent(), 0, time.monotonic() + LIMIT
        while quiet < QUIET:
            assert time.monotonic() < deadline, "the page does not come to rest"
            self.page.wait_for_timeout(STEP)
            now = self.spent()
            step = now - last
            quiet = quiet + 1 if step.page < LITTLE and step.server < LITTLE else 0
            last = now
        return last

    def aim(self, *places: str) -> None:
        """Choose the places to press in turn."""
        self._spots = []
        for place in places:
            element = self.page.locator(place).first
            element.scroll_into_view_if_needed()
            box = element.bounding_box()
            assert box, place
            self._spots.append((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2))

    def press(self, says: str) -> Cost:
        """Press the next place and return the cost until all is at rest.

        The text of the element `says` must have changed then.
        """
        self.page.bring_to_front()
        text = self.page.inner_text(says)
        self.page.mouse.move(*self._spots[self._turn % len(self._spots)])
        self._turn += 1
        before = self.rest()
        self.page.mouse.down()
        self.page.mouse.up()
        after = self.rest()
        assert self.page.inner_text(says) != text, "a press changed nothing"
        return after - before

    def close(self) -> None:
        """Close the page and its context."""
        self.page.context.close()
