"""A reader who means well: opens the page and changes a filter, again and again, and is timed."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle

import httpx2
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from tests.soak.random_view import form
from tests.soak.session import FaultyPageError, Session

ELSEWHERE = "127.0.0.2"  # the attack comes from 127.0.0.1
PATIENCE = 20.0  # seconds after which the reader gives up
_PAUSE = 0.3  # seconds between two things that the reader does
_LEAST = 2  # pages that are opened, however short the attack
_FAILURES = (
    KeyError,  # a page without filters, because the log is being read
    *(OSError, TimeoutError, httpx2.HTTPError, FaultyPageError),
    *(ConnectionClosed, InvalidHandshake, InvalidMessage),
)


@dataclass
class Experience:
    """What the reader saw."""

    pages: list[float] = field(default_factory=list)  # seconds
    filters: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


async def read_while(address: str, is_on: Callable[[], bool]) -> Experience:
    """Read as long as it is on, with one tab that stays open and a new one each time."""
    seen = Experience()
    kinds = cycle(("statement", "meeting"))
    tab = Session(address, source=ELSEWHERE)
    is_open = False
    while is_on() or len(seen.pages) + len(seen.failures) < _LEAST:
        if not is_open:
            is_open = await _timed(tab.open(), seen.failures) is not None
        page = Session(address, source=ELSEWHERE)
        if (took := await _timed(_visit(address, page), seen.failures)) is not None:
            seen.pages.append(took)
        with suppress(*_FAILURES):
            await page.close()
        press = tab.run(form=form({"kind": [next(kinds)]})) if is_open else None
        if press and (took := await _timed(press, seen.failures)) is not None:
            seen.filters.append(took)
        elif press:
            is_open, tab = False, Session(address, source=ELSEWHERE)
        await asyncio.sleep(_PAUSE)
    with suppress(*_FAILURES):
        await tab.close()
    return seen


async def _visit(address: str, page: Session) -> None:
    """Fetch the page's HTML, connect, and wait for all that the page shows."""
    async with httpx2.AsyncClient(timeout=PATIENCE, trust_env=False) as client:
        answer = await client.get(address)
        answer.raise_for_status()
    await page.open()


async def _timed(work: Awaitable[object], failures: list[str]) -> float | None:
    """Return the seconds that something took; None when it failed, with the reason noted."""
    begun = time.monotonic()
    try:
        async with asyncio.timeout(PATIENCE):
            await work
    except _FAILURES as error:
        failures.append(f"{type(error).__name__} after {time.monotonic() - begun:.1f} s")
        return None
    return time.monotonic() - begun
