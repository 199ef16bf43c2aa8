"""Questions go in, answers of an engine elsewhere come out: bounded in time, and not for ever lost.

A question is asked in a thread of its own, so that whoever waits for it may show how it goes, or
stop it. An engine that is away is connected to anew with the next question.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock, Timer
from typing import Any, Protocol, TypeVar

import narwhals as nw
import pyarrow as pa
from narwhals.exceptions import NarwhalsError

T = TypeVar("T")
LIMIT = 30.0  # seconds that a question may take
GRACE = 5.0  # seconds more, in which the engine may say so itself
AT_ONCE = 4  # questions; those of more readers wait for their turn

# Hears what became of a question, in words, and the error of the engine that made it so.
Tell = Callable[[str, Exception], None]


def _warn(words: str, error: Exception) -> None:
    logging.getLogger(__name__).warning("%s: %s: %s", words, type(error).__name__, error)


class EngineError(Exception):
    """The engine gives no answer; the text is a sentence for the reader."""


class LostEngineError(EngineError):
    """The engine cannot be reached, or answers with an error of its own."""


class SlowEngineError(EngineError):
    """The question took longer than a question may."""


class StoppedError(EngineError):
    """Whoever asked does not want to know any more."""


class Driver(Protocol):
    """One connection to an engine, which is used by one question at a time."""

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        """Return a table, by its key in `components.frames.warehouse.tables.SCHEMAS`."""
        ...

    def collect(self, frame: nw.LazyFrame[Any]) -> pa.Table:
        """Ask the engine."""
        ...

    def interrupt(self) -> None:
        """Make the question that is being answered fail, where the engine can do that."""
        ...

    def close(self) -> None:
        """Give the connection up."""
        ...


class Engine(Protocol):
    """What makes drivers of one engine; `faults` are what it and they raise when that fails."""

    faults: tuple[type[Exception], ...]

    def version(self) -> object:
        """Return what tells the data that drivers are connected to from other data in its place.

        It is asked before every question, and has to cost nothing.
        """
        ...

    def connect(self, limit: float) -> Driver:
        """Connect to the engine, for questions that take `limit` seconds at most."""
        ...


Waiting = Callable[[Future[Any]], None]
_waiting: ContextVar[Waiting | None] = ContextVar("waiting", default=None)


@contextmanager
def waiting(how: Waiting) -> Iterator[None]:
    """Wait for the answers to this thread's questions as `how` does.

    It returns when the answer is there, or is not awaited any more; when it raises, the question is
    stopped.
    """
    token = _waiting.set(how)
    try:
        yield
    finally:
        _waiting.reset(token)


def wait(answer: Future[Any]) -> bool:
    """Wait for an answer as this thread does; tell whether it has a way of its own."""
    how = _waiting.get()
    if how:
        how(answer)
    return how is not None


class _Question:
    """What is known of one question while it is asked: its driver, and whether it is to end."""

    def __init__(self, faults: tuple[type[Exception], ...], tell: Tell) -> None:
        self._faults = faults
        self._tell = tell
        self._lock = Lock()
        self._driver: Driver | None = None
        self.is_stopped = False
        self.is_late = False

    def begin(self, driver: Driver) -> None:
        with self._lock:
            if self.is_stopped:
                raise StoppedError("The question was stopped.")
            self._driver = driver

    def end(self) -> None:
        """Let go of the driver, which may be another question's from now on."""
        with self._lock:
            self._driver = None

    def stop(self) -> None:
        with self._lock:
            self.is_stopped = True
            self._interrupt()

    def expire(self) -> None:
        with self._lock:
            if self._driver:
                self.is_late = True
                self._interrupt()

    def _interrupt(self) -> None:
        """Make the question fail; an engine that is away cannot be told, and is left to itself."""
        if self._driver:
            try:
                self._driver.interrupt()
            except self._faults as error:
                self._tell("The engine was not interrupted", error)


class Connection:
    """A few drivers of one engine, made when they are needed and used again."""

    def __init__(self, engine: Engine, limit: float = LIMIT, tell: Tell = _warn) -> None:
        """Take an engine, to which nobody is connected before there is a question."""
        self._engine = engine
        self._tell = tell
        self.limit = limit
        self._threads = ThreadPoolExecutor(AT_ONCE, "engine")
        self._lock = Lock()
        self._idle: list[Driver] = []
        self._generation = 0
        self._version: object = None

    @property
    def version(self) -> object:
        """What tells the data that was connected to last from other data in its place."""
        return self._version

    def run(self, work: Callable[[Driver], T], version: object = None) -> T:
        """Let `work` ask its questions and return what it returns; raise EngineError.

        With a `version` it is asked of that data alone, not of what may have taken its place.
        """
        question = _Question(self._engine.faults, self._tell)
        answer = self._threads.submit(self._asked, work, question, version)
        try:
            has_waited = wait(answer)
            # an engine that cannot be interrupted is not waited for
            return answer.result(GRACE if has_waited else self.limit + GRACE)
        except TimeoutError:
            words = f"The question took more than {self.limit:g} seconds and was given up."
            raise SlowEngineError(words) from None
        finally:
            if not answer.done():
                answer.cancel()
                question.stop()

    def _asked(self, work: Callable[[Driver], T], question: _Question, version: object) -> T:
        driver, is_fresh, generation = self._driver()
        is_sound = False
        try:
            if version is not None and version != self._version:
                raise LostEngineError("Another log has taken this one's place.")
            answer = self._answered(work, question, driver)
            is_sound = True
        except self._engine.faults as error:
            if question.is_stopped:
                raise StoppedError("The question was stopped.") from None
            if question.is_late:
                words = f"The question took more than {self.limit:g} seconds and was given up."
                raise SlowEngineError(words) from None
            self._tell("The engine failed", error)
            self.forget()
            if is_fresh:
                raise LostEngineError("The engine answers with an error.") from None
            # a connection that was kept may have been lost long ago
            return self._asked(work, question, version)
        except (pa.ArrowException, NarwhalsError, KeyError) as error:
            # what it answers is not what was asked for: other tables, or another library
            self._tell("The engine's answer is not one", error)
            raise LostEngineError("The engine answers with something else.") from error
        finally:
            if is_sound and not (question.is_stopped or question.is_late):
                self._keep(driver, generation)
            else:
                driver.close()
        return answer

    def _answered(self, work: Callable[[Driver], T], question: _Question, driver: Driver) -> T:
        question.begin(driver)
        timer = Timer(self.limit, question.expire)
        timer.daemon = True
        timer.start()
        try:
            return work(driver)
        finally:
            timer.cancel()
            question.end()

    def _driver(self) -> tuple[Driver, bool, int]:
        """Return a driver, whether it is a new one, and the generation it belongs to."""
        version = self._engine.version()
        if version != self._version:
            self._version = version
            self.forget()
        with self._lock:
            if self._idle:
                return self._idle.pop(), False, self._generation
            generation = self._generation
        try:
            return self._engine.connect(self.limit), True, generation
        except self._engine.faults as error:
            self._tell("The engine cannot be reached", error)
            raise LostEngineError("The engine cannot be reached.") from None

    def _keep(self, driver: Driver, generation: int) -> None:
        with self._lock:
            if generation == self._generation:
                self._idle.append(driver)
                return
        driver.close()

    def forget(self) -> None:
        """Use no driver again that there is now: what they are connected to is not the same."""
        with self._lock:
            self._generation += 1
            idle, self._idle = self._idle, []
        for driver in idle:
            driver.close()

    def close(self) -> None:
        """Take no more questions."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self.forget()
