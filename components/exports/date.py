"""A `When` comes in; its earliest and its latest date go out, in the parts that are known."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from components.events import (
    Form,
    Precision,
    Stated,
    When,
    bounds,
    days_in_month,
    local_time,
    take_apart,
    zone_of,
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date of which the later parts may be unknown; years as in ISO 8601, 0 being 1 BC."""

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None

    @property
    def calendar(self) -> Date:
        """The date without its clock time."""
        return Date(self.year, self.month, self.day)

    @property
    def first_day(self) -> tuple[int, int, int]:
        """The first day that it can be."""
        return self.year, self.month or 1, self.day or 1

    @property
    def last_day(self) -> tuple[int, int, int]:
        """The last day that it can be."""
        month = self.month or 12
        return self.year, month, self.day or days_in_month(self.year, month)


def ends(when: When, clock: str) -> tuple[Date | None, Date | None]:
    """Return the earliest and the latest date of `when`, None for an open end.

    What has a clock time is told on the clock of the zone `clock`, all else as it was stated.
    """
    own, shown = zone_of(when.zone), zone_of(clock)
    first, last = stated_ends(when)
    return (
        _seen(first, own, shown, first.year) if first else None,
        _seen(last, own, shown, last.year + last.years - 1) if last else None,
    )


def stated_ends(when: When) -> tuple[Stated | None, Stated | None]:
    """Return the dates of the text that are the earliest and the latest, None for an open end."""
    groups = take_apart(when.text).groups
    if len(groups) == 1:
        return groups[0][0], groups[0][-1]
    own = zone_of(when.zone)
    firsts = [group[0] for group in groups if group[0]]
    lasts = [last for group in groups if (last := group[-1])]
    return (
        min(firsts, key=lambda each: bounds(each, own)[0]) if len(firsts) == len(groups) else None,
        max(lasts, key=lambda each: bounds(each, own)[1]) if len(lasts) == len(groups) else None,
    )


def is_choice(when: When) -> bool:
    """Tell whether `when` is one of several dates or years, nobody knows which."""
    groups = take_apart(when.text).groups
    is_one = len(groups) == 1 and len(groups[0]) == 1 and groups[0][0] and groups[0][0].years == 1
    return when.form is Form.MOMENT and not is_one


def is_loose(when: When) -> bool:
    """Tell whether the dates of `when` are uncertain, approximate, or a choice."""
    return when.uncertain or when.approximate or is_choice(when)


def _seen(stated: Stated, own: ZoneInfo, shown: ZoneInfo, year: int) -> Date:
    if stated.clock is None:
        return Date(year, stated.month, stated.day)
    year, month, day, hour, minute, second = local_time(bounds(stated, own)[0], shown)
    is_told = stated.precision is Precision.SECOND
    return Date(year, month, day, hour, minute, second if is_told else None)
