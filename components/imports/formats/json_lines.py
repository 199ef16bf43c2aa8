"""JSON Lines: a record on each line."""

import json
from collections.abc import Iterator
from itertools import count
from typing import BinaryIO

from components.events import LIMITS
from components.imports.fault import ENCODING, SHAPE, SYNTAX, TOO_BIG
from components.imports.file import BOM, InputFile, last_of
from components.imports.mapping import FieldMapping
from components.imports.record import InputRecord, UnreadableRecord, record_of
from components.imports.value import parse_json

_OPENING = (b"{", b"[")


def read_json_lines(file: InputFile, _: FieldMapping) -> Iterator[InputRecord | UnreadableRecord]:
    """Read the records, at their lines; raise OSError as `open` does."""
    with file.path.open("rb") as lines:
        file.size = file.path.stat().st_size
        repeated: set[str] = set()
        for number in count(1):
            line = lines.readline(LIMITS.line_bytes + 1)
            if not line:
                break
            file.done += len(line)
            line = line.removeprefix(BOM) if number == 1 else line
            place = f":{number}"
            if not line.strip():
                file.blank += 1
                continue
            file.rows += 1
            if len(line) > LIMITS.line_bytes:
                file.done += _skip_line(lines, line)
                reason = f"it has more than {LIMITS.line_bytes:,} bytes"
                yield UnreadableRecord(place, reason, TOO_BIG)
            else:
                yield _record(place, line, repeated)
    if repeated:
        file.note(last_of(repeated))


def _record(place: str, line: bytes, repeated: set[str]) -> InputRecord | UnreadableRecord:
    try:
        value = parse_json(line.rstrip(b"\r\n").decode("utf-8"), repeated)
        if isinstance(value, list) and any(isinstance(item, dict) for item in value):
            reason = "it is a list of objects; with .json in its name, a file of one list is read"
            return UnreadableRecord(place, reason, SHAPE)
        return record_of(place, value)
    except UnicodeDecodeError:
        reason, kind = "it is not UTF-8", ENCODING
    except json.JSONDecodeError as error:
        reason, kind = f"it is not JSON: {error.msg}, at column {error.colno}", SYNTAX
        if line.strip() in _OPENING:
            reason = (
                "it is only the beginning of a record; with .json in its name, the file is read"
            )
    except RecursionError:
        reason, kind = "it is nested too deeply", TOO_BIG
    return UnreadableRecord(place, reason, kind)


def _skip_line(lines: BinaryIO, part: bytes) -> int:
    """Go to the end of a line of which `part` was read, and return the bytes that were skipped."""
    skipped = 0
    while part and not part.endswith(b"\n"):
        part = lines.readline(LIMITS.line_bytes)
        skipped += len(part)
    return skipped
