"""A Parquet log comes in, the tables that a warehouse answers from go out, a batch at a time.

- *events*: one row per event. `rank` is its place in reading order, `place` in the file; `start`
  and `stop` are its interval in milliseconds since 1970-01-01T00:00Z, the least and the greatest
  64-bit integer where an end is open; `known_start` and `known_stop` the part of it that is counted
  over time; `terms` the numbers of its options of all facets; `search` the folded text that a
  search looks through; `linked` and `measures` the ids that it names; `event` the whole as JSON.
- *pairs*: how many events have two terms.
- *about*: one row, all else (`components.frames.warehouse.about`).

Everything that is asked about is an integer: neither time zones nor odd steps of time are the same
on all engines. An event's terms are one list, never empty, so that one pass counts all facets, and
no engine can disagree with another about empty lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from components.events import Log, ParquetEvents
from components.frames import FACETS, OPEN_START, OPEN_STOP, gather, known, reading_order
from components.frames.warehouse.about import About, Extent, Passages

_IDS = pa.list_(pa.string())
EVENTS = pa.schema(
    {
        "id": pa.string(),
        "rank": pa.int64(),
        "place": pa.int64(),
        "start": pa.int64(),
        "stop": pa.int64(),
        "known_start": pa.int64(),
        "known_stop": pa.int64(),
        "terms": pa.list_(pa.int32()),
        "search": pa.string(),
        "linked": _IDS,
        "measures": _IDS,
        "event": pa.string(),
    }
)
PAIRS = pa.schema({"term": pa.int32(), "other": pa.int32(), "number": pa.int64()})
ABOUT = pa.schema({"about": pa.string()})
SCHEMAS: Mapping[str, pa.Schema] = {"events": EVENTS, "pairs": PAIRS, "about": ABOUT}
_ROWS = 16_384  # whose pairs are counted at a time; an event of twelve terms has 144

Ints = npt.NDArray[np.int64]


class Tables:
    """The tables of one log; raise DamagedLogError as its events do."""

    def __init__(self, log: Log, events: ParquetEvents, passages: Passages) -> None:
        """Read the columns of the log; `passages` are what its seeds say."""
        self._events = events
        self._gathered = gather(log, events)
        self._start, self._stop = self._gathered.start, self._gathered.stop
        order = reading_order(self._start, self._stop, self._gathered.lasts)
        self._rank = np.empty(len(order), dtype=np.int64)
        self._rank[order] = np.arange(len(order))
        self.about = About.of(log, self._extent(), passages)
        self._terms = [self._terms_of(group) for group in range(len(self._gathered.starts))]

    def _extent(self) -> Extent:
        ends = np.concatenate(
            (self._start[self._start != OPEN_START], self._stop[self._stop != OPEN_STOP])
        )
        return (int(ends.min()), int(ends.max())) if len(ends) else None

    def _terms_of(self, group: int) -> tuple[Ints, Ints]:
        """Return the terms of the events of a group, and where each event's begin."""
        size = len(self._gathered.starts[group])
        rows, terms = [], []
        for facet in FACETS:
            values, offered = self._gathered.facets[facet.key], self.about.options[facet.key]
            numbers = self.about.terms[facet.key]
            place = {option: numbers.start + n for n, option in enumerate(offered)}
            table = np.array([place.get(option, -1) for option in values.options] or [-1])
            of_values = table[values.codes[group]]
            with_values = np.repeat(np.arange(size), values.lengths[group])[of_values >= 0]
            without = np.setdiff1d(np.arange(size), with_values)
            rows += [with_values, without]
            terms += [of_values[of_values >= 0], np.full(len(without), numbers[-1])]
        row, term = np.concatenate(rows), np.concatenate(terms)
        order = np.lexsort((term, row))
        ends = np.cumsum(np.bincount(row, minlength=size))
        return term[order], np.concatenate(([0], ends))

    def batches(self, table: str) -> Iterator[pa.RecordBatch]:
        """Give the rows of a table (a key of `SCHEMAS`)."""
        match table:
            case "events":
                return self._event_batches()
            case "pairs":
                return iter((self._pairs(),))
            case _:
                return iter((pa.record_batch({"about": [self.about.write()]}, schema=ABOUT),))

    def _event_batches(self) -> Iterator[pa.RecordBatch]:
        texts = self._gathered.texts()
        known_start, known_stop = known(self._start, self._stop)
        first = 0
        groups = self._events.groups("id", "linked", "measures", "event")
        for table, (terms, offsets) in zip(groups, self._terms, strict=True):
            some = slice(first, first + table.num_rows)
            columns = {
                **{name: table[name].combine_chunks() for name in table.column_names},
                "rank": self._rank[some],
                "place": np.arange(first, some.stop),
                "start": self._start[some],
                "stop": self._stop[some],
                "known_start": known_start[some],
                "known_stop": known_stop[some],
                "terms": pa.ListArray.from_arrays(
                    pa.array(offsets.astype(np.int32)), pa.array(terms.astype(np.int32))
                ),
                "search": list(islice(texts, table.num_rows)),
            }
            arrays = [pa.array(columns[field.name], field.type) for field in EVENTS]
            yield pa.RecordBatch.from_arrays(arrays, schema=EVENTS)
            first = some.stop

    def _pairs(self) -> pa.RecordBatch:
        """Count the events of every two terms that an event has together."""
        size = max((numbers.stop for numbers in self.about.terms.values()), default=0)
        found: list[Ints] = []
        numbers: list[Ints] = []
        for terms, offsets in self._terms:
            for first in range(0, len(offsets) - 1, _ROWS):
                bounds = offsets[first : first + _ROWS + 1]
                both = _paired(terms[bounds[0] : bounds[-1]], bounds - bounds[0], size)
                each, number = np.unique(both, return_counts=True)
                found.append(each)
                numbers.append(number)
        pairs, at = np.unique(np.concatenate([*found, np.zeros(0, np.int64)]), return_inverse=True)
        counts = np.zeros(len(pairs), dtype=np.int64)
        np.add.at(counts, at, np.concatenate([*numbers, np.zeros(0, np.int64)]))
        columns = {"term": pairs // max(size, 1), "other": pairs % max(size, 1), "number": counts}
        arrays = [pa.array(columns[field.name], field.type) for field in PAIRS]
        return pa.RecordBatch.from_arrays(arrays, schema=PAIRS)


def _paired(terms: Ints, offsets: Ints, size: int) -> Ints:
    """Return `term * size + other` for every two terms of every event, a term with itself too."""
    lengths = np.diff(offsets)
    of_row = np.repeat(lengths, lengths)  # for each term how many terms its event has
    left = np.repeat(terms, of_row)
    begins = np.repeat(np.repeat(offsets[:-1], lengths), of_row)
    within = np.arange(len(left)) - np.repeat(np.cumsum(of_row) - of_row, of_row)
    paired: Ints = left * size + terms[begins + within]
    return paired
