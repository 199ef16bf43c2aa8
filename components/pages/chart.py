"""A chart for the browser: a Plotly figure, and the names and links to lay over it."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import Any, TypeAlias

from components.web import address

Chart: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a chart: across in fractions of the width, down in pixels.

    `text` stands on it, `label` and `words` say what it is, `href` is the view that it leads to,
    `style` names classes of the style sheet.
    """

    x: float
    y: float
    text: str
    label: str
    words: str
    href: str = ""
    style: str = ""


def chart(
    figure: Mapping[str, object],
    *,
    height: float,
    rows: Iterable[tuple[str, float, str]],
    columns: Iterable[tuple[str, float, float]],
    spots: Iterable[Spot],
    alt: str,
    gutter: int = 150,
    tail: int = 0,
    head: int = 24,
    column: int = 56,
) -> Chart:
    """Return a figure as the browser needs it.

    `rows` are names with their place in pixels and where they lead, `columns` names with the
    middle and the breadth of their place as fractions; `gutter`, `tail`, `head` and `column` are
    pixels before and behind the rows, above them, and of the least breadth of a column.
    """
    headings = list(columns)
    return {
        "figure": figure,
        "height": height,
        "rows": list(rows),
        "columns": headings,
        "spots": [astuple(spot) for spot in spots],
        "alt": alt,
        "gutter": gutter,
        "tail": tail,
        "head": head,
        "least": column * max(len(headings), 3),
        "script": address("plotly.min.js"),
    }
