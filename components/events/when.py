"""EDTF text and an IANA zone become a `When`: an interval in milliseconds and its parsed dates.

Every instant is an integer because `datetime` ends where the years BC begin.
"""

from dataclasses import dataclass, field, replace
from math import inf
from zoneinfo import ZoneInfo

from components.events.edtf import Form, Group, ParsedDate, Precision, parse_edtf
from components.events.gregorian import DAY_SECONDS, day_number, days_in_month
from components.events.iso import clock_time, utc_offset
from components.events.problem import WhenError
from components.events.zone import closing, local_time, offsets_of, opening, zone_of

# The parts of a day by their first and last minute, as seconds of the day.
_PARTS_OF_DAY = {
    (0, 21_540): "night",
    (21_600, 43_140): "morning",
    (43_200, 64_740): "afternoon",
    (64_800, 86_340): "evening",
}
_COARSENESS = {precision: rank for rank, precision in enumerate(Precision)}


@dataclass(frozen=True, slots=True)
class When:
    """What is known about the time of something, in the zone it was stated in.

    `start` (inclusive) and `stop` (exclusive) are milliseconds since 1970-01-01T00:00Z and bound
    the earliest and the latest possible; None is an open side. For a duration they are its ends.
    `groups` are the parsed dates of `text`, so that nothing has to parse it again. `part_of_day`
    is `night`, `morning`, `afternoon` or `evening` when `text` is one of them, about to about:
    `[2025-05-11T18:00~..2025-05-11T23:59~]` is an evening. It is "" otherwise.
    """

    text: str
    zone: str
    form: Form
    precision: Precision
    start: int | None
    stop: int | None
    uncertain: bool
    approximate: bool
    groups: tuple[Group, ...] = field(compare=False, repr=False)
    part_of_day: str = ""

    @property
    def has_clock(self) -> bool:
        """Whether a clock time is stated, so that another zone's clock can be asked.

        A known part of a day, such as the evening, is no clock time.
        """
        return not self.part_of_day and self.precision in (Precision.MINUTE, Precision.SECOND)

    @property
    def is_choice(self) -> bool:
        """Whether it is one of several dates or years, nobody knows which."""
        first, last = self.groups[0][0], self.groups[-1][-1]
        is_one = first is last and first is not None and first.years == 1
        return self.form is Form.MOMENT and not is_one

    @property
    def is_loose(self) -> bool:
        """Whether its dates are uncertain, approximate or a choice."""
        return self.uncertain or self.approximate or self.is_choice

    @property
    def ends(self) -> Group:
        """The earliest and the latest of the parsed dates, None for an open end."""
        if len(self.groups) == 1:
            return self.groups[0][0], self.groups[0][-1]
        zone = zone_of(self.zone)
        firsts = [group[0] for group in self.groups if group[0]]
        lasts = [last for group in self.groups if (last := group[-1])]
        count = len(self.groups)
        return (
            min(firsts, key=lambda date: bounds(date, zone)[0]) if len(firsts) == count else None,
            max(lasts, key=lambda date: bounds(date, zone)[1]) if len(lasts) == count else None,
        )

    def ends_on(self, clock: str) -> "tuple[LocalDate | None, LocalDate | None]":
        """Return the earliest and the latest date on a clock, None for an open end.

        `clock` is the reader's IANA zone. Dates without a clock time stay as they were stated.
        """
        own, shown = zone_of(self.zone), zone_of(clock)
        first, last = self.ends
        return (
            local_date(first, own, shown) if first else None,
            local_date(last, own, shown, last.years - 1) if last else None,
        )


@dataclass(frozen=True, slots=True)
class LocalDate:
    """A date on some clock, of which the later parts may be unknown; the year 0 is 1 BC."""

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    fraction: str = ""  # the digits of a fraction of a second, if it is more than none

    @property
    def clock_time(self) -> str:
        """The clock time as ISO 8601 has it, empty where it is unknown."""
        if self.hour is None or self.minute is None:
            return ""
        return clock_time(self.hour, self.minute, self.second, self.fraction)

    @property
    def first_day(self) -> tuple[int, int, int]:
        """The first day that it can be."""
        return self.year, self.month or 1, self.day or 1

    @property
    def last_day(self) -> tuple[int, int, int]:
        """The last day that it can be."""
        month = self.month or 12
        return self.year, month, self.day or days_in_month(self.year, month)


def parse_when(text: str, zone: str) -> When:
    """Read EDTF `text` in the IANA `zone`.

    A date without a clock time covers its days from the first instant to the last that bear that
    local date, whatever the clocks did meanwhile. A clock time covers its minute or its second, one
    with a fraction its last digit, but at least a millisecond. Raise WhenError with a code and a
    sentence that says what would be right.
    """
    info = zone_of(zone)
    edtf = parse_edtf(text)
    starts, stops = [], []
    for group in edtf.groups:
        first, last = group[0], group[-1]
        start, stop = -inf, inf
        if first:
            start, stop = bounds(first, info)
        if last is not first:
            stop = bounds(last, info)[1] if last else inf
        if stop <= start:
            message = f'"{edtf.text}" runs backwards: the earlier date is written first'
            raise WhenError("backwards", message)
        starts.append(start)
        stops.append(stop)
    dates = [date for group in edtf.groups for date in group if date]
    flags = {date.flag for date in dates}
    part_of_day = _part_of_day(edtf.groups) if edtf.form is Form.MOMENT else ""
    return When(
        text=edtf.text,
        zone=zone,
        form=edtf.form,
        precision=max({date.precision for date in dates}, key=_COARSENESS.__getitem__),
        start=_known(min(starts)),
        stop=_known(max(stops)),
        uncertain=bool(flags & {"?", "%"}),
        # "About" belongs to the hours of a part of a day, not to the event.
        approximate=not part_of_day and bool(flags & {"~", "%"}),
        groups=edtf.groups,
        part_of_day=part_of_day,
    )


def _part_of_day(groups: tuple[Group, ...]) -> str:
    """Name the part of one day from whose first to whose last minute the dates reach."""
    if len(groups) != 1 or len(groups[0]) != 2:
        return ""
    first, last = groups[0]
    if not first or not last or (first.flag, last.flag) != ("~", "~"):
        return ""
    ends = {
        (date.year, date.month, date.day, date.offset, date.precision) for date in groups[0] if date
    }
    if len(ends) > 1 or first.clock is None or last.clock is None:
        return ""
    return _PARTS_OF_DAY.get((first.clock, last.clock), "")


def _known(bound: float) -> int | None:
    return None if isinstance(bound, float) else bound


def bounds(date: ParsedDate, zone: ZoneInfo) -> tuple[int, int]:
    """Return the first and the past-the-last millisecond of one date in its own zone."""
    year, month, day = date.year, date.month, date.day
    if month is None:
        first = day_number(year, 1, 1)
        last = day_number(year + date.years, 1, 1) - 1
    elif day is None:
        first = day_number(year, month, 1)
        last = first + days_in_month(year, month) - 1
    else:
        first = last = day_number(year, month, day)
        if date.clock is not None:
            start = _instant(date, first * DAY_SECONDS + date.clock, zone)
            if date.fraction:
                first_ms = start * 1000 + int(date.fraction[:3].ljust(3, "0"))
                return first_ms, first_ms + 10 ** max(3 - len(date.fraction), 0)
            width = 1 if date.precision is Precision.SECOND else 60
            return start * 1000, (start + width) * 1000
    start, stop = opening(first, zone), closing(last, zone)
    if start >= stop:
        raise WhenError(
            "no-such-date",
            f'"{date.text}": {zone.key} moved across the date line and left this day out',
        )
    return start * 1000, stop * 1000


def local_date(date: ParsedDate, own: ZoneInfo, shown: ZoneInfo, years_later: int = 0) -> LocalDate:
    """Return a date of the zone `own` on a clock of the zone `shown`, if it has a clock time.

    Of a date that covers several years, `years_later` counts from the first of them.
    """
    if date.clock is None:
        return LocalDate(date.year + years_later, date.month, date.day)
    fraction = date.fraction if date.fraction.strip("0") else ""
    local = LocalDate(*local_time(bounds(date, own)[0], shown), fraction=fraction)
    return local if date.precision is Precision.SECOND else replace(local, second=None)


def _instant(date: ParsedDate, local: int, zone: ZoneInfo) -> int:
    """Return the UTC second of a local clock time that came exactly once."""
    if date.offset is not None:
        return local - date.offset
    before, after = offsets_of(local, zone)
    if before < after:
        raise WhenError(
            "time-gap",
            f'"{date.text}": the clocks of {zone.key} were put forward past this time, '
            "so it did not occur",
        )
    if before > after:
        raise WhenError(
            "time-fold",
            f'"{date.text}": the clocks of {zone.key} were put back and this time came twice; '
            f"add {utc_offset(before)} for the first or {utc_offset(after)} for the second",
        )
    return local - before
