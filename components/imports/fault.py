"""The kinds of what is wrong with a row, and the words for many rows of one kind.

A reader names the kind of each fault, so that a million faults are counted and not listed.
"""

from collections.abc import Mapping
from typing import Final

from components.events import WhenError

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
CANCELLED: Final = "cancelled"
CHANGED: Final = "changed"

# What rows of each kind are, after their number: "12 more rows without a title".
FAULTS: Final[Mapping[str, str]] = {
    OTHER: "that could not be read",
    NO_DATE: "without a date",
    DATE_FORM: "with a date in a form that is not read",
    NO_SUCH_DATE: "with a date that does not exist",
    NO_TITLE: "without a title",
    UNKNOWN_WORD: "with a kind or status that is not known",
    SHAPE: "with a list or an object where a text should be",
    SYNTAX: "that break the rules of their format",
    ENCODING: "in another encoding",
    CELLS: "with more or fewer cells than the header",
    TOO_BIG: "larger than the limit",
    INVALID: "that break a rule of a log",
    CHANGED: "with a change",
    CANCELLED: "that were cancelled",
}


def kind_of_date(error: WhenError) -> str:
    """Return the kind of a date that cannot be read."""
    return DATE_FORM if error.code == "when-form" else NO_SUCH_DATE
