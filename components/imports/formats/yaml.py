"""YAML that holds records and no log: a list, one list in it, or a document for each."""

import re
from collections.abc import Iterator
from dataclasses import replace

from components.events import LIMITS, LIMITS_OF_CONVERSION, Problem, read, read_file
from components.imports.file import BOM, InputFile, UnreadableFileError
from components.imports.formats.json_shape import JsonRecords, ShapeError, find_records
from components.imports.formats.log import KEYS_OF_A_LOG
from components.imports.formats.whole_file import read_all, records_in
from components.imports.mapping import FieldMapping
from components.imports.record import InputRecord, UnreadableRecord, record_of
from components.imports.value import Value

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
            value = documents[0][1]
            if isinstance(value, dict) and value.keys() >= KEYS_OF_A_LOG:  # all in one line
                return True
            find_records(value)
    except UnreadableFileError as error:
        # The reader of logs says what is wrong; a key that stands twice is wrong in any YAML.
        return any(problem.code != "duplicate-key" for problem in error.problems)
    except ShapeError as error:
        value = documents[0][1]
        return isinstance(value, dict) and "events" in value and not error.places
    return False


def read_yaml(file: InputFile, mapping: FieldMapping) -> Iterator[InputRecord | UnreadableRecord]:
    """Read the records of a YAML file.

    Raise OSError as `open` does and UnreadableFileError when there are none, or several lists.
    """
    documents = file.once(_documents)
    if len(documents) == 1:
        records = records_in(file, documents[0][1], mapping)
    else:
        records = JsonRecords(
            len(documents), lambda: (record_of(f":{line}", value) for line, value in documents)
        )
    yield from read_all(file, records)


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
