"""What tests of the picture in columns share: a plan of any log, and the rectangles in it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from components.events import Connections, Log
from components.figures.advance import text_width
from components.figures.axis import DAY
from components.figures.box_content import CAPTION, CAPTION_LINE, LINE, TEXT
from components.figures.caption import Captions
from components.figures.column_layout import Setting
from components.figures.column_picture import plan
from components.figures.column_plan import ColumnPlan, Mark, Row
from components.figures.edge import TICK
from components.figures.mark_shape import MARK_RADIUS
from components.figures.narrow import SECTION_HEAD
from components.figures.period import unit_for
from components.figures.row import row_keys
from components.figures.span import Span, log_extent, opening_span, stated_bounds
from tests.frames.sample import options_of

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom


def setting_of(
    log: Log, width: float, zone: str = "Europe/Zurich", span: Span | None = None, by: str = ""
) -> Setting:
    """Return the setting of a log's picture, in its opening window unless `span` is given."""
    bounds = stated_bounds(log, zone, log.events)
    ends = [end for pair in bounds.values() for end in pair if end is not None]
    extent = log_extent((int(min(ends)), int(max(ends))) if ends else None, "UTC")
    shown = span or opening_span(log, zone, extent)
    unit = unit_for(shown, list(bounds.values()))
    periods = list(unit.periods(shown))
    captions = Captions(zone, bounds, unit, periods, log)
    return Setting(by or row_keys(log)[0], options_of(log), unit, periods, width, captions)


def plan_of(
    log: Log,
    width: float = 1160,
    zone: str = "Europe/Zurich",
    span: Span | None = None,
    events: Sequence[str] | None = None,
    by: str = "",
    known: Connections | None = None,
) -> ColumnPlan:
    """Plan the picture of a log, or of some of its events; `known` are those of an open one."""
    setting = setting_of(log, width, zone, span, by)
    if known:
        # as on the page, where days run across beside an open event
        setting = replace(setting, connections=known, runs_down=width < 700, most_height=20_000)
    ids = list(log.events) if events is None else events
    return plan(log, ids, stated_bounds(log, zone, ids), setting)


def row_at(drawn: ColumnPlan, y: float) -> Row:
    """Return the row that holds a place."""
    (row,) = (row for row in drawn.rows if row.top <= y < row.top + row.height)
    return row


def of_mark(mark: Mark) -> Rectangle:
    """Return the middle of a mark, which no other may touch."""
    return mark.x - MARK_RADIUS, mark.y - 2.5, mark.x + MARK_RADIUS, mark.y + 2.5


def of_labels(mark: Mark) -> list[Rectangle]:
    """Return the rectangles of the lines of a label."""
    lines = [(line, TEXT, mark.bold) for line in mark.lines]
    lines += [(line, CAPTION, False) for line in mark.aside_lines]
    return [
        (
            mark.text_x,
            mark.text_y + place * LINE,
            mark.text_x + text_width(line, size, bold=bold),
            mark.text_y + (place + 1) * LINE,
        )
        for place, (line, size, bold) in enumerate(lines)
    ]


def of_boxes(drawn: ColumnPlan) -> list[Rectangle]:
    return [(box.x, box.y, box.x + box.width, box.y + box.height) for box in drawn.boxes]


def of_captions(drawn: ColumnPlan) -> list[Rectangle]:
    return [
        (
            box.x + 8,
            box.y + 4 + place * CAPTION_LINE,
            box.x + 8 + text_width(line, CAPTION),
            box.y + (place + 1) * CAPTION_LINE + 3,
        )
        for box in drawn.boxes
        for place, line in enumerate(box.caption_lines)
    ]


def of_stays(drawn: ColumnPlan) -> list[Rectangle]:
    """Return the captions of the lines that say who was where, and the lines."""
    lines = [(stay.x0, stay.y - 1.5, stay.x1, stay.y + 1.5) for stay in drawn.stays]
    captions = [
        (s.x0, s.y - 19, s.x0 + text_width(s.caption, CAPTION), s.y - 3) for s in drawn.stays
    ]
    return [*lines, *captions]


def of_ticks(drawn: ColumnPlan) -> list[Rectangle]:
    return [(tick.x - 1, tick.y, tick.x + 1, tick.y + TICK) for tick in drawn.ticks]


def overlap(first: Rectangle, second: Rectangle) -> bool:
    """Return whether two rectangles share more than a hair."""
    hair = 0.01
    return (
        first[0] + hair < second[2]
        and second[0] + hair < first[2]
        and first[1] + hair < second[3]
        and second[1] + hair < first[3]
    )


def holds(outer: Rectangle, inner: Rectangle) -> bool:
    """Return whether a rectangle lies in another, save for a hair."""
    return (
        outer[0] - 0.01 <= inner[0]
        and outer[1] - 0.01 <= inner[1]
        and inner[2] <= outer[2] + 0.01
        and inner[3] <= outer[3] + 0.01
    )


def assert_sound(drawn: ColumnPlan, events: Sequence[str]) -> None:
    """Assert what holds in every picture: nothing lost, nothing doubled, nothing overlapping."""
    marks = (*drawn.since, *drawn.marks)
    assert sorted(mark.event for mark in marks) == sorted(events)
    apart = 0 if drawn.runs_down else len(drawn.since)
    assert sum(row.count for row in drawn.rows) + apart == len(events)
    texts = [*(label for mark in marks for label in of_labels(mark)), *of_captions(drawn)]
    middles = [of_mark(mark) for mark in marks]
    things = [*texts, *middles, *of_stays(drawn), *of_ticks(drawn)]
    for first, second in combinations(things, 2):
        assert not overlap(first, second), (first, second)
    boxes = of_boxes(drawn)
    for one, other in combinations(boxes, 2):
        assert not overlap(one, other), (one, other)
    picture = (0.0, 0.0, drawn.width, drawn.height)
    for thing in (*things, *boxes):
        assert holds(picture, thing), thing
        for box in boxes:
            assert holds(box, thing) or not overlap(box, thing), (box, thing)
    feet = [*(tick.y for tick in drawn.ticks), *(stay.y for stay in drawn.stays)]
    assert all(row_at(drawn, y) for y in feet)
    for stroke in drawn.strokes:
        assert 0 <= min(stroke.x0, stroke.x1) <= max(stroke.x0, stroke.x1) <= drawn.width
        assert 0 <= stroke.y <= drawn.height
        assert stroke.y1 is None or stroke.y <= stroke.y1 <= drawn.height
    if drawn.runs_down:
        heads = [(0.0, row.top, drawn.width, row.top + SECTION_HEAD) for row in drawn.rows]
        for head in heads:
            assert not any(overlap(head, thing) for thing in (*things, *boxes)), head
    assert sum(column.certain for column in drawn.columns) <= len(events)
    assert all(column.certain <= column.possible for column in drawn.columns)


__all__ = [
    "DAY",
    "assert_sound",
    "holds",
    "of_boxes",
    "of_captions",
    "of_labels",
    "of_stays",
    "overlap",
    "plan_of",
    "row_at",
    "setting_of",
]
