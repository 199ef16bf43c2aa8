"""The guard against formulas in tables: an apostrophe before a text that would be taken for one.

The rule follows OWASP (CSV injection). It can be undone: a text that begins with apostrophes before
what would be a formula gets one more, so that taking one off leaves it as it was.
"""

import unicodedata

_GUARD = "'"
# What a formula or a command begins with, and what a spreadsheet leaves out before it.
_FORMULA = frozenset("=+-@|%")
_LEFT_OUT = frozenset("\t\r\n\0")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, whatever the width of its signs."""
    return f"{_GUARD}{text}" if _is_formula(text.lstrip(_GUARD)) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given; a text that it would not give stays as it is."""
    is_guarded = text[:1] == _GUARD and _is_formula(text.lstrip(_GUARD))
    return text[1:] if is_guarded else text


def _is_formula(text: str) -> bool:
    if text[:1].isascii() and text[:1].isalnum():
        return False
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])
    return first in _FORMULA or text[:1] in _LEFT_OUT
