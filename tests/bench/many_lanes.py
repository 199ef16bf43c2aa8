"""What topics and actors cost that nobody sees: a hundred thousand of them against a hundred.

The events are the same but for their topics or actors. Two servers take turns, and tabs without a
browser open the views.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from tests.bench.clock import process_cpu, resident
from tests.bench.figure import Figure, milliseconds, ratio
from tests.loop import finished
from tests.serving import ROOT, Running, running
from tests.soak.session import Session

TITLE = "A hundred thousand topics or actors"
ABOUT = """A log of 100,000 events, each with one of three topics and one of 100,000 others, against
the same events with one of 100 others; then the same with actors. The views are those below, each
in a tab of its own; CPU time is that of the server's process for the whole of a tab, memory is
`VmRSS`."""
EVENTS, MANY, FEW = 100_000, 100_000, 100
ROUNDS = 3
DAYS = 40_000
VIEWS = (
    *("", "lanes={by}", "{by}=a", "{by}=other-77", "lanes=kind", "q=event+77", "page=data"),
    *("page=people", "from=1910-01-01&to=1910-01-20", "event=event-777"),
)
WITHIN = 120.0  # seconds that a server may take to read a log
LONGEST, LARGEST = 500.0, 1_200.0  # ms of a view, MB after ten


def measure(folder: Path) -> list[Figure]:
    """Measure the topics, then the actors."""
    return [figure for by in ("topic", "actor") for figure in _of(by, folder)]


def write_log(folder: Path, by: str, options: int) -> Path:
    """Write the log of some topics or actors as Parquet."""
    rows, log = folder / f"{by}-{options}.jsonl", folder / f"{by}-{options}.parquet"
    with rows.open("w") as file:
        for number in range(EVENTS):
            day = date(1900, 1, 1) + timedelta(days=number % DAYS)
            names = ["abc"[number % 3], f"Other {number % options}"]
            row = {"date": f"{day}", "title": f"Event {number}", f"{by}s": names}
            file.write(json.dumps(row) + "\n")
    command = [sys.executable, "-m", "components.events", "convert", str(rows), str(log)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return log


def _of(by: str, folder: Path) -> Iterator[Figure]:
    with ExitStack() as stack:
        servers = []
        for options in (MANY, FEW):
            own = folder / f"{by}-{options}"
            own.mkdir()
            log = write_log(folder, by, options)
            served = running(own, ROOT / "app.py", "readyz", log=log, within=WITHIN)
            servers.append(stack.enter_context(served))
        many, few = servers
        _visit(many, "page=data")  # what is worked out once per log
        _visit(few, "page=data")
        costs: list[tuple[float, float]] = []
        held = []
        for _ in range(ROUNDS):
            for view in VIEWS:
                query = view.format(by=by)
                costs.append((_visit(many, query), _visit(few, query)))
            held.append(resident(many.process)[0])
        beside = resident(few.process)[0]
    ours, theirs = zip(*costs, strict=True)
    what, against = f"a view of {MANY:,} {by}s", f"the same with {FEW}"
    # the first of each view may work something out for all
    again = ours[len(VIEWS) :], theirs[len(VIEWS) :]
    yield Figure(what, ratio(*again), milliseconds(*again), 1.5, against=against)
    by_view = [median(ours[place :: len(VIEWS)]) for place in range(len(VIEWS))]
    middle = f"median {median(ours):,.0f} ms"
    yield Figure(f"the longest of {what}", max(by_view), middle, LONGEST, " ms")
    absolute = f"{beside:,.0f} MB with {FEW}"
    yield Figure(f"memory after ten views, {MANY:,} {by}s", held[0], absolute, LARGEST, " MB")
    absolute = f"{held[-1]:,.0f} against {held[0]:,.0f} MB"
    views = len(VIEWS) * ROUNDS
    what = f"memory after {views} views, {MANY:,} {by}s"
    yield Figure(what, held[-1] / held[0], absolute, 1.1, against="after ten")


def _visit(server: Running, query: str) -> float:
    """Open a view and close it again; return the CPU time of the server in milliseconds."""
    before = process_cpu(server.process)

    async def visit() -> None:
        tab = Session(server.address, query)
        await tab.open()
        await tab.close()

    finished(visit())
    return process_cpu(server.process) - before
