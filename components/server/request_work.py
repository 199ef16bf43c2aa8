"""Work of requests in threads of its own, a few at a time, for as long as the client waits.

Starlette runs routes that are not coroutines in one pool of threads: those that wait there, be it
for their turn or for a slow client, keep all others waiting, probes and pages too. A coroutine
waits here without a thread. The networks that clients come from take turns.
"""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import anyio
from anyio.to_thread import run_sync
from starlette.requests import Request

from components.sources import current
from components.streamlit_app import FairTurns

T = TypeVar("T")

AT_ONCE = 2  # threads at a time: more would only take Python from the pages
AT_ONCE_OF_AN_ENGINE = 8  # for those wait for the engine, which has a queue of its own
_turns = FairTurns(AT_ONCE)
_turns_of_an_engine = FairTurns(AT_ONCE_OF_AN_ENGINE)
_threads = anyio.CapacityLimiter(AT_ONCE + AT_ONCE_OF_AN_ENGINE)  # one for each turn


class OverBudgetError(Exception):
    """An answer takes more than it may; the message says so to whoever asked, with a status."""

    def __init__(self, message: str, status: int) -> None:
        """Keep the status beside the message."""
        super().__init__(message)
        self.status = status


class GoneError(Exception):
    """The client has gone, so nobody waits for the answer."""


def address_of(request: Request) -> str:
    """Return the address that a request comes from, "" when none is known."""
    return request.client.host if request.client else ""


async def in_thread(work: Callable[[], T], address: str = "") -> T:
    """Return what `work` returns, from a thread, a few at a time.

    `address` is that of the client, "" for work of several. When the caller is cancelled, work that
    has begun is waited for, and other work is dropped.
    """
    turns = _turns_of_an_engine if current().limit else _turns
    await turns.wait(address)
    try:
        return await run_sync(work, limiter=_threads)
    finally:
        turns.leave(address)


async def while_connected(request: Request, work: Callable[[], Awaitable[T]]) -> T:
    """Return what `work` returns; when the client goes, cancel it and raise GoneError.

    Raise whatever `work` raises.
    """
    results: list[T] = []

    async def listen() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        tasks.cancel_scope.cancel()

    try:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(listen)
            results.append(await work())
            tasks.cancel_scope.cancel()
    except ExceptionGroup as errors:  # of one error, which callers know by its own type
        raise errors.exceptions[0] from None
    if not results:
        raise GoneError
    return results[0]
