"""Draws the groups of a picture in columns: boxes with captions, rulers, lines that last."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf

from components import wording
from components.events import EventStatus, Log
from components.figures.advance import text_width, wrap
from components.figures.axis import DAY, MINUTE
from components.figures.box_content import (
    CAPTION,
    CAPTION_LINE,
    DENSE,
    LINE,
    MARK,
    MARK_ROOM,
    ONE_COLUMN,
    PADDING,
    TEXT,
    TO_LABEL,
    Flow,
    Item,
    PlacedItem,
    Spacing,
    flow,
    listing,
)
from components.figures.column_plan import Box, Mark, Ruler, Stroke
from components.figures.group import Group, Placed
from components.figures.mark_shape import MARK_RADIUS
from components.figures.period import Unit
from components.figures.placement import Known
from components.figures.ruler import ruler_ticks, stack_marks
from components.figures.span import Span

GAP = 6.0  # between two boxes
_BELOW_CAPTION, _BELOW_ITEMS = 4.0, 4.0
_INSET = 10.0  # of a ruler, so that a mark at its end stays in its column
_TICKS = 18.0  # of the names of ticks, below the line of a ruler
_NO_ROOM = 12 * LINE  # what a label without room costs when widths are chosen
_BARE_CAPTION = 2  # lines of a caption above marks alone, where labels had to go
_FEW = 5  # short labels that stand below each other where days run down
_BAR = 10.0  # of a line that lasts, below its label

_Key = tuple[int, float, bool]  # a group, its width, whether its items stand in one column
Across = Callable[[float], float | None]


def across_period(period: Span, x: float, width: float) -> Callable[[float], float]:
    """Return what turns a time into a place on the ruler of a column at `x`."""
    scale = (width - 2 * _INSET) / (period[1] - period[0])
    return lambda time: x + _INSET + (min(max(time, period[0]), period[1]) - period[0]) * scale


@dataclass(slots=True)
class Drawing:
    """Boxes, marks, rulers and lines, and how high a group is before it is drawn.

    `most` is the height that the labels of a group may take. Up to the height `single` they stand
    in one column, those of the groups in `stacked` at any height. Captions say the names of the
    rows in `names`, save for boxes of rows that have `own_halves` of the picture. `hours` are those
    known of what lasts for days. Where days run down, open boxes fade upwards or downwards, and
    what lasts has a caption instead of a line. The events in `bare` are marks alone.
    """

    log: Log
    unit: Unit
    periods: Sequence[Span]
    names: Mapping[str, str] = field(default_factory=dict)
    hours: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    most: float = inf
    single: float = ONE_COLUMN
    spacing: Spacing = DENSE
    runs_down: bool = False
    own_halves: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    stacked: set[int] = field(default_factory=set)
    boxes: list[Box] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    rulers: list[Ruler] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    flows: dict[_Key, Flow] = field(default_factory=dict)
    known_heights: dict[_Key, float] = field(default_factory=dict)
    known_costs: dict[_Key, float] = field(default_factory=dict)

    def limit_labels(self, most: float, single: float) -> None:
        """Let the labels of each group be no higher than `most`; the rest are marks alone.

        Labels that are no higher than `single` stand in one column.
        """
        if (most, single) != (self.most, self.single):
            self.most, self.single = most, single
            self._forget()

    def bare_marks(self, events: frozenset[str]) -> None:
        """Let events have no labels."""
        if events != self.bare:
            self.bare = events
            self._forget()

    def _forget(self) -> None:
        self.stacked.clear()
        self.flows.clear()
        self.known_heights.clear()
        self.known_costs.clear()

    def height(self, group: Group, width: float) -> float:
        """Return the height of a group with the gap below it."""
        key = id(group), width, id(group) in self.stacked
        known = self.known_heights.get(key)
        if known is None:
            known = self.known_heights[key] = self._height(group, width) + GAP
        return known

    def cost(self, group: Group, width: float) -> float:
        """Return the height of a group, as if each label that finds no room took many lines."""
        key = id(group), width, id(group) in self.stacked
        known = self.known_costs.get(key)
        if known is None:
            items = self._flow(group, width).items
            bare = sum(not item.lines and item.event not in self.bare for item in items)
            known = self.known_costs[key] = self.height(group, width) + bare * _NO_ROOM
        return known

    def _height(self, group: Group, width: float) -> float:
        above = self._above(group, width)
        content = self._flow(group, width).height
        if group.known is Known.LASTED and not self.runs_down:
            return above + content + _BAR
        if group.known is Known.CLOCK:
            return above + self._scale(group, width) + content + _BELOW_ITEMS
        return GAP + LINE if self._inline(group, width) else above + content + _BELOW_ITEMS

    def _above(self, group: Group, width: float) -> float:
        """Return the height of a caption with the gap below it."""
        lines = self._caption(group, width)
        if not lines and not group.caption:
            return 0.0
        return len(lines) * CAPTION_LINE + _BELOW_CAPTION

    def _flow(self, group: Group, width: float) -> Flow:
        key = id(group), width, id(group) in self.stacked
        if key not in self.flows:
            self.flows[key] = self._content(group, width)
        return self.flows[key]

    def _content(self, group: Group, width: float) -> Flow:
        items = self._items(group)
        if group.known is Known.CLOCK:
            return listing(items, width - 2 * _INSET, self.most)
        if group.known is Known.LASTED and not self.runs_down:
            content = listing(items, width - 2 * PADDING - MARK_ROOM)
            return replace(content, height=max(content.height, LINE))
        single = self.single if group.first == group.last else 2 * LINE
        if self.runs_down:
            single = max(single, _FEW * (LINE + self.spacing.added))
        if id(group) in self.stacked:
            single = inf
        return flow(items, width - GAP, self.most, single=single, spacing=self.spacing)

    def _items(self, group: Group) -> Sequence[Item]:
        if not self.bare:
            return group.items

        def known(item: Item) -> Item:
            children = tuple(map(known, item.children))
            return replace(item, children=children, bare=item.event in self.bare)

        return [known(item) for item in group.items]

    def is_bare(self, group: Group) -> bool:
        """Return whether all events of a group are marks alone."""
        return all(member.event.id in self.bare for member in group.members)

    def _caption(self, group: Group, width: float) -> tuple[str, ...]:
        """Return the lines of a caption; above bare marks there is one if it is short and whole."""
        words, room = self.caption(group), width - GAP - 2 * PADDING
        lines = wrap(words, room, CAPTION)
        if not self.bare or not self.is_bare(group):
            return lines
        is_whole = all(text_width(word, CAPTION) <= room for word in words.split())
        return lines if is_whole and len(lines) <= _BARE_CAPTION else ()

    def caption(self, group: Group) -> str:
        """Return what stands above a group."""
        name = self.names.get(group.row)
        in_half = group.row in self.own_halves and group.known is not Known.CLOCK
        if not name or in_half:
            return group.caption
        return wording.picture.in_row(name, group.caption) if group.caption else name

    def _inline(self, group: Group, width: float) -> float:
        """Return where a label begins beside the caption of its box, 0 where it stands below.

        One short label in a box over several columns needs no line of its own.
        """
        if group.first == group.last or len(group.members) > 1 or self.runs_down:
            return 0
        (item,) = group.items
        if item.event in self.bare:
            return 0
        begin = 2 * PADDING + text_width(group.caption, CAPTION) + MARK_ROOM
        fits = begin + text_width(item.text, TEXT, bold=item.bold) + PADDING <= width - GAP
        return begin if fits and not item.aside else 0

    def _scale(self, group: Group, width: float) -> float:
        """Return the height of a ruler above its labels."""
        _, _, count = self._stack(group, 0, width)
        return 2 + count * MARK + 4 + _TICKS

    def _stack(
        self, group: Group, x: float, width: float
    ) -> tuple[list[float], Sequence[int], int]:
        """Return the x and the level of each mark on a ruler, and the number of levels."""
        across = across_period(self.periods[group.first], x, width)
        places = [across(member.bounds[0] or 0) for member in self.timed(group)]
        return places, *stack_marks(places)

    def timed(self, group: Group) -> list[Placed]:
        """Return the members of a ruler in the order of its items."""
        by_id = {member.event.id: member for member in group.members}
        return [by_id[item.event] for item in group.items]

    def draw(self, group: Group, x: float, y: float, width: float, across: Across) -> None:
        """Draw a group at its place; `across` gives the x of a time on the picture, if any."""
        caption = self._caption(group, width)
        inner = y + self._above(group, width)
        visible = self.height(group, width) - GAP
        if group.known is Known.LASTED and not self.runs_down:
            self._draw_lasting(group, x, inner, width, across)
        elif group.known is Known.CLOCK:
            self._draw_ruler(group, x, inner, width)
        else:
            self._draw_items(group, x, y if self._inline(group, width) else inner, width)
        if caption or group.caption:
            ends = ("top", "bottom") if self.runs_down else ("left", "right")
            fades = {Known.BY: ends[0], Known.FROM: ends[1]}.get(group.known, "")
            words = self.caption(group) if caption else ""
            box = (words, x + GAP / 2, y, width - GAP, visible, fades, group.dashed, caption)
            self.boxes.append(Box(*box, bare=group.known in (Known.LASTED, Known.CLOCK)))

    def mark(
        self, placed: Placed, x: float, y: float, item: PlacedItem, text: tuple[float, float]
    ) -> Mark:
        """Return the mark of an event with its label."""
        event = placed.event
        return Mark(
            event.id,
            x,
            y,
            self.log.kinds[event.kind].shape,
            placed.hues,
            event.status is not EventStatus.HAPPENED,
            event.id in self.log.disputed,
            item.lines,
            *text,
            event.key,
            item.aside,
        )

    def _draw_items(self, group: Group, x: float, y: float, width: float) -> None:
        by_id = {member.event.id: member for member in group.members}
        begin = self._inline(group, width)
        for item in self._flow(group, width).items:
            left = x + GAP / 2 + (begin - TO_LABEL if begin else item.x)
            top = y + (3 if begin else 0) + item.y
            text = (left + TO_LABEL, top - LINE / 2)
            self.marks.append(self.mark(by_id[item.event], left, top, item, text))

    def _draw_lasting(self, group: Group, x: float, y: float, width: float, across: Across) -> None:
        (member,) = group.members
        content = self._flow(group, width)
        (item,) = content.items
        left = x + PADDING + MARK_RADIUS
        text = (left + TO_LABEL, y)
        self.marks.append(self.mark(member, left, y + LINE / 2, item, text))
        line = y + content.height + _BAR / 2
        ends = (x + GAP / 2, x + width - GAP / 2)
        for x0, x1, sure in self._pieces(member, ends, across):
            self.strokes.append(Stroke(member.event.id, x0, x1, line, member.hues, sure))

    def _pieces(
        self, member: Placed, ends: tuple[float, float], across: Across
    ) -> list[tuple[float, float, bool]]:
        """Return a line in pieces, each with whether the event is known to have gone on then."""
        if member.event.when.has_clock or self.unit.length > DAY:
            return [(*ends, True)]
        pieces: list[tuple[float, float, bool]] = []
        at = ends[0]
        for start, stop in sorted(self.hours.get(member.event.id, ())):
            x0, x1 = across(start), across(stop)
            if x0 is None or x1 is None:
                continue
            x0, x1 = max(x0, at), min(x1, ends[1])
            if x1 <= x0:
                continue
            if x0 > at:
                pieces.append((at, x0, False))
            pieces.append((x0, x1, True))
            at = x1
        return [*pieces, (at, ends[1], False)] if at < ends[1] else pieces

    def _draw_ruler(self, group: Group, x: float, y: float, width: float) -> None:
        period = self.periods[group.first]
        left, breadth = x + _INSET, width - 2 * _INSET
        places, levels, count = self._stack(group, x, width)
        base = y + 2 + count * MARK + 4
        content = self._flow(group, width)
        across = across_period(period, x, width)
        for item, member, place, level in zip(
            content.items, self.timed(group), places, levels, strict=True
        ):
            start, stop = member.bounds
            if start is not None and stop is not None and stop - start > MINUTE:
                stroke = Stroke(member.event.id, place, across(stop), base - 4, member.hues)
                self.strokes.append(stroke)
            text = (left + item.x, base + _TICKS + item.y - LINE / 2)
            middle = base - 4 - MARK / 2 - level * MARK
            self.marks.append(self.mark(member, place, middle, item, text))
        ticks = ruler_ticks(period, self.unit, left, breadth)
        bottom = base + _TICKS + content.height + GAP / 2
        self.rulers.append(Ruler(left, base, breadth, ticks, y, bottom))
