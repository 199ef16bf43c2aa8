"""The page that needs no server against vis-timeline, in the same browser, and its size."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from gzip import compress
from pathlib import Path

from playwright.sync_api import Browser

from components.editions import write_page
from components.events import Log, read_passages
from components.exports import Download
from components.selection import Selection, View
from tests.bench import peers
from tests.bench.figure import Figure, milliseconds, ratio
from tests.bench.peers import KIND, Timeline
from tests.bench.reader import Reader, started
from tests.frames.sample import index_of, read_log, the_log
from tests.serving import LOG, serve_folder
from tests.synthetic_log import synthetic_yaml, write_synthetic_parquet

TITLE = "One page without a server"
ABOUT = """The page of our own log, with all events, their evidence and the table of accounts,
against vis-timeline with 50 events, which draws titles on an axis and no more; and the page of the
same 50 events. All are served from this machine and take turns. Load is what the main thread spends
from an empty page until all is at rest, filter is half of what it spends on leaving one kind of
events and on bringing all back. The bar of a filter is a quarter of what vis-timeline takes to
load."""
VIS = "vis-timeline@8.5"
EVENTS = 50  # of vis-timeline
ROUNDS = 7  # of which the first does not count
LARGEST, LARGEST_COMPRESSED = 900.0, 160.0  # kB
WHY = """By a trace of the main thread, of a load of 130 ms: parsing a document of 870 kB and
14,000 elements 35, nearly half of it events that are hidden until one is opened, without which a
load takes 25 less; style and layout of filters, picture and list 35; our script 8; what the test
tool does in any page 12. Without evidence, as in the page of the same 50 events, it takes less
than vis-timeline. Tried and kept: parts out of sight are not laid out (50 ms less), numbers are
written without the browser's tables of languages (10 less), marks fade without a transition (9 ms
of a filter less). Tried and dropped: to draw nothing until all is parsed (5 ms less, but over a
slow line a reader would look at an empty window); letters as ASCII, the list as one part out of
sight, filters that are open from the start (each within the noise)."""
# The test tool looks through the whole document for shadow roots if it is not told that there are
# none, at the page's expense.
_WITHOUT_SHADOWS = "css:light="
_READY = f"{_WITHOUT_SHADOWS}#gt-stated .gt-sentence"
_BOX, _SAYS = f'#gt-filters input[name="kind"][value="{KIND}"]', "#gt-stated .gt-sentence"


def _page_of(log: Log, folder: Path | None = None) -> bytes:
    """Return the page of a log, whose seeds lie in a folder if it has any."""
    view = View(log, index_of(log), Selection())
    passages = read_passages(log, folder) if folder else {}
    made = datetime(2026, 11, 27, tzinfo=UTC)
    return b"".join(write_page(Download(view, "", made, passages=passages)))


class _Page:
    """A page that is loaded often, and its last load filtered often; costs are in milliseconds."""

    def __init__(self, browser: Browser, timeline: Timeline) -> None:
        self._browser = browser
        self._timeline = timeline
        self._reader: Reader | None = None
        self.loads: list[float] = []
        self.filters: list[float] = []

    def load(self) -> None:
        if self._reader:
            self._reader.close()
        self._reader = Reader(self._browser)
        cost = self._reader.open(self._timeline.address, self._timeline.ready)
        self.loads.append(cost.page)

    def filter(self) -> None:
        """Choose one kind of events, and take that back."""
        reader = self._reader
        assert reader, "a page is loaded before it is filtered"
        if not self.filters:
            reader.aim(self._timeline.place)
        there, back = (reader.press(self._timeline.says).page for _ in range(2))
        self.filters.append((there + back) / 2)


def measure(folder: Path) -> list[Figure]:
    """Load and filter the pages and vis-timeline in turn."""
    version = peers.install(folder, (VIS,))["vis-timeline"]
    own = _page_of(the_log(), LOG.parent)
    (folder / "own.html").write_bytes(own)
    (folder / "same.html").write_bytes(_page_of(read_log(synthetic_yaml(EVENTS))))
    (folder / "vis.html").write_text(peers.VIS)
    log = folder / "log.parquet"
    write_synthetic_parquet(log, EVENTS)
    (folder / f"events-{EVENTS}.json").write_text(json.dumps(peers.events_of(log)))
    with started() as browser, serve_folder(folder) as address:
        pages = {
            name: _Page(browser, Timeline(f"{address}{name}.html", _READY, _BOX, _SAYS))
            for name in ("own", "same")
        }
        vis = Timeline(
            f"{address}vis.html#{EVENTS}", f"{_WITHOUT_SHADOWS}.vis-item", "#only", "#count"
        )
        pages["vis"] = _Page(browser, vis)
        for _ in range(ROUNDS):
            for page in pages.values():
                page.load()
        for _ in range(ROUNDS):
            for page in pages.values():
                page.filter()
    return [*_times(pages, version), *_sizes(own)]


def _times(pages: Mapping[str, _Page], version: str) -> Iterator[Figure]:
    """Compare loads and filters with vis-timeline, without those of the first round."""
    vis = pages["vis"]
    named = {
        "own": f"our own log, {len(the_log().events)} events",
        "same": f"the same {EVENTS} events",
    }
    load = f"vis-timeline {version}, {EVENTS} events, load"
    for name, what in named.items():
        page = pages[name]
        for part, against, ours, theirs, bar in (
            ("load", load, page.loads, vis.loads, 1.0),
            ("filter", load, page.filters, vis.loads, 0.25),
            ("filter", load.replace("load", "filter"), page.filters, vis.filters, None),
        ):
            both = ours[1:], theirs[1:]
            value, absolute = ratio(*both), milliseconds(*both)
            yield Figure(f"{part}, {what}", value, absolute, bar, against=against, why=WHY)


def _sizes(page: bytes) -> Iterator[Figure]:
    raw, compressed = len(page) / 1000, len(compress(page)) / 1000
    absolute = f"{raw:,.0f} kB, {compressed:,.0f} kB compressed"
    yield Figure("size, our own log", raw, absolute, LARGEST, " kB")
    yield Figure("size compressed", compressed, absolute, LARGEST_COMPRESSED, " kB")
