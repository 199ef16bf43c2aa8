"""How the dates of a column are written, told from a sample of their texts."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.events import WhenError, parse_when
from components.imports.date import USUAL, to_edtf

# More texts than this tell nothing new of a column.
_MOST_TEXTS = 1_000
_MOST_UNREAD = 5


@dataclass(frozen=True, slots=True)
class DateForms:
    """How the dates of a column are written.

    `formats` is what a mapping's `format` says, `("usual",)` when it has to say nothing; of several
    `choices` it is the likeliest. `choices` are the alternatives among which only a person can
    choose (one that has to be confirmed, where years have two digits), likeliest first; empty when
    the texts decide. `years` are the alternatives of a mapping's `years`, empty when the texts
    decide. `read` counts the texts that `formats` read; empty ones count as read. `unread` are the
    first few of the others. `notes` say in sentences what a reader should be told.
    """

    formats: tuple[str, ...] = (USUAL,)
    choices: tuple[tuple[str, ...], ...] = ()
    years: tuple[str, ...] = ()
    read: int = 0
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def forms_of(texts: Sequence[str]) -> DateForms:
    """Tell how the dates of a column are written from its texts, of which the first 1,000 count."""
    sample = texts[:_MOST_TEXTS]
    unread = [text for text in sample if text.strip() and not _is_date(text.strip())]
    return DateForms(read=len(sample) - len(unread), unread=tuple(unread[:_MOST_UNREAD]))


def _is_date(text: str) -> bool:
    try:
        parse_when(to_edtf(text, [USUAL]), "UTC")
    except WhenError:
        return False
    return True
