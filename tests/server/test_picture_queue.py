"""Pictures are made a few at a time, each once, for those who still wait; some are kept."""

import asyncio
import gc
from collections.abc import Callable
from threading import Event

import pytest

from components.exports import Drawing
from components.server.picture_queue import (
    MOST_FAILED,
    FailedPictureError,
    PictureQueue,
    TooManyPicturesError,
)
from components.server.rasterizer import RasterError
from components.sources import telemetry
from tests.loop import finished


class Layouts:
    """Lay out pictures that are nothing but a word, once the `gate` is open."""

    def __init__(self) -> None:
        self.gate = Event()
        self.begun: list[str] = []

    def of(self, word: str) -> Callable[[], Drawing]:
        """Return what lays out a word."""

        def lay_out() -> Drawing:
            self.begun.append(word)
            self.gate.wait()
            return Drawing(word)

        return lay_out


@pytest.fixture
def layouts() -> Layouts:
    """Give layouts that wait."""
    return Layouts()


async def until(condition: Callable[[], bool]) -> None:
    """Let the loop go on until a condition holds."""
    while not condition():
        await asyncio.sleep(0.001)


async def give_up(queue: PictureQueue, lay_out: Callable[[], Drawing], layouts: Layouts) -> None:
    """Ask for a picture `a`, and go away once it is being laid out."""
    asked = asyncio.create_task(queue.get("a", lay_out))
    await until(lambda: layouts.begun == ["a"])
    asked.cancel()
    await asyncio.wait([asked])


def test_what_many_ask_for_at_once_is_made_once_and_kept(layouts: Layouts) -> None:
    async def ask() -> list[bytes]:
        queue = PictureQueue()
        asked = asyncio.gather(*(queue.get("a", layouts.of("a")) for _ in range(50)))
        await until(lambda: layouts.begun == ["a"])
        layouts.gate.set()
        return [*await asked, await queue.get("a", layouts.of("again"))]

    assert finished(ask()) == [b"a"] * 51
    assert layouts.begun == ["a"]


def test_a_few_are_made_at_a_time_and_of_too_many_the_last_are_refused(layouts: Layouts) -> None:
    async def ask() -> list[bytes | BaseException]:
        queue = PictureQueue(at_once=2, most_waiting=3)
        work = [queue.get(word, layouts.of(word)) for word in "abcdefg"]
        asked = asyncio.gather(*work, return_exceptions=True)
        await until(lambda: len(layouts.begun) == 2)
        layouts.gate.set()
        return await asked

    *made, sixth, seventh = finished(ask())
    assert made == [b"a", b"b", b"c", b"d", b"e"]
    assert isinstance(sixth, TooManyPicturesError) and isinstance(seventh, TooManyPicturesError)
    assert sorted(layouts.begun[:2]) == ["a", "b"] and sorted(layouts.begun) == [*"abcde"]


def test_who_goes_gives_up_a_place_and_nobody_works_for_nobody(layouts: Layouts) -> None:
    async def ask() -> bytes:
        queue = PictureQueue(at_once=1, most_waiting=2)
        first = asyncio.create_task(queue.get("a", layouts.of("a")))
        await until(lambda: layouts.begun == ["a"])
        gone = [asyncio.create_task(queue.get(word, layouts.of(word))) for word in "bc"]
        await asyncio.sleep(0)
        with pytest.raises(TooManyPicturesError):
            await queue.get("d", layouts.of("d"))
        for task in gone:
            task.cancel()
        await asyncio.wait(gone)
        last = asyncio.create_task(queue.get("d", layouts.of("d")))
        await asyncio.sleep(0)
        layouts.gate.set()
        assert await first == b"a"
        return await last

    assert finished(ask()) == b"d"
    assert layouts.begun == ["a", "d"]


def test_one_that_is_given_up_keeps_its_turn_until_its_thread_ends(layouts: Layouts) -> None:
    async def ask() -> bytes:
        queue = PictureQueue(at_once=1)
        await give_up(queue, layouts.of("a"), layouts)
        again = asyncio.create_task(queue.get("a", layouts.of("again")))
        for _ in range(20):
            await asyncio.sleep(0)
        assert layouts.begun == ["a"]
        layouts.gate.set()
        return await again

    assert finished(ask()) == b"again"


def test_an_error_of_one_that_is_given_up_is_no_line_of_the_log(
    layouts: Layouts, caplog: pytest.LogCaptureFixture
) -> None:
    lay_out = layouts.of("a")

    def fail() -> Drawing:
        lay_out()
        raise OSError("broken")

    async def ask() -> None:
        queue = PictureQueue(at_once=1)
        await give_up(queue, fail, layouts)
        layouts.gate.set()
        assert await queue.get("b", lambda: Drawing("b")) == b"b"

    finished(ask())
    gc.collect()
    assert not caplog.records


def test_an_error_reaches_all_who_wait_and_is_not_kept() -> None:
    def fail() -> Drawing:
        raise OSError("broken")

    async def ask() -> list[bytes | BaseException]:
        queue = PictureQueue()
        asked = [queue.get("a", fail) for _ in range(3)]
        failed: list[bytes | BaseException] = await asyncio.gather(*asked, return_exceptions=True)
        return [*failed, await queue.get("a", lambda: Drawing("a"))]

    *failed, again = finished(ask())
    assert list(map(str, failed)) == ["broken"] * 3 and again == b"a"


def test_a_picture_that_fails_is_not_drawn_again_for_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[str] = []
    now = [1000.0]
    lines: list[object] = []
    monkeypatch.setattr(telemetry, "write_line", lambda *_, **fields: lines.append(fields["why"]))

    def of(word: str) -> Callable[[], Drawing]:
        def lay_out() -> Drawing:
            tried.append(word)
            raise RasterError("killed")

        return lay_out

    async def ask() -> None:
        queue = PictureQueue(clock=lambda: now[0])
        for later, word in ((0, "a"), (59, "a"), (0, "b"), (1, "a"), (0, "a"), (1, "b")):
            now[0] += later
            with pytest.raises(FailedPictureError):
                await queue.get(word, of(word))
        for number in range(MOST_FAILED):
            with pytest.raises(FailedPictureError):
                await queue.get(f"c{number}", of("c"))
        assert await queue.get("b", lambda: Drawing("b")) == b"b"  # so many are remembered

    finished(ask())
    assert [word for word in tried if word != "c"] == ["a", "b", "a"]
    assert tried.count("c") == MOST_FAILED and lines == ["killed"] * len(tried)


def test_a_picture_that_is_given_up_has_not_failed(
    layouts: Layouts, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[object] = []
    monkeypatch.setattr(telemetry, "write_line", lambda *_, **fields: lines.append(fields))

    def stopped() -> Drawing:
        layouts.of("a")()
        raise RasterError("it is no longer wanted")

    async def ask() -> bytes:
        queue = PictureQueue(at_once=1)
        await give_up(queue, stopped, layouts)
        layouts.gate.set()
        return await queue.get("a", layouts.of("again"))

    assert finished(ask()) == b"again"
    assert not lines


def test_kept_pictures_have_a_bound_in_bytes() -> None:
    made: list[str] = []

    def of(word: str, size: int) -> Callable[[], Drawing]:
        def lay_out() -> Drawing:
            made.append(word)
            return Drawing(word * size)

        return lay_out

    async def ask() -> None:
        queue = PictureQueue(room=10)
        for word, size in (("a", 4), ("b", 4), ("a", 4), ("c", 4), ("a", 4), ("b", 4), ("d", 11)):
            await queue.get(word, of(word, size))
        await queue.get("d", of("d", 11))

    finished(ask())
    assert made == ["a", "b", "c", "b", "d", "d"]


def test_when_the_server_stops_all_is_given_up(layouts: Layouts) -> None:
    async def ask() -> int:
        queue = PictureQueue(at_once=1)
        asked = [asyncio.create_task(queue.get(word, layouts.of(word))) for word in "ab"]
        await until(lambda: layouts.begun == ["a"])
        queue.close()
        layouts.gate.set()
        done, _ = await asyncio.wait(asked)
        return sum(task.cancelled() for task in done)

    assert finished(ask()) == 1  # the first had only to be handed over
    assert layouts.begun == ["a"]
