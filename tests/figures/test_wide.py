"""The picture with columns side by side: each is as wide as its words and what it holds ask."""

import pytest

from components.figures import ColumnPlan, plan_picture
from components.figures.column_plan import Mark
from tests.frames.sample import the_log
from tests.selection.sample import view_of

WEEK = {"end": "2025-05-12", "start": "2025-05-08"}
DAY = {"end": "2025-05-11", "start": "2025-05-11"}


def plan_of_view(width: float, **selection: str) -> ColumnPlan:
    chart = plan_picture(view_of(the_log(), **selection), width).chart
    assert isinstance(chart, ColumnPlan)
    return chart


def is_whole(mark: Mark) -> bool:
    event = the_log().events[mark.event]
    label = event.label or event.title
    return " ".join(mark.lines).endswith(label)


@pytest.mark.parametrize("selection", [{}, WEEK, DAY], ids=["opening", "week", "day"])
@pytest.mark.parametrize("width", [1140, 1640])
def test_no_word_is_broken_where_there_is_room(width: float, selection: dict[str, str]) -> None:
    plan = plan_of_view(width, **selection)
    assert [mark.event for mark in plan.marks if not is_whole(mark)] == []


def test_what_spans_hours_gets_the_room_that_its_labels_need() -> None:
    plan = plan_of_view(1140, **DAY)
    box = next(box for box in plan.boxes if "evening" in box.caption)
    widest = max((column for column in plan.columns if column.span), key=lambda c: c.width)
    assert box.width > 160
    assert box.width > widest.width / 3
