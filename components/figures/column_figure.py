"""The picture in columns as a Plotly figure: boxes, lines and marks, in pixels.

The figure holds no words: the page lays the labels over it as text. All is drawn as shapes, one a
look: Plotly takes a third of the time for them that it takes for traces.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from components.figures.chart import frame
from components.figures.column_plan import (
    Box,
    ColumnPlan,
    ConnectionLine,
    Mark,
    Row,
    Ruler,
    Stay,
    Stroke,
    Tick,
)
from components.figures.connection_line import strands
from components.figures.edge import TICK
from components.figures.mark_shape import MARK_OUTLINES, Point
from components.figures.theme import row_token, side_tokens

_FADES = 5  # pieces in which an open side of a box fades out
_FADE = 60.0  # pixels that it takes
# How sure it is that somebody was there: the width of the line in pixels, and its dashes.
STAY_LINES: Mapping[str, tuple[float, str]] = {
    "confirmed": (3, ""),
    "reported": (1.5, ""),
    "disputed": (2, "6px,4px"),
    "announced": (1.5, "2px,3px"),
}
# Whether the hours are known in which something lasted: the same.
STROKE_LINES: Mapping[bool, tuple[float, str]] = {True: (3, ""), False: (1.5, "2px,3px")}
COLUMN_DASH = "2px,3px"
BAR = 3.0  # pixels of the bar of a side beside the name of a row
_LINE = 3.0  # pixels of one of the two lines of what two sides did
FAINT = 0.7  # strength of what stands back behind other events; every hue keeps a contrast of 3
CONNECTION_LINE, CONNECTION_DASH = 1.25, "2px,3px"  # pixels, and the dashes of accounts that differ

Drawn = dict[str, object]


def _polygons(outlines: Iterable[Sequence[Point]], **style: object) -> Drawn:
    """Return closed outlines as one filled shape."""
    path = "".join(f"{_path(outline)}Z" for outline in outlines)
    # marks that overlap are no holes
    return {"type": "path", "path": path, "line": {"width": 0}, "fillrule": "nonzero", **style}


def _lines(
    lines: Iterable[Sequence[Point]], colour: str, width: float = 1, dash: str = ""
) -> Drawn:
    line = {"width": width, "color": colour, **({"dash": dash} if dash else {})}
    return {"type": "path", "path": "".join(map(_path, lines)), "line": line}


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{round(x, 1):.7g},{round(y, 1):.7g}" for x, y in points)


def _rectangle(x: float, y: float, width: float, height: float) -> list[Point]:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def _box_pieces(box: Box) -> Iterator[tuple[int, list[Point]]]:
    """Yield the pieces of a box with their strength, 0 the faintest of `_FADES`."""
    if not box.fades:
        yield _FADES, _rectangle(box.x, box.y, box.width, box.height)
        return
    down = box.fades in ("top", "bottom")
    length = box.height if down else box.width
    fade = min(_FADE, length / 2) / _FADES
    begins = box.fades in ("left", "top")
    for step in range(_FADES):
        yield step, _slice(box, step * fade if begins else length - (step + 1) * fade, fade)
    yield _FADES, _slice(box, _FADES * fade if begins else 0.0, length - _FADES * fade)


def _slice(box: Box, at: float, length: float) -> list[Point]:
    """Return the part of an open box from a distance along it, across its other dimension."""
    if box.fades in ("top", "bottom"):
        return _rectangle(box.x, box.y + at, box.width, length)
    return _rectangle(box.x + at, box.y, length, box.height)


def _boxes(boxes: Sequence[Box]) -> list[Drawn]:
    boxes = [box for box in boxes if not box.bare]
    pieces: dict[int, list[list[Point]]] = {}
    for box in boxes:
        for strength, piece in _box_pieces(box):
            pieces.setdefault(strength, []).append(piece)
    drawn = [
        _polygons(shapes, fillcolor="@tint", opacity=round((strength + 1) / (_FADES + 1), 2))
        for strength, shapes in sorted(pieces.items())
    ]
    dashed = [_rectangle(box.x, box.y, box.width, box.height) for box in boxes if box.dashed]
    if dashed:
        drawn.append(_lines([[*shape, shape[0]] for shape in dashed], "@rule", dash="3px,3px"))
    return drawn


def _marks(marks: Sequence[Mark]) -> list[Drawn]:
    by_look: dict[tuple[str, bool, bool, float], list[list[Point]]] = {}
    for mark in marks:
        tokens = side_tokens(mark.hues)
        whole, *halves = MARK_OUTLINES[mark.shape]
        strength = FAINT if mark.is_faint else 1.0
        solid = not (mark.hollow or mark.disputed)
        for token, outline in zip(tokens, halves if len(tokens) > 1 else [whole], strict=True):
            look = f"@{token}", solid, mark.disputed, strength
            corners = [(mark.x + x, mark.y + y) for x, y in outline]
            by_look.setdefault(look, []).append(corners)
    return [
        _polygons(
            shapes,
            fillcolor=colour if solid else "@paper",
            line={"width": 1.6, "color": colour, **({"dash": "2px,2px"} if disputed else {})},
            **_of_strength(strength),
        )
        for (colour, solid, disputed, strength), shapes in by_look.items()
    ]


def _of_strength(strength: float) -> dict[str, float]:
    return {"opacity": strength} if strength < 1 else {}


def stroke_lines(stroke: Stroke) -> Iterator[tuple[str, list[Point]]]:
    """Yield the lines of what lasts, one for each side, with the token of its colour."""
    tokens = side_tokens(stroke.hues)
    for place, token in enumerate(tokens):
        y = stroke.y + (place - (len(tokens) - 1) / 2) * _LINE
        yield token, [(stroke.x0, y), (stroke.x1, y if stroke.y1 is None else stroke.y1)]


def row_bars(row: Row, gutter: float) -> Iterator[tuple[str, list[Point]]]:
    """Yield the bars beside the name of a row, one for each side, with the token of its colour."""
    for place, token in enumerate(side_tokens(row.hues)):
        x = gutter - 5 + 2 * place
        yield token, [(x, row.top + 4), (x, row.top + row.height - 4)]


def _strokes(strokes: Sequence[Stroke], faint: frozenset[str]) -> list[Drawn]:
    """Return the lines of what lasts; those of the events in `faint` are lighter."""
    by_hue: dict[tuple[str, bool, float], list[list[Point]]] = {}
    for stroke in strokes:
        for token, line in stroke_lines(stroke):
            key = (f"@{token}", stroke.sure, FAINT if stroke.event in faint else 1.0)
            by_hue.setdefault(key, []).append(line)
    return [
        {**_lines(lines, colour, *STROKE_LINES[sure]), **_of_strength(strength)}
        for (colour, sure, strength), lines in by_hue.items()
    ]


def _ticks(ticks: Sequence[Tick]) -> list[Drawn]:
    by_look: dict[tuple[str, bool], list[list[Point]]] = {}
    for tick in ticks:
        line = [(tick.x, tick.y), (tick.x, tick.y + TICK)]
        by_look.setdefault((f"@{row_token(tick.hues)}", tick.dotted), []).append(line)
    return [
        _lines(lines, colour, 2, "1px,2px" if dotted else "")
        for (colour, dotted), lines in by_look.items()
    ]


def _stays(stays: Sequence[Stay]) -> list[Drawn]:
    by_look: dict[tuple[str, str], list[list[Point]]] = {}
    for stay in stays:
        line = [(stay.x0, stay.y), (stay.x1, stay.y)]
        by_look.setdefault((f"@{row_token(stay.hues)}", stay.presence), []).append(line)
    return [
        _lines(lines, colour, *STAY_LINES[presence])
        for (colour, presence), lines in by_look.items()
    ]


def _connection_lines(lines: Sequence[ConnectionLine]) -> Iterator[Drawn]:
    for pieces, dash in zip(strands(lines), ("", CONNECTION_DASH), strict=True):
        if pieces:
            yield _lines(pieces, "@ink", CONNECTION_LINE, dash)


def ruler_lines(ruler: Ruler) -> Iterator[list[Point]]:
    """Yield the lines of a scale: one with ticks, or two edges with ticks where it runs down."""
    if not ruler.runs_down:
        yield [(ruler.x, ruler.y), (ruler.x + ruler.width, ruler.y)]
        for x, _ in ruler.ticks:
            yield [(x, ruler.y - 4), (x, ruler.y)]
        return
    for side in (-1, 1):
        edge = ruler.x + side * ruler.breadth
        yield [(edge, ruler.top), (edge, ruler.bottom)]
        for y, _ in ruler.ticks:
            yield [(edge, y), (edge - side * 3, y)]
    for x0, y0, x1, y1 in ruler.leaders:
        yield [(x0, y0), (x1, y1)]


def draw(plan: ColumnPlan) -> dict[str, object]:
    """Return a plan as a Plotly figure in pixels: a plain dict with colours as tokens."""
    # where days run down the page draws the heads of sections, which stay in view
    grid = () if plan.runs_down else plan.rows
    rows = [[(0.0, row.top), (plan.width, row.top)] for row in grid]
    columns = [
        [(column.x, plan.since_height), (column.x, plan.height)]
        for column in plan.columns
        if column.width and not plan.runs_down
    ]
    rulers = [
        line
        for ruler in (*plan.rulers, *([plan.since_ruler] if plan.since_ruler else []))
        for line in ruler_lines(ruler)
    ]
    axis = {"type": "linear", "visible": False, "fixedrange": True}
    return {
        # shapes stand on the axes of a trace, which shows nothing
        "data": [
            {
                "type": "scatter",
                "mode": "lines",
                "x": [0],
                "y": [0],
                "opacity": 0,
                "hoverinfo": "skip",
            }
        ],
        "layout": {
            **frame(plan.height),
            "xaxis": {**axis, "range": [0, plan.width]},
            "shapes": [
                *_boxes(plan.boxes),
                _lines(columns, "@line", dash=COLUMN_DASH),
                _lines(rows, "@line"),
                *(
                    _lines([bar], f"@{token}", BAR)
                    for row in grid
                    for token, bar in row_bars(row, plan.gutter)
                ),
                _lines(rulers, "@rule"),
                *_strokes(
                    plan.strokes, frozenset(mark.event for mark in plan.marks if mark.is_faint)
                ),
                *_stays(plan.stays),
                *_ticks(plan.ticks),
                *_connection_lines(plan.connection_lines),
                *_marks((*plan.marks, *plan.since)),
            ],
        },
    }
