"""Dates as people and tools write them become EDTF where they can be read in one way only.

`_FORMS` is the one list of the forms of a date. A range is two of them, of which each may leave out
what the other says: `10-12 May 2025`, `1939-45`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from components.events import (
    WhenError,
    abridged,
    civil,
    clock_time,
    day_number,
    days_in_month,
    edtf_date,
    local_time,
    month_name,
    offset_at,
    parse_when,
    utc_offset,
    zone_of,
)
from components.imports.date_word import MONTHS, WEEKDAYS, day_name, tokens_of

# Longer texts are prose.
_LONGEST = 100
_EPOCH_WEEKDAY = 3  # 1970-01-01 was a Thursday


class Order(StrEnum):
    """Which number comes first in 10/05/2025."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class Years(StrEnum):
    """How years before Christ are counted: -44 is 44 BC without a year 0, and 45 BC with one."""

    HISTORICAL = "historical"
    ISO = "iso"


class AmbiguousDateError(WhenError):
    """A date that can be read in more than one way."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of a date in tokens; `order` is what has to be known to read it."""

    pattern: re.Pattern[str]
    order: Order | None = None


_FORMS = (
    # 2025, 44 BC, AD 69
    _Form(re.compile(r"(?:(?P<ad>AD|BC) )?(?P<year>[0-9]{1,6})(?: (?P<era>AD|BC))?")),
    # -0043-03-15, +1969-07-20, -44
    _Form(
        re.compile(r"(?P<year>[+-][0-9]{1,6})(?:-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?)?")
    ),
    # 2025-5, 2025/05
    _Form(re.compile(r"(?P<year>[0-9]{4})[-/ ](?P<month>[0-9]{1,2})")),
    # 2025-5-3, 2025/05/10, 2025.05.10
    _Form(
        re.compile(
            r"(?P<year>[0-9]{4})(?P<mark>[-/. ])(?P<month>[0-9]{1,2})(?P=mark)"
            r"(?P<day>[0-9]{1,2})"
        )
    ),
    # 20250510
    _Form(re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")),
    # 2025-131
    _Form(re.compile(r"(?P<year>[0-9]{4})-?(?P<ordinal>[0-9]{3})")),
    # 2025-W19, 2025-W19-6
    _Form(re.compile(r"(?P<year>[0-9]{4})[- ]?w(?P<week>[0-9]{1,2})(?:-?(?P<weekday>[0-9]))?")),
    # week 19, 2025
    _Form(re.compile(r"(?:WEEK|w) ?(?P<week>[0-9]{1,2})[ /-](?P<year>[0-9]{4})")),
    # 05/2025
    _Form(re.compile(r"(?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4})")),
    # 10.05.2025: with points the day is first everywhere
    _Form(re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})")),
    # 10/05/2025
    _Form(
        re.compile(
            r"(?P<day>[0-9]{1,2})(?P<mark>[-/ ])(?P<month>[0-9]{1,2})(?P=mark)"
            r"(?P<year>[0-9]{4})"
        ),
        Order.DAY_FIRST,
    ),
    _Form(
        re.compile(
            r"(?P<month>[0-9]{1,2})(?P<mark>[-/ ])(?P<day>[0-9]{1,2})(?P=mark)"
            r"(?P<year>[0-9]{4})"
        ),
        Order.MONTH_FIRST,
    ),
    # 10 May 2025, 10-May-2025, 15 March 44 BC
    _Form(
        re.compile(
            r"(?P<day>[0-9]{1,2})[ ./-]?(?P<name>[A-Z]{3})[ ./-]?(?:(?P<ad>AD|BC) )?"
            r"(?P<year>[0-9]{1,6})(?: (?P<era>AD|BC))?"
        )
    ),
    # May 10, 2025
    _Form(
        re.compile(
            r"(?P<name>[A-Z]{3})[ ./-]?(?P<day>[0-9]{1,2})[ /-](?:(?P<ad>AD|BC) )?"
            r"(?P<year>[0-9]{1,6})(?: (?P<era>AD|BC))?"
        )
    ),
    # 2025 May 10
    _Form(
        re.compile(r"(?P<year>[0-9]{4})[ ./-]?(?P<name>[A-Z]{3})(?:[ ./-]?(?P<day>[0-9]{1,2}))?")
    ),
    # May 2025
    _Form(
        re.compile(
            r"(?P<name>[A-Z]{3})[ ./-]?(?:(?P<ad>AD|BC) )?(?P<year>[0-9]{1,6})(?: "
            r"(?P<era>AD|BC))?"
        )
    ),
    # Q1 2025
    _Form(re.compile(r"QUARTER ?(?P<quarter>[0-9])[ /-]?(?P<year>[0-9]{4})")),
    # 2025-Q1
    _Form(re.compile(r"(?P<year>[0-9]{4})[ /-]?QUARTER ?(?P<quarter>[0-9])")),
    # H1 2025
    _Form(re.compile(r"HALF ?(?P<half>[0-9])[ /-]?(?P<year>[0-9]{4})")),
    _Form(re.compile(r"(?P<year>[0-9]{4})[ /-]?HALF ?(?P<half>[0-9])")),
    # 1850s
    _Form(re.compile(r"(?P<decade>[0-9]{1,4})'?s(?: (?P<era>AD|BC))?")),
    # 18th century
    _Form(re.compile(r"(?P<century>[0-9]{1,2})\.? CENTURY(?: (?P<era>AD|BC))?")),
    # siglo XVIII
    _Form(re.compile(r"CENTURY (?P<roman>[ivxl]+)(?: (?P<era>AD|BC))?")),
    # XVIIIe siècle
    _Form(re.compile(r"(?P<roman>[ivxl]+)(?:-?e)? CENTURY(?: (?P<era>AD|BC))?")),
)
# What an end of a range may be, if the other says the rest.
_PARTS = (
    # 10-12 May 2025, 1939-45, 44-31 BC
    _Form(re.compile(r"(?P<number>[0-9]{1,6})\.?")),
    # 10 May - 3 June 2025
    _Form(re.compile(r"(?P<day>[0-9]{1,2})[ ./-]?(?P<name>[A-Z]{3})")),
    # May 10 - June 3, 2025
    _Form(re.compile(r"(?P<name>[A-Z]{3})[ ./-]?(?P<day>[0-9]{1,2})")),
    # May-June 2025
    _Form(re.compile(r"(?P<name>[A-Z]{3})")),
    # 10.5.-12.5.2025
    _Form(re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.?")),
    # May 10-12, 2025
    _Form(re.compile(r"(?P<day>[0-9]{1,2}) (?P<year>[0-9]{4})")),
    # 10 May 2025 9:30 - 11:00
    _Form(re.compile(r"")),
)
_CLOCK = re.compile(
    r"(?<![0-9.])(?P<hour>[0-9]{1,2})"
    r"(?:(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]+))?)?)"
    r"(?: (?P<noon>AM|PM))?| (?P<noon2>AM|PM))(?![0-9:])"
    r"(?P<zone> ?(?:UTC(?: ?[+-][0-9]{1,2}(?::?[0-9]{2})?)?"
    r"|[+-][0-9]{2}(?::?[0-9]{2})?(?![0-9:/-])))?"
    r"(?: (?P<vague>[a-z]{2,5})\b)?"
)
_ZONE_LAST = re.compile(r" (?P<zone>UTC|[+-][0-9]{4})$")
_OFFSET = re.compile(r"(?:UTC)? ?(?:([+-])([0-9]{1,2}):?([0-9]{2})?)?")
_WEEKDAY = re.compile(r"\b(MON|TUE|WED|THU|FRI|SAT|SUN)\b ?")
_FLAGS: Mapping[tuple[bool, bool], str] = {
    (False, False): "",
    (True, False): "~",
    (False, True): "?",
    (True, True): "%",
}
_CIRCA = re.compile(r"^CIRCA ?| CIRCA$")
_PERHAPS = re.compile(r"^PERHAPS ?|\?$")
_TWO_ORDERS = re.compile(r"(?<![0-9])[0-9]{1,2}([-/ ])[0-9]{1,2}\1[0-9]{4}(?![0-9])")
# RFC 9557: the name of a zone behind a time, in brackets or not.
_ZONE_NAME = re.compile(
    r"(.*[0-9Zz])(?:\[([A-Za-z_]+(?:/[A-Za-z0-9_+-]+)*)\]| ([A-Z][A-Za-z_]+/[A-Za-z_/+-]+))"
)
_COMMENTS = (
    (re.compile(r" ?\((?:UTC|GMT)\)$"), " UTC"),
    (re.compile(r"(?<=[0-9]) \([^()]*\)$"), ""),
)
_HAS_OFFSET = re.compile(r".*[+-][0-9]{2}:?[0-9]{2} \([^()]*\)")
_OPEN = ".."
_OPEN_END = re.compile(r"(.*[0-9sCDY])(?: ?-| TO| (?:TO|-) PRESENT|-PRESENT)")
_FLOAT = re.compile(r"([0-9]+)\.0+")
_EDTF = re.compile(r"[0-9X?~%.,/\[\]{}TZY:+ -]+")
_YEAR_BC = re.compile(r"(?:^|[/\[.,])(?:-[0-9]|0000)")
# Text that can only be EDTF, whose own messages say most.
_ONLY_EDTF = re.compile(r"(?:.*(?:[\[\]{}]|\.\.|[0-9]X|[0-9X][~%])|Y-?[0-9]).*")
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
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_Parts = dict[str, str]
_Span = tuple[str, str]
# The parts of a date, coarsest first; a range shares what is coarser than an end's own finest part.
_UNITS = ("era", "century", "year", "name", "month", "day", "zone", "noon", "hour")


def read_usual(text: str, order: Order | None = None, years: Years | None = None) -> str:
    """Write a date in EDTF that can be read in one way only.

    `order` and `years` say what a number means that can mean two things. Raise AmbiguousDateError
    for a date that has two readings, WhenError for one that has none.
    """
    if len(text) > _LONGEST:
        raise WhenError("when-form", f'"{abridged(text)}" is too long for a date')
    if match := _FLOAT.fullmatch(text):
        text = match[1]
    if _EDTF.fullmatch(text) and not (years is Years.HISTORICAL and _YEAR_BC.search(text)):
        try:
            return parse_when(text, "UTC").text
        except WhenError:
            if _ONLY_EDTF.fullmatch(text):
                raise
    zone = ""
    if match := _ZONE_NAME.fullmatch(text):
        text, zone = match[1], match[2] or match[3]
    edtf = _read_plain(text, order, years)
    return _in_zone(edtf, zone) if zone else edtf


@lru_cache(maxsize=4_096)  # the days of a column come again and again
def _read_plain(text: str, order: Order | None, years: Years | None) -> str:
    plain = text
    for comment, meaning in _COMMENTS:
        if meaning or _HAS_OFFSET.fullmatch(plain):
            plain = comment.sub(meaning, plain)
    tokens = tokens_of(plain)
    reader = _Reader(text, years)
    if order or not _TWO_ORDERS.search(tokens):
        return reader.read(tokens, order or Order.DAY_FIRST)
    readings: dict[str, Order] = {}
    errors = []
    for each in Order:
        try:
            readings.setdefault(reader.read(tokens, each), each)
        except WhenError as error:
            errors.append(error)
    if not readings:
        raise errors[0]
    if len(readings) > 1:
        either = " or ".join(f"{edtf} with format: {way}" for edtf, way in readings.items())
        message = f'"{abridged(text)}" can be read in two ways: it is {either}'
        raise AmbiguousDateError("when-form", message)
    return next(iter(readings))


def _in_zone(edtf: str, zone: str) -> str:
    """Write the offset that the clocks of a zone had behind a clock time."""
    when = parse_when(edtf, zone)
    first = when.ends[0]
    if not when.has_clock or when.start is None or first is None or first.offset is not None:
        return edtf
    if len(when.groups) > 1 or len(when.groups[0]) > 1:
        raise WhenError("when-form", f'"{abridged(edtf)}": a range has no name of a zone')
    return f"{edtf}{utc_offset(offset_at(when.start // 1000, zone_of(zone)))}"


class _Reader:
    """Reads the tokens of one text; `text` is what messages quote."""

    def __init__(self, text: str, years: Years | None) -> None:
        self._text, self._years = abridged(text), years

    def read(self, tokens: str, order: Order) -> str:
        """Write the date in EDTF; raise WhenError."""
        weekdays = _WEEKDAY.findall(tokens)
        tokens = _WEEKDAY.sub("", tokens).strip()
        if edtf := self._by_words(tokens, order):
            return edtf
        tokens = tokens.removeprefix("FROM ")
        error = None
        if not _is_range(tokens):
            try:
                first, last = self._span(tokens, order)
            except WhenError as reason:
                error = reason
            else:
                if len(weekdays) == 1:
                    self._check_weekday(weekdays[0], first)
                edtf = first if first == last else f"[{first}..{last}]"
                if tokens.count("/") != 1 or (other := self._range(tokens, order)) is None:
                    return edtf
                message = f'"{self._text}" can be read in two ways: it is {edtf} or {other}'
                raise AmbiguousDateError("when-form", message)
            if error.code == "when-season" or isinstance(error, AmbiguousDateError):
                raise error
        edtf_of_range = self._range(tokens, order)
        if edtf_of_range is not None:
            return edtf_of_range
        raise error or self._unread(tokens)

    def _by_words(self, tokens: str, order: Order) -> str:
        """Write what is before, after, between or up to something in EDTF, "" for other texts."""
        word, _, rest = tokens.partition(" ")
        if tokens == "PRESENT":
            return _OPEN
        if match := _OPEN_END.fullmatch(tokens):
            return f"{self._span(match[1], order)[0]}/{_OPEN}"
        if word in _OPEN_RANGES and not (word == "FROM" and _is_range(rest)):
            return _OPEN_RANGES[word](*self._span(rest, order))
        if word == "BETWEEN" and " AND " in rest:
            left, _, right = rest.partition(" AND ")
            return "[{}..{}]".format(*self._ends(left, right, order))
        if " OR " in tokens:
            left, _, right = tokens.partition(" OR ")
            return "[{},{}]".format(*self._ends(left, right, order))
        return ""

    def _range(self, tokens: str, order: Order) -> str | None:
        """Write a range in EDTF, None if the text is none."""
        found = set()
        for left, right in _splits(tokens):
            try:
                ends = "/".join(self._ends(left, right, order, is_tight="/" in tokens))
                parse_when(ends, "UTC")
            except WhenError:
                continue
            found.add(ends)
        return found.pop() if len(found) == 1 else None

    def _ends(self, left: str, right: str, order: Order, is_tight: bool = False) -> _Span:
        """Write both ends of a range, each with what the other says of it."""
        left, flag = _unflagged(left)
        right, other_flag = _unflagged(right)
        spans = set()
        error: WhenError | None = None
        for first in _taken(left, order, with_parts=not is_tight):
            for last in _taken(right, order, with_parts=True):
                try:
                    pair = self._shared(first, last)
                    start, stop = (self._evaluated(parts) for parts in pair)
                except WhenError as reason:
                    error = error or reason
                else:
                    spans.add((f"{start[0]}{flag}", f"{stop[1]}{other_flag or flag}"))
        if len(spans) == 1:
            return spans.pop()
        raise error or self._unread(f"{left} TO {right}")

    def _shared(self, first: _Parts, last: _Parts) -> tuple[_Parts, _Parts]:
        first, last = dict(first), dict(last)
        for parts, other in ((first, last), (last, first)):
            if "number" in parts:
                number, unit = parts.pop("number"), _finest(other)
                if unit == "year" and parts is last and (len(number), len(other["year"])) == (2, 4):
                    number = other["year"][:2] + number
                parts[unit or "day"] = number
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

    def _span(self, tokens: str, order: Order) -> _Span:
        """Write the first and the last date that a date without a range covers."""
        tokens, flag = _unflagged(tokens)
        spans = set()
        error: WhenError | None = None
        for parts in _taken(tokens, order):
            try:
                first, last = self._evaluated(parts)
            except WhenError as reason:
                error = error or reason
            else:
                spans.add((f"{first}{flag}", f"{last}{flag}"))
        if len(spans) == 1:
            return spans.pop()
        raise error or self._unread(tokens)

    def _evaluated(self, parts: _Parts) -> _Span:
        if vague := parts.get("vague"):
            message = (
                f'"{self._text}": "{vague.upper()}" is not the same hour everywhere and at all '
                "times; write an offset, +01:00, or the zone's name in a field of its own"
            )
            raise AmbiguousDateError("when-form", message)
        for part, evaluate in _PERIODS.items():
            if part in parts and "weekday" not in parts:
                if "hour" in parts:
                    raise self._fault("when-form", "there is a time, but no day")
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
            raise self._fault("when-form", "there is a time, but no day")
        if parts["hour"] == "24":
            date = civil(day_number(*date) + 1)
        return (edtf := f"{edtf_date(*date)}{clock}"), edtf

    def _calendar_date(self, parts: _Parts) -> tuple[int, ...]:
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
            raise self._fault("when-season", why)
        if not 1 <= month <= 12:
            raise self._fault("no-such-date", f"there is no month {month}")
        if day_digits == "00":
            return year, month
        day = int(day_digits)
        if not 1 <= day <= (length := days_in_month(year, month)):
            why = f"{month_name(month)} {parts['year']} has the days 1 to {length}"
            raise self._fault("no-such-date", why)
        return year, month, day

    def _year(self, parts: _Parts) -> int:
        """Return a year as ISO 8601 counts, 0 being 1 BC."""
        digits, era = parts.get("year", ""), parts.get("era")
        if not digits:
            raise self._fault("when-form", "it has no year")
        number = int(digits)
        if era or (self._years is Years.HISTORICAL and digits[0] == "-"):
            if number == 0:
                raise self._fault("no-such-date", "there is no year 0")
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
                raise self._unread(digits)
            raise self._fault("when-form", why)
        if number == 0 and self._years is Years.HISTORICAL:
            raise self._fault("no-such-date", "there is no year 0")
        return number

    def _clock(self, parts: _Parts) -> str:
        """Write a clock time as it stands behind the day."""
        hour, minute = int(parts["hour"]), int(parts.get("minute", 0))
        second = int(parts["second"]) if "second" in parts else None
        if noon := parts.get("noon", parts.get("noon2")):
            if not 1 <= hour <= 12:
                raise self._fault("no-such-time", "an hour with am or pm is one from 1 to 12")
            hour = hour % 12 + 12 * (noon == "PM")
        if second == 60:
            raise self._fault("no-such-time", "leap seconds are not read; write second 59")
        if hour == 24 and not minute and not second:
            hour = 0
        if hour > 23 or minute > 59 or (second or 0) > 59:
            raise self._fault("no-such-time", "a time lies between 00:00:00 and 23:59:59")
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

    def _monday(self, parts: _Parts) -> int:
        """Return the number of the first day of an ISO week."""
        year, week, weekday = self._year(parts), int(parts["week"]), parts.get("weekday")
        fourth = day_number(year, 1, 4)  # always in the first week
        monday = fourth - (fourth + _EPOCH_WEEKDAY) % 7 + 7 * (week - 1)
        if week < 1 or civil(monday + 3)[0] != year or weekday in ("0", "8", "9"):
            raise self._fault("no-such-date", "there is no such week or day of the week")
        return monday

    def _week(self, parts: _Parts) -> _Span:
        monday = self._monday(parts)
        return edtf_date(*civil(monday)), edtf_date(*civil(monday + 6))

    def _day_of_year(self, parts: _Parts) -> tuple[int, ...]:
        year = self._year(parts)
        day = day_number(year, 1, 1) + int(parts["ordinal"]) - 1
        if parts["ordinal"] == "000" or civil(day)[0] != year:
            raise self._fault("no-such-date", f"{year} has no day {int(parts['ordinal'])}")
        return civil(day)

    def _months(self, parts: _Parts, part: str, length: int) -> _Span:
        year, last = self._year(parts), int(parts[part]) * length
        if not length <= last <= 12:
            raise self._fault("no-such-date", f"a year has no {part} {parts[part]}")
        return edtf_date(year, last - length + 1), edtf_date(year, last)

    def _decade(self, parts: _Parts) -> _Span:
        digits, era = parts["decade"], parts.get("era")
        if digits.endswith("00"):
            message = f'"{self._text}" can be read in two ways: {digits[:-1]}X or {digits[:-2]}XX'
            raise AmbiguousDateError("when-form", message)
        if not digits.endswith("0") or (len(digits) < 3 and not era):
            raise self._fault("when-form", "decades are written 1850s")
        first = int(digits)
        if era == "BC":
            return edtf_date(-8 - first), edtf_date(1 - first)
        return (edtf := f"{digits[:-1]:>03}X"), edtf

    def _century(self, parts: _Parts) -> _Span:
        roman = parts.get("roman", "")
        number = _of_roman(roman) if roman else int(parts["century"])
        if not 1 <= number <= 99:
            raise self._fault("no-such-date", "there is no such century")
        if parts.get("era") == "BC":
            return edtf_date(1 - 100 * number), edtf_date(100 - 100 * number)
        if number == 1:  # it has no year 0
            return edtf_date(1), edtf_date(100)
        return (edtf := f"{number - 1:02}XX"), edtf

    def _check_weekday(self, weekday: str, first: str) -> None:
        when = parse_when(f"{first[:10].rstrip('?~%')}", "UTC")
        if when.precision != "day" or when.start is None:
            return
        number = (when.start // 86_400_000 + _EPOCH_WEEKDAY) % 7
        if WEEKDAYS[number] != weekday:
            actual = day_name(number)
            raise self._fault("no-such-date", f"this day is a {actual}")

    def _fault(self, code: str, why: str) -> WhenError:
        return WhenError(code, f'"{self._text}": {why}')

    def _unread(self, tokens: str) -> WhenError:
        for pattern, why in _REFUSED:
            if pattern.fullmatch(tokens):
                return self._fault("when-form", why)
        why = "write 2025-05-11 or 11 May 2025, or say its format in a mapping, such as %d %b %Y"
        return WhenError("when-form", f'"{self._text}" is not read as a date; {why}')


# The parts of what covers several days, but is no month or year.
_PERIODS: Mapping[str, Callable[[_Reader, _Parts], _Span]] = {
    "week": _Reader._week,
    "quarter": lambda reader, parts: reader._months(parts, "quarter", 3),
    "half": lambda reader, parts: reader._months(parts, "half", 6),
    "decade": _Reader._decade,
    "century": _Reader._century,
    "roman": _Reader._century,
}


def _before(first: str, _: str) -> str:
    return f"[..{_neighbour(first, is_after=False)}]"


def _after(_: str, last: str) -> str:
    return f"[{_neighbour(last, is_after=True)}..]"


def _neighbour(date: str, *, is_after: bool) -> str:
    """Return the last date before another, or the first one after it, as finely stated."""
    when = parse_when(date, "UTC")
    ms = when.stop if is_after else when.start
    if ms is None:
        return date
    year, month, day, hour, minute, second = local_time(ms if is_after else ms - 1, zone_of("UTC"))
    flag = date[-1] if date[-1] in "?~%" else ""
    parts = {"year": (year,), "month": (year, month)}.get(when.precision, (year, month, day))
    if not when.has_clock:
        return f"{edtf_date(*parts)}{flag}"
    seconds = second if when.precision == "second" else None
    first = when.ends[0]
    zone = "" if first is None or first.offset is None else "Z"
    return f"{edtf_date(*parts)}T{clock_time(hour, minute, seconds)}{zone}{flag}"


_OPEN_RANGES: Mapping[str, Callable[[str, str], str]] = {
    "BEFORE": _before,
    "AFTER": _after,
    "BY": lambda _, last: f"[..{last}]",
    "SINCE": lambda first, _: f"{first}/..",
    "FROM": lambda first, _: f"{first}/..",
    "TO": lambda _, last: f"../{last}",
}


def _is_range(tokens: str) -> bool:
    return " TO " in tokens or " - " in tokens


def _splits(tokens: str) -> Iterator[tuple[str, str]]:
    """Yield the two sides of each place at which a text may be cut into a range."""
    for between in (" TO ", " - "):
        if between in tokens:
            left, _, right = tokens.partition(between)
            yield left, right
            return
    for place, mark in enumerate(tokens):
        if place and (mark == "-" or (mark == "/" and tokens.count("/") == 1)):
            yield tokens[:place].strip(), tokens[place + 1 :].strip()


def _unflagged(tokens: str) -> tuple[str, str]:
    """Take the words for "about" and "perhaps" off a date, and return them as a flag of EDTF."""
    tokens, perhaps = _PERHAPS.subn("", tokens)
    tokens, circa = _CIRCA.subn("", tokens)
    tokens, perhaps_too = _PERHAPS.subn("", tokens)
    return tokens.strip(), _FLAGS[bool(circa), bool(perhaps or perhaps_too)]


def _taken(tokens: str, order: Order, with_parts: bool = False) -> Iterator[_Parts]:
    """Yield the parts of a date by each form that fits it."""
    clock: _Parts = {}
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
                yield clock | parts


_MIDNIGHT = re.compile(r"T00:00(?::00(?:\.0+)?)?Z?")
_DIGITS = str.maketrans(dict.fromkeys("123456789", "0"))


@lru_cache(maxsize=2_048)  # a file has few shapes of dates
def _fitting(signature: str, with_parts: bool) -> tuple[_Form, ...]:
    """Return the forms that fit a text of this shape, in which every digit is 0.

    No form asks which digit it is.
    """
    forms = _FORMS + _PARTS if with_parts else _FORMS
    return tuple(form for form in forms if form.pattern.fullmatch(signature))


def _finest(parts: _Parts) -> str:
    return next((unit for unit in reversed(_UNITS) if unit in parts), "")


def _of_roman(digits: str) -> int:
    values = [_ROMAN[digit] for digit in digits]
    return sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )
