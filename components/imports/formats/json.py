"""JSON: its records, in whichever of the usual shapes, alone in the file or at a dotted path."""

from collections.abc import Iterator

from components.imports.absent_field import fields_named
from components.imports.file import InputFile
from components.imports.formats.json_shape import JsonRecords, ShapeError, find_records, table_of
from components.imports.mapping import FieldMapping
from components.imports.record import InputRecord, UnreadableRecord
from components.imports.value import lookup


def read_json(file: InputFile, mapping: FieldMapping) -> Iterator[InputRecord | UnreadableRecord]:
    """Read the records that `mapping.rows` leads to, or those that the file is seen to have.

    Raise OSError as `open` does and UnreadableFileError when there are none, or several lists.
    """
    records = _records(file, mapping)
    file.size, file.rows = records.size, 0
    for note in records.notes:
        file.note(note)
    for file.done, record in enumerate(records.read()):
        file.rows += 1
        yield record


def _records(file: InputFile, mapping: FieldMapping) -> JsonRecords:
    if mapping.rows:
        if records := table_of(lookup(file.json, mapping.rows)):
            return records
        message = (
            f'"{mapping.rows}" is no list of records; a mapping says with `rows` where one stands'
        )
        raise file.unreadable("wrong-shape", message)
    if file.json == []:
        return JsonRecords(0, lambda: iter(()))
    named = tuple(name for _, names in fields_named(mapping) for name in names)
    try:
        return find_records(file.json, named)
    except ShapeError as error:
        raise file.unreadable("wrong-shape", str(error), rows=error.places) from None
