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


OLD = (1609, 1711, 1825)


@cache
def stray_log() -> Log:
    """Make a log of more events than have marks, most of one decade, a few long before."""
    days = [f"201{number % 10}-0{1 + number % 9}-11" for number in range(MARKS * 10)]
    events = [f"  e{at}: {{title: T, kind: post, when: {day}}}" for at, day in enumerate(days)]
    old = [f"  old{year}: {{title: Siege, kind: post, when: {year}-07-02}}" for year in OLD]
    return read_log(
        "\n".join(
            [
                "format: 1",
                "log: {title: L, zone: UTC, as_of: 2025-06}",
                "events:",
                *events,
                *old,
                "",
            ]
        )
    )


def labels_of(plan: PicturePlan) -> dict[str, str]:
    assert isinstance(plan.chart, ColumnPlan)
    return {mark.event: " ".join(mark.lines) for mark in plan.chart.marks}


def test_the_picture_of_a_search_opens_on_all_that_it_finds() -> None:
    log = stray_log()
    first = log.events["old1609"].when.start or 0
    whole = plan_picture(view_of(log), 900.0)
    assert whole.home[0] > first
    found = plan_picture(view_of(log, q="siege"), 900.0)
    assert found.home[0] <= first
    assert found.home[1] == whole.home[1]
    assert not found.has_window
    labels = labels_of(found)
    assert labels.keys() == {f"old{year}" for year in OLD}
    assert all(str(year) in labels[f"old{year}"] for year in OLD)


def test_the_window_of_a_reader_counts_whatever_a_search_finds() -> None:
    found = plan_picture(view_of(stray_log(), q="siege", start="2010", end="2012"), 900.0)
    assert found.has_window
    assert found.home == plan_picture(view_of(stray_log()), 900.0).home


def test_a_time_before_the_columns_has_its_year() -> None:
    log = read_log(
        "format: 1\nlog: {title: L, zone: UTC, as_of: 2025-06, window: 2025-05-10/2025-05-12}\n"
        "events:\n"
        "  a: {title: A, kind: post, when: 2025-05-11}\n"
        "  b: {title: B, kind: post, when: 1711-07-02}\n"
        "  c: {title: C, kind: post, when: 2025-02-03}\n"
    )
    plan = plan_picture(view_of(log), 900.0)
    assert isinstance(plan.chart, ColumnPlan)
    captions = [box.caption for box in plan.chart.boxes]
    assert any("1711" in caption for caption in captions)
    assert not any("3 Feb" in caption and "2025" in caption for caption in captions)
