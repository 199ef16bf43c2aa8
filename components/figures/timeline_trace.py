"""The timeline as a Plotly figure: a trace for its joins, its bars, its marks and its arcs.

The figure holds numbers only: the page shows the names of events and lanes, as text. That keeps it
small and lets no word of a log near Plotly's pseudo-HTML.
"""

from collections.abc import Iterator, Sequence
from math import atan2, degrees, hypot, nan

from components.figures.chart import frame, typed_array
from components.figures.theme import MARK, SYMBOLS
from components.figures.timeline import BAR, Arc, Bar, Join, Mark, Plan, is_solid

MARKS_TRACE = 2  # which trace of a figure holds the marks
_FADES = 4  # pieces in which an open end fades out
_FADE = 90.0  # pixels that it takes
_ARC = 16  # pieces of an arc
_BOW = 46.0  # pixels that an arc bows at most

Trace = dict[str, object]


def _join_trace(joins: Sequence[Join]) -> Trace:
    """Return the lines across lanes as one trace, with a gap (NaN) after each."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": typed_array(x for join in joins for x in (join.x, join.x, nan)),
        "y": typed_array((y for join in joins for y in (join.top, join.bottom, nan)), "f4"),
        "line": {"width": 1.25, "color": "@join"},
        "hoverinfo": "skip",
    }


def bar_pieces(bar: Bar, scale: float, fades: int = _FADES) -> Iterator[tuple[float, float, float]]:
    """Yield start, stop and strength of a bar's pieces; an open end is a row of ever fainter ones.

    `scale` is in pixels per millisecond, `fades` how many there are to an end.
    """
    piece = min(_FADE / scale, (bar.stop - bar.start) / 2) / fades
    start, stop = bar.start, bar.stop
    for step in range(fades):
        strength = (step + 1) / fades
        if bar.open_start:
            yield bar.start + step * piece, bar.start + (step + 1) * piece, strength
            start = bar.start + fades * piece
        if bar.open_stop:
            yield bar.stop - (step + 1) * piece, bar.stop - step * piece, strength
            stop = bar.stop - fades * piece
    yield start, stop, 1.0


def _bar_trace(bars: Sequence[Bar], scale: float) -> Trace:
    """Return the durations; an event that is uncertain or has not happened is hatched."""
    pieces = [(bar, *piece) for bar in bars for piece in bar_pieces(bar, scale)]
    shapes = ["" if is_solid(bar) else "/" for bar, *_ in pieces]
    return {
        "type": "bar",
        "orientation": "h",
        "base": typed_array(start for _, start, _, _ in pieces),
        "x": typed_array(stop - start for _, start, stop, _ in pieces),
        "y": typed_array((bar.y for bar, *_ in pieces), "f4"),
        "width": BAR,
        "marker": {
            "color": [f"@{bar.kind}" for bar, *_ in pieces],
            "opacity": [round(0.38 * strength, 3) for *_, strength in pieces],
            "line": {"width": 0},
            # a pattern costs the browser something even where there is none
            **({"pattern": {"shape": shapes, "size": 5, "solidity": 0.35}} if any(shapes) else {}),
        },
        "hoverinfo": "skip",
    }


def _curve(arc: Arc, scale: float) -> tuple[list[tuple[float, float]], float]:
    """Return the points of an arc, as times and pixels, and the direction in which it arrives.

    It begins and ends at the edges of the marks and bows to its left; the direction is in degrees
    from upwards, clockwise. `scale` is in pixels per millisecond.
    """
    across, down = (arc.stop[0] - arc.start[0]) * scale, arc.stop[1] - arc.start[1]
    length = hypot(across, down) or 1.0
    bow = min(0.22 * length, _BOW)
    middle = (across / 2 + bow * down / length, down / 2 - bow * across / length)
    edge = min((MARK / 2 + 3) / length, 0.4)
    steps = [edge + (1 - 2 * edge) * step / _ARC for step in range(_ARC + 1)]
    points = [
        (
            2 * t * (1 - t) * middle[0] + t * t * across,
            2 * t * (1 - t) * middle[1] + t * t * down,
        )
        for t in steps
    ]
    last, before = points[-1], points[-2]
    heading = degrees(atan2(last[0] - before[0], before[1] - last[1]))
    return [(arc.start[0] + x / scale, arc.start[1] + y) for x, y in points], heading


def _arc_traces(arcs: Sequence[Arc], scale: float) -> list[Trace]:
    """Return the links of the open event: one trace of curves, one of their heads."""
    if not arcs:
        return []
    curves = [_curve(arc, scale) for arc in arcs]
    gap = (nan, nan)
    points = [point for curve, _ in curves for point in (*curve, gap)]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": typed_array(x for x, _ in points),
            "y": typed_array((y for _, y in points), "f4"),
            "line": {"width": 1.75, "color": "@ink"},
            "opacity": 0.75,
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": typed_array(curve[-1][0] for curve, _ in curves),
            "y": typed_array((curve[-1][1] for curve, _ in curves), "f4"),
            "marker": {
                "symbol": "arrow",
                "size": 9,
                "angle": typed_array((heading for _, heading in curves), "f4"),
                "color": "@ink",
            },
            "opacity": 0.75,
            "cliponaxis": False,
            "hoverinfo": "skip",
        },
    ]


# Colours as numbers on a scale: one byte for a mark, and one token for all of them.
_COLOURS = ("paper", *SYMBOLS)
_SCALE: Trace = {
    "colorscale": [[at / (len(_COLOURS) - 1), f"@{name}"] for at, name in enumerate(_COLOURS)],
    "cmin": 0,
    "cmax": len(_COLOURS) - 1,
}


def _mark_trace(marks: Sequence[Mark]) -> Trace:
    """Return the marks as one trace, because every further trace costs the browser more.

    A mark is hollow when its event is uncertain or has not happened; outside the window it is
    small and faint too. The page adds numbers and signs: SVG text would double the drawing time.
    """
    inside = [mark.number > 0 for mark in marks]
    full = [is_solid(mark) and within for mark, within in zip(marks, inside, strict=True)]
    colours = [_COLOURS.index(mark.kind) for mark in marks]
    fill = [colour if whole else 0 for colour, whole in zip(colours, full, strict=True)]
    edge = [0 if whole else colour for colour, whole in zip(colours, full, strict=True)]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": typed_array(mark.x for mark in marks),
        "y": typed_array((mark.y for mark in marks), "f4"),
        "marker": {
            "symbol": typed_array((SYMBOLS[mark.kind] for mark in marks), "u1"),
            "size": typed_array((MARK if within else MARK // 2 for within in inside), "u1"),
            "opacity": typed_array((1 if within else 0.45 for within in inside), "f4"),
            "color": typed_array(fill, "u1"),
            "line": {
                "width": typed_array((1 if whole else 2 for whole in full), "u1"),
                "color": typed_array(edge, "u1"),
                **_SCALE,
            },
            **_SCALE,
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def draw(chart: Plan) -> dict[str, object]:
    """Return a plan as a Plotly figure: a plain dict, numbers as typed arrays, colours as tokens.

    The time axis needs no time zone: it is linear, in milliseconds on the reader's clock.
    """
    scale = chart.width / (chart.view[1] - chart.view[0])
    # the page draws its own grid: Plotly's would be made anew, line by line, at every change
    axis = {"type": "linear", "visible": False, "fixedrange": True}
    return {
        "data": [
            _join_trace(chart.joins),
            _bar_trace(chart.bars, scale),
            _mark_trace(chart.marks),
            *_arc_traces(chart.arcs, scale),
        ],
        "layout": {**frame(chart.height), "xaxis": {**axis, "range": list(chart.view)}},
    }
