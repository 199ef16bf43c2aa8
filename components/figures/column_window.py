"""The window of a picture in columns: its unit and periods, and what has no hour within a day.

Times are milliseconds on the reader's clock. Where that changes within the day, columns are the
hours as they pass, 23 or 25 of them: a passing time runs on evenly from the opening of the window,
where it is what the clock shows.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor

from components import wording
from components.events import Log, When
from components.figures.axis import DAY
from components.figures.period import Unit, unit_for, weekday
from components.figures.placement import Known
from components.figures.span import Span
from components.selection import Bounds, Closeness, closeness, from_wall, to_wall

Turn = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class ColumnWindow:
    """The columns of a window, and the bounds of its events in the same passing time.

    `hourless` are the events that the hours have no place for, by what is known of them. They have
    the first of the `periods`, which has no length, and is headed `hourless_name`.
    """

    unit: Unit
    periods: Sequence[Span]
    bounds: Mapping[str, Bounds]
    hourless: Mapping[str, Known]
    hourless_name: str


def column_window(
    log: Log,
    bounds: Mapping[str, Bounds],
    span: Span,
    zone: str,
    window: tuple[int | None, int | None],
) -> ColumnWindow:
    """Return the columns of `span` for events with `bounds`, both on a clock in `zone`.

    `window` is what the reader has set. In a closed one all events may be within it; else those
    beyond it come before and after. Where it is open, the columns are whole.
    """
    unit = unit_for(span, list(bounds.values()))
    is_closed = None not in window
    if unit.length >= DAY:
        span = (
            unit.floor(span[0]) if window[0] is None else span[0],
            unit.end(unit.floor(span[1] - 1)) if window[1] is None else span[1],
        )
    if span[1] - span[0] >= DAY and unit.length >= DAY:
        return ColumnWindow(unit, list(unit.periods(span)), bounds, {}, "")
    hourless = {
        event: known
        for event in bounds
        if (known := _hourless(log, event, bounds[event], span, is_closed=is_closed))
    }
    passing, shown = _passing_hours(span, zone)
    offset = span[0] - from_wall(int(span[0]), zone)
    end = passing(span[1])
    unit = replace(unit, shown=shown)
    periods = list(unit.periods((span[0], end)))
    if hourless:
        periods.insert(0, (span[0], span[0]))
    passed = {
        event: _passed(log.events[event].when, pair, passing, offset)
        for event, pair in bounds.items()
    }
    return ColumnWindow(unit, periods, passed, hourless, _hourless_name(log, hourless, span))


def _passed(when: When, bounds: Bounds, passing: Turn, offset: float) -> Bounds:
    """Return bounds as passing times; the clock shows some twice, so its own are not asked."""
    ends = (when.start, when.stop) if when.has_clock else bounds
    start, stop = (
        None if end is None else end + offset if when.has_clock else passing(end) for end in ends
    )
    return start, stop


def _passing_hours(span: Span, zone: str) -> tuple[Turn, Turn]:
    """Return what turns a time on a clock in `zone` into a passing one, and what turns it back."""
    begin, end = (from_wall(int(time), zone) for time in span)
    offset = span[0] - begin
    if end - begin == span[1] - span[0]:
        return float, float

    def passing(time: float) -> float:
        return from_wall(int(time), zone) + offset

    def shown(time: float) -> float:
        return float(to_wall(int(time - offset), zone))

    return passing, shown


def _hourless(log: Log, event: str, bounds: Bounds, span: Span, *, is_closed: bool) -> Known | None:
    start, stop = bounds
    if not is_closed and (start is None or stop is None or start >= span[1] or stop <= span[0]):
        return None
    when = log.events[event].when
    known = closeness(when, bounds, span)
    begins = start is not None and start >= span[0]
    if known is Closeness.DAY or (known is Closeness.LASTS and begins and not when.has_clock):
        return Known.SPAN
    if known is not Closeness.PERHAPS:
        return None
    if start is None and stop is None:
        return Known.PERHAPS
    return Known.BY if start is None else Known.FROM if stop is None else Known.PERHAPS


def _hourless_name(log: Log, events: Mapping[str, Known], span: Span) -> str:
    """Return the head of the column of events that have no hour."""
    if any(log.events[event].when.has_clock for event in events):
        return wording.picture.LESS_CLOSE
    if floor(span[0] / DAY) == floor((span[1] - 1) / DAY):
        return wording.picture.no_hour(weekday(span[0]))
    return wording.picture.NO_HOUR
