"""Splits the width of a picture among its columns, so that the picture is low."""

from collections.abc import Callable, Mapping, Sequence
from itertools import permutations
from math import sqrt

from components.figures.group import Group

_STEP = 32.0  # pixels that a column gains or loses at once
_SIZES = (1, 3, 7)  # steps that move together: a second column of labels needs many
_SLIGHT = 0.02  # how much a lower box counts that makes its row no lower
_MOST_ROUNDS = 6
Cost = Callable[[Group, float], float]


def by_number(
    rows: Mapping[str, Sequence[Group]], least: Sequence[float], columns: Sequence[int], room: float
) -> list[float]:
    """Return widths that share `room` among `columns` by the roots of their numbers of events."""
    counts = dict.fromkeys(columns, 0)
    for groups in rows.values():
        for group in groups:
            if group.first == group.last:
                counts[group.first + 1] += len(group.members)
    total = sum(map(sqrt, counts.values()))
    widths = list(least)
    for column, count in counts.items():
        widths[column] += room * (sqrt(count) / total if total else 1 / len(columns))
    return widths


def by_height(
    rows: Mapping[str, Sequence[Group]],
    least: Sequence[float],
    columns: Sequence[int],
    room: float,
    cost: Cost,
) -> list[float]:
    """Return widths that share `room` among `columns` so that the rows are low.

    `cost` gives the height of a group by its width in pixels. Width moves from column to column
    for as long as that helps; a row counts as high as its highest column.
    """
    covering = [
        [(group, group.first + 1, group.last + 2) for group in groups] for groups in rows.values()
    ]
    steps = dict.fromkeys(columns, 0)
    widths = list(least)

    def height() -> float:
        total = 0.0
        for groups in covering:
            heights = [0.0] * len(widths)
            for group, first, after in groups:
                taken = cost(group, sum(widths[first:after]))
                total += _SLIGHT * taken
                for column in range(first, after):
                    heights[column] += taken
            total += max(heights)
        return total

    def move(column: int, count: int) -> None:
        steps[column] += count
        widths[column] += count * _STEP

    def gain(column: int, count: int) -> float:
        """Return what the picture is lower for each step that a column is wider."""
        move(column, count)
        lower = (lowest - height()) / count
        move(column, -count)
        return lower

    lowest, free = height(), int(room // _STEP)
    while choices := [(column, size) for size in _SIZES if size <= free for column in columns]:
        gains = [gain(*choice) for choice in choices]
        if max(gains) <= 0:
            break
        column, size = choices[gains.index(max(gains))]
        move(column, size)
        free -= size
        lowest = height()
    for _ in range(_MOST_ROUNDS):
        before = lowest
        for one, other in permutations(columns, 2):
            for size in _SIZES:
                if steps[one] < size:
                    break
                move(one, -size)
                move(other, size)
                if (here := height()) < lowest:
                    lowest = here
                else:
                    move(one, size)
                    move(other, -size)
        if lowest == before:
            break
    return by_number(rows, widths, columns, room - sum(steps.values()) * _STEP)
