"""A CSV, JSON or JSON Lines file comes in; its records go out one by one, or why one is unreadable.

Every scalar becomes text as it stands in the file: numbers are not rounded, nothing is guessed.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import chain, count, islice
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from components.events import LIMITS, Problem, abridged, place_after

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

_DELIMITERS = (",", ";", "\t", "|")
_MOST_CHARACTERS = 1 << 20
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one record; `place` is its line (`:12`) or its index in a list (`[11]`)."""

    place: str
    fields: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record that cannot be read, and why."""

    place: str
    reason: str


@dataclass(slots=True)
class Reach:
    """How far a file has been read: `done` of `size`, in bytes or records."""

    done: int = 0
    size: int = 0

    @property
    def share(self) -> float:
        """The part that has been read, 0 while the size is not known."""
        return min(self.done / self.size, 1.0) if self.size else 0.0


def in_lower_case(record: Record) -> Record:
    """Return a record whose fields are found in lower case, however their names are written.

    Where two names differ in case only, the field of the name in lower case counts.
    """
    fields = {name.casefold(): value for name, value in record.fields.items()}
    return Record(record.place, {**fields, **record.fields})


class UnreadableFileError(Exception):
    """A file of which no record can be read, with the problems that keep it from being read."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems[0].message)
        self.problems = problems


def read_csv(
    path: Path,
    delimiter: str,
    encoding: str,
    reach: Reach,
    approve: Callable[[Sequence[str]], None] = lambda _: None,
) -> Iterator[Record | Unreadable]:
    """Read the records of a CSV file with a header, at the line in which each begins.

    An empty `delimiter` is the one that cuts the header into most cells. `approve` sees the header
    before any row is read. Raise what it raises, OSError as `open` does and UnreadableFileError
    when there is no header.
    """
    csv.field_size_limit(_MOST_CHARACTERS)
    encoding = "utf-8-sig" if encoding == "utf-8" else encoding
    # What is not in the encoding becomes a surrogate, so that one row is lost and not the file.
    errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
    with (
        path.open("rb") as raw,
        TextIOWrapper(raw, encoding=encoding, errors=errors, newline="") as file,
    ):
        reach.size = path.stat().st_size
        ended: list[bool] = []
        lines = chain(file, _noting(ended))
        rows = csv.reader(lines, delimiter=delimiter or _delimiter(path, encoding))
        header = _header(rows, path.name)
        approve(header)
        after = rows.line_num
        while True:
            place, before = f":{after + 1}", after
            reach.done = raw.tell()
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                after = rows.line_num
                yield Unreadable(place, f"it is not CSV: {error}")
                continue
            after = rows.line_num
            if ended:
                yield Unreadable(place, "a quotation mark is open up to the end of the file")
                return
            if not any(row):
                continue
            if len(row) != len(header):
                reason = f"it has {len(row):,} cells; the header has {len(header):,}"
                if after - before > 1:
                    reason += f" (a quotation mark is open up to line {after})"
                yield Unreadable(place, reason)
            elif not _is_text("".join(row)):
                yield Unreadable(place, "it is not UTF-8")
            else:
                yield Record(place, dict(zip(header, row, strict=True)))


def _noting(ended: list[bool]) -> Iterator[str]:
    """Add no line, but note that one was asked for: after a whole row, none is."""
    ended.append(True)
    yield from ()


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _delimiter(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        start = file.read(_MOST_CHARACTERS)
    widths = {}
    for each in _DELIMITERS:
        try:
            widths[each] = len(next(csv.reader(start.splitlines(True), delimiter=each), ()))
        except csv.Error:
            widths[each] = 0
    return max(_DELIMITERS, key=widths.__getitem__)


def _header(rows: Iterator[list[str]], name: str) -> Sequence[str]:
    try:
        header = [cell.strip() for cell in next(rows, [])]
    except csv.Error as error:
        raise UnreadableFileError(Problem(name, 1, 1, "syntax", f"no CSV: {error}")) from None
    if not any(header):
        raise UnreadableFileError(Problem(name, 1, 1, "empty-file", "the file has no header"))
    often = Counter(header)
    twice = next((cell for cell in header if cell and often[cell] > 1), None)
    if twice is not None:
        message = f'the header names "{abridged(twice)}" twice'
        raise UnreadableFileError(Problem(name, 1, 1, "duplicate-key", message))
    return header


def read_lines(path: Path, reach: Reach) -> Iterator[Record | Unreadable]:
    """Read the records of a JSON Lines file, one to a line; raise OSError as `open` does."""
    with path.open("rb") as file:
        reach.size = path.stat().st_size
        for number in count(1):
            line = file.readline(LIMITS.line_bytes + 1)
            if not line:
                return
            reach.done += len(line)
            line = line.removeprefix(_BOM) if number == 1 else line
            place = f":{number}"
            if not line.strip():
                continue
            if len(line) > LIMITS.line_bytes:
                reach.done += _skip_line(file, line)
                yield Unreadable(place, f"it has more than {LIMITS.line_bytes:,} bytes")
                continue
            try:
                value = read_value(line.rstrip(b"\r\n").decode("utf-8"))
            except UnicodeDecodeError:
                yield Unreadable(place, "it is not UTF-8")
            except json.JSONDecodeError as error:
                yield Unreadable(place, f"it is not JSON: {error.msg}, at column {error.colno}")
            except RecursionError:
                yield Unreadable(place, "it is nested too deeply")
            else:
                yield _record(place, value)


def _skip_line(file: BinaryIO, part: bytes) -> int:
    """Go to the end of a line of which `part` was read, and give the bytes that were skipped."""
    skipped = 0
    while part and not part.endswith(b"\n"):
        part = file.readline(LIMITS.line_bytes)
        skipped += len(part)
    return skipped


def read_json(path: Path) -> Value:
    """Read a JSON file as a whole; raise OSError, or UnreadableFileError when it is not JSON."""
    name = path.name
    data = path.read_bytes().removeprefix(_BOM)
    try:
        return read_value(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        place = place_after(data[: error.start].decode("utf-8"))
        problem = Problem(name, *place, "encoding", "the file is not UTF-8")
    except json.JSONDecodeError as error:
        message = f"the file is not JSON: {error.msg}"
        problem = Problem(name, *place_after(error.doc[: error.pos]), "syntax", message)
    except RecursionError:
        problem = Problem(name, 1, 1, "too-deep", "the file is nested too deeply")
    raise UnreadableFileError(problem)


def records_in(
    value: Value, rows: str | None, name: str, reach: Reach
) -> Iterator[Record | Unreadable]:
    """Walk over the list of records at `rows`, a dotted path, in the JSON value of a file.

    Raise UnreadableFileError when there is no list.
    """
    found = lookup(value, rows) if rows else value
    if not isinstance(found, list):
        where = f'"{rows}" is' if rows else "the file is"
        message = f"{where} no list of records; a mapping says with `rows` where one stands"
        raise UnreadableFileError(Problem(name, 1, 1, "wrong-shape", message))
    reach.size = len(found)
    for index, each in enumerate(found):
        reach.done = index
        yield _record(f"[{index}]", each)


def lookup(value: Value | Mapping[str, Value], path: str) -> Value:
    """Give what stands at a dotted path, a key that holds the dots itself first; "" if nothing."""
    found = _found(value, path)
    return "" if found is None else found


def is_there(value: Value | Mapping[str, Value], path: str) -> bool:
    """Tell whether a dotted path leads to anything, be it empty."""
    return _found(value, path) is not None


def _found(value: Value | Mapping[str, Value], path: str) -> Value | None:
    if isinstance(value, Mapping) and path in value:
        return value[path]
    found = cast("Value | None", value)
    for step in path.split("."):
        if isinstance(found, Mapping):
            found = found.get(step)
        elif isinstance(found, list) and step.isascii() and step.isdigit() and len(step) < 9:
            found = next(islice(found, int(step), None), None)
        else:
            return None
    return found


def _record(place: str, value: Value) -> Record | Unreadable:
    if isinstance(value, dict):
        return Record(place, value)
    return Unreadable(place, "it is no JSON object")


def read_value(text: str) -> Value:
    """Read JSON with every scalar as text; raise JSONDecodeError or RecursionError."""
    value: object = json.loads(
        text,
        parse_int=str,
        parse_float=str,
        parse_constant=str,
        object_pairs_hook=lambda pairs: {key: _text_of(each) for key, each in pairs},
    )
    return _text_of(value)


def _text_of(value: object) -> Value:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return [_text_of(each) for each in value]
    return cast(Value, value)
