"""The kinds of what is wrong with a row, and the words for many rows of one kind.

A reader names the kind of each fault, so that a million faults are counted and not listed.
"""

from collections.abc import Mapping
from typing import Final

OTHER: Final = "other"  # the kind of a fault whose reader names none
NO_DATE: Final = "no-date"
DATE_FORM: Final = "date-form"
NO_SUCH_DATE: Final = "no-such-date"
NO_TITLE: Final = "no-title"
UNKNOWN_WORD: Final = "unknown-word"
SHAPE: Final = "shape"
SYNTAX: Final = "syntax"
ENCODING: Final = "encoding"
CELLS: Final = "cells"
TOO_BIG: Final = "too-big"
INVALID: Final = "invalid"
CHANGED: Final = "changed"
HIDDEN_CHARACTER: Final = "hidden-character"
TAKEN_ID: Final = "taken-id"

# What rows of each kind have in common, after their number: "12 more rows have no title".
FAULTS: Final[Mapping[str, str]] = {
    OTHER: "could not be read",
    NO_DATE: "have no date",
    DATE_FORM: "have a date in a form that was not read",
    NO_SUCH_DATE: "have a date that does not exist",
    NO_TITLE: "have no title",
    UNKNOWN_WORD: "have a kind or status that is not known",
    SHAPE: "have a list or an object where a text should be",
    SYNTAX: "are not written as their format asks",
    ENCODING: "are in another encoding",
    CELLS: "have more or fewer cells than the header",
    TOO_BIG: "are larger than the limit",
    INVALID: "break a rule of the log's format",
    CHANGED: "were changed",
    HIDDEN_CHARACTER: "had characters that cannot be seen",
    TAKEN_ID: "had an id that was taken",
}


def counted(count: int, noun: str) -> str:
    """Return a number with its noun, such as "1 event" or "1,200 events"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
