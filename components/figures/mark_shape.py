"""What the mark of an event looks like in the picture in columns, for lists and legends too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from types import MappingProxyType

from components.events import Event, EventStatus, Log, Shape
from components.figures.side import actors_of

MARK_RADIUS = 6.0  # pixels from the middle of a mark to its edge
_R = MARK_RADIUS
_CIRCLE = 20  # corners

Point = tuple[float, float]
Outlines = tuple[Sequence[Point], Sequence[Point], Sequence[Point]]


def _outlines(right: Sequence[Point]) -> Outlines:
    """Return a shape, its left and its right half, from the corners of the right one.

    Those go clockwise from the top to the bottom, both in the middle.
    """
    left = [(-x, y) for x, y in right]
    return [*right, *left[-2:0:-1]], left, right


# The whole, the left and the right half of each shape, in pixels around (0, 0).
MARK_OUTLINES: Mapping[Shape, Outlines] = MappingProxyType(
    {
        Shape.SAID: _outlines(
            [
                (_R * sin(2 * pi * corner / _CIRCLE), -_R * cos(2 * pi * corner / _CIRCLE))
                for corner in range(_CIRCLE // 2 + 1)
            ]
        ),
        Shape.POSTED: _outlines([(0, -_R), (_R, _R - 1), (0, _R - 1)]),
        Shape.MET: _outlines([(0, -5), (5, -5), (5, 5), (0, 5)]),
        Shape.DECIDED: _outlines([(0, -7), (7, 0), (0, 7)]),
        Shape.WRITTEN: _outlines([(0, -2.5), (_R, -2.5), (_R, 2.5), (0, 2.5)]),
    }
)


def _paths(outlines: Outlines) -> tuple[str, str, str]:
    whole, left, right = (
        "M" + "L".join(f"{x:g},{y:g}" for x, y in outline) for outline in outlines
    )
    return f"{whole}Z", left, right  # where the halves meet there is no line


# The same as SVG paths, in which a circle is round.
MARK_SHAPES: Mapping[Shape, tuple[str, str, str]] = MappingProxyType(
    {shape: _paths(outlines) for shape, outlines in MARK_OUTLINES.items()}
    | {
        Shape.SAID: (
            f"M0-{_R:g}A{_R:g} {_R:g} 0 1 1 0 {_R:g}A{_R:g} {_R:g} 0 1 1 0-{_R:g}Z",
            f"M0-{_R:g}A{_R:g} {_R:g} 0 0 0 0 {_R:g}",
            f"M0-{_R:g}A{_R:g} {_R:g} 0 0 1 0 {_R:g}",
        )
    }
)


@dataclass(frozen=True, slots=True)
class MarkLook:
    """How an event is marked: the shape of its kind, the hues of its sides, what is not sure."""

    shape: Shape
    hues: tuple[int, ...]
    hollow: bool
    disputed: bool


def mark_look(log: Log, event: Event, sides: Sequence[str]) -> MarkLook:
    """Return how an event is marked in a picture with rows for `sides`, ids of parties."""
    return MarkLook(
        log.kinds[event.kind].shape,
        actors_of(log, event, sides).hues,
        event.status is not EventStatus.HAPPENED,
        event.id in log.disputed,
    )
