"""Pages are made a few at a time, so that meanwhile the server goes on answering everybody else.

Thirty at once would all be done at the same late moment, and a host that asks whether the server
lives would hear nothing until then; in turn, half of them are there in half of the time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

AT_ONCE = max(2, os.cpu_count() or 1)
_turns = BoundedSemaphore(AT_ONCE)


@contextmanager
def in_turn() -> Iterator[None]:
    """Wait until fewer than `AT_ONCE` pages are being made, and make one within."""
    with _turns:
        yield
