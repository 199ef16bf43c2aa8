"""Where the most events of a view are: for each of some units the period to go to."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from components.figures.period import UNITS, Unit
from components.figures.span import Span
from components.selection import Bounds

_KEYS = ("ten-minutes", "hour", "day", "week", "month", "year")
_UNITS = tuple(unit for unit in UNITS if unit.key in _KEYS)


def busiest_spans(known: Iterable[Bounds]) -> Mapping[str, Span]:
    """Return for some units the period in which the most events surely were, the first of equals.

    `known` are the bounds of events in milliseconds, `None` where open. A unit in which no event
    surely was is left out.
    """
    closed = [(start, stop) for start, stop in known if start is not None and stop is not None]
    spans: dict[str, Span] = {}
    for unit in _UNITS:
        counts = Counter(
            begin for start, stop in closed if stop <= unit.end(begin := unit.floor(start))
        )
        if counts:
            begin = min(counts, key=lambda begin: (-counts[begin], begin))
            spans[unit.key] = (begin, unit.end(begin))
    return spans


def busiest_in_steps(counts: Sequence[float], extent: Span, view: Span) -> Mapping[str, Span]:
    """Return such periods from counts in even steps of `extent`, those within `view`."""
    step = (extent[1] - extent[0]) / len(counts)
    middles = [extent[0] + (place + 0.5) * step for place in range(len(counts))]
    inside = [
        (count, -at) for count, at in zip(counts, middles, strict=True) if view[0] <= at < view[1]
    ]
    if not inside:
        return {}
    middle = -max(inside)[1]
    return {unit.key: _around(unit, middle) for unit in _UNITS}


def _around(unit: Unit, time: float) -> Span:
    begin = unit.floor(time)
    return begin, unit.end(begin)
