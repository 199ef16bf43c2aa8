"""The width of text in an SVG, an upper bound: nobody knows which font a reader will have.

The widths are those of DejaVu Sans, the widest of the usual ones, so that names fit in any. Lines
that `text_line` holds to their width, and those of images, are in the page's font or as wide: their
measure is `figures.advance`.
"""

import re
from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from components import wording

_WIDTHS = {
    **dict.fromkeys("ijl'|", 0.28),
    **dict.fromkeys(" I.,:;/\\!ftr()[]-", 0.38),
    **dict.fromkeys("\u2018\u2019\N{MIDDLE DOT}\u201c\u201d", 0.5),
    **dict.fromkeys("csvxyzkJ?\N{EN DASH}", 0.56),
    **dict.fromkeys("wGODQNHUM&", 0.82),
    **dict.fromkeys("mWM@%\N{EM DASH}\N{HORIZONTAL ELLIPSIS}", 1.0),
}
_CAPITAL, _OTHER, _WIDE = 0.69, 0.63, 1.04  # of the font's size
_BOLD = 1.12
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
# where a line may end: after blanks and hyphens, and around every wide character
_PIECE = re.compile(r"\S+?(?:-(?=\w)|(?=\s|$))\s*|\s+")


def _width(character: str) -> float:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if combining(character):
        return 0.0
    if east_asian_width(character) in "WF":
        return _WIDE
    return _CAPITAL if character.isupper() else _OTHER


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is in pixels, at most."""
    return sum(map(_width, text)) * size * (_BOLD if bold else 1)


def shorten(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return a text, or as much of its beginning as fits before an ellipsis."""
    if text_width(text, size, bold=bold) <= room:
        return text
    room -= text_width(_ELLIPSIS, size, bold=bold)
    for place, character in enumerate(text):
        room -= text_width(character, size, bold=bold)
        if room < 0:
            return text[:place].rstrip() + _ELLIPSIS
    return text + _ELLIPSIS


def _pieces(text: str, room: float, scale: float) -> Iterator[str]:
    """Yield the parts between which a line may break; a word wider than `room` breaks anywhere."""
    for piece in _PIECE.findall(text):
        start, taken = 0, 0.0
        for place, character in enumerate(piece):
            width = _width(character) * scale
            wide = east_asian_width(character) in "WF"
            if place > start and (wide or taken + width > room) and not combining(character):
                yield piece[start:place]
                start, taken = place, 0.0
            taken += width
        yield piece[start:]


def wrap(text: str, room: float, size: float, most: int, *, bold: bool = False) -> list[str]:
    """Return a text as lines that fit, `most` at most; what is too long ends in an ellipsis."""
    pieces = list(_pieces(text.strip(), room, size * (_BOLD if bold else 1)))
    lines: list[str] = []
    line = ""
    for place, piece in enumerate(pieces):
        if line and text_width((line + piece).rstrip(), size, bold=bold) > room:
            if len(lines) == most - 1:
                line += "".join(pieces[place:])
                break
            lines.append(line.rstrip())
            line = ""
        line += piece
    fitting = (shorten(full.rstrip(), room, size, bold=bold) for full in (*lines, line))
    return list(wording.directed(tuple(fitting)))
