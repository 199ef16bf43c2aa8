"""Read a log from Parquet: its head at once, an event when it is asked for.

`parquet_writer` has the columns of such a file.
"""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import file_digest
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import BinaryIO, cast, overload

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from components.events.check import Checked
from components.events.edtf import Form, Precision
from components.events.entry import Event
from components.events.field import ID_PATTERN
from components.events.identifier import nearest
from components.events.log import TABLES, EventTable, Log
from components.events.parquet_size import TooLargeError, check_size
from components.events.parquet_writer import FORMAT, METADATA, SCHEMA
from components.events.problem import Problem
from components.events.stored import (
    StoredError,
    read_event,
    read_head,
    read_tree,
    with_events,
)
from components.events.thrift import ThriftError
from components.events.vocabulary import EventStatus
from components.events.zone import zone_names

CODE = "unreadable-parquet"
_COLUMNS = "its columns cannot be read"
_ROWS_AT_ONCE = 1_024
_EVENTS_KEPT = 8_192  # more than a picture, a list and a page of evidence show together

_WORDS: Mapping[str, frozenset[str]] = {
    "status": frozenset(EventStatus),
    "form": frozenset(Form),
    "precision": frozenset(Precision),
}
# What Arrow raises for a damaged file. It is caught around calls of Arrow alone, so that no fault
# of ours is taken for damage.
_DAMAGE = (pa.ArrowException, OSError, UnicodeDecodeError)
_REFERENCES = {
    "topics": "topics",
    "sources": "sources",
    "sources_beside": "sources",
    "measures": "measures",
}


class DamagedLogError(Exception):
    """A Parquet log that turns out to be damaged, with the problem that says where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_parquet(path: Path, scratch: BinaryIO | None = None) -> Checked:
    """Open a Parquet log and return it, or the problem that keeps it from being read.

    Only ids, times, words and references are read and checked now. The rest of each event is laid
    out in `scratch`, an empty file that nobody else uses (memory if there is none), and read when
    `log.events[id]` is asked for, which raises DamagedLogError where it cannot be. Raise OSError
    when a file cannot be opened or written, MemoryError when there is too little for it.
    """
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    try:
        _check_size(path)
        with _damage(path, "this is no Parquet file"):
            # Not mapped into memory: a file that is cut short meanwhile would end the process.
            file = pq.ParquetFile(pa.OSFile(str(path)), pre_buffer=False)
        head = _head(file, path)
        events = ParquetEvents(file, path, head, scratch or BytesIO())
        _check_references(events, head, path)
    except DamagedLogError as error:
        return Checked(None, (error.problem,))
    return Checked(with_events(head, events).with_hash(digest), ())


def _check_size(path: Path) -> None:
    """Refuse a file that would become too much, before Arrow reads any of it."""
    try:
        with _damage(path, _COLUMNS):
            check_size(path)
    except (TooLargeError, ThriftError) as error:
        raise _damaged(path, str(error)) from None


def _head(file: pq.ParquetFile, path: Path) -> Log:
    """Read everything but the events, from the metadata."""
    text = (file.metadata.metadata or {}).get(METADATA)
    if text is None:
        raise _damaged(
            path, "this Parquet file was not written as a log; convert it with a mapping"
        )
    try:
        tree = read_tree(text)
    except StoredError as error:
        raise _damaged(path, str(error)) from None
    if tree.pop("parquet", None) != FORMAT:
        raise _damaged(path, f"its version is not read; this is Parquet format {FORMAT}")
    for expected in SCHEMA:
        index = file.schema_arrow.get_field_index(expected.name)
        if index < 0:
            raise _damaged(path, f'the column "{expected.name}" is missing')
        actual = file.schema_arrow.field(index).type
        if actual != expected.type:
            raise _damaged(path, f'the column "{expected.name}" holds {actual}')
    try:
        return read_head(tree)
    except StoredError as error:
        raise _damaged(path, str(error)) from None


def _check_references(events: "ParquetEvents", head: Log, path: Path) -> None:
    """Check the columns against what they may say and against the tables of the log."""
    words = events.columns(*_WORDS, "kind", "zone", "start", "stop")
    for name, known in (*_WORDS.items(), ("kind", head.kinds), ("zone", zone_names())):
        for word in _distinct(words[name], path):
            if word not in known:
                raise _damaged(path, f'"{word}" is no {name}')
    if pc.any(pc.less_equal(words["stop"], words["start"])).as_py():
        raise _damaged(path, "an event stops before it starts")
    people = events.columns("actors.list.element.actor")["actors"]
    parts = people.combine_chunks().flatten() if people.num_chunks else None
    _check_ids(
        parts.field("actor") if parts is not None else pa.array([]), head.actors, "actor", path
    )
    for name, table in _REFERENCES.items():
        column = _flat(events.columns(name)[name])
        _check_ids(column, getattr(head, table), TABLES[table], path)
    for key in _distinct(_flat(events.columns("linked")["linked"]), path):
        if key not in events:
            raise _damaged(path, f'no event "{key}"')
    for key in head.events_named_by_head():
        if key not in events:
            raise _damaged(path, f'no event "{key}"')


def _check_ids(column: pa.Array, table: Mapping[str, object], name: str, path: Path) -> None:
    for key in _distinct(column, path):
        if key not in table:
            raise _damaged(path, f'no {name} "{key}"')


def _flat(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks().flatten() if column.num_chunks else pa.array([], pa.string())


def _distinct(column: pa.Array | pa.ChunkedArray, path: Path) -> list[str]:
    with _damage(path, _COLUMNS):
        return cast(list[str], pc.unique(column).to_pylist())


class ParquetEvents(EventTable):
    """The events of a Parquet file in file order, read one by one when they are asked for."""

    def __init__(self, file: pq.ParquetFile, path: Path, head: Log, scratch: BinaryIO) -> None:
        """Take an open file; raise DamagedLogError when its ids are not those of a log."""
        self._file = file
        self._path = path
        self._head = head
        self._lock = Lock()
        self._kept: OrderedDict[str, Event] = OrderedDict()
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
        self._texts = _Texts((group["event"] for group in self.groups("event")), scratch)

    @property
    def ids(self) -> "IdColumn":
        """The ids in file order."""
        return IdColumn(self._ids)

    def columns(self, *names: str) -> pa.Table:
        """Read only these columns of the file, for all events in file order.

        A part of a nested column is named as Parquet does, such as `actors.list.element.actor`.
        Raise DamagedLogError when they cannot be read.
        """
        with self._lock, _damage(self._path, _COLUMNS):
            table = self._file.read(columns=list(names))
        return self._complete(table, names)

    def groups(self, *names: str) -> Iterator[pa.Table]:
        """Read such columns a group of rows at a time, in file order; raise as `columns` does."""
        for group in range(self._file.num_row_groups):
            with self._lock, _damage(self._path, _COLUMNS):
                table = self._file.read_row_group(group, columns=list(names))
            yield self._complete(table, names)

    def _complete(self, table: pa.Table, names: Sequence[str]) -> pa.Table:
        """Return a table that has its columns, which Arrow leaves out if the schema is damaged."""
        for name in names:
            column = SCHEMA.field(name.partition(".")[0]).name
            if column not in table.column_names:
                raise _damaged(self._path, f'the column "{column}" is missing')
        return table

    def in_file_order(self, keys: Collection[str]) -> Sequence[str]:
        """As `EventTable` says; the other ids are not read."""
        rows = sorted(row for key in keys if (row := self.row(key)) is not None)
        return [self._ids[row].as_py() for row in rows]

    def linking_to(self, event: str) -> Sequence[str]:
        """As `EventTable` says."""
        return self._having("linked", event)

    def near(self, key: str) -> Sequence[str]:
        """As `EventTable` says."""
        return nearest(key, _OrderedIds(self._ids, self._order))

    def measuring(self, measure: str) -> Sequence[str]:
        """As `EventTable` says."""
        return self._having("measures", measure)

    def _having(self, column: str, value: str) -> list[str]:
        """Return the ids of the events in whose list a value is."""
        lists = self.columns(column)[column].combine_chunks()
        if not len(lists):
            return []
        hits = pc.equal(lists.flatten(), value)
        rows = pc.unique(pc.list_parent_indices(lists).filter(hits))
        return cast(list[str], self._ids.take(rows).to_pylist())

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.row(key) is not None

    def __getitem__(self, key: str) -> Event:
        event = self._kept.get(key)
        if event is None:
            row = self.row(key)
            if row is None:
                raise KeyError(key)
            event = self.at(row)
            with self._lock:
                self._kept[key] = event
                if len(self._kept) > _EVENTS_KEPT:
                    self._kept.popitem(last=False)
        return event

    def at(self, row: int) -> Event:
        """Make the event of one row, counted from 0; raise DamagedLogError if it cannot be."""
        key = self._ids[row].as_py()
        try:
            return read_event(self._texts[row], key, self._head, self)
        except StoredError as error:
            raise _damaged(self._path, str(error)) from None

    def damaged(self, message: str) -> DamagedLogError:
        """Return the error that says what of the file cannot be read."""
        return _damaged(self._path, message)

    def row(self, key: str) -> int | None:
        """Return the row of an event, counted from 0, `None` when there is none of that id."""
        low, high = 0, len(self._order)
        while low < high:
            middle = (low + high) // 2
            row = int(self._order[middle])
            other = self._ids[row].as_py()
            if other == key:
                return row
            if other < key:
                low = middle + 1
            else:
                high = middle
        return None


class _OrderedIds(Sequence[str]):
    """The ids in their own order, each read when it is asked for."""

    def __init__(self, column: pa.Array, order: npt.NDArray[np.int64]) -> None:
        self._column, self._order = column, order

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return cast(list[str], self._column.take(pa.array(self._order[at])).to_pylist())
        return cast(str, self._column[int(self._order[at])].as_py())


class IdColumn(Sequence[str]):
    """A column of ids that stays as it is; a million texts of Python take three times as much."""

    def __init__(self, column: pa.Array) -> None:
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        return (
            IdColumn(self._column[at])
            if isinstance(at, slice)
            else cast(str, self._column[at].as_py())
        )

    def __iter__(self) -> Iterator[str]:
        for first in range(0, len(self), _ROWS_AT_ONCE):
            yield from self._column[first : first + _ROWS_AT_ONCE].to_pylist()


class _Texts:
    """Texts one after the other, to be read one at a time.

    A Parquet file gives no single text without the thousands beside it.
    """

    def __init__(self, columns: Iterable[pa.ChunkedArray], scratch: BinaryIO) -> None:
        self._file = scratch
        self._lock = Lock()
        lengths = []
        for column in columns:
            for chunk in column.chunks:
                data = chunk.cast(pa.large_binary())
                _, offsets, values = data.buffers()
                ends = np.frombuffer(offsets, np.int64)[data.offset : data.offset + len(data) + 1]
                lengths.append(np.diff(ends))
                if values is not None:
                    self._file.write(memoryview(values)[int(ends[0]) : int(ends[-1])])
        self._ends = np.cumsum(np.concatenate([np.zeros(1, dtype=np.int64), *lengths]))

    def __getitem__(self, row: int) -> bytes:
        start, stop = int(self._ends[row]), int(self._ends[row + 1])
        with self._lock:
            self._file.seek(start)
            return self._file.read(stop - start)


def _problem(path: Path, message: str) -> Problem:
    return Problem(path.name, 1, 1, CODE, message)


def _damaged(path: Path, message: str) -> DamagedLogError:
    return DamagedLogError(_problem(path, message))


@contextmanager
def _damage(path: Path, what: str) -> Iterator[None]:
    """Turn what Arrow raises for a damaged file into DamagedLogError.

    A lack of memory, and what the system says of the disk, are faults of the host and not of the
    file: they pass, and the file may be read later.
    """
    try:
        yield
    except MemoryError:
        raise
    except _DAMAGE as error:
        if isinstance(error, OSError) and error.errno:
            raise
        reason, *_ = str(error).splitlines() or ["it is damaged"]
        raise _damaged(path, f"{what}: {reason}") from None
