"""Texts from right to left, each kept apart from the words around it.

Such a text would otherwise take the numbers and full stops beside it along. Unicode's isolates
(U+2068, U+2069) hold it together; text from left to right needs none and gets none.
"""

import re
from unicodedata import bidirectional

# Letters of scripts from right to left: the blocks of Unicode that are reserved for them.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_FIRST_STRONG, _END = "\u2068", "\u2069"
_ISOLATES = str.maketrans("", "", _FIRST_STRONG + _END)
_LEFT_MARK, _RIGHT_MARK = "\u200e", "\u200f"  # letters without a width that have a direction


def has_right_to_left(text: str) -> bool:
    """Tell whether a text has letters of a script from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def isolated(text: str) -> str:
    """Hold a text together within a sentence; one without right-to-left letters stays as it is."""
    if not has_right_to_left(text) or _is_isolated(text):
        return text
    return f"{_FIRST_STRONG}{text}{_END}"


def without_isolates(text: str) -> str:
    """Return a sentence as data, which programs compare and other programs print."""
    return text if text.isascii() else text.translate(_ISOLATES)


def directed(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines of one text so that each, shown alone, keeps the direction of the whole.

    A line that would have another one begins with a mark of the right one (U+200E, U+200F).
    """
    if not any(map(has_right_to_left, lines)):
        return lines
    sides = [_side(line) for line in lines]
    whole = next(filter(None, sides), _LEFT_MARK)
    return tuple(
        line if side == whole or (side == "" and whole == _LEFT_MARK) else f"{whole}{line}"
        for line, side in zip(lines, sides, strict=True)
    )


def _is_isolated(text: str) -> bool:
    """Tell whether a text is one isolate already, from its first sign to its last."""
    return text[0] == _FIRST_STRONG and text.find(_END) == len(text) - 1


def _side(text: str) -> str:
    """Return the mark of the direction that a text takes from its first letter, "" without any.

    Letters within isolates do not count.
    """
    depth = 0
    for letter in text:
        direction = bidirectional(letter)
        if direction in ("FSI", "LRI", "RLI"):
            depth += 1
        elif direction == "PDI":
            depth = max(depth - 1, 0)
        elif depth == 0 and direction in ("L", "R", "AL"):
            return _LEFT_MARK if direction == "L" else _RIGHT_MARK
    return ""
