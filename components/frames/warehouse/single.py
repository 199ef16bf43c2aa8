"""What was answered lately is kept, and what several readers ask at once is asked once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

from components.frames import Recent
from components.frames.warehouse.connection import EngineError, StoppedError, wait

T = TypeVar("T")


class Single(Generic[T]):
    """Keeps the last `most` answers."""

    def __init__(self, most: int) -> None:
        self._kept: Recent[tuple[T]] = Recent(most)
        self._lock = Lock()
        self._under_way: dict[Hashable, Future[T]] = {}

    def get(self, key: Hashable, ask: Callable[[], T]) -> T:
        """Return the answer to a question; of those who have the same one, the first asks."""
        while True:
            kept = self._kept.known(key)
            if kept:
                return kept[0]
            with self._lock:
                other = self._under_way.get(key)
                if other is None:
                    own = self._under_way[key] = Future[T]()
                    break
            wait(other)
            try:
                return other.result()
            except StoppedError:
                continue  # whoever asked gave up; it is our turn to ask
        try:
            answer = ask()
            self._kept.keep(key, (answer,))
            own.set_result(answer)
            return answer
        except EngineError as error:
            if not isinstance(error, StoppedError):
                own.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._under_way[key]
            if not own.done():
                own.set_exception(StoppedError("Whoever asked this got no answer."))
