"""Counts of events by lane and time, as ridges, where there are too many for single marks.

`plan` places them, `draw` makes a Plotly figure. Heights are pixels from the top, times are
milliseconds on the reader's clock. The area of a ridge is in proportion to its events. The lane of
all others would flatten the rest, so it has a scale of its own and says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
import numpy.typing as npt

from components import wording
from components.figures.chart import frame, typed_array
from components.figures.lane import Lane, LaneLabel

ROW = 34.0  # pixels of a lane
HEADING = 19  # of a group
LABEL = 16  # of a lane's name where it stands above its ridge
GUTTER = 136  # of the lanes' names beside the axis
NARROW = 560  # in a picture narrower than this, lane names stand above their ridges instead
TALLEST = 27.0  # pixels of the highest step
LEAST = 1.5  # pixels of a step that is not empty
MOST_LANES = 24  # beside the one of all others
STEPS = 120  # of time, from the left edge to the right
GRAIN = 0.25  # pixels to which heights are rounded on their way to the page
OTHERS = ""  # the lane of events that are in no other; no id is empty


@dataclass(frozen=True, slots=True)
class DensityPlan:
    """Everything in the picture: for each lane the events in each step of time.

    `view` is the time from the left edge of the axis to its right; step `n` begins at
    `view[0] + n * step`. An event that lies in several steps counts in each for its share.
    `before` and `after` count the events left and right of the view, `peaks` gives for each lane
    the count that is as high as its lane. `by` is the key of what the lanes are, `left_out` counts
    those that have events but no lane of their own.
    """

    view: tuple[float, float]
    width: float
    height: float
    gutter: float
    step: float
    peaks: tuple[float, ...] = ()
    before: int = 0
    after: int = 0
    lanes: tuple[Lane, ...] = ()
    groups: tuple[tuple[str, float], ...] = ()
    counts: tuple[tuple[float, ...], ...] = ()
    by: str = ""
    left_out: int = 0


def _filled(
    labels: Sequence[LaneLabel], counts: npt.NDArray[np.float64], others: str
) -> Iterator[tuple[LaneLabel, npt.NDArray[np.float64]]]:
    """Yield the lanes that have events, with their counts; that of the others comes last."""
    for label, row in zip((*labels, LaneLabel(OTHERS, others)), counts, strict=True):
        if row.any():
            yield label, row


def plan(
    labels: Sequence[LaneLabel],
    counts: npt.NDArray[np.float64],
    *,
    view: tuple[float, float],
    width: float,
    gutter: float = GUTTER,
    beside: tuple[int, int] = (0, 0),
    by: str = "",
    left_out: int = 0,
) -> DensityPlan:
    """Plan the ridges of `counts`, which have a row per lane of `labels` and one for all others.

    The columns divide `view` evenly; `width` is that of the whole picture in pixels, `gutter` that
    of the lanes' names in it, unless it is narrow. `beside` counts the events before and after the
    view, `left_out` the lanes that have events and are not among `labels`; `by` says what they are.
    """
    narrow = width < NARROW
    gutter, label = (0, LABEL) if narrow else (gutter, 0)
    lanes: list[Lane] = []
    groups: list[tuple[str, float]] = []
    shown: list[tuple[float, ...]] = []
    others = wording.legend.more_rows(by, left_out) if left_out else wording.legend.NONE_NAMED
    filled = list(_filled(labels, counts, others))
    peaks = _peaks(filled)
    top = 0.0
    for (lane, row), peak in zip(filled, peaks, strict=True):
        # the fullest of many are in no order of groups
        group = "" if left_out else lane.group
        if group and (not lanes or lanes[-1].group != group):
            groups.append((group, top))
            top += HEADING
        name = lane.name if peak == peaks[0] else wording.legend.own_scale(lane.name)
        lanes.append(Lane(lane.id, name, group, top, ROW + label))
        shown.append(tuple(row.tolist()))
        top += ROW + label
    return DensityPlan(
        view=view,
        width=width - gutter,
        height=max(top, ROW),
        gutter=gutter,
        step=(view[1] - view[0]) / counts.shape[1],
        peaks=peaks,
        before=beside[0],
        after=beside[1],
        lanes=tuple(lanes),
        groups=tuple(groups),
        counts=tuple(shown),
        by=by,
        left_out=left_out,
    )


def _peaks(filled: Sequence[tuple[LaneLabel, npt.NDArray[np.float64]]]) -> tuple[float, ...]:
    """Return the count that fills each lane's height: one for all but the lane of others."""
    highest = [float(row.max()) for _, row in filled]
    named = max(highest[:-1], default=0.0)
    if filled and filled[-1][0].id == OTHERS and named and highest[-1] > named:
        return (*[named] * (len(filled) - 1), highest[-1])
    return (max(highest, default=0.0),) * len(filled)


def outline(chart: DensityPlan) -> Iterator[tuple[int | None, float]]:
    """Yield the corners of every run of steps that are not empty, a gap (None) after each."""
    for lane, row, peak in zip(chart.lanes, chart.counts, chart.peaks, strict=True):
        floor = lane.top + lane.height - 1
        before = 0.0
        for place, count in enumerate((*row, 0.0)):
            if count == before:
                continue
            if not before:
                yield place, floor
            else:
                yield place, floor - _height(before, peak)
            if count:
                yield place, floor - _height(count, peak)
            else:
                yield place, floor
                yield None, 0.0
            before = count


def _height(count: float, peak: float) -> float:
    return max(TALLEST * count / peak, LEAST)


def _grid(start: float, step: float, at: Iterable[int | None], dtype: str) -> dict[str, object]:
    """Return numbers on an even grid as their places on it, from which the page works them out.

    A place takes a byte or two, a number eight. The last place of the type stands for none.
    """
    none = int(np.iinfo(dtype).max)
    places = (none if place is None else place for place in at)
    return {"from": start, "step": step, "at": typed_array(places, dtype)}


def draw(chart: DensityPlan) -> dict[str, object]:
    """Return a plan as a Plotly figure: a plain dict, numbers on grids, colours as tokens."""
    corners = list(outline(chart))
    layout = frame(chart.height)
    axis = {"type": "linear", "visible": False, "fixedrange": True}
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "lines",
                "fill": "toself",
                "x": _grid(chart.view[0], chart.step, (x for x, _ in corners), "u1"),
                "y": _grid(0, GRAIN, (round(y / GRAIN) for _, y in corners), "u2"),
                "line": {"width": 0},
                "fillcolor": "@statement",
                "opacity": 0.75,
                "hoverinfo": "skip",
            }
        ],
        "layout": {**layout, "xaxis": {**axis, "range": list(chart.view)}},
    }


def is_drawable(view: tuple[float, float]) -> bool:
    """Return whether a view has a breadth that steps can divide."""
    return all(map(isfinite, view)) and view[1] - view[0] >= STEPS
