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
ACTIONS = ("form", "go", "open", "window")  # of a reader; a tab sends other events by itself

LOOK = """() => [
    document.querySelector(".gt-masthead h1")?.innerText ?? "",
    document.querySelector(".gt-sentence")?.innerText ?? "",
    location.search,
    [...document.querySelectorAll("input:checked")].map(({ value }) => value).sort().join(),
    history.length,
]"""


@dataclass
class Tab:
    """A tab of a browser, and the reader's actions that it sent to the server."""

    page: Page
    sent: list[str] = field(default_factory=list)
    before: list[object] = field(default_factory=list)

    def listen(self) -> None:
        """Record what the reader does from now on."""

        def opened(socket: WebSocket) -> None:
            socket.on("framesent", self._sent)

        self.page.on("websocket", opened)

    def _sent(self, frame: str | bytes) -> None:
        message = BackMsg.FromString(frame if isinstance(frame, bytes) else frame.encode())
        values = [
            widget.json_trigger_value for widget in message.rerun_script.widget_states.widgets
        ]
        self.sent += [name for name in ACTIONS for text in values if f'"name":"{name}"' in text]

    async def look(self) -> list[object]:
        """Return what the tab shows."""
        shown: list[object] = await self.page.evaluate(LOOK)
        return shown


@dataclass
class Recovery:
    """How long each view was away, in seconds from the kill, and which came back wrong."""

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
            recovery = asyncio.run(_killed(server, events))
        figures += _figures(recovery, events, within)
    return figures


def _figures(recovery: Recovery, events: int, within: float) -> list[Figure]:
    readers = READERS + TABS
    waits = recovery.sessions + recovery.tabs
    times = f"first {min(waits):.1f}, median {median(waits):.1f}, tabs {max(recovery.tabs):.1f} s"
    missing = readers - len(waits) + len(recovery.other)
    other = "; ".join(recovery.other[:1]) or f"of {readers}; filters as before, log as of now"
    name = f"{events:,} events: "
    return [
        Figure(f"{name}the last view is back", max(waits), times, within, " s"),
        Figure(f"{name}views missing", missing, other, 0),
        Figure(f"{name}actions of readers sent again", recovery.replayed, "by the tabs", 0),
        # a reader asks once, a tab once more if it saw the new log before its server did
        Figure(f"{name}pages made anew", recovery.pages, bar=readers + TABS),
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
        for session in sessions:
            oracle.check(_view(session), session.query, await session.open())
        for tab in tabs:
            tab.before = await tab.look()
            tab.sent.clear()
        recovery = Recovery()
        killed = time.monotonic()
        server.kill()
        server.log.write_text(now, encoding="utf-8")
        server.start()
        await asyncio.gather(
            *(_back(session, oracle, recovery, killed) for session in sessions),
            *(_seen_again(tab, recovery, killed) for tab in tabs),
        )
        recovery.replayed = sum(len(tab.sent) for tab in tabs)
        recovery.pages = _pages(server)
        for session in sessions:
            await session.close()
        await browser.close()
    return recovery


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


async def _back(session: Session, oracle: Oracle, recovery: Recovery, killed: float) -> None:
    """Come back as Streamlit's script does, and ask for the view."""
    view = _view(session)
    await session.gone()
    await session.connect(within=PATIENCE)
    answer = await session.run()
    recovery.sessions.append(time.monotonic() - killed)
    try:
        assert answer.title.endswith("A synthetic log corrected"), answer.title
        oracle.check(view, session.query, answer)
    except AssertionError as error:
        recovery.other.append(str(error))


async def _seen_again(tab: Tab, recovery: Recovery, killed: float) -> None:
    """Wait, touching nothing, until a tab shows the log as it is now."""
    shown = await _until(tab.page, lambda shown: str(shown[0]).endswith("corrected"))
    recovery.tabs.append(time.monotonic() - killed)
    if shown[1:] != tab.before[1:]:
        recovery.other.append(f"{shown} was {tab.before}")


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
