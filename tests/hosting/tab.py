"""A reader's tab for tests that wait: each thing that it does is done when the call returns."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from functools import cache
from threading import Thread
from typing import TypeVar

from tests.soak.session import Answer, Session

T = TypeVar("T")


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Return the loop of all tabs, in a thread of its own: Playwright has one in the test's."""
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, daemon=True, name="tabs").start()
    return loop


def _done(work: Coroutine[object, object, T]) -> T:
    return asyncio.run_coroutine_threadsafe(work, _loop()).result()


class Tab:
    """An open page; what it raises is told at `Session`."""

    def __init__(
        self, address: str, query: str = "", *, reader: str = "", origin: str = ""
    ) -> None:
        """Connect below `address`, which ends with a slash."""
        self._session = Session(address, query, reader=reader, origin=origin)
        _done(self._session.connect())

    def ask(self) -> None:
        """Ask for the page without waiting for it."""
        _done(self._session.ask())

    def run(self) -> Answer:
        """Ask for the page and return it."""
        return _done(self._session.run())

    def gone(self) -> None:
        """Wait until the server has gone away."""
        _done(self._session.gone())

    def close(self) -> None:
        """Close the page."""
        _done(self._session.close())
