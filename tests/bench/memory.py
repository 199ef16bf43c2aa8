"""How much memory a million events take: in a dashboard with a reader, and as an index alone.

python -m tests.bench.memory SIZE
"""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from tests.bench.clock import resident
from tests.bench.figure import Figure
from tests.bench.filter_change import dashboard
from tests.bench.index import Columns, index_of
from tests.bench.reader import started
from tests.loop import finished
from tests.serving import ROOT
from tests.soak.session import Session
from tests.synthetic_log import write_synthetic_parquet

TITLE = "Memory at a million events"
ABOUT = """Resident memory (`VmRSS`) of the server's process after a reader has opened a Parquet log
of a million events and changed a filter, and of a process that holds only an index of a million
events with ten words and some twenty values each. Both include the interpreter and its libraries.
The many visits are tabs that open one of five pages and close again, a few at a time."""
SIZE = 1_000_000
VISITS, AT_ONCE = 80, 6
PAGES = ("", "page=people", "page=evidence", "page=data", "lanes=topic")


def measure(folder: Path) -> list[Figure]:
    """Measure both, one after the other."""
    log = folder / "events.parquet"
    write_synthetic_parquet(log, SIZE)
    place = 'input[name="kind"][value="meeting"]'
    with started() as browser, dashboard(browser, folder / "server", log, place) as opened:
        opened.press()
        opened.press()
        server = resident(opened.process)
        address = opened.reader.page.url.partition("?")[0]
        finished(_visited(address))
        visited = resident(opened.process)
    command = [sys.executable, "-m", "tests.bench.memory", str(SIZE)]
    ended = subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    alone = json.loads(ended.stdout)
    return [
        Figure(name, held, f"at most {most:,.0f} MB while it was made", 700, " MB")
        for name, (held, most) in (
            ("server with one reader", server),
            (f"server after {VISITS} visits", visited),
            ("index alone", alone),
        )
    ]


async def _visited(address: str) -> None:
    """Visit the pages of a dashboard, `AT_ONCE` at a time."""

    async def visit(number: int) -> None:
        async with turn:
            session = Session(address, PAGES[number % len(PAGES)])
            await session.open()
            await session.close()

    turn = asyncio.Semaphore(AT_ONCE)
    await asyncio.gather(*map(visit, range(VISITS)))


def alone(size: int) -> tuple[float, float]:
    """Return what this process holds with an index of `size`, and the most it has held, in MB."""
    columns = Columns.draw(size)
    index = index_of(columns)
    del columns
    assert index.total == size
    return resident()


if __name__ == "__main__":
    print(json.dumps(alone(int(sys.argv[1]))))
