"""Where the browser's half of Plotly lies in the installed package."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def plotly_script() -> Path:
    """Return the file of the plotly.js that belongs to the installed `plotly`."""
    return Path(str(files("plotly") / "package_data" / "plotly.min.js"))
