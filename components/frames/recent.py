"""The last few things that were made, by key."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """Keeps the last `most` things that were asked for; threads may make the same one twice."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._made: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under a key, made now if there is nothing."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        made = make()
        self.keep(key, made)
        return made

    def keep(self, key: Hashable, made: T) -> None:
        """Keep a thing under a key; the one that was longest not asked for may have to go."""
        with self._lock:
            self._made[key] = made
            self._made.move_to_end(key)
            if len(self._made) > self._most:
                self._made.popitem(last=False)

    def known(self, key: Hashable) -> T | None:
        """Return what is kept under a key, `None` if there is nothing."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
            return self._made.get(key)
