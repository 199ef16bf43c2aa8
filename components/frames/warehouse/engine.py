"""The pages' queries, run by an engine elsewhere: DuckDB, ClickHouse, Spark, Trino, with narwhals.

Each query is one job. What the manifest or the table of pairs knows is not computed again, and the
last answers are kept.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, reduce
from math import ceil
from operator import and_
from typing import Any, TypeVar

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from components.events import Log
from components.frames import (
    ACTING,
    DID,
    OPEN_START,
    OPEN_STOP,
    Answer,
    Bins,
    BinShares,
    Lanes,
    OptionCounts,
    Query,
    RoleCounts,
    fold,
    fullest_lanes,
)
from components.frames.warehouse.events import WarehouseEvents
from components.frames.warehouse.manifest import Extent, Manifest
from components.frames.warehouse.pool import Pool, Session
from components.frames.warehouse.single_flight import SingleFlight

Frame = nw.LazyFrame[Any]
Counts = npt.NDArray[np.int64]
T = TypeVar("T")

_KEPT = 128  # answers of each kind
_NUMBERS = 1 << 22  # of options in the answers that are kept: 32 MB
_EVERY = "kind"  # every event has exactly one: its options' counts add up to all events
_NO_LANE = -1
_SHARES = ("head", "middle", "tail")
_TESTED = 60  # terms that are tested one by one; more are looked up in a list


class Warehouse:
    """Answer queries about a log that is kept elsewhere; it is an `Engine`.

    Raise EngineError when the engine does not answer.
    """

    def __init__(self, pool: Pool, manifest: Manifest, events: WarehouseEvents, log: Log) -> None:
        """Take the log, its manifest, and its events, which keep those that queries return."""
        self.facts = replace(manifest.facts, log=log)
        self.total = manifest.total
        self._pool = pool
        self._version = pool.version
        self._extent = manifest.extent
        self._events = events
        self._terms = manifest.terms
        self._places: Mapping[str, Mapping[str, int]] = {
            facet: {option: place for place, option in enumerate(options)}
            for facet, options in self.facts.options.items()
        }
        options = sum(map(len, self._places.values()))
        kept = min(_KEPT, max(_NUMBERS // max(options, 1), 1))
        self._answers: SingleFlight[Answer] = SingleFlight(kept)
        self._pages: SingleFlight[tuple[str, ...]] = SingleFlight(_KEPT)
        self._places_of_events: SingleFlight[int | None] = SingleFlight(_KEPT)
        self._bins: SingleFlight[Bins] = SingleFlight(_KEPT)
        self._lanes: SingleFlight[Lanes] = SingleFlight(_KEPT)
        self._extents: SingleFlight[Extent] = SingleFlight(_KEPT)

    def _number(self, facet: str, option: str) -> int | None:
        """Return the term of an option, `None` for one that the log does not have."""
        place = self._places.get(facet, {}).get(option)
        return None if place is None else self._terms[facet].start + place

    def _collect(self, build: Callable[[Frame], Frame], table: str = "events") -> pa.Table:
        """Run the query that `build` makes of a table."""

        def work(session: Session) -> pa.Table:
            return session.collect(build(session.frame(table)))

        return self._pool.run(work, self._version)

    def _tests(self, query: Query) -> dict[str, nw.Expr]:
        """Return the test of each filter of a query."""
        tests = {}
        for facet, choices in query.choices.items():
            if choices and facet in self._terms:
                tests[facet] = self._chosen(facet, choices, query.role)
        words = dict.fromkeys(fold(query.text).split())
        if words:
            search = nw.col("search")
            tests["text"] = _all([search.str.contains(word, literal=True) for word in words])
        first, last = query.window
        bounds = [nw.col("stop") > first] if first is not None else []
        bounds += [nw.col("start") < last] if last is not None else []
        if bounds:
            tests["window"] = _all(bounds)
        return tests

    def _chosen(self, facet: str, choices: Sequence[str], role: str) -> nw.Expr:
        """Return the test that passes events with any choice, in a role where there are roles."""

        def having(key: str) -> nw.Expr:
            terms = (self._number(key, choice) for choice in choices)
            return self._having([term for term in terms if term is not None])

        if not role or facet not in ACTING:
            return having(facet)
        did = having(ACTING[facet])
        return did if role == DID else having(facet) & ~did

    @staticmethod
    def _having(terms: Sequence[int]) -> nw.Expr:
        """Return the test that passes events with any of the terms."""
        if not terms:
            return nw.col("rank") < 0
        return nw.any_horizontal(
            *(nw.col("terms").list.contains(term) for term in terms), ignore_nulls=True
        )

    def ask(self, query: Query) -> Answer:
        """Return what `query` finds, with every option's count under the other filters."""
        return self._answers.get(query.key, lambda: self._answer(query))

    def _answer(self, query: Query) -> Answer:
        tests = self._tests(query)
        if not tests:
            counts = {facet: self._in_role(facet, query.role, self._used) for facet in self._places}
            return Answer(self.total, 0, self.total, counts, {})
        choice = self._only_choice(query, tests)
        by_name = self._paired(*choice) if choice else self._counted(tests)
        totals = {
            name: int(numbers[_slice(self._terms[_EVERY])].sum())
            for name, numbers in by_name.items()
        }

        def of_options(facet: str, tested: str) -> OptionCounts:
            numbers = by_name[tested if tested in tests else ""]
            # a copy, so that an answer does not keep the numbers of all terms
            return OptionCounts(
                self._places[facet], numbers[_slice(self._terms[facet])][:-1].copy()
            )

        counts = {}
        for facet in self._places:
            pair = {key: of_options(key, facet) for key in (facet, ACTING.get(facet, facet))}
            counts[facet] = self._in_role(facet, query.role, pair)
        outside = totals["window"] - totals[""] if "window" in tests else 0
        relaxed = {name: totals[name] for name in tests}
        return Answer(totals[""], outside, self.total, counts, relaxed)

    @cached_property
    def _used(self) -> Mapping[str, OptionCounts]:
        """The events of each option in the whole log."""
        return {
            facet: OptionCounts(
                places,
                np.fromiter(
                    (self.facts.used[facet].get(option, 0) for option in places),
                    dtype=np.int64,
                    count=len(places),
                ),
            )
            for facet, places in self._places.items()
        }

    @staticmethod
    def _in_role(facet: str, role: str, counts: Mapping[str, OptionCounts]) -> Mapping[str, int]:
        if role and facet in ACTING:
            return RoleCounts(role, counts[facet], counts[ACTING[facet]])
        return counts[facet]

    def _counted(self, tests: Mapping[str, nw.Expr]) -> Mapping[str, Counts]:
        """Count each term in the events that pass all tests (""), or all but one (its name)."""
        names = ["", *tests]

        def build(events: Frame) -> Frame:
            parts = []
            for place, name in enumerate(names):
                others = [test for other, test in tests.items() if other != name]
                passing = events.filter(_all(others)) if others else events
                terms = passing.select("terms").explode("terms")
                if name:
                    # only the facet's options are needed, and the number of events
                    facets = {name, _EVERY, ACTING.get(name, _EVERY)} & self._terms.keys()
                    tested = [_in(nw.col("terms"), self._terms[facet]) for facet in facets]
                    terms = terms.filter(_any(tested))
                counted = terms.group_by("terms").agg(nw.len().cast(nw.Int64).alias("number"))
                which = nw.lit(place).cast(nw.Int32).alias("which")
                parts.append(counted.with_columns(which).select("which", "terms", "number"))
            return nw.concat(parts)

        rows = self._collect(build)
        which, terms, numbers = (rows[name].to_numpy() for name in ("which", "terms", "number"))
        by_name = {}
        for place, name in enumerate(names):
            by_name[name] = self._none()
            by_name[name][terms[which == place]] = numbers[which == place]
        return by_name

    def _none(self) -> Counts:
        """Return no event for each term."""
        return np.zeros(max(terms.stop for terms in self._terms.values()), dtype=np.int64)

    def _only_choice(self, query: Query, tests: Mapping[str, nw.Expr]) -> tuple[str, int] | None:
        """Return the facet and the term when the query is a single choice."""
        if len(tests) != 1 or query.role or not tests.keys() <= self._terms.keys():
            return None
        (facet,) = tests
        terms = {self._number(facet, choice) for choice in query.choices[facet]}
        term = terms.pop()
        return None if terms or term is None else (facet, term)

    def _paired(self, facet: str, term: int) -> Mapping[str, Counts]:
        """Count each term in the events with one term, from the table of pairs, and in all."""
        rows = self._collect(lambda pairs: pairs.filter(nw.col("term") == term), "pairs")
        with_term, without_filter = self._none(), self._none()
        with_term[rows["other"].to_numpy()] = rows["number"].to_numpy()
        for counted in {facet, _EVERY}:
            without_filter[_slice(self._terms[counted])][:-1] = self._used[counted].numbers
        return {"": with_term, facet: without_filter}

    def _passing(self, events: Frame, query: Query) -> Frame:
        tests = [*self._tests(query).values()]
        return events.filter(_all(tests)) if tests else events

    def page(self, query: Query, first: int, size: int) -> tuple[str, ...]:
        """Return up to `size` events of the answer from place `first` on, which counts from 0."""
        return self._page(
            ("page", query.key), lambda events: self._passing(events, query), first, size
        )

    def beyond(self, query: Query, first: int, size: int) -> tuple[str, ...]:
        """Return such a page of the events that fail only the window."""
        tests = self._tests(query)
        if "window" not in tests:
            return ()
        outside = ~tests.pop("window")
        return self._page(
            ("beyond", query.key),
            lambda events: events.filter(_all([outside, *tests.values()])),
            first,
            size,
        )

    def _page(
        self, key: tuple[object, ...], passing: Callable[[Frame], Frame], first: int, size: int
    ) -> tuple[str, ...]:
        first, size = max(first, 0), max(size, 0)
        if not size:
            return ()

        def build(events: Frame) -> Frame:
            rows = passing(events).select("id", "rank", "event")
            if first:
                place = nw.col("place")
                numbered = rows.with_row_index("place", order_by="rank")
                return numbered.filter(place >= first, place < first + size).drop("place")
            return rows.sort("rank").head(size)

        def ask() -> tuple[str, ...]:
            # an engine need not return rows in the order in which it took them
            return self._events.keep(self._collect(build).sort_by("rank"))

        return self._pages.get((*key, first, size), ask)

    def place(self, query: Query, event: str) -> int | None:
        """Return an event's place in the answer, which counts from 0; `None` when not in it."""
        return self._places_of_events.get((query.key, event), lambda: self._place(query, event))

    def _place(self, query: Query, event: str) -> int | None:
        rows = self._collect(lambda events: events.filter(nw.col("id") == event).select("rank"))
        ranks = rows["rank"].to_pylist()
        if not ranks:
            return None

        def build(events: Frame) -> Frame:
            upto = self._passing(events, query).filter(nw.col("rank") <= ranks[0])
            return upto.select(
                nw.len().cast(nw.Int64).alias("number"), nw.col("rank").max().alias("last")
            )

        row = self._collect(build).to_pylist()[0]
        return row["number"] - 1 if row["number"] and row["last"] == ranks[0] else None

    def extent(self, query: Query) -> tuple[int, int] | None:
        """Return the earliest and the latest of the answer's known starts and stops, in ms."""
        if not self._tests(query):
            return self._extent
        return self._extents.get(query.key, lambda: self._extent_of(query))

    def _extent_of(self, query: Query) -> Extent:
        start, stop = nw.col("start"), nw.col("stop")

        def build(events: Frame) -> Frame:
            known = self._passing(events, query).with_columns(
                nw.when(start != OPEN_START).then(start).alias("bounded_start"),
                nw.when(stop != OPEN_STOP).then(stop).alias("bounded_stop"),
            )
            return known.select(
                nw.col("bounded_start").min().alias("a"),
                nw.col("bounded_start").max().alias("b"),
                nw.col("bounded_stop").min().alias("c"),
                nw.col("bounded_stop").max().alias("d"),
            )

        ends = [end for end in self._collect(build).to_pylist()[0].values() if end is not None]
        return (min(ends), max(ends)) if ends else None

    def bins(
        self, query: Query, facet: str, lanes: Sequence[str], start: int, step: float, count: int
    ) -> Bins:
        """Return how many events of the answer lie in each step of time, by lane.

        As `Engine.bins` says; the shape is `(len(lanes) + 1, count)`.
        """
        key = (query.key, facet, tuple(lanes), start, step, count)
        return self._bins.get(key, lambda: self._binned(query, facet, lanes, start, step, count))

    def _binned(
        self, query: Query, facet: str, lanes: Sequence[str], start: int, step: float, count: int
    ) -> Bins:
        numbers_of_lanes = [self._number(facet, lane) for lane in lanes]
        terms = [_NO_LANE if number is None else number for number in numbers_of_lanes]
        offered = sorted({term for term in terms if term != _NO_LANE})

        def build(events: Frame) -> Frame:
            near = _near(self._passing(events, query), start, step, count)
            spread = _spread(near, start, step, count)
            others = self._having_other(spread, facet, offered)
            lane = nw.lit(_NO_LANE).cast(nw.Int32).alias("terms")
            parts = [_summed(others.select("first", "last", *_SHARES).with_columns(lane))]
            if offered:
                in_lanes = spread.explode("terms").filter(nw.col("terms").is_in(offered))
                parts.append(_summed(in_lanes))
            return nw.concat(parts)

        rows = self._collect(build)
        numbers = {term: row for row, term in enumerate([_NO_LANE, *offered])}
        columns = {name: rows[name].to_numpy() for name in rows.column_names}
        line = np.array([numbers[term] for term in columns["terms"].tolist()], dtype=np.intp)
        first, last = (columns[name].astype(np.intp) for name in ("first", "last"))
        sums = {
            name: columns[name].astype(np.float64) for name in ("number", "head", "middle", "tail")
        }
        shares = BinShares(line=line, first=first, last=last, wide=last > first, **sums)
        bins = shares.histogram(len(numbers), count)
        nothing = np.zeros(count)
        of_lanes = [bins[numbers[term]] if term != _NO_LANE else nothing for term in terms]
        return np.stack([*of_lanes, bins[0]])

    def _having_other(self, events: Frame, facet: str, offered: Sequence[int]) -> Frame:
        """Return the events that have a term of a facet beside some of them, or none at all."""
        if not offered:
            return events
        terms = self._terms[facet]
        if len(terms) - len(offered) <= _TESTED:
            return events.filter(self._having([term for term in terms if term not in offered]))
        exploded = events.explode("terms").filter(
            _in(nw.col("terms"), terms), ~nw.col("terms").is_in(offered)
        )
        # an event has the same shares in each of its rows
        shares = (nw.col(name).max().alias(name) for name in _SHARES)
        return exploded.group_by("rank", "first", "last").agg(*shares)

    def lanes(
        self, query: Query, facet: str, most: int, start: int, step: float, count: int
    ) -> Lanes:
        """Return the options of a facet that the answer has in steps of time, up to `most`."""
        key = (query.key, facet, most, start, step, count)
        return self._lanes.get(key, lambda: self._filled(query, facet, most, start, step, count))

    def _filled(
        self, query: Query, facet: str, most: int, start: int, step: float, count: int
    ) -> Lanes:
        if facet not in self._terms:
            return Lanes({}, 0)
        terms = self._terms[facet]

        def build(events: Frame) -> Frame:
            near = _near(self._passing(events, query), start, step, count)
            exploded = near.select("terms").explode("terms")
            offered = exploded.filter(_in(nw.col("terms"), terms[:-1]))
            return offered.group_by("terms").agg(nw.len().cast(nw.Int64).alias("number"))

        rows = self._collect(build)
        places = rows["terms"].to_numpy().astype(np.intp) - terms.start
        return fullest_lanes([*self._places[facet]], places, rows["number"].to_numpy(), most)


def _slice(terms: range) -> slice:
    return slice(terms.start, terms.stop)


def _all(tests: Sequence[nw.Expr]) -> nw.Expr:
    return reduce(and_, tests)


def _any(tests: Sequence[nw.Expr]) -> nw.Expr:
    return nw.any_horizontal(*tests, ignore_nulls=True)


def _in(column: nw.Expr, numbers: range) -> nw.Expr:
    return (column >= numbers.start) & (column < numbers.stop)


def _near(events: Frame, start: int, step: float, count: int) -> Frame:
    """Return the events that have a share in bins; what is open at both ends has none."""
    begin, end = nw.col("known_start"), nw.col("known_stop")
    return events.filter(
        (end > start) | (begin >= start),
        begin < start + ceil(step * count),
        (nw.col("start") != OPEN_START) | (nw.col("stop") != OPEN_STOP),
    )


def _spread(events: Frame, start: int, step: float, count: int) -> Frame:
    """Spread events over bins as `components.frames.histogram.Spread` does."""
    opening = (nw.col("known_start") - start).cast(nw.Float64) / step
    closing = (nw.col("known_stop") - start).cast(nw.Float64) / step
    spread = events.select(
        "rank", "terms", opening.alias("opening"), closing.alias("closing")
    ).with_columns(
        (nw.col("opening").floor().clip(-1, count) + 1).cast(nw.Int64).alias("first"),
        (nw.col("closing").ceil().clip(0, count + 1)).cast(nw.Int64).alias("ending"),
    )
    first, ending = nw.col("first"), nw.col("ending")
    # a moment ends where it begins
    last = nw.when(ending > first).then(ending).otherwise(first)
    spread = spread.with_columns(last.alias("last"))
    is_wide = nw.col("last") > first
    length = nw.col("closing") - nw.col("opening")
    one = nw.lit(1.0)
    spread = spread.with_columns(nw.when(is_wide).then(one / length).otherwise(one).alias("middle"))
    head = (first.cast(nw.Float64) - nw.col("opening")) * nw.col("middle")
    tail = (nw.col("closing") - nw.col("last").cast(nw.Float64) + one) * nw.col("middle")
    return spread.with_columns(
        nw.when(is_wide).then(head).otherwise(one).alias("head"), tail.alias("tail")
    )


def _summed(spread: Frame) -> Frame:
    """Sum the shares of the events of a lane that begin and end in the same bins."""
    summed = spread.group_by("terms", "first", "last").agg(
        nw.len().cast(nw.Int64).alias("number"),
        *(nw.col(name).sum().alias(name) for name in _SHARES),
    )
    columns = ("terms", "first", "last", "number", *_SHARES)
    return summed.select(*(nw.col(name).cast(_TYPES.get(name, nw.Float64)) for name in columns))


_TYPES: Mapping[str, Any] = {
    "terms": nw.Int64,
    "first": nw.Int64,
    "last": nw.Int64,
    "number": nw.Int64,
}
