"""Texts from right to left, each kept apart from the words around it.

Such a text would otherwise take the numbers and full stops beside it along. Unicode's isolates
(U+2068, U+2069) hold it together; text from left to right needs none and gets none.
"""

import re

# Letters of scripts from right to left: the blocks of Unicode that are reserved for them.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_FIRST_STRONG, _END = "\u2068", "\u2069"
_ISOLATES = str.maketrans("", "", _FIRST_STRONG + _END)


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


def _is_isolated(text: str) -> bool:
    """Tell whether a text is one isolate already, from its first sign to its last."""
    return text[0] == _FIRST_STRONG and text.find(_END) == len(text) - 1
