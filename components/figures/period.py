"""The periods of a calendar that may be the columns of a picture, from seconds to millennia.

Times are milliseconds on the reader's clock, as if that were UTC; a period is half open.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import floor

from components import wording
from components.events import civil, day_number, month_name
from components.figures.axis import DAY, HOUR, MINUTE, short_month, year_name
from components.figures.span import Span
from components.selection import Bounds

SECOND = 1000
WEEK = 7 * DAY
MOST_FILLED, MOST_TOUCHED = 9, 12  # columns in which events begin; and in which they end
MOST, MOST_WITHIN_DAY = 370, 31  # columns in all; runs without events take little room
_FIRST_MONDAY = -3  # days from 1970-01-01 to a Monday
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Unit:
    """A kind of period: where the one that holds a time begins, where it ends, what it is called.

    `length` is what it lasts on average, in milliseconds. `shown` turns a time into what the clock
    shows, which is another one where the clock changes within the day.
    """

    key: str
    length: float
    floor: Callable[[float], float]
    end: Callable[[float], float]
    name: Callable[[float], str]
    shown: Callable[[float], float] = float

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


def _years(key: str, count: int, name: Callable[[float], str]) -> Unit:
    """Return periods of years that go by round numbers on both sides of the era: 279 to 270 BC.

    Those next to the era are a year shorter, as there is no year 0.
    """

    def first_year(year: int) -> int:
        if year > 0:
            return max(year // count * count, 1)
        return 2 - (1 - year) // count * count - count

    def begin(time: float) -> float:
        return float(day_number(first_year(_year(time)), 1, 1) * DAY)

    def end(start: float) -> float:
        return float(day_number(_last_year(_year(start), count) + 1, 1, 1) * DAY)

    return Unit(key, count * 365.25 * DAY, begin, end, name)


def _last_year(year: int, count: int) -> int:
    """Return the last year of the period of `count` years that holds a year."""
    if year > 0:
        return year // count * count + count - 1
    return 1 - max((1 - year) // count * count, 1)


def clock_time(time: float, *, seconds: bool = False) -> str:
    """Return the clock time of a time, such as "13:21"."""
    second = floor(time / SECOND) % 86_400
    words = f"{second // 3600:02}:{second // 60 % 60:02}"
    return f"{words}:{second % 60:02}" if seconds else words


def day_name(time: float) -> str:
    """Name the day of a time, such as "Sun 11 May"."""
    _, month, number = civil(floor(time / DAY))
    return f"{weekday(time)[:3]} {number} {short_month(month)}"


def day_of_month(time: float) -> str:
    """Name the day of a time without that of the week, such as "11 May"."""
    return day_name(time)[4:]


def long_day_name(time: float) -> str:
    """Name the day of a time in full, such as "Sunday 11 May"."""
    _, month, number = civil(floor(time / DAY))
    return f"{weekday(time)} {number} {month_name(month)}"


def weekday(time: float) -> str:
    """Name the day of the week of a time in full."""
    return _DAYS[(floor(time / DAY) - _FIRST_MONDAY) % 7]


def _week(time: float) -> str:
    first, last = civil(floor(time / DAY)), civil(floor(time / DAY) + 6)
    begin = str(first[2]) if first[1] == last[1] else f"{first[2]} {short_month(first[1])}"
    return f"{begin}\N{EN DASH}{last[2]} {short_month(last[1])}"


def _quarter(time: float) -> str:
    year, month, _ = civil(floor(time / DAY))
    return f"{short_month(month)}\N{EN DASH}{short_month(month + 2)} {year_name(year)}"


def _month(time: float) -> str:
    year, month, _ = civil(floor(time / DAY))
    return f"{short_month(month)} {year_name(year)}"


def _year(time: float) -> int:
    return civil(floor(time / DAY))[0]


def _decade(time: float) -> str:
    return f"{_year(time)}s" if _year(time) >= 1000 else _first_and_last(time, 10)


def _century(time: float) -> str:
    return _first_and_last(time, 100)


def _first_and_last(time: float, count: int) -> str:
    """Name the first and the last year of a period of years."""
    year = _year(time)
    return f"{year_name(year).split()[0]}\N{EN DASH}{year_name(_last_year(year, count))}"


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
    _years("decade", 10, _decade),
    _years("century", 100, _century),
    _years("millennium", 1000, lambda time: _first_and_last(time, 1000)),
    _years("ten-millennia", 10_000, lambda time: _first_and_last(time, 10_000)),
)


def head_names(unit: Unit, period: Span, *, needs_year: bool = False) -> Sequence[str]:
    """Return what a column may be headed, the longest first; a part column says what it is.

    Where columns are of several years one `needs_year`, months even rather than their own names.
    """
    start = unit.floor(period[0])
    name = unit.name(unit.shown(start))
    if not is_cut(unit, period):
        return (
            _with_year(unit, name, _year(unit.end(start) - DAY)) if needs_year else _shorter(name)
        )
    ends = [_moment(unit.shown(end), unit) for end in period]
    if period[0] == start:
        part = wording.picture.part_until(ends[1])
    elif period[1] == unit.end(start):
        part = wording.picture.part_from(ends[0])
    else:
        part = wording.picture.between(*ends)
    if unit.length != DAY:
        return (part,)
    return *(wording.picture.part_of(words, part) for words in _shorter(name)), part


def need_years(unit: Unit, periods: Sequence[Span]) -> bool:
    """Return whether periods are weeks, months or quarters of more than one year."""
    if unit.key not in ("week", "month", "quarter") or not periods:
        return False
    return _year(periods[0][0]) != _year(periods[-1][0])


def short_head(names: Sequence[str]) -> str:
    """Return a short one of the names that a column may be headed, but not the shortest of many."""
    return names[-2] if len(names) > 2 else names[0]


def is_cut(unit: Unit, period: Span) -> bool:
    """Return whether a column is a part of a unit, which the window cuts."""
    start = unit.floor(period[0])
    return period != (start, unit.end(start))


def _shorter(name: str) -> Sequence[str]:
    """Return a name and what may stand for it: without its last words, or without its end."""
    begin, dash, _ = name.partition("\N{EN DASH}")
    if dash and " " in begin:
        return name, begin
    words = name.split()
    return [" ".join(words[:count]) for count in range(len(words), 0, -1)]


def _with_year(unit: Unit, name: str, year: int) -> Sequence[str]:
    """Return a name with its year, and what may stand for it: two digits of that, or it alone.

    A week may stand without.
    """
    written = year_name(year)
    alone = name.removesuffix(written).rstrip()
    brief = f"{alone} \N{RIGHT SINGLE QUOTATION MARK}{written[2:]}"
    names = [f"{alone} {written}", *([brief] if 1000 <= year <= 9999 else [])]
    return *names, *(_shorter(name) if unit is _WEEK else [written])


def _moment(time: float, unit: Unit) -> str:
    """Say where a column is cut: at a clock time, or on a day, of a year where those are long."""
    if unit.length <= DAY:
        return clock_time(time, seconds=unit.length <= MINUTE)
    return _day_of_year(time) if unit.length > 366 * DAY else day_of_month(time)


def _day_of_year(time: float) -> str:
    return f"{day_of_month(time)} {_one_year(time)}"


def unit_for(span: Span, known: Sequence[Bounds]) -> Unit:
    """Return the smallest unit in which a span has few enough columns, and few of them filled.

    `known` are the bounds of events, `None` where open. Units below a day are for a span of a day:
    what is known by its day alone has no place in them.
    """
    length = span[1] - span[0]
    for unit in UNITS:
        most = MOST if unit.length >= DAY else MOST_WITHIN_DAY
        if length > most * unit.length or (unit.length < DAY < length):
            continue
        if _is_sparse(span, known, unit):
            return unit
    return UNITS[-1]


def _is_sparse(span: Span, known: Sequence[Bounds], unit: Unit) -> bool:
    """Return whether few columns of a unit have events that begin there, or end."""
    begun: set[float] = set()
    ended: set[float] = set()
    for start, stop in known:
        if unit.length < DAY and (start is None or stop is None or stop - start >= DAY):
            continue
        if start is not None and span[0] <= start < span[1]:
            begun.add(unit.floor(start))
        if stop is not None and span[0] < stop <= span[1]:
            ended.add(unit.floor(stop - 1))
        if len(begun) > MOST_FILLED or len(begun | ended) > MOST_TOUCHED:
            return False
    return unit.length >= DAY or bool(begun)
