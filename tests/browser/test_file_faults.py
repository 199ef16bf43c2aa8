"""Readers keep the last good log and their view, whatever happens to the log's file."""

import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import streamlit
from playwright.sync_api import Error, Page, Response, WebSocket

from tests.file_faults import Fault, faults, without_override
from tests.serving import LOG, ROOT

from .conftest import PATIENCE_MS, Dashboard, OpenPage, serve, until

GOOD = LOG.read_text(encoding="utf-8")
FAULTS = faults(GOOD)
VIEW = "?topic=tariffs&event=bessent-too-high"
WITHIN = 5.0  # seconds until a page tells of a fault, and until it has forgotten it again

# What the page tells: the banner, the last good log, and what the reader chose in it.
LOOK = """() => {
    const say = (selector) => document.querySelector(selector)?.innerText ?? ""
    const main = document.querySelector('[data-testid="stMain"]')
    return {
        banner: say(".gt-problems"),
        title: say(".gt-masthead h1"),
        view: [
            say(".gt-sentence"),
            say("#gt-event"),
            location.search,
            [...document.querySelectorAll("input:checked")].map(({ value }) => value).join(),
            document.activeElement?.id || document.activeElement?.className || "",
            window.kept ?? "",
        ],
        scroll: main.scrollTop,
        event: document.querySelector("#gt-event")?.getBoundingClientRect().top ?? 0,
        broken: document.querySelectorAll('[data-testid="stException"]').length,
    }
}"""
# Keeps every banner that was shown, however shortly.
KEEP_BANNERS = """() => {
    window.banners = []
    new MutationObserver(() => {
        const banner = document.querySelector(".gt-problems")
        if (banner) window.banners.push(banner.innerText)
    }).observe(document.body, { childList: true, subtree: true })
}"""


@dataclass
class Received:
    """All that the browser gets from the server, but for what is the same for every log."""

    parts: list[bytes] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        def opened(socket: WebSocket) -> None:
            socket.on("framereceived", lambda frame: self.parts.append(_bytes(frame)))

        page.on("websocket", opened)
        page.on("response", self._answered)

    def _answered(self, answer: Response) -> None:
        if not re.search(r"/(static|assets)/", answer.url):
            self.answers.append(answer)

    def read(self) -> bytes:
        # what came to a tab while it was being closed was shown to nobody
        there = [answer for answer in self.answers if not answer.frame.page.is_closed()]
        self.parts += map(_body, there)
        self.answers.clear()
        return b"\n".join(self.parts)


def _body(answer: Response) -> bytes:
    try:
        return answer.body()
    except Error:  # a busy browser keeps no answer for long; the server gives it again
        return answer.frame.page.request.get(answer.url).body()


def _bytes(frame: str | bytes) -> bytes:
    return frame if isinstance(frame, bytes) else frame.encode()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """Serve a log that may be spoilt, by a process that may not read more than its user may."""
    yield from serve(tmp_path_factory.mktemp("desk"), before=without_override())


def look(page: Page) -> dict[str, Any]:
    value: dict[str, Any] = page.evaluate(LOOK)
    return value


def when(page: Page, holds: str, arg: object) -> float:
    """Wait until an expression holds, and return for how many seconds that took."""
    begun = time.monotonic()
    until(page, holds, arg)
    return time.monotonic() - begun


HAS_BANNER = "words => document.querySelector('.gt-problems')?.innerText.includes(words)"
IS_HEALED = """title => !document.querySelector('.gt-problems')
    && document.querySelector('.gt-masthead h1')?.innerText === title"""


def test_every_fault_of_the_file_leaves_readers_with_the_last_good_log(
    visit: OpenPage, desk: Dashboard
) -> None:
    """One open tab through all faults in turn, and a new one during each; nothing is clicked."""
    received = Received()
    page = visit(VIEW, at=desk)
    received.listen(page)
    page.reload()
    page.wait_for_selector(".gt-columns-mark", state="attached")
    until(page, "document.querySelector('#gt-event')")
    page.evaluate(KEEP_BANNERS)
    page.evaluate("window.kept = 'the same document'")
    page.locator(".gt-list a").nth(3).focus()
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 260")
    waits: list[float] = []
    good, title = GOOD, look(page)["title"]
    calm = look(page)
    assert calm["scroll"] == 260
    assert len(FAULTS) == 12
    for fault in FAULTS:
        page.evaluate("window.banners = []")
        fault.begin(desk.log, good)
        if fault.says:
            newcomer = page.context.new_page()
            newcomer.set_default_timeout(PATIENCE_MS)
            received.listen(newcomer)
            newcomer.goto(desk.address + VIEW, wait_until="commit")
            waits.append(when(page, HAS_BANNER, fault.says))
            _is_as_before(fault, look(page), calm, title)
            until(newcomer, HAS_BANNER, fault.says)
            until(newcomer, "document.querySelector('#gt-event')")
            seen = look(newcomer)
            assert (seen["title"], seen["view"][:3]) == (title, calm["view"][:3]), fault.name
            assert not seen["broken"]
        good = fault.end(desk.log, good)
        title = re.search(r"(?m)^  title: (.+)$", good)[1]  # type: ignore[index]
        waits.append(when(page, IS_HEALED, title))
        _is_as_before(fault, look(page), calm, title)
        if fault.says:
            waits.append(when(newcomer, IS_HEALED, title))
            received.read()
            newcomer.close()
        else:
            assert page.evaluate("window.banners") == [], fault.name
    print(f"told or healed: median {median(waits):.1f} s, longest {max(waits):.1f} s")  # with -s
    assert median(waits) <= WITHIN, waits
    content = received.read()
    assert content
    places = [desk.log.parent, ROOT, Path(streamlit.__file__).parent, Path(sys.prefix)]
    for secret in ("Traceback", *map(str, places)):
        at = content.find(secret.encode())
        assert at < 0, content[max(0, at - 200) : at + 200]


def _is_as_before(fault: Fault, now: dict[str, Any], calm: dict[str, Any], title: str) -> None:
    assert now["title"] == title, fault.name
    assert now["view"] == calm["view"], fault.name
    assert now["broken"] == 0, fault.name
    assert abs(now["event"] - calm["event"]) <= 2, (fault.name, now, calm)
