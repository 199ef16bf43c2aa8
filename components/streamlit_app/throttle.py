"""Limit how many pages are made at once, so that the server stays responsive.

Thirty pages made at once would all be done at the same late moment, and health checks would get no
answer until then. Made in turn, half of them are ready in half of the time.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

AT_ONCE = max(2, os.cpu_count() or 1)
_turns = BoundedSemaphore(AT_ONCE)


@contextmanager
def in_turn() -> Iterator[None]:
    """Wait until fewer than `AT_ONCE` pages are being made; the block within makes one."""
    with _turns:
        yield
