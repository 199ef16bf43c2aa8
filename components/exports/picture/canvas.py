"""The canvas that all parts of a picture draw on."""

from collections.abc import Callable
from dataclasses import dataclass

from components.exports.download import Download
from components.figures import Palette, density

MARGIN = 24.0
SMALL, PLAIN = 11.0, 12.0  # pixels of letters


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a picture stands on: the view that is drawn, its colours and the width with margins.

    `name` is a word that its ids begin with, so that several pictures can stand in one document.
    `link_to` gives the address of an event within that document; a picture that stands alone has
    none, and says what is below its marks.
    """

    download: Download
    colours: Palette
    width: float
    name: str = ""
    link_to: Callable[[str], str] | None = None

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas(Sheet):
    """Where lanes are drawn: their axis begins `left` pixels from the left edge."""

    chart: density.DensityPlan
    left: float
