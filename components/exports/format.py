"""Every format that a view can leave in: one row each, for the page, the server and the command."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from components.exports.picture import write_svg
from components.exports.png import write_png
from components.exports.sheet import write_csv
from components.exports.view import View


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name and what it is for in a reader's words, the suffix of its files.

    `key` stands in addresses and on the command line; `write` gives the bytes of a view in parts.
    """

    key: str
    name: str
    purpose: str
    suffix: str
    media_type: str
    write: Callable[[View], Iterator[bytes]]


_ROWS = (
    Format("csv", "CSV", "a row per event, for spreadsheets", "csv", "text/csv", write_csv),
    Format("svg", "SVG", "the picture, for print", "svg", "image/svg+xml", write_svg),
    Format("png", "PNG", "the picture, for slides and messages", "png", "image/png", write_png),
)
FORMATS: Mapping[str, Format] = {each.key: each for each in _ROWS}
