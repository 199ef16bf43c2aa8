"""What the open event has to do with others: rings, and lines that cross no label."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events import Connections, Log, Relation, check, connections
from components.figures.column_picture import plan
from components.figures.column_plan import Bond, ColumnPlan
from components.figures.connection_line import RING, strands
from components.figures.span import stated_bounds
from tests.figures.column_sample import (
    assert_sound,
    of_captions,
    of_labels,
    of_stays,
    overlap,
    plan_of,
    setting_of,
)
from tests.frames.sample import full_log, logs, the_log
from tests.synthetic_log import synthetic_yaml

WIDTHS = (390, 700, 760, 900, 1060, 1920)


def assert_related(drawn: ColumnPlan, known: Connections) -> None:
    """Assert what holds for the lines of every picture with an open event."""
    marks = {mark.event: mark for mark in drawn.marks}
    lines = [line.event for line in drawn.connection_lines]
    assert len(set(lines)) == len(lines)
    assert set(lines) <= (known.linked | set(known.differing)) & set(marks)
    texts = [*(label for mark in drawn.marks for label in of_labels(mark)), *of_captions(drawn)]
    texts += [rectangle for rectangle in of_stays(drawn) if rectangle[3] - rectangle[1] > 10]
    edges = {x for column in drawn.columns for x in (column.x, column.x + column.width)}
    columns = {round(x, 1) for x in edges}
    borders = {row.top for row in drawn.rows} | {drawn.height - 1}
    for line in drawn.connection_lines:
        assert line.dotted is (line.event not in known.linked)
        ends = marks[known.event], marks[line.event]
        for mark, (x, y) in zip(ends, (line.points[0], line.points[-1]), strict=True):
            assert y == mark.y
            assert abs(x - mark.x) == pytest.approx(RING)
        for (x0, y0), (x1, y1) in pairwise(line.points):
            assert (x0 == x1) is not (y0 == y1)
            if x0 == x1:
                beside = any(0 < mark.x - x0 < 2 * RING for mark in ends)
                assert x0 in columns or (beside and abs(y1 - y0) <= 160)
            else:
                assert y0 in borders or y0 in (ends[0].y, ends[1].y)
            piece = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            assert not any(overlap(piece, text) for text in texts), line
            assert 0 <= piece[0] <= piece[2] <= drawn.width + 0.1
            assert 0 <= piece[1] <= piece[3] <= drawn.height


@pytest.mark.parametrize("width", [390, 756, 1060])
@pytest.mark.parametrize("log", [the_log(), full_log()], ids=["events", "full"])
def test_any_event_may_be_open(log: Log, width: int) -> None:
    for event in list(log.events)[::3]:
        known = connections(log, event)
        drawn = plan_of(log, width, known=known)
        assert_sound(drawn, list(log.events))
        assert_related(drawn, known)


@settings(max_examples=40, deadline=None)
@given(logs().filter(lambda log: bool(log.events)), st.sampled_from(WIDTHS), st.data())
def test_random_logs(log: Log, width: int, data: st.DataObject) -> None:
    ids = list(log.events)
    event = data.draw(st.sampled_from(ids))
    others = data.draw(st.sets(st.sampled_from(ids))) - {event}
    linked = set(data.draw(st.sets(st.sampled_from(sorted(others))))) if others else set()
    links = tuple((other, Relation.FOLLOWS, False) for other in sorted(linked))
    known = Connections(event, links, tuple(sorted(others - linked)))
    drawn = plan_of(log, width, known=known)
    assert_sound(drawn, ids)
    assert_related(drawn, known)


def test_an_event_is_connected_by_links_either_way_and_by_questions() -> None:
    known = connections(the_log(), "greer-deal")
    assert {link.event for link in the_log().events["greer-deal"].links} <= known.linked
    assert "agreement-reached" in known.linked
    assert "digest-deficit-cut" in known.differing
    assert known.linked.isdisjoint(known.differing)
    assert known.event not in {*known.linked, *known.differing}
    for other in known.linked:
        assert known.event in connections(the_log(), other).linked


def test_marks_say_what_they_have_to_do_with_the_open_event() -> None:
    known = connections(the_log(), "greer-deal")
    drawn = plan_of(the_log(), 760, known=known)
    bonds = {mark.event: mark.bond for mark in (*drawn.marks, *drawn.since)}
    assert {event for event, bond in bonds.items() if bond is Bond.OPEN} == {"greer-deal"}
    assert {event for event, bond in bonds.items() if bond is Bond.LINKED} == known.linked
    assert {e for e, bond in bonds.items() if bond is Bond.DIFFERING} == set(known.differing)
    assert {mark.bond for mark in plan_of(the_log(), 760).marks} == {Bond.UNASKED}


def test_beside_the_panel_columns_without_the_open_event_shrink_to_marks() -> None:
    log = the_log()
    known = connections(log, "greer-deal")
    drawn = plan_of(log, 756, known=known)
    assert drawn.height <= 1360
    related = known.linked | {*known.differing, "greer-deal"}
    assert all(mark.lines for mark in drawn.marks if mark.event in related)
    widest = max(drawn.columns, key=lambda column: column.width)
    assert widest.name.startswith("Sun 11")
    assert len(drawn.connection_lines) == len(related) - 1


@pytest.mark.parametrize("width", [700, 756, 900, 1060])
def test_no_word_is_broken_beside_the_panel(width: int) -> None:
    log = the_log()
    for event in log.events:
        for mark in plan_of(log, width, known=connections(log, event)).marks:
            entry = log.events[mark.event]
            words = (entry.label or entry.title).split()
            if mark.lines:
                assert " ".join(mark.lines).split()[-len(words) :] == words


def test_all_labels_stay_where_there_is_room() -> None:
    drawn = plan_of(the_log(), 1060, known=connections(the_log(), "greer-deal"))
    assert all(mark.lines for mark in drawn.marks)


@pytest.mark.parametrize("width", [756, 1060])
def test_an_open_event_changes_no_stated_time(width: int) -> None:
    closed, log = plan_of(the_log(), 1160), the_log()
    drawn = plan_of(log, width, known=connections(log, "greer-deal"))
    assert {box.caption for box in drawn.boxes} <= {box.caption for box in closed.boxes} | {""}
    spans = [(c.span, c.certain, c.possible) for c in drawn.columns]
    assert spans == [(c.span, c.certain, c.possible) for c in closed.columns]


def test_lines_along_each_other_are_drawn_once() -> None:
    drawn = plan_of(the_log(), 756, known=connections(the_log(), "greer-deal"))
    solid, dotted = strands(drawn.connection_lines)
    assert solid
    assert dotted
    pieces = [*solid, *dotted]
    for place, (a, b) in enumerate(pieces):
        for c, d in pieces[place + 1 :]:
            for along, across in ((0, 1), (1, 0)):
                if a[across] == b[across] == c[across] == d[across]:
                    assert min(b[along], d[along]) <= max(a[along], c[along])


@pytest.mark.parametrize("by", ["side", "actor", "topic", "kind", "source"])
def test_columns_are_as_wide_whatever_the_rows(by: str) -> None:
    log = the_log()
    known = connections(log, "greer-deal")
    drawn = plan_of(log, 756, by=by, known=known)
    assert_sound(drawn, list(log.events))
    assert_related(drawn, known)
    usual = plan_of(log, 756, known=known)
    assert [c.width for c in drawn.columns] == [c.width for c in usual.columns]


def test_a_log_of_many_events_keeps_its_columns() -> None:
    log = check(synthetic_yaml(400).encode(), "log.yaml").log
    assert log
    event = next(iter(log.events))
    drawn = plan_of(log, 756, known=Connections(event))
    assert [c.width for c in drawn.columns] == [c.width for c in open_without(log).columns]


def open_without(log: Log) -> ColumnPlan:
    """Return the picture of a log as beside a panel, with nothing open."""
    ids = list(log.events)
    setting = replace(setting_of(log, 756), runs_down=False, most_height=20_000)
    return plan(log, ids, stated_bounds(log, "Europe/Zurich", ids), setting)
