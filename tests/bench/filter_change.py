"""What a change of a filter costs server and browser, against an empty rerun of Streamlit.

Measured for our own log and for synthetic logs of up to a million events. All pages are open at
once and take turns.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench.figure import Figure, milliseconds, ratio
from tests.bench.reader import Cost, Reader, started
from tests.frames.sample import the_log
from tests.serving import LOG, ROOT, running
from tests.synthetic_log import write_synthetic_parquet

TITLE = "A change of a filter"
ABOUT = """The comparison is the rerun of a Streamlit page that holds one check box and a word. A
press of a check box counts until page and server are at rest again. All pages are open at once and
take turns. The smallest log is our own; the others are synthetic, and the filter leaves one kind of
event in six. Of a log of 1,000 events the presses count that bring all of its marks back; larger
ones are drawn as ridges."""
EMPTY = """
import streamlit as st
st.write("on" if st.checkbox("switch") else "off")
"""
OWN = len(the_log().events)
MARKED = 1_000  # events, the most that have a mark each
SIZES = (MARKED, 10_000, 100_000, 1_000_000)
ROUNDS = 12  # of which the first two do not count
WITHIN = 300.0  # seconds that a server may take to read a million events
PICTURE = ":is(.gt-plot-figure, .gt-columns-figure) .main-svg"
BARS = {OWN: 2.5, MARKED: 7.4}  # the latter are 200 ms where an empty rerun takes 27
WHY = """By a trace of the main thread, of 59 ms: one frame of 20 to 30, half of it our lists,
filters, labels and shapes (4 and 4), half style, layout and paint of what changed; React's
rendering of the messages of a rerun 10; press and release with a frame each 6; the browser's icon
of the tab 2. Without the reading list the ratio is 0.6 less. Tried and kept: a page travels as
bytes instead of a mapping; the picture is drawn as one shape a look (one trace a look took Plotly
44 ms); Plotly is told its options once. Together from 76 to 59 ms: shapes alone are drawn anew, on
a sheet that keeps its height (`Plotly.react` took three times as long); rows of the list that are
out of sight are not laid out, now in two columns too; the tab's title and icon are told once, rows
that a filter takes away come back as they were, filters and page come in one frame, style rules do
not ask for the page at every change, and of Plotly only the basic build is loaded. Tried and
dropped: the page pushing its own address to the browser's history (5 ms), CSS `contain` on list,
picture, marks and areas, `content-visibility` on whole lists instead of their rows, rows without
it, and no rules with `:has` at all (each within the noise)."""

WHY_AT_A_MILLION = """With a million events the index takes 3 ms to count all options and 1 ms to
count the events by lane; how they spread over the steps of a window is worked out once for all
filters."""

WHY_OF_LANES = """The picture of a million events is drawn anew by Plotly, lanes and strip; that of
64 takes back what it had. Since a filter at 64 costs a fifth less, the same milliseconds are a
larger share."""


@dataclass
class Opened:
    """An open page, and the element whose text changes with every press."""

    reader: Reader
    says: str
    process: int
    costs: list[Cost] = field(default_factory=list)

    def press(self) -> None:
        """Press once, and record the cost."""
        self.costs.append(self.reader.press(self.says))


@contextmanager
def _empty(browser: Browser, folder: Path) -> Iterator[Opened]:
    script = folder / "empty_page.py"
    script.write_text(EMPTY)
    with running(folder, script, "_stcore/health") as server:
        reader = Reader(browser, server.process)
        reader.open(server.address, "text=off")
        reader.aim('[data-testid="stCheckbox"] label')
        yield Opened(reader, '[data-testid="stMarkdown"]', server.process)


@contextmanager
def dashboard(browser: Browser, folder: Path, log: Path, *places: str) -> Iterator[Opened]:
    """Show a log and yield the page, ready to press the places."""
    folder.mkdir(exist_ok=True)
    with running(folder, ROOT / "app.py", "readyz", log=log, within=WITHIN) as server:
        reader = Reader(browser, server.process)
        reader.open(server.address, PICTURE)
        reader.aim(*places)
        yield Opened(reader, ".gt-sentence", server.process)


def _of(facet: str, *options: str) -> list[str]:
    return [f'input[name="{facet}"][value="{option}"]' for option in options]


def measure(folder: Path) -> list[Figure]:
    """Press the check boxes of all pages in turn."""
    with started() as browser, ExitStack() as stack:
        empty = stack.enter_context(_empty(browser, folder))
        places = _of("delegation", "us-delegation", "china-delegation")
        pages = {OWN: stack.enter_context(dashboard(browser, folder / "own", LOG, *places))}
        for size in SIZES:
            log = folder / f"{size}.parquet"
            write_synthetic_parquet(log, size)
            places = _of("kind", "meeting")
            opened = dashboard(browser, folder / str(size), log, *places)
            pages[size] = stack.enter_context(opened)
        for _ in range(ROUNDS):
            for page in (empty, *pages.values()):
                page.press()
    return [*_figures(empty, pages)]


def _figures(empty: Opened, pages: dict[int, Opened]) -> Iterator[Figure]:
    def spent(opened: Opened, part: str) -> list[float]:
        return [getattr(cost, part) for cost in opened.costs[2:]]

    def spent_on_all(opened: Opened, part: str) -> list[float]:
        return [getattr(cost, part) for cost in opened.costs[3::2]]

    for part, name in (("page", "main thread"), ("server", "server")):
        for size, opened in pages.items():
            of = spent_on_all if size == MARKED else spent
            both = of(opened, part), of(empty, part)
            what, absolute = f"{name}, {size:,} events", milliseconds(*both)
            bar = BARS.get(size) if part == "page" else None
            yield Figure(what, ratio(*both), absolute, bar, against="an empty rerun", why=WHY)
        both = spent(pages[SIZES[-1]], part), spent(pages[OWN], part)
        what, absolute = f"{name}, {SIZES[-1]:,} events", milliseconds(*both)
        why, bar = (WHY_AT_A_MILLION, 1.5) if part == "server" else (WHY_OF_LANES, 1.2)
        yield Figure(what, ratio(*both), absolute, bar, against=f"the same with {OWN}", why=why)
