"""XLSX: the rows of one sheet of a workbook below its header, at their number in the sheet."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from components.events import abridged
from components.imports.field_name import is_first_name
from components.imports.file import InputFile
from components.imports.formats.header import (
    column_names,
    header_of,
    names_twice,
    refuse_repeated,
    words_of_headers,
)
from components.imports.mapping import NONE, FieldMapping
from components.imports.record import InputRecord, UnreadableRecord
from components.imports.sentence import counted, listed, quoted
from components.imports.value import Value

if TYPE_CHECKING:
    from components.imports.formats.workbook import Sheet, SheetRow, Workbook

_LINES = 30  # with a value, among which the header is looked for
_MOST_LINES = 5_000  # of any kind, among which those are


def read_xlsx(file: InputFile, mapping: FieldMapping) -> Iterator[InputRecord | UnreadableRecord]:
    """Read the records of one sheet; raise OSError, and UnreadableFileError as `sheet_of` does."""
    from components.imports.formats.workbook import WorkbookError

    book, sheet, header = _sheet(file, mapping)
    names = dict(enumerate(_columns(file, mapping, header), start=1))
    lacks_url = not any(is_first_name("url", name) for name in names.values())
    file.size, file.rows, file.done = max(sheet.rows - 1, 0), 0, 0
    try:
        for row in book.rows(sheet):
            if row.number > header.number:
                file.rows += 1
                file.done = file.rows
                yield _record(row, names, lacks_url)
    except WorkbookError as error:
        raise _unreadable(file, str(error)) from None


def read_header(file: InputFile, mapping: FieldMapping) -> Sequence[str]:
    """Read the names of the columns; raise as `read_xlsx` does."""
    return _columns(file, mapping, _sheet(file, mapping)[2])


def _columns(file: InputFile, mapping: FieldMapping, header: "SheetRow") -> tuple[str, ...]:
    """Return a name for each column up to the last of the header."""
    cells = _dense(header)
    columns = column_names(cells)
    refuse_repeated(file, mapping, columns, names_twice(cells), header.number)
    return columns


def _record(
    row: "SheetRow", names: Mapping[int, str], lacks_url: bool
) -> InputRecord | UnreadableRecord:
    from openpyxl.utils import get_column_letter

    place = f":{row.number}"
    surplus = next((column for column in row.cells if column not in names), None)
    remarks = [f"{cell.fault}; it counts as empty" for cell in row.cells.values() if cell.fault]
    if surplus is not None and row.cells[surplus].text:
        cell = f"{get_column_letter(surplus)}{row.number}"
        remarks.append(
            f"the cell {cell} stands behind the last column that has a name, and is not read"
        )
    fields: dict[str, Value] = dict.fromkeys(names.values(), "")
    fields |= {names[column]: cell.text for column, cell in row.cells.items() if column in names}
    if row.links and lacks_url:
        fields["url"] = row.links[0] if len(row.links) == 1 else list(row.links)
    return InputRecord(place, fields, tuple(remarks))


def _sheet(file: InputFile, mapping: FieldMapping) -> "tuple[Workbook, Sheet, SheetRow]":
    """Open a workbook, and find the sheet that is asked for, or the first one with a table."""
    from components.imports.formats.workbook import WorkbookError

    try:
        book = file.once(_open)
        sheets = book.sheets
        if mapping.sheet is not None:
            wanted = mapping.sheet.casefold()
            sheets = tuple(sheet for sheet in sheets if sheet.name.casefold() == wanted)
            if not sheets:
                there = listed([quoted(sheet.name) for sheet in book.sheets])
                message = f"it has no sheet {quoted(mapping.sheet)}; there are {there}"
                raise _unreadable(file, message, "absent-field")
        tables = _tables(book, sheets, mapping)
        first = next(tables, None)
        # A sheet about the others may come first; names that columns usually have tell a table.
        chain = (first, *tables) if first and not first[2] else (first,)
        best = next((table for table in chain if table and table[2]), first)
        if best:
            sheet, header, _ = best
            if mapping.sheet is None:
                _tell_others(file, book, sheet)
            _tell_above(file, book, sheet, header)
            return book, sheet, header
    except WorkbookError as error:
        raise _unreadable(file, str(error)) from None
    message = "no sheet has a header of several columns with rows below it"
    raise _unreadable(file, message, "empty-file")


def _tables(
    book: "Workbook", sheets: "Sequence[Sheet]", mapping: FieldMapping
) -> "Iterator[tuple[Sheet, SheetRow, bool]]":
    """Yield each sheet with a table, its header, and whether that has names that are usual."""
    for sheet in sorted(sheets, key=lambda sheet: not sheet.is_shown):
        if sheet.rows > (mapping.header != NONE):
            header, is_certain = _header(book, sheet, mapping)
            if header:
                yield sheet, header, is_certain


def _open(file: InputFile) -> "Workbook":
    from components.imports.formats.workbook import Workbook

    return Workbook(file.path)


def workbook_of(file: InputFile) -> "Workbook":
    """Open a workbook, once for each file; raise UnreadableFileError when it is none."""
    from components.imports.formats.workbook import WorkbookError

    try:
        return file.once(_open)
    except WorkbookError as error:
        raise _unreadable(file, str(error)) from None


def _unreadable(file: InputFile, message: str, code: str = "syntax") -> Exception:
    return file.unreadable(code, message)


def _header(
    book: "Workbook", sheet: "Sheet", mapping: FieldMapping
) -> "tuple[SheetRow | None, bool]":
    """Find the header, and whether it is certain: a row of texts about as wide as the rows are.

    Lines above a table, such as its heading, are narrower. Where the mapping says that there is
    none, columns are named by their number.
    """
    from components.imports.formats.workbook import SheetCell, SheetRow

    asked = mapping.header
    if asked.isdigit():
        return next((row for row in book.rows(sheet) if row.number == int(asked)), None), True
    rows = list(islice(book.rows(sheet, _MOST_LINES), _LINES))
    if asked:
        width = max((max(row.cells) for row in rows), default=0)
        return SheetRow(0, {column: SheetCell(str(column)) for column in range(1, width + 1)}), True
    found = header_of([_dense(row) for row in rows], words_of_headers(mapping))
    if found.is_certain and found.row is not None:
        return rows[found.row], True
    widths = sorted(len(row.cells) for row in rows)
    width = widths[len(widths) // 2] if widths else 0
    for row in rows[:-1]:
        texts = [cell.text for cell in row.cells.values() if cell.is_text and cell.text]
        if len(texts) > 1 and len(texts) == len(row.cells) and 2 * len(texts) >= width:
            return row, False
    return None, False


def _dense(row: "SheetRow") -> list[str]:
    """Return the texts of a row from its first column to its last cell."""
    return [
        row.cells[column].text if column in row.cells else ""
        for column in range(1, max(row.cells) + 1)
    ]


def _tell_others(file: InputFile, book: "Workbook", sheet: "Sheet") -> None:
    others = [other for other in book.sheets if other is not sheet and other.rows]
    if others:
        rest = [f"{quoted(other.name)} ({counted(other.rows, 'row')})" for other in others]
        file.note(
            f"the sheet {quoted(sheet.name)} is read and not {listed(rest)}; "
            "`sheet: NAME` in a mapping reads another"
        )


def _tell_above(file: InputFile, book: "Workbook", sheet: "Sheet", header: "SheetRow") -> None:
    """Say that lines above the header are passed over."""
    top = next(book.rows(sheet, header.number), header) if header.number else header
    if top.number < header.number:
        text = next(iter(top.cells.values())).text
        file.note(
            f"the header is row {header.number}; what stands above it, such as "
            f'"{abridged(text)}", is not read'
        )
