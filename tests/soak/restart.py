"""Kill the server under thirty readers and start it again: their views come back by themselves.

Most of them are sessions without a browser, some are tabs of a real one. The log is changed while
the server is away, so that a screen that stayed as it was would be seen to be stale.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from urllib.parse import parse_qs
from urllib.request import urlopen

from playwright.async_api import Page, WebSocket, async_playwright
from prometheus_client.parser import text_string_to_metric_families
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.bench.figure import Figure
from tests.browser.conftest import FLAGS, chromium
from tests.soak.random_view import Oracle, draw_view
from tests.soak.server import Server, served
from tests.soak.session import Session
from tests.synthetic_log import synthetic_yaml

TITLE = "kill -9 under 30 readers"
READERS = 27
TABS = 3
WITHIN = {1000: 10.0, 10_000: 15.0}  # seconds from the kill to the last view, by events
PATIENCE = 120.0
BEFORE, AFTER = "title: A synthetic log,", "title: A synthetic log corrected,"
DEEDS = ("form", "go", "open", "window")  # what a reader does; a tab says other things by itself

LOOK = """() => [
    document.querySelector(".gt-masthead h1")?.innerText ?? "",
    document.querySelector(".gt-sentence")?.innerText ?? "",
    location.search,
    [...document.querySelectorAll("input:checked")].map((each) => each.value).sort().join(),
    history.length,
]"""


@dataclass
class Tab:
    """A tab of a browser, and what it said to the server."""

    page: Page
    said: list[str] = field(default_factory=list)
    before: list[object] = field(default_factory=list)

    def listen(self) -> None:
        """Keep what the reader does from now on."""

        def opened(socket: WebSocket) -> None:
            socket.on("framesent", self._sent)

        self.page.on("websocket", opened)

    def _sent(self, frame: str | bytes) -> None:
        message = BackMsg.FromString(frame if isinstance(frame, bytes) else frame.encode())
        told = [each.json_trigger_value for each in message.rerun_script.widget_states.widgets]
        self.said += [deed for deed in DEEDS for text in told if f'"event":"{deed}"' in text]

    async def look(self) -> list[object]:
        """Return what the tab shows."""
        found: list[object] = await self.page.evaluate(LOOK)
        return found


@dataclass
class Recovery:
    """How long each view was away, in seconds from the kill, and what was wrong with it then."""

    sessions: list[float] = field(default_factory=list)
    tabs: list[float] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    replayed: int = 0
    pages: int = 0


def measure(folder: Path) -> list[Figure]:
    """Kill the server of a small and of a large log."""
    figures: list[Figure] = []
    for events, within in WITHIN.items():
        own = folder / str(events)
        own.mkdir()
        with served(own, synthetic_yaml(events)) as server:
            found = asyncio.run(_killed(server, events))
        figures += _figures(found, events, within)
    return figures


def _figures(found: Recovery, events: int, within: float) -> list[Figure]:
    readers = READERS + TABS
    every = found.sessions + found.tabs
    told = f"first {min(every):.1f}, median {median(every):.1f}, tabs {max(found.tabs):.1f} s"
    name = f"{events:,} events: "
    return [
        Figure(f"{name}the last view is back", "", max(every), told, within, " s"),
        Figure(
            f"{name}views missing",
            "",
            readers - len(every) + len(found.other),
            "; ".join(found.other[:1]) or f"of {readers}; filters as before, log as of now",
            0,
        ),
        Figure(f"{name}deeds of readers said again", "", found.replayed, "by the tabs", 0),
        # each reader asks once, a tab once more if it saw the new log before its server
        Figure(f"{name}pages made anew", "", found.pages, "", readers + TABS),
    ]


async def _killed(server: Server, events: int) -> Recovery:
    random = Random(5)  # noqa: S311 - no secret hangs on it
    text = synthetic_yaml(events)
    oracle, now = Oracle.of(text), text.replace(BEFORE, AFTER)
    sessions = [Session(server.address, oracle.address(draw_view(random))) for _ in range(READERS)]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        context = await browser.new_context(viewport={"width": 1440, "height": 900})
        tabs = [await _tab(await context.new_page(), server, number) for number in range(TABS)]
        for each in sessions:
            oracle.check(_view(each), each.query, await each.open())
        for tab in tabs:
            tab.before = await tab.look()
            tab.said.clear()
        found = Recovery()
        killed = time.monotonic()
        server.kill()
        server.log.write_text(now, encoding="utf-8")
        server.start()
        await asyncio.gather(
            *(_back(each, oracle, found, killed) for each in sessions),
            *(_seen_again(each, found, killed) for each in tabs),
        )
        found.replayed = sum(len(tab.said) for tab in tabs)
        found.pages = _pages(server)
        for each in sessions:
            await each.close()
        await browser.close()
    return found


def _view(session: Session) -> dict[str, list[str]]:
    return parse_qs(session.query)


async def _tab(page: Page, server: Server, number: int) -> Tab:
    """Open a tab and press two filters in it."""
    tab = Tab(page)
    tab.listen()
    await page.goto(f"{server.address}?topic=topic-{number}")
    for kind in ("meeting", "post"):
        await page.locator(f'input[name="kind"][value="{kind}"]').check()
        await _until(page, partial(_names, f"kind={kind}"))
    return tab


def _names(words: str, shown: list[object]) -> bool:
    """Tell whether the address of a tab holds some words."""
    return words in str(shown[2])


async def _until(page: Page, holds: Callable[[list[object]], bool]) -> list[object]:
    deadline = time.monotonic() + PATIENCE
    while not holds(shown := await page.evaluate(LOOK)):
        if time.monotonic() > deadline:
            raise AssertionError(f"in vain: {shown}")
        await asyncio.sleep(0.05)
    return list(shown)


async def _back(session: Session, oracle: Oracle, found: Recovery, killed: float) -> None:
    """Come back as Streamlit's script does, and ask for the view."""
    view = _view(session)
    await session.gone()
    await session.connect(within=PATIENCE)
    answer = await session.run()
    found.sessions.append(time.monotonic() - killed)
    try:
        assert answer.title.endswith("A synthetic log corrected"), answer.title
        oracle.check(view, session.query, answer)
    except AssertionError as error:
        found.other.append(str(error))


async def _seen_again(tab: Tab, found: Recovery, killed: float) -> None:
    """Wait, touching nothing, until a tab shows the log as it is now."""
    shown = await _until(tab.page, lambda shown: str(shown[0]).endswith("corrected"))
    found.tabs.append(time.monotonic() - killed)
    if shown[1:] != tab.before[1:]:
        found.other.append(f"{shown} was {tab.before}")


def _pages(server: Server) -> int:
    """Return how many pages the server has made since it was started."""
    with urlopen(server.address + "metrics") as answer:
        text = answer.read().decode()
    return sum(
        int(sample.value)
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == "timeline_answer_seconds_count" and sample.labels["kind"] == "page"
    )
