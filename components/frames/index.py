"""The index in memory that answers the pages' queries.

Its rows are events in reading order. Each filter of a query makes a packed set of rows, and a
filter's options are counted among the rows that pass all other filters; so a query costs a few
passes over bits and lists of numbers. The results of the last queries are kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

from components.frames.cache import LRUCache
from components.frames.engine import Answer, Lanes, Query
from components.frames.facet import ACTING, DID
from components.frames.facts import LogFacts
from components.frames.histogram import OPEN_START, OPEN_STOP, Bins, Places, Spread, Times
from components.frames.option_count import OptionCounts, RoleCounts
from components.frames.postings import (
    Codes,
    Counts,
    Mask,
    Postings,
    Rows,
    Words,
    count_between,
    count_rows,
    freeze,
    pack,
    unpack,
)
from components.frames.text import Vocabulary, fold

# The options of a facet, the place among them of every value of the first event, then of the
# second and so on, and of length n + 1 where each event's values begin.
Coded = tuple[Sequence[str], Codes, Counts]

_KEPT = 8  # results of queries, and as many of searches and extents
_MOST_PILES = 1 << 15  # of rows that are spread alike, in what is kept: 2 MB of it
_CELLS = 1 << 20  # words of sets that are counted at a time


@dataclass(frozen=True, slots=True)
class _Facet:
    options: tuple[str, ...]
    codes: Mapping[str, int]
    postings: Postings

    def _codes_of(self, choices: Iterable[str]) -> npt.NDArray[np.intp]:
        codes = {self.codes[choice] for choice in choices if choice in self.codes}
        return np.array(sorted(codes), dtype=np.intp)

    def having(self, choices: Iterable[str]) -> Words:
        """Return the rows that have any of the choices; no row has one that is not offered."""
        return self.postings.union(self._codes_of(choices))

    def having_other(self, choices: Iterable[str]) -> Words | None:
        """Return the rows that have an option beside the choices, `None` where there is none."""
        others = np.delete(np.arange(len(self.options)), self._codes_of(choices))
        return self.postings.union(others) if len(others) else None

    def counts(self, within: Words, mask: Mask) -> OptionCounts:
        """Count for each option the rows of a set that have it; `mask` is the set unpacked."""
        return OptionCounts(self.codes, self.postings.counts(within, mask))

    def fullest(self, within: Words, mask: Mask, most: int) -> Lanes:
        """Return the options that most rows of a set have, and how many any row has."""
        numbers = self.postings.counts(within, mask)
        return fullest_lanes(self.options, np.arange(len(numbers)), numbers, most)


@dataclass(frozen=True, slots=True)
class _Result:
    """What passes a query, as a set and as events in reading order, what is outside, the answer."""

    passing: Words
    events: Rows
    outside: Rows
    answer: Answer

    def __post_init__(self) -> None:
        freeze(self.passing, self.events, self.outside)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The rows near some steps of time, how they spread over them, and where each pile begins."""

    near: Words
    spread: Spread
    edges: Places

    def __post_init__(self) -> None:
        freeze(self.near, self.edges)


def fullest_lanes(
    options: Sequence[str], places: npt.NDArray[np.integer], numbers: Counts, most: int
) -> Lanes:
    """Return the lanes of most events, given the places of options and the events of each."""
    has_events = numbers > 0
    places, numbers = places[has_events], numbers[has_events]
    order = np.lexsort((places, -numbers))[:most]
    named = [options[place] for place in places[order].tolist()]
    return Lanes(dict(zip(named, numbers[order].tolist(), strict=True)), len(places))


def reading_order(start: Times, stop: Times, lasts: Mask) -> Rows:
    """Sort events by when they happened, as far as that is known; return their numbers.

    A duration stands at its start, a moment in the middle of the interval in which it could have
    happened. An event with an open start comes first, one with an open end stands at its start. At
    the same place the event that ends first comes first; ties keep the order of the file.
    """
    middle = start // 2 + stop // 2
    place = np.where(lasts | (stop == OPEN_STOP), start, middle)
    place = np.where(start == OPEN_START, OPEN_START, place)
    return np.lexsort((stop, place)).astype(np.int32)


class Index:
    """Answer queries about a log; it is an `Engine`, and nothing in it changes once it is made.

    `ids` names the events in file order.
    """

    def __init__(
        self,
        facts: LogFacts,
        ids: Sequence[str],
        start: Times,
        stop: Times,
        lasts: Mask,
        facets: Mapping[str, Coded],
        texts: Iterable[str],
    ) -> None:
        """Index the columns of a log, one row per event in file order.

        `start` and `stop` are milliseconds, `OPEN_START` and `OPEN_STOP` where an end is open;
        `lasts` says which events are durations; `texts` are folded, and read once.
        """
        self.facts = facts
        self.ids = ids
        size = len(ids)
        self._order = reading_order(start, stop, lasts)
        self._start, self._stop = start[self._order], stop[self._order]
        rank = np.empty(size, dtype=np.int32)
        rank[self._order] = np.arange(size, dtype=np.int32)
        self._facets = MappingProxyType(
            {
                facet: _Facet(
                    tuple(options),
                    MappingProxyType({option: code for code, option in enumerate(options)}),
                    Postings.of(((codes, np.repeat(rank, np.diff(offsets))),), len(options), size),
                )
                for facet, (options, codes, offsets) in facets.items()
            }
        )
        self._vocabulary = Vocabulary.of(texts, rank)
        hashes = np.fromiter(map(hash, ids), dtype=np.int64, count=size)
        self._by_hash = np.argsort(hashes).astype(np.int32)
        self._hashes = hashes[self._by_hash]
        self._rank = rank
        self._every = pack(np.ones(size, dtype=np.bool_))
        freeze(self._order, self._start, self._stop, self._rank, self._every)
        freeze(self._hashes, self._by_hash)
        self._results: LRUCache[_Result] = LRUCache(_KEPT)
        self._searches: LRUCache[Words] = LRUCache(_KEPT)
        self._grids: LRUCache[_Grid | Literal[False]] = LRUCache(_KEPT)  # False: of too many piles
        self._extents: LRUCache[tuple[int, int] | None] = LRUCache(_KEPT)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def total(self) -> int:
        """The number of events in the log."""
        return len(self.ids)

    def _matching(self, text: str) -> Words | None:
        words = dict.fromkeys(fold(text).split())
        if not words:
            return None

        def search() -> Words:
            rows = self._every
            for word in sorted(words, key=len, reverse=True):
                rows = rows & self._vocabulary.holding(word)
                if not rows.any():
                    break
            freeze(rows)
            return rows

        return self._searches.get(frozenset(words), search)

    def _within(self, window: tuple[int | None, int | None]) -> Words | None:
        first, last = window
        if first is None and last is None:
            return None
        inside = np.ones(len(self), dtype=np.bool_)
        if first is not None:
            inside &= self._stop > first
        if last is not None:
            inside &= self._start < last
        return pack(inside)

    def _having(self, facet: str, choices: Sequence[str], role: str) -> Words:
        """Return the rows that have any of the choices, in a role where the facet has roles."""
        named = self._facets[facet].having(choices)
        if not role or facet not in ACTING:
            return named
        did = self._facets[ACTING[facet]].having(choices)
        return did if role == DID else named & ~did

    def _result(self, query: Query) -> _Result:
        return self._results.get(query.key, lambda: self._filtered(query))

    def _filtered(self, query: Query) -> _Result:
        filters = {
            facet: self._having(facet, choices, query.role)
            for facet, choices in query.choices.items()
            if choices and facet in self._facets
        }
        text, window = self._matching(query.text), self._within(query.window)
        filters |= {"text": text} if text is not None else {}
        filters |= {"window": window} if window is not None else {}

        def passing_all_but(left_out: str | None) -> Words:
            passing = self._every
            for name, rows in filters.items():
                if name != left_out:
                    passing = passing & rows
            return passing

        passing = passing_all_but(None)
        without = {name: passing_all_but(name) for name in filters}
        mask = unpack(passing, len(self))
        counts: dict[str, Mapping[str, int]] = {}
        for key, facet in self._facets.items():
            others = without.get(key, passing)
            left = mask if others is passing else unpack(others, len(self))
            counts[key] = facet.counts(others, left)
            if query.role and (acting := self._facets.get(ACTING.get(key, ""))):
                did = acting.counts(others, left)
                counts[key] = RoleCounts(query.role, counts[key], did)
        events = self._events(passing)
        outside = self._events(without["window"] & ~passing) if "window" in without else events[:0]
        relaxed = {name: count_rows(rows) for name, rows in without.items()}
        answer = Answer(len(events), len(outside), len(self), counts, relaxed)
        return _Result(passing, events, outside, answer)

    def _events(self, rows: Words) -> Rows:
        """Return the numbers of the events of a set, in reading order."""
        return np.compress(unpack(rows, len(self)), self._order)

    def _page(self, events: Rows, first: int, size: int) -> tuple[str, ...]:
        first = max(first, 0)
        return tuple(self.ids[event] for event in events[first : first + max(size, 0)].tolist())

    def ask(self, query: Query) -> Answer:
        """Return what `query` finds, with every option's count under the other filters."""
        return self._result(query).answer

    def page(self, query: Query, first: int, size: int) -> tuple[str, ...]:
        """Return up to `size` events of the answer from place `first` on, which counts from 0."""
        return self._page(self._result(query).events, first, size)

    def beyond(self, query: Query, first: int, size: int) -> tuple[str, ...]:
        """Return such a page of the events that fail only the window."""
        return self._page(self._result(query).outside, first, size)

    def _number(self, event: str) -> int | None:
        """Return the number of an event in file order, `None` when there is none of that id."""
        at = int(np.searchsorted(self._hashes, hash(event)))
        while at < len(self) and self._hashes[at] == hash(event):
            if self.ids[self._by_hash[at]] == event:
                return int(self._by_hash[at])
            at += 1
        return None

    def place(self, query: Query, event: str) -> int | None:
        """Return an event's place in the answer, which counts from 0; `None` when not in it."""
        number = self._number(event)
        if number is None:
            return None
        upto = unpack(self._result(query).passing, int(self._rank[number]) + 1)
        return int(np.count_nonzero(upto)) - 1 if upto[-1] else None

    def extent(self, query: Query) -> tuple[int, int] | None:
        """Return the earliest and the latest of the answer's known starts and stops, in ms."""
        # every page asks it of the whole log, and a million events take 9 ms
        return self._extents.get(query.key, lambda: self._extent(query))

    def _extent(self, query: Query) -> tuple[int, int] | None:
        mask = unpack(self._result(query).passing, len(self))
        start, stop = np.compress(mask, self._start), np.compress(mask, self._stop)
        known = (start[start != OPEN_START], stop[stop != OPEN_STOP])
        ends = [end for times in known if len(times) for end in (times.min(), times.max())]
        return (int(min(ends)), int(max(ends))) if ends else None

    def bins(
        self, query: Query, facet: str, lanes: Sequence[str], start: int, step: float, count: int
    ) -> Bins:
        """Return how many events of the answer lie in each step of time, by lane.

        As `Engine.bins` says; the shape is `(len(lanes) + 1, count)`.
        """
        passing = self._result(query).passing
        grid = self._grid(passing, start, step, count)
        within, edges = passing & grid.near, grid.edges
        options = self._facets.get(facet)
        sets = []
        others = within
        for lane in lanes:
            sets.append(within & (options.having((lane,)) if options else np.uint64(0)))
            others = others & ~sets[-1]
        if options and lanes and (having := options.having_other(lanes)) is not None:
            others = others | (within & having)
        sets.append(others)
        result = np.empty((len(sets), count))
        many = max(1, _CELLS // max(len(edges), len(within)))
        for at in range(0, len(sets), many):
            batch = np.stack(sets[at : at + many])
            result[at : at + many] = grid.spread.histogram(count_between(batch, edges))
        return result

    def lanes(
        self, query: Query, facet: str, most: int, start: int, step: float, count: int
    ) -> Lanes:
        """Return the options of a facet that the answer has in steps of time, up to `most`."""
        options = self._facets.get(facet)
        if not options:
            return Lanes({}, 0)
        passing = self._result(query).passing
        within = passing & self._grid(passing, start, step, count).near
        return options.fullest(within, unpack(within, len(self)), most)

    def _grid(self, passing: Words, start: int, step: float, count: int) -> _Grid:
        """Return how rows spread over steps of time: all rows, or at least those `passing`.

        It is kept, because a filter leaves the window as it is, and a million events take 20 ms.
        """
        key = start, step, count
        kept = self._grids.peek(key)
        if kept:
            return kept
        if kept is None:
            grid = self._spread(self._every, start, step, count)
            is_small = len(grid.edges) <= _MOST_PILES
            self._grids.keep(key, grid if is_small else False)
            if is_small:
                return grid
        return self._spread(passing, start, step, count)

    def _spread(self, among: Words, start: int, step: float, count: int) -> _Grid:
        # as `known_part` has it: what is open at one end is a moment at the other
        end = start + ceil(step * count)
        near = unpack(among, len(self)) & (self._stop > start) & (self._start < end)
        near &= (self._start != OPEN_START) | (self._stop <= end)
        near &= (self._stop != OPEN_STOP) | (self._start >= start)
        rows = np.flatnonzero(near)
        spread = Spread.of(self._start[rows], self._stop[rows], start, step, count)
        return _Grid(pack(near), spread, np.append(rows[spread.heads], len(self)))
