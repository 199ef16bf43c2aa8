"""What the reader looks at: one value, its address, its filters and its sentence."""

from components.selection.describe import in_few_words, sentence
from components.selection.filters import FILTERS, KINDS, VERDICTS, Filter, option_names, query
from components.selection.model import PAGES, PARTS, SHOWS, Selection
from components.selection.url import (
    LONGEST_QUERY,
    MOST_PARAMETERS,
    Ignored,
    address,
    decode,
    encode,
    pages,
)
from components.selection.window import clocks, from_wall, to_wall, written, zone_of

__all__ = [
    "FILTERS",
    "KINDS",
    "LONGEST_QUERY",
    "MOST_PARAMETERS",
    "PAGES",
    "PARTS",
    "SHOWS",
    "VERDICTS",
    "Filter",
    "Ignored",
    "Selection",
    "address",
    "clocks",
    "decode",
    "encode",
    "from_wall",
    "in_few_words",
    "option_names",
    "pages",
    "query",
    "sentence",
    "to_wall",
    "written",
    "zone_of",
]
