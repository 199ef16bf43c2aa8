"""How closely the events of a window within one day are known: to the time, by the day, or less.

Times are milliseconds on the reader's clock, as if that were UTC. The sentence counts by the same
rule by which the picture places.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import ceil, floor

from components.events import Form, Log, When
from components.selection.window import to_wall

Bounds = tuple[float | None, float | None]  # of an event; `None` is an open end
_DAY = 86_400_000


class Closeness(StrEnum):
    """What a window within one day knows of an event in it."""

    TIME = "time"  # when it was, by the clock
    PART = "part"  # in which part of the window it was
    DAY = "day"  # that it was some time that day
    PERHAPS = "perhaps"  # that it may have been then, or on another day
    LASTS = "lasts"  # that it was going on


def is_within_day(window: tuple[float, float]) -> bool:
    """Return whether a window is no longer than a day."""
    return window[1] - window[0] <= _DAY


def closeness(when: When, bounds: Bounds, window: tuple[float, float]) -> Closeness:
    """Return how closely an event in view is known, by its bounds; `None` is an open end."""
    start, stop = bounds
    opens, closes = window
    if start is not None and stop is not None:
        is_inside = opens <= start and stop <= closes
        if is_inside and (when.has_clock or stop - start < _DAY):
            return Closeness.TIME if when.has_clock else Closeness.PART
    if when.form is Form.DURATION:
        return Closeness.LASTS
    if start is None or stop is None:
        return Closeness.PERHAPS
    first, last = floor(opens / _DAY) * _DAY, ceil(closes / _DAY) * _DAY
    return Closeness.DAY if first <= start and stop <= last else Closeness.PERHAPS


def bounds_of(when: When, zone: str) -> Bounds:
    """Return when an event could have been, on a clock in `zone`; `None` is an open end.

    A day without a clock time stays the day it is: an event of 11 May is one of 11 May on every
    clock.
    """
    return bounds_in(when, zone if when.has_clock else when.zone)


def bounds_in(when: When, zone: str) -> Bounds:
    """Return when an event could have been, days too on a clock in `zone`; `None` is an open end.

    Where the clock is put back meanwhile, the bounds keep the length of the time.
    """
    start, stop = when.start, when.stop
    if start is None or stop is None:
        return (
            None if start is None else float(to_wall(start, zone)),
            None if stop is None else float(to_wall(stop, zone)),
        )
    return on_clock(start, stop, zone)


def on_clock(start: int, stop: int, zone: str) -> tuple[float, float]:
    """Return an interval in UTC on a clock in `zone`.

    It keeps its length when it would lose more than half of it, or end before it begins, because
    the clock is put back meanwhile.
    """
    first, last = to_wall(start, zone), to_wall(stop, zone)
    length = stop - start
    return float(first), float(last if 2 * (last - first) >= length else first + length)


def count_closeness(
    log: Log, events: Sequence[str], window: tuple[float, float], zone: str
) -> Mapping[Closeness, int]:
    """Return how many events are known how closely in a window within one day."""
    counts: Counter[Closeness] = Counter()
    for event in events:
        when = log.events[event].when
        counts[closeness(when, bounds_of(when, zone), window)] += 1
    return {known: counts[known] for known in Closeness if counts[known]}
