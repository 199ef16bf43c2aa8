"""One reader searches for a thousand different things; the server keeps none of them."""

import asyncio
from pathlib import Path

from tests.bench.figure import Figure
from tests.soak.random_view import Oracle
from tests.soak.server import Server, served
from tests.soak.session import Session
from tests.synthetic_log import synthetic_yaml

TITLE = "1,000 different searches"
SEARCHES = 1000
EVENTS = 1000
WARM = 20  # searches before the memory is taken


def measure(folder: Path) -> list[Figure]:
    """Search, and watch the memory."""
    text = synthetic_yaml(EVENTS)
    with served(folder, text) as server:
        before, after = asyncio.run(_searched(server, Oracle.of(text)))
    absolute = f"{before:.0f} to {after:.0f} MB, after the first {WARM}"
    return [Figure("memory gained", after - before, absolute, 50, " MB")]


async def _searched(server: Server, oracle: Oracle) -> tuple[float, float]:
    session = Session(server.address)
    await session.open()
    before = 0.0
    for number in range(SEARCHES):
        words = f"event {number} or what was said {number * 7919}"
        answer = await session.run(form={"values": {"q": words}})
        if number % 100 == 0:
            assert answer.sentence == oracle.sentence(session.query), answer.sentence
        if number == WARM:
            before = server.memory()
    after = server.memory()
    await session.close()
    return before, after
