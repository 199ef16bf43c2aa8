"""Measure what a server holds after hundreds of readers have come and gone."""

import asyncio
from pathlib import Path
from random import Random

from tests.bench.figure import Figure
from tests.soak.random_view import draw_view, form
from tests.soak.server import Server, served
from tests.soak.session import Session
from tests.synthetic_log import synthetic_yaml

TITLE = "500 readers, one after the other"
READERS = 500
EVENTS = 1000
FIRST = 20  # readers before the memory is taken


def measure(folder: Path) -> list[Figure]:
    """Let every reader look at the page, press a filter and go."""
    with served(folder, synthetic_yaml(EVENTS)) as server:
        before, after, most, descriptors = asyncio.run(_visited(server))
        troubles = server.troubles()
    memory = f"{before:.0f} to {after:.0f} MB, at most {most:.0f} MB"
    return [
        Figure(f"memory gained after the first {FIRST}", after - before, memory, 20, " MB"),
        Figure("file descriptors", descriptors, f"the most after any of {READERS}", 450),
        Figure("errors in the server's output", len(troubles), "; ".join(troubles[:2]), 0),
    ]


async def _visited(server: Server) -> tuple[float, float, float, int]:
    """Return the memory after the first and after all readers, and the most of it and of files."""
    random = Random(2)  # noqa: S311 - no secret hangs on it
    held: list[float] = []
    descriptors = 0
    for _ in range(READERS):
        session = Session(server.address)
        await session.open()
        await session.run(form=form(draw_view(random)))
        await session.close()
        held.append(server.memory())
        descriptors = max(descriptors, server.descriptors())
    return held[FIRST - 1], held[-1], max(held), descriptors
