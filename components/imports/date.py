"""Dates as other people's files write them become EDTF of the same precision."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from math import floor

from components.events import (
    Precision,
    WhenError,
    abridged,
    clock_time,
    edtf_date,
    utc_offset,
)

USUAL, ISO, EDTF, EPOCH_MS, EPOCH_S = "usual", "iso", "edtf", "epoch-ms", "epoch-s"
FORMATS = (USUAL, ISO, EDTF, EPOCH_MS, EPOCH_S)

_CLOCK = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2})(:[0-9]{2})?(?:[.,][0-9]+)?"
    r" ?(Z|z|UTC|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DIRECTIVE = re.compile(r"%(.)", re.DOTALL)
_KNOWN = frozenset("YymbBdjHIMSpfzaA%")
# What `strptime` says of a text in another form; all else it says of dates that do not exist.
_OTHER_FORM = re.compile("does not match format|unconverted data remains")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_YEAR = re.compile(r"-?[0-9]{1,9}")
_LONGEST_NUMBER = 40
_FARTHEST = 10**15


def fault_of_pattern(pattern: str) -> str:
    """Say why dates cannot be read by a `strptime` pattern; empty when they can."""
    directives = set(_DIRECTIVE.findall(pattern))
    unknown = sorted(directives - _KNOWN)
    if unknown:
        return f"%{unknown[0]} is not read, because it depends on the place or gives no date"
    has_month, has_day = bool(directives & set("mbB")), bool(directives & set("dj"))
    if not directives & set("Yy"):
        return "it has no year (%Y)"
    if "d" in directives and not has_month:
        return "it has a day (%d) without a month (%m)"
    has_clock = "M" in directives and directives & set("HI")
    if directives & set("HIMS") and not (has_day and has_clock):
        return "a clock time needs a day, an hour (%H) and a minute (%M)"
    if "I" in directives and "p" not in directives:
        return "an hour up to 12 (%I) needs %p"
    return ""


def to_edtf(text: str, formats: Sequence[str]) -> str:
    """Write one date in EDTF, by the first of `formats` that reads it.

    A format is one of `FORMATS` or a `strptime` pattern. Nothing is added to what the date says;
    a fraction of a second is left out. Raise WhenError when no format reads it.
    """
    fitting = ""  # a pattern that the text has the form of
    for format_ in formats:
        if format_ == EDTF:
            return text
        if format_ in (USUAL, ISO):
            return _iso(text)
        if format_ in (EPOCH_MS, EPOCH_S):
            return _epoch(text, 1_000 if format_ == EPOCH_MS else 1)
        try:
            moment = _moment(text, format_)
        except ValueError as error:
            fitting = fitting or ("" if _OTHER_FORM.search(str(error)) else format_)
            continue
        return _edtf(moment, _precision(format_))
    if fitting:
        what = "time" if _precision(fitting) in (Precision.MINUTE, Precision.SECOND) else "day"
        message = f'"{abridged(text)}" is written as "{fitting}", but there is no such {what}'
        raise WhenError("no-such-date", message)
    known = " or ".join(f'"{format_}"' for format_ in formats)
    raise WhenError("when-form", f'"{abridged(text)}" is not written as {known}')


def _moment(text: str, pattern: str) -> datetime:
    """Read a date by a `strptime` pattern; raise ValueError when it is none."""
    moment = datetime.strptime(text, pattern)
    if "j" in _DIRECTIVE.findall(pattern) and (moment.month, moment.day) == (1, 1):
        # Python takes day 366 of a year of 365 for the first of the next.
        last = _DIRECTIVE.sub(lambda match: "366" if match[1] == "j" else match[0], pattern)
        if _has_form(text, last):
            raise ValueError("there is no day 366")
    return moment


def _has_form(text: str, pattern: str) -> bool:
    try:
        datetime.strptime(text, pattern)
    except ValueError as error:
        return not _OTHER_FORM.search(str(error))
    return True


def date_of_parts(year: str, month: str = "", day: str = "", time: str = "") -> str:
    """Write a date given in parts in EDTF; raise WhenError when a part is missing or no number.

    Years count as in ISO 8601: 0 is 1 BC.
    """
    if not _YEAR.fullmatch(year):
        raise WhenError("when-form", f'"{abridged(year)}" is no year')
    number = int(year)
    if not month:
        if day or time:
            raise WhenError("when-form", "there is a day or a time, but no month")
        return edtf_date(number)
    if not day:
        if time:
            raise WhenError("when-form", "there is a time, but no day")
        return edtf_date(number, _number(month, "month"))
    date = edtf_date(number, _number(month, "month"), _number(day, "day"))
    return _iso(f"{date}T{time}") if time else date


def _number(digits: str, what: str) -> int:
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 2):
        raise WhenError("when-form", f'"{abridged(digits)}" is no number of a {what}')
    return int(digits)


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
        moment = _EPOCH + timedelta(seconds=floor(number / per_second))
    except OverflowError:
        message = f'"{abridged(text)}": a clock time needs a year from 0001 to 9999'
        raise WhenError("far-year", message) from None
    return _edtf(moment, Precision.SECOND)


def _precision(pattern: str) -> Precision:
    directives = set(_DIRECTIVE.findall(pattern))
    for letters, precision in (
        ("S", Precision.SECOND),
        ("M", Precision.MINUTE),
        ("dj", Precision.DAY),
        ("mbB", Precision.MONTH),
    ):
        if directives & set(letters):
            return precision
    return Precision.YEAR


def _edtf(moment: datetime, precision: Precision) -> str:
    """Write a moment in EDTF as finely as it was written."""
    if precision is Precision.YEAR:
        return edtf_date(moment.year)
    if precision is Precision.MONTH:
        return edtf_date(moment.year, moment.month)
    date = edtf_date(moment.year, moment.month, moment.day)
    if precision is Precision.DAY:
        return date
    second = moment.second if precision is Precision.SECOND else None
    text = f"{date}T{clock_time(moment.hour, moment.minute, second)}"
    offset = moment.utcoffset()
    if offset is None:
        return text
    seconds = int(offset.total_seconds())
    if seconds % 60:
        raise WhenError("no-such-time", "an offset has hours and minutes")
    return f"{text}{utc_offset(seconds) if seconds else 'Z'}"
