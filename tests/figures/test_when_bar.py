"""The bar of an event's time, from a second to millennia."""

from itertools import pairwise

import pytest
from hypothesis import given

from components.events import Log, parse_when
from components.figures import advance, plan_when
from components.figures.when_bar import WIDTH
from components.selection import bounds_of
from tests.frames.sample import logs

ZONE = "Europe/Zurich"
WEEKEND = ("Sat 10 May", "Sun 11 May", "Mon 12 May")


@pytest.mark.parametrize(
    ("text", "names", "start", "stop"),
    [
        ("2025-05-11", WEEKEND, 1, 2),
        ("2025-05-11T12:00", WEEKEND, 1.5, 1.5 + 1 / 1440),
        ("[2025-05-11T18:00~..2025-05-11T23:59~]", WEEKEND, 1.75, 2),
        ("../2025-05-11", WEEKEND, None, 2),
        ("2025-05-11/..", WEEKEND, 1, None),
        ("2024-12-31", ("Mon 30 Dec", "Tue 31 Dec", "Wed 1 Jan"), 1, 2),
        ("2025-05", ("Apr 2025", "May 2025", "Jun 2025"), 1, 2),
        ("-0043", ("45 BC", "44 BC", "43 BC"), 1, 2),
        ("1914/1918", ("1913", "1914", "1915", "1916", "1917", "1918", "1919"), 1, 6),
        ("196X", ("1950s", "1960s", "1970s"), 1, 2),
    ],
)
def test_the_bar_is_as_long_as_the_doubt(
    text: str, names: tuple[str, ...], start: float | None, stop: float | None
) -> None:
    bar = plan_when(parse_when(text, ZONE), ZONE)
    assert bar
    assert tuple(bar.names) == names
    assert (bar.start, bar.stop) == (
        start if start is None else pytest.approx(start),
        stop if stop is None else pytest.approx(stop),
    )


def test_what_is_uncertain_or_known_by_the_clock_looks_different() -> None:
    looks = {
        text: (bar.is_loose, bar.is_close)
        for text in ("2025-05-11", "2025-05-11?", "2025-05-11T01:12", "../2025-05-11")
        if (bar := plan_when(parse_when(text, ZONE), ZONE))
    }
    assert looks == {
        "2025-05-11": (False, False),
        "2025-05-11?": (True, False),
        "2025-05-11T01:12": (False, True),
        "../2025-05-11": (False, False),
    }


@given(logs())
def test_any_time_lies_among_periods_whose_names_have_room(log: Log) -> None:
    for event in log.events.values():
        bar = plan_when(event.when, ZONE)
        if bar is None:
            assert bounds_of(event.when, ZONE) == (None, None)
            continue
        places = [place for place in (bar.start, bar.stop) if place is not None]
        assert all(before <= after for before, after in pairwise((1, *places, len(bar.names) - 1)))
        room = WIDTH / len(bar.names)
        assert all(advance.text_width(name, 12) <= room for name in bar.names)


@pytest.mark.parametrize("text", ["Y-271820", "Y275759"])
def test_the_first_and_the_last_years_have_a_bar(text: str) -> None:
    assert plan_when(parse_when(text, ZONE), ZONE)


def test_a_time_of_more_than_five_times_ten_thousand_years_has_none() -> None:
    assert plan_when(parse_when("Y10000/Y90000", ZONE), ZONE) is None
