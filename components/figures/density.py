"""Counts of events by lane and time to ridges: `plan` decides what stands where, `draw` draws it.

It stands in for single marks where there are too many to tell apart. Heights are pixels from the
top, times milliseconds on the reader's clock; the area of a ridge is in proportion to the events.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite, nan

import numpy as np
import numpy.typing as npt

from components.figures.lane import Offered
from components.figures.theme import frame
from components.figures.timeline import GUTTER, HEADING, LABEL, NARROW, Lane

ROW = 34.0  # pixels of a lane
TALLEST = 27.0  # pixels of the highest step
LEAST = 1.5  # pixels of a step that is not empty
MOST_LANES = 24  # beside the one of all others
STEPS = 120  # of time, from the left edge to the right
OTHERS = ""  # the lane of what stands in no other; no id is empty


@dataclass(frozen=True, slots=True)
class DensityPlan:
    """Everything in the picture: for each lane the events in each step of time.

    `view` is the time from the left edge of the axis to its right; step `n` begins at
    `view[0] + n * step`. An event that lies in several steps counts in each for its share.
    `peak` is the highest count.
    """

    view: tuple[float, float]
    width: float
    height: float
    gutter: float
    step: float
    peak: float
    lanes: tuple[Lane, ...] = ()
    groups: tuple[tuple[str, float], ...] = ()
    counts: tuple[tuple[float, ...], ...] = ()


def _chosen(
    offered: Sequence[Offered], counts: npt.NDArray[np.float64]
) -> Iterator[tuple[Offered, npt.NDArray[np.float64]]]:
    """Yield the lanes that hold anything, and their counts; the rest of too many as one."""
    sums = counts.sum(axis=1)
    filled = [place for place in range(len(offered)) if sums[place] > 0]
    kept = filled
    if len(filled) > MOST_LANES:
        kept = sorted(filled, key=lambda place: (-sums[place], place))[:MOST_LANES]
    for place in kept:
        yield offered[place], counts[place]
    left = sorted(set(filled) - set(kept))
    nobody = counts[len(offered)]
    if left or nobody.sum() > 0:
        name = f"{len(left):,} others" if left else "None named"
        yield Offered(OTHERS, name), counts[left].sum(axis=0) + nobody


def plan(
    offered: Sequence[Offered],
    counts: npt.NDArray[np.float64],
    *,
    view: tuple[float, float],
    width: float,
) -> DensityPlan:
    """Plan the ridges of `counts`: a row per lane of `offered` and one for none of them.

    The columns divide `view` evenly; `width` is that of the whole picture in pixels. Lanes keep
    their order, unless there are more than `MOST_LANES`: then the fullest come first.
    """
    narrow = width < NARROW
    gutter, label = (0, LABEL) if narrow else (GUTTER, 0)
    lanes: list[Lane] = []
    groups: list[tuple[str, float]] = []
    shown: list[tuple[float, ...]] = []
    found = list(_chosen(offered, counts))
    grouped = len(found) <= MOST_LANES
    top = 0.0
    for lane, row in found:
        group = lane.group if grouped else ""
        if group and (not lanes or lanes[-1].group != group):
            groups.append((group, top))
            top += HEADING
        lanes.append(Lane(lane.id, lane.name, group, top, ROW + label))
        shown.append(tuple(row.tolist()))
        top += ROW + label
    return DensityPlan(
        view=view,
        width=width - gutter,
        height=max(top, ROW),
        gutter=gutter,
        step=(view[1] - view[0]) / counts.shape[1],
        peak=max((max(row) for row in shown), default=0.0),
        lanes=tuple(lanes),
        groups=tuple(groups),
        counts=tuple(shown),
    )


def _outline(drawn: DensityPlan) -> Iterator[tuple[float, float]]:
    """Yield the corners of every run of steps that are not empty, a gap (NaN) after each."""
    for lane, row in zip(drawn.lanes, drawn.counts, strict=True):
        floor = lane.top + lane.height - 1
        before = 0.0
        for place, count in enumerate((*row, 0.0)):
            if count == before:
                continue
            x = drawn.view[0] + place * drawn.step
            if not before:
                yield x, floor
            else:
                yield x, floor - _height(before, drawn.peak)
            if count:
                yield x, floor - _height(count, drawn.peak)
            else:
                yield x, floor
                yield nan, nan
            before = count


def _height(count: float, peak: float) -> float:
    return max(TALLEST * count / peak, LEAST)


def _typed(values: Sequence[float], dtype: str) -> dict[str, str]:
    packed = np.asarray(values, dtype=f"<{dtype}").tobytes()
    return {"dtype": dtype, "bdata": b64encode(packed).decode("ascii")}


def draw(drawn: DensityPlan) -> dict[str, object]:
    """Return a plan as a Plotly figure: a plain dict, typed arrays, colours as tokens."""
    corners = list(_outline(drawn))
    layout = frame(drawn.height)
    axis = {"type": "linear", "visible": False, "fixedrange": True}
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "lines",
                "fill": "toself",
                # times need all of an f8, pixels do not
                "x": _typed([x for x, _ in corners], "f8"),
                "y": _typed([y for _, y in corners], "f4"),
                "line": {"width": 0},
                "fillcolor": "@statement",
                "opacity": 0.75,
                "hoverinfo": "skip",
            }
        ],
        "layout": {**layout, "xaxis": {**axis, "range": list(drawn.view)}},
    }


def is_drawable(view: tuple[float, float]) -> bool:
    """Tell whether a view has a breadth that steps can divide."""
    return all(map(isfinite, view)) and view[1] - view[0] >= STEPS
