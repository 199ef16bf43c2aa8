"""Dates as other people's files write them come in; EDTF text of the same precision goes out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from math import floor

from components.events import Precision, WhenError, abridged

ISO, EDTF, EPOCH_MS, EPOCH_S = "iso", "edtf", "epoch-ms", "epoch-s"
FORMATS = (ISO, EDTF, EPOCH_MS, EPOCH_S)

_CLOCK = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2})(:[0-9]{2})?(?:[.,][0-9]+)?"
    r" ?(Z|z|UTC|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DIRECTIVE = re.compile(r"%(.)", re.DOTALL)
_KNOWN = frozenset("YymbBdjHIMSpfzaA%")
# What `strptime` says of a text that is written otherwise; all else it says of dates that are none.
_UNLIKE = re.compile("does not match format|unconverted data remains")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_YEAR = re.compile(r"(-?)([0-9]{1,9})")
_LONGEST_NUMBER = 40
_FARTHEST = 10**15


def fault_of_pattern(pattern: str) -> str:
    """Say why dates cannot be read by a `strptime` pattern; empty when they can."""
    given = set(_DIRECTIVE.findall(pattern))
    unknown = sorted(given - _KNOWN)
    if unknown:
        return f"%{unknown[0]} is not read, because it depends on the place or gives no date"
    has_month, has_day = bool(given & set("mbB")), bool(given & set("dj"))
    if not given & set("Yy"):
        return "it has no year (%Y)"
    if "d" in given and not has_month:
        return "it has a day (%d) without a month (%m)"
    if given & set("HIMS") and not (has_day and "M" in given and given & set("HI")):
        return "a clock time needs a day, an hour (%H) and a minute (%M)"
    if "I" in given and "p" not in given:
        return "an hour up to 12 (%I) needs %p"
    return ""


def to_edtf(text: str, formats: Sequence[str]) -> str:
    """Write one date in EDTF, by the first of `formats` that reads it.

    A format is one of `FORMATS` or a `strptime` pattern. Nothing is added to what the date says;
    a fraction of a second is left out. Raise WhenError when no format reads it.
    """
    absent = ""
    for each in formats:
        if each == EDTF:
            return text
        if each == ISO:
            return _iso(text)
        if each in (EPOCH_MS, EPOCH_S):
            return _epoch(text, 1_000 if each == EPOCH_MS else 1)
        try:
            found = _parsed(text, each)
        except ValueError as error:
            absent = absent or ("" if _UNLIKE.search(str(error)) else each)
            continue
        return _stated(found, _precision(each))
    if absent:
        what = "time" if _precision(absent) in (Precision.MINUTE, Precision.SECOND) else "day"
        message = f'"{abridged(text)}" is written as "{absent}", but there is no such {what}'
        raise WhenError("no-such-date", message)
    known = " or ".join(f'"{each}"' for each in formats)
    raise WhenError("when-form", f'"{abridged(text)}" is not written as {known}')


def _parsed(text: str, pattern: str) -> datetime:
    """Read a date by a `strptime` pattern; raise ValueError when it is none."""
    found = datetime.strptime(text, pattern)
    if "j" in _DIRECTIVE.findall(pattern) and (found.month, found.day) == (1, 1):
        # Python takes day 366 of a year of 365 for the first of the next.
        last = _DIRECTIVE.sub(lambda each: "366" if each[1] == "j" else each[0], pattern)
        if _is_written(text, last):
            raise ValueError("there is no day 366")
    return found


def _is_written(text: str, pattern: str) -> bool:
    try:
        datetime.strptime(text, pattern)
    except ValueError as error:
        return not _UNLIKE.search(str(error))
    return True


def of_parts(year: str, month: str = "", day: str = "", time: str = "") -> str:
    """Write a date given in parts in EDTF; raise WhenError when a part is missing or no number.

    Years count as in ISO 8601: 0 is 1 BC.
    """
    match = _YEAR.fullmatch(year)
    if not match:
        raise WhenError("when-form", f'"{abridged(year)}" is no year')
    number = int(match[2])
    written = f"{match[1]}{number:04}" if number <= 9999 else f"Y{match[1]}{number}"
    if written == "-0000":
        written = "0000"
    if not month:
        if day or time:
            raise WhenError("when-form", "there is a day or a time, but no month")
        return written
    if not day:
        if time:
            raise WhenError("when-form", "there is a time, but no day")
        return f"{written}-{_two(month, 'month')}"
    date = f"{written}-{_two(month, 'month')}-{_two(day, 'day')}"
    return _iso(f"{date}T{time}") if time else date


def _two(digits: str, what: str) -> str:
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 2):
        raise WhenError("when-form", f'"{abridged(digits)}" is no number of a {what}')
    return digits.zfill(2)


def _iso(text: str) -> str:
    if "/" in text:
        return "/".join(_iso(end) for end in text.split("/"))
    match = _CLOCK.fullmatch(text)
    if match:
        day, clock, second, offset = match.groups(default="")
        if offset in ("z", "UTC", "-00:00", "-0000", "-00"):
            offset = "Z"
        elif len(offset) == 5:
            offset = f"{offset[:3]}:{offset[3:]}"
        return f"{day}T{clock}{second}{offset}"
    compact = _COMPACT.fullmatch(text)
    return "-".join(compact.groups()) if compact else text


def _epoch(text: str, per_second: int) -> str:
    try:
        number = Decimal(text if len(text) <= _LONGEST_NUMBER else "")
    except InvalidOperation:
        raise WhenError("when-form", f'"{abridged(text)}" is no count from 1970') from None
    if not number.is_finite() or not -_FARTHEST <= number <= _FARTHEST:
        raise WhenError("far-year", f'"{abridged(text)}" is too far from 1970')
    try:
        found = _EPOCH + timedelta(seconds=floor(number / per_second))
    except OverflowError:
        message = f'"{abridged(text)}": a clock time needs a year from 0001 to 9999'
        raise WhenError("far-year", message) from None
    return _stated(found, Precision.SECOND)


def _precision(pattern: str) -> Precision:
    given = set(_DIRECTIVE.findall(pattern))
    for directives, precision in (
        ("S", Precision.SECOND),
        ("M", Precision.MINUTE),
        ("dj", Precision.DAY),
        ("mbB", Precision.MONTH),
    ):
        if given & set(directives):
            return precision
    return Precision.YEAR


def _stated(found: datetime, precision: Precision) -> str:
    date = f"{found.year:04}-{found.month:02}-{found.day:02}"
    if precision is Precision.YEAR:
        return date[:4]
    if precision is Precision.MONTH:
        return date[:7]
    if precision is Precision.DAY:
        return date
    clock = f"{found.hour:02}:{found.minute:02}"
    if precision is Precision.SECOND:
        clock += f":{found.second:02}"
    offset = found.utcoffset()
    if offset is None:
        return f"{date}T{clock}"
    minutes, rest = divmod(int(offset.total_seconds()), 60)
    if rest:
        raise WhenError("no-such-time", "an offset has hours and minutes")
    if not minutes:
        return f"{date}T{clock}Z"
    sign, minutes = "-" if minutes < 0 else "+", abs(minutes)
    return f"{date}T{clock}{sign}{minutes // 60:02}:{minutes % 60:02}"
