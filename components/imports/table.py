"""How a delimited text file is laid out: its encoding, delimiter, quoting, header and columns.

What the mapping does not say is taken from a bounded sample, and told.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field

from components.imports.file import InputFile
from components.imports.mapping import FieldMapping

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_CHARACTERS = 1 << 20


@dataclass(frozen=True, slots=True)
class TableLayout:
    """The layout of a table; `notes` say in words what was passed over or taken to be so.

    `header_line` is the line of the header, 0 when there is none: the columns are then named by
    their number. `guessed` are the keys, with their values, by which a mapping would say what was
    taken from the sample and is not the usual.
    """

    encoding: str
    delimiter: str
    quote: bool
    header_line: int
    columns: tuple[str, ...]
    notes: tuple[str, ...] = ()
    guessed: Mapping[str, str | int] = field(default_factory=dict)


def layout_of(file: InputFile, mapping: FieldMapping) -> TableLayout:
    """Find out the layout of a table.

    Raise OSError as `open` does and UnreadableFileError when there is no header.
    """
    encoding = "utf-8-sig" if mapping.encoding in ("", "utf-8") else mapping.encoding
    with file.path.open(encoding=encoding, errors="replace", newline="") as text:
        lines = text.read(_SAMPLE_CHARACTERS).splitlines(keepends=True)
    headers = {}
    for delimiter in (mapping.delimiter,) if mapping.delimiter else _DELIMITERS:
        try:
            headers[delimiter] = next(csv.reader(lines, delimiter=delimiter), [])
        except csv.Error:
            headers[delimiter] = []
    delimiter = max(headers, key=lambda key: len(headers[key]))
    columns = tuple(cell.strip() for cell in headers[delimiter])
    if not any(columns):
        raise file.unreadable("empty-file", "the file has no header")
    return TableLayout(encoding, delimiter, True, 1, columns)
