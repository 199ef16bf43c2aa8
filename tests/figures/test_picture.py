"""Which events of a view have a mark, and how many stand beside it: the same on every engine."""

from functools import cache

import pytest

from components.events import Form, Log
from components.figures import ColumnPlan, density
from components.figures import picture as scenes
from components.figures.picture import PicturePlan, fitting_events, mark_numbers, plan_picture
from components.frames import Engine
from components.selection import Selection, View
from components.selection.filters import query
from tests.frames.sample import index_of, of_whens, read_log
from tests.frames.warehouse.sample import in_memory
from tests.selection.sample import view_of
from tests.synthetic_log import synthetic_yaml

MARKS = 60


@pytest.fixture(autouse=True)
def few_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a small log be crowded: in each of its years 150 events are known by the year alone."""
    monkeypatch.setattr(scenes, "MARKS", MARKS)


@cache
def large_log() -> Log:
    return read_log(synthetic_yaml(3000))


@cache
def engines() -> tuple[Engine, Engine]:
    return index_of(large_log()), in_memory(large_log())


def planned(selection: Selection, log: Log, engine: Engine) -> tuple[PicturePlan, int]:
    """Return a view's picture, and how many events it finds."""
    view = View(log, engine, selection)
    return plan_picture(view, 900), view.answer.matching


def fitting(log: Log, first: int, last: int) -> set[str]:
    """Return the events that reach no further out of a window than it is long."""
    length = last - first
    return {
        event.id
        for event in log.events.values()
        for start, stop in [(event.when.start, event.when.stop)]
        if start is not None and first - length <= start < last
        if stop is None or stop > first
        if event.when.form is Form.DURATION or (stop is not None and stop <= last + length)
    }


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2023-03-02", "2023-03-09"),
        ("2023-06-28", "2023-07-04"),
        ("2023-07-02T08:00Z", "2023-07-02T16:00Z"),
    ],
)
def test_a_narrow_window_has_marks_whatever_could_lie_in_it_too(start: str, end: str) -> None:
    log, selection = large_log(), Selection(start=start, end=end)
    question = query(selection, log)
    first, last = question.window
    assert first is not None and last is not None
    for engine in engines():
        fine = fitting_events(View(log, engine, selection))
        assert fine is not None
        assert set(fine) == fitting(log, first, last)
        found, count = planned(selection, log, engine)
        assert count > MARKS
        assert found.shown == fine
        if not fine:
            assert isinstance(found.chart, density.DensityPlan)
            continue
        assert isinstance(found.chart, ColumnPlan)
        marks = (*found.chart.since, *found.chart.marks)
        assert sorted(mark.event for mark in marks) == sorted(fine)
        numbers = mark_numbers(View(log, engine, selection), fine)
        assert numbers == [(engine.place(question, event) or 0) + 1 for event in fine]
        assert found.unmarked == count - len(fine)


def test_what_lasts_has_a_mark_where_it_begins_and_none_in_its_middle() -> None:
    log = of_whens("2025-05-11/2026-05-11", "2025-05-11", *["2025"] * MARKS)
    for start, fine in (("2025-05-11", ["e0", "e1"]), ("2025-09-11", [])):
        assert sorted(fitting_events(view_of(log, start=start, end=start)) or ()) == fine
    view = view_of(log, start="2025-05-11", end="2025-05-11")
    assert mark_numbers(view, ["e1"]) == [(view.engine.place(view.query, "e1") or 0) + 1]


@pytest.mark.parametrize("selection", [Selection(), Selection(start="2023"), Selection(end="2023")])
def test_a_wide_window_is_counted(selection: Selection) -> None:
    for engine in engines():
        assert fitting_events(View(large_log(), engine, selection)) is None


def test_as_many_marks_as_would_be_too_many_are_counted() -> None:
    log = of_whens(*["2025-05-11"] * (MARKS + 1))
    assert fitting_events(view_of(log, start="2025-05-11T08:00Z", end="2025-05-11T18:00Z")) is None


def test_events_beside_the_view_are_whole_and_wholly_beside_it() -> None:
    log = of_whens("2010", *["2019-12/2020-02"] * 2, *["2020-05"] * 400, "2020-12/2021", "2025-03")
    for engine in (index_of(log), in_memory(log)):
        chart = planned(Selection(), log, engine)[0].chart
        assert isinstance(chart, density.DensityPlan)
        begin, end = chart.view
        bounds = [(event.when.start or 0, event.when.stop or 0) for event in log.events.values()]
        assert chart.before == sum(stop <= begin for _, stop in bounds) > 0
        assert chart.after == sum(start >= end for start, _ in bounds) > 0
        inside = Selection(start="2020-04-20", end="2020-06-10")
        chart = planned(inside, log, engine)[0].chart
        assert isinstance(chart, density.DensityPlan)
        assert (chart.before, chart.after) == (0, 0)
