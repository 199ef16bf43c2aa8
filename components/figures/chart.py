"""What all charts share of Plotly: a layout, straight lines, typed arrays, and its script."""

from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path

import numpy as np


def frame(height: float) -> dict[str, object]:
    """Return the layout of a chart: fractions of the width across, pixels from the top down."""
    axis = {"type": "linear", "visible": False, "fixedrange": True}
    return {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "barmode": "overlay",
        "xaxis": {**axis, "range": [0, 1]},
        "yaxis": {**axis, "range": [height, 0]},
    }


def rules(lines: Iterable[tuple[float, float, float, float]], colour: str) -> dict[str, object]:
    """Return thin straight lines, each from x, y to x, y, as one trace with gaps."""
    ends = list(lines)
    return {
        "type": "scatter",
        "mode": "lines",
        # JSON has no NaN; a gap is null there
        "x": [x for x1, _, x2, _ in ends for x in (x1, x2, None)],
        "y": [y for _, y1, _, y2 in ends for y in (y1, y2, None)],
        "line": {"width": 1, "color": colour},
        "hoverinfo": "skip",
    }


def typed_array(values: Iterable[float], dtype: str = "f8") -> dict[str, str]:
    """Return numbers as Plotly's typed array, which browsers read without parsing text.

    Times need all of an `f8`; for pixels an `f4` will do, for a code a `u1`.
    """
    array = np.fromiter(values, dtype=f"<{dtype}")
    return {"dtype": dtype, "bdata": b64encode(array.tobytes()).decode("ascii")}


def plotly_script() -> Path:
    """Return the file of plotly.js that the page loads.

    It is Plotly's own build of lines, bars and pies: a quarter of the whole, which the installed
    `plotly` has. No Python package has the build, so it stands here as npm has it.
    """
    return Path(__file__).parent / "plotly" / "plotly.min.js"
