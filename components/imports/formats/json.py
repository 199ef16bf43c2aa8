"""JSON: its records, in whichever of the usual shapes, alone in the file or at a dotted path."""

from collections.abc import Iterator

from components.imports.file import InputFile
from components.imports.formats.whole_file import read_all, records_in
from components.imports.mapping import FieldMapping
from components.imports.record import InputRecord, UnreadableRecord


def read_json(file: InputFile, mapping: FieldMapping) -> Iterator[InputRecord | UnreadableRecord]:
    """Read the records that `mapping.rows` leads to, or those that the file is seen to have.

    Raise OSError as `open` does and UnreadableFileError when there are none, or several lists.
    """
    yield from read_all(file, records_in(file, file.json, mapping))
