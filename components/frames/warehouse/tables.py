"""The tables that a warehouse answers from, made of a Parquet log a batch at a time.

- *events*: one row per event. `rank` is its place in reading order, `place` its place in the file;
  `start` and `stop` are its interval in milliseconds since 1970-01-01T00:00Z, the least and the
  greatest 64-bit integer where an end is open; `known_start` and `known_stop` are the part of it
  that counts in a histogram; `terms` are the numbers of its options of all facets; `search` is the
  folded text that a search looks through; `linked` and `measures` are the ids that it names;
  `event` is the whole of it as JSON.
- *pairs*: how many events have two terms.
- *about*: one row with all else (`components.frames.warehouse.manifest`).

Queries compare only integers, because engines treat time zones and odd steps of time differently.
An event's terms are one list, never empty: one pass counts all facets, and engines cannot disagree
about empty lists.
"""

from collections.abc import Iterator, Mapping
from itertools import islice

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from components.events import Log, ParquetEvents
from components.frames import (
    FACETS,
    OPEN_START,
    OPEN_STOP,
    EventColumns,
    known_part,
    reading_order,
)
from components.frames.warehouse.manifest import Extent, Manifest, Passages

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
_ROWS = 16_384  # events whose pairs are counted at a time; an event of twelve terms has 144

Ints = npt.NDArray[np.int64]


class Tables:
    """The tables of one log; raise DamagedLogError as its events do."""

    def __init__(self, log: Log, events: ParquetEvents, passages: Passages) -> None:
        """Read the columns of the log; `passages` are what its seeds say."""
        self._events = events
        self._columns = EventColumns(log, events)
        self._start, self._stop = self._columns.start, self._columns.stop
        order = reading_order(self._start, self._stop, self._columns.lasts)
        self._rank = np.empty(len(order), dtype=np.int64)
        self._rank[order] = np.arange(len(order))
        self.manifest = Manifest(
            self._columns.facts, log.hash, len(events), self._extent(), passages
        )
        self._terms = [self._terms_of(*group) for group in enumerate(self._columns.sizes)]

    def _extent(self) -> Extent:
        ends = np.concatenate(
            (self._start[self._start != OPEN_START], self._stop[self._stop != OPEN_STOP])
        )
        return (int(ends.min()), int(ends.max())) if len(ends) else None

    def _terms_of(self, group: int, size: int) -> tuple[Ints, Ints]:
        """Return the terms of the events of a group of rows, and where each event's begin."""
        rows, terms = [], []
        for facet in FACETS:
            values, numbers = self._columns.facets[facet.key], self.manifest.terms[facet.key]
            options = self._columns.facts.options[facet.key]
            place = {option: numbers.start + n for n, option in enumerate(options)}
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
        """Yield the rows of a table (a key of `SCHEMAS`)."""
        match table:
            case "events":
                return self._event_batches()
            case "pairs":
                return iter((self._pairs(),))
            case _:
                return iter((pa.record_batch({"about": [self.manifest.write()]}, schema=ABOUT),))

    def _event_batches(self) -> Iterator[pa.RecordBatch]:
        texts = self._columns.texts()
        known_start, known_stop = known_part(self._start, self._stop)
        first = 0
        groups = self._events.groups("id", "linked", "measures", "event")
        for table, (terms, offsets) in zip(groups, self._terms, strict=True):
            rows = slice(first, first + table.num_rows)
            columns = {
                **{name: table[name].combine_chunks() for name in table.column_names},
                "rank": self._rank[rows],
                "place": np.arange(first, rows.stop),
                "start": self._start[rows],
                "stop": self._stop[rows],
                "known_start": known_start[rows],
                "known_stop": known_stop[rows],
                "terms": pa.ListArray.from_arrays(
                    pa.array(offsets.astype(np.int32)), pa.array(terms.astype(np.int32))
                ),
                "search": list(islice(texts, table.num_rows)),
            }
            arrays = [pa.array(columns[field.name], field.type) for field in EVENTS]
            yield pa.RecordBatch.from_arrays(arrays, schema=EVENTS)
            first = rows.stop

    def _pairs(self) -> pa.RecordBatch:
        """Count the events of every two terms that an event has together."""
        size = max((numbers.stop for numbers in self.manifest.terms.values()), default=0)
        parts: list[Ints] = []
        numbers: list[Ints] = []
        for terms, offsets in self._terms:
            for first in range(0, len(offsets) - 1, _ROWS):
                bounds = offsets[first : first + _ROWS + 1]
                both = _paired(terms[bounds[0] : bounds[-1]], bounds - bounds[0], size)
                distinct, number = np.unique(both, return_counts=True)
                parts.append(distinct)
                numbers.append(number)
        pairs, at = np.unique(np.concatenate([*parts, np.zeros(0, np.int64)]), return_inverse=True)
        counts = np.zeros(len(pairs), dtype=np.int64)
        np.add.at(counts, at, np.concatenate([*numbers, np.zeros(0, np.int64)]))
        columns = {"term": pairs // max(size, 1), "other": pairs % max(size, 1), "number": counts}
        arrays = [pa.array(columns[field.name], field.type) for field in PAIRS]
        return pa.RecordBatch.from_arrays(arrays, schema=PAIRS)


def _paired(terms: Ints, offsets: Ints, size: int) -> Ints:
    """Return `term * size + other` for every two terms of an event, a term with itself too."""
    lengths = np.diff(offsets)
    of_row = np.repeat(lengths, lengths)  # for each term the number of its event's terms
    left = np.repeat(terms, of_row)
    begins = np.repeat(np.repeat(offsets[:-1], lengths), of_row)
    within = np.arange(len(left)) - np.repeat(np.cumsum(of_row) - of_row, of_row)
    paired: Ints = left * size + terms[begins + within]
    return paired
