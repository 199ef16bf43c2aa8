"""Whether quotation marks enclose the cells of a table, or are letters within them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Stands for the delimiter, whichever it is, so that patterns are the same for all.
ANY_DELIMITER = "\x1f"
# Marks at both ends of a cell, with marks within doubled.
_ENCLOSED = re.compile(r'(?:(?<=[\r\n\x1f])|\A)"((?:[^"]|"")*+)"(?=[ \t]*+[\r\n\x1f]|[ \t]*+\Z)')
# The same behind a space, as people write it.
_SPACED = re.compile(r'\x1f +"(?:[^"]|"")*+"(?=[ \t]*+[\r\n\x1f]|[ \t]*+\Z)')
_NEEDS_MARKS = re.compile(r'""|[,;\r\n\x1f]')
_LINES = 20  # of a sample, or of a cell, that are compared
_LONGEST_DATE = 40  # characters
_DIGITS = 4  # of a date at least
_OPENING = re.compile(r'(?:(?<=[\r\n\x1f])|\A)"')


@dataclass(frozen=True, slots=True)
class Quoting:
    """Whether quotation marks enclose cells; `is_proven` when cells of the sample need them.

    `is_spaced` when spaces stand before such cells.
    """

    is_used: bool
    is_proven: bool
    is_spaced: bool = False


def quoting_of(text: str, delimiter: str) -> Quoting:
    """Tell from a sample of a table whether quotation marks enclose its cells.

    A writer that encloses cells doubles the marks within, and encloses what holds a delimiter. A
    mark that opens a cell and does not close it is a letter, and where there are more of those, all
    marks are.
    """
    if '"' not in text:
        return Quoting(is_used=True, is_proven=False)
    text = text.replace(delimiter, ANY_DELIMITER)
    first_line = re.split(r"[\r\n]", text, maxsplit=1)[0]
    lines = re.split(r"[\r\n]+", text)[:_LINES]
    shapes = {line: _shapes(line.split(ANY_DELIMITER)) for line in lines}
    proofs = 0

    def take_out(match: re.Match[str]) -> str:
        nonlocal proofs
        if _has_rows_within(match[1], shapes):
            return match[0]
        proofs += _NEEDS_MARKS.search(match[1]) is not None
        return ""

    rest = _ENCLOSED.sub(take_out, text)
    spaced = 0 if delimiter == "\t" else len(_SPACED.findall(rest))
    strays = len(_OPENING.findall(rest))
    has_marked_names = '"' in first_line and not _ENCLOSED.sub("", first_line).strip(ANY_DELIMITER)
    proofs += spaced + has_marked_names
    is_used = proofs >= strays
    return Quoting(is_used, is_proven=proofs > 0, is_spaced=is_used and spaced > 0)


def looks_like_one_of(cells: Sequence[str], shapes: Sequence[Sequence[str]]) -> bool:
    """Tell whether cells are as many as those of a row, and one has the shape of a date as there.

    `shapes` are what `shape_of` gives for the cells of each row.
    """
    own = _shapes(cells)
    return any(
        len(row) == len(own) > 1 and any(a == b != "" for a, b in zip(row, own, strict=True))
        for row in shapes
    )


def shape_of(cell: str) -> str:
    """Return the shape of a date or of a number of four digits or more, "" for other texts."""
    cell = cell.strip(' "')
    if len(cell) > _LONGEST_DATE or sum(map(str.isdigit, cell)) < _DIGITS:
        return ""
    return "".join("9" if character.isdigit() else character for character in cell)


def _shapes(cells: Sequence[str]) -> Sequence[str]:
    return [shape_of(cell) for cell in cells]


def _has_rows_within(text: str, shapes: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether an enclosed text goes over lines that look like others, which are rows."""
    lines = re.split(r"[\r\n]+", text)
    rows = [shape for line, shape in shapes.items() if line not in lines]
    return any(looks_like_one_of(line.split(ANY_DELIMITER), rows) for line in lines[1:-1][:_LINES])
