"""The ridges: every event in view is in them once, heights are honest, few bytes reach the page."""

import json
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from components.figures import Palette, density
from components.figures.density import (
    GRAIN,
    GUTTER,
    HEADING,
    LABEL,
    MOST_LANES,
    ROW,
    STEPS,
    TALLEST,
    DensityPlan,
    draw,
    plan,
)
from components.figures.lane import LaneLabel
from tests.figures.sample import every_palette, numbers, traces

VIEW = (0.0, 1200.0)
NONE = {"u1": 255, "u2": 65535}
Counts = npt.NDArray[np.float64]


def lanes(count: int, group: str = "") -> list[LaneLabel]:
    return [LaneLabel(f"l{place}", f"Lane {place}", group) for place in range(count)]


def planned(
    rows: list[list[float]],
    width: float = 900,
    group: str = "",
    left_out: int = 0,
) -> DensityPlan:
    counts = np.array(rows, dtype=np.float64)
    labels = lanes(len(rows) - 1, group)
    return plan(labels, counts, view=VIEW, width=width, by="topic", left_out=left_out)


def on_grid(value: Any) -> npt.NDArray[np.float64]:  # noqa: ANN401 - as loose as JSON is
    """Return what the page makes of numbers on a grid."""
    places = numbers(value["at"])
    places[places == NONE[value["at"]["dtype"]]] = np.nan
    return np.asarray(value["from"] + value["step"] * places)


def test_a_lane_per_option_in_order_and_one_for_none_of_them() -> None:
    chart = planned([[1, 0], [0, 0], [2, 4], [0, 3]])
    assert [lane.name for lane in chart.lanes] == ["Lane 0", "Lane 2", "None named"]
    assert [lane.top for lane in chart.lanes] == [0, ROW, 2 * ROW]
    assert (chart.step, chart.peaks, chart.gutter) == (600, (4, 4, 4), GUTTER)
    assert chart.width == 900 - GUTTER
    assert chart.counts == ((1, 0), (2, 4), (0, 3))


def test_groups_are_headed_and_narrow_pictures_have_names_above() -> None:
    chart = planned([[1], [1], [0]], group="A side")
    assert chart.groups == (("A side", 0.0),)
    assert [lane.top for lane in chart.lanes] == [HEADING, HEADING + ROW]
    narrow = planned([[1], [1], [0]], width=390)
    assert (narrow.gutter, narrow.width, narrow.lanes[0].height) == (0, 390, ROW + LABEL)


def test_lanes_that_are_left_out_are_one_and_the_rest_stands_in_no_groups() -> None:
    rows = [[1.0], [2.0], [9.0]]
    chart = planned(rows, group="A side", left_out=40)
    assert [lane.name for lane in chart.lanes][2] == "40 more topics, on their own scale"
    assert (chart.groups, chart.left_out) == ((), 40)
    assert sum(map(sum, chart.counts)) == 12


@settings(max_examples=60, deadline=None)
@given(
    arrays(
        np.float64,
        st.tuples(st.integers(1, 40), st.integers(1, 30)),
        elements=st.sampled_from([0.0, 0.0, 0.0, 1 / 31, 1.0, 2.5, 1000.0]),
    )
)
def test_nothing_is_lost_and_every_step_that_holds_something_is_seen(counts: Counts) -> None:
    chart = plan(lanes(len(counts) - 1), counts, view=VIEW, width=900)
    assert sum(map(sum, chart.counts)) == pytest.approx(counts.sum())
    trace = draw(chart)["data"][0]  # type: ignore[index]
    x, y = on_grid(trace["x"]), on_grid(trace["y"])
    y[np.isnan(x)] = np.nan
    assert len(x) == len(y)
    filled = sum(count > 0 for row in chart.counts for count in row)
    assert bool(len(x)) == bool(filled)
    if filled:
        assert np.nanmin(x) >= VIEW[0] and np.nanmax(x) <= VIEW[1] + 1e-6
        assert np.nanmin(y) >= 0 and np.nanmax(y) < chart.height
        heights = [
            lane.top + lane.height - 1 - np.nanmin(y[(y > lane.top) & (y < lane.top + lane.height)])
            for lane in chart.lanes
        ]
        assert max(heights) == pytest.approx(TALLEST, abs=GRAIN)
        assert min(heights) > 1


def test_heights_are_in_proportion_to_counts() -> None:
    chart = planned([[10, 5, 0, 2.5], [0, 0, 0, 0]])
    trace = draw(chart)["data"][0]  # type: ignore[index]
    y = on_grid(trace["y"])[~np.isnan(on_grid(trace["x"]))]
    floor = chart.lanes[0].top + chart.lanes[0].height - 1
    heights = {round(float(floor - top), 2) for top in y}
    assert heights == {0, TALLEST, round(TALLEST / 2, 2), round(TALLEST / 4, 2)}


def test_a_full_picture_takes_less_than_a_hundred_kilobytes() -> None:
    random = np.random.default_rng(1)
    counts = random.random((MOST_LANES + 1, STEPS))
    chart = plan(lanes(MOST_LANES), counts, view=VIEW, width=1440)
    assert len(json.dumps(draw(chart))) < 30_000


def test_many_others_do_not_flatten_the_lanes_that_have_a_name() -> None:
    rows = [[float(place), 0.0] for place in range(MOST_LANES, 0, -1)]
    chart = planned([*rows, [9000.0, 0.0]])
    assert chart.lanes[-1].name == "None named, on their own scale"
    assert chart.peaks == (*[float(MOST_LANES)] * MOST_LANES, 9000.0)
    trace = draw(chart)["data"][0]  # type: ignore[index]
    y = on_grid(trace["y"])[~np.isnan(on_grid(trace["x"]))]
    tops = [y[(y >= lane.top) & (y < lane.top + lane.height)].min() for lane in chart.lanes]
    heights = [
        lane.top + lane.height - 1 - top for lane, top in zip(chart.lanes, tops, strict=True)
    ]
    assert heights[0] == heights[-1] == TALLEST
    assert heights[1] == pytest.approx(TALLEST * (MOST_LANES - 1) / MOST_LANES, abs=GRAIN)


@every_palette
def test_plotly_takes_the_figure(palette: Palette) -> None:
    figure: Any = draw(planned([[1, 2], [0, 0]]))
    for axis in ("x", "y"):
        figure["data"][0][axis] = on_grid(figure["data"][0][axis]).tolist()
    assert traces(figure, palette) == ["lines"]


def test_a_view_without_breadth_is_not_divided() -> None:
    assert density.is_drawable(VIEW)
    assert not density.is_drawable((5.0, 6.0))
    assert not density.is_drawable((5.0, float("inf")))
