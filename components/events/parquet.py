"""A log or its events come in, a Parquet file goes out; the file comes in, a lazy `Log` goes out.

One row is one event, in file order. All else of the log stands as JSON in the file's metadata.
Times are milliseconds since 1970-01-01T00:00Z, null where an end is open.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path
from threading import Lock
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pydantic import ValidationError

from components.events.check import Checked
from components.events.model import (
    DEFAULT_ZONE,
    ID_PATTERN,
    Event,
    EventKind,
    EventStatus,
    Log,
)
from components.events.read import Problem
from components.events.reference import cross_check
from components.events.when import Form, Precision, zone_names
from components.events.write import plain, plain_value

FORMAT = 1
METADATA = b"timeline"
ROWS_IN_GROUP = 65_536
CODE = "unreadable-parquet"
# A page of events lies in few groups, and the texts of one are some 30 MB.
_GROUPS_KEPT = 4
_ROWS_AT_ONCE = 1_024

_WORD = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("title", pa.string(), nullable=False),
        pa.field("kind", _WORD, nullable=False),
        pa.field("status", _WORD, nullable=False),
        pa.field("when", pa.string(), nullable=False),
        pa.field("zone", _WORD, nullable=False),
        pa.field("dating", pa.string(), nullable=False),
        pa.field("place", pa.string(), nullable=False),
        pa.field("channel", pa.string(), nullable=False),
        pa.field("summary", pa.string(), nullable=False),
        pa.field("note", pa.string(), nullable=False),
        pa.field("start", pa.int64()),
        pa.field("stop", pa.int64()),
        pa.field("form", _WORD, nullable=False),
        pa.field("precision", _WORD, nullable=False),
        pa.field(
            "actors",
            pa.list_(
                pa.struct(
                    {
                        "actor": pa.string(),
                        "role": pa.string(),
                        "presence": pa.string(),
                        "citations": pa.string(),
                    }
                )
            ),
            nullable=False,
        ),
        pa.field("topics", pa.list_(pa.string()), nullable=False),
        pa.field("citations", pa.string()),
        pa.field("figures", pa.string()),
        pa.field("links", pa.string()),
    ]
)
_TEXTS = ("title", "when", "dating", "place", "channel", "summary", "note")
_WORDS: Mapping[str, frozenset[str]] = {
    "kind": frozenset(EventKind),
    "status": frozenset(EventStatus),
    "form": frozenset(Form),
    "precision": frozenset(Precision),
}
_JSON = ("citations", "figures", "links")
# What Arrow raises for a file that is damaged.
_FAULTS = (pa.ArrowException, OSError)
_READ = ("id", "kind", "status", "zone", *_TEXTS, "actors", "topics", *_JSON)


class DamagedLogError(Exception):
    """A Parquet log that turns out to be damaged, with the problem that says where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class ParquetWriter:
    """Writes events as they come; the file appears at `path` when it is complete."""

    def __init__(self, path: Path) -> None:
        """Begin a file beside `path`; raise OSError as `open` does."""
        self._path = path
        self._part = path.with_name(f"{path.name}.part")
        self._events: list[Event] = []
        self._part.open("wb").close()
        self._writer = pq.ParquetWriter(
            str(self._part), SCHEMA, compression="zstd", store_schema=True
        )

    def add(self, event: Event) -> None:
        """Write one more event."""
        self._events.append(event)
        if len(self._events) == ROWS_IN_GROUP:
            self._flush()

    def finish(self, log: Log) -> None:
        """Write what `log` holds besides its events, and put the file in its place."""
        self._flush()
        head = {"parquet": FORMAT, **plain(log, events=False)}
        text = json.dumps(head, ensure_ascii=False)
        self._writer.add_key_value_metadata({METADATA.decode(): text})
        self._writer.close()
        self._part.replace(self._path)

    def discard(self) -> None:
        """Leave nothing on the disk."""
        self._writer.close()
        with suppress(FileNotFoundError):
            self._part.unlink()

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
        **{name: [getattr(event, name) for event in events] for name in ("id", "zone")},
        **{name: [getattr(event, name) for event in events] for name in _TEXTS if name != "when"},
        **{name: [getattr(event, name).value for event in events] for name in ("kind", "status")},
        **{name: [_json(getattr(event, name)) for event in events] for name in _JSON},
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
                    "citations": _json(part.citations),
                }
                for part in event.actors
            ]
            for event in events
        ],
    }
    arrays = [pa.array(columns[field.name], field.type) for field in SCHEMA]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def _json(values: tuple[Any, ...]) -> str | None:
    return json.dumps(plain_value(values), ensure_ascii=False) if values else None


def read_parquet(path: Path) -> Checked:
    """Open a Parquet log and give it, or the problem that keeps it from being read.

    Only what every event is known by is read and checked: ids, times, words and references. Texts
    are read when `log.events[id]` is asked for, which raises DamagedLogError where they cannot be.
    Raise OSError when the file cannot be opened.
    """
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    try:
        log = _open(path)
    except DamagedLogError as error:
        return Checked(None, (error.problem,))
    except (*_FAULTS, UnicodeDecodeError) as error:
        return Checked(None, (_problem(path, f"this is no Parquet file: {_first_line(error)}"),))
    return Checked(log.with_hash(digest), ())


def _open(path: Path) -> Log:
    # Not mapped into memory: a file that is cut short meanwhile would end the process.
    file = pq.ParquetFile(pa.OSFile(str(path)), pre_buffer=False)
    head = _head(file, path)
    about = head.about
    events = Events(file, path, about.zone)
    _check_references(events, head, path)
    tables = {name: getattr(head, name) for name in Log.model_fields}
    return Log.model_construct(None, **{**tables, "events": events})


def _head(file: pq.ParquetFile, path: Path) -> Log:
    """Read everything but the events, from the metadata."""
    text = (file.metadata.metadata or {}).get(METADATA)
    if text is None:
        raise _damaged(
            path, "this Parquet file was not written as a log; convert it with a mapping"
        )
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError):
        raise _damaged(path, "what it says of the log is no JSON") from None
    if not isinstance(tree, dict) or tree.pop("parquet", None) != FORMAT:
        raise _damaged(path, f"its version is not read; this is Parquet format {FORMAT}")
    for expected in SCHEMA:
        index = file.schema_arrow.get_field_index(expected.name)
        if index < 0:
            raise _damaged(path, f'the column "{expected.name}" is missing')
        found = file.schema_arrow.field(index).type
        if found != expected.type:
            raise _damaged(path, f'the column "{expected.name}" holds {found}')
    about = tree.get("log")
    zone = about.get("zone") if isinstance(about, dict) else None
    zone = zone if isinstance(zone, str) and zone in zone_names() else DEFAULT_ZONE
    try:
        head = Log.model_validate({**tree, "events": {}}, context={"zone": zone})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise _damaged(path, f"{where}: {first['msg']}") from None
    for finding in cross_check({**tree, "events": {}}):
        # The events are not here; `_check_references` looks for them.
        if finding.code != "unknown-event":
            raise _damaged(path, finding.message)
    return head


def _check_references(events: Events, head: Log, path: Path) -> None:
    """Hold the columns against what they may say and against the tables of the log."""
    words = events.columns(*_WORDS, "zone", "start", "stop", "topics")
    for name, known in (*_WORDS.items(), ("zone", zone_names())):
        for word in _distinct(words[name]):
            if word not in known:
                raise _damaged(path, f'"{word}" is no {name}')
    if pc.any(pc.less_equal(words["stop"], words["start"])).as_py():
        raise _damaged(path, "an event stops before it starts")
    people = events.columns("actors.list.element.actor")["actors"]
    parts = people.combine_chunks().flatten() if people.num_chunks else None
    named: dict[str, tuple[pa.Array, Mapping[str, object]]] = {
        "topic": (_flat(words["topics"]), head.topics),
        "actor": (parts.field("actor") if parts is not None else pa.array([]), head.actors),
    }
    for name, (column, table) in named.items():
        for key in _distinct(column):
            if key not in table:
                raise _damaged(path, f'no {name} "{key}"')
    for question in head.disagreements.values():
        for key in question.events:
            if key not in events:
                raise _damaged(path, f'no event "{key}"')


def _flat(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks().flatten() if column.num_chunks else pa.array([], pa.string())


def _distinct(column: pa.Array | pa.ChunkedArray) -> list[str]:
    return cast(list[str], pc.unique(column).to_pylist())


class Events(Mapping[str, Event]):
    """The events of a Parquet file in file order, each made only when it is asked for."""

    def __init__(self, file: pq.ParquetFile, path: Path, zone: str) -> None:
        """Take an open file; raise DamagedLogError when its ids are not those of a log."""
        self._file = file
        self._path = path
        self._zone = zone
        self._lock = Lock()
        self._groups: OrderedDict[int, pa.Table] = OrderedDict()
        sizes = [file.metadata.row_group(g).num_rows for g in range(file.num_row_groups)]
        self._firsts = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
        ids = self.columns("id")["id"].combine_chunks()
        self._ids: pa.Array = ids.combine_chunks() if isinstance(ids, pa.ChunkedArray) else ids
        if (
            self._ids.null_count
            or not pc.all(pc.match_substring_regex(self._ids, ID_PATTERN), min_count=0).as_py()
        ):
            raise _damaged(path, "an id is not made of lower-case letters, digits and hyphens")
        # A dictionary of a million ids would take more memory than all else that is kept.
        self._order = pc.sort_indices(self._ids).to_numpy()
        ordered = self._ids.take(pa.array(self._order))
        if len(ordered) > 1 and pc.any(pc.equal(ordered[1:], ordered[:-1])).as_py():
            raise _damaged(path, "two events have the same id")

    def columns(self, *names: str) -> pa.Table:
        """Read only these columns of the file, for all events in file order.

        A part of a nested column is named as Parquet does, such as `actors.list.element.actor`.
        Raise DamagedLogError when they cannot be read.
        """
        with self._lock:
            try:
                return self._file.read(columns=list(names))
            except _FAULTS as error:
                message = f"its columns cannot be read: {_first_line(error)}"
                raise _damaged(self._path, message) from None

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[str]:
        for first in range(0, len(self._ids), _ROWS_AT_ONCE):
            yield from self._ids[first : first + _ROWS_AT_ONCE].to_pylist()

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._row(key) is not None

    def __getitem__(self, key: str) -> Event:
        row = self._row(key)
        if row is None:
            raise KeyError(key)
        return self.at(row)

    def at(self, row: int) -> Event:
        """Make the event of one row, counted from 0; raise DamagedLogError if it cannot be."""
        group = int(np.searchsorted(self._firsts, row, side="right")) - 1
        table = self._group(group)
        return next(self._events(table.slice(row - int(self._firsts[group]), 1)))

    def _row(self, key: str) -> int | None:
        low, high = 0, len(self._order)
        while low < high:
            middle = (low + high) // 2
            found = self._ids[int(self._order[middle])].as_py()
            if found == key:
                return int(self._order[middle])
            if found < key:
                low = middle + 1
            else:
                high = middle
        return None

    def _group(self, group: int) -> pa.Table:
        """Read a group of rows with their texts, or give it if it was read lately."""
        with self._lock:
            table = self._groups.get(group)
            if table is None:
                try:
                    table = self._file.read_row_group(group, columns=list(_READ))
                except _FAULTS as error:
                    message = f"its rows cannot be read: {_first_line(error)}"
                    raise _damaged(self._path, message) from None
                self._groups[group] = table
                if len(self._groups) > _GROUPS_KEPT:
                    self._groups.popitem(last=False)
            self._groups.move_to_end(group)
            return table

    def _events(self, table: pa.Table) -> Iterator[Event]:
        for batch in table.to_batches(max_chunksize=_ROWS_AT_ONCE):
            try:
                for row in batch.to_pylist():
                    yield self._event(row)
            except UnicodeDecodeError:
                raise _damaged(self._path, "a text is not UTF-8") from None

    def _event(self, row: dict[str, Any]) -> Event:
        try:
            for name in _JSON:
                row[name] = json.loads(row[name]) if row[name] else ()
            row["actors"] = [_part(part) for part in row["actors"] or ()]
            return Event.model_validate(row, context={"zone": self._zone})
        except (ValidationError, ValueError, RecursionError) as error:
            message = f'event "{row["id"]}" cannot be read: {_first_line(error)}'
            raise _damaged(self._path, message) from None


def _part(stored: dict[str, Any]) -> dict[str, Any]:
    citations = stored["citations"]
    return {**stored, "citations": json.loads(citations) if citations else ()}


def _problem(path: Path, message: str) -> Problem:
    return Problem(path.name, 1, 1, CODE, message)


def _damaged(path: Path, message: str) -> DamagedLogError:
    return DamagedLogError(_problem(path, message))


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["it is damaged"])[0]
