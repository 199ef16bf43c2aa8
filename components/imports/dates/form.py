"""The forms of a date: its tokens become its parts, by each form that fits them.

`_FORMS` is the one list of the forms. A range is two dates, of which each may leave out what the
other says: `10-12 May 2025`, `1939-45`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from components.imports.dates.word import MONTHS

# The texts of the parts of a date by their names, which are the groups of the patterns below.
Parts: TypeAlias = dict[str, str]
# What an end of a range has beside its parts when it is no date without the other end.
PARTIAL = "partial"
# The parts of a date, coarsest first; a range shares what is coarser than an end's own finest part.
_UNITS = ("era", "century", "year", "name", "month", "day", "zone", "noon", "hour")


class Order(StrEnum):
    """Which number comes first in 10/05/2025."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a date in tokens; `order` is what has to be known to read it."""

    pattern: re.Pattern[str]
    order: Order | None = None


_FORMS = (
    # 2025, 44 BC, AD 69
    Form(re.compile(r"(?:(?P<ad>AD|BC) )?(?P<year>[0-9]{1,6})(?: (?P<era>AD|BC))?")),
    # -0043-03-15, +1969-07-20, -44
    Form(
        re.compile(r"(?P<year>[+-][0-9]{1,6})(?:-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?)?")
    ),
    # 2025-5, 2025/05
    Form(re.compile(r"(?P<year>[0-9]{4})[-/ ](?P<month>[0-9]{1,2})")),
    # 2025-5-3, 2025/05/10, 2025.05.10
    Form(
        re.compile(
            r"(?P<year>[0-9]{4})(?P<mark>[-/. ])(?P<month>[0-9]{1,2})(?P=mark)"
            r"(?P<day>[0-9]{1,2})"
        )
    ),
    # 20250510
    Form(re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")),
    # 2025-131
    Form(re.compile(r"(?P<year>[0-9]{4})-?(?P<ordinal>[0-9]{3})")),
    # 2025-W19, 2025-W19-6
    Form(re.compile(r"(?P<year>[0-9]{4})[- ]?w(?P<week>[0-9]{1,2})(?:-?(?P<weekday>[0-9]))?")),
    # week 19, 2025
    Form(re.compile(r"(?:WEEK|w) ?(?P<week>[0-9]{1,2})[ /-](?P<year>[0-9]{4})")),
    # 05/2025
    Form(re.compile(r"(?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4})")),
    # 10.05.2025: with points the day is first everywhere
    Form(re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})")),
    # 10/05/2025
    Form(
        re.compile(
            r"(?P<day>[0-9]{1,2})(?P<mark>[-/ ])(?P<month>[0-9]{1,2})(?P=mark)"
            r"(?P<year>[0-9]{4})"
        ),
        Order.DAY_FIRST,
    ),
    Form(
        re.compile(
            r"(?P<month>[0-9]{1,2})(?P<mark>[-/ ])(?P<day>[0-9]{1,2})(?P=mark)"
            r"(?P<year>[0-9]{4})"
        ),
        Order.MONTH_FIRST,
    ),
    # 10 May 2025, 10-May-2025, 15 March 44 BC
    Form(
        re.compile(
            r"(?P<day>[0-9]{1,2})[ ./-]?(?P<name>[A-Z]{3})[ ./-]?(?:(?P<ad>AD|BC) )?"
            r"(?P<year>[0-9]{1,6})(?: (?P<era>AD|BC))?"
        )
    ),
    # May 10, 2025
    Form(
        re.compile(
            r"(?P<name>[A-Z]{3})[ ./-]?(?P<day>[0-9]{1,2})[ /-](?:(?P<ad>AD|BC) )?"
            r"(?P<year>[0-9]{1,6})(?: (?P<era>AD|BC))?"
        )
    ),
    # 2025, 10 May
    Form(re.compile(r"(?P<year>[0-9]{4})[ ./-](?P<day>[0-9]{1,2})[ ./-]?(?P<name>[A-Z]{3})")),
    # 2025 May 10
    Form(re.compile(r"(?P<year>[0-9]{4})[ ./-]?(?P<name>[A-Z]{3})(?:[ ./-]?(?P<day>[0-9]{1,2}))?")),
    # May 2025
    Form(
        re.compile(
            r"(?P<name>[A-Z]{3})[ ./-]?(?:(?P<ad>AD|BC) )?(?P<year>[0-9]{1,6})(?: "
            r"(?P<era>AD|BC))?"
        )
    ),
    # Q1 2025
    Form(re.compile(r"QUARTER ?(?P<quarter>[0-9])[ /-]?(?P<year>[0-9]{4})")),
    # 2025-Q1
    Form(re.compile(r"(?P<year>[0-9]{4})[ /-]?QUARTER ?(?P<quarter>[0-9])")),
    # H1 2025
    Form(re.compile(r"HALF ?(?P<half>[0-9])[ /-]?(?P<year>[0-9]{4})")),
    Form(re.compile(r"(?P<year>[0-9]{4})[ /-]?HALF ?(?P<half>[0-9])")),
    # 1850s
    Form(re.compile(r"(?P<decade>[0-9]{1,4})'?s(?: (?P<era>AD|BC))?")),
    # 18th century
    Form(re.compile(r"(?P<century>[0-9]{1,2})\.? CENTURY(?: (?P<era>AD|BC))?")),
    # siglo XVIII
    Form(re.compile(r"CENTURY (?P<roman>[ivxl]+)(?: (?P<era>AD|BC))?")),
    # XVIIIe siècle
    Form(re.compile(r"(?P<roman>[ivxl]+)(?:-?e)? CENTURY(?: (?P<era>AD|BC))?")),
)
# What an end of a range may be, if the other says the rest.
_PARTS = (
    # 10-12 May 2025, 1939-45, 44-31 BC
    Form(re.compile(r"(?P<number>[0-9]{1,6})\.?")),
    # 10 May - 3 June 2025
    Form(re.compile(r"(?P<day>[0-9]{1,2})[ ./-]?(?P<name>[A-Z]{3})")),
    # May 10 - June 3, 2025
    Form(re.compile(r"(?P<name>[A-Z]{3})[ ./-]?(?P<day>[0-9]{1,2})")),
    # May-June 2025
    Form(re.compile(r"(?P<name>[A-Z]{3})")),
    # 10.5.-12.5.2025
    Form(re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.?")),
    # May 10-12, 2025
    Form(re.compile(r"(?P<day>[0-9]{1,2}) (?P<year>[0-9]{4})")),
    # 10 May 2025 9:30 - 11:00
    Form(re.compile(r"")),
)
_CLOCK = re.compile(
    r"(?<![0-9.])(?P<hour>[0-9]{1,2})"
    r"(?:(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]+))?)?)"
    r"(?: (?P<noon>AM|PM))?| (?P<noon2>AM|PM))(?![0-9:])"
    r"(?P<zone> ?(?:UTC(?: ?[+-][0-9]{1,2}(?::?[0-9]{2})?)?"
    r"|[+-][0-9]{2}(?::?[0-9]{2})?(?![0-9:/-])))?"
    r"(?: (?P<vague>[a-z]{2,5})\b)?"
)
_DIGITS = str.maketrans(dict.fromkeys("123456789", "0"))
_ZONE_LAST = re.compile(r" (?P<zone>UTC|[+-][0-9]{4})$")
_FLAGS: Mapping[tuple[bool, bool], str] = {
    (False, False): "",
    (True, False): "~",
    (False, True): "?",
    (True, True): "%",
}
_CIRCA = re.compile(r"^CIRCA ?| CIRCA$")
_PERHAPS = re.compile(r"^PERHAPS ?|\?$")


def is_range(tokens: str) -> bool:
    """Tell whether a text is a range at first sight, by the word or the dash within blanks."""
    return " TO " in tokens or " - " in tokens


def splits(tokens: str) -> Iterator[tuple[str, str]]:
    """Yield the two sides of each place at which a text may be cut into a range."""
    for between in (" TO ", " - "):
        if between in tokens:
            left, _, right = tokens.partition(between)
            yield left, right
            return
    for place, mark in enumerate(tokens):
        if place and (mark == "-" or (mark == "/" and tokens.count("/") == 1)):
            yield tokens[:place].strip(), tokens[place + 1 :].strip()


def without_flag(tokens: str) -> tuple[str, str]:
    """Take the words for "about" and "perhaps" off a date, and return them as a flag of EDTF."""
    tokens, perhaps = _PERHAPS.subn("", tokens)
    tokens, circa = _CIRCA.subn("", tokens)
    tokens, perhaps_too = _PERHAPS.subn("", tokens)
    return tokens.strip(), _FLAGS[bool(circa), bool(perhaps or perhaps_too)]


def parts_of(tokens: str, order: Order, with_parts: bool = False) -> Iterator[Parts]:
    """Yield the parts of a date by each form that fits it."""
    clock: Parts = {}
    if match := _CLOCK.search(tokens):
        clock = {name: text for name, text in match.groupdict().items() if text}
        before, after = tokens[: match.start()].rstrip(" :"), tokens[match.end() :].strip()
        tokens = f"{before} {after}".strip()
        if "zone" not in clock and (match := _ZONE_LAST.search(tokens)):
            clock["zone"], tokens = match["zone"], tokens[: match.start()]
    signature = tokens.translate(_DIGITS)
    for form in _fitting(signature, with_parts):
        if form.order in (None, order):
            match = form.pattern.fullmatch(tokens)
            if match and match.groupdict().get("name", "MAY") in (*MONTHS, None):
                groups = match.groupdict().items()
                parts = {name: text for name, text in groups if text and name != "mark"}
                if "ad" in parts:
                    parts["era"] = parts["ad"]
                if form in _PARTS:
                    parts[PARTIAL] = "yes"
                yield clock | parts


@lru_cache(maxsize=2_048)  # a file has few shapes of dates
def _fitting(signature: str, with_parts: bool) -> tuple[Form, ...]:
    """Return the forms that fit a text of this shape, in which every digit is 0.

    No form asks which digit it is.
    """
    forms = _FORMS + _PARTS if with_parts else _FORMS
    return tuple(form for form in forms if form.pattern.fullmatch(signature))


def are_alike(first: Parts, last: Parts) -> bool:
    """Tell whether two ends are stated as finely as each other."""
    names = {"name": "month"}
    ends = (_finest(first), _finest(last))
    return len({names.get(end, end) for end in ends}) == 1


def _finest(parts: Parts) -> str:
    return next((unit for unit in reversed(_UNITS) if unit in parts), "")


def completed(first: Parts, last: Parts) -> tuple[Parts, Parts]:
    """Return the parts of both ends of a range, each with what only the other says."""
    first, last = dict(first), dict(last)
    for parts, other in ((first, last), (last, first)):
        if "number" in parts:
            number, unit = parts.pop("number"), _finest(other)
            if unit == "year" and parts is last and (len(number), len(other["year"])) == (2, 4):
                number = other["year"][:2] + number
            if unit in ("century", "year", "month", "day"):
                parts[unit] = number
    wholes = first.copy(), last.copy()
    for parts, other in ((first, wholes[1]), (last, wholes[0])):
        finest = _finest(parts)
        coarser = _UNITS[: _UNITS.index(finest)] if finest else ()
        for unit in coarser:
            # Nobody writes the era with the earlier year alone.
            is_of_first = parts is last and "year" in parts and "ad" not in other
            is_era_of_first = unit == "era" and is_of_first
            has_month = unit in ("name", "month") and ("name" in parts or "month" in parts)
            is_shared = unit != "century" and not is_era_of_first and not has_month
            if unit in other and unit not in parts and is_shared:
                parts[unit] = other[unit]
    return first, last
