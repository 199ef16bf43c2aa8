"""Write a log to Parquet: a row for each event in file order, as the events come.

All else of the log stands as JSON in the file's metadata. Times are milliseconds since
1970-01-01T00:00Z, null where an end is open.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from components.events.entry import Event
from components.events.log import Log
from components.events.replacement import Replacement
from components.events.stored import write_event, write_head

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
_TEXTS = ("title", "place", "channel", "summary")


class ParquetWriter:
    """Writes events as they come; the file appears at `path` when it is complete."""

    def __init__(self, path: Path) -> None:
        """Begin a file beside `path`; raise OSError and BusyFileError."""
        self._file = Replacement(path)
        self._events: list[Event] = []
        self._writer = pq.ParquetWriter(
            str(self._file.part), SCHEMA, compression="zstd", store_schema=True
        )

    def add(self, event: Event) -> None:
        """Write one more event."""
        self._events.append(event)
        if len(self._events) == ROWS_IN_GROUP:
            self._flush()

    def finish(self, log: Log) -> None:
        """Write what `log` holds besides its events, and put the file in its place."""
        self._flush()
        self._writer.add_key_value_metadata({METADATA.decode(): write_head(log, parquet=FORMAT)})
        self._writer.close()
        self._file.commit()

    def discard(self) -> None:
        """Leave nothing on the disk."""
        try:
            self._writer.close()
        finally:
            self._file.discard()

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
