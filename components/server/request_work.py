"""Work of requests in threads of its own, a few at a time, for as long as the client waits.

Starlette runs routes that are not coroutines in one pool of threads: those that wait there, be it
for their turn or for a slow client, keep all others waiting, probes and pages too. A coroutine
waits here without a thread.
"""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import anyio
from anyio.to_thread import run_sync
from starlette.requests import Request

from components.sources import current

T = TypeVar("T")

AT_ONCE = 2  # threads at a time: more would only take Python from the pages
AT_ONCE_OF_AN_ENGINE = 8  # for those wait for the engine, which has a queue of its own
_threads = anyio.CapacityLimiter(AT_ONCE)
_threads_of_an_engine = anyio.CapacityLimiter(AT_ONCE_OF_AN_ENGINE)


class OverBudgetError(Exception):
    """An answer takes more than it may; the message says so to whoever asked, with a status."""

    def __init__(self, message: str, status: int) -> None:
        """Keep the status beside the message."""
        super().__init__(message)
        self.status = status


class GoneError(Exception):
    """The client has gone, so nobody waits for the answer."""


async def in_thread(work: Callable[[], T]) -> T:
    """Return what `work` returns, from a thread, a few at a time.

    When the caller is cancelled, work that has begun is waited for, and other work is dropped.
    """
    limiter = _threads_of_an_engine if current().limit else _threads
    return await run_sync(work, limiter=limiter)


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
