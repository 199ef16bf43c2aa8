"""The figures that events give in one unit, as bars from zero: `plan` places, `draw` draws them.

The axis is linear and always holds zero, so that lengths compare as the numbers do. x are
fractions of the width, y are pixels from the top.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil, floor, isfinite, log10

from components.events import Event, Figure, Log, Tier
from components.figures.chart import frame, rules
from components.figures.theme import MARK, SYMBOLS, look

ROW = 40  # pixels, three lines of a name
BAR = 8  # pixels that a bar is high
MARGIN = 0.08  # of the width on either side, for half a mark and half a tick's name
MOST_STEPS = 6  # between ticks
_LEAST = 1e-300  # smaller values count as zero


@dataclass(frozen=True, slots=True)
class ValueBar:
    """A figure of an event, from zero at `x0` to its value at `x1`.

    `record` tells that none of its sources is of tier article.
    """

    event: str
    measure: str
    value: float
    kind: str
    status: str
    certain: bool
    record: bool
    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True)
class ValueTick:
    """A tick of the axis."""

    x: float
    value: float


@dataclass(frozen=True, slots=True)
class ValuePlan:
    """Everything in the picture; one of the ticks is zero where there are rows."""

    height: float
    unit: str
    rows: tuple[ValueBar, ...] = ()
    ticks: tuple[ValueTick, ...] = ()


@dataclass(frozen=True, slots=True)
class _Axis:
    """A linear axis: `first` and `last` count steps of `step` times ten to `power` from zero."""

    first: int
    last: int
    step: int
    power: int

    def x(self, value: float) -> float:
        steps = value / 10.0**self.power / self.step
        share = (steps - self.first) / (self.last - self.first)
        return MARGIN + (1 - 2 * MARGIN) * min(max(share, 0.0), 1.0)

    def ticks(self) -> Iterator[ValueTick]:
        span = self.last - self.first
        for place in range(self.first, self.last + 1):
            # through decimal text, so that three steps of 0.1 are 0.3
            value = float(f"{place * self.step}e{self.power}")
            if isfinite(value):
                x = MARGIN + (1 - 2 * MARGIN) * (place - self.first) / span
                yield ValueTick(x, value)


def _axis(values: Sequence[float]) -> _Axis:
    """Return the axis that holds zero and all values, in three to six steps of 1, 2 or 5."""
    low, high = min(0.0, *values), max(0.0, *values)
    if max(high, -low) < _LEAST:
        low, high = 0.0, 1.0
    power = floor(log10(max(high, -low))) - 1
    for at in count():
        step = (1, 2, 5)[at % 3] * 10 ** (at // 3)
        # rounded, or the last bit of a quotient would add a step
        first, last = (round(end / 10.0**power / step, 9) for end in (low, high))
        if ceil(last) - floor(first) <= MOST_STEPS:
            break
    return _Axis(floor(first), ceil(last), step, power)


def _figures(log: Log, events: Sequence[str]) -> list[tuple[Event, Figure]]:
    """Return the figures of `events` in order, each value of a measure once for an event."""
    figures = {
        (event, figure.measure, figure.value): (log.events[event], figure)
        for event in events
        for figure in log.events[event].figures
    }
    return list(figures.values())


def units(log: Log, events: Sequence[str]) -> list[str]:
    """Return the units that have at least two figures in `events`, the most used first."""
    counts = Counter(figure.unit for _, figure in _figures(log, events))
    return [unit for unit, number in counts.most_common() if number > 1]


def plan(log: Log, events: Sequence[str], unit: str) -> ValuePlan:
    """Plan the picture of the figures of `events` in `unit`, measure by measure.

    With `events` in reading order, the measures stand by first appearance and the figures of
    each by time. Raise `KeyError` for an id that the log does not have.
    """
    by_measure: defaultdict[str, list[tuple[Event, Figure]]] = defaultdict(list)
    for event, figure in _figures(log, events):
        if figure.unit == unit:
            by_measure[figure.measure].append((event, figure))
    figures = [pair for pairs in by_measure.values() for pair in pairs]
    if not figures:
        return ValuePlan(float(ROW), unit)
    axis = _axis([figure.value for _, figure in figures])
    rows = tuple(
        ValueBar(
            event=event.id,
            measure=figure.measure,
            value=figure.value,
            kind=look(log.kinds[event.kind]),
            status=str(event.status),
            certain=not (event.when.uncertain or event.when.approximate),
            record=log.tier_of(event, figure) is Tier.RECORD,
            x0=axis.x(0),
            x1=axis.x(figure.value),
            y=(at + 0.5) * ROW,
        )
        for at, (event, figure) in enumerate(figures)
    )
    return ValuePlan(float(len(rows) * ROW), unit, rows, tuple(axis.ticks()))


def draw(chart: ValuePlan) -> dict[str, object]:
    """Return a plan as a Plotly figure: a plain dict without words, colours as tokens.

    The mark of an event that is uncertain or has not happened is hollow, as on the timeline.
    """
    full = [row.status == "happened" and row.certain for row in chart.rows]
    colours = [f"@{row.kind}" for row in chart.rows]
    pairs = list(zip(full, colours, strict=True))
    y = [row.y for row in chart.rows]
    height = chart.height
    return {
        "data": [
            rules(((tick.x, 0, tick.x, height) for tick in chart.ticks if tick.value), "@grid"),
            {
                "type": "bar",
                "orientation": "h",
                "base": [row.x0 for row in chart.rows],
                "x": [row.x1 - row.x0 for row in chart.rows],
                "y": y,
                "width": BAR,
                "marker": {"color": colours, "opacity": 0.38, "line": {"width": 0}},
                "hoverinfo": "skip",
            },
            rules(((tick.x, 0, tick.x, height) for tick in chart.ticks if not tick.value), "@ink"),
            {
                "type": "scatter",
                "mode": "markers",
                "x": [row.x1 for row in chart.rows],
                "y": y,
                "marker": {
                    "symbol": [SYMBOLS[row.kind] for row in chart.rows],
                    "size": MARK,
                    "color": [colour if whole else "@paper" for whole, colour in pairs],
                    "line": {
                        "width": [1 if whole else 2 for whole in full],
                        "color": ["@paper" if whole else colour for whole, colour in pairs],
                    },
                },
                "cliponaxis": False,
                "hoverinfo": "skip",
            },
        ],
        "layout": frame(height),
    }
