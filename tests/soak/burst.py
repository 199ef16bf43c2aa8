"""Thirty readers press a filter at once, while a probe asks whether the server lives."""

import asyncio
import time
from collections.abc import Coroutine
from pathlib import Path
from random import Random
from statistics import median

from tests.bench.figure import Figure
from tests.soak.probe import Probe
from tests.soak.random_view import Oracle, draw_view, form
from tests.soak.server import Server, served
from tests.soak.session import Answer, Session
from tests.synthetic_log import synthetic_yaml

TITLE = "A burst of 30 reruns"
READERS = 30
EVENTS = 1000
ROUNDS = 4


def measure(folder: Path) -> list[Figure]:
    """Let all readers press at once, in some rounds."""
    text = synthetic_yaml(EVENTS)
    with served(folder, text) as server:
        first, rest, watch = asyncio.run(_pressed(server, Oracle.of(text)))
    return [
        *watch.figures(),
        Figure(
            "median wait for a rerun",
            *(median(rest), f"{len(rest)} reruns, the longest {max(rest):.1f} s", 3.5, " s"),
        ),
        Figure(
            "median wait for the first page",
            *(median(first), f"{len(first)} visits at once, the longest {max(first):.1f} s"),
            unit=" s",
        ),
    ]


async def _pressed(server: Server, oracle: Oracle) -> tuple[list[float], list[float], Probe]:
    """Return how long the first visits and the presses took, in seconds."""
    random = Random(1)  # noqa: S311 - no secret hangs on it
    sessions = [Session(server.address) for _ in range(READERS)]
    rest: list[float] = []
    with Probe(server.address) as watch:
        visits = [_timed(session.open()) for session in sessions]
        first = [took for took, _ in await asyncio.gather(*visits)]
        for _ in range(ROUNDS):
            # a page is a link, not a filter
            views = [{**draw_view(random), "page": []} for _ in sessions]
            reruns = [
                _timed(session.run(form=form(view)))
                for session, view in zip(sessions, views, strict=True)
            ]
            answers = await asyncio.gather(*reruns)
            rest += [took for took, _ in answers]
            # checked only now, because the check takes time in which others would wait
            for session, view, (_, answer) in zip(sessions, views, answers, strict=True):
                oracle.check(view, session.query, answer)
    for session in sessions:
        await session.close()
    return first, rest, watch


async def _timed(work: Coroutine[object, object, Answer]) -> tuple[float, Answer]:
    """Return the seconds that an answer took, and the answer."""
    begun = time.monotonic()
    answer = await work
    return time.monotonic() - begun, answer
