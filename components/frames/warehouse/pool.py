"""A pool of sessions with an engine elsewhere, whose queries are bounded in time.

A query runs in a thread of its own, so that the one who waits for it can show progress, or stop
it. When an engine was away, the next query connects to it again.
"""

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

from components import wording

T = TypeVar("T")
LIMIT = 30.0  # seconds that a query may take
GRACE = 5.0  # seconds more, in which the engine may report that itself
AT_ONCE = 4  # queries; those of more readers wait for their turn

# Takes what happened to a query, in words, and the engine's error behind it.
Report = Callable[[str, Exception], None]


def _warn(words: str, error: Exception) -> None:
    logging.getLogger(__name__).warning("%s: %s: %s", words, type(error).__name__, error)


class EngineError(Exception):
    """The engine does not answer; the text is a sentence for the reader."""


class LostEngineError(EngineError):
    """The engine cannot be reached, or fails."""


class SlowEngineError(EngineError):
    """The query took too long."""


class StoppedError(EngineError):
    """The caller no longer wants the answer."""


class Session(Protocol):
    """One connection to an engine, used by one query at a time."""

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        """Return a table, by its key in `components.frames.warehouse.tables.SCHEMAS`."""
        ...

    def collect(self, frame: nw.LazyFrame[Any]) -> pa.Table:
        """Run a query."""
        ...

    def interrupt(self) -> None:
        """Make the running query fail, if the engine can do that."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...


class Backend(Protocol):
    """Opens sessions with one engine; `faults` are what it and they raise when that fails."""

    faults: tuple[type[Exception], ...]

    def version(self) -> object:
        """Return what distinguishes the present data from other data that may take its place.

        It is called before every query, so it must be cheap.
        """
        ...

    def connect(self, limit: float) -> Session:
        """Connect to the engine for queries of at most `limit` seconds."""
        ...


Waiting = Callable[[Future[Any]], None]
_waiting: ContextVar[Waiting | None] = ContextVar("waiting", default=None)


@contextmanager
def waiting(how: Waiting) -> Iterator[None]:
    """Wait for the answers to this thread's queries with `how`.

    It returns when the answer is there or no longer awaited; when it raises, the query is stopped.
    """
    token = _waiting.set(how)
    try:
        yield
    finally:
        _waiting.reset(token)


def wait(answer: Future[Any]) -> bool:
    """Wait for an answer as `waiting` says; return whether it says anything for this thread."""
    how = _waiting.get()
    if how:
        how(answer)
    return how is not None


class _Run:
    """One run of a query: its session, and whether it has to end."""

    def __init__(self, faults: tuple[type[Exception], ...], report: Report) -> None:
        self._faults = faults
        self._report = report
        self._lock = Lock()
        self._session: Session | None = None
        self.is_stopped = False
        self.is_late = False

    def begin(self, session: Session) -> None:
        with self._lock:
            if self.is_stopped:
                raise StoppedError(wording.engine.STOPPED)
            self._session = session

    def end(self) -> None:
        """Let go of the session, which another query may use from now on."""
        with self._lock:
            self._session = None

    def stop(self) -> None:
        with self._lock:
            self.is_stopped = True
            self._interrupt()

    def expire(self) -> None:
        with self._lock:
            if self._session:
                self.is_late = True
                self._interrupt()

    def _interrupt(self) -> None:
        """Make the query fail, unless the engine cannot be reached."""
        if self._session:
            try:
                self._session.interrupt()
            except self._faults as error:
                self._report("The engine was not interrupted", error)


class Pool:
    """A few sessions with one engine, opened when they are needed and used again."""

    def __init__(self, backend: Backend, limit: float = LIMIT, report: Report = _warn) -> None:
        """Take a backend; nothing connects to it before the first query."""
        self._backend = backend
        self._report = report
        self.limit = limit
        self._threads = ThreadPoolExecutor(AT_ONCE, "engine")
        self._lock = Lock()
        self._idle: list[Session] = []
        self._generation = 0
        self._version: object = None

    @property
    def version(self) -> object:
        """The version of the data that the pool connected to last, as `Backend.version` says."""
        return self._version

    def run(self, work: Callable[[Session], T], version: object = None) -> T:
        """Let `work` run its queries and return what it returns; raise EngineError.

        With a `version`, fail when other data has taken the place of that version.
        """
        run = _Run(self._backend.faults, self._report)
        answer = self._threads.submit(self._run, work, run, version)
        try:
            has_waited = wait(answer)
            # an engine that cannot be interrupted is not waited for
            return answer.result(GRACE if has_waited else self.limit + GRACE)
        except TimeoutError:
            words = wording.engine.given_up(self.limit)
            raise SlowEngineError(words) from None
        finally:
            if not answer.done():
                answer.cancel()
                run.stop()

    def _run(self, work: Callable[[Session], T], run: _Run, version: object) -> T:
        session, is_fresh, generation = self._session()
        is_sound = False
        try:
            if version is not None and version != self._version:
                raise LostEngineError(wording.engine.REPLACED)
            answer = self._within_limit(work, run, session)
            is_sound = True
        except self._backend.faults as error:
            if run.is_stopped:
                raise StoppedError(wording.engine.STOPPED) from None
            if run.is_late:
                words = wording.engine.given_up(self.limit)
                raise SlowEngineError(words) from None
            self._report("The engine failed", error)
            self.forget()
            if is_fresh:
                raise LostEngineError(wording.engine.ANSWERS_ERROR) from None
            # a session that was kept may have been lost long ago
            return self._run(work, run, version)
        except (pa.ArrowException, NarwhalsError) as error:
            # the answer does not fit the query: other tables, or another version of the library
            self._report("The engine's answer is not one", error)
            raise LostEngineError(wording.engine.ANSWERS_OTHERWISE) from error
        finally:
            if is_sound and not (run.is_stopped or run.is_late):
                self._keep(session, generation)
            else:
                session.close()
        return answer

    def _within_limit(self, work: Callable[[Session], T], run: _Run, session: Session) -> T:
        run.begin(session)
        timer = Timer(self.limit, run.expire)
        timer.daemon = True
        timer.start()
        try:
            return work(session)
        finally:
            timer.cancel()
            run.end()

    def _session(self) -> tuple[Session, bool, int]:
        """Return a session, whether it is a new one, and its generation."""
        version = self._backend.version()
        if version != self._version:
            self._version = version
            self.forget()
        with self._lock:
            if self._idle:
                return self._idle.pop(), False, self._generation
            generation = self._generation
        try:
            return self._backend.connect(self.limit), True, generation
        except self._backend.faults as error:
            self._report("The engine cannot be reached", error)
            raise LostEngineError(wording.engine.OUT_OF_REACH) from None

    def _keep(self, session: Session, generation: int) -> None:
        with self._lock:
            if generation == self._generation:
                self._idle.append(session)
                return
        session.close()

    def forget(self) -> None:
        """Use no session again that is open now: the data behind it has changed."""
        with self._lock:
            self._generation += 1
            idle, self._idle = self._idle, []
        for session in idle:
            session.close()

    def close(self) -> None:
        """Take no more queries."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self.forget()
