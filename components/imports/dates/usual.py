"""Dates as people and tools write them become EDTF where they can be read in one way only.

`form.py` lists the forms of a date; here are ranges, words such as "before" and "about", and what
can be read in two ways.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from components.events import (
    WhenError,
    abridged,
    clock_time,
    day_number,
    edtf_date,
    local_time,
    offset_at,
    parse_when,
    utc_offset,
    zone_of,
)
from components.imports.dates.form import (
    PARTIAL,
    Order,
    are_alike,
    completed,
    is_range,
    parts_of,
    splits,
    without_flag,
)
from components.imports.dates.part import (
    EPOCH_WEEKDAY,
    AmbiguousDateError,
    PartReader,
    Span,
    Years,
)
from components.imports.dates.word import WEEKDAYS, day_name, tokens_of

# Longer texts are prose.
_LONGEST = 100
# The first day of the Gregorian calendar, 15 October 1582. The days of the week before are Julian.
_GREGORIAN = day_number(1582, 10, 15) * 86_400_000
_WEEKDAY = re.compile(r"\b(MON|TUE|WED|THU|FRI|SAT|SUN)\b ?")
_TWO_ORDERS = re.compile(r"(?<![0-9])[0-9]{1,2}([-/ ])[0-9]{1,2}\1[0-9]{4}(?![0-9])")
# RFC 9557: the name of a zone behind a time, in brackets or not.
_ZONE_NAME = re.compile(
    r"(.*[0-9Zz])(?:\[([A-Za-z_]+(?:/[A-Za-z0-9_+-]+)*)\]| ([A-Z][A-Za-z_]+/[A-Za-z_/+-]+))"
)
_COMMENTS = (
    (re.compile(r" ?\((?:UTC|GMT)\)$"), " UTC"),
    (re.compile(r" ?\((?:UTC|GMT)([+-][0-9]{1,2}(?::?[0-9]{2})?)\)"), r" UTC\1"),
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
        self._text, self._parts = abridged(text), PartReader(text, years)

    def read(self, tokens: str, order: Order) -> str:
        """Write the date in EDTF; raise WhenError."""
        weekdays = _WEEKDAY.findall(tokens)
        tokens = _WEEKDAY.sub("", tokens).strip()
        if edtf := self._by_words(tokens, order):
            return edtf
        tokens = tokens.removeprefix("FROM ")
        error = None
        if not is_range(tokens):
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
        raise error or self._parts.unread(tokens)

    def _by_words(self, tokens: str, order: Order) -> str:
        """Write what is before, after, between or up to something in EDTF, "" for other texts."""
        word, _, rest = tokens.partition(" ")
        if tokens == "PRESENT":
            return _OPEN
        if match := _OPEN_END.fullmatch(tokens):
            return f"{self._span(match[1], order)[0]}/{_OPEN}"
        if word in _OPEN_RANGES and not (word == "FROM" and is_range(rest)):
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
        is_tight, is_interval = not is_range(tokens), tokens.count("/") == 1
        for left, right in splits(tokens):
            try:
                first, last = self._ends(
                    left, right, order, must_be_alike=is_tight and not is_interval
                )
                ends = f"{first}/{last}"
                parse_when(ends, "UTC")
            except WhenError:
                continue
            if is_tight and (first == last or (is_interval and not self._is_date(left, order))):
                continue
            found.add(ends)
        return found.pop() if len(found) == 1 else None

    def _is_date(self, tokens: str, order: Order) -> bool:
        try:
            self._span(tokens, order)
        except WhenError:
            return False
        return True

    def _ends(self, left: str, right: str, order: Order, *, must_be_alike: bool = False) -> Span:
        """Write both ends of a range, each with what the other says of it."""
        is_of_both = left.startswith(("CIRCA", "PERHAPS"))
        left, flag = without_flag(left)
        right, other_flag = without_flag(right)
        if is_of_both:  # "c. 1850-1860", but not "1850?-1860"
            other_flag = other_flag or flag
        spans = set()
        error: WhenError | None = None
        for first in parts_of(left, order, with_parts=True):
            for last in parts_of(right, order, with_parts=True):
                pair = completed(first, last)
                is_whole = PARTIAL not in first and PARTIAL not in last
                if not are_alike(*pair) and (must_be_alike or not is_whole):
                    continue
                try:
                    start, stop = (self._parts.span(parts) for parts in pair)
                except WhenError as reason:
                    error = error or reason
                else:
                    spans.add((f"{start[0]}{flag}", f"{stop[1]}{other_flag}"))
        if len(spans) == 1:
            return spans.pop()
        raise error or self._parts.unread(f"{left} TO {right}")

    def _span(self, tokens: str, order: Order) -> Span:
        """Write the first and the last date that a date without a range covers."""
        tokens, flag = without_flag(tokens)
        spans = set()
        error: WhenError | None = None
        for parts in parts_of(tokens, order):
            try:
                first, last = self._parts.span(parts)
            except WhenError as reason:
                error = error or reason
            else:
                spans.add((f"{first}{flag}", f"{last}{flag}"))
        if len(spans) == 1:
            return spans.pop()
        raise error or self._parts.unread(tokens)

    def _check_weekday(self, weekday: str, first: str) -> None:
        when = parse_when(first.partition("T")[0].rstrip("?~%"), "UTC")
        if when.precision != "day" or when.start is None or when.start < _GREGORIAN:
            return
        number = (when.start // 86_400_000 + EPOCH_WEEKDAY) % 7
        if WEEKDAYS[number] != weekday:
            actual = day_name(number)
            raise self._parts.fault("no-such-date", f"this day is a {actual} (Gregorian)")


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
    ms = ms if is_after else ms - 1
    year, month, day, hour, minute, second = local_time(ms, zone_of("UTC"))
    flag = date[-1] if date[-1] in "?~%" else ""
    parts = {"year": (year,), "month": (year, month)}.get(when.precision, (year, month, day))
    if not when.has_clock:
        return f"{edtf_date(*parts)}{flag}"
    seconds = second if when.precision == "second" else None
    first = when.ends[0]
    zone = "" if first is None or first.offset is None else "Z"
    fraction = f"{ms % 1000:03}" if first and first.fraction else ""
    return f"{edtf_date(*parts)}T{clock_time(hour, minute, seconds, fraction)}{zone}{flag}"


_OPEN_RANGES: Mapping[str, Callable[[str, str], str]] = {
    "BEFORE": _before,
    "AFTER": _after,
    "BY": lambda _, last: f"[..{last}]",
    "SINCE": lambda first, _: f"{first}/..",
    "FROM": lambda first, _: f"{first}/..",
    "TO": lambda _, last: f"../{last}",
}
