"""What the open event of a picture in columns has to do with the others, and the lines that say so.

A line leaves a mark at its left, follows the edges of columns and the borders of rows, and crosses
neither label nor caption. Where there is no such line, the ring around the mark has to do.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, product

from components.events import Connections
from components.figures.advance import text_width
from components.figures.box_content import CAPTION, CAPTION_LINE, LINE, PADDING, TEXT
from components.figures.column_plan import Bond, ColumnPlan, ConnectionLine, Mark
from components.figures.edge import caption_box
from components.figures.mark_shape import MARK_RADIUS, Point
from components.figures.ruler import TICK_TEXT

RING = 9.5  # pixels from the middle of a mark to its ring
_CHANNEL = 13.0  # pixels left of a mark, where a line may leave it upwards or downwards
_BEND = 24.0  # pixels of a detour that a bend is worth
_CLEAR = 2.0  # pixels between a line and a text
_MOST_INSIDE = 160.0  # pixels that a line may run within a column instead of along its edge

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom


def relate(plan: ColumnPlan, known: Connections | None) -> ColumnPlan:
    """Return a plan with what its events have to do with the open one, and the lines to it.

    Where days run down there are no lines.
    """
    plan = bind(plan, known)
    lines = () if plan.runs_down else tuple(_lines(plan))
    return replace(plan, connection_lines=lines)


def bind(plan: ColumnPlan, known: Connections | None) -> ColumnPlan:
    """Return a plan whose marks say what they have to do with the open event."""
    if not known:
        return plan
    bonds = {
        **dict.fromkeys(known.differing, Bond.DIFFERING),
        **dict.fromkeys(known.linked, Bond.LINKED),
        known.event: Bond.OPEN,
    }
    return _bound(plan, bonds)


def single_out(plan: ColumnPlan, event: str, focus: frozenset[str]) -> ColumnPlan:
    """Return a plan whose marks say which are of the step of a walk that opens an event."""
    bonds = {**dict.fromkeys(focus, Bond.IN_STEP), event: Bond.OPEN}
    return _bound(plan, bonds)


def _bound(plan: ColumnPlan, bonds: Mapping[str, Bond]) -> ColumnPlan:
    def bound(marks: Sequence[Mark]) -> tuple[Mark, ...]:
        return tuple(replace(mark, bond=bonds.get(mark.event, Bond.NONE)) for mark in marks)

    return replace(plan, marks=bound(plan.marks), since=bound(plan.since))


def obstacles(plan: ColumnPlan) -> Iterator[Rectangle]:
    """Yield what no line may cross: labels, captions, the names of ticks, and marks."""
    for mark in plan.marks:
        x, y = mark.x, mark.y
        yield x - MARK_RADIUS, y - MARK_RADIUS, x + MARK_RADIUS, y + MARK_RADIUS
        texts = [(line, TEXT, mark.bold) for line in mark.lines]
        texts += [(line, CAPTION, False) for line in mark.aside_lines]
        for place, (line, size, bold) in enumerate(texts):
            top = mark.text_y + place * LINE
            right = mark.text_x + text_width(line, size, bold=bold)
            yield mark.text_x, top, right, top + LINE
    for box in plan.boxes:
        for place, line in enumerate(box.caption_lines):
            left, top = box.x + PADDING, box.y + 3 + place * CAPTION_LINE
            yield left, top, left + text_width(line, CAPTION), top + CAPTION_LINE
    for stay in plan.stays:
        words, x, y, _ = caption_box(stay)
        yield x + PADDING, y, x + PADDING + text_width(words, CAPTION), y + CAPTION_LINE
    for ruler in plan.rulers:
        for at, name in ruler.ticks:
            half = text_width(name, TICK_TEXT) / 2
            yield at - half, ruler.y, at + half, ruler.y + TICK_TEXT + 3


def _lines(plan: ColumnPlan) -> Iterator[ConnectionLine]:
    """Yield a line to each related event in the columns that can be reached."""
    begin = next((mark for mark in plan.marks if mark.bond is Bond.OPEN), None)
    if begin is None:
        return
    ways = _Ways(plan)
    for mark in plan.marks:
        if mark.bond in (Bond.LINKED, Bond.DIFFERING) and (points := ways.between(begin, mark)):
            yield ConnectionLine(mark.event, points, mark.bond is Bond.DIFFERING)


def strands(
    lines: Sequence[ConnectionLine],
) -> tuple[list[tuple[Point, Point]], list[tuple[Point, Point]]]:
    """Return the pieces of lines to draw: the solid ones, and the dotted ones beside them.

    Where several lines run along each other they are one piece, so that their dots do not mix.
    """
    covered: dict[tuple[bool, float], list[tuple[float, float]]] = {}
    drawn: list[list[tuple[Point, Point]]] = []
    for dotted in (False, True):
        pieces: list[tuple[Point, Point]] = []
        for (upright, at), ends in _levels(lines, dotted).items():
            taken = covered.setdefault((upright, at), [])
            for low, high in _left_over(ends, taken):
                pieces.append(((at, low), (at, high)) if upright else ((low, at), (high, at)))
            taken += ends
        drawn.append(pieces)
    return drawn[0], drawn[1]


def _levels(
    lines: Sequence[ConnectionLine], dotted: bool
) -> dict[tuple[bool, float], list[tuple[float, float]]]:
    """Return the ends of the pieces of lines by whether they are upright, and where they run."""
    levels: dict[tuple[bool, float], list[tuple[float, float]]] = {}
    for line in lines:
        for (x0, y0), (x1, y1) in pairwise(line.points if line.dotted is dotted else ()):
            key, ends = ((True, x0), (y0, y1)) if x0 == x1 else ((False, y0), (x0, x1))
            levels.setdefault(key, []).append((min(ends), max(ends)))
    return levels


def _left_over(
    ends: Sequence[tuple[float, float]], taken: Sequence[tuple[float, float]]
) -> Iterator[tuple[float, float]]:
    """Yield what several stretches cover together, without what is taken."""
    cuts = sorted({end for stretch in (*ends, *taken) for end in stretch})
    begin = None
    for low, high in pairwise(cuts):
        middle = (low + high) / 2
        is_drawn = any(a < middle < b for a, b in ends) and not any(
            a < middle < b for a, b in taken
        )
        if is_drawn and begin is None:
            begin = low
        if not is_drawn and begin is not None:
            yield begin, low
            begin = None
    if begin is not None:
        yield begin, cuts[-1]


class _Ways:
    """The ways through a picture that cross nothing."""

    def __init__(self, plan: ColumnPlan) -> None:
        self.obstacles = list(obstacles(plan))
        # rounded, so that the end of a column is the beginning of the next
        self.columns = [(round(c.x, 1), round(c.x + c.width, 1)) for c in plan.columns if c.width]
        self.edges = sorted({x for column in self.columns for x in column})
        self.borders = [row.top for row in plan.rows] + [plan.height - 1]
        self.beside: dict[float, list[tuple[float, float]]] = {}
        self.along: dict[float, list[tuple[float, float]]] = {}
        self.exits: dict[str, list[tuple[Point, Point]]] = {}

    def between(self, begin: Mark, end: Mark) -> tuple[Point, ...]:
        """Return the corners of the shortest way with few bends; none where there is none.

        It follows no border of a row, or one, or where all those are crossed by something two.
        """
        ends = list(product(self._exits(begin), self._exits(end)))
        direct = [(*a, *reversed(b)) for a, b in ends if a[1][0] == b[1][0]]
        over_one = [
            (*a, (a[1][0], y), (b[1][0], y), *reversed(b)) for a, b in ends for y in self.borders
        ]
        if way := self._shortest([*direct, *over_one]):
            return way
        turns = [
            (a, b, y0, y1)
            for a, b in ends
            for y0 in self.borders
            for y1 in self.borders
            if y0 != y1 and self._is_free((a[1], (a[1][0], y0)))
            if self._is_free((b[1], (b[1][0], y1)))
        ]
        return self._shortest(
            [
                (*a, (a[1][0], y0), (x, y0), (x, y1), (b[1][0], y1), *reversed(b))
                for a, b, y0, y1 in turns
                for x in self.edges
                if self._is_free(((x, y0), (x, y1)))
            ]
        )

    def _shortest(self, ways: Sequence[Sequence[Point]]) -> tuple[Point, ...]:
        """Return the corners of the shortest of several ways that cross nothing, if any."""
        measured = []
        for way in ways:
            corners = _corners(way)
            length = sum(abs(x1 - x0) + abs(y1 - y0) for (x0, y0), (x1, y1) in pairwise(corners))
            measured.append((length + _BEND * len(corners), corners))
        measured.sort()
        return next((corners for _, corners in measured if self._is_free(corners)), ())

    def _exits(self, mark: Mark) -> list[tuple[Point, Point]]:
        """Return the pieces from the ring of a mark to the uprights that it can reach level."""
        if mark.event not in self.exits:
            column = next((ends for ends in self.columns if ends[0] <= mark.x < ends[1]), ())
            uprights = list(column)
            if not column or mark.x - _CHANNEL - column[0] > _CHANNEL:
                uprights.append(mark.x - _CHANNEL)
            pieces = [
                ((mark.x + (RING if x > mark.x else -RING), mark.y), (x, mark.y)) for x in uprights
            ]
            self.exits[mark.event] = [piece for piece in pieces if self._is_free(piece)]
        return self.exits[mark.event]

    def _is_free(self, points: Sequence[Point]) -> bool:
        return not any(self._hits(start, stop) for start, stop in pairwise(points))

    def _hits(self, start: Point, stop: Point) -> bool:
        """Return whether a piece of a line is too close to something, or long and off the grid."""
        upright = start[0] == stop[0]
        at, low, high = (
            (start[0], *sorted((start[1], stop[1])))
            if upright
            else (start[1], *sorted((start[0], stop[0])))
        )
        if upright and high - low > _MOST_INSIDE and at not in self.edges:
            return True
        known = self.beside if upright else self.along
        if at not in known:
            known[at] = [
                (rect[1], rect[3]) if upright else (rect[0], rect[2])
                for rect in self.obstacles
                if (rect[0] if upright else rect[1]) - _CLEAR < at
                and at < (rect[2] if upright else rect[3]) + _CLEAR
            ]
        return any(first < high and low < last for first, last in known[at])


def _corners(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the points at which a line begins, turns and ends."""
    distinct = [points[0]]
    distinct += [point for before, point in pairwise(points) if point != before]
    kept = [distinct[0]]
    for before, here, after in zip(distinct, distinct[1:], distinct[2:], strict=False):
        if not (before[0] == here[0] == after[0] or before[1] == here[1] == after[1]):
            kept.append(here)
    return (*kept, distinct[-1]) if len(distinct) > 1 else ()
