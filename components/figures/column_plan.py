"""What the picture in columns consists of, in pixels: columns, rows, boxes, marks, rulers."""

from dataclasses import dataclass, replace
from enum import StrEnum

from components.events import Shape
from components.figures.span import Span

HEAD = 44.0  # pixels of the columns' names and counts


@dataclass(frozen=True, slots=True)
class Column:
    """A period of the window, or what came before or after it.

    `certain` counts the events that are in it for sure, `possible` those that may be. A run of
    periods without events is one narrow column without a name. `beyond` counts the events that the
    window leaves out there. What has no hour has a column whose span has no length. `count` says
    both numbers, or as much of them as fits below the name.
    """

    name: str
    span: Span | None
    x: float
    width: float
    certain: int
    possible: int
    beyond: int = 0
    count: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A side, an actor, a topic and so on; where days run down, a section of time.

    `count` is the number of its events. `group` is the heading of a run of rows, in the first.
    `beyond` counts those that the window leaves out, which a section before or after it has.
    `short` is the name of a section of one period where there is little room, "" for any other row.
    """

    id: str
    name: str
    hues: tuple[int, ...]
    top: float
    height: float
    count: int = 0
    group: str = ""
    beyond: int = 0
    short: str = ""


@dataclass(frozen=True, slots=True)
class Half:
    """The half of a picture in which days run down that belongs to one of two sides."""

    name: str
    hues: tuple[int, ...]
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Box:
    """A span in which events happened; `fades` names the end at which it is open, "" for none.

    That is `left` or `right`, and where days run down `top` or `bottom`. The caption begins 8 px
    from the left edge, in lines of 16 px. Of a `bare` box nothing but the caption is drawn.
    """

    caption: str
    x: float
    y: float
    width: float
    height: float
    fades: str = ""
    dashed: bool = False
    caption_lines: tuple[str, ...] = ()
    bare: bool = False


class Bond(StrEnum):
    """What an event has to do with the open one, or with the step of a walk."""

    UNASKED = ""  # no event is open
    OPEN = "open"
    IN_STEP = "in-step"
    LINKED = "linked"
    DIFFERING = "differing"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Mark:
    """An event at its place: its mark, and the lines of its label, which begin at `text_x`.

    `aside_lines` say in few words what is disputed, none for nothing; they are as high as those of
    the label, and below them. `hues` are the sides, none for those
    of no side. What is only `about` the people whom the reader has chosen is drawn lighter.
    Without `lines` the mark stands alone. `bond` is what it has to do with the open event.
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
    aside_lines: tuple[str, ...] = ()
    about: bool = False
    bond: Bond = Bond.UNASKED

    @property
    def is_faint(self) -> bool:
        """Whether the mark stands back behind others."""
        return self.about or self.bond is Bond.NONE


@dataclass(frozen=True, slots=True)
class Ruler:
    """A scale of time, with the x of its ticks and their names.

    `top` and `bottom` bound it, labels included. Of one that runs down, `x` is the middle and
    `breadth` the distance to both of its edges; its ticks have a y, and `leaders` are lines
    (x0, y0, x1, y1) from it to marks beside it.
    """

    x: float
    y: float
    width: float
    ticks: tuple[tuple[float, str], ...]
    top: float = 0.0
    bottom: float = 0.0
    breadth: float = 0.0
    leaders: tuple[tuple[float, float, float, float], ...] = ()

    @property
    def runs_down(self) -> bool:
        """Whether time runs down it instead of across."""
        return self.breadth > 0

    def lowered(self, by: float) -> "Ruler":
        """Return the scale that many pixels further down."""
        ticks = tuple((at + by, name) for at, name in self.ticks) if self.runs_down else self.ticks
        leaders = tuple((x0, y0 + by, x1, y1 + by) for x0, y0, x1, y1 in self.leaders)
        ends = {"y": self.y + by, "top": self.top + by, "bottom": self.bottom + by}
        return replace(self, **ends, ticks=ticks, leaders=leaders)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line that an event lasts along; `sure` is False where its hours are not known.

    It runs from (`x0`, `y`) to (`x1`, `y`), or down to `y1` where there is one.
    """

    event: str
    x0: float
    x1: float
    y: float
    hues: tuple[int, ...]
    sure: bool = True
    y1: float | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A stroke at the foot of a row: in a column stand events, elsewhere, that touch this row.

    Dotted ticks stand for events that only speak of it. `y` is the top.
    """

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

    event: str
    presence: str
    caption: str
    x0: float
    x1: float
    y: float
    hues: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ConnectionLine:
    """A line from the open event to another one; `dotted` where their accounts differ."""

    event: str
    points: tuple[tuple[float, float], ...]
    dotted: bool


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """A picture in columns, in pixels from its top left corner.

    `since` are the marks above the columns, on the scale `since_ruler`. Where days run down, the
    rows are sections of time, that of `since` the first of them, all columns have the whole
    width, and of two sides each has a half. `unit` is the key of what the
    columns are.
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
    runs_down: bool = False
    halves: tuple[Half, ...] = ()
    unit: str = ""
    connection_lines: tuple[ConnectionLine, ...] = ()
