"""Where in a JSON value its records stand, and in which shape: a list, a table, or keyed by ids.

A shape is found by rules that hold for any tool's files; where two places would do, a person says.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from components.events import WhenError, abridged
from components.imports.dates.date import USUAL, to_edtf
from components.imports.fault import CELLS
from components.imports.field_name import may_be_title
from components.imports.formats.google_calendar import (
    END_NOTE,
    RECURRENCE_NOTE,
    is_of_google,
    with_last_day,
)
from components.imports.record import InputRecord, UnreadableRecord, record_of
from components.imports.sentence import NAMES_SHOWN, listed, quoted
from components.imports.value import Value

_DEPTH = 8  # of objects within objects, in which records are looked for
_SAMPLE = 100  # records that tell the shape of all
_MOST_PLACES = 1_000
# Under these, records of many tools keep what they say; beside them stands what a program needs.
_ENVELOPES = ("properties", "attributes", "fields", "_source", "node")
_GEOMETRY = ("geometry", "bbox")
_DATE = re.compile(r"-?[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_DAY = re.compile(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].*)?")
_YEAR, _DIGITS_OF_YEAR = re.compile(r"[0-9]{4}"), 4
_LONGEST_DATE = 60  # characters
_NAMES_OF_DATES = re.compile(r"date|time|when|start|begin|year|created|published", re.IGNORECASE)
_NAMES_OF_RECORDS = frozenset(
    ("events", "items", "entries", "records", "data", "rows", "articles", "posts", "children")
)
_NAMES_OF_COLUMNS = ("name", "label", "field", "title", "id")

Records = Iterator[InputRecord | UnreadableRecord]


class ShapeError(ValueError):
    """A JSON value without records, or with several lists of them, which stand at `places`."""

    def __init__(self, message: str, places: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.places = places


@dataclass(frozen=True, slots=True)
class JsonRecords:
    """The records of a JSON value: how many, what they are, and what is to be told of them."""

    size: int
    read: Callable[[], Records]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Table:
    """Records in one place of a value; `sample` are the first, as they are read."""

    path: str
    size: int
    read: Callable[[], Records]

    @property
    def sample(self) -> list[Mapping[str, Value]]:
        first = islice(self.read(), _SAMPLE)
        return [record.fields for record in first if isinstance(record, InputRecord)]


def find_records(value: Value, named: Sequence[str] = ()) -> JsonRecords:
    """Find the records of a JSON value; `named` are the fields that a mapping names.

    Raise ShapeError when there are none, or more than one place where they could be.
    """
    tables = list(islice(_tables(value), _MOST_PLACES))
    if not tables and isinstance(value, dict) and _has_date(value) and _has_title(value):
        return JsonRecords(1, lambda: iter([InputRecord("", value)]))
    if not tables:
        raise ShapeError("the file is no list of records, and has none in it")
    dated = [table for table in tables if any(map(_has_date, table.sample))]
    if len(dated) > 1 or (len(tables) > 1 and not dated):
        rivals = dated or tables
        raise ShapeError(
            f"the file has several lists of records: {listed([*map(_in_words, rivals)])}; a "
            f"mapping says with `rows` which one counts, as in `rows: {rivals[0].path}`",
            [table.path for table in rivals[:NAMES_SHOWN]],
        )
    table = (dated or tables)[0]
    notes = []
    others = [other for other in tables if other is not table]
    if others:
        passed = listed([*map(_in_words, others)])
        notes.append(f"the records are those of {_in_words(table)}, and not {passed}")
    sample = table.sample
    if any(_GEOMETRY[0] in record and "properties" in record for record in sample):
        notes.append("of places only names are kept: a log has no coordinates")
    if is_of_google(sample):
        notes.append(END_NOTE)
        if any("recurrence" in one.fields for one in table.read() if isinstance(one, InputRecord)):
            notes.append(RECURRENCE_NOTE)
        return JsonRecords(table.size, lambda: map(_of_google, table.read()), tuple(notes))
    if keys := _keys_of_records(table):
        words = ".".join(keys)
        notes.append(f'the records are those under "{words}", with what is said beside them')
        rows = partial(_all_within, table, keys)
        return JsonRecords(sum(1 for _ in rows()), rows, tuple(notes))
    envelope = _envelope(sample)
    if not envelope or any(name.startswith(f"{envelope}.") for name in named):
        return JsonRecords(table.size, table.read, tuple(notes))
    return JsonRecords(
        table.size, lambda: (_opened(record, envelope) for record in table.read()), tuple(notes)
    )


def _of_google(record: InputRecord | UnreadableRecord) -> InputRecord | UnreadableRecord:
    if isinstance(record, UnreadableRecord):
        return record
    return InputRecord(record.place, with_last_day(record.fields))


def _keys_of_records(table: _Table) -> list[str]:
    """Return the keys that lead from the records of a table to those within them, if any do."""
    keys: list[str] = []
    while len(keys) < _DEPTH:
        found = islice(_all_within(table, keys), _SAMPLE)
        key = _key_of_records([one.fields for one in found if isinstance(one, InputRecord)])
        if not key:
            break
        keys.append(key)
    return keys


def _key_of_records(sample: Sequence[Mapping[str, Value]]) -> str:
    """Return the key of the records within records that are none themselves.

    So are events that stand under their days or years, and those of chapters that have no dates.
    """
    lists: dict[str, list[Mapping[str, Value]]] = {}
    for record in sample:
        for key, value in record.items():
            if isinstance(value, list):
                inner = [item for item in value if isinstance(item, dict) and _leads(item)]
                if inner:
                    lists.setdefault(key, []).extend(inner)
    around = [{k: v for k, v in record.items() if k not in lists} for record in sample]
    has_dates = [_has_date(record) for record in around]
    if not any(map(_has_title, sample)) and all(has_dates):
        found = [key for key in lists if key.casefold() in _NAMES_OF_RECORDS]
    elif not any(has_dates):
        found = [key for key, items in lists.items() if all(map(_is_dated, items))]
    else:
        return ""
    return found[0] if len(found) == 1 else ""


def _leads(item: Mapping[str, Value]) -> bool:
    return _has_title(item) or any(map(_holds_records, item.values()))


def _is_dated(item: Mapping[str, Value]) -> bool:
    return _has_date(item) or any(map(_holds_records, item.values()))


def _all_within(table: _Table, keys: Sequence[str]) -> Records:
    records = table.read()
    for depth, key in enumerate(keys):
        records = _within(records, key, keys[depth - 1] if depth else table.path)
    return records


def _within(records: Records, key: str, name: str) -> Records:
    """Yield the records that stand under a key of each record, with what stands beside that.

    What both say is of the inner one, and of the outer one under the `name` of its list.
    """
    for record in records:
        if isinstance(record, UnreadableRecord):
            yield record
            continue
        items = record.fields.get(key, "")
        around = {name: value for name, value in record.fields.items() if name != key}
        if not isinstance(items, list):
            yield InputRecord(record.place, around)
            continue
        for index, item in enumerate(items):
            place = f"{record.place}.{key}[{index}]"
            inner = item if isinstance(item, dict) else {"title": item}
            both = {f"{name or 'list'}.{k}": v for k, v in around.items() if k in inner}
            yield InputRecord(place, {**around, **both, **inner})


def table_of(value: Value) -> JsonRecords | None:
    """Return the records of a value that is itself a list or a table, else None."""
    table = _table(value, "")
    return JsonRecords(table.size, table.read) if table else None


def _in_words(table: _Table) -> str:
    return f"{quoted(table.path)} ({table.size:,})"


def _tables(value: Value, path: str = "", depth: int = 0) -> Iterator[_Table]:
    """Yield the tables within a value, but none within another."""
    if table := _table(value, path):
        yield table
    elif isinstance(value, dict) and depth < _DEPTH:
        for key, inner in value.items():
            if isinstance(inner, dict | list):
                yield from _tables(inner, f"{path}.{key}" if path else key, depth + 1)


def _table(value: Value, path: str) -> _Table | None:
    place = f".{path}" if path else ""
    if isinstance(value, list):
        sample = value[:_SAMPLE]
        if sum(isinstance(item, dict) for item in sample) * 2 >= len(sample) > 0:
            return _Table(path, len(value), lambda: _of_list(value, place))
        if sample and all(isinstance(item, list) for item in sample):
            names = _header(value[0])
            rows = value[1:] if names else value
            columns = names or _numbered(value)
            first = len(value) - len(rows)
            return _Table(path, len(rows), lambda: _of_rows(rows, columns, place, first))
        return None
    if not isinstance(value, dict) or not value:
        return None
    return _split(value, path) or _columns(value, path) or _keyed(value, path)


def _of_list(items: Sequence[Value], place: str) -> Records:
    for index, item in enumerate(items):
        yield record_of(f"{place}[{index}]", item)


def _of_rows(rows: Sequence[Value], names: Sequence[str], place: str, first: int = 0) -> Records:
    for index, row in enumerate(rows, start=first):
        cells = row if isinstance(row, list) else [row]
        if len(cells) > len(names):
            reason = f"it has {len(cells):,} cells for {len(names):,} columns"
            yield UnreadableRecord(f"{place}[{index}]", reason, CELLS)
        else:
            fields = dict.fromkeys(names, "") | dict(zip(names, cells, strict=False))
            yield InputRecord(f"{place}[{index}]", fields)


def _header(row: Value) -> list[str]:
    """Return the names in the first of several rows, none when it holds values."""
    if not isinstance(row, list):
        return []
    names = [cell for cell in row if isinstance(cell, str) and cell and not _is_value(cell)]
    return names if len(set(names)) == len(row) > 1 else []


def _is_value(text: str) -> bool:
    return text[:1].isdigit() or text[:1] == "-"


def _numbered(rows: Sequence[Value]) -> list[str]:
    width = max(len(row) for row in rows[:_SAMPLE] if isinstance(row, list))
    return [str(number) for number in range(1, width + 1)]


def _split(value: dict[str, Value], path: str) -> _Table | None:
    """Take a list of names beside a list of rows for a table: `{"columns": [], "data": [[]]}`."""
    for key, rows in value.items():
        if not (isinstance(rows, list) and rows and all(isinstance(row, list) for row in rows)):
            continue
        width = max(len(row) for row in rows if isinstance(row, list))
        others = {other: listed for other, listed in value.items() if other != key}
        names = next((names for names in _lists_of_names(others) if len(names) == width > 0), None)
        if names:
            place = f"{path}.{key}" if path else key
            return _Table(place, len(rows), partial(_of_rows, rows, names, f".{place}"))
    return None


def _lists_of_names(value: Value, depth: int = 0) -> Iterator[list[str]]:
    """Yield every list of names within a value."""
    if isinstance(value, list):
        yield _names(value)
    elif isinstance(value, dict) and depth < _DEPTH:
        for inner in value.values():
            yield from _lists_of_names(inner, depth + 1)


def _names(value: Value) -> list[str]:
    """Return the names of columns, which are texts or objects with a name."""
    names: list[str] = []
    for item in value if isinstance(value, list) else []:
        if isinstance(item, dict):
            texts = (item.get(key, "") for key in _NAMES_OF_COLUMNS)
            item = next((text for text in texts if isinstance(text, str) and text), "")
        if not isinstance(item, str) or not item or item in names:
            return []
        names.append(item)
    return names


def _columns(value: dict[str, Value], path: str) -> _Table | None:
    """Take equally long lists for columns, as well as objects that are keyed by 0, 1, 2."""
    lists = [
        list(column.values()) if isinstance(column, dict) and _is_counted(column) else column
        for column in value.values()
    ]
    size = len(lists[0]) if isinstance(lists[0], list) else 0
    are_columns = (
        len(lists) > 1
        and size > 0
        and all(
            isinstance(column, list)
            and len(column) == size
            and not isinstance(column[0], dict | list)
            for column in lists
        )
    )
    if not are_columns:
        return None
    names, place = list(value), f".{path}" if path else ""
    columns = [column for column in lists if isinstance(column, list)]

    def read() -> Records:
        for index, cells in enumerate(zip(*columns, strict=True)):
            yield InputRecord(f"{place}[{index}]", dict(zip(names, cells, strict=True)))

    return _Table(path, size, read)


def _is_counted(value: dict[str, Value]) -> bool:
    return bool(value) and all(key == str(index) for index, key in enumerate(value))


def _keyed(value: dict[str, Value], path: str) -> _Table | None:
    """Take objects under their ids, or whatever stands under dates, for records."""
    are_dates = all(map(_is_date, islice(value, _SAMPLE)))
    sample = list(islice(value.values(), _SAMPLE))
    place = f".{path}" if path else ""
    if are_dates:
        items = [
            (key, f'{place}["{key}"]{f"[{index}]" if isinstance(under, list) else ""}', item)
            for key, under in value.items()
            for index, item in enumerate(under if isinstance(under, list) else [under])
        ]
        return _Table(path, len(items), lambda: _under_dates(items))
    objects = [item for item in sample if isinstance(item, dict)]
    if len(objects) < len(sample) or not _are_alike(objects):
        return None
    counted = _is_counted(value)
    lacks_title = not any(map(_has_title, objects))

    def read() -> Records:
        for key, item in value.items():
            where = f'{place}["{abridged(key)}"]'
            if not isinstance(item, dict):
                yield record_of(where, item)
                continue
            own = {} if counted else {"id": key} | ({"title": key} if lacks_title else {})
            yield InputRecord(where, {**own, **item})

    return _Table(path, len(value), read)


def _is_date(key: str) -> bool:
    """Tell whether a key is a date, such as 2025-05-10 or May 2025."""
    if _DATE.fullmatch(key):
        return True
    if not _YEAR.search(key) or key.isdigit() or len(key) > _LONGEST_DATE:
        return False
    try:
        return bool(to_edtf(key, (USUAL,)))
    except WhenError:
        return False


def _under_dates(items: Sequence[tuple[str, str, Value]]) -> Records:
    for date, place, item in items:
        fields = item if isinstance(item, dict) else {"title": item}
        own = fields.get("date", "")
        if isinstance(own, str) and own and len(date) == _DIGITS_OF_YEAR and not _YEAR.search(own):
            # A day under its year.
            fields = {**fields, "date": f"{own} {date}"}
        yield InputRecord(place, {"date": date, **fields})


def _are_alike(objects: Sequence[dict[str, Value]]) -> bool:
    """Tell whether objects are records of one kind: one that has a date, or several alike."""
    if len(objects) == 1:
        return _has_date(objects[0]) and not any(map(_holds_records, objects[0].values()))
    common = set(objects[0]).intersection(*objects[1:])
    return any(isinstance(item.get(key), str) for item in objects for key in common) and 2 * len(
        common
    ) >= max(1, min(map(len, objects)))


def _has_date(record: Mapping[str, Value]) -> bool:
    """Tell whether a record has a field that looks like a date, by its name or what it holds."""
    inner = [value for key in _ENVELOPES if isinstance(value := record.get(key), dict)]
    for fields in (record, *inner):
        for key, value in fields.items():
            if isinstance(value, str) and value and _NAMES_OF_DATES.search(key):
                return True
            if isinstance(value, str) and _DAY.fullmatch(value):
                return True
            if isinstance(value, dict) and _NAMES_OF_DATES.search(key):
                return True
    return False


def _holds_records(value: Value) -> bool:
    """Tell whether a value is a list of objects with dates and titles."""
    items = value[:_SAMPLE] if isinstance(value, list) else []
    return any(isinstance(item, dict) and _has_date(item) and _has_title(item) for item in items)


def _has_title(record: Mapping[str, Value]) -> bool:
    return any(map(may_be_title, record))


def _envelope(sample: Sequence[Mapping[str, Value]]) -> str:
    """Return the key under which every record keeps what it says, "" if there is none."""
    keys = list(_ENVELOPES)
    if sample and all(len(record) == 1 for record in sample):
        keys += list(sample[0])
    for key in keys:
        if sample and all(isinstance(record.get(key), dict) for record in sample):
            return key
    return ""


def _opened(
    record: InputRecord | UnreadableRecord, envelope: str
) -> InputRecord | UnreadableRecord:
    if isinstance(record, InputRecord) and isinstance(inner := record.fields.get(envelope), dict):
        around = {
            key: value
            for key, value in record.fields.items()
            if key not in (envelope, *_GEOMETRY) and value != "Feature"
        }
        return InputRecord(record.place, {**around, **inner})
    return record
