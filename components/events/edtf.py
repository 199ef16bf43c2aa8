"""EDTF text becomes the dates that it states, without asking a zone.

The subset is Level 1 of the Extended Date/Time Format (ISO 8601-2:2019, as published by the Library
of Congress) without seasons, with the "one of a set" brackets of Level 2, and with clock times to
the billionth of a second. Years follow the proleptic Gregorian calendar, 0000 being 1 BC.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from components.events.gregorian import days_in_month, month_name
from components.events.problem import LONGEST_QUOTE, WhenError, abridged

# What a JavaScript date and an exact double can both hold; the picture is drawn there.
FIRST_YEAR, LAST_YEAR = -271_820, 275_759
LARGEST_OFFSET = 14 * 3600
LONGEST_DATE = 1_000


class Precision(StrEnum):
    """How finely a date is stated, finest first."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Form(StrEnum):
    """Whether the bounds hold one moment, or something that lasted throughout."""

    MOMENT = "moment"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """One date as the text states it, with nothing added.

    `flag` is one of `?`, `~`, `%` or empty, `years` the number of years covered from `year` on (10
    for `201X`), `clock` the second of the day, `fraction` the digits of the fraction behind it,
    `offset` the seconds east of UTC when they are written.
    """

    text: str
    precision: Precision
    flag: str
    year: int
    years: int = 1
    month: int | None = None
    day: int | None = None
    clock: int | None = None
    offset: int | None = None
    fraction: str = ""


# One date, or a pair of ends of which None is an open one.
Group: TypeAlias = tuple[ParsedDate | None, ...]


class Edtf(NamedTuple):
    """A parsed text: a duration is one pair of ends, a moment lies in one of its groups.

    `text` is in normal form: without white space, with both digits of an offset's minutes.
    """

    text: str
    form: Form
    groups: tuple[Group, ...]


def parse_edtf(text: str) -> Edtf:
    """Split EDTF `text` into its dates; raise WhenError if it is not EDTF."""
    text = text.strip()
    if not text:
        raise WhenError("when-form", f"a date is missing; {_FORMS}")
    if len(text) > LONGEST_DATE:
        raise WhenError("when-form", f'"{abridged(text)}" is too long for a date')
    if text.startswith("["):
        return _one_of(text)
    if text.startswith("{"):
        message = (
            f'"{abridged(text)}" is several dates; write an event for each, or an interval a/b'
        )
        raise WhenError("when-form", message)
    if "/" in text:
        return _interval(text)
    date = _date(text)
    return Edtf(date.text, Form.MOMENT, ((date,),))


_FORMS = "write 2025, 2025-05, 2025-05-11, 2025-05-11T19:12-04:00, a/b or [a..b]"

_DATE = re.compile(
    r"(-?[0-9][0-9X]{3})"
    r"(?:-([0-9]{2}|XX)"
    r"(?:-([0-9]{2}|XX)"
    r"(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?)?)?"
    r"([?~%]?)"
)
_FAR = re.compile(r"Y(-?[1-9][0-9]{4,})([?~%]?)")

_MISTAKES = (
    (re.compile(r"[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?"), "months and days have two digits: {iso}"),
    (re.compile(r"[0-9]{8}"), "write the day with hyphens, such as 2025-05-11"),
    (re.compile(r"[0-9]{4}-?W[0-9].*"), "weeks are not read; write 2025-05-05/2025-05-11"),
    (re.compile(r"[0-9]{4}-[0-9]{3}"), "days of the year are not read; write 2025-05-11"),
    (re.compile(r".*[0-9] +[0-9]{1,2}:.*"), "put a T between day and time: 2025-05-11T19:12"),
    (re.compile(r".*T[0-9]{2}([Z+-].*)?"), "a time has hours and minutes: 2025-05-11T19:12"),
    (
        re.compile(r".*T.*:[0-9]{2}[.,][0-9]+.*"),
        "a fraction of a second has a dot and one to nine digits: 2025-05-11T19:12:30.5",
    ),
    (re.compile(r".*[?~%]{2,}"), "write % for uncertain and approximate together"),
    (re.compile(r".*[?~%].+"), "?, ~ and % stand at the end of a date"),
    (re.compile(r"[+-]?[0-9]{5,}"), "a year of more than four digits is written Y12345"),
    (re.compile(r"Y-?[0-9]{1,4}"), "Y is for years of more than four digits; write 0500 or -0500"),
    (re.compile(r".*X.*"), "X replaces a day, a month or the last digits of a year: 2025-05-XX"),
)


def _date(text: str) -> ParsedDate:
    """Read one date with its flag."""
    match = _DATE.fullmatch(text)
    if not match:
        return _far_year(text)
    digits, month, day, hour, minute, second, fraction, offset, flag = match.groups()
    year, years = _years(text, digits)
    if years > 1:
        if month and month != "XX":
            raise WhenError("when-form", f'"{text}" gives a month of an unspecified year')
        return ParsedDate(text, Precision.YEAR, flag, year, years)
    if month is None or month == "XX":
        if day not in (None, "XX") or hour:
            raise WhenError("when-form", f'"{text}" gives a day of an unspecified month')
        return ParsedDate(text, Precision.YEAR, flag, year)
    number = _month(text, month)
    if day is None or day == "XX":
        if hour:
            raise WhenError("when-form", f'"{text}" gives a time of an unspecified day')
        return ParsedDate(text, Precision.MONTH, flag, year, month=number)
    length = days_in_month(year, number)
    if not 1 <= int(day) <= length:
        message = f'"{text}": {month_name(number)} {digits} has the days 01 to {length}'
        raise WhenError("no-such-date", message)
    if hour is None:
        return ParsedDate(text, Precision.DAY, flag, year, 1, number, int(day))
    if not 1 <= year <= 9999:
        raise WhenError("far-year", f'"{text}": a clock time needs a year from 0001 to 9999')
    clock = _clock(text, int(hour), int(minute), int(second or 0))
    if offset and len(offset) == 3:
        text = f"{text.removesuffix(flag)}:00{flag}"
    east = _offset(text, offset)
    precision = Precision.SECOND if second else Precision.MINUTE
    return ParsedDate(text, precision, flag, year, 1, number, int(day), clock, east, fraction or "")


def _far_year(text: str) -> ParsedDate:
    """Read a year of more than four digits, with its flag."""
    match = _FAR.fullmatch(text)
    if not match:
        raise _mistake(text)
    year = int(match[1]) if len(match[1]) < 9 else LAST_YEAR + 1
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = f'"{text}": years from {FIRST_YEAR} to {LAST_YEAR} can be drawn'
        raise WhenError("far-year", message)
    return ParsedDate(text, Precision.YEAR, match[2], year)


def _years(text: str, digits: str) -> tuple[int, int]:
    """Return the first year and the number of years that `digits` cover."""
    if "X" not in digits:
        if digits == "-0000":
            raise WhenError("no-such-date", f'"{text}": the year 1 BC is written 0000')
        return int(digits), 1
    stem = digits.rstrip("X")
    if "X" in stem:
        raise WhenError("when-form", f'"{text}": X replaces the last digits of a year, as in 201X')
    years = 10 ** (len(digits) - len(stem))
    if digits.startswith("-"):
        return int(digits.replace("X", "9")), years
    return int(digits.replace("X", "0")), years


def _month(text: str, digits: str) -> int:
    number = int(digits)
    if 21 <= number <= 41:
        raise WhenError(
            "when-season",
            f'"{text}": {digits} is a season, which begins on different days in different places; '
            "write the months, 2025-03/2025-05",
        )
    if not 1 <= number <= 12:
        raise WhenError("no-such-date", f'"{text}": there is no month {digits}')
    return number


def _clock(text: str, hour: int, minute: int, second: int) -> int:
    if hour == 24:
        raise WhenError("no-such-time", f'"{text}": midnight is 00:00 of the following day')
    if second == 60:
        raise WhenError("no-such-time", f'"{text}": leap seconds are not read; write second 59')
    if hour > 24 or minute > 59 or second > 60:
        raise WhenError("no-such-time", f'"{text}": a time lies between 00:00:00 and 23:59:59')
    return hour * 3600 + minute * 60 + second


def _offset(text: str, offset: str | None) -> int | None:
    """Return the seconds east of UTC, None when nothing is written."""
    if offset is None:
        return None
    if offset == "Z":
        return 0
    if len(offset) == 5:
        raise WhenError("when-form", f'"{text}": an offset is written +02:00')
    minutes = int(offset[4:6] or 0)
    seconds = int(offset[1:3]) * 3600 + minutes * 60
    if minutes > 59 or seconds > LARGEST_OFFSET:
        raise WhenError("no-such-time", f'"{text}": an offset lies between -14:00 and +14:00')
    if offset[0] == "-" and not seconds:
        raise WhenError("no-such-time", f'"{text}": UTC is written Z or +00:00')
    return -seconds if offset[0] == "-" else seconds


def _mistake(text: str) -> WhenError:
    for pattern, advice in _MISTAKES:
        if len(text) <= LONGEST_QUOTE and pattern.fullmatch(text):
            iso = "-".join(part.zfill(2) for part in text.split("-"))
            return WhenError("when-form", f'"{abridged(text)}": {advice.format(iso=iso)}')
    return WhenError("when-form", f'"{abridged(text)}" is not a date in EDTF; {_FORMS}')


def _interval(text: str) -> Edtf:
    ends = text.split("/")
    if len(ends) != 2:
        message = f'"{abridged(text)}": an interval has two ends, 2025-05-10/2025-05-11'
        raise WhenError("when-form", message)
    if "" in ends:
        message = f'"{abridged(text)}": an open end is written .., 2025-05-10/..'
        raise WhenError("when-form", message)
    if ends == ["..", ".."]:
        raise WhenError("when-form", f'"{text}" says nothing: at least one end needs a date')
    pair = tuple(None if end == ".." else _date(end) for end in ends)
    return Edtf("/".join(_written(pair, "..")), Form.DURATION, (pair,))


def _one_of(text: str) -> Edtf:
    if not text.endswith("]"):
        message = f'"{abridged(text)}": a bracket is closed last; ?, ~ and % stand before it'
        raise WhenError("when-form", message)
    members = [member.strip() for member in text[1:-1].split(",")]
    groups = tuple(_group(text, member) for member in members)
    if None in [group[0] for group in groups[1:]] + [group[-1] for group in groups[:-1]]:
        message = f'"{abridged(text)}": only the first and the last side may be open'
        raise WhenError("when-form", message)
    written = ",".join("..".join(_written(group, "")) for group in groups)
    return Edtf(f"[{written}]", Form.MOMENT, groups)


def _group(text: str, member: str) -> Group:
    if member in ("", ".."):
        raise WhenError("when-form", f'"{abridged(text)}": a date is missing between the brackets')
    ends = [end.strip() for end in member.split("..")]
    if len(ends) > 2:
        raise WhenError("when-form", f'"{abridged(text)}": a range is [a..b], [..b] or [a..]')
    return tuple(_date(end) if end else None for end in ends)


def _written(group: Group, open_end: str) -> list[str]:
    return [date.text if date else open_end for date in group]
