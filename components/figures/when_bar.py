"""The bar that shows how exactly the time of one event is known: a span as long as the doubt."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.events import When
from components.figures.advance import text_width
from components.figures.period import UNITS, Unit, head_names
from components.figures.span import Span
from components.selection import bounds_of

WIDTH = 300.0  # pixels that the names of the periods share
_SIZE = 12.0  # pixels of their letters
_MOST = 5  # periods that the event may have been in; one stands at each side of them
_APART = 6.0  # pixels between names
_UNITS = ("day", "month", "year", "decade", "century", "millennium", "ten-millennia")
_BREADTH_OF_CLOCK = 0.05  # of a period: what is known more closely is a stroke


@dataclass(frozen=True, slots=True)
class WhenBar:
    """Where an event may have been among periods of equal width.

    `start` and `stop` count periods from the left edge, `None` where the time is open. What
    `is_loose` is uncertain, about right, or one of several dates; what `is_close` is known by the
    clock, or as closely.
    """

    names: Sequence[str]
    start: float | None
    stop: float | None
    is_loose: bool
    is_close: bool


def plan_when(when: When, zone: str) -> WhenBar | None:
    """Plan the bar of an event's time on a clock in `zone`.

    There is none where nothing is known of the time, or no unit is long enough for it.
    """
    start, stop = bounds_of(when, zone)
    if start is None and stop is None:
        return None
    # the period that holds the known end stands for a time that is open at the other
    first = start if start is not None else (stop or 0) - 1
    last = stop if stop is not None else first + 1
    found = _periods((first, max(last, first + 1)))
    if found is None:
        return None
    unit, touched = found
    before = unit.floor(touched[0][0] - 1), touched[0][0]
    after = touched[-1][1], unit.end(touched[-1][1])
    periods = [before, *touched, after]
    room = WIDTH / len(periods)
    left = None if start is None else _place(start, periods)
    right = None if stop is None else _place(stop, periods)
    is_known = left is not None and right is not None
    return WhenBar(
        _names(unit, periods, room),
        left,
        right,
        when.is_loose,
        is_known and (right or 0) - (left or 0) <= _BREADTH_OF_CLOCK,
    )


def _periods(span: Span) -> tuple[Unit, Sequence[Span]] | None:
    """Return the smallest unit from a day on with few periods in a span, and those, whole."""
    for unit in UNITS:
        if unit.key not in _UNITS or span[1] - span[0] > _MOST * unit.length:
            continue
        whole = unit.floor(span[0]), unit.end(unit.floor(span[1] - 1))
        touched = list(unit.periods(whole))
        if len(touched) <= _MOST:
            return unit, touched
    return None


def _place(time: float, periods: Sequence[Span]) -> float:
    for place, (begin, end) in enumerate(periods):
        if time <= end:
            return place + (time - begin) / (end - begin)
    return float(len(periods))


def _names(unit: Unit, periods: Sequence[Span], room: float) -> Sequence[str]:
    """Return the names of periods, all as long as there is room for each of them."""
    levels = [_levels(unit, period) for period in periods]
    for names in zip(*levels, strict=True):
        if all(text_width(name, _SIZE) <= room - _APART for name in names):
            break
    return names


def _levels(unit: Unit, period: Span) -> Sequence[str]:
    """Return what a period may be called, the longest first."""
    names = head_names(unit, period)
    if unit.key == "day":
        weekday_and_number = names[1]
        return *names[:2], weekday_and_number.split()[-1]
    return names[0], names[-1]
