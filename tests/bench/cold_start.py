"""The time from starting the server to the first picture, against one empty Plotly chart.

Server and page are started anew each time, and nothing is cached in the browser.
"""

import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from tests.bench.clock import process_cpu
from tests.bench.figure import Figure, milliseconds, ratio
from tests.bench.reader import Cost, Reader, started
from tests.serving import ROOT, running

TITLE = "Cold start to the first picture"
ABOUT = """The server's process is started, and a page is opened in a fresh browser context as
soon as the server answers, until the first picture is there. The other is a Streamlit app that
holds one empty Plotly chart. Both take turns."""
EMPTY = """
import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure())
"""
ROUNDS = 7
DEFAULTS = [
    "--server.fileWatcherType=auto"
]  # what a Streamlit app does that nobody has told otherwise
OURS, THEIRS = ".gt-plot-mark", ".js-plotly-plot .main-svg"
WHY = """Where it goes, by `python -X importtime` and samples of the server's stacks: to import
NumPy and PyArrow 0.1 s, pydantic, icalendar, structlog and their like 0.1 s, and our
own models and pages 0.25 s, none of which an empty chart needs; to compress what is sent, once for
all readers, 0.15 s, which Streamlit leaves undone; to read, validate and index the log and show the
page 0.15 s. Kept of what was tried: Streamlit does not watch the code, as on a host (0.35 s less),
files are compressed with half the work (0.1 s less), the garbage collector rests while modules are
imported (0.2 s less, by `python -c "import app"`). Since then only the Data page imports
pandas (0.1 s less)."""


def _start(browser: Browser, folder: Path, script: Path, ready: str, *options: str) -> Cost:
    """Start a server and a page, and return the cost until the picture is there."""
    begun = time.monotonic()
    with running(folder, script, "_stcore/health", *options) as server:
        reader = Reader(browser)
        page = reader.open(server.address, ready, to_rest=False).page
        cost = Cost(page, process_cpu(server.process), (time.monotonic() - begun) * 1000)
        reader.close()
    return cost


def measure(folder: Path) -> list[Figure]:
    """Measure both in turn."""
    empty = folder / "empty_chart.py"
    empty.write_text(EMPTY)
    ours, theirs = [], []
    with started() as browser:
        for _ in range(ROUNDS):
            ours.append(_start(browser, folder, ROOT / "app.py", OURS))
            theirs.append(_start(browser, folder, empty, THEIRS, *DEFAULTS))
    # the first of each brings the files of both from the disk
    ours, theirs = ours[1:], theirs[1:]
    page, server = (
        f"{median(getattr(c, part) for c in ours):,.0f} against "
        f"{median(getattr(c, part) for c in theirs):,.0f} ms"
        for part in ("page", "server")
    )
    cpu = [[each.page + each.server for each in costs] for costs in (ours, theirs)]
    wall = [[each.wall for each in costs] for costs in (ours, theirs)]
    against = "a Streamlit app with one empty Plotly chart"
    return [
        Figure(
            "CPU time of server and main thread of the page",
            against,
            ratio(*cpu),
            f"{milliseconds(*cpu)}; server {server}, page {page}",
            1.3,
            why=WHY,
        ),
        Figure(
            "the same by the clock on the wall",
            against,
            ratio(*wall),
            milliseconds(*wall),
            1.3,
            why=WHY,
        ),
    ]
