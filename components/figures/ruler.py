"""A scale of time within a column: its ticks, and marks that stack where they would overlap."""

from collections.abc import Iterator, Sequence
from math import ceil, floor

from components.events import civil
from components.figures.advance import text_width
from components.figures.axis import DAY, HOUR, MINUTE, short_month, year_name
from components.figures.box_content import MARK
from components.figures.period import SECOND, UNITS, Unit, clock_time
from components.figures.span import Span

TICK_TEXT = 11.0
_BETWEEN = 6.0  # pixels between the names of two ticks
_BEYOND = 8.0  # pixels beyond the end of a scale that the name of its last tick may reach
_AHEAD = 12.0  # and that of its first tick before the scale: half a year, as in "1990"
_FINER = {
    "week": "day",
    "month": "week",
    "quarter": "month",
    "year": "quarter",
    "decade": "year",
    "century": "decade",
    "millennium": "century",
    "ten-millennia": "millennium",
}


_STEPS = tuple(
    [SECOND * step for step in (1, 2, 5, 10, 15, 30)]
    + [MINUTE * step for step in (1, 2, 5, 10, 15, 30)]
    + [HOUR * step for step in (1, 2, 3, 6, 12)]
)
_MOST_TICKS = 6  # of a scale within a day


def _within_day(period: Span, unit: Unit) -> Iterator[list[tuple[float, str]]]:
    """Yield the round clock times of a period, many of them first, and its ends last."""
    for step in _STEPS:
        first, last = ceil(period[0] / step), floor(period[1] / step)
        if 1 <= last - first < _MOST_TICKS:
            times = [float(place * step) for place in range(first, last + 1)]
            yield [(time, clock_time(unit.shown(time), seconds=step < MINUTE)) for time in times]
    seconds = period[1] - period[0] < MINUTE
    yield [(time, clock_time(unit.shown(time), seconds=seconds)) for time in period]


def named_times(period: Span, unit: Unit) -> Iterator[list[tuple[float, str]]]:
    """Yield the times of a period that have names, many of them first."""
    length = period[1] - period[0]
    if length <= DAY:
        if length < DAY or period[0] % DAY:
            yield from _within_day(period, unit)
            return
        for hours in (6, 12, 24):
            yield [(period[0] + hour * HOUR, str(hour)) for hour in range(0, 25, hours)]
        return
    finer = next((u for u in UNITS if u.key == _FINER.get(unit.key, "day")), UNITS[-1])
    times = [start for start, _ in finer.periods(period) if finer.floor(start) == start]
    for step in (1, 2, 4, 8, 16):
        yield [(time, _name(time, finer)) for time in times[::step]]


def _name(time: float, unit: Unit) -> str:
    year, month, number = civil(floor(time / DAY))
    if unit.key in ("day", "week"):
        return str(number)
    return short_month(month) if unit.key in ("month", "quarter") else year_name(year)


def ruler_ticks(period: Span, unit: Unit, x: float, width: float) -> tuple[tuple[float, str], ...]:
    """Return the ticks of a period on a scale from `x`, as many as have room for their names."""
    scale = width / (period[1] - period[0])
    for named in named_times(period, unit):
        ticks = [(x + (time - period[0]) * scale, name) for time, name in named]
        if not ticks:
            continue  # no unit begins within a window that is a part of one
        halves = [text_width(name, TICK_TEXT) / 2 for _, name in ticks]
        if all(
            ticks[n][0] + halves[n] + _BETWEEN <= ticks[n + 1][0] - halves[n + 1]
            for n in range(len(ticks) - 1)
        ):
            # the columns on both sides have names there too
            begin, end = x - _AHEAD, x + width + _BEYOND
            fits = [begin <= at - half for (at, _), half in zip(ticks, halves, strict=True)]
            fits[-1] = fits[-1] and ticks[-1][0] + halves[-1] <= end
            return tuple(
                (at, name if is_free else "")
                for (at, name), is_free in zip(ticks, fits, strict=True)
            )
    return ()


def stack_marks(places: Sequence[float]) -> tuple[list[int], int]:
    """Return the level of each mark by its x, 0 the lowest, and the number of levels."""
    ends: list[float] = []
    levels = [0] * len(places)
    for place in sorted(range(len(places)), key=places.__getitem__):
        x = places[place]
        level = next((n for n, end in enumerate(ends) if end <= x), len(ends))
        if level == len(ends):
            ends.append(0.0)
        ends[level] = x + MARK + 1
        levels[place] = level
    return levels, len(ends)
