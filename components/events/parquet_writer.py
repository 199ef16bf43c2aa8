"""Write a log to Parquet: a row for each event in file order, as the events come.

All else of the log stands as JSON in the file's metadata. Times are milliseconds since
1970-01-01T00:00Z, null where an end is open.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from components.events.entry import Event
from components.events.log import Log
from components.events.renaming import NewIds, Revision, renamed
from components.events.replacement import Replacement
from components.events.stored import read_tree, write_event, write_head

FORMAT = 1
METADATA = b"timeline"
ROWS_IN_GROUP = 65_536

_WORD = pa.dictionary(pa.int32(), pa.string())
_IDS = pa.list_(pa.string())
SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("title", pa.string(), nullable=False),
        pa.field("kind", _WORD, nullable=False),
        pa.field("status", _WORD, nullable=False),
        pa.field("when", pa.string(), nullable=False),
        pa.field("zone", _WORD, nullable=False),
        pa.field("place", pa.string(), nullable=False),
        pa.field("channel", pa.string(), nullable=False),
        pa.field("summary", pa.string(), nullable=False),
        pa.field("start", pa.int64()),
        pa.field("stop", pa.int64()),
        pa.field("form", _WORD, nullable=False),
        pa.field("precision", _WORD, nullable=False),
        pa.field(
            "actors",
            pa.list_(pa.struct({name: pa.string() for name in ("actor", "role", "presence")})),
            nullable=False,
        ),
        pa.field("topics", _IDS, nullable=False),
        pa.field("sources", _IDS, nullable=False),  # that the event itself cites
        pa.field("sources_beside", _IDS, nullable=False),  # for who took part, and for figures
        pa.field("measures", _IDS, nullable=False),
        pa.field("linked", _IDS, nullable=False),
        pa.field("event", pa.string(), nullable=False),  # the whole of it, as JSON
    ]
)
# The columns that name entries of other tables. Speakers have none: foreign rows quote nobody.
_NAMING = {"actors": ("actors",), "topics": ("topics",), "sources": ("sources", "sources_beside")}
_TEXTS = ("title", "place", "channel", "summary")


class ParquetWriter:
    """Writes events as they come; the file appears at `path` when it is complete."""

    def __init__(self, path: Path) -> None:
        """Begin a file beside `path`; raise OSError and BusyFileError."""
        self._file = Replacement(path)
        self._events: list[Event] = []
        self._first = self._file.part.with_suffix(".first")
        self._writer = self._begin()

    def add(self, event: Event) -> None:
        """Write one more event."""
        self._events.append(event)
        if len(self._events) == ROWS_IN_GROUP:
            self._flush()

    def finish(self, log: Log, revision: Revision | None = None) -> None:
        """Write what `log` holds besides its events, and put the file in its place.

        With a `revision`, what was written is read and written once more, a group at a time.
        """
        self._flush()
        if revision and (len(revision.rows) or any(revision.names.values())):
            self._writer.close()
            self._file.part.replace(self._first)
            self._writer = self._begin()
            first = pq.ParquetFile(str(self._first))
            with first:
                start = 0
                for number in range(first.num_row_groups):
                    table = first.read_row_group(number)
                    new = _revised(table, start, revision, log)
                    self._writer.write_table(new, row_group_size=ROWS_IN_GROUP)
                    start += len(table)
            self._first.unlink()
        self._writer.add_key_value_metadata({METADATA.decode(): write_head(log, parquet=FORMAT)})
        self._writer.close()
        self._file.commit()

    def discard(self) -> None:
        """Leave nothing on the disk."""
        try:
            self._writer.close()
        finally:
            self._first.unlink(missing_ok=True)
            self._file.discard()

    def _begin(self) -> pq.ParquetWriter:
        return pq.ParquetWriter(str(self._file.part), SCHEMA, compression="zstd", store_schema=True)

    def _flush(self) -> None:
        if self._events:
            self._writer.write_batch(_batch(self._events), row_group_size=ROWS_IN_GROUP)
            self._events.clear()


def write_parquet(log: Log, path: Path) -> None:
    """Write a log to a Parquet file that reads back to an equal one; raise OSError."""
    writer = ParquetWriter(path)
    try:
        for event in log.events.values():
            writer.add(event)
        writer.finish(log)
    finally:
        writer.discard()


def _revised(table: pa.Table, start: int, revision: Revision, log: Log) -> pa.Table:
    """Return the events of a group, the first of which is row `start`, as they are at last."""
    first, last = np.searchsorted(revision.rows, (start, start + len(table)))
    if first < last:
        ids = table["id"].to_pylist()
        for row in revision.rows[first:last]:
            ids[row - start] = revision.new_id(int(row), ids[row - start])
        index = table.schema.get_field_index("id")
        table = table.set_column(index, SCHEMA.field("id"), pa.array(ids, pa.string()))
    rows = _naming(table, revision.names)
    if not len(rows):
        return table
    named, zone = table.take(rows), {"zone": log.about.zone}
    texts = zip(named["event"].to_pylist(), named["id"].to_pylist(), strict=True)
    events = [
        renamed(Event.model_validate({**read_tree(text), "id": key}, context=zone), revision.names)
        for text, key in texts
    ]
    places = np.arange(len(table))
    places[rows] = len(table) + np.arange(len(rows))
    both = pa.concat_tables([table, pa.Table.from_batches([_batch(events)])])
    return both.unify_dictionaries().combine_chunks().take(places)


def _naming(table: pa.Table, names: NewIds) -> npt.NDArray[np.int64]:
    """Return the rows of the events that name any of `names`."""
    hits = np.zeros(len(table), bool)
    for kind, new in names.items():
        for column in _NAMING.get(kind, ()):
            lists = table[column].combine_chunks()
            held = lists.flatten()
            held = held.field("actor") if column == "actors" else held
            is_named = pc.is_in(held, pa.array(list(new), pa.string()))
            hits[pc.list_parent_indices(lists).filter(is_named)] = True
    return np.flatnonzero(hits)


def _batch(events: Sequence[Event]) -> pa.RecordBatch:
    columns: dict[str, Iterable[Any]] = {
        **{
            name: [getattr(event, name) for event in events]
            for name in ("id", "kind", "zone", *_TEXTS)
        },
        "status": [event.status.value for event in events],
        "when": [event.when.text for event in events],
        "start": [event.when.start for event in events],
        "stop": [event.when.stop for event in events],
        "form": [event.when.form.value for event in events],
        "precision": [event.when.precision.value for event in events],
        "topics": [event.topics for event in events],
        "actors": [
            [
                {
                    "actor": part.actor,
                    "role": part.role.value,
                    "presence": part.presence.value if part.presence else None,
                }
                for part in event.actors
            ]
            for event in events
        ],
        "sources": [[citation.source for citation in event.citations] for event in events],
        "sources_beside": [list(_cited_beside(event)) for event in events],
        "measures": [[figure.measure for figure in event.figures] for event in events],
        "linked": [[link.event for link in event.links] for event in events],
        "event": [write_event(event) for event in events],
    }
    arrays = [pa.array(columns[field.name], field.type) for field in SCHEMA]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def _cited_beside(event: Event) -> Iterator[str]:
    for part in event.actors:
        yield from (citation.source for citation in part.citations)
    for figure in event.figures:
        yield from (citation.source for citation in figure.citations)
