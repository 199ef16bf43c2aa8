"""Which time the picture shows, in every clock and for every window that an address can give."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events import Log
from components.figures import Span, event_bounds
from components.figures.span import busy_span, log_extent, opening_span, visible_span
from components.selection import to_wall
from tests.frames.sample import ZONES, logs, make_log, of_whens, the_log

HOUR = 3_600_000
DAY = 24 * HOUR


def ms(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000


def test_bounds_are_told_on_the_clock_and_open_ends_are_open() -> None:
    log = of_whens("2025-05-11", "2025-05-10T23:12:21Z", "2025-05-11/..", "[..2025-05-11]")
    assert event_bounds(log, "America/New_York", log.events) == {
        "e0": (ms("2025-05-10T18:00"), ms("2025-05-11T18:00")),
        "e1": (ms("2025-05-10T19:12:21"), ms("2025-05-10T19:12:22")),
        "e2": (ms("2025-05-10T18:00"), None),
        "e3": (None, ms("2025-05-11T18:00")),
    }
    assert event_bounds(log, "Europe/Zurich", ["e0"])["e0"] == (ms("2025-05-11"), ms("2025-05-12"))


@settings(max_examples=40, deadline=None)
@given(logs(), st.sampled_from(ZONES))
def test_nothing_ends_before_it_begins_on_any_clock(log: Log, zone: str) -> None:
    for start, stop in event_bounds(log, zone, log.events).values():
        assert start is None or stop is None or start < stop


def test_a_minute_in_which_the_clock_is_put_back_keeps_its_length() -> None:
    known = event_bounds(of_whens("2025-10-26T00:59Z"), "Europe/Zurich", ["e0"])["e0"]
    assert known == (ms("2025-10-26T02:59"), ms("2025-10-26T03:00"))


def test_the_extent_holds_all_that_is_known_with_a_margin() -> None:
    assert log_extent((1000 * DAY, 2000 * DAY), "UTC") == (960 * DAY, 2040 * DAY)
    assert log_extent((5, 5), "UTC") == (5 - HOUR, 5 + HOUR)
    zurich = log_extent((1000 * DAY, 2000 * DAY), "Europe/Zurich")
    assert zurich == (960 * DAY + HOUR, 2040 * DAY + HOUR)


def test_without_a_bound_the_extent_is_some_day() -> None:
    assert log_extent(None, "Europe/Zurich") == (0, DAY)


def test_the_picture_opens_on_what_the_log_says_or_on_all() -> None:
    assert opening_span(the_log(), "Europe/Zurich", (0, 1)) == (ms("2025-05-08"), ms("2025-05-13"))
    assert opening_span(the_log(), "America/New_York", (0, 1)) == (
        ms("2025-05-07T18:00"),
        ms("2025-05-12T18:00"),
    )
    assert opening_span(of_whens("2025-05-11"), "UTC", (3.0, 4.0)) == (3.0, 4.0)


def test_a_home_in_which_the_clock_is_put_back_has_breadth() -> None:
    window = "2025-10-26T00:30Z/2025-10-26T01:30Z"
    start, stop = opening_span(make_log({"events": {}}, window=window), "Europe/Zurich", (0, 1))
    assert stop - start == HOUR + 60_000  # the last minute is included


HOME, EXTENT = (10.0 * DAY, 15.0 * DAY), (-100.0 * DAY, 50.0 * DAY)


@pytest.mark.parametrize(
    ("window", "view"),
    [
        ((None, None), HOME),
        ((11 * DAY, 12 * DAY), (11 * DAY, 12 * DAY)),
        ((11 * DAY, None), (11 * DAY, 15 * DAY)),
        ((None, 12 * DAY), (10 * DAY, 12 * DAY)),
        ((20 * DAY, None), (20 * DAY, 50 * DAY)),
        ((15 * DAY, None), (15 * DAY, 50 * DAY)),
        ((60 * DAY, None), (60 * DAY, 61 * DAY)),
        ((None, 5 * DAY), (-100 * DAY, 5 * DAY)),
        ((None, -200 * DAY), (-201 * DAY, -200 * DAY)),
    ],
)
def test_the_view_is_the_window_and_an_open_end_is_that_of_home(
    window: tuple[int | None, int | None], view: Span
) -> None:
    assert visible_span(window, "UTC", HOME, EXTENT) == view


def test_the_view_is_told_on_the_clock() -> None:
    window = (int(ms("2025-05-10T12:00")), int(ms("2025-05-11T12:00")))
    assert visible_span(window, "Asia/Shanghai", HOME, EXTENT) == (
        ms("2025-05-10T20:00"),
        ms("2025-05-11T20:00"),
    )


@given(
    st.integers(-(10**13), 10**13),
    st.integers(1, 3 * HOUR),
    st.sampled_from([*ZONES, "Australia/Lord_Howe"]),
    st.booleans(),
    st.booleans(),
)
def test_a_view_always_has_breadth(
    first: int, breadth: int, zone: str, open_start: bool, open_stop: bool
) -> None:
    home = (float(to_wall(0, zone)), float(to_wall(DAY, zone)))
    window = (None if open_start else first, None if open_stop else first + breadth)
    start, stop = visible_span(window, zone, home, EXTENT)
    assert start < stop


@pytest.mark.parametrize(
    ("minutes", "shown"), [(15, 15), (45, 45), (60, 60), (61, 61), (90, 90), (180, 120)]
)
def test_a_window_while_the_clock_is_put_back_has_breadth(minutes: int, shown: int) -> None:
    first = int(ms("2025-10-26T00:30"))
    window = (first, first + minutes * 60_000)
    start, stop = visible_span(window, "Europe/Zurich", HOME, EXTENT)
    assert start == ms("2025-10-26T02:30")
    assert stop - start == shown * 60_000


def test_an_hour_or_two_fill_the_picture() -> None:
    start, stop = log_extent((0, 2 * HOUR), "UTC")
    assert (start, stop) == (-0.08 * HOUR, 2.08 * HOUR)
    assert log_extent((0, HOUR // 2), "UTC") == (-HOUR, 1.5 * HOUR)


def test_stray_events_do_not_make_the_picture_open_on_emptiness() -> None:
    counts = [1.0, *[0.0] * 79, *[100.0] * 20]
    assert busy_span(counts, (0.0, 100.0)) == (80.0, 100.0)
    assert busy_span(counts[::-1], (0.0, 100.0)) == (0.0, 20.0)


@pytest.mark.parametrize(
    "counts",
    [[5.0] * 100, [0.0] * 100, [100.0, *[0.0] * 98, 100.0]],
    ids=["even", "empty", "two ends"],
)
def test_a_log_that_is_busy_all_along_opens_on_all(counts: list[float]) -> None:
    assert busy_span(counts, (0.0, 100.0)) == (0.0, 100.0)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=200))
def test_what_is_busy_lies_within_the_extent_and_leaves_few_out(counts: list[float]) -> None:
    extent = (-7.0, 13.0)
    start, stop = busy_span(counts, extent)
    assert -7 <= start < stop <= 13 + 1e-9
    step = (extent[1] - extent[0]) / len(counts)
    left_out = [
        count
        for place, count in enumerate(counts)
        if not start <= extent[0] + (place + 0.5) * step <= stop
    ]
    assert sum(left_out) <= 0.01 * sum(counts) + 1
