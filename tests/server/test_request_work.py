"""The work of requests: a few at a time, and networks take turns."""

import asyncio
from collections.abc import Iterator
from functools import partial
from threading import Barrier, Event
from types import SimpleNamespace

import anyio
import pytest

from components.server import request_work
from components.server.request_work import AT_ONCE, AT_ONCE_OF_AN_ENGINE, in_thread
from components.streamlit_app import FairTurns
from tests.loop import finished
from tests.pace import PATIENCE


@pytest.fixture(autouse=True)
def one_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one work at a time, so that the order of the others is known."""
    monkeypatch.setattr(request_work, "_turns", FairTurns(1))


@pytest.fixture
def held() -> Iterator[Event]:
    """Return what the first work waits for."""
    may_end = Event()
    yield may_end
    may_end.set()


def test_work_of_another_network_need_not_wait_behind_all_of_one(held: Event) -> None:
    done: list[str] = []

    async def ask() -> None:
        first = asyncio.create_task(in_thread(held.wait, "192.0.2.1"))
        await asyncio.sleep(0)
        waiting = [
            asyncio.create_task(in_thread(partial(done.append, name), address))
            for name, address in [
                *((f"same {n}", "192.0.2.1") for n in range(20)),
                ("elsewhere", "198.51.100.7"),
            ]
        ]
        await asyncio.sleep(0)
        held.set()
        await asyncio.gather(first, *waiting)

    finished(ask())
    assert done[:2] == ["same 0", "elsewhere"]


def test_who_waits_no_more_takes_no_turn_and_work_that_has_begun_keeps_its_own(
    held: Event,
) -> None:
    done: list[str] = []

    async def ask() -> None:
        async with anyio.create_task_group() as all_of_them:
            with anyio.CancelScope() as gone:
                async with anyio.create_task_group() as those_who_go:
                    those_who_go.start_soon(in_thread, held.wait)
                    await asyncio.sleep(0.01)
                    those_who_go.start_soon(in_thread, partial(done.append, "gone"))
                    all_of_them.start_soon(in_thread, partial(done.append, "there"))
                    await asyncio.sleep(0.01)
                    gone.cancel()
                    all_of_them.start_soon(end)

    async def end() -> None:
        await asyncio.sleep(0.01)
        assert not done
        held.set()

    finished(ask())
    assert done == ["there"]


def test_work_that_fails_gives_its_turn_back() -> None:
    def fail() -> None:
        raise ValueError

    async def ask() -> str:
        for _ in range(3):
            with pytest.raises(ValueError):
                await in_thread(fail)
        return await in_thread(lambda: "made")

    assert finished(ask()) == "made"


def test_work_of_an_engine_runs_at_once_whatever_else_runs(
    monkeypatch: pytest.MonkeyPatch, held: Event
) -> None:
    monkeypatch.setattr(request_work, "_turns", FairTurns(AT_ONCE))
    engine = SimpleNamespace(limit=1.0)
    together = Barrier(AT_ONCE_OF_AN_ENGINE)

    async def ask() -> None:
        other = [asyncio.create_task(in_thread(held.wait)) for _ in range(AT_ONCE)]
        await asyncio.sleep(0.01)
        monkeypatch.setattr(request_work, "current", lambda: engine)
        meet = partial(together.wait, PATIENCE)
        await asyncio.gather(*(in_thread(meet) for _ in range(AT_ONCE_OF_AN_ENGINE)))
        held.set()
        await asyncio.gather(*other)

    finished(ask())
