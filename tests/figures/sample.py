"""What tests of figures share: the two palettes, and figures as the page finishes them."""

from base64 import b64decode
from typing import Any

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go
import pytest

from components.figures import DARK, LIGHT, Palette

every_palette = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def painted(value: Any, palette: Palette) -> Any:  # noqa: ANN401 - as loose as JSON is
    """Return a figure with its colours in place of their names; an unknown name is a KeyError."""
    if isinstance(value, str):
        return palette[value[1:]] if value.startswith("@") else value
    if isinstance(value, list):
        return [painted(item, palette) for item in value]
    if isinstance(value, dict):
        return {key: painted(item, palette) for key, item in value.items()}
    return value


def traces(figure: object, palette: Palette = LIGHT) -> list[str]:
    """Return the type of each trace, or else its mode, once Plotly has taken the figure."""
    data = go.Figure(painted(figure, palette)).data
    return [trace.mode if trace.type == "scatter" else trace.type for trace in data]


def numbers(array: dict[str, str]) -> npt.NDArray[np.float64]:
    """Return the numbers that a figure has packed."""
    return np.frombuffer(b64decode(array["bdata"]), dtype=f"<{array['dtype']}").astype(np.float64)
