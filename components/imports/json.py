"""JSON: a list of objects, alone in its file or at a dotted path, read as records."""

from collections.abc import Iterator

from components.imports.file import InputFile
from components.imports.mapping import FieldMapping
from components.imports.record import InputRecord, UnreadableRecord, record_of
from components.imports.value import lookup


def read_json(file: InputFile, mapping: FieldMapping) -> Iterator[InputRecord | UnreadableRecord]:
    """Read the records in the list that `mapping.rows` names, at their index.

    Raise OSError as `open` does and UnreadableFileError when there is no such list.
    """
    rows = mapping.rows
    records = lookup(file.json, rows) if rows else file.json
    if not isinstance(records, list):
        where = f'"{rows}" is' if rows else "the file is"
        message = f"{where} no list of records; a mapping says with `rows` where one stands"
        raise file.unreadable("wrong-shape", message)
    file.size = len(records)
    for file.done, value in enumerate(records):
        yield record_of(f"[{file.done}]", value)
