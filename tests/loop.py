"""Run coroutines from tests that are not asynchronous."""

import asyncio
from collections.abc import Coroutine
from functools import cache
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Return a loop in a thread of its own: Playwright's may still run in the test's."""
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, daemon=True, name="tests").start()
    return loop


def finished(work: Coroutine[object, object, T]) -> T:
    """Wait for a coroutine and return its result."""
    return asyncio.run_coroutine_threadsafe(work, _loop()).result()
