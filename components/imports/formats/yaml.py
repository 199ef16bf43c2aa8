"""YAML and TOML that hold records and no log: a list, one list in it, or a document for each."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

from components.events import LIMITS, LIMITS_OF_CONVERSION, Problem, place_after, read, read_file
from components.imports.absent_field import fields_named
from components.imports.file import BOM, InputFile, UnreadableFileError
from components.imports.formats.json_shape import JsonRecords, ShapeError, find_records, table_of
from components.imports.mapping import FieldMapping
from components.imports.record import InputRecord, UnreadableRecord, record_of
from components.imports.value import Value, lookup

# A list of records may be longer than any list in a log.
_LIMITS = replace(LIMITS_OF_CONVERSION, items=LIMITS_OF_CONVERSION.entries)
_BEGINNING = 64 * 1024  # bytes, among which the keys of a log stand
_KEY_OF_A_LOG = re.compile(rb"^\"?(?:format|log)\"?[ \t]*:", re.MULTILINE)
_BETWEEN = re.compile(rb"^---[ \t]*(?:#.*)?\r?\n", re.MULTILINE)


def is_log_in_yaml(file: InputFile) -> bool:
    """Tell whether a YAML file is a log, or nothing that could be read as records."""
    with file.path.open("rb") as stream:
        beginning = stream.read(_BEGINNING)
    if _KEY_OF_A_LOG.search(beginning):
        return True
    lines = (line.strip() for line in beginning.splitlines())
    first = next((line for line in lines if line and not line.startswith((b"#", b"---"))), b"")
    if first.startswith((b"- ", b"[")) or first == b"-":
        return False
    try:
        documents = file.once(_documents)
        if len(documents) == 1:
            find_records(documents[0][1])
    except UnreadableFileError:
        return True  # whose reader says what is wrong with it
    except ShapeError as error:
        value = documents[0][1]
        return isinstance(value, dict) and "events" in value and not error.places
    return False


def read_yaml(file: InputFile, mapping: FieldMapping) -> Iterator[InputRecord | UnreadableRecord]:
    """Read the records of a YAML file.

    Raise OSError as `open` does and UnreadableFileError when there are none, or several lists.
    """
    yield from _read(file, _find(file, file.once(_documents), mapping))


def read_toml(file: InputFile, mapping: FieldMapping) -> Iterator[InputRecord | UnreadableRecord]:
    """Read the records of a TOML file; raise as `read_yaml` does."""
    yield from _read(file, _find(file, [(1, file.once(_toml))], mapping))


def _read(file: InputFile, records: JsonRecords) -> Iterator[InputRecord | UnreadableRecord]:
    file.size = records.size
    for note in records.notes:
        file.note(note)
    for file.done, record in enumerate(records.read()):
        file.rows += 1
        yield record


def _find(
    file: InputFile, documents: list[tuple[int, Value]], mapping: FieldMapping | None
) -> JsonRecords:
    """Find the records in documents, each with the line where it begins."""
    if len(documents) > 1:
        return JsonRecords(
            len(documents), lambda: (record_of(f":{line}", value) for line, value in documents)
        )
    (_, value), *_ = documents
    if mapping and mapping.rows:
        if records := table_of(lookup(value, mapping.rows)):
            return records
        raise file.unreadable("wrong-shape", f'"{mapping.rows}" is no list of records')
    named = [name for _, names in fields_named(mapping) for name in names] if mapping else []
    try:
        return find_records(value, named)
    except ShapeError as error:
        raise file.unreadable("wrong-shape", str(error), rows=error.places) from None


def _documents(file: InputFile) -> list[tuple[int, Value]]:
    """Read each document of a YAML file, with the line where it begins."""
    data = read_file(file.path).removeprefix(BOM)
    documents: list[tuple[int, Value]] = []
    line = 1
    for part in _BETWEEN.split(data) if len(data) <= LIMITS.file_bytes else [data]:
        if part.strip() and not _is_comment(part):
            documents.append((line, parse_yaml_text(part, file, line)))
        line += part.count(b"\n") + 1
        if len(documents) > _LIMITS.entries:
            raise file.unreadable("too-many-values", f"more than {_LIMITS.entries:,} documents")
    if not documents:
        raise file.unreadable("empty-file", "the file holds nothing")
    return documents


def _is_comment(part: bytes) -> bool:
    return all(not line.strip() or line.lstrip().startswith(b"#") for line in part.splitlines())


def parse_yaml_text(data: bytes, file: InputFile, line: int = 1) -> Value:
    """Read one document that begins at a line of a file; raise UnreadableFileError."""
    value, faults = read(data, _LIMITS)
    if value is None or faults:
        raise UnreadableFileError(
            *(
                Problem(
                    file.name,
                    fault.place.line + line - 1,
                    fault.place.column,
                    fault.code,
                    fault.message,
                )
                for fault in faults
            )
        )
    return value


def _toml(file: InputFile) -> Value:
    data = read_file(file.path).removeprefix(BOM)
    if len(data) > LIMITS.file_bytes:
        limit = f"{LIMITS.file_bytes:,} bytes"
        raise file.unreadable("too-big", f"the file is longer than the limit of {limit}")
    return parse_toml_text(data, file)


def parse_toml_text(data: bytes, file: InputFile, line: int = 1) -> Value:
    """Read TOML that begins at a line of a file; raise UnreadableFileError."""
    try:
        return _as_text(tomllib.loads(data.decode()))
    except UnicodeDecodeError as error:
        place = place_after(data[: error.start].decode())
        raise file.unreadable("encoding", "the file is not UTF-8", *place) from None
    except tomllib.TOMLDecodeError as error:
        raise file.unreadable("syntax", f"this is not TOML: {error}", line) from None
    except RecursionError:
        raise file.unreadable("too-deep", "the file is nested too deeply") from None


def _as_text(value: object) -> Value:
    """Return a value with every scalar as the text that it is."""
    if isinstance(value, dict):
        return {str(key): _as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_text(item) for item in value]
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)
