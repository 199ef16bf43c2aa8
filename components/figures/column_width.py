"""Splits the width of a picture among its columns, so that the picture is low."""

from collections.abc import Callable, Mapping, Sequence
from itertools import permutations
from math import sqrt

from components.figures.group import Group

_STEP = 32.0  # pixels that a column gains or loses at once
_SIZES = (1, 3, 7)  # steps that move together: a second column of labels needs many
_SLIGHT = 0.02  # how much a lower box counts that makes its row no lower
_MOST_ROUNDS = 6
Rows = Mapping[str, Sequence[Group]]
Cost = Callable[[Group, float], float]


def by_number(
    rows: Rows, least: Sequence[float], columns: Sequence[int], room: float
) -> list[float]:
    """Return widths that share `room` among `columns` by the roots of their numbers of events."""
    counts = dict.fromkeys(columns, 0)
    for groups in rows.values():
        for group in groups:
            if group.first == group.last and group.first + 1 in counts:
                counts[group.first + 1] += len(group.members)
    total = sum(map(sqrt, counts.values()))
    widths = list(least)
    for column, count in counts.items():
        widths[column] += room * (sqrt(count) / total if total else 1 / len(columns))
    return widths


def by_height(
    rows: Rows,
    least: Sequence[float],
    columns: Sequence[int],
    room: float,
    cost: Cost,
    own: Sequence[int],
) -> list[float]:
    """Return widths that share `room` among `columns` so that the rows are low.

    `cost` gives the height of a group by its width in pixels. What does not help is shared among
    the `own` columns by number.
    """
    split = _Split(rows, least, columns, int(room // _STEP), cost)
    split.widen()
    split.exchange()
    return by_number(rows, split.widths, own, room - sum(split.steps.values()) * _STEP)


class _Split:
    """Widths on their way; a row counts as high as its highest column."""

    def __init__(
        self, rows: Rows, least: Sequence[float], columns: Sequence[int], free: int, cost: Cost
    ) -> None:
        self.rows = [
            [(group, group.first + 1, group.last + 2) for group in groups]
            for groups in rows.values()
        ]
        self.widths, self.free, self.cost = list(least), free, cost
        self.steps = dict.fromkeys(columns, 0)
        self.lowest = self.height()

    def height(self) -> float:
        total = 0.0
        for groups in self.rows:
            heights = [0.0] * len(self.widths)
            for group, first, after in groups:
                taken = self.cost(group, sum(self.widths[first:after]))
                total += _SLIGHT * taken
                for column in range(first, after):
                    heights[column] += taken
            total += max(heights)
        return total

    def move(self, column: int, steps: int) -> None:
        self.steps[column] += steps
        self.widths[column] += steps * _STEP

    def gain(self, column: int, steps: int) -> float:
        """Return what the picture is lower for each step that a column is wider."""
        self.move(column, steps)
        lower = (self.lowest - self.height()) / steps
        self.move(column, -steps)
        return lower

    def widen(self) -> None:
        """Widen the columns, each time the one that helps most, for as long as one does."""
        while choices := [(c, size) for size in _SIZES if size <= self.free for c in self.steps]:
            gains = [self.gain(*choice) for choice in choices]
            if max(gains) <= 0:
                return
            column, size = choices[gains.index(max(gains))]
            self.move(column, size)
            self.free -= size
            self.lowest = self.height()

    def exchange(self) -> None:
        """Move width from column to column for as long as that helps."""
        for _ in range(_MOST_ROUNDS):
            before = self.lowest
            for giver, taker in permutations(self.steps, 2):
                for size in _SIZES:
                    if self.steps[giver] >= size:
                        self.try_exchange(giver, taker, size)
            if self.lowest == before:
                return

    def try_exchange(self, giver: int, taker: int, size: int) -> None:
        """Move width from one column to another, and back if that does not help."""
        self.move(giver, -size)
        self.move(taker, size)
        if (here := self.height()) < self.lowest:
            self.lowest = here
        else:
            self.move(giver, size)
            self.move(taker, -size)
