"""What the mark of an event looks like in the picture in columns, for lists and legends too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from components.events import Event, EventStatus, Log, Shape
from components.figures.side import actors_of

# The whole, the left and the right half of each shape as SVG paths, in pixels around (0, 0).
MARK_SHAPES: Mapping[Shape, tuple[str, str, str]] = MappingProxyType(
    {
        Shape.SAID: (
            "M0-6A6 6 0 1 1 0 6A6 6 0 1 1 0-6Z",
            "M0-6A6 6 0 0 0 0 6",
            "M0-6A6 6 0 0 1 0 6",
        ),
        Shape.POSTED: ("M0-6.5L6.5 5H-6.5Z", "M0-6.5L-6.5 5H0", "M0-6.5L6.5 5H0"),
        Shape.MET: ("M-5-5H5V5H-5Z", "M0-5H-5V5H0", "M0-5H5V5H0"),
        Shape.DECIDED: ("M0-7L7 0L0 7L-7 0Z", "M0-7L-7 0L0 7", "M0-7L7 0L0 7"),
        Shape.WRITTEN: (
            "M-5.5-2.5H5.5V2.5H-5.5Z",
            "M0-2.5H-5.5V2.5H0",
            "M0-2.5H5.5V2.5H0",
        ),
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
