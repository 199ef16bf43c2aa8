"""The sheets of a workbook (.xlsx, .xlsm) as rows of texts, as a spreadsheet shows them.

Formulas give the values that were saved with them, and macros are never looked at. This module
needs openpyxl; it is imported where a workbook is read.
"""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from io import BytesIO
from math import isfinite
from pathlib import Path
from typing import Any, TypeAlias
from warnings import catch_warnings, simplefilter
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile

from defusedxml import DefusedXmlException
from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from components.imports.formats.workbook_part import Archive, Section, SheetText, WorkbookError

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of a sheet, as its format says

# What the libraries raise where an archive, or a workbook, breaks the rules of its format.
_ARCHIVE_FAULTS = (EOFError, NotImplementedError, RuntimeError, zlib.error)
_FAULTS = (
    *(*_ARCHIVE_FAULTS, AttributeError, IndexError, KeyError),
    *(OverflowError, ParseError, TypeError, ValueError),
)
_MOST_AROUND = 250_000  # tags behind the cells: of merged cells, links and the like
_LONGEST_TIME = 10**15  # days; a whole number of any length may stand in a cell
_UNCOMPUTED = "uncomputed"  # the type of a cell with a formula and no value
_Merged: TypeAlias = dict[int, list[tuple[int, int]]]
_Links: TypeAlias = dict[int, tuple[str, ...]]
# In a format of numbers: texts, colours and conditions, fillers, and the letters of AM/PM.
_NO_LETTERS = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].|am/pm|a/p', re.IGNORECASE)
_MINUTES = re.compile(r"(?<=h)[^a-z]*m+|m+(?=[^a-z]*s)")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell: its text, whether it was text, and what was wrong with it."""

    text: str
    is_text: bool = True
    fault: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number, its cells by column, both from 1, and the addresses they lead to."""

    number: int
    cells: Mapping[int, SheetCell]
    links: tuple[str, ...] = ()


@dataclass(slots=True)
class Sheet:
    """One sheet: its name, whether it is shown, and how many of its rows have a value."""

    name: str
    is_shown: bool
    path: str
    text: SheetText = field(repr=False)

    @property
    def rows(self) -> int:
        """How many rows have a value."""
        return self.text.rows


class Workbook:
    """An open workbook; raise WorkbookError when it cannot be read, OSError as `open` does."""

    def __init__(self, path: Path) -> None:
        """Read everything but the sheets' cells."""
        with path.open("rb") as file:
            sign = file.read(8)
        if sign == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            words = "it is an old .xls, or protected by a password"
            raise WorkbookError(f"{words}; save it as .xlsx without one, or as .csv")
        with _faults_named(_ARCHIVE_FAULTS):
            archive = Archive(path)
        with _faults_named():
            reader = ExcelReader(path, read_only=True, data_only=True, keep_links=False)
            reader.archive.close()
            reader.archive = self._archive = archive
            reader.read_manifest()
            reader.read_strings()
            reader.read_workbook()
            apply_stylesheet(archive, reader.wb)
            found = list(reader.parser.find_sheets())
        self._book: Any = reader.wb
        self._strings = reader.shared_strings
        with _faults_named(_ARCHIVE_FAULTS):
            self.sheets = tuple(
                Sheet(sheet.name, sheet.state == "visible", rel.target, text)
                for sheet, rel in found
                if rel.target in archive.namelist()
                and (text := archive.look_through(rel.target)).end >= 0
            )
        self._formats: dict[int, str] = {}
        self._known: dict[str, tuple[_Merged, _Links]] = {}

    def rows(self, sheet: Sheet, most: int = LAST_ROW) -> Iterator[SheetRow]:
        """Yield the rows of a sheet that have a value, one by one, of its first `most` rows."""
        if sheet.path not in self._known:
            self._known[sheet.path] = self._around(sheet)
        merged, links = self._known[sheet.path]
        held: dict[
            int, tuple[int, SheetCell]
        ] = {}  # by column, up to a row, what merged cells show
        parsed_rows = 0
        for number, row in self._parsed(sheet):
            cells = {cell["column"]: self._cell(cell) for cell in row if cell["value"] is not None}
            cells = {column: cell for column, cell in cells.items() if cell.text or cell.fault}
            if not 0 < number <= LAST_ROW or (cells and max(cells) > LAST_COLUMN):
                raise WorkbookError(f"row {abs(number):,} has a place that no sheet has")
            parsed_rows += 1
            if parsed_rows > most < LAST_ROW:
                return
            if parsed_rows > LAST_ROW:
                raise WorkbookError(f"it has more than {LAST_ROW:,} rows, which no sheet has")
            for column, last in merged.get(number, ()):
                if column in cells:
                    held[column] = (last, cells[column])
            if not cells:
                continue
            for column, (last, cell) in held.items():
                if number <= last:
                    cells.setdefault(column, cell)
            yield SheetRow(number, cells, links.get(number, ()))

    def _parsed(self, sheet: Sheet) -> Iterator[tuple[int, Sequence[Mapping[str, Any]]]]:
        """Yield the number and the cells of each row as the library gives them."""
        with _faults_named(_ARCHIVE_FAULTS):
            part = self._archive.open(sheet.path)
        with part:
            source: Any = Section(part, sheet.text)
            rows = _Parser(source, self._strings, data_only=True).parse()
            while True:
                with _faults_named():
                    parsed = next(rows, None)
                if parsed is None:
                    return
                yield parsed

    def _cell(self, cell: Mapping[str, Any]) -> SheetCell:
        value, kind = cell["value"], cell["data_type"]
        place = f"{get_column_letter(cell['column'])}{cell['row']}"
        if kind == "e":
            return SheetCell("", fault=f"the cell {place} holds the error {value}")
        if kind == _UNCOMPUTED:
            words = "holds a formula without its value; a spreadsheet program that saves the file"
            return SheetCell("", fault=f"the cell {place} {words} adds it")
        if isinstance(value, bool):
            return SheetCell("true" if value else "false", is_text=False)
        if isinstance(value, datetime | time):
            return SheetCell(_moment(value, "ymdhs"), is_text=False)
        if isinstance(value, int | float):
            style = int(cell["style_id"])
            shown = self._shown(style) if style else ""
            if (text := _number(value, shown, self._book.epoch)) is not None:
                return SheetCell(text, is_text=False)
            fault = f"the cell {place} is shown as a date, and {value} is the number of none"
            return SheetCell(f"{value}", is_text=False, fault=fault)
        return SheetCell(unescape(str(value)).strip())

    def _shown(self, style: int) -> str:
        """Return the letters of the date that a style shows, such as "ymd" or "hs"; "" if none."""
        if style not in self._formats:
            book = self._book
            if style not in range(len(book._cell_styles)):
                raise WorkbookError(
                    f"a cell has style {style:,}, which the workbook does not define"
                )
            is_date = style in book._date_formats or style in book._timedelta_formats
            number = book._cell_styles[style].numFmtId
            if number < BUILTIN_FORMATS_MAX_SIZE:
                pattern = BUILTIN_FORMATS.get(number, "")
            else:
                others = dict(enumerate(book._number_formats, BUILTIN_FORMATS_MAX_SIZE))
                pattern = others.get(number, "")
            lasts = "l" if style in book._timedelta_formats else ""
            self._formats[style] = (lasts or _letters(pattern)) if is_date else ""
        return self._formats[style]

    def _around(self, sheet: Sheet) -> tuple[_Merged, _Links]:
        """Return merged cells (a column and a last row) by first row, and links by row."""
        text = sheet.text
        merged: _Merged = {}
        links: _Links = {}
        if text.tail.count(b"<") > _MOST_AROUND:
            raise WorkbookError(f"around its cells, {sheet.name} has more than the limit")
        with _faults_named():
            parser = _Parser(BytesIO(text.root + text.tail), [])
            for _ in parser.parse():
                pass
            areas = [each.bounds for each in getattr(parser.merged_cells, "mergeCell", ())]
            targets: Mapping[str, str] = {}
            rels_path: str = get_rels_path(sheet.path)  # type: ignore[no-untyped-call]
            if rels_path in self._archive.namelist():
                targets = {
                    str(rel.Id): rel.Target or ""
                    for rel in get_dependents(self._archive, rels_path)
                    if rel.TargetMode == "External"
                }
        for first_column, first, _, last in areas:
            if last > first:
                merged.setdefault(first, []).append((first_column, last))
        for link in parser.hyperlinks.hyperlink if targets else ():
            target = targets.get(str(link.id), "")
            row = re.sub(r"\D", "", (link.ref or "").partition(":")[0])[:8]
            if row and target.lower().startswith(("http://", "https://")):
                links[int(row)] = (*links.get(int(row), ()), target)
        return merged, links


class _Parser(WorkSheetParser):
    """The library's parser, which also tells a formula without its value from an empty cell."""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        has_no_value = cell["value"] is None and cell["data_type"] not in ("s", "str")
        if has_no_value and element.find(FORMULA_TAG) is not None:
            cell |= {"value": "", "data_type": _UNCOMPUTED}
        return cell


@contextmanager
def _faults_named(faults: tuple[type[Exception], ...] = _FAULTS) -> Iterator[None]:
    """Turn what a library raises for a broken workbook into a WorkbookError.

    Only calls of a library stand within: what our own code raises is a fault of ours. What it warns
    of are colours, checks of input and the like, which nobody here reads.
    """
    try:
        with catch_warnings():
            simplefilter("ignore")
            yield
    except DefusedXmlException:
        raise WorkbookError("it defines XML entities, which no workbook does") from None
    except BadZipFile:
        raise WorkbookError("it is no whole ZIP archive, as a workbook is") from None
    except OSError as error:
        if error.errno is not None:
            raise
        raise WorkbookError(f"it is no sound workbook: {error}") from None
    except faults as error:
        raise WorkbookError(f"it is no sound workbook: {error.__cause__ or error}") from None


def _letters(pattern: str) -> str:
    """Return which of y, m, d, h and s a format of dates shows."""
    plain = _NO_LETTERS.sub("", pattern.partition(";")[0]).lower()
    without_minutes = _MINUTES.sub("", plain)
    is_clock = "h" in plain or "s" in plain
    return "".join(
        letter
        for letter, source in (("y", plain), ("m", without_minutes), ("d", plain), ("s", plain))
        if letter in source
    ) + ("h" if is_clock else "")


def _number(value: float, shown: str, epoch: datetime) -> str | None:
    """Write a number as a spreadsheet shows it, a date as in ISO 8601; None when it is no date."""
    if isinstance(value, int) and (not shown or abs(value) > _LONGEST_TIME):
        return None if shown else str(value)
    if not shown:
        plain = f"{value:.15g}"
        return str(int(value)) if "e" in plain and value == value // 1 else plain
    if not isfinite(value):
        return None
    if shown == "l":
        seconds = round(value * 86_400)
        return f"{seconds // 3_600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    try:
        moment = from_excel(value, epoch)
    except (OverflowError, ValueError):
        return None
    return None if isinstance(moment, timedelta) else _moment(moment, shown)


def _moment(value: datetime | time, shown: str) -> str:
    """Write a moment as finely as it is shown; a clock time that is hidden counts as well."""
    clock = value if isinstance(value, time) else value.time()
    fine = "milliseconds" if clock.microsecond else "seconds" if clock.second else "minutes"
    if isinstance(value, time):
        return value.isoformat(fine)
    if "h" in shown or "s" in shown or clock != time():
        return value.isoformat("T", fine)
    if "d" not in shown and "m" in shown and "y" in shown:
        return f"{value:%Y-%m}"
    return f"{value:%Y}" if shown == "y" else f"{value:%Y-%m-%d}"
