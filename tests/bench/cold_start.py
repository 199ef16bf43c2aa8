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
ABOUT = """Start the server, open a page in a fresh browser context as soon as the server answers,
and wait for the first picture. The comparison is a Streamlit app that holds one empty Plotly chart.
Both take turns."""
EMPTY = """
import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure())
"""
ROUNDS = 7
DEFAULTS = ["--server.fileWatcherType=auto"]  # as Streamlit does unless it is told otherwise
OURS, THEIRS = ".gt-columns-mark", ".js-plotly-plot .main-svg"
WHY = """Where the time goes, by `python -X importtime` and samples of the server's stacks:
importing NumPy and PyArrow 0.1 s, pydantic, structlog and the like 0.1 s, our own models
and pages 0.25 s, none of which an empty chart needs; compressing what is sent, once for all
readers, 0.15 s, which Streamlit does not do; reading, validating and indexing the log and showing
the page 0.15 s. Tried and kept: Streamlit does not watch the code, as on a host (0.35 s less),
files are compressed with half the effort (0.1 s less), the garbage collector is off while modules
are imported (0.2 s less, by `python -c "import app"`), only the Data page imports pandas (0.1 s
less), and of Plotly only the build that has lines and bars is loaded (0.8 s less). Tried and of no
effect: the library of calendars is imported when one is written. Runs differ by 0.03."""


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
    cpu = [[cost.page + cost.server for cost in costs] for costs in (ours, theirs)]
    wall = [[cost.wall for cost in costs] for costs in (ours, theirs)]
    absolute = f"{milliseconds(*cpu)}; server {server}, page {page}"
    rows = (
        ("CPU time of server and main thread of the page", cpu, absolute),
        ("the same by the clock on the wall", wall, milliseconds(*wall)),
    )
    against = "a Streamlit app with one empty Plotly chart"
    return [
        Figure(what, ratio(*times), absolute, 1.3, against=against, why=WHY)
        for what, times, absolute in rows
    ]
