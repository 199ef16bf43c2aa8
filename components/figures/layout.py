"""Places for items in intervals, without overlaps: pure geometry in pixels, no time and no Plotly.

An item stands anywhere within its interval, in one or several lanes at the same x. Lanes have as
many rows as they need. Items of the same interval that share lanes stand in their order, from left
to right and then in the next row, as a block in the middle of the interval.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, isinf

GRAIN = 4  # cells to a mark's width: finer finds more places, coarser is quicker
MOST_CELLS = 20_000  # of a row that are kept track of, either side of the view's left edge
_NEAR = 1e-6  # of a cell: counts as on its edge


@dataclass(frozen=True, slots=True)
class Item:
    """Something to place: its lanes, and the pixels between which it may stand.

    `start` and `stop` are counted from the left edge of the view, and may be infinite unless the
    item is `fixed`: then its middle is at `start`, whatever is in its way. It may have a `bar` (its
    ends in pixels, perhaps infinite), which marks may cover but no other bar.
    """

    lanes: tuple[int, ...]
    start: float
    stop: float
    fixed: bool = False
    bar: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The place of an item: the x of its middle, and its row in each of its lanes."""

    x: float
    rows: tuple[int, ...]


@dataclass(slots=True)
class _Rows:
    """The rows of a lane, as integers: bit i tells that cell i is taken."""

    taken: list[int] = field(default_factory=list)

    def at(self, row: int) -> int:
        return self.taken[row] if row < len(self.taken) else 0

    def take(self, row: int, cells: int) -> None:
        self.taken += [0] * (row + 1 - len(self.taken))
        self.taken[row] |= cells

    def blocked(self, row: int) -> int:
        """Return a bit for each cell at which a mark would begin that meets another."""
        taken = self.at(row)
        blocked = taken
        for step in range(1, GRAIN):
            blocked |= taken >> step
        return blocked


def _cells(first: int, last: int) -> int:
    """Return a bit for each cell from `first` up to `last`."""
    return ((1 << max(last - first, 0)) - 1) << first


class _Room:
    """The rows of all lanes on a grid of cells, with a layer of their own for bars."""

    def __init__(self, size: float) -> None:
        self.size = size
        self.cell = size / GRAIN
        self.marks: defaultdict[int, _Rows] = defaultdict(_Rows)
        self.bars: defaultdict[int, _Rows] = defaultdict(_Rows)

    def index(self, x: float) -> float:
        return min(max(x / self.cell, -MOST_CELLS), MOST_CELLS) + MOST_CELLS

    def fix(self, lanes: Iterable[int], x: float, bar: tuple[float, float] | None = None) -> Place:
        """Place a mark at `x`, in the first row of each lane where it and its bar are free."""
        cells = _cells(
            floor(self.index(x - self.size / 2) + _NEAR),
            ceil(self.index(x + self.size / 2) - _NEAR),
        )
        along = _cells(*(round(self.index(end)) for end in bar)) if bar else 0
        rows = []
        for lane in lanes:
            marks, bars = self.marks[lane], self.bars[lane]
            row = 0
            while marks.at(row) & cells or bars.at(row) & along:
                row += 1
            marks.take(row, cells)
            bars.take(row, along)
            rows.append(row)
        return Place(x, tuple(rows))

    def flow(self, items: Sequence[Item], start: float, stop: float) -> list[Place]:
        """Place items of one interval in order, leftmost first, further rows as they fill."""
        first = ceil(self.index(start) - _NEAR)
        last = floor(self.index(stop) + _NEAR) - GRAIN  # the last cell where a mark may begin
        if last < first:  # between cells: every mark stands in the middle, row upon row
            return [self.fix(item.lanes, (start + stop) / 2) for item in items]
        allowed = _cells(first, last + 1)
        reached: dict[int, tuple[int, int]] = {}
        places = []
        for item in items:
            at = {lane: reached.get(lane, (0, first)) for lane in item.lanes}
            while not (free := self._free(at) & allowed):
                # the lane that is furthest along has the least to lose by a further row
                full = max(at, key=lambda lane: (at[lane][1], -at[lane][0]))
                at[full] = (at[full][0] + 1, first)
            cell = (free & -free).bit_length() - 1
            for lane, (row, _) in at.items():
                self.marks[lane].take(row, _cells(cell, cell + GRAIN))
                reached[lane] = (row, cell + GRAIN)
            x = (cell - MOST_CELLS) * self.cell + self.size / 2
            places.append(Place(x, tuple(at[lane][0] for lane in item.lanes)))
        return places

    def _free(self, at: dict[int, tuple[int, int]]) -> int:
        """Return a bit for each cell where a mark may begin in all lanes."""
        free = -1
        for lane, (row, cell) in at.items():
            free &= ~self.marks[lane].blocked(row) & (-1 << cell)
        return free

    def flow_centred(self, items: Sequence[Item], start: float, stop: float) -> list[Place]:
        """Place items of one interval in order, in its middle where one row holds them all."""
        lanes = {lane for item in items for lane in item.lanes}
        before = {lane: list(self.marks[lane].taken) for lane in lanes}

        def undo() -> None:
            for lane, taken in before.items():
                self.marks[lane].taken = list(taken)

        left = self.flow(items, start, stop)
        used = max(place.x for place in left) - min(place.x for place in left) + self.size
        slack = (stop - start - used) / 2
        rows = {row for place in left for row in place.rows}
        if slack < self.cell * (1 - _NEAR) or len(rows) > 1:
            return left
        undo()
        centred = self.flow(items, start + slack, stop)
        if max(row for place in centred for row in place.rows) <= max(rows):
            return centred
        undo()
        return self.flow(items, start, stop)


def _between(item: Item, width: float, size: float) -> tuple[float, float]:
    """Return where an item may stand: the visible part of its interval, if a mark fits there."""
    start, stop = max(item.start, 0.0), min(item.stop, width)
    if stop - start >= size:
        return start, stop
    start, stop = item.start, item.stop
    if isinf(start) and isinf(stop):
        start = stop = width / 2
    elif isinf(start):
        start = stop - size
    elif isinf(stop):
        stop = start + size
    if stop - start < size:
        middle = (start + stop) / 2
        return middle - size / 2, middle + size / 2
    return start, stop


def _sharing_lanes(numbers: Sequence[int], items: Sequence[Item]) -> list[list[int]]:
    """Return items in groups that share lanes, directly or through others, each in its order.

    An item that is alone in its lane stands in the middle of its interval, however many stand in
    other lanes: at the left edge it would seem to have happened on the interval's first day.
    """
    parts: list[tuple[set[int], list[int]]] = []
    for number in numbers:
        lanes = set(items[number].lanes)
        joined = [part for part in parts if not part[0].isdisjoint(lanes)]
        parts = [part for part in parts if part[0].isdisjoint(lanes)]
        for others, _ in joined:
            lanes |= others
        parts.append((lanes, sorted([number, *(item for _, held in joined for item in held)])))
    return [held for _, held in sorted(parts, key=lambda part: part[1])]


def arrange(items: Sequence[Item], width: float, size: float) -> list[Place]:
    """Return a place for each item, in the order given; no two overlap in a lane's row.

    `width` and `size` are the pixels of the view and of a mark with its margin. Fixed items come
    first, then the narrowest intervals. An interval wider than the view is used as far as it is
    in view, so that what could have happened in view is seen. Further than `MOST_CELLS` from the
    view, where nobody looks, overlaps are not kept track of.
    """
    room = _Room(size)
    places: dict[int, Place] = {}
    groups: defaultdict[tuple[float, float], list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        if item.fixed:
            places[number] = room.fix(item.lanes, item.start, item.bar)
        else:
            groups[_between(item, width, size)].append(number)

    def narrowest(between: tuple[float, float]) -> tuple[float, float]:
        # days are equally wide but for the last bits, which may not decide their order
        return round(between[1] - between[0], 3), between[0]

    for between in sorted(groups, key=narrowest):
        for numbers in _sharing_lanes(groups[between], items):
            group = room.flow_centred([items[number] for number in numbers], *between)
            places.update(zip(numbers, group, strict=True))
    return [places[number] for number in range(len(items))]
