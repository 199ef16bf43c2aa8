"""Times in English words, for a reader with a clock of their own.

A date without a clock time keeps the days of its own zone. A clock time is shown on the reader's
clock; where that falls on another day, the day in the event's own zone is named too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast
from zoneinfo import ZoneInfo

from components.events import (
    Form,
    ParsedDate,
    Precision,
    When,
    clock_time,
    local_date,
    local_time,
    month_name,
    zone_of,
)
from components.wording.direction import isolated


def phrase(
    when: When,
    clock: str,
    clock_name: str,
    zone_name: str,
    as_of: When | None = None,
    *,
    inferred: bool = False,
) -> str:
    """Say `when` in words, such as "some time on 11 May 2025, Geneva".

    `clock` is the reader's IANA zone, which `clock_name` names; `zone_name` names the zone of
    `when` itself. `as_of` is the day up to which something without an end is known to go on. A
    clock time that is `inferred` is never said as if a source had it. Raise WhenError
    (unknown-zone) when there is no zone `clock`.
    """
    if inferred:
        return f"{_about(_phrase(when, clock, clock_name, zone_name, as_of))}, inferred"
    return _phrase(when, clock, clock_name, zone_name, as_of)


def _about(words: str) -> str:
    """Put "about" before words that begin with a clock time."""
    return f"about {words}" if words[:1].isdigit() else words


def _phrase(when: When, clock: str, clock_name: str, zone_name: str, as_of: When | None) -> str:
    groups = _on_clock(when, clock)
    place = clock_name if when.has_clock else zone_name
    is_placed = any(date.day for group in groups for date in group if date)
    suffix = f", {isolated(place)}" if place and is_placed else ""
    if when.part_of_day:
        day = _LONG.calendar(_one(groups[0][0]))
        return f"{_IN_PART_OF_DAY[when.part_of_day]} {day}{suffix}"
    if when.form is Form.MOMENT:
        own = _on_clock(when, when.zone)
        return _moment(groups) + suffix + _other_day(groups, own, zone_name)
    first, last = groups[0]
    if first and last:
        return _pair(first, last, _LONG, _DASH, f" {_DASH} ") + suffix
    suffix = suffix if when.has_clock else ""
    if last:
        return f"until {_LONG.say(last)}{suffix}"
    since = f"from {_LONG.say(_one(first))}{suffix}"
    if as_of is None or as_of.stop is None or when.start is None or as_of.stop <= when.start:
        return f"{since} on"
    until = _on_clock(as_of, as_of.zone)[-1][-1]
    return f"{since}, still on at {_LONG.say(_one(until))}"


def short(when: When, clock: str, with_year: bool = False, *, inferred: bool = False) -> str:
    """Say `when` in a few words for a row of a list, such as "11 May" or "01:12, 11 May".

    A clock time that is `inferred` gets a "c." before it. Days have no year unless `with_year`;
    `clock` is the reader's IANA zone. Raise WhenError (unknown-zone) when there is no such zone.
    """
    groups = _on_clock(when, clock)
    style = _SHORT_WITH_YEAR if with_year else _SHORT
    if when.part_of_day:
        return f"{style.calendar(_one(groups[0][0]))}, {_PART_OF_DAY[when.part_of_day]}"
    if when.form is Form.MOMENT:
        words = _choice(groups, style, [_short_group(group, style) for group in groups])
        return f"c. {words}" if inferred and words[:1].isdigit() else words
    first, last = groups[0]
    if first and last:
        return _pair(first, last, style, _DASH, f" {_DASH} ")
    return f"since {style.say(first)}" if first else f"until {style.say(_one(last))}"


def across_clocks(when: When, clocks: Iterable[tuple[str, str]]) -> str:
    """Say the same instant on several clocks, given as pairs of a name and an IANA zone.

    For example "23:12 UTC on 10 May, 01:12 on 11 May in Geneva, 19:12 on 10 May in Washington".
    Empty when `when` has no clock time or no beginning, because then no clock can be asked.
    """
    if not when.has_clock or when.start is None:
        return ""
    first = when.ends[0]
    fraction = first.fraction if first and first.fraction.strip("0") else ""
    times = []
    for name, zone in clocks:
        _, month, day, hour, minute, second = local_time(when.start, zone_of(zone))
        seconds = second if when.precision is Precision.SECOND else None
        time = clock_time(hour, minute, seconds, fraction)
        date = f"{day} {month_name(month)}"
        times.append(
            f"{time} UTC on {date}" if zone == "UTC" else f"{time} on {date} in {isolated(name)}"
        )
    return ", ".join(times)


_DASH = "\N{EN DASH}"
_IN_PART_OF_DAY = {
    "night": "in the early hours of",
    "morning": "in the morning of",
    "afternoon": "in the afternoon of",
    "evening": "in the evening of",
}
_PART_OF_DAY = {
    "night": "early hours",
    "morning": "morning",
    "afternoon": "afternoon",
    "evening": "evening",
}


@dataclass(frozen=True, slots=True)
class _Date:
    """One date as it is shown: a calendar date and, if `time` is not empty, a clock time."""

    time: str
    year: int
    years: int
    month: int | None
    day: int | None
    flag: str


_Groups = Sequence[tuple[_Date | None, ...]]


@dataclass(frozen=True, slots=True)
class _Style:
    """How dates are written: what joins time and day, and the words for each flag."""

    on: str
    with_year: bool
    before: dict[str, str]
    after: dict[str, str]

    def say(self, date: _Date, with_year: bool = True) -> str:
        """Write one date whole, with its flag."""
        words = self.calendar(date, with_year)
        if date.time:
            words = f"{date.time}{self.on}{words}"
        return self.before.get(date.flag, "") + words + self.after.get(date.flag, "")

    def calendar(self, date: _Date, with_year: bool = True) -> str:
        """Write a date without time and flag."""
        if date.month is None:
            return _years(date)
        if date.day is None:
            return f"{month_name(date.month)} {_year(date.year)}"
        words = f"{date.day} {month_name(date.month)}"
        return f"{words} {_year(date.year)}" if with_year and self.with_year else words


_PERHAPS = {"?": "perhaps ", "~": "about ", "%": "perhaps about "}
_CIRCA, _QUERY = {"~": "c. ", "%": "c. "}, {"?": "?", "%": "?"}
_LONG = _Style(" on ", True, _PERHAPS, {})
_SHORT = _Style(", ", False, _CIRCA, _QUERY)
_SHORT_WITH_YEAR = _Style(", ", True, _CIRCA, _QUERY)


def _on_clock(when: When, clock: str) -> _Groups:
    """Return the dates of `when`, those with a clock time on the clock of the zone `clock`."""
    own = zone_of(when.zone)
    shown = zone_of(clock) if when.has_clock else own
    return [
        tuple(_shown_date(date, own, shown) if date else None for date in group)
        for group in when.groups
    ]


def _shown_date(date: ParsedDate, own: ZoneInfo, shown: ZoneInfo) -> _Date:
    local = local_date(date, own, shown)
    time = local.clock_time
    return _Date(time, local.year, date.years, local.month, local.day, date.flag)


def _one(date: _Date | None) -> _Date:
    """Return the date of an end that is not open: `parse_edtf` never leaves both ends open."""
    return cast("_Date", date)


def _year(year: int) -> str:
    if year <= 0:
        return f"{_plain(1 - year)} BC"
    return f"AD {year}" if year < 1000 else _plain(year)


def _plain(number: int) -> str:
    return f"{number:,}" if number > 9999 else str(number)


def _years(date: _Date) -> str:
    if date.years == 1:
        return _year(date.year)
    if date.years == 10 and date.year >= 1000:
        return f"the {date.year}s"
    last = date.year + date.years - 1
    if date.year >= 1000:
        return f"the years {date.year}{_DASH}{last}"
    return f"the years {_year(date.year)} {_DASH} {_year(last)}"


def _preposition(date: _Date) -> str:
    if date.time:
        return "at"
    return "on" if date.day else "in"


def _moment(groups: _Groups) -> str:
    """Say a moment that lies in one of the groups."""
    if len(groups) > 1:
        return _choice(groups, _LONG, [_long_group(group) for group in groups], "on ")
    return _long_group(groups[0], alone=True)


def _long_group(group: tuple[_Date | None, ...], alone: bool = False) -> str:
    first, last = group[0], group[-1]
    if len(group) == 2:
        if first and last:
            words = f"between {_pair(first, last, _LONG, ' and ', ' and ')}"
            return f"some time {words}" if alone else words
        if last:
            return f"{_preposition(last)} or before {_LONG.say(last)}"
        return f"{_preposition(_one(first))} or after {_LONG.say(_one(first))}"
    date = _one(first)
    preposition = "" if date.time else f"{_preposition(date)} "
    if not date.flag:
        some_time = "some time " if alone and date.day and not date.time else ""
        return f"{some_time}{preposition}{_LONG.say(date)}"
    # "Perhaps on", but "about" by itself.
    uncertain = f"perhaps {preposition}" if date.flag == "?" else _PERHAPS[date.flag]
    return uncertain + _LONG.say(date).removeprefix(_PERHAPS[date.flag])


def _short_group(group: tuple[_Date | None, ...], style: _Style) -> str:
    first, last = group[0], group[-1]
    if first and last:
        if len(group) == 1:
            return style.say(first)
        return f"{_pair(first, last, style, _DASH, f' {_DASH} ')}?"
    return f"by {style.say(last)}" if last else f"{style.say(_one(first))} or later"


def _choice(groups: _Groups, style: _Style, pieces: list[str], before: str = "") -> str:
    """Join the groups with "or", naming month and year once where they are the same."""
    singles = [group[0] for group in groups if len(group) == 1]
    days = [date for date in singles if date and date.day and not date.time and not date.flag]
    months = {(date.year, date.month) for date in days}
    if len(pieces) > 1 and len(days) == len(groups) and len(months) == 1:
        return before + _or([*(str(date.day) for date in days[:-1]), style.calendar(days[-1])])
    return _or(pieces)


def _or(pieces: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(pieces[:-1]), pieces[-1])))


def _pair(first: _Date, last: _Date, style: _Style, tight: str, loose: str) -> str:
    """Say two ends, naming once what they share; `tight` joins numbers, `loose` joins words."""
    if first == last:
        return style.say(first)
    is_one_day = (first.year, first.month, first.day) == (last.year, last.month, last.day)
    if first.time and last.time and is_one_day and first.flag not in style.after:
        joint = loose if first.flag or last.flag else tight
        return f"{style.before.get(first.flag, '')}{first.time}{joint}{style.say(last)}"
    if first.flag or last.flag or first.years > 1 or last.years > 1:
        return f"{style.say(first)}{loose}{style.say(last)}"
    same_year = first.year == last.year
    same_month = same_year and first.month == last.month
    if first.time or last.time:
        return f"{style.say(first, not same_year or not last.day)}{loose}{style.say(last)}"
    if first.day and last.day:
        if same_month:
            return f"{first.day}{tight}{style.calendar(last)}"
        return f"{style.calendar(first, not same_year)}{loose}{style.calendar(last)}"
    if same_year and first.month and last.month and not first.day and not last.day:
        return f"{month_name(first.month)}{tight}{style.calendar(last)}"
    if first.month is None and last.month is None and first.year >= 1000:
        return f"{style.calendar(first)}{tight}{style.calendar(last)}"
    return f"{style.calendar(first)}{loose}{style.calendar(last)}"


def _other_day(shown: _Groups, own: _Groups, zone_name: str) -> str:
    """Name the day in the zone of the event when the reader's clock shows another day."""
    here, there = shown[0][0], own[0][0]
    if not zone_name or not here or not there or len(shown) > 1 or len(shown[0]) > 1:
        return ""
    if (here.year, here.month, here.day) == (there.year, there.month, there.day):
        return ""
    return f" ({_LONG.calendar(there, with_year=here.year != there.year)} in {isolated(zone_name)})"
