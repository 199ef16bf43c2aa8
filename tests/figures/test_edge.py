"""The edges of the rows: who was there over which days, and ticks for what stands elsewhere."""

import pytest

from components.figures.column_plan import ColumnPlan, Stay
from tests.figures.column_sample import plan_of, row_at
from tests.frames.sample import make_log, the_log


def stays(plan: ColumnPlan) -> dict[str, Stay]:
    return {row_at(plan, stay.y).name: stay for stay in plan.stays}


def test_lines_over_the_days_of_the_talks_say_who_was_there_how_surely() -> None:
    found = stays(plan_of(the_log(), by="actor"))
    assert {name: stay.presence for name, stay in found.items()} == {
        **dict.fromkeys(("Scott Bessent", "Jamieson Greer", "He Lifeng"), "confirmed"),
        **dict.fromkeys(("Li Chenggang", "Liao Min"), "confirmed"),
        "Wang Xiaohong": "disputed",
    }
    assert {stay.event for stay in found.values()} == {"geneva-talks"}
    assert found["Wang Xiaohong"].caption == "in the room? disputed"


def test_a_line_begins_and_ends_with_its_days() -> None:
    plan = plan_of(the_log(), by="actor")
    columns = {column.name: column for column in plan.columns}
    first, last = columns["Sat 10 May"], columns["Sun 11 May"]
    for stay in plan.stays:
        assert first.x <= stay.x0 <= first.x + 8
        assert last.x + last.width - 8 <= stay.x1 <= last.x + last.width


@pytest.mark.parametrize("by", ["actor", "topic", "source"])
def test_a_tick_stands_at_the_foot_of_its_row_in_the_column_of_its_events(by: str) -> None:
    plan = plan_of(the_log(), by=by)
    marks = {mark.event: mark for mark in plan.marks}
    assert plan.ticks
    assert len({(row_at(plan, tick.y).id, tick.x) for tick in plan.ticks}) == len(plan.ticks)
    for tick in plan.ticks:
        row = row_at(plan, tick.y)
        (column,) = (c for c in plan.columns if c.x <= tick.x < c.x + c.width)
        assert row.top + row.height - 8 <= tick.y < row.top + row.height
        for event in tick.events:
            assert not row.top <= marks[event].y < row.top + row.height
            assert marks[event].x >= column.x


def test_rows_by_side_and_by_kind_have_no_ticks() -> None:
    assert not plan_of(the_log(), by="side").ticks
    assert not plan_of(the_log(), by="kind").ticks


def test_of_two_meetings_at_a_time_one_has_a_line_and_the_other_a_tick() -> None:
    seat = {"role": "member", "presence": "confirmed"}
    actors = {
        f"{side}{n}": {
            **{"name": f"{side}{n}", "kind": "person", "party": side},
            "seat": {**seat, "delegation": f"d{side}"},
        }
        for side in "ab"
        for n in (1, 2)
    }
    there = [{"actor": name, "role": "participant"} for name in actors]
    meeting = {"kind": "meeting", "when": "2025-05-10/2025-05-11", "actors": there}
    log = make_log(
        {
            "parties": {side: {"name": side} for side in "ab"},
            "delegations": {f"d{side}": {"name": side, "party": side} for side in "ab"},
            "actors": actors,
            "events": {f"e{n}": {"title": f"Meeting {n}", **meeting} for n in range(3)},
        },
        window="2025-05-09/2025-05-12",
    )
    plan = plan_of(log, by="actor")
    assert sorted(row_at(plan, stay.y).id for stay in plan.stays) == sorted(actors)
    assert {stay.event for stay in plan.stays} == {"e0"}
    assert {stay.caption for stay in plan.stays} == {"in the room, as reported"}
    assert {tick.events for tick in plan.ticks} == {("e1", "e2")}
