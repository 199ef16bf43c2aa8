"""A scale of time that runs down: what is known by the clock stands beside it, in order of time.

Between two halves each side's events stand on its own side. What belongs to neither half stands
across both, and the scale pauses there. A mark stands with its label; a line leads from it to its
time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from components.figures.advance import text_width, wrap
from components.figures.axis import MINUTE
from components.figures.box_content import (
    CAPTION,
    CAPTION_LINE,
    LINE,
    MARK_ROOM,
    PADDING,
    TEXT,
    TO_LABEL,
    Item,
    Lines,
    PlacedItem,
    item_lines,
    lines_height,
)
from components.figures.column_plan import Box, Ruler, Stroke
from components.figures.drawing import GAP, Drawing
from components.figures.group import Group, Placed
from components.figures.mark_shape import MARK_RADIUS
from components.figures.ruler import TICK_TEXT, named_times
from components.figures.span import Span

LEFT, RIGHT, ACROSS = -1, 1, 0
_LENGTH = 76.0  # of a whole period
_PAD = 8.0  # beyond the first and the last time, so that marks and the names of ticks have room
_BESIDE = 10.0  # from the scale to a mark
_TICKS_APART = 18.0
_LEAST_BREADTH = 10.0


@dataclass(frozen=True, slots=True)
class _Entry:
    placed: Placed
    item: Item
    lines: Lines
    where: int
    height: float

    @property
    def start(self) -> float:
        return self.placed.bounds[0] or 0

    @property
    def width(self) -> float:
        """How wide the lines of its label are."""
        return max(
            (
                *(text_width(line, TEXT, bold=self.item.bold) for line in self.lines[0]),
                *(text_width(line, CAPTION) for line in self.lines[1]),
            ),
            default=0.0,
        )


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of the scale without a pause: from a time at `top` to one at `bottom`."""

    span: Span
    top: float
    bottom: float

    def place(self, time: float) -> float:
        """Return the y of a time."""
        start, stop = self.span
        share = (min(max(time, start), stop) - start) / (stop - start)
        return self.top + share * (self.bottom - self.top)


class Spine:
    """Events that are known by the clock, beside a scale of one period."""

    def __init__(
        self,
        drawing: Drawing,
        groups: Sequence[tuple[int, Group]],
        width: float,
        *,
        middle: bool,
        caption: str = "",
    ) -> None:
        """Lay out groups of one period, each `LEFT`, `RIGHT` or `ACROSS`.

        The scale stands in the middle of the width, or at its left with everything at its right.
        """
        self.drawing, self.width, self.caption = drawing, width, caption
        self.caption_lines = wrap(caption, width - GAP - 2 * PADDING, CAPTION)
        self.period = drawing.periods[groups[0][1].first]
        self.scales = list(named_times(self.period, drawing.unit))
        names = [name for scale in self.scales for _, name in scale]
        widest = max((text_width(name, TICK_TEXT) for name in names), default=0.0)
        self.breadth = max(widest / 2 + 3, _LEAST_BREADTH)
        self.x = width / 2 if middle else GAP / 2 + PADDING + self.breadth
        self.entries = self._entries(groups)
        self.tops: dict[str, float] = {}
        self.stretches: list[_Stretch] = []
        self.height = self._arrange()

    def _room(self, where: int) -> float:
        """Return how wide a label may be."""
        if where == ACROSS:
            return self.width - 2 * PADDING - MARK_ROOM
        edge = self.x if where == LEFT else self.width - self.x
        return edge - self.breadth - _BESIDE - MARK_ROOM - GAP

    def _entries(self, groups: Sequence[tuple[int, Group]]) -> list[_Entry]:
        """Return the events in order of time; labels that matter less have no room."""
        spacing, used = self.drawing.spacing, 0.0
        found = [
            (where, placed, item)
            for where, group in groups
            for item, placed in zip(group.items, self.drawing.timed(group), strict=True)
        ]
        entries: list[_Entry] = []
        for where, placed, item in sorted(found, key=lambda entry: entry[2].rank):
            lines = item_lines(item, self._room(where))
            height = lines_height(lines) + spacing.added
            if not lines[0] or used + height > self.drawing.most:
                lines, height = ((), ()), spacing.pitch
            else:
                used += height
            entries.append(_Entry(placed, item, lines, where, height))
        return sorted(entries, key=lambda entry: entry.start)

    def _arrange(self) -> float:
        """Find the places of all entries and of the stretches between pauses."""
        y = len(self.caption_lines) * CAPTION_LINE + GAP if self.caption_lines else 0.0
        begins, beside = self.period[0], list[_Entry]()
        for entry in (*self.entries, None):
            if entry and entry.where != ACROSS:
                beside.append(entry)
                continue
            ends = entry.start if entry else self.period[1]
            if ends > begins:
                y = self._stretch((begins, ends), beside, y)
                begins, beside = ends, []
            if entry:
                self.tops[entry.item.event] = y
                y += entry.height
        return y

    def _stretch(self, span: Span, entries: Sequence[_Entry], y: float) -> float:
        """Place what stands beside the scale between two pauses; return the y of its end."""
        sides = [[e for e in entries if e.where == where] for where in (LEFT, RIGHT)]
        least = max(sum(entry.height for entry in side) for side in sides) - 2 * _PAD
        share = (span[1] - span[0]) / (self.period[1] - self.period[0])
        length = max(share * _LENGTH, least, 0.0)
        stretch = _Stretch(span, y + _PAD, y + _PAD + length)
        self.stretches.append(stretch)
        bottom = stretch.bottom + _PAD
        for side in sides:
            free = y
            for entry in side:
                middle = (LINE + self.drawing.spacing.added) / 2
                free = max(free, stretch.place(entry.start) - middle)
                self.tops[entry.item.event] = free
                free += entry.height
            limit = bottom
            for entry in reversed(side):
                limit -= entry.height
                limit = self.tops[entry.item.event] = min(self.tops[entry.item.event], limit)
        return bottom

    def draw(self, x: float, y: float) -> None:
        """Draw everything with its top left corner at a place."""
        if self.caption:
            box = (self.caption, x + GAP / 2, y, self.width - GAP, self.height)
            self.drawing.boxes.append(Box(*box, caption_lines=self.caption_lines, bare=True))
        middle = x + self.x
        leaders: dict[int, list[tuple[float, float, float, float]]] = {}
        for entry in self.entries:
            top = y + self.tops[entry.item.event] + self.drawing.spacing.added / 2
            mark, text = self._xs(entry, middle)
            placed = PlacedItem(entry.item.event, mark, top, *entry.lines)
            at = top + LINE / 2
            self.drawing.marks.append(
                self.drawing.mark(entry.placed, mark, at, placed, (text, top))
            )
            if entry.where != ACROSS:
                edge = middle + entry.where * self.breadth
                number, time = self._place(entry.start)
                line = (edge, y + time, mark - entry.where * (MARK_RADIUS + 2), at)
                leaders.setdefault(number, []).append(line)
            self.drawing.strokes.extend(self._bars(entry, middle, y))
        ticks = self._ticks()
        for number, stretch in enumerate(self.stretches):
            top, bottom = y + stretch.top - _PAD, y + stretch.bottom + _PAD
            self.drawing.rulers.append(
                Ruler(
                    middle,
                    top,
                    bottom - top,
                    tuple((y + at, name) for place, at, name in ticks if place == number),
                    top,
                    bottom,
                    self.breadth,
                    tuple(leaders.get(number, ())),
                )
            )

    def _xs(self, entry: _Entry, middle: float) -> tuple[float, float]:
        """Return the x of an entry's mark and of its label."""
        if entry.where == ACROSS:
            left = middle - (MARK_ROOM + entry.width) / 2
            return left + MARK_RADIUS, left + MARK_ROOM
        mark = middle + entry.where * (self.breadth + _BESIDE + MARK_RADIUS)
        is_right = entry.where == RIGHT
        return mark, mark + TO_LABEL if is_right else mark - TO_LABEL - entry.width

    def _place(self, time: float) -> tuple[int, float]:
        """Return the stretch of a time, and its y."""
        begun = [n for n, stretch in enumerate(self.stretches) if stretch.span[0] <= time]
        number = begun[-1] if begun else 0
        return number, self.stretches[number].place(time)

    def _bars(self, entry: _Entry, middle: float, y: float) -> Iterator[Stroke]:
        """Yield the lines along the scale of what took a while, without the pauses."""
        start, stop = entry.placed.bounds
        if start is None or stop is None or stop - start <= MINUTE:
            return
        hues = entry.placed.hues
        sides = (LEFT, RIGHT) if entry.where == ACROSS or len(hues) > 1 else (entry.where,)
        for stretch in self.stretches:
            if stretch.span[0] < stop and start < stretch.span[1]:
                ends = y + stretch.place(start), y + stretch.place(stop)
                for place, side in enumerate(sides):
                    x = middle + side * self.breadth
                    hue = hues[place : place + 1] if len(hues) > 1 else hues
                    bar = Stroke(entry.item.event, x, x, ends[0], hue, y1=ends[1])
                    yield bar

    def _ticks(self) -> list[tuple[int, float, str]]:
        """Return as many ticks as have room for their names: stretch, y and name."""
        for scale in self.scales:
            ticks = [(*self._place(time), name) for time, name in scale]
            ys = [at for _, at, _ in ticks]
            if all(below - above >= _TICKS_APART for above, below in pairwise(ys)):
                return ticks
        return []
