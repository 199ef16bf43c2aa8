"""Dates as other people's files write them become EDTF of the same precision."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from components.events import (
    Precision,
    WhenError,
    abridged,
    clock_time,
    edtf_date,
    parse_when,
    utc_offset,
)
from components.imports.dates.epoch import EPOCH, EXCEL, EXCEL_1904, UNITS, read_count
from components.imports.dates.form import Order
from components.imports.dates.part import Years
from components.imports.dates.usual import read_usual
from components.imports.dates.word import MONTHS, tokens_of

USUAL, ISO, EDTF = "usual", "iso", "edtf"
DAYS = "days"
EPOCH_MS = "epoch-ms"


@dataclass(frozen=True, slots=True)
class _Usual:
    """How much is told of dates in the usual forms: their order, and that midnights are days."""

    order: Order | None = None
    is_days: bool = False


_USUAL: Mapping[str, _Usual] = {
    USUAL: _Usual(),
    Order.DAY_FIRST.value: _Usual(Order.DAY_FIRST),
    Order.MONTH_FIRST.value: _Usual(Order.MONTH_FIRST),
    DAYS: _Usual(is_days=True),
    f"{DAYS}-{Order.DAY_FIRST}": _Usual(Order.DAY_FIRST, is_days=True),
    f"{DAYS}-{Order.MONTH_FIRST}": _Usual(Order.MONTH_FIRST, is_days=True),
}
COUNTS = (EPOCH, *UNITS, EXCEL, EXCEL_1904)
FORMATS = (*_USUAL, ISO, EDTF, *COUNTS)
# What programs write where there is no date.
_NO_DATE = frozenset(
    (
        *("nat", "nan", "none", "null", "nil", "na", "n/a", "#n/a", "<na>", "-", "--"),
        *("n.d.", "n. d.", "nd", "no date", "undated", "unknown", "?", "\u2013", "\u2014"),
        *("0000-00-00", "0000-00-00 00:00:00"),
    )
)

# Most dates of most files are in one of these two forms.
_DAY = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
_INSTANT = re.compile(
    r"([0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))"
    r"[Tt ]((?:[01][0-9]|2[0-3]):[0-5][0-9])(?:(:[0-5][0-9])(?:[.,]([0-9]{1,9}))?)?"
    r" ?(Z|z|UTC|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
# A midnight behind a day in EDTF, with its offset.
MIDNIGHT = re.compile(r"T00:00(?::00(?:\.0+)?)?(?![0-9:.])(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_FLOAT = re.compile(r"(-?[0-9]+)\.0+")
_DIRECTIVE = re.compile(r"%(.)", re.DOTALL)
_KNOWN = frozenset("YymbBdjHIMSpfzaA%")
# What `strptime` says of a text in another form; all else it says of dates that do not exist.
_OTHER_FORM = re.compile("does not match format|unconverted data remains")
_YEAR = re.compile(r"-?[0-9]{1,9}")
_YEAR_IN_EDTF = re.compile(r"Y?(-?[0-9]{4,})")


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


def to_edtf(text: str, formats: Sequence[str], years: Years | None = None) -> str:
    """Write one date in EDTF, by the first of `formats` that reads it.

    A format is one of `FORMATS` or a `strptime` pattern. `years` says how years before Christ are
    counted where only their number is given. Nothing is added to what the date says. Raise
    WhenError when no format reads it.
    """
    if formats[0] == USUAL and years is None and (edtf := _iso(text)):
        return edtf
    fault: WhenError | None = None
    for format_ in formats:
        try:
            return _read(text, format_, years)
        except WhenError as error:
            # That there is no such day says more than that it is written in another way.
            if fault is None or (fault.code == "when-form" and error.code != "when-form"):
                fault = error
    if fault is None or (len(formats) > 1 and fault.code == "when-form"):
        known = " or ".join(f'"{format_}"' for format_ in formats)
        raise WhenError("when-form", f'"{abridged(text)}" is not written as {known}')
    raise fault


def _read(text: str, format_: str, years: Years | None) -> str:
    if usual := _USUAL.get(format_):
        is_year_0 = years is Years.HISTORICAL and text.startswith("0000")
        edtf = "" if is_year_0 else _iso(text)
        edtf = edtf or read_usual(text, usual.order, years)
        return _without_midnights(text, edtf) if usual.is_days else edtf
    if format_ == ISO:
        return "/".join(_strict(end) for end in text.split("/"))
    if format_ == EDTF:
        return text
    if format_ in COUNTS:
        return read_count(text, format_)
    try:
        moment = _moment(text, format_)
    except ValueError as error:
        if _OTHER_FORM.search(str(error)):
            raise WhenError(
                "when-form", f'"{abridged(text)}" is not written as "{format_}"'
            ) from None
        what = "time" if _precision(format_) in (Precision.MINUTE, Precision.SECOND) else "day"
        message = f'"{abridged(text)}" is written as "{format_}", but there is no such {what}'
        raise WhenError("no-such-date", message) from None
    return _edtf(moment, _precision(format_), has_fraction="%f" in format_)


def _strict(text: str) -> str:
    """Write a date of ISO 8601 in EDTF, any other as it is."""
    if edtf := _iso(text):
        return edtf
    compact = _COMPACT.fullmatch(text)
    return "-".join(compact.groups()) if compact else text


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


def is_no_date(text: str) -> bool:
    """Tell whether a text is what programs and people write where there is no date."""
    return len(text) < 20 and text.casefold() in _NO_DATE


def is_date(text: str) -> bool:
    """Tell whether a text is a date that can be read in one way only."""
    try:
        parse_when(to_edtf(text.strip(), (USUAL,)), "UTC")
    except WhenError:
        return False
    return True


def interval(start: str, end: str) -> str:
    """Write the interval from one date in EDTF to another, of which each may cover several days.

    Raise WhenError when one is no date.
    """
    first, last = (
        date if _DAY.fullmatch(date) or date == ".." else _end(date, place)
        for place, date in enumerate((start, end))
    )
    return f"{first}/{last}"


def _end(date: str, place: int) -> str:
    """Return the first or the last date of an interval or of a moment between two dates."""
    if "/" not in date and ".." not in date:
        return date
    end = parse_when(date, "UTC").ends[place]
    return end.text if end else ".."


def date_of_parts(
    year: str, month: str = "", day: str = "", time: str = "", *, years: Years | None = None
) -> str:
    """Write a date given in parts in EDTF; raise WhenError when a part is missing or no number.

    A month may be a name, a year may have an era. `years` is as for `to_edtf`.
    """
    year, month, day = (_FLOAT.sub(r"\1", part) for part in (year, month, day))
    # Databases write 0 for a month or a day that is not known.
    month, day = ("" if part in ("0", "00") else part for part in (month, day))
    if not (month or day or time or _YEAR.fullmatch(year)):
        return to_edtf(year, (USUAL,), years)  # 1914-1918, 1850s
    number = _year(year, years)
    if not month:
        if day or time:
            raise WhenError("when-form", "there is a day or a time, but no month")
        return edtf_date(number)
    if not day:
        if time:
            raise WhenError("when-form", "there is a time, but no day")
        return edtf_date(number, _month(month))
    date = edtf_date(number, _month(month), _number(day, "day"))
    return _read(f"{date} {time}", USUAL, Years.ISO) if time else date


def _year(text: str, years: Years | None) -> int:
    is_asked = text[:1] == "-" and len(text) < 5 and years is None
    if _YEAR.fullmatch(text) and (not is_asked or not int(text)):
        number = int(text)
        if years is Years.HISTORICAL:
            if not number:
                raise WhenError("no-such-date", f'"{abridged(text)}": there is no year 0')
            return number + (number < 0)
        return number
    match = _YEAR_IN_EDTF.fullmatch(read_usual(text, years=years))
    if not match:
        raise WhenError("when-form", f'"{abridged(text)}" is no year')
    return int(match[1])


def _month(text: str) -> int:
    token = tokens_of(text) if len(text) < 20 else ""
    return MONTHS.index(token) + 1 if token in MONTHS else _number(text, "month")


def _number(digits: str, what: str) -> int:
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 2):
        raise WhenError("when-form", f'"{abridged(digits)}" is no number of a {what}')
    return int(digits)


def _iso(text: str) -> str:
    """Write the date of one of the two most usual forms in EDTF, "" for another."""
    if _DAY.fullmatch(text):
        return text
    match = _INSTANT.fullmatch(text)
    if not match:
        return ""
    day, clock, second, fraction, offset = match.groups(default="")
    if offset != "Z":
        # A blank before, it may set two times apart.
        if offset[:1] == "-" and not second and text[10] == " ":
            return ""
        if offset in ("z", "UTC", "-00:00", "-0000", "-00"):
            offset = "Z"
        elif len(offset) == 5:
            offset = f"{offset[:3]}:{offset[3:]}"
    return f"{day}T{clock}{second}{fraction and '.'}{fraction}{offset}"


def _without_midnights(text: str, edtf: str) -> str:
    """Take the midnights off a date of which they are no part."""
    edtf = MIDNIGHT.sub("", edtf)
    if "T" in edtf:
        raise WhenError("when-form", f'"{abridged(text)}" has a clock time that is not midnight')
    return edtf


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


def _edtf(moment: datetime, precision: Precision, has_fraction: bool) -> str:
    """Write a moment in EDTF as finely as it was written."""
    if precision is Precision.YEAR:
        return edtf_date(moment.year)
    if precision is Precision.MONTH:
        return edtf_date(moment.year, moment.month)
    date = edtf_date(moment.year, moment.month, moment.day)
    if precision is Precision.DAY:
        return date
    second = moment.second if precision is Precision.SECOND else None
    fraction = f"{moment.microsecond:06}" if has_fraction and second is not None else ""
    text = f"{date}T{clock_time(moment.hour, moment.minute, second, fraction)}"
    offset = moment.utcoffset()
    if offset is None:
        return text
    seconds = int(offset.total_seconds())
    if seconds % 60:
        raise WhenError("no-such-time", "an offset has hours and minutes")
    return f"{text}{utc_offset(seconds) if seconds else 'Z'}"
