"""Which row of a table names its columns, and how a mapping can name them.

A header is known by its words, its width and the rows below it.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from components.events import Problem, WhenError, abridged
from components.imports.absent_field import fields_named
from components.imports.dates.date import USUAL, to_edtf
from components.imports.dates.part import AmbiguousDateError
from components.imports.field_name import USUAL_NAMES, folded_name
from components.imports.file import InputFile, UnreadableFileError
from components.imports.mapping import FieldMapping

# Rows at the beginning of a table among which the header is looked for.
_ROWS_ABOVE = 30
# Rows below a header that are compared with it.
_ROWS_BELOW = 100
_USUAL_WORDS = 2  # of which one row has to have as many, to be the header for sure
_WIDE_ENOUGH = 0.6  # of the usual width of the rows below
_LONGEST_DATE = 40  # characters
_MOST_DATES = 0.9  # share of a column that has dates, and no header above them
_RULER = re.compile(r"[-+=|:\s]*-{2,}[-+=|:\s]*")
# A whole date, as no column is named: a table whose columns are days has no dates below them.
_YEAR = re.compile(r"(?:1[0-9]|20)[0-9]{2}")
_HAS_YEAR = re.compile(r"[^0-9]*(?:[0-9]{1,2}[^0-9]+)*[0-9]{4}(?![0-9])")
_DATE = re.compile(
    r"(?:[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{1,2}([-/.])[0-9]{1,2}\2[0-9]{2,4}"
    r"|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    r"|[0-9]{1,2}\.? \w{3,9}\.?,? [0-9]{4}|\w{3,9}\.? [0-9]{1,2},? [0-9]{4})"
    r"(?:[T ].{0,40})?"
)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header of a table stands: its `row`, from 0, None if no row is one.

    `body` is the first row below it. `is_certain` says that its words or dates tell.
    """

    row: int | None
    body: int
    is_certain: bool


def header_of(rows: Sequence[Sequence[str]], words: Collection[str]) -> Header:
    """Find the header of a table; `words` are names of columns, folded."""
    top = [row for row in range(min(len(rows), _ROWS_ABOVE)) if any(map(str.strip, rows[row]))]
    wide = [row for row in top if _is_wide(rows, row)] or top[:1]
    for row in (*wide, *top):
        found = {folded_name(cell) for cell in rows[row]} & set(words)
        if len(found) >= _USUAL_WORDS:
            return Header(row, _below(rows, row), is_certain=True)
    for row in top:
        if _has_dates_all_the_way(rows[row:]):
            return Header(None, row, is_certain=True)
        if row in wide:
            return Header(row, _below(rows, row), is_certain=False)
    return Header(None, 0, is_certain=False)


def words_of_headers(mapping: FieldMapping) -> Collection[str]:
    """Return the words that a header is known by: usual names, and those of the mapping."""
    named = {folded_name(name) for _, names in fields_named(mapping) for name in names}
    return named.union(*(tier.split() for tiers in USUAL_NAMES.values() for tier in tiers))


def refuse_repeated(
    file: InputFile,
    mapping: FieldMapping,
    columns: Sequence[str],
    repeated: Collection[str],
    line: int,
) -> None:
    """Refuse a mapping that names one of the `repeated` names of columns.

    `line` is that of the header, for a mapping that was not read from a file. Raise
    UnreadableFileError.
    """
    spellings = {name.casefold(): name for name in repeated}
    known = {name.casefold() for name in columns}
    for path, names in fields_named(mapping) if spellings else ():
        place = mapping.place_of(path)
        for name in names:
            # Of usual names, the first that there is counts.
            if not place and name.casefold() in known:
                break
            if twice := name if name in repeated else spellings.get(name.casefold()):
                shown = abridged(twice)
                message = (
                    f'the header names "{shown}" twice or more; a mapping says which is meant: '
                    f'"{shown}.1" is the first, "{shown}.2" the second'
                )
                spot = place or (file.name, max(line, 1), 1)
                raise UnreadableFileError(Problem(*spot, "duplicate-key", message))


def is_ruler(row: Iterable[str]) -> bool:
    """Tell whether a row only draws a line, as below the header that a terminal shows."""
    return _RULER.fullmatch("|".join(row)) is not None


def column_names(header: Iterable[str]) -> tuple[str, ...]:
    """Return a name for each column, none of them twice.

    Of columns with the same name, `title.1` is the first; one without a name has its number.
    """
    cells = [_tidy(cell) for cell in header]
    times = Counter(cells)
    numbers: Counter[str] = Counter()
    names: dict[str, None] = {}
    for place, cell in enumerate(cells, start=1):
        name = cell or str(place)
        is_free = cell and times[cell] == 1
        while not is_free:
            if cell:
                numbers[cell] += 1
                name = f"{cell}.{numbers[cell]}"
            is_free = name not in times and name not in names
            if not cell and not is_free:
                name = f"column {name}"
        names[name] = None
    return tuple(names)


def names_twice(header: Iterable[str]) -> frozenset[str]:
    """Return the names that more than one column has."""
    times = Counter(map(_tidy, header))
    return frozenset(name for name, count in times.items() if name and count > 1)


def _tidy(name: str) -> str:
    """Return a name on one line, without the byte order mark of a file that was written twice."""
    return " ".join(name.replace("\N{ZERO WIDTH NO-BREAK SPACE}", "").split())


def _below(rows: Sequence[Sequence[str]], row: int) -> int:
    return row + 1 + (row + 1 < len(rows) and is_ruler(rows[row + 1]))


def _width(row: Iterable[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _is_wide(rows: Sequence[Sequence[str]], row: int) -> bool:
    """Tell whether a row is about as wide as those below it, if there are any."""
    usual = _usual_width(rows[row + 1 :])
    # R and pandas give the column of row names none.
    has_row_names = len(rows[row]) > 1 and not rows[row][0].strip()
    return usual > 0 and _width(rows[row]) + has_row_names >= _WIDE_ENOUGH * usual


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    """Return the width that most of the rows have, in cells that are not empty."""
    widths = Counter(width for row in rows[:_ROWS_BELOW] if (width := _width(row)))
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _has_dates_all_the_way(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a column has a date in the first row already, and dates all the way down."""
    for column, cell in enumerate(rows[0]):
        # Later columns may be called by years.
        is_year = column == 0 and _YEAR.fullmatch(cell.strip())
        if is_year or _DATE.fullmatch(cell.strip()):
            below = [row[column].strip() for row in rows[1:_ROWS_BELOW] if len(row) > column]
            below = [cell for cell in below if cell]
            dates = sum(_is_date(cell) for cell in below)
            if dates >= _MOST_DATES * len(below) and (dates or len(rows) == 1):
                return True
    return False


def _is_date(text: str) -> bool:
    if _DATE.fullmatch(text):
        return True
    if len(text) > _LONGEST_DATE or not _HAS_YEAR.match(text):
        return False
    try:
        to_edtf(text, (USUAL,))
    except WhenError as error:
        return isinstance(error, AmbiguousDateError)
    return True
