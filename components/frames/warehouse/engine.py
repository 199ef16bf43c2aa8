"""The pages' queries, run by an engine elsewhere: DuckDB, ClickHouse, Spark, Trino, with narwhals.

Each query is one job. What the manifest or the table of pairs knows is not computed again, and the
last answers are kept.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from math import ceil
from operator import and_
from typing import Any, TypeVar

import narwhals as nw
import numpy as np
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
    Query,
    count_in_role,
    fold,
)
from components.frames.warehouse.events import WarehouseEvents
from components.frames.warehouse.manifest import Extent, Manifest
from components.frames.warehouse.pool import Pool, Session
from components.frames.warehouse.single_flight import SingleFlight

Frame = nw.LazyFrame[Any]
T = TypeVar("T")

_KEPT = 128  # answers of each kind
_EVERY = "kind"  # every event has exactly one: its options' counts add up to all events
_NO_LANE = -1


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
        self._numbers: Mapping[tuple[str, str], int] = {
            (facet, option): manifest.terms[facet].start + place
            for facet, options in self.facts.options.items()
            for place, option in enumerate(options)
        }
        self._answers: SingleFlight[Answer] = SingleFlight(_KEPT)
        self._pages: SingleFlight[tuple[str, ...]] = SingleFlight(_KEPT)
        self._places: SingleFlight[int | None] = SingleFlight(_KEPT)
        self._bins: SingleFlight[Bins] = SingleFlight(_KEPT)
        self._extents: SingleFlight[Extent] = SingleFlight(_KEPT)

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
            offered = [choice for choice in choices if (key, choice) in self._numbers]
            return self._having([self._numbers[key, choice] for choice in offered])

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
            counts = {
                facet: {option: self.facts.used[facet].get(option, 0) for option in options}
                for facet, options in self.facts.options.items()
            }
            for facet in ACTING if query.role else ():
                did = counts[ACTING[facet]]
                counts[facet] = dict(count_in_role(query.role, counts[facet], did))
            return Answer(self.total, 0, self.total, counts, {})
        choice = self._only_choice(query, tests)
        rows = self._paired(*choice) if choice else self._counted(tests)
        numbers: dict[str, dict[int, int]] = {name: {} for name in ("", *tests)}
        for name, term, number in rows:
            numbers[name][term] = number
        totals = {
            name: sum(of_terms.get(term, 0) for term in self._terms[_EVERY])
            for name, of_terms in numbers.items()
        }
        counts = {}
        for facet, options in self.facts.options.items():
            of_terms = numbers[facet if facet in tests else ""]
            counts[facet] = {
                option: of_terms.get(self._numbers[facet, option], 0) for option in options
            }
            if query.role and facet in ACTING:
                acting = ACTING[facet]
                did = {
                    option: of_terms.get(self._numbers[acting, option], 0)
                    for option in self.facts.options[acting]
                }
                counts[facet] = dict(count_in_role(query.role, counts[facet], did))
        outside = totals["window"] - totals[""] if "window" in tests else 0
        relaxed = {name: totals[name] for name in tests}
        return Answer(totals[""], outside, self.total, counts, relaxed)

    def _counted(self, tests: Mapping[str, nw.Expr]) -> list[tuple[str, int, int]]:
        """Count the terms of the events that pass all tests (""), or all but one (its name)."""
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
        columns = (rows[name].to_pylist() for name in ("which", "terms", "number"))
        return [(names[which], term, number) for which, term, number in zip(*columns, strict=True)]

    def _only_choice(self, query: Query, tests: Mapping[str, nw.Expr]) -> tuple[str, int] | None:
        """Return the facet and the term when the query is a single choice."""
        if len(tests) != 1 or query.role or not tests.keys() <= self._terms.keys():
            return None
        (facet,) = tests
        terms = {self._numbers.get((facet, choice), _NO_LANE) for choice in query.choices[facet]}
        return (facet, terms.pop()) if len(terms) == 1 and _NO_LANE not in terms else None

    def _paired(self, facet: str, term: int) -> list[tuple[str, int, int]]:
        """Count the terms of the events with one term, from the table of pairs."""
        rows = self._collect(lambda pairs: pairs.filter(nw.col("term") == term), "pairs")
        with_term = zip(rows["other"].to_pylist(), rows["number"].to_pylist(), strict=True)
        without_filter = [
            (facet, self._numbers[counted, option], number)
            for counted in {facet, _EVERY}
            for option, number in self.facts.used[counted].items()
            if (counted, option) in self._numbers
        ]
        return [*(("", other, number) for other, number in with_term), *without_filter]

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
        return self._places.get((query.key, event), lambda: self._place(query, event))

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
        terms = [self._numbers.get((facet, lane), _NO_LANE) for lane in lanes]
        offered = sorted({term for term in terms if term != _NO_LANE})

        def build(events: Frame) -> Frame:
            near = self._passing(events, query).filter(
                nw.col("stop") >= start,
                nw.col("start") <= start + ceil(step * count),
                (nw.col("start") != OPEN_START) | (nw.col("stop") != OPEN_STOP),
            )
            spread = _spread(near, start, step, count)
            without = self._without(facet, offered)
            others = spread.filter(without) if without is not None else spread
            lane = nw.lit(_NO_LANE).cast(nw.Int32).alias("terms")
            parts = [_summed(others.drop("terms").with_columns(lane))]
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

    def _without(self, facet: str, offered: Sequence[int]) -> nw.Expr | None:
        """Return the test that passes events with none of some terms of a facet."""
        if not offered:
            return None
        numbers = self._terms[facet]
        missing = [term for term in numbers[:-1] if term not in set(offered)]
        if len(missing) > len(offered):
            return ~self._having(offered)
        nothing = nw.col("terms").list.contains(numbers[-1])
        if not missing:
            return nothing
        return nothing | (self._having(missing) & ~self._having(offered))


def _all(tests: Sequence[nw.Expr]) -> nw.Expr:
    return reduce(and_, tests)


def _any(tests: Sequence[nw.Expr]) -> nw.Expr:
    return nw.any_horizontal(*tests, ignore_nulls=True)


def _in(column: nw.Expr, numbers: range) -> nw.Expr:
    return (column >= numbers.start) & (column < numbers.stop)


def _spread(events: Frame, start: int, step: float, count: int) -> Frame:
    """Spread events over bins as `components.frames.histogram.Spread` does."""
    opening = (nw.col("known_start") - start).cast(nw.Float64) / step
    closing = (nw.col("known_stop") - start).cast(nw.Float64) / step
    spread = events.select(
        "terms", opening.alias("opening"), closing.alias("closing")
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
        *(nw.col(name).sum().alias(name) for name in ("head", "middle", "tail")),
    )
    columns = ("terms", "first", "last", "number", "head", "middle", "tail")
    return summed.select(*(nw.col(name).cast(_TYPES.get(name, nw.Float64)) for name in columns))


_TYPES: Mapping[str, Any] = {
    "terms": nw.Int64,
    "first": nw.Int64,
    "last": nw.Int64,
    "number": nw.Int64,
}
