"""Pictures of the steps of a walk: what they tell of has its words, nothing lies on anything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events import Log
from components.figures import ColumnPlan, plan_picture
from components.selection import stops
from tests.figures.column_sample import assert_sound
from tests.frames.sample import logs, the_log
from tests.selection.sample import view_of

STEPS = len(stops(view_of()))
LANES = ("side", "actor", "topic", "kind", "source")


def with_walk(log: Log, *focus: str) -> Log:
    """Return a log with a walk of one step, which opens the first event of its focus."""
    walk = the_log().walk
    assert walk
    step = walk.steps[0].model_copy(
        update={"show": f"event={focus[0]}", "focus": focus, "quote": None}
    )
    return log.model_copy(update={"walk": walk.model_copy(update={"steps": (step,)})})


def plan_of(log: Log, width: float, **fields: str) -> ColumnPlan:
    plan = plan_picture(view_of(log, **fields), width).chart
    assert isinstance(plan, ColumnPlan)
    return plan


@pytest.mark.parametrize("width", [358, 480, 699, 700, 1040, 1600])
@pytest.mark.parametrize("number", range(1, STEPS + 1))
def test_each_step_has_every_event_in_its_place(number: int, width: float) -> None:
    log = the_log()
    for lanes in LANES:
        plan = plan_of(log, width, walk=str(number), lanes=lanes)
        assert_sound(plan, list(log.events))
        focus = stops(view_of(walk=str(number)))[number - 1].focus
        marks = {mark.event: mark for mark in (*plan.marks, *plan.since)}
        assert {event for event, mark in marks.items() if mark.lines} == focus
        assert {event for event, mark in marks.items() if not mark.is_faint} == focus


@settings(max_examples=60, deadline=None)
@given(st.data(), logs(6), st.sampled_from([320, 390, 700, 1000, 1440]))
def test_a_step_of_any_log_has_every_event_in_its_place(
    data: st.DataObject, log: Log, width: int
) -> None:
    if not log.events:
        return
    ids = st.sampled_from(list(log.events))
    focus = data.draw(st.lists(ids, min_size=1, max_size=3, unique=True))
    plan = plan_of(with_walk(log, *focus), width, walk="1")
    assert_sound(plan, list(log.events))
    assert {mark.event for mark in (*plan.marks, *plan.since) if mark.lines} <= set(focus)


def test_on_a_phone_what_a_step_does_not_tell_of_is_one_section_before_and_one_after() -> None:
    names = [row.name for row in plan_of(the_log(), 358, walk="2").rows]
    assert names == ["Until Thursday 8 May", "Friday 9 May", "From Saturday 10 May"]
    # of the first step everything lies in the band above
    assert [row.name for row in plan_of(the_log(), 358, walk="1").rows] == [
        "Since",
        "All other events",
    ]


@pytest.mark.parametrize("width", [358, 1040])
def test_what_goes_on_has_a_band_only_at_steps_that_tell_of_it(width: float) -> None:
    lasting = {mark.event for mark in plan_of(the_log(), width).since}
    assert "us-rate-145" in lasting
    for stop in stops(view_of()):
        plan = plan_of(the_log(), width, walk=str(stop.number))
        is_told = not lasting.isdisjoint(stop.focus)
        assert {mark.event for mark in plan.since} == (lasting if is_told else set())
        assert bool(plan.since_height and plan.since) == is_told
        captions = {box.caption for box in plan.boxes}
        assert ("already going on" in captions) == (not is_told and width > 900)
