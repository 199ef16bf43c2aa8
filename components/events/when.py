"""EDTF text and an IANA zone come in, an interval in milliseconds with its precision goes out.

The subset is Level 1 of the Extended Date/Time Format (ISO 8601-2:2019, as published by the Library
of Congress) without seasons, with the "one of a set" brackets of Level 2, and with clock times to
the minute. Years follow the proleptic Gregorian calendar, 0000 being 1 BC. Every instant is an
integer because `datetime` ends where the years BC begin.
"""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import inf
from zoneinfo import ZoneInfo

DAY_SECONDS = 86_400
# What a JavaScript date and an exact double can both hold; the picture is drawn there.
FIRST_YEAR, LAST_YEAR = -271_820, 275_759
LARGEST_OFFSET = 14 * 3600
LONGEST_DATE = 1_000
LONGEST_QUOTE = 80

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ORDINAL_OF_EPOCH = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1)
_EPOCH_UTC = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_LOCAL = (1 - _ORDINAL_OF_EPOCH) * DAY_SECONDS
_LAST_LOCAL = (date.max.toordinal() + 1 - _ORDINAL_OF_EPOCH) * DAY_SECONDS - 1
_DAYS_IN_400_YEARS = 146_097


class Precision(StrEnum):
    """How finely a date is stated, finest first."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_COARSENESS = {precision: rank for rank, precision in enumerate(Precision)}


class Form(StrEnum):
    """Whether the bounds hold one moment, or something that lasted throughout."""

    MOMENT = "moment"
    DURATION = "duration"


class WhenError(ValueError):
    """A date that cannot be read: `code` names the rule, the message says what would be right."""

    def __init__(self, code: str, message: str) -> None:
        """Keep the rule's code beside the sentence."""
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class When:
    """What is known about the time of something, in the zone it was stated in.

    `start` (inclusive) and `stop` (exclusive) are milliseconds since 1970-01-01T00:00Z and bound
    the earliest and the latest possible; None is an open side. For a duration they are its ends.
    """

    text: str
    zone: str
    form: Form
    precision: Precision
    start: int | None
    stop: int | None
    uncertain: bool
    approximate: bool

    @property
    def has_clock(self) -> bool:
        """Tell whether a clock time is stated, so that another zone's clock can be asked."""
        return self.precision in (Precision.MINUTE, Precision.SECOND)


@dataclass(frozen=True, slots=True)
class Stated:
    """One date as it stands in the text: what is given, and nothing that is not.

    `years` is the number of years covered from `year` on (10 for `201X`), `clock` the second of
    the day, `offset` the seconds east of UTC when they are written, `flag` one of `?`, `~`, `%`.
    """

    text: str
    year: int
    years: int
    month: int | None
    day: int | None
    clock: int | None
    offset: int | None
    precision: Precision
    flag: str


@dataclass(frozen=True, slots=True)
class Parts:
    """An EDTF text taken apart.

    A group is one date or a pair of ends, of which None is an open one. A duration is one pair; a
    moment lies in one of its groups.
    """

    text: str
    form: Form
    groups: tuple[tuple[Stated | None, ...], ...]


@cache
def zone_names() -> frozenset[str]:
    """Name every IANA zone, as the tzdata distribution lists them."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())


def zone_of(name: str) -> ZoneInfo:
    """Give the IANA zone of this name; raise WhenError (unknown-zone) when there is none."""
    # The list is asked first: ZoneInfo would follow a name into directories and odd files.
    if name not in zone_names():
        message = f'"{abridged(name)}" is not an IANA zone, which is written like Europe/Zurich'
        raise WhenError("unknown-zone", message)
    return ZoneInfo(name)


def parse_when(text: str, zone: str) -> When:
    """Read EDTF `text` in the IANA `zone`.

    A date without a clock time covers its days from the first instant to the last that bear that
    local date, whatever the clocks did meanwhile; a clock time covers its minute or its second.
    Raise WhenError with a code and a sentence that says what would be right.
    """
    info = zone_of(zone)
    parts = take_apart(text)
    starts, stops = [], []
    for group in parts.groups:
        first, last = group[0], group[-1]
        start, stop = -inf, inf
        if first:
            start, stop = bounds(first, info)
        if last is not first:
            stop = bounds(last, info)[1] if last else inf
        if stop <= start:
            message = f'"{parts.text}" runs backwards: the earlier date is written first'
            raise WhenError("backwards", message)
        starts.append(start)
        stops.append(stop)
    dates = [date for group in parts.groups for date in group if date]
    flags = {date.flag for date in dates}
    return When(
        text=parts.text,
        zone=zone,
        form=parts.form,
        precision=max((date.precision for date in dates), key=_COARSENESS.__getitem__),
        start=_known(min(starts)),
        stop=_known(max(stops)),
        uncertain=bool(flags & {"?", "%"}),
        approximate=bool(flags & {"~", "%"}),
    )


def _known(bound: float) -> int | None:
    return None if isinstance(bound, float) else bound


def take_apart(text: str) -> Parts:
    """Split EDTF `text` into its dates without asking a zone; raise WhenError if it is not EDTF."""
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
    stated = _state(text)
    return Parts(stated.text, Form.MOMENT, ((stated,),))


def local_time(ms: int, zone: ZoneInfo) -> tuple[int, int, int, int, int, int]:
    """Tell year, month, day, hour, minute and second on a clock of `zone` at `ms`.

    Outside the years 1 to 9999 the zone's nearest known offset stands in.
    """
    utc = ms // 1000
    day, second = divmod(utc + _offset_at(utc, zone), DAY_SECONDS)
    minute, second = divmod(second, 60)
    return (*civil(day), minute // 60, minute % 60, second)


def day_number(year: int, month: int, day: int) -> int:
    """Count days from 1970-01-01 in the proleptic Gregorian calendar, for any year."""
    cycles, year = divmod(year - 2000, 400)
    ordinal = date(year + 2000, month, day).toordinal()
    return ordinal - _ORDINAL_OF_EPOCH + cycles * _DAYS_IN_400_YEARS


def civil(day: int) -> tuple[int, int, int]:
    """Tell year, month and day of a day number; the inverse of `day_number`."""
    ordinal = day + _ORDINAL_OF_EPOCH
    cycles, within = divmod(ordinal - 1, _DAYS_IN_400_YEARS)
    found = date.fromordinal(within + 1)
    return found.year + 400 * cycles, found.month, found.day


def days_in_month(year: int, month: int) -> int:
    """Count the days of a month, for any year."""
    return 29 if month == 2 and isleap(year) else _DAYS_IN_MONTH[month - 1]


def abridged(text: str) -> str:
    """Give `text`, or its beginning when it is too long to be quoted in a sentence."""
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 3]}..."


def month_name(month: int) -> str:
    """Name a month in English, in any locale."""
    return _MONTHS[month - 1]


_FORMS = "write 2025, 2025-05, 2025-05-11, 2025-05-11T19:12-04:00, a/b or [a..b]"

_STATED = re.compile(
    r"(-?[0-9][0-9X]{3})"
    r"(?:-([0-9]{2}|XX)"
    r"(?:-([0-9]{2}|XX)"
    r"(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?)?)?"
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
    (re.compile(r".*T.*:[0-9]{2}[.,][0-9]+.*"), "leave out the fraction of a second"),
    (re.compile(r".*[?~%]{2,}"), "write % for uncertain and approximate together"),
    (re.compile(r".*[?~%].+"), "?, ~ and % stand at the end of a date"),
    (re.compile(r"[+-]?[0-9]{5,}"), "a year of more than four digits is written Y12345"),
    (re.compile(r"Y-?[0-9]{1,4}"), "Y is for years of more than four digits; write 0500 or -0500"),
    (re.compile(r".*X.*"), "X replaces a day, a month or the last digits of a year: 2025-05-XX"),
)


def _state(text: str) -> Stated:
    """Read one date with its flag."""
    match = _STATED.fullmatch(text)
    if not match:
        far = _FAR.fullmatch(text)
        if not far:
            raise _mistake(text)
        year = int(far[1]) if len(far[1]) < 9 else LAST_YEAR + 1
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise WhenError(
                "far-year", f'"{text}": years from {FIRST_YEAR} to {LAST_YEAR} can be drawn'
            )
        return Stated(text, year, 1, None, None, None, None, Precision.YEAR, far[2])
    digits, month, day, hour, minute, second, offset, flag = match.groups()
    year, years = _years(text, digits)
    if years > 1:
        if month and month != "XX":
            raise WhenError("when-form", f'"{text}" gives a month of an unspecified year')
        return Stated(text, year, years, None, None, None, None, Precision.YEAR, flag)
    if month is None or month == "XX":
        if day not in (None, "XX") or hour:
            raise WhenError("when-form", f'"{text}" gives a day of an unspecified month')
        return Stated(text, year, 1, None, None, None, None, Precision.YEAR, flag)
    number = _month(text, month)
    if day is None or day == "XX":
        if hour:
            raise WhenError("when-form", f'"{text}" gives a time of an unspecified day')
        return Stated(text, year, 1, number, None, None, None, Precision.MONTH, flag)
    length = days_in_month(year, number)
    if not 1 <= int(day) <= length:
        raise WhenError(
            "no-such-date", f'"{text}": {month_name(number)} {digits} has the days 01 to {length}'
        )
    if hour is None:
        return Stated(text, year, 1, number, int(day), None, None, Precision.DAY, flag)
    if not 1 <= year <= 9999:
        raise WhenError("far-year", f'"{text}": a clock time needs a year from 0001 to 9999')
    clock = _clock(text, int(hour), int(minute), int(second or 0))
    if offset and len(offset) == 3:
        text = f"{text.removesuffix(flag)}:00{flag}"
    return Stated(
        text,
        year,
        1,
        number,
        int(day),
        clock,
        _offset(text, offset),
        Precision.SECOND if second else Precision.MINUTE,
        flag,
    )


def _years(text: str, digits: str) -> tuple[int, int]:
    """Give the first year and the number of years that `digits` cover."""
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
    """Give the seconds east of UTC, None when nothing is written."""
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


def _interval(text: str) -> Parts:
    ends = text.split("/")
    if len(ends) != 2:
        message = f'"{abridged(text)}": an interval has two ends, 2025-05-10/2025-05-11'
        raise WhenError("when-form", message)
    if "" in ends:
        message = f'"{abridged(text)}": an open end is written .., 2025-05-10/..'
        raise WhenError("when-form", message)
    if ends == ["..", ".."]:
        raise WhenError("when-form", f'"{text}" says nothing: at least one end needs a date')
    pair = tuple(None if end == ".." else _state(end) for end in ends)
    return Parts("/".join(_written(pair, "..")), Form.DURATION, (pair,))


def _one_of(text: str) -> Parts:
    if not text.endswith("]"):
        message = f'"{abridged(text)}": a bracket is closed last; ?, ~ and % stand before it'
        raise WhenError("when-form", message)
    members = [member.strip() for member in text[1:-1].split(",")]
    groups = tuple(_group(text, member) for member in members)
    if None in [group[0] for group in groups[1:]] + [group[-1] for group in groups[:-1]]:
        message = f'"{abridged(text)}": only the first and the last side may be open'
        raise WhenError("when-form", message)
    written = ",".join("..".join(_written(group, "")) for group in groups)
    return Parts(f"[{written}]", Form.MOMENT, groups)


def _group(text: str, member: str) -> tuple[Stated | None, ...]:
    if member in ("", ".."):
        raise WhenError("when-form", f'"{abridged(text)}": a date is missing between the brackets')
    ends = [end.strip() for end in member.split("..")]
    if len(ends) > 2:
        raise WhenError("when-form", f'"{abridged(text)}": a range is [a..b], [..b] or [a..]')
    return tuple(_state(end) if end else None for end in ends)


def _written(group: tuple[Stated | None, ...], open_end: str) -> list[str]:
    return [stated.text if stated else open_end for stated in group]


def bounds(stated: Stated, zone: ZoneInfo) -> tuple[int, int]:
    """Give the first and the past-the-last millisecond of one stated date."""
    year, month, day = stated.year, stated.month, stated.day
    if month is None:
        first = day_number(year, 1, 1)
        last = day_number(year + stated.years, 1, 1) - 1
    elif day is None:
        first = day_number(year, month, 1)
        last = first + days_in_month(year, month) - 1
    else:
        first = last = day_number(year, month, day)
        if stated.clock is not None:
            start = _instant(stated, first * DAY_SECONDS + stated.clock, zone)
            width = 1 if stated.precision is Precision.SECOND else 60
            return start * 1000, (start + width) * 1000
    start, stop = _opening(first, zone), _closing(last, zone)
    if start >= stop:
        raise WhenError(
            "no-such-date",
            f'"{stated.text}": {zone.key} moved across the date line and left this day out',
        )
    return start * 1000, stop * 1000


def _instant(stated: Stated, local: int, zone: ZoneInfo) -> int:
    """Give the UTC second of a local clock time that came exactly once."""
    if stated.offset is not None:
        return local - stated.offset
    before, after = _offsets_of(local, zone)
    if before < after:
        raise WhenError(
            "time-gap",
            f'"{stated.text}": the clocks of {zone.key} were put forward past this time, '
            "so it did not occur",
        )
    if before > after:
        raise WhenError(
            "time-fold",
            f'"{stated.text}": the clocks of {zone.key} were put back and this time came twice; '
            f"add {_signed(before)} for the first or {_signed(after)} for the second",
        )
    return local - before


def _signed(offset: int) -> str:
    minutes = abs(offset) // 60
    return f"{'-' if offset < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"


def _opening(day: int, zone: ZoneInfo) -> int:
    """Give the first UTC second whose local date is `day` (of the next one, if it was left out)."""
    local = day * DAY_SECONDS
    before, after = _offsets_of(local, zone)
    # Before a gap the offset is the smaller one, so the older reading comes out too late.
    return local - before if before >= after else _change(local - after, local - before, zone)


def _closing(day: int, zone: ZoneInfo) -> int:
    """Give the UTC second after the last one whose local date is `day`."""
    local = (day + 1) * DAY_SECONDS
    before, after = _offsets_of(local, zone)
    if before == after:
        return local - before
    if before < after:
        return _change(local - after, local - before, zone)
    # Newfoundland used to put its clocks back at 00:01, so that the day before went on.
    last = local - after - 1
    is_of_day = (last + _offset_at(last, zone)) // DAY_SECONDS == day
    return local - after if is_of_day else local - before


def _change(low: int, high: int, zone: ZoneInfo) -> int:
    """Find the UTC second after `low`, up to `high`, at which the zone's offset changes."""
    offset = _offset_at(low, zone)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset_at(middle, zone) == offset:
            low = middle
        else:
            high = middle
    return high


def _offsets_of(local: int, zone: ZoneInfo) -> tuple[int, int]:
    """Give the offsets in seconds of a local second, by the clocks before and after a change.

    They differ only where a change skipped the second (the first is smaller) or brought it twice.
    Outside the years 1 to 9999 the nearest known offset stands in.
    """
    wall = _EPOCH + timedelta(seconds=min(max(local, _FIRST_LOCAL), _LAST_LOCAL))
    before = wall.replace(tzinfo=zone).utcoffset()
    after = wall.replace(tzinfo=zone, fold=1).utcoffset()
    first = _seconds(before)
    return first, first if after == before else _seconds(after)


def _offset_at(utc: int, zone: ZoneInfo) -> int:
    """Give the offset in seconds at a UTC second, the nearest known outside years 1 to 9999."""
    known = min(max(utc, _FIRST_LOCAL + DAY_SECONDS), _LAST_LOCAL - DAY_SECONDS)
    return _seconds((_EPOCH_UTC + timedelta(seconds=known)).astimezone(zone).utcoffset())


def _seconds(offset: timedelta | None) -> int:
    return offset // timedelta(seconds=1) if offset else 0
