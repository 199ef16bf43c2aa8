"""A line of text that keeps the width that it was laid out for, whatever font a reader has."""

from components.exports.picture.svg import Element, add, clean
from components.figures import advance

TEXT_LINE = 12.0  # pixels of its letters
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}


def write_line(
    parent: Element,
    words: str,
    x: float,
    y: float,
    fill: str,
    size: float = TEXT_LINE,
    *,
    bold: bool = False,
    anchor: str = "start",
) -> None:
    """Write a line at `x`, its `anchor`: from there on, around it, or up to there."""
    if not words:
        return
    line = clean(words)
    is_known = advance.is_measured(line)  # that of other letters is only bounded
    width = advance.text_width(line, size, bold=bold) if is_known else 0
    add(
        parent,
        "text",
        line,
        x=x - width * _ANCHORS[anchor],
        y=y,
        text_anchor=None if is_known or anchor == "start" else anchor,
        font_size=size,
        font_weight="600" if bold else None,
        fill=fill,
        textLength=round(width, 1) or None,
        lengthAdjust="spacingAndGlyphs" if width else None,
    )
