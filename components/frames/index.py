"""A table of events to an index in memory that answers the pages' questions.

Within it events stand in reading order. Every filter of a question makes a packed set of events,
and a filter's options are counted among the events that pass all the other filters; so a question
costs a few passes over bits and lists of numbers. The sets and extents of the last questions are
kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from types import MappingProxyType

import numpy as np
import pandas as pd

from components.frames.column import (
    Codes,
    Column,
    Counts,
    Mask,
    Rows,
    Words,
    freeze,
    number_in,
    numbers_between,
    pack,
    unpack,
)
from components.frames.engine import Answer, Query
from components.frames.recent import Recent
from components.frames.spread import OPEN_START, OPEN_STOP, Bins, Spread, Times
from components.frames.text import Vocabulary, fold

Coded = tuple[Sequence[str], Codes, Counts]

_KEPT = 8  # questions, and as many searches
_CELLS = 1 << 20  # of a table of sets that is counted at a time


@dataclass(frozen=True, slots=True)
class _Facet:
    options: tuple[str, ...]
    codes: Mapping[str, int]
    column: Column

    def having(self, choices: Iterable[str]) -> Words:
        """Return the events that have any of the choices; one that is not offered has none."""
        codes = {self.codes[choice] for choice in choices if choice in self.codes}
        return self.column.union(np.array(sorted(codes), dtype=np.intp))


@dataclass(frozen=True, slots=True)
class _View:
    """What a question leaves: a set of events and their rows, those outside, and the answer."""

    left: Words
    rows: Rows
    beyond: Rows
    answer: Answer

    def __post_init__(self) -> None:
        freeze(self.left, self.rows, self.beyond)


def reading_order(start: Times, stop: Times, lasts: Mask) -> Rows:
    """Return rows by when they happened, as far as that is known.

    A duration stands where it begins, a moment in the middle of the interval in which it could
    have happened; an open start comes first, an open end stands at its start. Of those at one
    place the one that ends first comes first; ties keep the order of the file.
    """
    middle = start // 2 + stop // 2
    place = np.where(lasts | (stop == OPEN_STOP), start, middle)
    place = np.where(start == OPEN_START, OPEN_START, place)
    return np.lexsort((stop, place)).astype(np.int32)


def _coded(values: Iterable[Sequence[str]], options: Sequence[str]) -> Coded:
    """Return the place of every value among the options, and where each row's values begin."""
    places = {option: place for place, option in enumerate(options)}
    rows = list(values)
    offsets = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, rows), dtype=np.int64, count=len(rows)), out=offsets[1:])
    flat = (places[value] for row in rows for value in row)
    return options, np.fromiter(flat, dtype=np.int64, count=int(offsets[-1])), offsets


class Index:
    """Answer questions about a table of events; nothing in it changes once it is made.

    It is an `Engine`; beside what that promises, `ids` names the events in the order of the
    table, which is what the row numbers of an answer count.
    """

    def __init__(self, frame: pd.DataFrame, options: Mapping[str, Sequence[str]]) -> None:
        """Index `frame` (columns as `components.frames.COLUMNS`).

        `options` lists for each facet the ids to count, in order; every id in the facet's column
        has to be among them.
        """
        self._make(
            tuple(frame["id"]),
            frame["start"].fillna(OPEN_START).to_numpy(dtype=np.int64),
            frame["stop"].fillna(OPEN_STOP).to_numpy(dtype=np.int64),
            np.asarray(frame["form"] == "duration", dtype=np.bool_),
            {facet: _coded(frame[facet], offered) for facet, offered in options.items()},
            frame["search"],
        )

    @classmethod
    def of(
        cls,
        ids: Sequence[str],
        start: Times,
        stop: Times,
        lasts: Mask,
        facets: Mapping[str, Coded],
        texts: Iterable[str],
    ) -> Index:
        """Index events that are already columns, for which no table is made.

        `start` and `stop` are milliseconds, `OPEN_START` and `OPEN_STOP` where an end is open;
        `lasts` tells durations from moments; `texts` are folded, and read once. A facet is its
        options, the place among them of every value of the first event, then of the second, and
        so on, and of length n + 1 where each event's values begin.
        """
        index = cls.__new__(cls)
        index._make(ids, start, stop, lasts, facets, texts)
        return index

    def _make(
        self,
        ids: Sequence[str],
        start: Times,
        stop: Times,
        lasts: Mask,
        facets: Mapping[str, Coded],
        texts: Iterable[str],
    ) -> None:
        self.ids = ids
        size = len(self.ids)
        self._order = reading_order(start, stop, lasts)
        self._start, self._stop = start[self._order], stop[self._order]
        rank = np.empty(size, dtype=np.int32)
        rank[self._order] = np.arange(size, dtype=np.int32)
        self._facets = MappingProxyType(
            {
                facet: _Facet(
                    tuple(options),
                    MappingProxyType({option: code for code, option in enumerate(options)}),
                    Column.of(((codes, np.repeat(rank, np.diff(offsets))),), len(options), size),
                )
                for facet, (options, codes, offsets) in facets.items()
            }
        )
        self._vocabulary = Vocabulary.of(texts, rank)
        hashes = np.fromiter(map(hash, self.ids), dtype=np.int64, count=size)
        self._by_hash = np.argsort(hashes).astype(np.int32)
        self._hashes = hashes[self._by_hash]
        self._rank = rank
        self._every = pack(np.ones(size, dtype=np.bool_))
        freeze(self._order, self._start, self._stop, self._rank, self._every)
        freeze(self._hashes, self._by_hash)
        self._views: Recent[_View] = Recent(_KEPT)
        self._searches: Recent[Words] = Recent(_KEPT)
        self._extents: Recent[tuple[int, int] | None] = Recent(_KEPT)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def total(self) -> int:
        """The number of events in the table."""
        return len(self.ids)

    def _found(self, text: str) -> Words | None:
        words = dict.fromkeys(fold(text).split())
        if not words:
            return None

        def search() -> Words:
            found = self._every
            for word in sorted(words, key=len, reverse=True):
                found = found & self._vocabulary.holding(word)
                if not found.any():
                    break
            freeze(found)
            return found

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

    def _chosen(self, facet: str, choices: Sequence[str]) -> Words | None:
        known = self._facets.get(facet)
        if known is None or not choices:
            return None
        return known.having(choices)

    def _view(self, query: Query) -> _View:
        return self._views.get(query.key, lambda: self._filtered(query))

    def _filtered(self, query: Query) -> _View:
        sets = {facet: self._chosen(facet, chosen) for facet, chosen in query.choices.items()}
        sets |= {"text": self._found(query.text), "window": self._within(query.window)}
        passed = {name: each for name, each in sets.items() if each is not None}

        def all_but(left_out: str | None) -> Words:
            both = self._every
            for name, each in passed.items():
                if name != left_out:
                    both = both & each
            return both

        left = all_but(None)
        without = {name: all_but(name) for name in passed}
        mask = unpack(left, len(self))
        counts: dict[str, dict[str, int]] = {}
        for facet, known in self._facets.items():
            base = without.get(facet, left)
            passing = mask if base is left else unpack(base, len(self))
            found = known.column.counts(base, passing)
            counts[facet] = dict(zip(known.options, found.tolist(), strict=True))
        rows = self._rows(left)
        beyond = self._rows(without["window"] & ~left) if "window" in without else rows[:0]
        relaxed = {name: number_in(each) for name, each in without.items()}
        answer = Answer(len(rows), len(beyond), len(self), counts, relaxed)
        return _View(left, rows, beyond, answer)

    def _rows(self, words: Words) -> Rows:
        """Return the rows of a set in reading order."""
        return np.compress(unpack(words, len(self)), self._order)

    def _page(self, rows: Rows, first: int, size: int) -> tuple[str, ...]:
        first = max(first, 0)
        return tuple(self.ids[row] for row in rows[first : first + max(size, 0)].tolist())

    def ask(self, query: Query) -> Answer:
        """Return what `query` finds, with every option's count under the other filters."""
        return self._view(query).answer

    def page(self, query: Query, first: int, size: int) -> tuple[str, ...]:
        """Return up to `size` events of the answer from place `first` on, which counts from 0."""
        return self._page(self._view(query).rows, first, size)

    def beyond(self, query: Query, first: int, size: int) -> tuple[str, ...]:
        """Return such a page of the events that fail nothing but the window."""
        return self._page(self._view(query).beyond, first, size)

    def _row(self, event: str) -> int | None:
        """Return the row of an event, `None` when there is none of that id."""
        at = int(np.searchsorted(self._hashes, hash(event)))
        while at < len(self) and self._hashes[at] == hash(event):
            if self.ids[self._by_hash[at]] == event:
                return int(self._by_hash[at])
            at += 1
        return None

    def place(self, query: Query, event: str) -> int | None:
        """Return an event's place in the answer, which counts from 0; `None` when not in it."""
        row = self._row(event)
        if row is None:
            return None
        left = self._view(query).left
        upto = unpack(left, int(self._rank[row]) + 1)
        return int(np.count_nonzero(upto)) - 1 if upto[-1] else None

    def extent(self, query: Query) -> tuple[int, int] | None:
        """Return the earliest and the latest of the answer's known starts and stops, in ms."""
        # every page asks it of the whole log, and a million times take 9 ms to look through
        return self._extents.get(query.key, lambda: self._extent(query))

    def _extent(self, query: Query) -> tuple[int, int] | None:
        mask = unpack(self._view(query).left, len(self))
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
        near = unpack(self._view(query).left, len(self)) & (self._stop >= start)
        near &= self._start <= start + ceil(step * count)
        near &= (self._start != OPEN_START) | (self._stop != OPEN_STOP)
        rows = np.flatnonzero(near)
        spread = Spread.of(self._start[rows], self._stop[rows], start, step, count)
        edges = np.append(rows[spread.heads], len(self))
        others = within = pack(near)
        known = self._facets.get(facet)
        sets = []
        for lane in lanes:
            sets.append(within & (known.having((lane,)) if known else np.uint64(0)))
            others = others & ~sets[-1]
        sets.append(others)
        result = np.empty((len(sets), count))
        many = max(1, _CELLS // max(len(edges), len(within)))
        for at in range(0, len(sets), many):
            some = np.stack(sets[at : at + many])
            result[at : at + many] = spread.over(numbers_between(some, edges))
        return result
