"""Questions to an engine that is slow, away, or not wanted any more."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NoReturn, cast

import narwhals as nw
import pytest

from components.frames.warehouse import (
    LostEngineError,
    Pool,
    SlowEngineError,
    StoppedError,
    waiting,
)
from components.frames.warehouse.pool import AT_ONCE, Session
from components.frames.warehouse.single_flight import SingleFlight
from tests.pace import PATIENCE


class BrokenError(Exception):
    """What the library of the engine raises."""


class Fake:
    """An engine without data; what a question is asked is up to the test."""

    faults: tuple[type[Exception], ...] = (BrokenError,)

    def __init__(self) -> None:
        self.sessions: list[FakeSession] = []
        self.is_away = False
        self.data: object = 1

    def version(self) -> object:
        return self.data

    def connect(self, limit: float) -> Session:
        if self.is_away:
            raise BrokenError("nobody at host 10.0.0.1")
        self.sessions.append(FakeSession())
        return self.sessions[-1]


class FakeSession:
    """A session whose question ends when it is interrupted."""

    def __init__(self) -> None:
        self.interrupted = threading.Event()
        self.is_closed = False

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        return cast("nw.LazyFrame[Any]", table)

    def collect(self, frame: nw.LazyFrame[Any]) -> NoReturn:
        assert self.interrupted.wait(PATIENCE)
        raise BrokenError("interrupted")

    def interrupt(self) -> None:
        self.interrupted.set()

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def engine() -> Fake:
    return Fake()


@pytest.fixture
def pool(engine: Fake) -> Iterator[Pool]:
    pool = Pool(engine, limit=20)
    yield pool
    pool.close()


def slow(session: Session) -> object:
    return session.collect(session.frame("events"))


def test_one_driver_answers_one_question_after_the_other(engine: Fake, pool: Pool) -> None:
    assert [pool.run(lambda session: session) for _ in "abc"] == engine.sessions * 3
    assert len(engine.sessions) == 1


def test_questions_at_once_have_a_driver_each_and_no_more_than_there_may_be(
    engine: Fake, pool: Pool
) -> None:
    together = threading.Barrier(AT_ONCE)
    with ThreadPoolExecutor(3 * AT_ONCE) as readers:
        answers = [
            readers.submit(pool.run, lambda session: (together.wait(PATIENCE), id(session))[1])
            for _ in range(3 * AT_ONCE)
        ]
        used = {answer.result() for answer in answers}
    assert len(used) == len(engine.sessions) == AT_ONCE


def test_a_question_that_takes_too_long_is_given_up(engine: Fake) -> None:
    pool = Pool(engine, limit=0.05)
    with pytest.raises(SlowEngineError, match=r"more than 0\.05 seconds"):
        pool.run(slow)
    assert engine.sessions[0].is_closed
    assert pool.run(lambda session: 7) == 7
    pool.close()


def test_who_waits_may_stop_the_question(engine: Fake, pool: Pool) -> None:
    def lose_patience(_: Future[Any]) -> None:
        while not engine.sessions:
            pass
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), waiting(lose_patience):
        pool.run(slow)
    assert engine.sessions[0].interrupted.wait(PATIENCE)
    assert pool.run(lambda session: session) is not engine.sessions[0]


def test_a_question_that_waits_for_its_turn_is_never_asked_once_it_is_stopped(
    engine: Fake, pool: Pool
) -> None:
    was_asked = threading.Event()

    def leave(_: Future[Any]) -> None:
        raise KeyboardInterrupt

    with ThreadPoolExecutor(AT_ONCE) as readers:
        busy = [readers.submit(pool.run, slow) for _ in range(AT_ONCE)]
        while len(engine.sessions) < AT_ONCE:
            pass
        with pytest.raises(KeyboardInterrupt), waiting(leave):
            pool.run(lambda session: was_asked.set())
        for session in engine.sessions:
            session.interrupt()
        for answer in busy:
            # a session that was new tells that the engine fails
            assert isinstance(answer.exception(20), LostEngineError)
    assert pool.run(lambda session: 1) == 1
    assert not was_asked.is_set()


def test_an_engine_that_is_away_is_said_so_without_its_address_and_found_again(
    engine: Fake, pool: Pool
) -> None:
    engine.is_away = True
    with pytest.raises(LostEngineError) as caught:
        pool.run(lambda session: 1)
    assert str(caught.value) == "The engine cannot be reached."
    engine.is_away = False
    assert pool.run(lambda session: 1) == 1


def test_a_connection_that_was_lost_meanwhile_is_made_anew(engine: Fake, pool: Pool) -> None:
    first = pool.run(lambda session: session)

    def fails_on_the_old(session: Session) -> int:
        if session is first:
            raise BrokenError("gone away")
        return 5

    assert pool.run(fails_on_the_old) == 5
    assert engine.sessions[0].is_closed


def test_an_error_of_a_new_connection_is_not_tried_for_ever(engine: Fake, pool: Pool) -> None:
    def fails(session: Session) -> None:
        raise BrokenError("no such table")

    for _ in "ab":
        with pytest.raises(LostEngineError, match="answers with an error"):
            pool.run(fails)
    assert all(session.is_closed for session in engine.sessions)


def test_an_engine_that_cannot_be_interrupted_is_not_waited_for(
    engine: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.frames.warehouse.pool.GRACE", 0.05)
    monkeypatch.setattr(FakeSession, "interrupt", lambda session: None)
    pool = Pool(engine, limit=0.05)
    with pytest.raises(SlowEngineError):
        pool.run(slow)
    for session in engine.sessions:
        session.interrupted.set()
    pool.close()


def test_an_engine_that_is_away_when_it_is_interrupted_changes_nothing_for_who_stops(
    engine: Fake, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(session: FakeSession) -> None:
        session.interrupted.set()
        raise BrokenError("nobody there")

    def lose_patience(_: Future[Any]) -> None:
        while not engine.sessions:
            pass
        raise KeyboardInterrupt

    monkeypatch.setattr(FakeSession, "interrupt", fails)
    with pytest.raises(KeyboardInterrupt), waiting(lose_patience):
        pool.run(slow)


def test_whoever_waits_for_the_same_is_told_the_same_failure_and_nobody_asks_again() -> None:
    kept, asked, go = SingleFlight[int](4), [], threading.Event()

    def fails() -> int:
        asked.append(1)
        go.wait(PATIENCE)
        raise SlowEngineError("too long")

    with ThreadPoolExecutor(8) as readers:
        answers = [readers.submit(kept.get, "key", fails) for _ in range(8)]
        while not asked:
            pass
        time.sleep(0.2)
        go.set()
        assert all(isinstance(answer.exception(20), SlowEngineError) for answer in answers)
    assert len(asked) == 1


def test_an_error_of_ours_is_not_taken_for_one_of_the_engine(engine: Fake, pool: Pool) -> None:
    with pytest.raises(ZeroDivisionError):
        pool.run(lambda session: 1 // 0)


def test_other_data_in_the_same_place_is_connected_to_anew(engine: Fake, pool: Pool) -> None:
    first = pool.run(lambda session: session)
    engine.data = 2
    assert pool.run(lambda session: session) is not first
    assert engine.sessions[0].is_closed


def test_who_asks_the_same_at_once_is_answered_by_one_question() -> None:
    kept, asked, go = SingleFlight[int](4), [], threading.Event()

    def ask() -> int:
        asked.append(1)
        go.wait(PATIENCE)
        return 3

    with ThreadPoolExecutor(8) as readers:
        answers = [readers.submit(kept.get, "key", ask) for _ in range(8)]
        while not asked:
            pass
        go.set()
        assert [answer.result(20) for answer in answers] == [3] * 8
    assert len(asked) == 1
    assert kept.get("key", lambda: 1 // 0) == 3


def test_when_the_first_gives_up_the_next_asks() -> None:
    kept, begun, go = SingleFlight[int](4), threading.Event(), threading.Event()

    def gives_up() -> int:
        begun.set()
        go.wait(PATIENCE)
        raise StoppedError("enough")

    with ThreadPoolExecutor(2) as readers:
        first = readers.submit(kept.get, "key", gives_up)
        assert begun.wait(PATIENCE)
        second = readers.submit(kept.get, "key", lambda: 4)
        go.set()
        assert isinstance(first.exception(20), StoppedError)
        assert second.result(20) == 4
