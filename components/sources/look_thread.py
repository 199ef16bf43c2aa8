"""A thread that looks for another log, so that no reader waits for that."""

from collections.abc import Callable
from threading import Thread


def start_look(look: Callable[[], None]) -> bool:
    """Run `look` in a thread of its own; return False when the system gives no more threads."""
    try:
        Thread(target=look, daemon=True, name="look").start()
    except RuntimeError:
        return False
    return True
