"""Values to pictures: what to draw is planned as plain values, then drawn with Plotly."""

from components.figures import amounts, density, presence, speaking
from components.figures.lane import all_lanes, lanes_of
from components.figures.script import plotly_script
from components.figures.theme import DARK, LIGHT, SHAPES, Palette
from components.figures.timeline import (
    MARKS_TRACE,
    Arc,
    Bar,
    Join,
    Lane,
    Mark,
    Plan,
    draw,
    plan,
    typed,
)
from components.figures.view import Span, bounds, busy_of, extent_of, home_of, view_of

__all__ = [
    "DARK",
    "LIGHT",
    "MARKS_TRACE",
    "SHAPES",
    "Arc",
    "Bar",
    "Join",
    "Lane",
    "Mark",
    "Palette",
    "Plan",
    "Span",
    "all_lanes",
    "amounts",
    "bounds",
    "busy_of",
    "density",
    "draw",
    "extent_of",
    "home_of",
    "lanes_of",
    "plan",
    "plotly_script",
    "presence",
    "speaking",
    "typed",
    "view_of",
]
