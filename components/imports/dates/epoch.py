"""Counts of seconds or days since an epoch become EDTF as exact as they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from math import floor

from components.events import WhenError, abridged, civil, clock_time, day_number, edtf_date

EPOCH, EXCEL, EXCEL_1904 = "epoch", "excel", "excel-1904"
_LONGEST_NUMBER = 40
_DAY = 86_400
_FIRST_SECOND, _LAST_SECOND = day_number(1, 1, 1) * _DAY, day_number(10_000, 1, 1) * _DAY
# The dates by which `EPOCH` tells the units apart: until then, counts in the next finer unit are
# ten times too small for a date from 1973 on.
_LAST_PLAUSIBLE = 10**10  # seconds, in 2286


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit of counts from 1970: its part of a second, as digits behind the point."""

    digits: int
    name: str


UNITS: Mapping[str, _Unit] = {
    "epoch-s": _Unit(0, "seconds"),
    "epoch-ms": _Unit(3, "milliseconds"),
    "epoch-us": _Unit(6, "microseconds"),
    "epoch-ns": _Unit(9, "nanoseconds"),
}
# The day that has the number 0. The system of 1900 counts a 29 February 1900, the day 60, so that
# its days before that have another day 0.
_DAY_ZERO = {EXCEL: day_number(1899, 12, 30), EXCEL_1904: day_number(1904, 1, 1)}
_FALSE_LEAP_DAY = 60
_LAST_SERIAL = 2_958_466  # the end of 9999


def read_count(text: str, format_: str) -> str:
    """Write a count in EDTF; `format_` is a key of `UNITS`, EPOCH, EXCEL or EXCEL_1904.

    A count from 1970 is an instant in UTC, a day of a spreadsheet has the clock of its own place.
    Raise WhenError.
    """
    try:
        number = Decimal(text if len(text) <= _LONGEST_NUMBER else "")
    except InvalidOperation:
        what = "day of a spreadsheet" if format_ in _DAY_ZERO else "count from 1970"
        raise WhenError("when-form", f'"{abridged(text)}" is no {what}') from None
    if not number.is_finite() or number.adjusted() > _LONGEST_NUMBER:
        raise WhenError("far-year", f'"{abridged(text)}" is too far from 1970')
    if format_ in _DAY_ZERO:
        return _read_serial(text, number, format_)
    return _read_instant(text, number, unit_of(text, number) if format_ == EPOCH else format_)


def unit_of(text: str, number: Decimal) -> str:
    """Tell the unit of a count from 1970 by its size; raise WhenError where it could be two."""
    size = abs(number)
    finer = iter(UNITS)
    name = next(finer)
    for unit in finer:
        most = _LAST_PLAUSIBLE * 10 ** UNITS[name].digits
        if size < most:
            return name
        if size < 10 * most:
            either = " or ".join(
                f"{_read_instant(text, number, each)} with format: {each}" for each in (name, unit)
            )
            message = f'"{abridged(text)}" can be read in two ways: it is {either}'
            raise WhenError("when-form", message)
        name = unit
    return name


def _read_instant(text: str, number: Decimal, format_: str) -> str:
    unit = UNITS[format_]
    seconds = number.scaleb(-unit.digits)
    if not _FIRST_SECOND <= seconds < _LAST_SECOND:
        message = f'"{abridged(text)}": a clock time needs a year from 0001 to 9999'
        for other, each in UNITS.items():
            if 10**8 <= abs(number.scaleb(-each.digits)) < _LAST_PLAUSIBLE:
                moment = _read_instant(text, number, other)
                message += f"; as {each.name} it is {moment}, with format: {other}"
        raise WhenError("far-year", message)
    whole = floor(seconds)
    stated = max(-int(number.as_tuple().exponent), 0)
    digits = unit.digits + stated
    fraction = f"{seconds - whole:.{digits}f}"[2:]
    if fraction[9:].strip("0"):
        message = f'"{abridged(text)}" is finer than a billionth of a second'
        raise WhenError("no-such-time", message)
    return _moment(whole, fraction[:9]) + "Z"


def _read_serial(text: str, number: Decimal, format_: str) -> str:
    day = floor(number)
    least = 1 if format_ == EXCEL else 0
    if not least <= number < _LAST_SERIAL:
        message = f'"{abridged(text)}" is no day of a spreadsheet, {least} to {_LAST_SERIAL - 1}'
        raise WhenError("far-year", message)
    zero = _DAY_ZERO[format_]
    if format_ == EXCEL and day <= _FALSE_LEAP_DAY:
        if day == _FALSE_LEAP_DAY:
            message = f'"{abridged(text)}" is 29 February 1900, which only spreadsheets have'
            raise WhenError("no-such-date", message)
        zero += 1
    if number == day:
        return edtf_date(*civil(zero + day))
    # A double of this size holds a day to some microseconds; people write no finer times. A second
    # from which the last digit of the number does not tell the time apart is meant.
    seconds = (number - day) * _DAY
    second, rest = divmod(round(seconds * 1000), 1000)
    last_digit = _DAY * Decimal(1).scaleb(int(number.as_tuple().exponent))
    if abs(seconds - round(seconds)) <= last_digit / 2:
        second, rest = round(seconds), 0
    return _moment((zero + day) * _DAY + second, f"{rest:03}" if rest else "")


def _moment(second: int, fraction: str) -> str:
    day, second = divmod(second, _DAY)
    minute, second = divmod(second, 60)
    return f"{edtf_date(*civil(day))}T{clock_time(*divmod(minute, 60), second, fraction)}"
