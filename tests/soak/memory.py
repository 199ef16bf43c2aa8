"""Measure the memory of a server with thirty readers and 10,000 events."""

import asyncio
from pathlib import Path
from random import Random

from tests.bench.clock import resident
from tests.bench.figure import Figure
from tests.soak.random_view import draw_view, form
from tests.soak.server import Server, served
from tests.soak.session import Session
from tests.synthetic_log import synthetic_yaml

TITLE = "30 readers of 10,000 events"
READERS = 30
EVENTS = 10_000
ROUNDS = 3


def measure(folder: Path) -> list[Figure]:
    """Let thirty readers look at once, press filters, and stay."""
    with served(folder, synthetic_yaml(EVENTS)) as server:
        alone = server.memory()
        asyncio.run(_read(server))
        held, most = resident(server.process)
    absolute = f"{alone:.0f} MB without a reader, at most {most:.0f} MB"
    return [
        Figure("memory", held, absolute, 400, " MB"),
        Figure("the most memory at any time", most, "while all were served", unit=" MB"),
    ]


async def _read(server: Server) -> None:
    random = Random(3)  # noqa: S311 - no secret hangs on it
    sessions = [Session(server.address) for _ in range(READERS)]
    await asyncio.gather(*(session.open() for session in sessions))
    for _ in range(ROUNDS):
        await asyncio.gather(*(tab.run(form=form(draw_view(random))) for tab in sessions))
    for session in sessions:
        await session.close()
