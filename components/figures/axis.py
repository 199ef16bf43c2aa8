"""The headings and ticks of a time axis, by the same rules as in the page's own script.

Times are milliseconds on the reader's clock, as if that were UTC. The rules are those of
`calendar` in calendar.js, which follows the reader's hand; a test holds the two together.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from math import ceil, floor

from components.events import civil, day_number, month_name
from components.figures.span import Span

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
_MONTH = 30.4  # days, on average
_YEAR = 365.25
_CLOCK_STEPS = (
    *(MINUTE, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE),
    *(HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR),
)
_WEEKDAYS = ("Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed")  # 1 January 1970 was a Thursday
_SEPTEMBER = 9  # British English cuts this month after four letters
_EDGE = 14  # pixels from either end within which a tick would be cut off
_LEAST = 8  # pixels of a heading that is worth drawing, and those around its name


@dataclass(frozen=True, slots=True)
class Heading:
    """A span of time with its names, the longest first.

    `begins` marks a span of several years, whose name is that of its beginning alone.
    """

    start: float
    stop: float
    names: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment with a name."""

    at: float
    name: str


@dataclass(frozen=True, slots=True)
class PlacedHeading:
    """A heading in pixels from the left edge, with the longest name that fits, "" for none."""

    left: float
    right: float
    name: str
    begins: bool


def _date(at: float) -> tuple[int, int, int]:
    return civil(floor(at / DAY))


def year_at(at: float) -> int:
    """Return the astronomical year of a time."""
    return _date(at)[0]


def year_name(year: int) -> str:
    """Name a year as people write it: astronomical year 0 is 1 BC."""
    return str(year) if year > 0 else f"{1 - year} BC"


def short_month(month: int) -> str:
    """Name a month (1 to 12) where there is little room, such as "May" and "Sept"."""
    return month_name(month)[: 4 if month == _SEPTEMBER else 3]


def _year(at: float) -> str:
    return year_name(_date(at)[0])


def _month(at: float) -> str:
    return short_month(_date(at)[1])


def _day(at: float) -> str:
    return f"{_date(at)[2]} {_month(at)}"


def _weekday(at: float) -> str:
    return _WEEKDAYS[floor(at / DAY) % 7]


def _clock(at: float) -> str:
    minutes = floor(at % DAY / MINUTE)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _month_start(months: int) -> int:
    """Return when a month begins, counted from that of year 0."""
    return day_number(months // 12, months % 12 + 1, 1) * DAY


def _until(starts: Iterable[int], last: float) -> Iterator[int]:
    for start in starts:
        if start > last:
            return
        yield start


def _every(step: int, window: Span) -> Iterator[int]:
    return _until(count(floor(window[0] / step) * step, step), window[1])


def _every_month(step: int, window: Span) -> Iterator[int]:
    year, month, _ = _date(window[0])
    first = (year * 12 + month - 1) // step * step
    return _until(map(_month_start, count(first, step)), window[1])


def _every_years(step: int, window: Span) -> Iterator[int]:
    """Yield the starts of round numbers of years as people count them: 200 BC, 100 BC, AD 1."""
    year = _date(window[0])[0]
    first = year // step if year > 0 else -ceil((1 - year) / step)
    years = (1 + place * step if place < 0 else place * step or 1 for place in count(first))
    return _until((_month_start(year * 12) for year in years), window[1])


def _spans(
    starts: Iterable[int], last: float, names: Callable[[int, bool], tuple[str, ...]]
) -> tuple[Heading, ...]:
    edges = list(starts)
    stops = [*edges[1:], last]
    return tuple(
        Heading(start, stop, names(start, not place))
        for place, (start, stop) in enumerate(zip(edges, stops, strict=False))
    )


AxisLabels = tuple[tuple[Heading, ...], tuple[Tick, ...]]


def axis_labels(window: Span, width: float, *, long: bool) -> AxisLabels:
    """Return the headings and ticks of a window that is `width` pixels wide.

    `long` tells whether the log spans several years, so that a day has to name its year.
    """
    scale = width / (window[1] - window[0])
    day = DAY * scale
    if day >= 46:
        return _day_labels(window, scale, long=long)
    if _MONTH * day >= 56:
        return _month_labels(window, day)
    month, year = _MONTH * day, _YEAR * day
    if year >= 60:
        step = next((months for months in (1, 3, 6) if months * month >= 32), 6)
        return (
            _spans(_every_month(12, window), window[1], lambda at, _: (_year(at),)),
            tuple(Tick(at, _month(at)) for at in _every_month(step, window)),
        )
    return _year_headings(window, year), ()


def _day_labels(window: Span, scale: float, *, long: bool) -> AxisLabels:
    day = DAY * scale

    def names(at: int, first: bool) -> tuple[str, ...]:
        date = _day(at)
        if day >= 104:
            short: tuple[str, ...] = (f"{_weekday(at)} {date}", date)
        elif day >= 72:
            short = (f"{_weekday(at)} {_date(at)[2]}",)
        else:
            short = (date,)
        if not (long and first):
            return short
        return (f"{_weekday(at)} {date} {_year(at)}", f"{date} {_year(at)}", *short)

    step = next((length for length in _CLOCK_STEPS if length * scale >= 52), None)
    ticks = [at for at in _every(step, window) if at % DAY] if step else []
    return (
        _spans(_every(DAY, window), window[1], names),
        tuple(Tick(at, _clock(at)) for at in ticks),
    )


def _month_labels(window: Span, day: float) -> AxisLabels:
    month = _MONTH * day
    step = next((days for days in (1, 2, 5, 10, 15) if days * day >= 24), 15)

    def names(at: int, first: bool) -> tuple[str, ...]:
        name, dated = _month(at), f"{_month(at)} {_year(at)}"
        if month >= 110:
            return f"{month_name(_date(at)[1])} {_year(at)}", dated, name
        return (dated, _year(at), name) if first or _date(at)[1] == 1 else (name,)

    def is_shown(date: int) -> bool:
        return step == 1 or date == 1 or (date % step == 0 and date <= 31 - step / 2)

    ticks = [(at, _date(at)[2]) for at in _every(DAY, window)]
    return (
        _spans(_every_month(1, window), window[1], names),
        tuple(Tick(at, str(date)) for at, date in ticks if is_shown(date)),
    )


def _year_headings(window: Span, year: float) -> tuple[Heading, ...]:
    step = 1
    for place in count():
        if step * year >= 60:
            break
        step = (2, 5, 10)[place % 3] * 10 ** (place // 3)
    if step == 1:
        return _spans(_every_month(12, window), window[1], lambda at, _: (_year(at),))
    headings = _spans(
        _every_years(step, window),
        window[1],
        lambda at, _: ("AD 1" if _date(at)[0] == 1 else _year(at),),
    )
    return tuple(replace(heading, begins=True) for heading in headings)


def place_headings(
    headings: Iterable[Heading], window: Span, width: float, breadth: Callable[[str], float]
) -> Iterator[PlacedHeading]:
    """Yield each heading at its place in a window, with the longest of its names that fits.

    `breadth` measures a name in pixels.
    """
    scale = width / (window[1] - window[0])
    for heading in headings:
        begin = (heading.start - window[0]) * scale
        left, right = max(begin, 0.0), min((heading.stop - window[0]) * scale, width)
        if right - left < _LEAST:
            continue
        # a name that is cut off reads like another; that of a beginning is only shown there
        names = heading.names if not heading.begins or begin > -1 else ()
        room = right - left - _LEAST
        name = next((name for name in names if breadth(name) <= room), "")
        yield PlacedHeading(left, right, name, heading.begins)


def place_ticks(ticks: Iterable[Tick], window: Span, width: float) -> Iterator[tuple[float, str]]:
    """Yield each tick's place in pixels and its name, without those that would be cut off."""
    scale = width / (window[1] - window[0])
    for tick in ticks:
        x = (tick.at - window[0]) * scale
        if _EDGE < x < width - _EDGE:
            yield x, tick.name
