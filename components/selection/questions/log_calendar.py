"""The days of a log in a view, by which a day of a question is certain."""

from dataclasses import dataclass, field

from components.events import Log, civil, edtf_date
from components.selection.model import Selection
from components.selection.window import bound, clock_of, to_wall, window

_DAY = 86_400_000  # milliseconds
_MOST_YEARS = 2  # in more, every day of the year comes twice
_LONGEST_SPAN = 62  # days; in more, every number of a day comes twice
Days = tuple[int, int]  # the first and the last, counted from 1970-01-01


@dataclass(frozen=True, slots=True)
class Calendar:
    """What makes a date certain: the reader's zone, the days of the log, those it is about.

    `around` are the spans within which a day of the week is looked for, the nearest first. `known`
    are the dates that were read for the question.
    """

    zone: str
    extent: Days | None
    around: tuple[Days, ...]
    known: dict[str, tuple[str, Days] | None] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, log: Log, selection: Selection, extent: tuple[int, int] | None) -> "Calendar":
        """Make the calendar of a log in a view; `extent` is in milliseconds since 1970 in UTC."""
        zone = clock_of(selection, log).zone
        about = log.about.window
        spans = [
            window(selection, zone),
            (about.start, about.stop) if about else (None, None),
            extent or (None, None),
        ]
        days = [
            _days(start, stop, zone)
            for start, stop in spans
            if start is not None and stop is not None
        ]
        return cls(zone, _days(*extent, zone) if extent else None, tuple(days))

    def year_of(self, month: int, day: int | None) -> int | None:
        """Return the only year of the log that has a month, or a day of it; `None` for several."""
        if not self.extent:
            return None
        first, last = (civil(day)[0] for day in self.extent)
        if last - first > _MOST_YEARS:
            return None
        years = range(first, last + 1)
        dates = {year: self.read(edtf_date(year, month, day)) for year in years}
        within = [
            year
            for year, date in dates.items()
            if date and date[1][0] <= self.extent[1] and self.extent[0] <= date[1][1]
        ]
        within = within or list(years)
        return within[0] if len(within) == 1 else None

    def read(self, edtf: str) -> "tuple[str, Days] | None":
        """Return a date in EDTF and its days, `None` for what is no date or has a clock time."""
        if edtf not in self.known:
            when = bound(edtf, self.zone)
            is_day = when is not None and not when.has_clock
            if when and is_day and when.start is not None and when.stop is not None:
                self.known[edtf] = when.text, _days(when.start, when.stop, self.zone)
            else:
                self.known[edtf] = None
        return self.known[edtf]

    def weekday(self, number: int) -> int | None:
        """Return the only such day of the week (0 is Monday), in the nearest span that has one."""
        for first, last in self.around:
            day = first + (number - weekday_of(first)) % 7
            if day <= last:
                return day if day + 7 > last else None
        return None

    def day_of_month(self, number: int) -> int | None:
        """Return the only day of a number, as in "the 11th", in the nearest span that has one."""
        for first, last in self.around:
            if last - first > _LONGEST_SPAN:
                return None
            found = [day for day in range(first, last + 1) if civil(day)[2] == number]
            if found:
                return found[0] if len(found) == 1 else None
        return None


def _days(start: int, stop: int, zone: str) -> Days:
    return to_wall(start, zone) // _DAY, max(to_wall(stop, zone) - 1, to_wall(start, zone)) // _DAY


def weekday_of(day: int) -> int:
    """Return the day of the week of a day counted from 1970-01-01; 0 is Monday."""
    return (day + 3) % 7  # 1970-01-01 was a Thursday


def day_text(day: int) -> str:
    """Return a day counted from 1970-01-01 in EDTF."""
    return edtf_date(*civil(day))
