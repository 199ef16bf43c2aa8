"""A table of events to an index in memory that answers the pages' questions.

Every facet is a flat array of integer codes with the row of each, so that one question costs a
few passes of NumPy: for each filter the rows that pass it, and for each row how many filters it
fails. A row that fails none is in the answer; a row that fails only filter F counts for F's
options, because each filter's counts are taken under all the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from components.frames.text import fold

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

OPEN_START = np.iinfo(np.int64).min
OPEN_STOP = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Query:
    """A question: any of the choices within a facet, all facets, the text and the window.

    `choices` maps a facet to the ids chosen, `text` is taken literally and split at white space,
    `window` is a half-open interval in milliseconds since 1970-01-01T00:00Z, `None` = open.
    """

    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    text: str = ""
    window: tuple[int | None, int | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question finds.

    `rows` are row numbers in reading order; `beyond` those that fail nothing but the window;
    `counts` gives for each facet and option the events that it would leave, under the other
    filters; `relaxed` gives for each filter in use the events found without it.
    """

    rows: Rows
    beyond: Rows
    total: int
    counts: Mapping[str, Mapping[str, int]]
    relaxed: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Codes:
    options: tuple[str, ...]
    places: Mapping[str, int]
    rows: Rows
    codes: Rows


def _encode(values: Sequence[Sequence[str]], options: Sequence[str]) -> _Codes:
    places = {option: place for place, option in enumerate(options)}
    lengths = np.fromiter((len(row) for row in values), dtype=np.int64, count=len(values))
    flat = np.fromiter(
        (places[value] for row in values for value in row),
        dtype=np.int64,
        count=int(lengths.sum()),
    )
    return _Codes(tuple(options), places, np.repeat(np.arange(len(values)), lengths), flat)


def _reading_order(start: Rows, stop: Rows, lasts: Mask) -> Rows:
    """Return rows by when they happened, as far as that is known.

    A duration stands where it begins, a moment in the middle of the interval in which it could
    have happened; an open start comes first, an open end stands at its start. Of those at one
    place the one that ends first comes first; ties keep the order of the file.
    """
    middle = start // 2 + stop // 2
    place = np.where(lasts | (stop == OPEN_STOP), start, middle)
    place = np.where(start == OPEN_START, OPEN_START, place)
    return np.lexsort((np.arange(len(start)), stop, place))


class Index:
    """Answer questions about a table of events; nothing in it changes once it is made."""

    def __init__(self, frame: pd.DataFrame, options: Mapping[str, Sequence[str]]) -> None:
        """Index `frame` (columns as `components.frames.COLUMNS`).

        `options` lists for each facet the ids to count, in order; every id in the facet's column
        has to be among them.
        """
        self.ids: tuple[str, ...] = tuple(frame["id"])
        self._start = frame["start"].fillna(OPEN_START).to_numpy(dtype=np.int64)
        self._stop = frame["stop"].fillna(OPEN_STOP).to_numpy(dtype=np.int64)
        lasts = frame["form"].to_numpy() == "duration"
        self._order = _reading_order(self._start, self._stop, lasts)
        self._search: list[str] = list(frame["search"])
        self._facets = {
            facet: _encode(list(frame[facet]), offered) for facet, offered in options.items()
        }

    def __len__(self) -> int:
        return len(self.ids)

    def _found(self, text: str) -> Mask | None:
        words = fold(text).split()
        if not words:
            return None
        return np.fromiter(
            (all(word in row for word in words) for row in self._search),
            dtype=np.bool_,
            count=len(self),
        )

    def _within(self, window: tuple[int | None, int | None]) -> Mask | None:
        first, last = window
        if first is None and last is None:
            return None
        inside = np.ones(len(self), dtype=np.bool_)
        if first is not None:
            inside &= self._stop > first
        if last is not None:
            inside &= self._start < last
        return inside

    def _chosen(self, facet: str, choices: Sequence[str]) -> Mask | None:
        known = self._facets.get(facet)
        if known is None or not choices:
            return None
        wanted = np.zeros(len(known.options), dtype=np.bool_)
        wanted[[known.places[choice] for choice in choices if choice in known.places]] = True
        passed = np.zeros(len(self), dtype=np.bool_)
        passed[known.rows[wanted[known.codes]]] = True
        return passed

    def ask(self, query: Query) -> Answer:
        """Return what `query` finds, with every option's count under the other filters."""
        masks = {facet: self._chosen(facet, chosen) for facet, chosen in query.choices.items()}
        masks |= {"text": self._found(query.text), "window": self._within(query.window)}
        passed = {name: mask for name, mask in masks.items() if mask is not None}

        fails = np.zeros(len(self), dtype=np.uint8)
        for mask in passed.values():
            fails += ~mask
        left = fails == 0
        # a row that fails only this filter would be back without it
        without = {name: fails == ~mask for name, mask in passed.items()}
        counts: dict[str, dict[str, int]] = {}
        for facet, known in self._facets.items():
            base = without.get(facet, left)
            found = np.bincount(known.codes[base[known.rows]], minlength=len(known.options))
            counts[facet] = dict(zip(known.options, found.tolist(), strict=True))
        beyond = without.get("window", left) & ~left
        return Answer(
            rows=self._order[left[self._order]],
            beyond=self._order[beyond[self._order]],
            total=len(self),
            counts=counts,
            relaxed={name: int(mask.sum()) for name, mask in without.items()},
        )
