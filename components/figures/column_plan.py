"""What the picture in columns consists of, in pixels: columns, rows, boxes, marks, rulers."""

from dataclasses import dataclass

from components.events import Shape
from components.figures.span import Span

HEAD = 44.0  # pixels of the columns' names and counts


@dataclass(frozen=True, slots=True)
class Column:
    """A period of the window, or what came before or after it.

    `certain` counts the events that are in it for sure, `possible` those that may be. A run of
    periods without events is one narrow column without a name. `beyond` counts the events that the
    window leaves out there. What has no hour has a column whose span has no length.
    """

    name: str
    span: Span | None
    x: float
    width: float
    certain: int
    possible: int
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A side, an actor, a topic and so on; on a narrow screen a section of time.

    `count` is the number of its events. `group` is the heading of a run of rows, in the first.
    """

    id: str
    name: str
    hues: tuple[int, ...]
    top: float
    height: float
    count: int = 0
    group: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A span in which events happened; `fades` is `left` or `right` where it is open.

    The caption begins 8 px from the left edge, in lines of 16 px.
    """

    row: int
    caption: str
    x: float
    y: float
    width: float
    height: float
    fades: str = ""
    dashed: bool = False
    caption_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """An event at its place: its mark, and the lines of its label, which begin at `text_x`.

    `aside` says in few words what is disputed, "" for nothing; `aside_lines` are the same with
    its sign, lines as high as those of the label, below them. `hues` are the sides, none for those
    of no side.
    Without `lines` the mark stands alone.
    """

    event: str
    x: float
    y: float
    shape: Shape
    hues: tuple[int, ...]
    hollow: bool
    disputed: bool
    lines: tuple[str, ...]
    text_x: float
    text_y: float
    bold: bool
    aside: str = ""
    aside_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruler:
    """A scale of time, with the x of its ticks and their names.

    `top` and `bottom` bound its ground, labels included; a rule closes it at the bottom.
    """

    x: float
    y: float
    width: float
    ticks: tuple[tuple[float, str], ...]
    top: float = 0.0
    bottom: float = 0.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line that an event lasts along; `sure` is False where its hours are not known."""

    event: str
    x0: float
    x1: float
    y: float
    hues: tuple[int, ...]
    double: bool
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Tick:
    """A stroke at the foot of a row: in a column stand events, elsewhere, that touch this row.

    Dotted ticks stand for events that only speak of it. `y` is the top.
    """

    row: int
    events: tuple[str, ...]
    x: float
    y: float
    hues: tuple[int, ...]
    dotted: bool


@dataclass(frozen=True, slots=True)
class Stay:
    """How sure it is that somebody was at a meeting over its days, as a line under a caption.

    `presence` is a state of the table of who was where.
    """

    row: int
    event: str
    presence: str
    caption: str
    x0: float
    x1: float
    y: float
    hues: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """A picture in columns, in pixels from its top left corner.

    `since` are the marks above the columns, on the scale `since_ruler`.
    """

    width: float
    height: float
    gutter: float
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    boxes: tuple[Box, ...]
    marks: tuple[Mark, ...]
    rulers: tuple[Ruler, ...]
    strokes: tuple[Stroke, ...]
    since: tuple[Mark, ...] = ()
    since_height: float = 0.0
    since_ruler: Ruler | None = None
    ticks: tuple[Tick, ...] = ()
    stays: tuple[Stay, ...] = ()
