"""The periods of a calendar that may be the columns of a picture, from seconds to centuries.

Times are milliseconds on the reader's clock, as if that were UTC; a period is half open.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import floor

from components.events import civil, day_number, month_name
from components.figures.axis import year_name
from components.figures.span import Span

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
MOST_FILLED, MOST_TOUCHED = 9, 12  # columns in which events begin; and in which they end
MOST, MOST_WITHIN_DAY = 370, 31  # columns in all; runs without events take little room
_FIRST_MONDAY = -3  # days from 1970-01-01 to a Monday
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Unit:
    """A kind of period: where the one that holds a time begins, where it ends, what it is called.

    `length` is what it lasts on average, in milliseconds.
    """

    key: str
    length: float
    floor: Callable[[float], float]
    end: Callable[[float], float]
    name: Callable[[float], str]

    def periods(self, span: Span) -> Iterator[Span]:
        """Yield the periods that a span touches, the first and the last cut to the span."""
        start = span[0]
        while start < span[1]:
            stop = self.end(self.floor(start))
            yield start, min(stop, span[1])
            start = stop


def _even(key: str, length: int, name: Callable[[float], str]) -> Unit:
    return Unit(
        key,
        length,
        lambda time: floor(time / length) * float(length),
        lambda start: start + length,
        name,
    )


def _months(key: str, months: int, name: Callable[[float], str]) -> Unit:
    def begin(time: float) -> float:
        year, month, _ = civil(floor(time / DAY))
        count = (year * 12 + month - 1) // months * months
        return float(day_number(count // 12, count % 12 + 1, 1) * DAY)

    def end(start: float) -> float:
        year, month, _ = civil(floor(start / DAY))
        count = year * 12 + month - 1 + months
        return float(day_number(count // 12, count % 12 + 1, 1) * DAY)

    return Unit(key, months * 30.44 * DAY, begin, end, name)


def clock_time(time: float, *, seconds: bool = False) -> str:
    """Return the clock time of a time, such as "13:21"."""
    second = floor(time / SECOND) % 86_400
    words = f"{second // 3600:02}:{second // 60 % 60:02}"
    return f"{words}:{second % 60:02}" if seconds else words


def day_name(time: float) -> str:
    """Name the day of a time, such as "Sun 11 May"."""
    _, month, number = civil(floor(time / DAY))
    return f"{weekday(time)[:3]} {number} {month_name(month)[:3]}"


def weekday(time: float) -> str:
    """Name the day of the week of a time in full."""
    return _DAYS[(floor(time / DAY) - _FIRST_MONDAY) % 7]


def _week(time: float) -> str:
    first, last = civil(floor(time / DAY)), civil(floor(time / DAY) + 6)
    begin = str(first[2]) if first[1] == last[1] else f"{first[2]} {month_name(first[1])[:3]}"
    return f"{begin}\N{EN DASH}{last[2]} {month_name(last[1])[:3]}"


def _quarter(time: float) -> str:
    year, month, _ = civil(floor(time / DAY))
    return f"{month_name(month)[:3]}\N{EN DASH}{month_name(month + 2)[:3]} {year_name(year)}"


def _month(time: float) -> str:
    year, month, _ = civil(floor(time / DAY))
    return f"{month_name(month)[:3]} {year_name(year)}"


def _year(time: float) -> int:
    return civil(floor(time / DAY))[0]


def _decade(time: float) -> str:
    return f"{_year(time)}s" if _year(time) >= 1000 else _years(time, 9)


def _century(time: float) -> str:
    return _years(time, 99)


def _years(time: float, more: int) -> str:
    """Name the first and the last year of a period, the last in full where the era changes."""
    first, last = _year(time), _year(time) + more
    begin = year_name(first).split()[0] if (first > 0) == (last > 0) else year_name(first)
    return f"{begin}\N{EN DASH}{year_name(last)}"


def _hour(time: float) -> str:
    return clock_time(time)


def _second(time: float) -> str:
    return clock_time(time, seconds=True)


def _one_year(time: float) -> str:
    return year_name(_year(time))


_WEEK = Unit(
    "week",
    7 * DAY,
    lambda time: float((floor((time / DAY - _FIRST_MONDAY) / 7) * 7 + _FIRST_MONDAY) * DAY),
    lambda start: start + 7 * DAY,
    _week,
)
UNITS: Sequence[Unit] = (
    _even("second", SECOND, _second),
    _even("minute", MINUTE, _hour),
    _even("ten-minutes", 10 * MINUTE, _hour),
    _even("hour", HOUR, _hour),
    _even("day", DAY, day_name),
    _WEEK,
    _months("month", 1, _month),
    _months("quarter", 3, _quarter),
    _months("year", 12, _one_year),
    _months("decade", 120, _decade),
    _months("century", 1200, _century),
)


def unit_for(span: Span, starts: Sequence[float], ends: Sequence[float] = ()) -> Unit:
    """Return the smallest unit in which a span has few enough columns, and few of them filled.

    `starts` and `ends` are times at which events begin and end. Units below a day are for a span
    of a day: what is known by its day alone has no place in them.
    """
    length = span[1] - span[0]
    begin, end = ([time for time in times if span[0] <= time < span[1]] for times in (starts, ends))
    for unit in UNITS:
        most = MOST if unit.length >= DAY else MOST_WITHIN_DAY
        if length > most * unit.length or (unit.length < DAY < length):
            continue
        filled = {unit.floor(time) for time in begin}
        if len(filled) > MOST_FILLED:
            continue
        if len(filled | {unit.floor(time) for time in end}) <= MOST_TOUCHED:
            return unit
    return UNITS[-1]
