"""What all layouts of the picture in columns share: the drawing, the band above, the heads."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from components import wording
from components.events import Connections, Log
from components.figures.advance import text_width
from components.figures.axis import year_at
from components.figures.band import Band
from components.figures.box_content import CAPTION, DENSE, TEXT
from components.figures.caption import Captions
from components.figures.column_plan import Column, ColumnPlan, Half, Row, Stay, Tick
from components.figures.drawing import Drawing
from components.figures.edge import Edge
from components.figures.group import Group, Placed
from components.figures.period import Unit, head_names, need_years
from components.figures.placement import UNSURE, Known
from components.figures.row import Head, Names
from components.figures.span import Span

ROW_PADDING = 8.0
_BESIDE_NAME = 10.0  # pixels of a column that its name leaves free


@dataclass(frozen=True, slots=True)
class Setting:
    """What a picture is laid out for: its rows, its columns, its width in pixels, its words.

    `by` is the key of its rows, `names` are those of topics, kinds and sources by their ids,
    `periods` the columns of the window. `hourless` are the events that are known by the day alone
    where columns are hours; they have the first column, a period without length, which
    `hourless_name` heads. `beyond` counts the events that the window leaves out, before and after.
    `connections` are those of the open event. At a step of a walk `focus` are the events that keep
    their labels, while all others are marks alone.

    `most_height` is how high the picture may be with all labels, 0 for what suits its width. Days
    run down a picture that is narrow, or where `runs_down` says so.
    """

    by: str
    names: Names
    unit: Unit
    periods: Sequence[Span]
    width: float
    captions: Captions
    most_height: float = 0.0
    runs_down: bool | None = None
    hourless: Mapping[str, Known] = field(default_factory=dict)
    hourless_name: str = ""
    beyond: tuple[int, int] = (0, 0)
    connections: Connections | None = None
    focus: frozenset[str] = frozenset()

    @property
    def related(self) -> frozenset[str]:
        """The open event and those that it is connected with, or those of a step of a walk."""
        known = self.connections
        return known.linked.union(known.differing, (known.event,)) if known else self.focus


@dataclass(frozen=True, slots=True)
class Content:
    """What a picture shows: its rows with their groups and edges, and what has lasted since.

    `hours` are those known of what lasts for days, by event.
    """

    heads: Sequence[Head]
    groups: Mapping[str, Sequence[Group]]
    edges: Mapping[str, Edge]
    since: Sequence[Placed]
    hours: Mapping[str, Sequence[Span]]


class Layout(ABC):
    """What both layouts hold: the drawing, the band above it, the columns with their counts."""

    gutter = 0.0
    runs_down = False
    spacing = DENSE
    halves: Sequence[Half] = ()
    most_height = inf  # up to which all labels may stand

    def __init__(self, log: Log, setting: Setting, content: Content) -> None:
        self.setting, self.periods = setting, setting.periods
        self.heads = {head.id: head for head in content.heads}
        self.rows = tuple(self.heads)
        self.groups = {row: content.groups.get(row, ()) for row in self.rows}
        self.edges = content.edges
        self.ticks: list[Tick] = []
        self.stays: list[Stay] = []
        self.count = len(self.periods) + 2  # Before and After too
        self.drawing = Drawing(
            log,
            setting.unit,
            self.periods,
            self.row_names(),
            content.hours,
            spacing=self.spacing,
            runs_down=self.runs_down,
        )
        opens = self.periods[0][0]
        band = Band(self.drawing, setting.captions, self.gutter, setting.width, year_at(opens))
        if setting.focus:
            members = (member for group in self.all_groups() for member in group.members)
            placed = (*members, *content.since)
            self.drawing.bare_marks(frozenset(m.event.id for m in placed) - setting.focus)
        self.since, self.since_height, self.since_ruler = band.place(content.since, opens)
        self.height = 0.0

    def row_names(self) -> Mapping[str, str]:
        """Return the names of the rows that captions have to say."""
        return {}

    @abstractmethod
    def arrange(self, limit: tuple[float, float]) -> None:
        """Find the places of all groups, with labels as `limit` has them."""

    @abstractmethod
    def draw(self) -> tuple[Sequence[Column], Sequence[Row]]:
        """Draw all groups at their places, and return the columns and the rows."""

    def plan(self) -> ColumnPlan:
        """Return the picture."""
        columns, rows = self.draw()
        drawing = self.drawing
        return ColumnPlan(
            self.setting.width,
            self.height,
            self.gutter,
            tuple(columns),
            tuple(rows),
            tuple(drawing.boxes),
            tuple(drawing.marks),
            tuple(drawing.rulers),
            tuple(drawing.strokes),
            self.since,
            self.since_height,
            self.since_ruler,
            tuple(self.ticks),
            tuple(self.stays),
            self.runs_down,
            tuple(self.halves),
            self.setting.unit.key,
        )

    def all_groups(self) -> Iterator[Group]:
        """Yield the groups of all rows."""
        for row in self.rows:
            yield from self.groups[row]

    def columns(self, xs: Sequence[float], widths: Sequence[float]) -> Iterator[Column]:
        """Yield the columns with their counts, runs of breaks as one."""
        setting = self.setting
        needs_year = need_years(setting.unit, self.periods)
        names: list[Sequence[str]] = [
            (wording.picture.BEFORE,),
            *(head_names(setting.unit, period, needs_year=needs_year) for period in self.periods),
            (wording.picture.AFTER,),
        ]
        if setting.hourless:
            names[1] = (setting.hourless_name, wording.picture.NO_HOUR)
        spans: list[Span | None] = [None, *self.periods, None]
        certain, possible = [0] * self.count, [0] * self.count
        for group in self.all_groups():
            for column in range(group.first + 1, group.last + 2):
                possible[column] += len(group.members)
            if group.first == group.last and group.known not in UNSURE:
                certain[group.first + 1] += len(group.members)
        for at, name in enumerate(names):
            width = widths[at]
            span = spans[at]
            if 0 < at < self.count - 1 and not width:  # the rest of a run without events
                continue
            last = at
            while at > 0 and last + 2 < self.count and not widths[last + 1]:
                last += 1
            end = spans[last]
            if last > at and span and end:
                span, name = (span[0], end[1]), ("",)
            beyond = {0: setting.beyond[0], self.count - 1: setting.beyond[1]}.get(at, 0)
            head = _fitting(name, width - _BESIDE_NAME, TEXT, bold=True)
            counts = _counts(certain[at], possible[at]) if head or possible[at] else ()
            count = _fitting(counts, width - _BESIDE_NAME, CAPTION)
            if span:
                span = setting.unit.shown(span[0]), setting.unit.shown(span[1])
            yield Column(head, span, xs[at], width, certain[at], possible[at], beyond, count)


def _counts(certain: int, possible: int) -> Sequence[str]:
    """Return what may stand below the name of a column, the longest first."""
    words = wording.picture
    return words.column_count(certain, possible), words.certain_count(certain) if certain else ""


def _fitting(texts: Sequence[str], room: float, size: float, *, bold: bool = False) -> str:
    """Return the first text that fits, "" for none."""
    return next((text for text in texts if text_width(text, size, bold=bold) <= room), "")
