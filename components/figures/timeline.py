"""Where the marks, bars and arcs of a timeline stand: `plan` gives plain values, nothing is drawn.

Heights are pixels from the top, times are milliseconds on the reader's clock, as if that were UTC.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import hypot, inf, isinf

from components.events import Event, Form, Log, When
from components.figures.lane import LaneLabel, event_lanes, lanes_for
from components.figures.layout import Item, arrange
from components.figures.theme import GAP, MARK, look

ROW = 23  # pixels of a row of marks
PADDING = 3  # above and below the rows of a lane
HEADING = 19  # of a group
LABEL = 16  # of a lane's name where it stands above its marks
GUTTER = 136  # of the lanes' names beside the axis
NARROW = 560  # in a picture narrower than this, lane names stand above their marks instead
BAR = 8  # pixels that a duration's bar is high
_MINUTE = 60_000


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
    """Return whether the minute of an event is known."""
    known = when.start is not None and when.stop is not None
    return known and when.has_clock and (when.stop or 0) - (when.start or 0) <= _MINUTE


@dataclass(slots=True)
class _PlacedEvent:
    """An event in the picture: its bounds on the reader's clock, its lanes by number, its place."""

    event: Event
    look: str
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
        """Return what to place: a mark on its minute, within its interval, or on its bar."""
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
    """Plan the timeline of the events `shown`, by their `numbers` or numbered from 1 in order.

    `beyond` are events outside the window: they keep their lanes, with the number 0, so that the
    picture does not jump when the window moves. `bounds` gives each event's start and stop on the
    reader's clock; `names` the names of topics, kinds and sources; `view` the time from the left
    edge to the right. `width` is that of the whole picture in pixels, `gutter` that of the lanes'
    names in it, unless it is narrow. The links of the `selected` event become arcs.
    """
    narrow = width < NARROW
    gutter = 0 if narrow else gutter
    label = LABEL if narrow else 0
    axis = _Axis(*view, width - gutter)

    numbered = zip(shown, numbers or range(1, len(shown) + 1), strict=True)
    mark_numbers = {**dict.fromkeys(beyond, 0), **dict(numbered)}
    chosen = [log.events[event] for event in (*shown, *beyond)]
    labels = lanes_for(log, chosen, by, names)
    lane_numbers = {lane.id: place for place, lane in enumerate(labels)}
    last = len(labels) - 1  # where there are too many lanes, the one of all others
    events = [
        _PlacedEvent(
            event,
            look(log.kinds[event.kind]),
            mark_numbers[event.id],
            *bounds[event.id],
            lanes=tuple(sorted({lane_numbers.get(lane, last) for lane in event_lanes(event, by)})),
        )
        for event in chosen
    ]
    _place(events, axis)
    lanes, groups, height = _stack(labels, _rows(events, len(labels)), label)

    def heights(placed: _PlacedEvent) -> list[float]:
        return [
            lanes[lane].top + PADDING + label + (row + 0.5) * ROW
            for lane, row in zip(placed.lanes, placed.rows, strict=True)
        ]

    differing = {event for question in log.disagreements.values() for event in question.events}
    inside = [placed for placed in events if placed.number]
    marks = tuple(
        mark for placed in events for mark in _marks(placed, heights(placed), axis, differing)
    )
    return Plan(
        view=view,
        width=axis.width,
        height=height,
        gutter=gutter,
        lanes=lanes,
        groups=groups,
        marks=marks,
        bars=tuple(
            bar for placed in events if placed.lasts for bar in _bars(placed, heights(placed), axis)
        ),
        joins=tuple(
            Join(placed.event.id, axis.time(placed.x), min(ends), max(ends))
            for placed in events
            if len(ends := heights(placed)) > 1
        ),
        arcs=tuple(_arcs(log, selected, marks, axis)),
        before=sum(placed.x < 0 for placed in inside),
        after=sum(placed.x > axis.width for placed in inside),
    )


def _place(events: Sequence[_PlacedEvent], axis: _Axis) -> None:
    """Give each event its x and its rows; durations first, so that they keep the upper rows."""
    order = sorted(events, key=lambda placed: not placed.lasts)
    places = arrange([placed.item(axis) for placed in order], axis.width, MARK + GAP)
    for placed, place in zip(order, places, strict=True):
        placed.x, placed.rows = place.x, place.rows


def _rows(events: Sequence[_PlacedEvent], lanes: int) -> list[int]:
    """Return how many rows each lane needs, one at least."""
    rows = [1] * lanes
    for placed in events:
        for lane, row in zip(placed.lanes, placed.rows, strict=True):
            rows[lane] = max(rows[lane], row + 1)
    return rows


def _stack(
    labels: Sequence[LaneLabel], rows: Sequence[int], label: float
) -> tuple[tuple[Lane, ...], tuple[tuple[str, float], ...], float]:
    """Return the lanes one below the other, the headings of their groups, and the whole height."""
    lanes: list[Lane] = []
    groups: list[tuple[str, float]] = []
    top = 0.0
    for lane, count in zip(labels, rows, strict=True):
        if lane.group and (not lanes or lanes[-1].group != lane.group):
            groups.append((lane.group, top))
            top += HEADING
        height = count * ROW + 2 * PADDING + label
        lanes.append(Lane(lane.id, lane.name, lane.group, top, height))
        top += height
    return tuple(lanes), tuple(groups), max(top, float(ROW + 2 * PADDING))


def _marks(
    placed: _PlacedEvent, heights: Sequence[float], axis: _Axis, differing: set[str]
) -> Iterator[Mark]:
    for lane, y in zip(placed.lanes, heights, strict=True):
        yield Mark(
            event=placed.event.id,
            number=placed.number,
            lane=lane,
            x=axis.time(placed.x),
            y=y,
            start=placed.start,
            stop=placed.stop,
            kind=placed.look,
            status=str(placed.event.status),
            certain=placed.certain,
            differs=placed.event.id in differing,
        )


def _bars(placed: _PlacedEvent, heights: Sequence[float], axis: _Axis) -> Iterator[Bar]:
    """Yield a duration's bars; an open end is drawn as far as the view or its number reaches."""
    x = axis.time(placed.x)
    for lane, y in zip(placed.lanes, heights, strict=True):
        yield Bar(
            event=placed.event.id,
            lane=lane,
            y=y,
            start=min(axis.start, x) if placed.start is None else placed.start,
            stop=max(axis.stop, x) if placed.stop is None else placed.stop,
            open_start=placed.start is None,
            open_stop=placed.stop is None,
            kind=placed.look,
            status=str(placed.event.status),
            certain=placed.certain,
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


def is_solid(shape: Mark | Bar) -> bool:
    """Return whether an event surely happened; others are hollow or hatched."""
    return shape.status == "happened" and shape.certain
