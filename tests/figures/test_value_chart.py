"""What was claimed to be how much: bars that compare as the numbers do, from a zero in view."""

import json
from functools import partial
from itertools import pairwise
from math import isfinite
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from components.events import Log
from components.figures import Palette
from components.figures.theme import MARK, SYMBOLS
from components.figures.value_chart import (
    MARGIN,
    ROW,
    ValueBar,
    ValuePlan,
    ValueTick,
    draw,
    plan,
    units,
)
from tests.figures.sample import every_palette, traces
from tests.frames.sample import make_log, the_log

Figure = tuple[str, float, str]  # measure, value, unit


def with_figures(*events: list[Figure], **fields: str) -> Log:
    """Make a log of one event per list of figures: e0, e1 and so on."""
    measures = {m: {"name": m, "unit": unit} for figures in events for m, _, unit in figures}
    event = {"title": "Words", "kind": "statement", "when": "2025-05-11", **fields}
    tables = {
        f"e{n}": {
            **event,
            "figures": [{"measure": m, "value": value, "unit": unit} for m, value, unit in figures],
        }
        for n, figures in enumerate(events)
    }
    return make_log({"measures": measures, "events": tables})


def claimed(*figures: tuple[str, float], **event: str) -> Log:
    """Make a log of one event per figure, which is a measure and a value in dollars."""
    return with_figures(*([(measure, value, "USD")] for measure, value in figures), **event)


def planned(log: Log, unit: str = "USD") -> ValuePlan:
    return plan(log, list(log.events), unit)


def of_values(*values: float) -> ValuePlan:
    return planned(claimed(*(("size", value) for value in values)))


def ticks(*values: float) -> list[float]:
    return [tick.value for tick in of_values(*values).ticks]


def test_a_small_log_is_a_row_per_figure_from_zero_to_its_value() -> None:
    width = 1 - 2 * MARGIN
    words = {"measure": "size", "kind": "statement", "status": "happened"}
    bar = partial(ValueBar, certain=True, record=True, **words)  # type: ignore[arg-type]
    zero = MARGIN + width * 0.25
    assert of_values(3, -1) == ValuePlan(
        height=2 * ROW,
        unit="USD",
        rows=(
            bar(event="e0", value=3, x0=zero, x1=MARGIN + width, y=ROW / 2),
            bar(event="e1", value=-1, x0=zero, x1=MARGIN, y=ROW * 3 / 2),
        ),
        ticks=tuple(ValueTick(MARGIN + width * n / 4, n - 1.0) for n in range(5)),
    )


def test_rows_stand_by_measure_in_the_order_of_first_appearance() -> None:
    log = claimed(("deficit", 1), ("cut", 2), ("deficit", 3), ("cut", 2))
    rows = [(row.measure, row.event, row.value) for row in planned(log).rows]
    assert rows == [("deficit", "e0", 1), ("deficit", "e2", 3), ("cut", "e1", 2), ("cut", "e3", 2)]
    reading = plan(log, ["e3", "e0"], "USD").rows
    assert [row.measure for row in reading] == ["cut", "deficit"]


def test_the_same_value_of_a_measure_stands_once_for_an_event() -> None:
    log = with_figures([("size", 2, "m"), ("size", 2, "m"), ("size", 3, "m"), ("width", 2, "m")])
    rows = [(row.measure, row.value) for row in plan(log, ["e0", "e0"], "m").rows]
    assert rows == [("size", 2), ("size", 3), ("width", 2)]


def test_a_picture_holds_one_unit_and_units_are_offered_by_their_number_of_figures() -> None:
    sizes: list[Figure] = [("size", n, "m") for n in range(2)]
    shares: list[Figure] = [("share", n, "%") for n in range(3)]
    log = with_figures([*sizes, *shares, ("age", 1, "days"), ("age", 1, "days")])
    assert units(log, ["e0"]) == ["%", "m"]
    assert units(log, []) == []
    assert {row.measure for row in planned(log, "m").rows} == {"size"}


def test_a_unit_without_figures_has_an_empty_picture() -> None:
    chart = planned(claimed(("size", 1)), "bushels")
    assert chart == ValuePlan(height=ROW, unit="bushels")
    assert traces(draw(chart))


def test_only_what_the_record_alone_knows_is_of_the_record() -> None:
    log = the_log()
    rows = {(row.event, row.value): row.record for row in planned(log, "%").rows}
    assert rows["order-in-force", 30] is True
    assert rows["us-rate-145", 145] is False


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((145, 30, 10), [0, 50, 100, 150]),
        ((1.2e12, 2.95e11), [n * 2e11 for n in range(7)]),
        ((90, 2, 2), [0, 20, 40, 60, 80, 100]),
        ((24, 24), [0, 5, 10, 15, 20, 25]),
        ((0.3, 0.1), [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]),
        ((0.7,), [0, 0.2, 0.4, 0.6, 0.8]),
        ((-5,), [-5, -4, -3, -2, -1, 0]),
        ((-3, 145), [-50, 0, 50, 100, 150]),
        ((0, 0), [0, 0.2, 0.4, 0.6, 0.8, 1]),
        ((5e-324,), [0, 0.2, 0.4, 0.6, 0.8, 1]),
        ((1e300,), [0, 2e299, 4e299, 6e299, 8e299, 1e300]),
    ],
)
def test_ticks_are_round(values: tuple[float, ...], expected: list[float]) -> None:
    assert ticks(*values) == expected


VALUES = st.floats(allow_nan=False, allow_infinity=False)


@settings(deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=6))
@example([1.7976931348623157e308, -1.7976931348623157e308])
@example([5e-324, -5e-324])
@example([1e300, 1e-300, -5.0])
@example([0.0, -0.0])
def test_what_holds_for_any_values(values: list[float]) -> None:
    chart = of_values(*values)
    assert chart.height == len(values) * ROW
    assert [row.value for row in chart.rows] == values
    numbers = [*(row.x0 for row in chart.rows), *(row.x1 for row in chart.rows)]
    numbers += [tick.x for tick in chart.ticks]
    assert all(MARGIN - 1e-9 <= number <= 1 - MARGIN + 1e-9 for number in numbers)
    assert all(0 < row.y < chart.height for row in chart.rows)
    assert len({(row.x1, row.y) for row in chart.rows}) == len(chart.rows)
    assert all(isfinite(tick.value) for tick in chart.ticks)
    assert [tick.value for tick in chart.ticks].count(0) == 1
    (zero,) = (tick.x for tick in chart.ticks if not tick.value)
    assert [row.x0 for row in chart.rows] == [pytest.approx(zero)] * len(values)
    if max(map(abs, values)) <= 1e300:
        assert 4 <= len(chart.ticks) <= 7
        first, last = chart.ticks[0].value, chart.ticks[-1].value
        unseen = 1e-8 * (last - first)  # what is too little to be drawn
        assert first - unseen <= min(values) <= max(values) <= last + unseen

    figure: dict[str, Any] = draw(chart)
    _, bars, line, marks = figure["data"]
    assert line["x"] == [zero, zero, None]
    for trace in (bars, marks):
        assert len(trace["x"]) == len(trace["y"]) == len(values)
    assert marks["x"] == pytest.approx(
        [base + length for base, length in zip(bars["base"], bars["x"], strict=True)]
    )
    assert json.loads(json.dumps(figure, allow_nan=False)) == figure


@settings(deadline=None)
@given(st.lists(st.floats(-1e6, 1e6).map(lambda value: round(value, 3)), min_size=1, max_size=6))
def test_lengths_compare_as_the_numbers_do(values: list[float]) -> None:
    chart = of_values(*values, 1e6)
    scale = (1 - 2 * MARGIN) / (chart.ticks[-1].value - chart.ticks[0].value)
    for row in chart.rows:
        assert row.x1 - row.x0 == pytest.approx(row.value * scale, abs=1e-9)
    for one, other in pairwise(chart.ticks):
        assert other.x - one.x == pytest.approx((other.value - one.value) * scale)


@pytest.mark.parametrize("unit", ["%", "USD", "days", "hours", "deals"])
@every_palette
def test_plotly_takes_the_figure(unit: str, palette: Palette) -> None:
    figure = draw(planned(the_log(), unit))
    assert traces(figure, palette) == ["lines", "bar", "lines", "markers"]


@pytest.mark.parametrize(
    ("event", "fill", "edge"),
    [
        ({"kind": "post"}, "@post", "@paper"),
        ({"kind": "post", "when": "2025-05-11?"}, "@paper", "@post"),
        ({"kind": "meeting", "status": "scheduled"}, "@paper", "@meeting"),
    ],
)
def test_marks_look_as_on_the_timeline(event: dict[str, str], fill: str, edge: str) -> None:
    figure: dict[str, Any] = draw(planned(claimed(("size", 1), **event)))
    marker = figure["data"][3]["marker"]
    assert (marker["color"], marker["line"]["color"]) == ([fill], [edge])
    assert (marker["symbol"], marker["size"]) == ([SYMBOLS[event["kind"]]], MARK)
    assert figure["data"][1]["marker"]["color"] == [f"@{event['kind']}"]
