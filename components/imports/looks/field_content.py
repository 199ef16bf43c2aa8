"""What the texts of a field look like: dates, clock times, addresses, words or names."""

import re
from typing import Final

from components.events import WhenError, zone_of
from components.imports.field_name import USUAL_NAMES, rank_of
from components.imports.looks.sample import FieldSample

MOSTLY: Final = 0.5
NEARLY_ALL: Final = 0.9
_LONGEST_DATE = 60  # characters
_BOOLEANS = frozenset(("true", "false"))
_URL = re.compile(r"https?://\S+$", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+$")
_NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*(?:[eE][-+]?[0-9]+)?%?$")
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?: ?[AaPp]\.?[Mm]\.?)?$")
_DIGIT = re.compile(r"[0-9]")
_KEY = re.compile(r"[A-Za-z]{1,10}[-_#]?[0-9]+$")  # INC0001, ABC-12


def may_be_dates(f: FieldSample) -> bool:
    """Tell whether most texts are short and have a digit."""
    return f.share(lambda text: len(text) <= _LONGEST_DATE and _DIGIT.search(text)) >= MOSTLY


def has_dates(f: FieldSample) -> bool:
    """Tell whether most texts are dates."""
    return may_be_dates(f) and f.date_share >= MOSTLY


def is_dates(f: FieldSample) -> bool:
    """Tell whether nearly all texts are dates."""
    return may_be_dates(f) and f.date_share >= NEARLY_ALL


def has_clock(f: FieldSample) -> bool:
    """Tell whether nearly all texts are clock times."""
    return share_of_clocks(f) >= NEARLY_ALL


def share_of_clocks(f: FieldSample) -> float:
    """Return the part of the texts that are clock times."""
    return f.share(_CLOCK.match)


def share_of_numbers(f: FieldSample) -> float:
    """Return the part of the texts that are numbers."""
    return f.share(_NUMBER.match)


def is_url(f: FieldSample) -> bool:
    """Tell whether most texts are addresses of the web."""
    return f.share(_URL.match) >= MOSTLY


def is_only_url(f: FieldSample) -> bool:
    """Tell whether a field is one of addresses, and not of sources some of which are addresses."""
    return is_url(f) and not _is_mixed_source(f)


def is_source(f: FieldSample) -> bool:
    """Tell whether a field can name sources, some of them by their address."""
    return is_text(f) or _is_mixed_source(f)


def _is_mixed_source(f: FieldSample) -> bool:
    return rank_of("source", f.name) is not None and MOSTLY <= f.share(_URL.match) < 1


def is_text(f: FieldSample) -> bool:
    """Tell whether most texts have words, and are no addresses or numbers."""
    return (
        f.share(_URL.match) < MOSTLY
        and f.share(_EMAIL.match) < MOSTLY
        and share_of_numbers(f) < MOSTLY
        and f.share(_BOOLEANS.__contains__) < MOSTLY
        and f.share(lambda text: any(letter.isalpha() for letter in text)) >= MOSTLY
    )


def is_title(f: FieldSample) -> bool:
    """Tell whether a field can be the title by its texts."""
    rank = rank_of("title", f.name)
    if rank and rank.tier == 0:
        return not is_url(f)
    return is_text(f) and not is_dates(f) and f.share(_KEY.match) < MOSTLY


def is_names(f: FieldSample) -> bool:
    """Tell whether a field can hold names: words, or a list of any kind."""
    return f.is_list or is_text(f)


def is_zone(f: FieldSample) -> bool:
    """Tell whether nearly all texts are IANA zones."""
    return f.share(_names_a_zone) >= NEARLY_ALL


def _names_a_zone(text: str) -> bool:
    try:
        zone_of(text)
    except WhenError:
        return False
    return True


def is_mostly_full(f: FieldSample) -> bool:
    """Tell whether most records have a text here."""
    return len(f.filled) > len(f.texts) * MOSTLY


def has_usual_name(f: FieldSample) -> bool:
    """Tell whether a field has the usual name of any role."""
    return any(rank_of(role, f.name) for role in USUAL_NAMES)


def is_anything(_: FieldSample) -> bool:
    """Take every field."""
    return True


def differ(one: FieldSample, other: FieldSample) -> bool:
    """Tell whether two fields say different things of one record."""
    return any(a and b and a != b for a, b in zip(one.texts, other.texts, strict=True))


def fills_gaps(one: FieldSample, other: FieldSample) -> bool:
    """Tell whether a field has a text in a record where the other has none."""
    return any(a and not b for a, b in zip(one.texts, other.texts, strict=True))
