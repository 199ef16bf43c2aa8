"""The width of text in the page's font, from its advance table; other letters by upper bounds.

The table is that of Source Sans 3, which Streamlit serves, in thousandths of the font's size.
"""

import re
from functools import lru_cache
from unicodedata import combining, east_asian_width

from components.wording import directed

_LETTERS = "".join(map(chr, range(32, 127))) + "“”‘’–—…→×·≠äöüéèÄÖÜ"  # noqa: RUF001 - these very letters
# fmt: off
_REGULAR = (
    200, 289, 426, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350, 497, 497, 497,
    497, 497, 497, 497, 497, 497, 497, 249, 249, 497, 497, 497, 425, 847, 543, 588, 571, 615, 527,
    494, 617, 652, 263, 479, 579, 486, 727, 647, 664, 566, 664, 569, 534, 536, 645, 515, 786, 513,
    476, 539, 303, 350, 303, 497, 500, 542, 504, 553, 456, 555, 496, 292, 504, 544, 246, 247, 495,
    255, 829, 547, 542, 555, 555, 347, 419, 338, 544, 467, 719, 446, 467, 425, 303, 241, 303, 497,
    426, 426, 249, 249, 480, 800, 948, 619, 497, 249, 497, 504, 542, 544, 496, 496, 544, 664, 645,
)
_SEMIBOLD = (
    200, 315, 482, 513, 513, 841, 639, 275, 324, 324, 438, 513, 275, 322, 275, 344, 513, 513, 513,
    513, 513, 513, 513, 513, 513, 513, 275, 275, 513, 513, 513, 444, 875, 558, 597, 576, 625, 538,
    510, 628, 663, 282, 494, 597, 502, 745, 657, 674, 582, 674, 592, 545, 546, 655, 536, 800, 541,
    501, 540, 324, 344, 324, 513, 500, 549, 516, 563, 462, 564, 507, 317, 520, 558, 262, 263, 522,
    271, 843, 560, 549, 564, 564, 373, 431, 361, 556, 495, 748, 481, 495, 443, 324, 255, 324, 513,
    482, 482, 275, 275, 480, 800, 964, 618, 513, 275, 513, 516, 549, 556, 507, 507, 558, 674, 655,
)
# fmt: on
_TABLES = tuple(dict(zip(_LETTERS, table, strict=True)) for table in (_REGULAR, _SEMIBOLD))
_WITHOUT_WIDTH = frozenset("\u200e\u200f\u2066\u2067\u2068\u2069")  # they turn text, or end that
_OTHER, _WIDE = 850, 1100  # of a letter that the table lacks, and of a wide one (CJK, emoji)
_HEBREW = 710, 760  # of its widest letter in DejaVu Sans, the widest of the usual fonts
# Letters that join take half to two thirds of `_OTHER` on average, and a cut between two shows.
_JOINED = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_JOINED_SHARE = 1.5  # of a line that a word of them may seem to take before it is cut


def advance(letter: str, *, bold: bool = False) -> int:
    """Return the width of one letter in thousandths of the font's size."""
    known = _TABLES[bold].get(letter)
    if known is not None:
        return known
    if combining(letter) or letter in _WITHOUT_WIDTH:
        return 0
    if "\u05d0" <= letter <= "\u05ea":
        return _HEBREW[bold]
    return _WIDE if east_asian_width(letter) in "WF" else _OTHER


@lru_cache(maxsize=20_000)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text in pixels, `size` being that of its font."""
    return sum(advance(letter, bold=bold) for letter in text) * size / 1000


@lru_cache(maxsize=20_000)
def wrap(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return a text as lines that fit into `room` pixels.

    Lines break between words; a word that is wider than a line breaks anywhere. Each line keeps
    the direction of the whole text.
    """
    blank = text_width(" ", size, bold=bold)
    lines: list[str] = []
    line, taken = "", 0.0
    for word in text.split():
        width = text_width(word, size, bold=bold)
        if line and taken + blank + width <= room:
            line, taken = f"{line} {word}", taken + blank + width
            continue
        if line:
            lines.append(line)
        line, taken = word, width
        most = room
        if width > room and _JOINED.search(word):
            most *= _JOINED_SHARE
        while taken > most and len(line) > 1:
            cut, cut_width = _fitting(line, room, size, bold=bold)
            lines.append(line[:cut])
            # the rest is not measured again: a word may have a hundred thousand letters
            line, taken = line[cut:], taken - cut_width
    return directed((*lines, line) if line else tuple(lines))


def _fitting(word: str, room: float, size: float, *, bold: bool) -> tuple[int, float]:
    """Return how many letters of a word fit, at least one, and how wide they are."""
    taken = 0.0
    for place, letter in enumerate(word):
        width = advance(letter, bold=bold) * size / 1000
        if place and taken + width > room:
            return place, taken
        taken += width
    return len(word), taken


def is_measured(text: str) -> bool:
    """Return whether the table has every letter of a text, so that its width is no estimate."""
    return all(letter in _TABLES[0] for letter in text)
