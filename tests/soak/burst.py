"""A burst of readers: all press a filter in the same moment, while a probe asks for a sign of life."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from random import Random
from statistics import median

from tests.bench.figure import Figure
from tests.crowd import crowded
from tests.soak.server import Server, Watch, served
from tests.soak.session import Session
from tests.soak.wish import Truth, drawn, form

TITLE = "A burst of 30 reruns"
READERS = 30
EVENTS = 1000
ROUNDS = 4


def measure(folder: Path) -> list[Figure]:
    """Let all readers press at once, in some rounds."""
    text = crowded(EVENTS)
    with served(folder, text) as server:
        first, rest, watch = asyncio.run(_pressed(server, Truth.of(text)))
    waits = sorted(watch.waits)
    return [
        Figure(
            "the longest wait for /livez",
            "",
            waits[-1],
            f"{len(waits)} looks, median {median(waits) * 1000:.0f} ms, {watch.failures} failed",
            1,
            " s",
        ),
        Figure("looks at /livez that failed", "", watch.failures, f"of {len(waits)}", 0),
        Figure(
            "median wait for a rerun",
            "",
            median(rest),
            f"{len(rest)} reruns, the longest {max(rest):.1f} s",
            3.5,
            " s",
        ),
        Figure(
            "median wait for the first page",
            "",
            median(first),
            f"{len(first)} visits at once, the longest {max(first):.1f} s",
            None,
            " s",
        ),
    ]


async def _pressed(server: Server, truth: Truth) -> tuple[list[float], list[float], Watch]:
    """Return how long the first visits and the presses took, in seconds."""
    random = Random(1)  # noqa: S311 - no secret hangs on it
    sessions = [Session(server.address) for _ in range(READERS)]
    rest: list[float] = []
    with Watch(server) as watch:
        first = await asyncio.gather(*(_timed(each, truth) for each in sessions))
        for number in range(1, ROUNDS + 1):
            wishes = [drawn(random) for _ in sessions]
            # a page of its own is a link, not a filter
            wishes = [{name: each[name] for name in each if name != "page"} for each in wishes]
            rest += await asyncio.gather(
                *(
                    _timed(session, truth, wish, number)
                    for session, wish in zip(sessions, wishes, strict=True)
                )
            )
    for each in sessions:
        await each.close()
    return first, rest, watch


async def _timed(
    session: Session, truth: Truth, wish: dict[str, list[str]] | None = None, number: int = 0
) -> float:
    begun = time.monotonic()
    answer = await (session.open() if wish is None else session.run(form=form(wish, number)))
    took = time.monotonic() - begun
    expected = truth.address(wish or {})
    assert session.query == expected, (session.query, expected)
    assert answer.sentence == truth.sentence(expected), answer.sentence
    return took
