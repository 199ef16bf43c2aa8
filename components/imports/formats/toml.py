"""TOML that holds records: a list in it, or tables by their ids."""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time

from components.events import place_after
from components.imports.file import InputFile
from components.imports.formats.whole_file import read_all, records_in
from components.imports.mapping import FieldMapping
from components.imports.record import InputRecord, UnreadableRecord
from components.imports.value import Value


def read_toml(file: InputFile, mapping: FieldMapping) -> Iterator[InputRecord | UnreadableRecord]:
    """Read the records of a TOML file.

    Raise OSError as `open` does and UnreadableFileError when there are none, or several lists.
    """
    yield from read_all(file, records_in(file, file.once(_value), mapping))


def _value(file: InputFile) -> Value:
    return parse_toml_text(file.read(), file)


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
