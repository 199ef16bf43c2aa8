"""What counts, bins and searches cost, as ratios to other engines that answer the same questions.

python -m tests.bench.index SIZE ...

prints what an index costs in a process of its own: build, memory, questions.

The question is the page's: the count of every facet's options under the other filters, two of them
set, and the matching events by kind and step of time. pandas gets tables of values made beforehand;
polars and DuckDB get columns of lists. All must give the same answer. Times are CPU time of all
threads, because a busy machine makes wall time longer. Every round asks a new question, so that no
answer comes from a cache.
"""

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as arrow

from components.events import Log
from components.frames import Index, Query, index_log
from tests.bench.clock import resident
from tests.bench.figure import Figure, milliseconds, ratio
from tests.frames.sample import the_log

# options, most of them that one event has, how much rarer each is than the one before
FACETS = {
    "actor": (2000, 3, 1.0),
    "topic": (40, 2, 0.7),
    "source": (30, 2, 0.7),
    "seat": (60, 2, 1.0),
    "kind": (8, 1, 0.5),
    "status": (3, 1, 0.5),
    "party": (4, 1, 0.3),
    "tier": (2, 1, 0.1),
}
EMPTY = {"format": 1, "log": {"title": "A log", "zone": "UTC", "as_of": "2025"}, "events": {}}
SINGLE = tuple(facet for facet, (_, most, _) in FACETS.items() if most == 1)
WORDS = 50_000
MINUTE = 60_000
SPAN = 6 * 365 * 1440 * MINUTE
STEPS = 240
STEP = SPAN // STEPS
SIZES = (len(the_log().events), 10_000, 100_000, 1_000_000)
ROUNDS = 9

TITLE = "Counts and bins of one filtered view"
ABOUT = """One question is the page's: for eight facets, how many events each option would leave
under the other filters, with two filters set, and the matching events by kind in 240 steps of time.
pandas gets tables of values made beforehand, polars and DuckDB get columns of lists. All answer in
turn and give the same result. CPU time of all threads."""
WHY = """The eight facets are counted one by one, each in a few calls of NumPy that cost the same
for one event as for a thousand."""

Counted = tuple[dict[str, list[int]], npt.NDArray[np.float64]]
Chosen = Mapping[str, list[int]]
Ask = Callable[[Chosen], Counted]


@dataclass(frozen=True, slots=True)
class Columns:
    """Events as columns: the start of each, and for each facet its values' codes and bounds."""

    size: int
    start: npt.NDArray[np.int64]
    facets: Mapping[str, tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]]

    @classmethod
    def draw(cls, size: int) -> "Columns":
        """Draw events over six years, by the minute."""
        random = np.random.default_rng(size)
        facets = {}
        for facet, (options, most, falling) in FACETS.items():
            offsets = np.zeros(size + 1, dtype=np.int64)
            np.cumsum(random.integers(1, most + 1, size), out=offsets[1:])
            codes = _draw(random, options, falling, int(offsets[-1]))
            # an event has a value once
            rows = np.repeat(np.arange(size), np.diff(offsets))
            pairs = np.unique(rows * options + codes)
            np.cumsum(np.bincount(pairs // options, minlength=size), out=offsets[1:])
            facets[facet] = ((pairs % options).astype(np.int32), offsets)
        return cls(size, np.sort(random.integers(0, SPAN // MINUTE, size) * MINUTE), facets)

    def texts(self) -> Iterator[str]:
        """Yield a text of ten words per event."""
        random = np.random.default_rng(0)
        letters = random.integers(97, 123, (WORDS, 10), dtype=np.uint8)
        lengths = random.integers(3, 11, WORDS).tolist()
        words = [bytes(row[:length]).decode() for row, length in zip(letters, lengths, strict=True)]
        for first in range(0, self.size, 10_000):
            count = min(10_000, self.size - first)
            for row in _draw(random, WORDS, 0.8, count * 10).reshape(count, 10).tolist():
                yield " ".join([words[number] for number in row])


def _draw(
    random: np.random.Generator, options: int, falling: float, count: int
) -> npt.NDArray[np.int32]:
    weights = np.cumsum(1 / np.arange(1, options + 1) ** falling)
    codes: npt.NDArray[np.int64] = np.searchsorted(weights, random.random(count) * weights[-1])
    return codes.astype(np.int32)


def index_of(columns: Columns) -> Index:
    """Make the index."""
    return Index(
        index_log(Log.model_validate(EMPTY, context={"zone": "UTC"})).facts,
        [f"event-{number:07d}" for number in range(columns.size)],
        columns.start,
        columns.start + MINUTE,
        np.zeros(columns.size, dtype=np.bool_),
        {
            facet: ([str(code) for code in range(FACETS[facet][0])], codes, offsets)
            for facet, (codes, offsets) in columns.facets.items()
        },
        columns.texts(),
    )


def with_index(columns: Columns) -> Ask:
    """Ask the index."""
    index = index_of(columns)
    kinds = [str(kind) for kind in range(FACETS["kind"][0])]

    def ask(chosen: Chosen) -> Counted:
        query = Query({facet: [str(code) for code in codes] for facet, codes in chosen.items()})
        counts = {facet: list(of.values()) for facet, of in index.ask(query).counts.items()}
        return counts, index.bins(query, "kind", kinds, 0, STEP, STEPS)[:-1]

    return ask


def with_pandas(columns: Columns) -> Ask:
    """Ask pandas: a table of the single values, and for every other facet one of its values."""
    frame = pd.DataFrame({facet: columns.facets[facet][0] for facet in SINGLE})
    frame["bin"] = columns.start // STEP
    long = {
        facet: pd.DataFrame({"row": np.repeat(frame.index, np.diff(offsets)), facet: codes})
        for facet, (codes, offsets) in columns.facets.items()
        if facet not in SINGLE
    }

    def ask(chosen: Chosen) -> Counted:
        passed = {}
        for facet, codes in chosen.items():
            if facet in SINGLE:
                passed[facet] = frame[facet].isin(codes)
            else:
                rows = long[facet]["row"][long[facet][facet].isin(codes)]
                passed[facet] = pd.Series(frame.index.isin(rows))

        def left(but: str = "") -> "pd.Series[bool]":
            both = pd.Series(True, index=frame.index)
            for facet, mask in passed.items():
                if facet != but:
                    both &= mask
            return both

        counts = {}
        for facet, (options, _, _) in FACETS.items():
            base = left(facet)
            if facet in SINGLE:
                sizes = frame.loc[base].groupby(facet).size()
            else:
                kept = base.to_numpy()[long[facet]["row"].to_numpy()]
                sizes = long[facet].loc[kept].groupby(facet).size()
            counts[facet] = sizes.reindex(range(options), fill_value=0).tolist()
        return counts, _grid(frame.loc[left()].groupby(["kind", "bin"]).size().items())

    return ask


def _grid(cells: Any) -> npt.NDArray[np.float64]:  # noqa: ANN401 - pairs of any engine's own
    bins = np.zeros((FACETS["kind"][0], STEPS))
    for (kind, step), number in cells:
        bins[kind, step] = number
    return bins


def _listed(columns: Columns) -> dict[str, Any]:
    """Return columns of Arrow, lists where an event may have several values."""
    table = {"bin": arrow.array(columns.start // STEP)}
    for facet, (codes, offsets) in columns.facets.items():
        flat = arrow.array(codes)
        lists = arrow.ListArray.from_arrays(arrow.array(offsets.astype(np.int32)), flat)
        table[facet] = flat if facet in SINGLE else lists
    return table


def with_polars(columns: Columns) -> Ask:
    """Ask polars: all counts as one batch of lazy frames, which share what they have in common."""
    import polars

    lazy = polars.from_arrow(arrow.table(_listed(columns))).lazy()

    def passes(facet: str, codes: list[int]) -> Any:  # noqa: ANN401 - has no types
        column = polars.col(facet)
        if facet in SINGLE:
            return column.is_in(codes)
        return polars.any_horizontal([column.list.contains(code) for code in codes])

    def ask(chosen: Chosen) -> Counted:
        frames = []
        for but in (*FACETS, ""):
            left = lazy
            for facet, codes in chosen.items():
                if facet != but:
                    left = left.filter(passes(facet, codes))
            if not but:
                frames.append(left.group_by("kind", "bin").len())
                continue
            values = left.select(but)
            frames.append((values if but in SINGLE else values.explode(but)).group_by(but).len())
        *tables, cells = (frame.rows() for frame in polars.collect_all(frames))
        counts = {
            facet: _counted(dict(table), FACETS[facet][0])
            for facet, table in zip(FACETS, tables, strict=True)
        }
        return counts, _grid(((kind, step), number) for kind, step, number in cells)

    return ask


def _counted(counts: Mapping[int, int], options: int) -> list[int]:
    return [counts.get(code, 0) for code in range(options)]


def with_duckdb(columns: Columns) -> Ask:
    """Ask DuckDB: one statement for all counts, one for the bins."""
    import duckdb

    connection = duckdb.connect()
    connection.register("arrow", arrow.table(_listed(columns)))
    connection.execute("create table events as select * from arrow")

    def ask(chosen: Chosen) -> Counted:
        def left(but: str = "") -> str:
            tests = [
                f"{facet} in ({', '.join(map(str, codes))})"
                if facet in SINGLE
                else f"list_has_any({facet}, {codes}::integer[])"
                for facet, codes in chosen.items()
                if facet != but
            ]
            return " and ".join(["true", *tests])

        every = " union all ".join(
            f"select '{facet}', value, count(*) from (select "  # noqa: S608 - our own names
            f"{facet if facet in SINGLE else f'unnest({facet})'} as value "
            f"from events where {left(facet)}) group by value"
            for facet in FACETS
        )
        counts = {facet: [0] * options for facet, (options, _, _) in FACETS.items()}
        for facet, value, number in connection.execute(every).fetchall():
            counts[facet][value] = number
        cells = connection.execute(
            f"select kind, bin, count(*) from events where {left()} group by kind, bin"  # noqa: S608
        ).fetchall()
        return counts, _grid(((kind, step), number) for kind, step, number in cells)

    return ask


def measure(folder: Path) -> list[Figure]:
    """Compare at all sizes."""
    return [figure for size in SIZES for figure in _compared(size)]


def _compared(size: int) -> Iterator[Figure]:
    """Ask all engines in turn, and check that they give the same answers."""
    columns = Columns.draw(size)
    makers = {"pandas": with_pandas, "polars": with_polars, "DuckDB": with_duckdb}
    engines: dict[str, Ask] = {name: make(columns) for name, make in makers.items()}
    ours = with_index(columns)
    spent: dict[str, list[float]] = {name: [] for name in (*engines, "")}
    for number in range(ROUNDS):
        chosen = {"topic": [number, number + 1, number + 5], "kind": [number % 7, number % 7 + 1]}
        counts, bins = _timed(ours, chosen, spent[""])
        for name, ask in engines.items():
            other_counts, other_bins = _timed(ask, chosen, spent[name])
            assert counts == other_counts
            assert (bins == other_bins).all()
    # the first question warms up
    own = spent.pop("")[1:]
    what = f"{size:,} events, filtered"
    if size == SIZES[0]:
        yield Figure(what, median(own), "the index alone", 1, " ms", why=WHY)
    for name, (_, *times) in spent.items():
        bar = 0.3 if (name, size) == ("polars", SIZES[-1]) else None
        yield Figure(what, ratio(own, times), milliseconds(own, times), bar, against=name)


def _timed(ask: Ask, chosen: Chosen, spent: list[float]) -> Counted:
    begin = time.process_time()
    answer = ask(chosen)
    spent.append((time.process_time() - begin) * 1000)
    return answer


def alone(size: int) -> None:
    """Print what an index of `size` events costs: build, memory, questions."""
    begun, _ = resident()
    columns = Columns.draw(size)
    begin = time.process_time()
    for _ in columns.texts():
        pass
    drawing, begin = time.process_time() - begin, time.process_time()
    index = index_of(columns)
    built = time.process_time() - begin - drawing
    del columns
    now, most = resident()
    print(f"{size:,} events: built in {built:.1f} s; {now:,.0f} MB resident, at most")
    print(f"  {most:,.0f} MB, of which the interpreter and its libraries are {begun:,.0f} MB")
    kinds = [str(kind) for kind in range(FACETS["kind"][0])]
    topics = [str(topic) for topic in range(FACETS["topic"][0])]
    queries = [Query({"topic": [str(n), str(n + 1)], "kind": ["0", "1"]}) for n in range(ROUNDS)]
    everything = [Query(window=(n, None)) for n in range(ROUNDS)]
    month = 30 * 24 * 60 * MINUTE
    zoomed = [Query(window=(n * month, (n + 1) * month)) for n in range(ROUNDS)]

    def report(name: str, work: Callable[[Query], object], queries: list[Query]) -> None:
        spent = []
        for query in queries:
            begin = time.process_time()
            work(query)
            spent.append((time.process_time() - begin) * 1000)
        print(f"  {name}: {median(spent):.2f} ms, at most {max(spent):.2f} ms")

    report("ask, two filters", index.ask, queries[:8])
    report(
        "bins of these, 8 lanes",
        lambda q: index.bins(q, "kind", kinds, 0, STEP, STEPS),
        queries[:8],
    )
    report("ask, all", index.ask, everything[:8])
    for lanes, facet in ((kinds, "kind"), (topics, "topic")):
        report(
            f"bins of all, {len(lanes)} lanes",
            partial(index.bins, facet=facet, lanes=lanes, start=0, step=STEP, count=STEPS),
            everything[:8],
        )
    report("ask, one month", index.ask, zoomed[:8])
    report("extent of one month", index.extent, zoomed[:8])
    report("page in its middle", lambda q: index.page(q, size // 150, 50), zoomed[:8])
    words = next(Columns(1, np.zeros(1, dtype=np.int64), {}).texts()).split()
    report("ask with a search, a word", index.ask, [Query(text=word) for word in words])
    report("ask with a search, a letter", index.ask, [Query(text=letter) for letter in "etaoin"])
    report(
        "ask with a search, two parts", index.ask, [Query(text=f"{w[:2]} {w[-2:]}") for w in words]
    )


if __name__ == "__main__":
    for size in sys.argv[1:]:
        alone(int(size))
