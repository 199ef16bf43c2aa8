"""Time work in seconds that mean nearly the same on a slow processor, or beside other tests.

A usual second is the processor time in which Python counts to twenty million. It is counted right
after the work, while the machine is as busy as it was. Slow memory it does not even out.
"""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

# Seconds after which what a test waits for is taken for lost; only a very busy machine needs ten.
# How long readers wait is measured by `make bench` and `make soak`.
PATIENCE = 120.0

_IN_A_SECOND = 20_000_000
_COUNTED = 1_000_000


def slowness() -> float:
    """Return how many seconds of processor time a usual second takes here and now."""
    begun = time.process_time()
    total = 0
    for number in range(_COUNTED):
        total += number
    return (time.process_time() - begun) * _IN_A_SECOND / _COUNTED


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Do work, and return its result and the usual seconds of processor time that it took."""
    begun = time.process_time()
    result = work()
    spent = time.process_time() - begun
    return result, spent / slowness()
