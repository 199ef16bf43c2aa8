"""Colours, symbols and sizes of the pictures, for light and dark pages.

Figures name colours by token ("@statement"); the page replaces tokens when it knows whether it
is light or dark, so that a change of theme needs no new figure. Every mark colour has a contrast
of at least 4.5 to the number on it and 3 to the page (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from collections.abc import Mapping, Sequence

from components.events import USUAL_KINDS, Kind, Shape

Palette = Mapping[str, str]

MARK = 19  # pixels across

# Plotly's symbols by number, which takes a byte where a name takes twelve
SYMBOLS: Mapping[str, int] = {
    "meeting": 1,  # square
    "statement": 0,  # circle
    "interview": 2,  # diamond
    "post": 14,  # hexagon
    "agreement": 21,  # star-square
    "announcement": 13,  # pentagon
    "background": 16,  # octagon
    "publication": 18,  # hexagram
}

# the same symbols as SVG paths around (0, 0), for the lists beside the picture
SHAPES: Mapping[str, str] = {
    "meeting": "M-9-9H9V9H-9Z",
    "statement": "M0-10A10 10 0 1 1 0 10A10 10 0 1 1 0-10Z",
    "interview": "M0-11L11 0L0 11L-11 0Z",
    "post": "M0-10L8.7-5V5L0 10L-8.7 5V-5Z",
    "agreement": "M-9-9L0-6L9-9L6 0L9 9L0 6L-9 9L-6 0Z",
    "announcement": "M0-10L9.5-3L5.9 8.1H-5.9L-9.5-3Z",
    "background": "M-4-9.5H4L9.5-4V4L4 9.5H-4L-9.5 4V-4Z",
    "publication": "M0-11L3.2-5.5H9.5L6.4 0L9.5 5.5H3.2L0 11L-3.2 5.5H-9.5L-6.4 0L-9.5-5.5H-3.2Z",
}

# The usual kind whose look a kind of a log's own has, by its shape.
_LOOKS: Mapping[Shape, str] = {
    Shape.SAID: "statement",
    Shape.POSTED: "post",
    Shape.MET: "meeting",
    Shape.DECIDED: "agreement",
    Shape.WRITTEN: "publication",
}


def look(kind: Kind) -> str:
    """Return the key of a kind's colour and symbol: its own id, or that of a usual kind."""
    usual = USUAL_KINDS.get(kind.id)
    return kind.id if usual and usual.shape is kind.shape else _LOOKS[kind.shape]


# The hue of each side, in the order of the rows, then that of everybody else: light and dark. They
# differ to readers who cannot tell red from green, or blue from yellow.
SIDES: Mapping[str, tuple[str, str]] = {
    "side-1": ("#1c5d9f", "#82b6ee"),
    "side-2": ("#a83f17", "#f0a07a"),
    "side-3": ("#7d3cc8", "#c06bf0"),
    "side-4": ("#3f1d0d", "#ece36a"),
    "others": ("#55616e", "#a7b2be"),
}


_WITH_HUE = len(SIDES) - 1  # sides; those after them look like the others


def side_tokens(hues: Sequence[int]) -> tuple[str, ...]:
    """Return the colour tokens of a mark of one side or two, of no side that of the others."""
    tokens = (f"side-{hue + 1}" if hue < _WITH_HUE else "others" for hue in hues[:2])
    return tuple(tokens) or ("others",)


def row_token(hues: Sequence[int]) -> str:
    """Return the colour token of what belongs to a row: of its one side, else of the others."""
    return side_tokens(hues)[0] if len(hues) == 1 else "others"


LIGHT: Palette = {
    "meeting": "#7a3e9d",
    "statement": "#0b5cad",
    "interview": "#00725b",
    "post": "#b3410e",
    "agreement": "#9c1f5c",
    "announcement": "#7a5c00",
    "background": "#5b6470",
    "publication": "#37474f",
    "paper": "#ffffff",
    "on-mark": "#ffffff",
    "ink": "#16202b",
    "quiet": "#55616e",
    "grid": "#dfe4ea",
    "join": "#838e9d",
    "differ": "#c0182b",
    "tint": "#f4f6f8",
    "line": "#d5dce3",
    "rule": "#78848f",
    **{token: light for token, (light, _) in SIDES.items()},
}
DARK: Palette = {
    "meeting": "#cda4e8",
    "statement": "#7db8f2",
    "interview": "#5fd0b0",
    "post": "#ffa26b",
    "agreement": "#f49ac4",
    "announcement": "#e8c552",
    "background": "#aeb8c4",
    "publication": "#c3d0d8",
    "paper": "#10151c",
    "on-mark": "#10151c",
    "ink": "#e8ecf1",
    "quiet": "#a7b2be",
    "grid": "#28313c",
    "join": "#6d7a89",
    "differ": "#ff8a8f",
    "tint": "#171e27",
    "line": "#2e3844",
    "rule": "#6f7c8a",
    **{token: dark for token, (_, dark) in SIDES.items()},
}
