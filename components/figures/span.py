"""Which time the picture shows: a log's extent, what it opens on, and the reader's window.

All times are milliseconds on the reader's clock, as if that were UTC.
"""

from collections.abc import Iterable, Sequence

from components.events import Log
from components.selection import Bounds, bounds_in, bounds_of, on_clock, to_wall

Span = tuple[float, float]

_HOUR = 3_600_000
_DAY = 24 * _HOUR
_MARGIN = 0.04  # of the extent, free at either side
_STRAY = 0.005  # of all events, that may lie outside the busy time at either end
_LOPSIDED = 0.6  # of the extent: the picture opens on a busy span that is no longer


def event_bounds(log: Log, zone: str, events: Iterable[str]) -> dict[str, Bounds]:
    """Return when each event could have been, on a clock in `zone`; `None` is an open end."""
    return {event: bounds_in(log.events[event].when, zone) for event in events}


def stated_bounds(log: Log, zone: str, events: Iterable[str]) -> dict[str, Bounds]:
    """Return when each event could have been; a day without a clock time stays the day it is.

    Clock times are on a clock in `zone`, days on that of the event's own zone. `None` is an open
    end.
    """
    return {event: bounds_of(log.events[event].when, zone) for event in events}


def log_extent(known: tuple[int, int] | None, zone: str) -> Span:
    """Return the time from the first to the last instant `known`, in UTC, with a margin.

    Where there is none, return the day of 1 January 1970.
    """
    if known is None:
        return 0.0, float(_DAY)
    first, last = on_clock(*known, zone)
    # of an hour or more the margin is in proportion, of less there has to be something to see
    margin = (last - first) * _MARGIN if last - first >= _HOUR else _HOUR
    return first - margin, last + margin


def busy_span(counts: Sequence[float], extent: Span) -> Span:
    """Return the time in which all but a few stray events lie, if that is much less than all.

    `counts` are the events in even steps of `extent`. A log of ten years with one event a century
    ago would else be a line at the edge.
    """
    few = sum(counts) * _STRAY
    first, last = 0, len(counts)
    while first < last and sum(counts[: first + 1]) <= few:
        first += 1
    while last > first and sum(counts[last - 1 :]) <= few:
        last -= 1
    if not 0 < last - first <= len(counts) * _LOPSIDED:
        return extent
    step = (extent[1] - extent[0]) / len(counts)
    return extent[0] + first * step, extent[0] + last * step


def opening_span(log: Log, zone: str, busy: Span) -> Span:
    """Return what the picture opens on: what the log says, or the time when it is busy."""
    opens_on = log.about.window
    if opens_on is None or opens_on.start is None or opens_on.stop is None:
        return busy
    return on_clock(opens_on.start, opens_on.stop, zone)


def visible_span(
    window: tuple[int | None, int | None], zone: str, home: Span, extent: Span
) -> Span:
    """Return the time from the picture's left edge to its right, given the reader's window.

    An open end is that of `home`, or where that would turn the picture around, that of `extent`
    or a day further; the picture is never without breadth.
    """
    first, last = window
    if first is not None and last is not None:
        return on_clock(first, last, zone)
    if first is not None:
        start = float(to_wall(first, zone))
        return start, home[1] if home[1] > start else max(extent[1], start + _DAY)
    if last is not None:
        stop = float(to_wall(last, zone))
        return home[0] if home[0] < stop else min(extent[0], stop - _DAY), stop
    return home
