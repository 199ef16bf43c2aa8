"""What is asynchronous, run to its end in a test that is not."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def finished(work: Coroutine[object, object, T]) -> T:
    """Return what comes of a coroutine.

    It has a thread of its own: where browser tests ran before, Playwright's loop still runs in this
    one, and a second cannot.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()
