"""The bars to choose days by: which periods they are, what they count, where the window is."""

from datetime import date, timedelta

import pytest

from components.events import Log
from components.figures import plan_bars
from tests.frames.sample import of_whens, read_log, the_log
from tests.selection.sample import view_of
from tests.synthetic_log import synthetic_yaml


def log_of(*whens: str) -> Log:
    return of_whens(*whens)


def test_the_bars_of_the_log_are_its_days_and_what_lies_around_them() -> None:
    plan = plan_bars(view_of(the_log()))
    assert plan is not None and plan.is_exact
    assert [bar.name for bar in plan.bars] == ["before", "8", "9", "10", "11", "12", "after"]
    assert (plan.first, plan.last) == (0, 7)
    assert [edge.start for edge in plan.edges][:3] == ["", "2025-05-08", "2025-05-09"]
    assert [edge.end for edge in plan.edges][-3:] == ["2025-05-11", "2025-05-12", ""]


@pytest.mark.parametrize(
    ("start", "end", "places"),
    [
        ("", "", (0, 7)),
        ("2025-05-10", "2025-05-11", (3, 5)),
        ("2025-05-11T08:00Z", "", (4, 7)),
        ("", "2025-05-07", (0, 1)),
        ("2025-06-01", "2025-06-02", (6, 7)),
        ("2024-01-01", "2024-01-02", (0, 1)),
    ],
)
def test_the_window_is_between_the_nearest_edges_around_it(
    start: str, end: str, places: tuple[int, int]
) -> None:
    plan = plan_bars(view_of(the_log(), start=start, end=end))
    assert plan is not None
    assert (plan.first, plan.last) == places


def test_bars_count_the_events_of_the_view_whatever_its_window() -> None:
    of_topic = plan_bars(view_of(the_log(), topic=("fentanyl",)))
    within = plan_bars(view_of(the_log(), topic=("fentanyl",), start="2025-05-11"))
    assert of_topic is not None and within is not None
    assert [bar.count for bar in of_topic.bars] == [bar.count for bar in within.bars]
    assert sum(bar.count for bar in of_topic.bars) < 10


def test_longer_logs_have_longer_periods() -> None:
    for whens, names in (
        (("2020-01-05", "2020-01-07"), ["5", "6", "7"]),
        (("2020-01-05", "2020-05-07"), ["Jan", "Feb", "Mar", "Apr", "May"]),
        (("2001", "2008"), [str(year) for year in range(2001, 2009)]),
    ):
        plan = plan_bars(view_of(log_of(*whens)))
        assert plan is not None
        assert [bar.name for bar in plan.bars] == names


def test_a_log_of_a_day_or_without_dates_has_no_bars() -> None:
    assert plan_bars(view_of(log_of("2020-01-05"))) is None


def test_of_many_events_the_bars_are_heights_alone() -> None:
    plan = plan_bars(view_of(read_log(synthetic_yaml(1200))))
    assert plan is not None and not plan.is_exact
    assert sum(bar.count for bar in plan.bars) == 1200


@pytest.mark.parametrize(
    "whens",
    [
        ("2025-05-08/2025-05-09", "2025-05-09/2025-05-10", "2025-05-10"),
        ("2025-05-08/2025-05-10",) * 4,
        ("2025-05-08/2025-05-11", "2025-05-09/2025-05-11", "2025-05-11"),
    ],
)
def test_an_event_of_several_days_is_shared_out_and_the_bars_add_up(whens: tuple[str, ...]) -> None:
    plan = plan_bars(view_of(log_of(*whens)))
    assert plan
    assert sum(bar.count for bar in plan.bars) == len(whens)


def test_the_bars_of_the_log_add_up_to_its_events() -> None:
    plan = plan_bars(view_of(the_log()))
    assert plan
    assert sum(bar.count for bar in plan.bars) == len(the_log().events)


@pytest.mark.parametrize("first", ["2025-03-28", "2025-10-24"])
def test_days_on_which_the_clock_changes_count_their_own_events(first: str) -> None:
    days = [date.fromisoformat(first) + timedelta(days=number) for number in range(6)]
    log = of_whens(*(f"{day}T00:30" for day in days), zone="Europe/Zurich")
    plan = plan_bars(view_of(log))
    assert plan
    assert [bar.count for bar in plan.bars] == [1] * len(days)


def test_years_before_christ_say_so() -> None:
    plan = plan_bars(view_of(log_of("-0098", "0030")))
    assert plan is not None
    assert plan.bars[0].name == "99 BC" and plan.bars[-1].name in ("30", "1")
