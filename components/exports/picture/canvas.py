"""The canvas that all parts of a picture draw on, and the shapes and signs of a mark."""

from collections.abc import Callable
from dataclasses import dataclass

from components.exports.download import Download
from components.exports.picture.svg import Element, add, decimal
from components.figures import SHAPES, Mark, Palette, Plan, density

MARGIN = 24.0
SMALL, PLAIN = 11.0, 12.0  # pixels of letters
OUT = 1.0  # pixels beyond the edge at which a mark is out of the picture, as on the page
_SHAPE = 0.92  # of the size in a list, so that two marks do not touch
Chart = Plan | density.DensityPlan
Sample = Callable[[Element], None]  # draws a sign of a legend around (0, 0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a picture stands on: the view that is drawn, its colours and the width with margins."""

    download: Download
    colours: Palette
    width: float

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN


@dataclass(frozen=True, slots=True)
class Canvas(Sheet):
    """Where lanes are drawn: their axis begins `left` pixels from the left edge."""

    chart: Chart
    left: float

    @property
    def scale(self) -> float:
        """Pixels per millisecond."""
        return self.chart.width / (self.chart.view[1] - self.chart.view[0])

    def x(self, time: float) -> float:
        """Return where a time is, in pixels from the left edge of the axis."""
        return (time - self.chart.view[0]) * self.scale

    def is_in(self, mark: Mark) -> bool:
        """Return whether a mark is in the picture, by the page's rule."""
        return -OUT <= self.x(mark.x) <= self.chart.width + OUT


def draw_shape(parent: Element, kind: str, colours: Palette, *, hollow: bool) -> None:
    """Draw the shape of a kind, in its colour or hollow."""
    add(
        parent,
        "path",
        d=SHAPES[kind],
        transform=f"scale({_SHAPE})",
        fill=colours["paper"] if hollow else colours[kind],
        stroke=colours[kind],
        stroke_width=2 if hollow else 0.8,
    )


def draw_ring(parent: Element, colour: str, radius: float = 11.8) -> None:
    """Draw the dotted ring of an uncertain event."""
    add(
        parent,
        "circle",
        r=radius,
        fill="none",
        stroke=colour,
        stroke_width=1.5,
        stroke_dasharray="0 3.09",
        stroke_linecap="round",
    )


def draw_differs(parent: Element, colours: Palette, x: float, y: float) -> None:
    """Draw the sign of accounts that differ, as lines: not every font has it."""
    sign = f"M{decimal(x - 3.5)} {decimal(y - 1.7)}h7m-7 3.4h7m-1.6 -5.2l-3.8 7"
    for colour, width in ((colours["paper"], 3.6), (colours["differ"], 1.3)):
        add(parent, "path", d=sign, fill="none", stroke=colour, stroke_width=width)
