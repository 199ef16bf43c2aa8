"""A cache in which concurrent requests for the same answer make one query."""

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

from components.frames import LRUCache
from components.frames.warehouse.pool import EngineError, StoppedError, wait

T = TypeVar("T")


class SingleFlight(Generic[T]):
    """Keeps the last `size` answers; of several askers the first asks, and the others wait."""

    def __init__(self, size: int) -> None:
        self._answers: LRUCache[tuple[T]] = LRUCache(size)
        self._lock = Lock()
        self._pending: dict[Hashable, Future[T]] = {}

    def get(self, key: Hashable, ask: Callable[[], T]) -> T:
        """Return the answer to a question; raise what `ask` raises."""
        while True:
            kept = self._answers.peek(key)
            if kept:
                return kept[0]
            with self._lock:
                other = self._pending.get(key)
                if other is None:
                    own = self._pending[key] = Future[T]()
                    break
            wait(other)
            try:
                return other.result()
            except StoppedError:
                continue  # the caller that ran the query gave up; run it here
        try:
            answer = ask()
            self._answers.keep(key, (answer,))
            own.set_result(answer)
            return answer
        except EngineError as error:
            if not isinstance(error, StoppedError):
                own.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._pending[key]
            if not own.done():
                own.set_exception(StoppedError("The one who asked this got no answer."))
