"""The pages' questions put to an engine elsewhere, whatever narwhals reaches: DuckDB, ClickHouse,
Spark, Trino.

Each question is one job. What the log as a whole answers is not asked at all, nor what a table of
pairs knows, and what was answered lately is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from math import ceil
from operator import and_
from typing import Any, TypeVar

import narwhals as nw
import numpy as np
import pyarrow as pa

from components.frames import FACETS, OPEN_START, OPEN_STOP, Answer, Bins, Query, Shares, fold
from components.frames.warehouse.about import About, Extent
from components.frames.warehouse.connection import Connection, Driver
from components.frames.warehouse.events import WarehouseEvents
from components.frames.warehouse.single import Single

Frame = nw.LazyFrame[Any]
T = TypeVar("T")

_KEPT = 128  # answers of each kind
_EVERY = "kind"  # every event has one: its options' counts add up to all events
_NO_LANE = -1


class Warehouse:
    """Answer questions about a log that is kept elsewhere; it is an `Engine`.

    Raise EngineError when the engine gives no answer.
    """

    def __init__(self, connection: Connection, about: About, events: WarehouseEvents) -> None:
        """Take what is known of the log as a whole, and where its events are kept once seen."""
        self._connection = connection
        self._version = connection.version
        self._about = about
        self._events = events
        self._numbers: Mapping[tuple[str, str], int] = {
            (facet, option): about.terms[facet].start + place
            for facet, offered in about.options.items()
            for place, option in enumerate(offered)
        }
        self._answers: Single[Answer] = Single(_KEPT)
        self._pages: Single[tuple[str, ...]] = Single(_KEPT)
        self._places: Single[int | None] = Single(_KEPT)
        self._bins: Single[Bins] = Single(_KEPT)
        self._extents: Single[Extent] = Single(_KEPT)

    @property
    def total(self) -> int:
        """The number of events in the log."""
        return self._about.total

    def _asked(self, ask: Callable[[Frame], Frame], table: str = "events") -> pa.Table:
        """Ask one question of a table."""

        def work(driver: Driver) -> pa.Table:
            return driver.collect(ask(driver.frame(table)))

        return self._connection.run(work, self._version)

    def _tests(self, query: Query) -> dict[str, nw.Expr]:
        """Return what each filter of a question lets through."""
        tests = {}
        for facet, chosen in query.choices.items():
            if chosen and facet in self._about.terms:
                tests[facet] = self._having(
                    [
                        self._numbers[facet, each]
                        for each in chosen
                        if (facet, each) in self._numbers
                    ]
                )
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

    @staticmethod
    def _having(terms: Sequence[int]) -> nw.Expr:
        """Return what lets events through that have any of the terms."""
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
                facet: {each: self._about.used[facet].get(each, 0) for each in offered}
                for facet, offered in self._about.options.items()
            }
            return Answer(self.total, 0, self.total, counts, {})
        chosen = self._only_choice(query, tests)
        found = self._paired(*chosen) if chosen else self._counted(tests)
        numbers: dict[str, dict[int, int]] = {name: {} for name in ("", *tests)}
        for name, term, number in found:
            numbers[name][term] = number
        all_of = {
            name: sum(counted.get(term, 0) for term in self._about.terms[_EVERY])
            for name, counted in numbers.items()
        }
        counts = {}
        for facet, offered in self._about.options.items():
            under = numbers[facet if facet in tests else ""]
            counts[facet] = {each: under.get(self._numbers[facet, each], 0) for each in offered}
        outside = all_of["window"] - all_of[""] if "window" in tests else 0
        relaxed = {name: all_of[name] for name in tests}
        return Answer(all_of[""], outside, self.total, counts, relaxed)

    def _counted(self, tests: Mapping[str, nw.Expr]) -> list[tuple[str, int, int]]:
        """Count the terms of what passes all tests (""), or all but one (its name)."""
        names = ["", *tests]

        def ask(events: Frame) -> Frame:
            parts = []
            for place, name in enumerate(names):
                others = [test for other, test in tests.items() if other != name]
                left = events.filter(_all(others)) if others else events
                terms = left.select("terms").explode("terms")
                if name:
                    # of use are the options of one facet, and how many events there are
                    wanted = [self._about.terms[each] for each in {name, _EVERY} & {*_TERMED}]
                    terms = terms.filter(_any([_in(nw.col("terms"), each) for each in wanted]))
                counted = terms.group_by("terms").agg(nw.len().cast(nw.Int64).alias("number"))
                which = nw.lit(place).cast(nw.Int32).alias("which")
                parts.append(counted.with_columns(which).select("which", "terms", "number"))
            return nw.concat(parts)

        found = self._asked(ask)
        columns = (found[name].to_pylist() for name in ("which", "terms", "number"))
        return [(names[which], term, number) for which, term, number in zip(*columns, strict=True)]

    def _only_choice(self, query: Query, tests: Mapping[str, nw.Expr]) -> tuple[str, int] | None:
        """Return the facet and the term, when a question is nothing but one choice."""
        if len(tests) != 1 or not tests.keys() <= self._about.terms.keys():
            return None
        (facet,) = tests
        terms = {self._numbers.get((facet, each), _NO_LANE) for each in query.choices[facet]}
        return (facet, terms.pop()) if len(terms) == 1 and _NO_LANE not in terms else None

    def _paired(self, facet: str, term: int) -> list[tuple[str, int, int]]:
        """Count the terms of the events with one term, which a table knows beforehand."""
        found = self._asked(lambda pairs: pairs.filter(nw.col("term") == term), "pairs")
        with_it = zip(found["other"].to_pylist(), found["number"].to_pylist(), strict=True)
        every = [
            (facet, self._numbers[each, option], number)
            for each in {facet, _EVERY}
            for option, number in self._about.used[each].items()
            if (each, option) in self._numbers
        ]
        return [*(("", other, number) for other, number in with_it), *every]

    def _left(self, events: Frame, query: Query) -> Frame:
        tests = [*self._tests(query).values()]
        return events.filter(_all(tests)) if tests else events

    def page(self, query: Query, first: int, size: int) -> tuple[str, ...]:
        """Return up to `size` events of the answer from place `first` on, which counts from 0."""
        return self._page(("page", query.key), lambda each: self._left(each, query), first, size)

    def beyond(self, query: Query, first: int, size: int) -> tuple[str, ...]:
        """Return such a page of the events that fail nothing but the window."""
        tests = self._tests(query)
        if "window" not in tests:
            return ()
        outside = ~tests.pop("window")
        return self._page(
            ("beyond", query.key),
            lambda each: each.filter(_all([outside, *tests.values()])),
            first,
            size,
        )

    def _page(
        self, key: tuple[object, ...], left: Callable[[Frame], Frame], first: int, size: int
    ) -> tuple[str, ...]:
        first, size = max(first, 0), max(size, 0)
        if not size:
            return ()

        def ask(events: Frame) -> Frame:
            some = left(events).select("id", "rank", "event")
            if first:
                place = nw.col("place")
                numbered = some.with_row_index("place", order_by="rank")
                return numbered.filter(place >= first, place < first + size).drop("place")
            return some.sort("rank").head(size)

        def asked() -> tuple[str, ...]:
            # an order need not outlive what an engine does last
            return self._events.take(self._asked(ask).sort_by("rank"))

        return self._pages.get((*key, first, size), asked)

    def place(self, query: Query, event: str) -> int | None:
        """Return an event's place in the answer, which counts from 0; `None` when not in it."""
        return self._places.get((query.key, event), lambda: self._place(query, event))

    def _place(self, query: Query, event: str) -> int | None:
        found = self._asked(lambda events: events.filter(nw.col("id") == event).select("rank"))
        ranks = found["rank"].to_pylist()
        if not ranks:
            return None

        def ask(events: Frame) -> Frame:
            upto = self._left(events, query).filter(nw.col("rank") <= ranks[0])
            return upto.select(
                nw.len().cast(nw.Int64).alias("number"), nw.col("rank").max().alias("last")
            )

        row = self._asked(ask).to_pylist()[0]
        return row["number"] - 1 if row["number"] and row["last"] == ranks[0] else None

    def extent(self, query: Query) -> tuple[int, int] | None:
        """Return the earliest and the latest of the answer's known starts and stops, in ms."""
        if not self._tests(query):
            return self._about.extent
        return self._extents.get(query.key, lambda: self._extent(query))

    def _extent(self, query: Query) -> Extent:
        start, stop = nw.col("start"), nw.col("stop")

        def ask(events: Frame) -> Frame:
            known = self._left(events, query).with_columns(
                nw.when(start != OPEN_START).then(start).alias("begun"),
                nw.when(stop != OPEN_STOP).then(stop).alias("ended"),
            )
            return known.select(
                nw.col("begun").min().alias("a"),
                nw.col("begun").max().alias("b"),
                nw.col("ended").min().alias("c"),
                nw.col("ended").max().alias("d"),
            )

        ends = [end for end in self._asked(ask).to_pylist()[0].values() if end is not None]
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

        def ask(events: Frame) -> Frame:
            near = self._left(events, query).filter(
                nw.col("stop") >= start,
                nw.col("start") <= start + ceil(step * count),
                (nw.col("start") != OPEN_START) | (nw.col("stop") != OPEN_STOP),
            )
            laid = _laid(near, start, step, count)
            without = self._without(facet, offered)
            others = laid.filter(without) if without is not None else laid
            lane = nw.lit(_NO_LANE).cast(nw.Int32).alias("terms")
            parts = [_summed(others.drop("terms").with_columns(lane))]
            if offered:
                in_lanes = laid.explode("terms").filter(nw.col("terms").is_in(offered))
                parts.append(_summed(in_lanes))
            return nw.concat(parts)

        found = self._asked(ask)
        numbers = {term: row for row, term in enumerate([_NO_LANE, *offered])}
        columns = {name: found[name].to_numpy() for name in found.column_names}
        line = np.array([numbers[term] for term in columns["terms"].tolist()], dtype=np.intp)
        first, last = (columns[name].astype(np.intp) for name in ("first", "last"))
        sums = {
            name: columns[name].astype(np.float64) for name in ("number", "head", "each", "tail")
        }
        shares = Shares(line=line, first=first, last=last, wide=last > first, **sums)
        rows = shares.over(len(numbers), count)
        nothing = np.zeros(count)
        of_lanes = [rows[numbers[term]] if term != _NO_LANE else nothing for term in terms]
        return np.stack([*of_lanes, rows[0]])

    def _without(self, facet: str, offered: Sequence[int]) -> nw.Expr | None:
        """Return what lets events through that have none of some terms of a facet."""
        if not offered:
            return None
        numbers = self._about.terms[facet]
        missing = [term for term in numbers[:-1] if term not in set(offered)]
        if len(missing) > len(offered):
            return ~self._having(offered)
        nothing = nw.col("terms").list.contains(numbers[-1])
        if not missing:
            return nothing
        return nothing | (self._having(missing) & ~self._having(offered))


_TERMED = frozenset(facet.key for facet in FACETS)


def _all(tests: Sequence[nw.Expr]) -> nw.Expr:
    return reduce(and_, tests)


def _any(tests: Sequence[nw.Expr]) -> nw.Expr:
    return nw.any_horizontal(*tests, ignore_nulls=True)


def _in(column: nw.Expr, numbers: range) -> nw.Expr:
    return (column >= numbers.start) & (column < numbers.stop)


def _laid(events: Frame, start: int, step: float, count: int) -> Frame:
    """Lay events over bins, as `components.frames.spread.Spread` does, one more at each side."""
    opening = (nw.col("known_start") - start).cast(nw.Float64) / step
    closing = (nw.col("known_stop") - start).cast(nw.Float64) / step
    laid = events.select("terms", opening.alias("opening"), closing.alias("closing")).with_columns(
        (nw.col("opening").floor().clip(-1, count) + 1).cast(nw.Int64).alias("first"),
        (nw.col("closing").ceil().clip(0, count + 1)).cast(nw.Int64).alias("ending"),
    )
    first, ending = nw.col("first"), nw.col("ending")
    # a moment ends where it begins
    last = nw.when(ending > first).then(ending).otherwise(first)
    laid = laid.with_columns(last.alias("last"))
    is_wide = nw.col("last") > first
    length = nw.col("closing") - nw.col("opening")
    one = nw.lit(1.0)
    laid = laid.with_columns(nw.when(is_wide).then(one / length).otherwise(one).alias("each"))
    head = (first.cast(nw.Float64) - nw.col("opening")) * nw.col("each")
    tail = (nw.col("closing") - nw.col("last").cast(nw.Float64) + one) * nw.col("each")
    return laid.with_columns(
        nw.when(is_wide).then(head).otherwise(one).alias("head"), tail.alias("tail")
    )


def _summed(laid: Frame) -> Frame:
    """Sum the shares of the events of a lane that begin and end in the same bins."""
    summed = laid.group_by("terms", "first", "last").agg(
        nw.len().cast(nw.Int64).alias("number"),
        *(nw.col(name).sum().alias(name) for name in ("head", "each", "tail")),
    )
    columns = ("terms", "first", "last", "number", "head", "each", "tail")
    return summed.select(*(nw.col(name).cast(_TYPES.get(name, nw.Float64)) for name in columns))


_TYPES: Mapping[str, Any] = {
    "terms": nw.Int64,
    "first": nw.Int64,
    "last": nw.Int64,
    "number": nw.Int64,
}
