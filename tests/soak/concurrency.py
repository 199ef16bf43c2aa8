"""Thirty readers press different filters for minutes; nobody sees another's view."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from urllib.parse import parse_qs

import httpx2
import numpy as np

from tests.bench.figure import Figure
from tests.soak.random_view import Oracle, draw_view, form
from tests.soak.server import Server, served
from tests.soak.session import Session
from tests.synthetic_log import synthetic_yaml

TITLE = "30 readers at a time, filters changing"
READERS = 30
EVENTS = 1000
MINUTES = 5.0
PAUSE = (1.0, 5.0)  # seconds from an answer to what the reader does next
ASK = 1.0  # seconds between two questions of a tab whether the log has changed
LOOK = 2.0  # seconds between two looks at the memory
SETTLED = 0.2  # of the time, after which the memory has to be flat


@dataclass
class Course:
    """What happened."""

    waits: list[float] = field(default_factory=list)  # seconds
    wrong: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)  # seconds, MB
    states: set[str] = field(default_factory=set)


def measure(folder: Path, minutes: float = MINUTES) -> list[Figure]:
    """Let thirty readers press at random for so many minutes."""
    text = synthetic_yaml(EVENTS)
    with served(folder, text) as server:
        course = asyncio.run(_passed(server, Oracle.of(text), minutes * 60))
        troubles = server.troubles()
    grown, words = growth(course.memory)
    waits = sorted(course.waits)
    late, middle = waits[int(len(waits) * 0.95)], waits[len(waits) // 2]
    wrong = "; ".join(course.wrong[:1]) or f"of {len(waits):,} answers in {minutes:g} minutes"
    return [
        Figure("answers that were not the reader's own", len(course.wrong), wrong, 0),
        Figure("errors in the server's output", len(troubles), "; ".join(troubles[:1]), 0),
        Figure("states of the log that tabs were told of", len(course.states), bar=1),
        Figure("memory gained after a fifth of the time", grown, words, 5, " %"),
        Figure("95 % of the answers within", late, f"median {middle:.2f} s", unit=" s"),
    ]


def growth(memory: list[tuple[float, float]]) -> tuple[float, str]:
    """Return by how many percent memory grew by its trend after the first fifth, and in words."""
    begun = memory[0][0] + SETTLED * (memory[-1][0] - memory[0][0])
    times, held = np.array([look for look in memory if look[0] >= begun]).T
    slope, start = np.polyfit(times - times[0], held, 1)
    gained = slope * (times[-1] - times[0])
    return float(gained / start * 100), f"from {start:.0f} MB by {gained:+.1f} MB"


async def _passed(server: Server, oracle: Oracle, seconds: float) -> Course:
    course = Course()
    until = time.monotonic() + seconds

    def is_on() -> bool:
        return time.monotonic() < until

    async with httpx2.AsyncClient() as client:
        await asyncio.gather(
            _remembered(server, course, is_on),
            *(_reads(server, oracle, course, number, is_on) for number in range(READERS)),
            *(_asks(server, client, course, is_on) for _ in range(READERS)),
        )
    return course


async def _remembered(server: Server, course: Course, is_on: Callable[[], bool]) -> None:
    while is_on():
        course.memory.append((time.monotonic(), server.memory()))
        await asyncio.sleep(LOOK)


async def _asks(
    server: Server, client: httpx2.AsyncClient, course: Course, is_on: Callable[[], bool]
) -> None:
    """Ask what an open tab asks all the time."""
    while is_on():
        answer = await client.get(server.address + "state", timeout=60)
        course.states.add(answer.json()["state"])
        await asyncio.sleep(ASK)


async def _reads(
    server: Server, oracle: Oracle, course: Course, number: int, is_on: Callable[[], bool]
) -> None:
    random = Random(100 + number)  # noqa: S311 - no secret hangs on it
    session = Session(server.address)
    await session.open()
    pressed = 0
    while is_on():
        await asyncio.sleep(random.uniform(*PAUSE))
        view = draw_view(random)
        begun = time.monotonic()
        if random.random() < 0.4:
            answer = await session.run(go="?" + oracle.address(view))
        else:
            # the page stays, everything else is what the form says
            view["page"] = parse_qs(session.query).get("page", [])
            pressed += 1
            answer = await session.run(form=form(view))
        course.waits.append(time.monotonic() - begun)
        try:
            oracle.check(view, session.query, answer)
        except AssertionError as error:
            course.wrong.append(f"reader {number}: {error}")
    await session.close()
