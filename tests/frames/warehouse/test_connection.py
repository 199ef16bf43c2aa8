"""Questions to an engine that is slow, away, or not wanted any more."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NoReturn, cast

import narwhals as nw
import pytest

from components.frames.warehouse import (
    Connection,
    LostEngineError,
    SlowEngineError,
    StoppedError,
    waiting,
)
from components.frames.warehouse.connection import AT_ONCE, Driver
from components.frames.warehouse.single import Single


class BrokenError(Exception):
    """What the library of the engine raises."""


class Fake:
    """An engine without data; what a question is asked is up to the test."""

    faults: tuple[type[Exception], ...] = (BrokenError,)

    def __init__(self) -> None:
        self.drivers: list[FakeDriver] = []
        self.is_away = False
        self.data: object = 1

    def version(self) -> object:
        return self.data

    def connect(self, limit: float) -> Driver:
        if self.is_away:
            raise BrokenError("nobody at host 10.0.0.1")
        self.drivers.append(FakeDriver())
        return self.drivers[-1]


class FakeDriver:
    """A driver whose question ends when it is interrupted."""

    def __init__(self) -> None:
        self.interrupted = threading.Event()
        self.is_closed = False

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        return cast("nw.LazyFrame[Any]", table)

    def collect(self, frame: nw.LazyFrame[Any]) -> NoReturn:
        assert self.interrupted.wait(20)
        raise BrokenError("interrupted")

    def interrupt(self) -> None:
        self.interrupted.set()

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def engine() -> Fake:
    return Fake()


@pytest.fixture
def connection(engine: Fake) -> Iterator[Connection]:
    made = Connection(engine, limit=20)
    yield made
    made.close()


def slow(driver: Driver) -> object:
    return driver.collect(driver.frame("events"))


def test_one_driver_answers_one_question_after_the_other(
    engine: Fake, connection: Connection
) -> None:
    assert [connection.run(lambda driver: driver) for _ in "abc"] == engine.drivers * 3
    assert len(engine.drivers) == 1


def test_questions_at_once_have_a_driver_each_and_no_more_than_there_may_be(
    engine: Fake, connection: Connection
) -> None:
    together = threading.Barrier(AT_ONCE)
    with ThreadPoolExecutor(3 * AT_ONCE) as readers:
        asked = [
            readers.submit(connection.run, lambda driver: (together.wait(20), id(driver))[1])
            for _ in range(3 * AT_ONCE)
        ]
        used = {each.result() for each in asked}
    assert len(used) == len(engine.drivers) == AT_ONCE


def test_a_question_that_takes_too_long_is_given_up(engine: Fake) -> None:
    connection = Connection(engine, limit=0.05)
    with pytest.raises(SlowEngineError, match=r"more than 0\.05 seconds"):
        connection.run(slow)
    assert engine.drivers[0].is_closed
    assert connection.run(lambda driver: 7) == 7
    connection.close()


def test_who_waits_may_stop_the_question(engine: Fake, connection: Connection) -> None:
    def lose_patience(_: Future[Any]) -> None:
        while not engine.drivers:
            pass
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), waiting(lose_patience):
        connection.run(slow)
    assert engine.drivers[0].interrupted.wait(20)
    assert connection.run(lambda driver: driver) is not engine.drivers[0]


def test_a_question_that_waits_for_its_turn_is_never_asked_once_it_is_stopped(
    engine: Fake, connection: Connection
) -> None:
    asked = threading.Event()

    def leave(_: Future[Any]) -> None:
        raise KeyboardInterrupt

    with ThreadPoolExecutor(AT_ONCE) as readers:
        busy = [readers.submit(connection.run, slow) for _ in range(AT_ONCE)]
        while len(engine.drivers) < AT_ONCE:
            pass
        with pytest.raises(KeyboardInterrupt), waiting(leave):
            connection.run(lambda driver: asked.set())
        for driver in engine.drivers:
            driver.interrupt()
        for each in busy:
            # a driver that was new tells that the engine fails
            assert isinstance(each.exception(20), LostEngineError)
    assert connection.run(lambda driver: 1) == 1
    assert not asked.is_set()


def test_an_engine_that_is_away_is_said_so_without_its_address_and_found_again(
    engine: Fake, connection: Connection
) -> None:
    engine.is_away = True
    with pytest.raises(LostEngineError) as caught:
        connection.run(lambda driver: 1)
    assert str(caught.value) == "The engine cannot be reached."
    engine.is_away = False
    assert connection.run(lambda driver: 1) == 1


def test_a_connection_that_was_lost_meanwhile_is_made_anew(
    engine: Fake, connection: Connection
) -> None:
    first = connection.run(lambda driver: driver)

    def fails_on_the_old(driver: Driver) -> int:
        if driver is first:
            raise BrokenError("gone away")
        return 5

    assert connection.run(fails_on_the_old) == 5
    assert engine.drivers[0].is_closed


def test_an_error_of_a_new_connection_is_not_tried_for_ever(
    engine: Fake, connection: Connection
) -> None:
    def fails(driver: Driver) -> None:
        raise BrokenError("no such table")

    for _ in "ab":
        with pytest.raises(LostEngineError, match="answers with an error"):
            connection.run(fails)
    assert all(driver.is_closed for driver in engine.drivers)


def test_an_engine_that_cannot_be_interrupted_is_not_waited_for(
    engine: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.frames.warehouse.connection.GRACE", 0.05)
    monkeypatch.setattr(FakeDriver, "interrupt", lambda driver: None)
    connection = Connection(engine, limit=0.05)
    with pytest.raises(SlowEngineError):
        connection.run(slow)
    for driver in engine.drivers:
        driver.interrupted.set()
    connection.close()


def test_an_engine_that_is_away_when_it_is_interrupted_changes_nothing_for_who_stops(
    engine: Fake, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(driver: FakeDriver) -> None:
        driver.interrupted.set()
        raise BrokenError("nobody there")

    def lose_patience(_: Future[Any]) -> None:
        while not engine.drivers:
            pass
        raise KeyboardInterrupt

    monkeypatch.setattr(FakeDriver, "interrupt", fails)
    with pytest.raises(KeyboardInterrupt), waiting(lose_patience):
        connection.run(slow)


def test_whoever_waits_for_the_same_is_told_the_same_failure_and_nobody_asks_again() -> None:
    kept, asked, go = Single[int](4), [], threading.Event()

    def fails() -> int:
        asked.append(1)
        go.wait(20)
        raise SlowEngineError("too long")

    with ThreadPoolExecutor(8) as readers:
        answers = [readers.submit(kept.get, "key", fails) for _ in range(8)]
        while not asked:
            pass
        time.sleep(0.2)
        go.set()
        assert all(isinstance(each.exception(20), SlowEngineError) for each in answers)
    assert len(asked) == 1


def test_an_error_of_ours_is_not_taken_for_one_of_the_engine(
    engine: Fake, connection: Connection
) -> None:
    with pytest.raises(ZeroDivisionError):
        connection.run(lambda driver: 1 // 0)


def test_other_data_in_the_same_place_is_connected_to_anew(
    engine: Fake, connection: Connection
) -> None:
    first = connection.run(lambda driver: driver)
    engine.data = 2
    assert connection.run(lambda driver: driver) is not first
    assert engine.drivers[0].is_closed


def test_who_asks_the_same_at_once_is_answered_by_one_question() -> None:
    kept, asked, go = Single[int](4), [], threading.Event()

    def ask() -> int:
        asked.append(1)
        go.wait(20)
        return 3

    with ThreadPoolExecutor(8) as readers:
        answers = [readers.submit(kept.get, "key", ask) for _ in range(8)]
        while not asked:
            pass
        go.set()
        assert [each.result(20) for each in answers] == [3] * 8
    assert len(asked) == 1
    assert kept.get("key", lambda: 1 // 0) == 3


def test_when_the_first_gives_up_the_next_asks() -> None:
    kept, begun, go = Single[int](4), threading.Event(), threading.Event()

    def gives_up() -> int:
        begun.set()
        go.wait(20)
        raise StoppedError("enough")

    with ThreadPoolExecutor(2) as readers:
        first = readers.submit(kept.get, "key", gives_up)
        assert begun.wait(20)
        second = readers.submit(kept.get, "key", lambda: 4)
        go.set()
        assert isinstance(first.exception(20), StoppedError)
        assert second.result(20) == 4
