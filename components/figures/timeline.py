"""Events to the picture: `plan` decides what stands where, `draw` makes a Plotly figure of it.

Heights are pixels from the top, times are milliseconds on the reader's clock (as if it were
UTC). The figure holds numbers only: what an event or a lane is called is the page's to show, as
text. That keeps it small and lets no word of a log near Plotly's pseudo-HTML.
"""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import atan2, degrees, hypot, inf, isinf, nan

import numpy as np

from components.events import Event, Form, Log, When
from components.figures.lane import LaneLabel, event_lanes, lanes_for
from components.figures.layout import Item, arrange
from components.figures.theme import GAP, MARK, SYMBOLS

ROW = 23  # pixels of a row of marks
PADDING = 3  # above and below the rows of a lane
HEADING = 19  # of a group
LABEL = 16  # of a lane's name where it stands above its marks
GUTTER = 136  # of the lanes' names beside the axis
NARROW = 560  # in a picture narrower than this, lane names stand above their marks instead
BAR = 8  # pixels that a duration's bar is high
_MINUTE = 60_000
MARKS_TRACE = 2  # which trace of a figure holds the marks
_FADES = 4  # pieces in which an open end fades out
_FADE = 90.0  # pixels that it takes
_ARC = 16  # pieces of an arc
_BOW = 46.0  # pixels that an arc bows at most


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: its id and name, the group it stands under, its top and height in pixels."""

    id: str
    name: str
    group: str
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """An event in one lane. `start` and `stop` bound when it happened, `None` = open."""

    event: str
    number: int
    lane: int
    x: float
    y: float
    start: float | None
    stop: float | None
    kind: str
    status: str
    certain: bool
    differs: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A duration in one lane, from `start` to `stop`, fading where an end is open."""

    event: str
    lane: int
    y: float
    start: float
    stop: float
    open_start: bool
    open_stop: bool
    kind: str
    status: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Join:
    """The line that joins an event's marks across lanes."""

    event: str
    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Arc:
    """A link between two events, from one's mark to the other's; `x` are times, `y` pixels."""

    event: str
    other: str
    relation: str
    start: tuple[float, float]
    stop: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything in the picture.

    `view` is the time from the left edge of the axis to its right, `width` and `height` are the
    axis's in pixels, `gutter` those of the lanes' names beside it, 0 when they stand above.
    `before` and `after` count the numbered events whose marks stand left and right of the view.
    """

    view: tuple[float, float]
    width: float
    height: float
    gutter: float = 0
    lanes: tuple[Lane, ...] = ()
    groups: tuple[tuple[str, float], ...] = ()
    marks: tuple[Mark, ...] = ()
    bars: tuple[Bar, ...] = ()
    joins: tuple[Join, ...] = ()
    arcs: tuple[Arc, ...] = ()
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class _Axis:
    """Times to pixels from the left edge of the view, and back."""

    start: float
    stop: float
    width: float

    @property
    def scale(self) -> float:
        return self.width / (self.stop - self.start)

    def pixels(self, time: float | None, open_end: float) -> float:
        return open_end if time is None else (time - self.start) * self.scale

    def time(self, x: float) -> float:
        return self.start + x / self.scale


def _is_instant(when: When) -> bool:
    """Tell whether the very minute is known, not only that it lies between two."""
    known = when.start is not None and when.stop is not None
    return known and when.has_clock and (when.stop or 0) - (when.start or 0) <= _MINUTE


@dataclass(slots=True)
class _Shown:
    """An event on its way into the picture: bounds on the reader's clock, lanes by number."""

    event: Event
    number: int
    start: float | None
    stop: float | None
    lanes: tuple[int, ...]
    rows: tuple[int, ...] = ()
    x: float = 0.0  # in pixels

    @property
    def lasts(self) -> bool:
        return self.event.when.form is Form.DURATION

    @property
    def certain(self) -> bool:
        return not (self.event.when.uncertain or self.event.when.approximate)

    def item(self, axis: _Axis) -> Item:
        """Return what has to be placed: on its minute, somewhere in its interval, on its bar."""
        left, right = axis.pixels(self.start, -inf), axis.pixels(self.stop, inf)
        if self.lasts:
            # its number stands on the bar, as far left as is in view
            edge = max(left, 0.0) if right > MARK else left
            margin = MARK / 2 + 2
            x = right - margin if isinf(edge) else edge + margin
            return Item(self.lanes, x, x, fixed=True, bar=(left, right))
        return Item(self.lanes, left, right, fixed=_is_instant(self.event.when))


def plan(
    log: Log,
    shown: Sequence[str],
    bounds: Mapping[str, tuple[float | None, float | None]],
    *,
    numbers: Sequence[int] = (),
    beyond: Sequence[str] = (),
    by: str = "actor",
    names: Mapping[str, Mapping[str, str]],
    view: tuple[float, float],
    width: float,
    gutter: float = GUTTER,
    selected: str = "",
) -> Plan:
    """Plan the picture of the events `shown`, by their `numbers` or from 1 in that order.

    `beyond` are events outside the window: they keep their lanes and stand there unnumbered
    (number 0), so that the picture does not jump when the window moves. `bounds` gives each
    event's start and stop on the reader's clock; `names` the names of topics, kinds and sources;
    `view` the time from the left edge to the right; `width` is that of the whole picture in
    pixels, `gutter` that of the lanes' names in it, unless it is narrow. The links of the
    `selected` event become arcs.
    """
    narrow = width < NARROW
    gutter = 0 if narrow else gutter
    label = LABEL if narrow else 0
    axis = _Axis(*view, width - gutter)

    given = zip(shown, numbers or range(1, len(shown) + 1), strict=True)
    number_of = {**dict.fromkeys(beyond, 0), **dict(given)}
    chosen = [log.events[event] for event in (*shown, *beyond)]
    offered = lanes_for(log, chosen, by, names)
    place_of = {lane.id: place for place, lane in enumerate(offered)}
    last = len(offered) - 1  # of lanes too many for the picture
    events = [
        _Shown(
            event,
            number_of[event.id],
            *bounds[event.id],
            lanes=tuple(sorted({place_of.get(lane, last) for lane in event_lanes(event, by)})),
        )
        for event in chosen
    ]
    _place(events, axis)
    lanes, groups, height = _stack(offered, _rows(events, len(offered)), label)

    def heights(each: _Shown) -> list[float]:
        return [
            lanes[lane].top + PADDING + label + (row + 0.5) * ROW
            for lane, row in zip(each.lanes, each.rows, strict=True)
        ]

    differing = {event for each in log.disagreements.values() for event in each.events}
    numbered = [each for each in events if each.number]
    marks = tuple(mark for each in events for mark in _marks(each, heights(each), axis, differing))
    return Plan(
        view=view,
        width=axis.width,
        height=height,
        gutter=gutter,
        lanes=lanes,
        groups=groups,
        marks=marks,
        bars=tuple(
            bar for each in events if each.lasts for bar in _bars(each, heights(each), axis)
        ),
        joins=tuple(
            Join(each.event.id, axis.time(each.x), min(ends), max(ends))
            for each in events
            if len(ends := heights(each)) > 1
        ),
        arcs=tuple(_arcs(log, selected, marks, axis)),
        before=sum(each.x < 0 for each in numbered),
        after=sum(each.x > axis.width for each in numbered),
    )


def _place(events: Sequence[_Shown], axis: _Axis) -> None:
    """Give each event its x and its rows; durations first, so that they keep the upper rows."""
    order = sorted(events, key=lambda each: not each.lasts)
    places = arrange([each.item(axis) for each in order], axis.width, MARK + GAP)
    for each, place in zip(order, places, strict=True):
        each.x, each.rows = place.x, place.rows


def _rows(events: Sequence[_Shown], lanes: int) -> list[int]:
    """Return how many rows each lane needs, one at least."""
    rows = [1] * lanes
    for each in events:
        for lane, row in zip(each.lanes, each.rows, strict=True):
            rows[lane] = max(rows[lane], row + 1)
    return rows


def _stack(
    offered: Sequence[LaneLabel], rows: Sequence[int], label: float
) -> tuple[tuple[Lane, ...], tuple[tuple[str, float], ...], float]:
    """Return the lanes one below the other, the headings of their groups, and the whole height."""
    lanes: list[Lane] = []
    groups: list[tuple[str, float]] = []
    top = 0.0
    for lane, count in zip(offered, rows, strict=True):
        if lane.group and (not lanes or lanes[-1].group != lane.group):
            groups.append((lane.group, top))
            top += HEADING
        height = count * ROW + 2 * PADDING + label
        lanes.append(Lane(lane.id, lane.name, lane.group, top, height))
        top += height
    return tuple(lanes), tuple(groups), max(top, float(ROW + 2 * PADDING))


def _marks(
    each: _Shown, heights: Sequence[float], axis: _Axis, differing: set[str]
) -> Iterator[Mark]:
    for lane, y in zip(each.lanes, heights, strict=True):
        yield Mark(
            event=each.event.id,
            number=each.number,
            lane=lane,
            x=axis.time(each.x),
            y=y,
            start=each.start,
            stop=each.stop,
            kind=str(each.event.kind),
            status=str(each.event.status),
            certain=each.certain,
            differs=each.event.id in differing,
        )


def _bars(each: _Shown, heights: Sequence[float], axis: _Axis) -> Iterator[Bar]:
    """Yield a duration's bars; an open end is drawn as far as the view or its number reaches."""
    x = axis.time(each.x)
    for lane, y in zip(each.lanes, heights, strict=True):
        yield Bar(
            event=each.event.id,
            lane=lane,
            y=y,
            start=min(axis.start, x) if each.start is None else each.start,
            stop=max(axis.stop, x) if each.stop is None else each.stop,
            open_start=each.start is None,
            open_stop=each.stop is None,
            kind=str(each.event.kind),
            status=str(each.event.status),
            certain=each.certain,
        )


def _arcs(log: Log, selected: str, marks: Sequence[Mark], axis: _Axis) -> Iterator[Arc]:
    """Yield an arc for each link from or to the selected event whose two ends are in the picture.

    Of the marks of the two events the nearest ones are joined.
    """
    if selected not in log.events:
        return
    places: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        places[mark.event].append(mark)
    links = [(selected, link) for link in log.events[selected].links]
    links += log.links_to(selected)
    for event, link in links:
        pairs = product(places[event], places[link.event])
        nearest = min(pairs, key=lambda pair: _apart(pair[0], pair[1], axis.scale), default=None)
        if nearest and event != link.event:
            start, stop = nearest
            ends = (start.x, start.y), (stop.x, stop.y)
            yield Arc(event, link.event, str(link.relation), *ends)


def _apart(one: Mark, other: Mark, scale: float) -> float:
    return hypot((one.x - other.x) * scale, one.y - other.y)


Trace = dict[str, object]


def typed_array(values: Iterable[float], dtype: str = "f8") -> dict[str, str]:
    """Return numbers as Plotly's typed array, which browsers read without parsing text.

    Times need all of an `f8`; for pixels an `f4` will do, for a code a `u1`.
    """
    array = np.fromiter(values, dtype=f"<{dtype}")
    return {"dtype": dtype, "bdata": b64encode(array.tobytes()).decode("ascii")}


def _join_trace(joins: Sequence[Join]) -> Trace:
    """Return the lines across lanes as one trace, with a gap (NaN) after each."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": typed_array(x for join in joins for x in (join.x, join.x, nan)),
        "y": typed_array((y for join in joins for y in (join.top, join.bottom, nan)), "f4"),
        "line": {"width": 1.25, "color": "@join"},
        "hoverinfo": "skip",
    }


def bar_pieces(bar: Bar, scale: float, fades: int = _FADES) -> Iterator[tuple[float, float, float]]:
    """Yield start, stop and strength of a bar's pieces; an open end is a row of ever fainter ones.

    `scale` is in pixels per millisecond, `fades` how many there are to an end.
    """
    piece = min(_FADE / scale, (bar.stop - bar.start) / 2) / fades
    start, stop = bar.start, bar.stop
    for step in range(fades):
        strength = (step + 1) / fades
        if bar.open_start:
            yield bar.start + step * piece, bar.start + (step + 1) * piece, strength
            start = bar.start + fades * piece
        if bar.open_stop:
            yield bar.stop - (step + 1) * piece, bar.stop - step * piece, strength
            stop = bar.stop - fades * piece
    yield start, stop, 1.0


def _bar_trace(bars: Sequence[Bar], scale: float) -> Trace:
    """Return the durations; what is not sure, or has not happened, is hatched."""
    pieces = [(bar, *piece) for bar in bars for piece in bar_pieces(bar, scale)]
    shapes = ["" if is_solid(bar) else "/" for bar, *_ in pieces]
    return {
        "type": "bar",
        "orientation": "h",
        "base": typed_array(start for _, start, _, _ in pieces),
        "x": typed_array(stop - start for _, start, stop, _ in pieces),
        "y": typed_array((bar.y for bar, *_ in pieces), "f4"),
        "width": BAR,
        "marker": {
            "color": [f"@{bar.kind}" for bar, *_ in pieces],
            "opacity": [round(0.38 * strength, 3) for *_, strength in pieces],
            "line": {"width": 0},
            # a pattern costs the browser something even where there is none
            **({"pattern": {"shape": shapes, "size": 5, "solidity": 0.35}} if any(shapes) else {}),
        },
        "hoverinfo": "skip",
    }


def _bowed(arc: Arc, scale: float) -> tuple[list[tuple[float, float]], float]:
    """Return the points of an arc, as times and pixels, and the direction in which it arrives.

    It leaves and arrives at the edges of the marks and bows to its left; the direction is in
    degrees from upwards, clockwise. `scale` is in pixels per millisecond.
    """
    across, down = (arc.stop[0] - arc.start[0]) * scale, arc.stop[1] - arc.start[1]
    length = hypot(across, down) or 1.0
    bow = min(0.22 * length, _BOW)
    middle = (across / 2 + bow * down / length, down / 2 - bow * across / length)
    edge = min((MARK / 2 + 3) / length, 0.4)
    steps = [edge + (1 - 2 * edge) * step / _ARC for step in range(_ARC + 1)]
    points = [
        (
            2 * t * (1 - t) * middle[0] + t * t * across,
            2 * t * (1 - t) * middle[1] + t * t * down,
        )
        for t in steps
    ]
    last, before = points[-1], points[-2]
    heading = degrees(atan2(last[0] - before[0], before[1] - last[1]))
    return [(arc.start[0] + x / scale, arc.start[1] + y) for x, y in points], heading


def _arc_traces(arcs: Sequence[Arc], scale: float) -> list[Trace]:
    """Return the links of the opened event: one trace of curves, one of their heads."""
    if not arcs:
        return []
    drawn = [_bowed(arc, scale) for arc in arcs]
    gap = (nan, nan)
    points = [point for curve, _ in drawn for point in (*curve, gap)]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": typed_array(x for x, _ in points),
            "y": typed_array((y for _, y in points), "f4"),
            "line": {"width": 1.75, "color": "@ink"},
            "opacity": 0.75,
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": typed_array(curve[-1][0] for curve, _ in drawn),
            "y": typed_array((curve[-1][1] for curve, _ in drawn), "f4"),
            "marker": {
                "symbol": "arrow",
                "size": 9,
                "angle": typed_array((heading for _, heading in drawn), "f4"),
                "color": "@ink",
            },
            "opacity": 0.75,
            "cliponaxis": False,
            "hoverinfo": "skip",
        },
    ]


def is_solid(each: Mark | Bar) -> bool:
    """Tell whether something has happened, and surely then: all else is hollow or hatched."""
    return each.status == "happened" and each.certain


# Colours as numbers on a scale: one byte for a mark, and one token for all of them.
_COLOURS = ("paper", *SYMBOLS)
_SCALE: Trace = {
    "colorscale": [[at / (len(_COLOURS) - 1), f"@{name}"] for at, name in enumerate(_COLOURS)],
    "cmin": 0,
    "cmax": len(_COLOURS) - 1,
}


def _mark_trace(marks: Sequence[Mark]) -> Trace:
    """Return the marks as one trace, because every further trace costs the browser more.

    Hollow is what is not sure or has not happened; small, faint and hollow what is outside the
    window. Numbers and signs are the page's: SVG text would double the time that drawing takes.
    """
    inside = [mark.number > 0 for mark in marks]
    full = [is_solid(mark) and within for mark, within in zip(marks, inside, strict=True)]
    colours = [_COLOURS.index(mark.kind) for mark in marks]
    fill = [colour if whole else 0 for colour, whole in zip(colours, full, strict=True)]
    edge = [0 if whole else colour for colour, whole in zip(colours, full, strict=True)]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": typed_array(mark.x for mark in marks),
        "y": typed_array((mark.y for mark in marks), "f4"),
        "marker": {
            "symbol": typed_array((SYMBOLS[mark.kind] for mark in marks), "u1"),
            "size": typed_array((MARK if within else MARK // 2 for within in inside), "u1"),
            "opacity": typed_array((1 if within else 0.45 for within in inside), "f4"),
            "color": typed_array(fill, "u1"),
            "line": {
                "width": typed_array((1 if whole else 2 for whole in full), "u1"),
                "color": typed_array(edge, "u1"),
                **_SCALE,
            },
            **_SCALE,
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def draw(drawn: Plan) -> dict[str, object]:
    """Return a plan as a Plotly figure: a plain dict, numbers as typed arrays, colours as tokens.

    Reading the time axis needs no time zone: it is linear, in milliseconds on the reader's clock.
    """
    scale = drawn.width / (drawn.view[1] - drawn.view[0])
    # the page draws its own grid: Plotly's would be made anew, line by line, at every change
    axis = {"type": "linear", "visible": False, "fixedrange": True}
    return {
        "data": [
            _join_trace(drawn.joins),
            _bar_trace(drawn.bars, scale),
            _mark_trace(drawn.marks),
            *_arc_traces(drawn.arcs, scale),
        ],
        "layout": {
            "height": drawn.height,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "barmode": "overlay",
            "xaxis": {**axis, "range": list(drawn.view)},
            "yaxis": {**axis, "range": [drawn.height, 0]},
        },
    }
