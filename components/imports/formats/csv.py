"""CSV and its kin: a record for each row of a table, at the line in which the row begins.

Every line of a file is above its rows, blank, or of a row that is read or told.
"""

import csv
import re
from codecs import lookup
from collections.abc import Iterator, Sequence
from io import TextIOWrapper

from components.events import (
    abridged,
    unguarded,
)
from components.imports.dates.date import is_date
from components.imports.fault import CELLS, ENCODING, SYNTAX, TOO_BIG
from components.imports.file import LOST_ROWS, InputFile
from components.imports.formats.header import column_names, is_ruler, refuse_repeated
from components.imports.formats.quoting import ANY_DELIMITER, looks_like_one_of, shape_of
from components.imports.formats.table import (
    CELL_CHARACTERS,
    DELIMITERS,
    Quotes,
    TableLayout,
    layout_of,
)
from components.imports.formats.table_line import Lines, TooLongError
from components.imports.mapping import DateField, FieldMapping
from components.imports.record import InputRecord, UnreadableRecord
from components.imports.sentence import counted

_TOO_LONG = "too long"
_SPACES_BEHIND = re.compile(r'"[ \t]++(?=[\x1f\r\n]|\Z)')
_LINE_END = re.compile(r"\r\n?|\n")
_TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*+)"')
_WESTERN = frozenset({"cp1252", "iso8859-1", "iso8859-15"})
_MOST_IN_DATE = 2  # delimiters within a date: Saturday, May 10, 2025
# What programs write behind a table: (3 rows), 2 rows in set (0.00 sec), (3 rows affected)
_COUNT = re.compile(
    r"\(?[0-9,]+ (?:rows?|records?)(?: (?:in set|affected|selected|returned|fetched))?\)?"
    r"(?:, [0-9]+ warnings?)?(?: \([0-9.]+ sec\))?[.;]?"
)
_UNSET = frozenset({"-", "(empty)"})  # in logs with remarks
_STEP = 100  # rows between two looks at how far the file has been read


def read_csv(file: InputFile, mapping: FieldMapping) -> Iterator[InputRecord | UnreadableRecord]:
    """Read the records; raise as `read_header` does."""
    layout = layout_of(file, mapping)
    refuse_repeated(file, mapping, layout.columns, layout.repeated, layout.header_line)
    for note in layout.notes:
        file.note(note)
    file.rows = file.blank = 0
    file.size = file.path.stat().st_size
    with layout.open(file) as (raw, text):
        table = _Table(file, mapping, layout, text)
        for number, record in enumerate(table.records()):
            if number % _STEP == 0:
                file.done = raw.tell()
            yield record


def read_header(file: InputFile, mapping: FieldMapping) -> Sequence[str]:
    """Read the names of the columns.

    Raise OSError as `open` does and UnreadableFileError when there is no header, or it names a
    column twice that the mapping names.
    """
    layout = layout_of(file, mapping)
    refuse_repeated(file, mapping, layout.columns, layout.repeated, layout.header_line)
    return layout.columns


class _Table:
    """The rows of an open table."""

    def __init__(
        self, file: InputFile, mapping: FieldMapping, layout: TableLayout, text: TextIOWrapper
    ) -> None:
        csv.field_size_limit(CELL_CHARACTERS)
        self._file, self._mapping, self._layout = file, mapping, layout
        self._width = len(layout.columns)
        self._between = DELIMITERS.get(layout.delimiter, f'"{layout.delimiter}"')
        self._lines = Lines(text, file)
        self._rows = layout.reader(self._lines, layout.quoting)
        # Whether marks enclose cells may still come out otherwise than the sample looks.
        self._is_quoting_open = layout.quote and not layout.is_quoting_proven
        self._trusts_quotes = bool(mapping.quote)
        self._dates = _date_columns(mapping, layout)
        # Rows joined from another file are UTF-8, which no Western text is by chance.
        self._is_western = lookup(layout.codec).name in _WESTERN
        # Rows whose last cell was put together, and the line of the first.
        self._joins, self._joined = 0, ""
        self._last: Sequence[str] = ()  # the cells of the last row that was read

    def records(self) -> Iterator[InputRecord | UnreadableRecord]:
        """Yield a record for each row."""
        file, lines = self._file, self._lines
        lines.skip(self._layout.first_line - 1)
        accounted = lines.number
        while True:
            place = f":{accounted + 1}"
            row = self._next_row(place)
            if row is None:
                break
            accounted += len(lines.held)
            if isinstance(row, UnreadableRecord):
                file.rows += 1
                yield row
                continue
            joined = "".join(row)
            if not joined or joined.isspace() or (joined[0] in "-+=|" and is_ruler(row)):
                file.blank += 1
            elif joined[0] == "#" and self._layout.has_remarks:
                self._refuse_other_fields(row, accounted)
                file.blank += 1
            elif joined[-1] in ").;decst" and self._width > 1 and _COUNT.fullmatch(joined.strip()):
                file.blank += 1
                file.note(
                    f'line {place[1:]}, "{joined.strip()}", is the count of a program and no row'
                )
            else:
                file.rows += 1
                yield self._record(place, row, joined)
        if self._joins:
            file.note(
                f"the last cell of {counted(self._joins, 'row')}, first in line {self._joined}, "
                f"holds a {self._between} without quotation marks, and is read to its end"
            )
        if accounted != lines.met:
            message = (
                f"{lines.met:,} lines were read and {accounted:,} came to be rows; this is a fault "
                "of the program"
            )
            raise file.unreadable(LOST_ROWS, message, accounted + 1)

    def _refuse_other_fields(self, row: Sequence[str], line: int) -> None:
        """Raise UnreadableFileError where the fields change within a log."""
        text = self._layout.delimiter.join(row)
        if text[:7].casefold() == "#fields":
            names = text.partition(self._layout.delimiter)[2].split(self._layout.delimiter)
            if column_names(filter(str.strip, names)) != self._layout.columns:
                message = "the fields change here; cut the file before this line, and convert both"
                raise self._file.unreadable("header", message, line)

    def _next_row(self, place: str) -> list[str] | UnreadableRecord | None:
        """Return the cells of the next row, why it has none, or None after the last."""
        lines = self._lines
        lines.begin_record()
        try:
            row = next(self._rows)
        except StopIteration:
            return None
        except csv.Error as error:
            return self._mend(place, str(error))
        except TooLongError:
            return self._mend(place, _TOO_LONG)
        if len(lines.held) > 1 and not self._trusts_quotes and self._swallows(row):
            return self._mend(place)
        return row

    def _record(self, place: str, row: list[str], joined: str) -> InputRecord | UnreadableRecord:
        """Make a record of the cells of a row; `joined` is their text."""
        width = self._width
        if len(row) > width and any(map(str.strip, row[width:])):
            if whole := self._with_whole_date(row):
                self._file.note(
                    f"a date that a {self._between} without quotation marks cuts is read as one, "
                    f"first in line {place[1:]}"
                )
                row = whole
            elif not self._ends_in_prose(row):
                return UnreadableRecord(place, self._surplus(row), CELLS)
        if len(row) > width and any(map(str.strip, row[width:])):
            row = [*row[: width - 1], self._layout.delimiter.join(row[width - 1 :])]
            self._joined = self._joined or place[1:]
            self._joins += 1
        if not joined.isascii():
            if not _is_text(joined):
                name = self._layout.encoding
                name = "UTF-8" if name == "utf-8" else name
                return UnreadableRecord(place, f"it is not {name}", ENCODING)
            if self._is_western and (cells := _as_utf_8(row, self._layout.codec)):
                row = cells
                self._file.note(f"rows in UTF-8 are read as such, first in line {place[1:]}")
        if "'" in joined or '="' in joined:
            row = [_plain(cell) for cell in row]
        if self._layout.has_remarks:
            row = ["" if cell in _UNSET else cell for cell in row]
        if len(row) < width:
            row += [""] * (width - len(row))
        self._last = row
        return InputRecord(place, dict(zip(self._layout.columns, row, strict=False)))

    def _mend(self, place: str, error: str = "") -> list[str] | UnreadableRecord:
        """Return the row of the first line held, or why there is none; give back other lines."""
        lines = self._lines
        last, has_ended = lines.number, lines.have_ended
        lines.give_back()
        (line,) = lines.held
        if '\\"' in line and (row := self._cells(line.replace('\\"', '""'), csv.QUOTE_MINIMAL)):
            where = f"first in line {lines.number}"
            self._file.note(f"a backslash before a quotation mark is left out, {where}")
            return row
        tidy = _SPACES_BEHIND.sub('"', line.replace(self._layout.delimiter, ANY_DELIMITER))
        tidy = tidy.replace(ANY_DELIMITER, self._layout.delimiter)
        if tidy != line and (row := self._cells(tidy, csv.QUOTE_MINIMAL)):
            return row
        if "new-line" in error and (row := self._first_of_lines(line)):
            self._file.note(f"some lines end in a {_break_in(line)}, first line {lines.number}")
            return row
        if self._is_quoting_open and '"' in line and (row := self._cells(line, csv.QUOTE_NONE)):
            where = f"first in line {lines.number}"
            self._file.note(f"a quotation mark within a cell is a letter, {where}")
            return row
        kind = SYNTAX
        if "new-line" in error:
            reason = f"a {_break_in(line)} stands within a cell that has no quotation marks"
        elif has_ended:
            reason = "a quotation mark is open up to the end of the file"
        elif last > lines.number:
            until = "over too many lines" if error == _TOO_LONG else f"up to line {last}"
            reason = f"a quotation mark is open {until}, over what look like rows"
        elif "limit" in error:
            reason, kind = f"a cell has more than {CELL_CHARACTERS:,} characters", TOO_BIG
        else:
            reason = "text stands behind a closing quotation mark; within a cell, a mark is doubled"
        return UnreadableRecord(place, reason, kind)

    def _first_of_lines(self, line: str) -> list[str]:
        """Return the first row of a line in which other line ends end rows, none if they do not.

        The others come again as lines of their own.
        """
        parts = _LINE_END.split(line.removesuffix("\n").removesuffix("\r"))
        rows = [self._cells(part, self._layout.quoting) for part in parts]
        if not all(rows):
            return []
        self._lines.cut_up([f"{part}\n" for part in parts])
        return rows[0]

    def _cells(self, line: str, quoting: Quotes) -> list[str]:
        """Return the cells of a line that is a row by itself, none when it is not."""
        try:
            row = next(self._layout.reader([line], quoting), [])
        except csv.Error:
            return []
        return row if len(row) == self._width else []

    def _swallows(self, row: Sequence[str]) -> bool:
        """Tell whether a row goes over lines that look like rows, each as wide and with a date."""
        shapes = [[shape_of(cell) for cell in cells] for cells in (row, self._last)]
        for line in self._lines.held[1:]:
            try:
                cells = next(csv.reader([line], delimiter=self._layout.delimiter), [])
            except csv.Error:
                continue
            if looks_like_one_of(cells, shapes):
                return True
        return False

    def _ends_in_prose(self, row: Sequence[str]) -> bool:
        """Tell whether what is too much in a row is for sure the end of the text in its last cell.

        A delimiter within a text has a space behind it, and one between cells has none; before the
        last cell there are only dates and numbers.
        """
        width = self._width
        return (
            width > 1
            and '"' not in self._lines.held[0]
            and not any(cell.startswith(" ") for cell in row[:width])
            and all(cell.startswith(" ") and cell.strip() for cell in row[width:])
            and all(cell.isdigit() or is_date(cell) for cell in row[: width - 1])
        )

    def _with_whole_date(self, row: Sequence[str]) -> list[str]:
        """Put the one date of a row together that a delimiter cuts, as May 10, 2025; else none."""
        surplus = len(row) - self._width
        if surplus > _MOST_IN_DATE or '"' in self._lines.held[0]:
            return []
        found = []
        for place in range(self._width):
            parts = row[place : place + surplus + 1]
            text = self._layout.delimiter.join(parts)
            if (
                all(part.startswith(" ") for part in parts[1:])
                and any(map(str.isdigit, text))
                and not any(map(is_date, (parts[0], *parts[1:-1])))
                and is_date(text)
            ):
                found.append([*row[:place], text, *row[place + surplus + 1 :]])
        return found[0] if len(found) == 1 else []

    def _surplus(self, row: Sequence[str]) -> str:
        """Say what is wrong with a row that is wider than the header, and what would be right."""
        between, name = self._layout.delimiter, self._between
        while not row[-1].strip():
            row = row[:-1]
        surplus = len(row) - self._width
        reason = f"it has {len(row):,} cells; the header has {self._width:,}"
        for place in self._dates:
            text = between.join(row[place : place + surplus + 1])
            if not is_date(row[place]) and is_date(text):
                return f'{reason}: a {name} within a cell needs quotation marks: "{abridged(text)}"'
        if not self._layout.quote:
            return f"{reason}; quotation marks do not enclose cells here"
        return f"{reason}: a {name} within a cell needs quotation marks around the cell"


def _break_in(line: str) -> str:
    """Name the line end of another kind that stands within a line."""
    return "line feed" if "\n" in line.rstrip("\r\n") else "carriage return"


def _date_columns(mapping: FieldMapping, layout: TableLayout) -> Sequence[int]:
    """Return where the columns stand that hold dates."""
    fields = [field for field in (mapping.when, mapping.end) if isinstance(field, DateField)]
    names = {name.casefold() for field in fields for name in field.field}
    return [place for place, name in enumerate(layout.columns) if name.casefold() in names]


def _plain(cell: str) -> str:
    """Return a cell without what keeps a spreadsheet from taking it for a formula or a number."""
    if match := _TEXT_FORMULA.fullmatch(cell):
        return match[1].replace('""', '"')
    return unguarded(cell)


def _is_text(text: str) -> bool:
    """Tell whether all bytes of a text were in the encoding of its file."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _as_utf_8(row: Sequence[str], codec: str) -> list[str] | None:
    """Return the cells of a row that is UTF-8 in a file of another encoding."""
    try:
        return [cell.encode(codec).decode("utf-8") for cell in row]
    except UnicodeError:
        return None
