"""Whether quotation marks enclose the cells of a table, or are letters within them."""

import re
from dataclasses import dataclass

# Stands for the delimiter, whichever it is, so that the patterns are the same for all.
_DELIMITER = "\x1f"
# Marks at both ends of a cell, with marks within doubled.
_ENCLOSED = re.compile(r'(?:(?<=[\r\n\x1f])|\A) ?+"((?:[^"]|"")*+)"(?=[ \t]*+[\r\n\x1f]|[ \t]*+\Z)')
_NEEDS_MARKS = re.compile(r'""|[,;\r\n\x1f]')
_OPENING = re.compile(r'(?:(?<=[\r\n\x1f])|\A)"')


@dataclass(frozen=True, slots=True)
class Quoting:
    """Whether quotation marks enclose cells; `is_proven` when cells of the sample need them."""

    is_used: bool
    is_proven: bool


def quoting_of(text: str, delimiter: str) -> Quoting:
    """Tell from a sample of a table whether quotation marks enclose its cells.

    A writer that encloses cells doubles the marks within, and encloses what holds a delimiter. A
    mark that opens a cell and does not close it is a letter, and where there are more of those, all
    marks are.
    """
    if '"' not in text:
        return Quoting(is_used=True, is_proven=False)
    text = text.replace(delimiter, _DELIMITER)
    first_line = re.split(r"[\r\n]", text, maxsplit=1)[0]
    width = first_line.count(_DELIMITER)
    proofs = 0

    def take_out(match: re.Match[str]) -> str:
        nonlocal proofs
        if _has_rows_within(match[1], width):
            return match[0]
        proofs += _NEEDS_MARKS.search(match[1]) is not None
        return ""

    strays = len(_OPENING.findall(_ENCLOSED.sub(take_out, text)))
    has_marked_names = '"' in first_line and not _ENCLOSED.sub("", first_line).strip(_DELIMITER)
    proofs += has_marked_names
    return Quoting(is_used=proofs >= strays, is_proven=proofs > 0)


def _has_rows_within(text: str, width: int) -> bool:
    """Tell whether an enclosed text goes over lines that are rows themselves."""
    _, *lines = text.split("\n")
    return width > 0 and any(line.count(_DELIMITER) == width for line in lines[:-1])
