"""The records of a file that is read as one value: JSON, YAML or TOML."""

from collections.abc import Iterator

from components.imports.absent_field import fields_named
from components.imports.file import InputFile
from components.imports.formats.json_shape import JsonRecords, ShapeError, find_records, table_of
from components.imports.mapping import FieldMapping
from components.imports.record import InputRecord, UnreadableRecord
from components.imports.value import Value, lookup


def records_in(file: InputFile, value: Value, mapping: FieldMapping) -> JsonRecords:
    """Find the records of a file's value: those that `mapping.rows` leads to, or those seen there.

    Raise UnreadableFileError when there are none, or several lists.
    """
    if mapping.rows:
        if records := table_of(lookup(value, mapping.rows)):
            return records
        message = (
            f'"{mapping.rows}" is no list of records; a mapping says with `rows` where one stands'
        )
        raise file.unreadable("wrong-shape", message)
    if value == []:
        return JsonRecords(0, lambda: iter(()))
    named = tuple(name for _, names in fields_named(mapping) for name in names)
    try:
        return find_records(value, named)
    except ShapeError as error:
        raise file.unreadable("wrong-shape", str(error), rows=error.places) from None


def read_all(file: InputFile, records: JsonRecords) -> Iterator[InputRecord | UnreadableRecord]:
    """Yield records that were found in a file, which counts and notes them."""
    file.size, file.rows = records.size, 0
    for note in records.notes:
        file.note(note)
    for file.done, record in enumerate(records.read()):
        file.rows += 1
        yield record
