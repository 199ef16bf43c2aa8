"""The figure of a picture in columns: Plotly takes it, it keeps to its size and has no word."""

import json
import re
from collections.abc import Iterator

import pytest

from components.events import check
from components.figures import LIGHT, Palette
from components.figures.column_figure import STAY_LINES, draw
from tests.figures.column_sample import plan_of
from tests.figures.sample import every_palette, traces
from tests.frames.sample import make_log, the_log
from tests.synthetic_log import synthetic_yaml

MODES = ("side", "actor", "topic", "kind", "source")


def strings(value: object) -> Iterator[str]:
    """Yield every text in a figure but paths; a name that is not Plotly's own it refuses."""
    if isinstance(value, str):
        if not re.fullmatch(r"(?:[ML][-\d.,]+|Z)+", value):
            yield value
    elif isinstance(value, list | tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


@every_palette
@pytest.mark.parametrize("by", MODES)
@pytest.mark.parametrize("width", [390, 1160])
def test_plotly_takes_the_figure(width: int, by: str, palette: Palette) -> None:
    figure = draw(plan_of(the_log(), width, by=by))
    assert set(traces(figure, palette)) == {"lines"}


@pytest.mark.parametrize("by", MODES)
def test_every_text_in_the_figure_is_a_token_or_plotlys(by: str) -> None:
    plotly = {*strings(draw(plan_of(make_log({"events": {}}))))}
    plotly |= {*(dash for _, dash in STAY_LINES.values())}
    plotly |= {"nonzero", "1px,2px", "2px,2px", "2px,3px", "3px,3px"}
    tokens = {f"@{name}" for name in LIGHT}
    assert {*strings(draw(plan_of(the_log(), by=by)))} <= plotly | tokens


def test_a_figure_of_a_thousand_events_is_no_larger_than_its_marks_need() -> None:
    log = check(synthetic_yaml(1000).encode(), "events.yaml").log
    assert log
    assert len(json.dumps(draw(plan_of(log)))) < 1_000_000


def test_everything_is_drawn_within_the_picture() -> None:
    plan = plan_of(the_log(), by="actor")
    figure = draw(plan)
    layout = figure["layout"]
    assert isinstance(layout, dict)
    paths = "".join(shape["path"] for shape in layout["shapes"])
    points = [tuple(map(float, point)) for point in re.findall(r"([-\d.]+),([-\d.]+)", paths)]
    xs, ys = zip(*points, strict=True)
    assert min(xs) >= 0 and max(xs) <= plan.width
    assert min(ys) >= 0 and max(ys) <= plan.height
