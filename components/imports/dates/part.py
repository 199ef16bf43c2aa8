"""The parts of a date become EDTF, or the reason why they are none."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeAlias

from components.events import (
    WhenError,
    abridged,
    civil,
    clock_time,
    day_number,
    days_in_month,
    edtf_date,
    month_name,
)
from components.imports.dates.form import Parts
from components.imports.dates.word import MONTHS

# The first and the last of the dates in EDTF that something covers.
Span: TypeAlias = tuple[str, str]

EPOCH_WEEKDAY = 3  # 1970-01-01 was a Thursday
_OFFSET = re.compile(r"(?:UTC)? ?(?:([+-])([0-9]{1,2}):?([0-9]{2})?)?")
_MIDNIGHT = re.compile(r"T00:00(?::00(?:\.0+)?)?Z?")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_TWO_DIGITS = re.compile(
    r"(?:[0-9]{1,2}([-/. ])(?:[0-9]{1,2}|[A-Z]{3})\1'?[0-9]{2}|[A-Z]{3}[ -]'?[0-9]{2}"
    r"|[A-Z]{3} [0-9]{1,2} '?[0-9]{2})(?: .*)?"
)
# What is refused, with the reason; the first row that fits counts.
_REFUSED = (
    (_TWO_DIGITS, "its year has two digits; a format such as %d/%m/%y says which part is what"),
    (
        re.compile(r".*\bPART\b.*"),
        "this part of a time has no fixed bounds; write from when to when",
    ),
    (
        re.compile(r".*\bSEASON\b.*"),
        "a season begins on different days in different places; write the months, 2025-03/2025-05",
    ),
    (re.compile(r".*[0-9]:[0-9]{2}.*:60\b.*"), "leap seconds are not read; write second 59"),
    (
        re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}(?: ?UTC|[+-].*)?"),
        "a time has hours and minutes, 19:12",
    ),
    (
        re.compile(
            r"(?:[0-9]{1,2} )?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)(?: [0-9]{1,2})?"
        ),
        "it has no year",
    ),
    (re.compile(r"[0-9]{1,3}"), "a year has four digits, 0069, or an era, AD 69"),
    (
        re.compile(r"-?(?:[0-9]{5,}(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?e\+?[0-9]+)"),
        "a number may be a count from 1970 or a day of a spreadsheet; say which with a format "
        "such as epoch, epoch-ms or excel",
    ),
)


class Years(StrEnum):
    """How years before Christ are counted: -44 is 44 BC without a year 0, and 45 BC with one."""

    HISTORICAL = "historical"
    ISO = "iso"


class AmbiguousDateError(WhenError):
    """A date that can be read in more than one way."""


class PartReader:
    """Writes the parts of one text in EDTF; `text` is what messages quote."""

    def __init__(self, text: str, years: Years | None) -> None:
        self._text, self._years = abridged(text), years

    def span(self, parts: Parts) -> Span:
        """Return the first and the last date that the parts of a date cover; raise WhenError."""
        if vague := parts.get("vague"):
            message = (
                f'"{self._text}": "{vague.upper()}" is not the same hour everywhere and at all '
                "times; a format that ends with it, %H:%M CET, takes the clock of the log's zone"
            )
            raise AmbiguousDateError("when-form", message)
        for part, evaluate in _PERIODS.items():
            if part in parts and "weekday" not in parts:
                if "hour" in parts:
                    raise self.fault("when-form", "there is a time, but no day")
                return evaluate(self, parts)
        if "ordinal" in parts:
            date = self._day_of_year(parts)
        elif "weekday" in parts:
            date = civil(self._monday(parts) + int(parts["weekday"]) - 1)
        else:
            date = self._calendar_date(parts)
        if "hour" not in parts:
            return (edtf := edtf_date(*date)), edtf
        clock = self._clock(parts)
        is_of_day = len(date) == 3
        if _MIDNIGHT.fullmatch(clock) and (date[0] < 1 or not is_of_day or parts["year"][0] == "+"):
            return (edtf := edtf_date(*date)), edtf  # what Wikidata writes behind every date
        if not is_of_day:
            raise self.fault("when-form", "there is a time, but no day")
        if parts["hour"] == "24":
            date = civil(day_number(*date) + 1)
        return (edtf := f"{edtf_date(*date)}{clock}"), edtf

    def _calendar_date(self, parts: Parts) -> tuple[int, ...]:
        """Return the year, the month and the day, as far as they are known."""
        year, day_digits = self._year(parts), parts.get("day", "00")
        if "name" in parts:
            month = MONTHS.index(parts["name"]) + 1
        # MySQL and Wikidata write 00 for what is not known.
        elif (digits := parts.get("month", "00")) == "00" and day_digits == "00":
            return (year,)
        else:
            month = int(digits)
        if 21 <= month <= 41:
            why = f"{month} is a season in EDTF, and no month; write years as 2024/2025"
            raise self.fault("when-season", why)
        if not 1 <= month <= 12:
            raise self.fault("no-such-date", f"there is no month {month}")
        if day_digits == "00":
            return year, month
        day = int(day_digits)
        length = days_in_month(year, month)
        if not 1 <= day <= length:
            why = f"{month_name(month)} {parts['year']} has the days 1 to {length}"
            raise self.fault("no-such-date", why)
        return year, month, day

    def _year(self, parts: Parts) -> int:
        """Return a year as ISO 8601 counts, 0 being 1 BC."""
        digits, era = parts.get("year", ""), parts.get("era")
        if not digits:
            raise self.fault("when-form", "it has no year")
        number = int(digits)
        if era or (self._years is Years.HISTORICAL and digits[0] == "-"):
            if number == 0:
                raise self.fault("no-such-date", "there is no year 0")
            return 1 - abs(number) if era == "BC" or number < 0 else number
        if digits[0] == "-" and self._years is None and len(digits) < 5:
            message = (
                f'"{self._text}" can be read in two ways: {-number} BC with years: historical, '
                f"{1 - number} BC with years: iso"
            )
            raise AmbiguousDateError("when-form", message)
        is_alone = "name" not in parts and "month" not in parts
        if digits[0] not in "+-" and len(digits) != 4 and not (self._years and is_alone):
            why = "a year has four digits, 0069, or an era, AD 69"
            if not is_alone:
                why = _REFUSED[0][1] if "day" in parts else "its year is missing or has two digits"
            elif len(digits) > 4:
                raise self.unread(digits)
            raise self.fault("when-form", why)
        if number == 0 and self._years is Years.HISTORICAL:
            raise self.fault("no-such-date", "there is no year 0")
        return number

    def _clock(self, parts: Parts) -> str:
        """Write a clock time as it stands behind the day."""
        hour, minute = int(parts["hour"]), int(parts.get("minute", 0))
        second = int(parts["second"]) if "second" in parts else None
        if noon := parts.get("noon", parts.get("noon2")):
            if not 1 <= hour <= 12:
                raise self.fault("no-such-time", "an hour with am or pm is one from 1 to 12")
            hour = hour % 12 + 12 * (noon == "PM")
        if second == 60:
            raise self.fault("no-such-time", "leap seconds are not read; write second 59")
        if hour == 24 and not minute and not second:
            hour = 0
        if hour > 23 or minute > 59 or (second or 0) > 59:
            raise self.fault("no-such-time", "a time lies between 00:00:00 and 23:59:59")
        fraction = parts.get("fraction", "")
        if len(fraction) > 9:
            fraction = fraction[:9] + fraction[9:].rstrip("0")
        zone = parts.get("zone", "").strip()
        clock = clock_time(hour, minute, second, fraction)
        if second is None and zone[:1] == "-" and zone[3:4] == ":" and zone[1:] > clock:
            message = (
                f'"{self._text}" ends with an offset or another time; write " - " before a time'
            )
            raise AmbiguousDateError("when-form", message)
        return f"T{clock}{self._offset(zone)}"

    def _offset(self, zone: str) -> str:
        if not zone:
            return ""
        match = _OFFSET.fullmatch(zone)
        sign, hours, minutes = match.groups() if match else (None, None, None)
        if not hours:
            return "Z"
        offset = f"{sign}{hours:>02}:{minutes or '00'}"
        return "Z" if offset == "-00:00" else offset

    def _monday(self, parts: Parts) -> int:
        """Return the number of the first day of an ISO week."""
        year, week, weekday = self._year(parts), int(parts["week"]), parts.get("weekday")
        fourth = day_number(year, 1, 4)  # always in the first week
        monday = fourth - (fourth + EPOCH_WEEKDAY) % 7 + 7 * (week - 1)
        if week < 1 or civil(monday + 3)[0] != year or weekday in ("0", "8", "9"):
            raise self.fault("no-such-date", "there is no such week or day of the week")
        return monday

    def _week(self, parts: Parts) -> Span:
        monday = self._monday(parts)
        return edtf_date(*civil(monday)), edtf_date(*civil(monday + 6))

    def _day_of_year(self, parts: Parts) -> tuple[int, ...]:
        year = self._year(parts)
        day = day_number(year, 1, 1) + int(parts["ordinal"]) - 1
        if parts["ordinal"] == "000" or civil(day)[0] != year:
            raise self.fault("no-such-date", f"{year} has no day {int(parts['ordinal'])}")
        return civil(day)

    def _months(self, parts: Parts, part: str, length: int) -> Span:
        year, last = self._year(parts), int(parts[part]) * length
        if not length <= last <= 12:
            raise self.fault("no-such-date", f"a year has no {part} {parts[part]}")
        return edtf_date(year, last - length + 1), edtf_date(year, last)

    def _decade(self, parts: Parts) -> Span:
        digits, era = parts["decade"], parts.get("era")
        if digits.endswith("00"):
            message = f'"{self._text}" can be read in two ways: {digits[:-1]}X or {digits[:-2]}XX'
            raise AmbiguousDateError("when-form", message)
        if not digits.endswith("0") or (len(digits) < 3 and not era):
            raise self.fault("when-form", "decades are written 1850s")
        first = int(digits)
        if era == "BC":
            return edtf_date(-8 - first), edtf_date(1 - first)
        return (edtf := f"{digits[:-1]:>03}X"), edtf

    def _century(self, parts: Parts) -> Span:
        roman = parts.get("roman", "")
        number = _of_roman(roman) if roman else int(parts["century"])
        if not 1 <= number <= 99:
            raise self.fault("no-such-date", "there is no such century")
        if parts.get("era") == "BC":
            return edtf_date(1 - 100 * number), edtf_date(100 - 100 * number)
        if number == 1:  # it has no year 0
            return edtf_date(1), edtf_date(100)
        return (edtf := f"{number - 1:02}XX"), edtf

    def fault(self, code: str, why: str) -> WhenError:
        """Return an error that quotes the text."""
        return WhenError(code, f'"{self._text}": {why}')

    def unread(self, tokens: str) -> WhenError:
        """Return an error that says why these tokens of the text are no date."""
        for pattern, why in _REFUSED:
            if pattern.fullmatch(tokens):
                return self.fault("when-form", why)
        why = "write 2025-05-11 or 11 May 2025, or say its format in a mapping, such as %d %b %Y"
        return WhenError("when-form", f'"{self._text}" is not read as a date; {why}')


# The parts of what covers several days, but is no month or year.
_PERIODS: Mapping[str, Callable[[PartReader, Parts], Span]] = {
    "week": PartReader._week,
    "quarter": lambda reader, parts: reader._months(parts, "quarter", 3),
    "half": lambda reader, parts: reader._months(parts, "half", 6),
    "decade": PartReader._decade,
    "century": PartReader._century,
    "roman": PartReader._century,
}


def _of_roman(digits: str) -> int:
    values = [_ROMAN[digit] for digit in digits]
    return sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )
