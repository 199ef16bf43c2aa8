"""The labels along the top of a picture; tests/browser/test_picture.py holds it to the page's."""

from itertools import pairwise

import pytest

from components.events import day_number
from components.figures.axis import DAY, HOUR, MINUTE, axis_labels, place_headings, place_ticks

Date = tuple[int, int, int]
MAY_10 = (2025, 5, 10)


def at(date: Date) -> float:
    return float(day_number(*date) * DAY)


def names(start: float, stop: float, width: float = 1000, *, long: bool = False) -> list[str]:
    """Return the headings of a window that have room, by letters of seven pixels."""
    window = (start, stop)
    headings, _ = axis_labels(window, width, long=long)
    shown = place_headings(headings, window, width, lambda name: 7.0 * len(name))
    return [heading.name for heading in shown if heading.name]


def ticks(start: float, stop: float, width: float = 1000) -> list[str]:
    window = (start, stop)
    return [
        name for _, name in place_ticks(axis_labels(window, width, long=False)[1], window, width)
    ]


# The script of the page gives the same for these windows.
@pytest.mark.parametrize(
    ("start", "length", "headings", "first_ticks"),
    [
        (at(MAY_10), 10 * MINUTE, ["Sat 10 May"], ["00:01", "00:02", "00:03"]),
        (at(MAY_10), HOUR, ["Sat 10 May"], ["00:05", "00:10", "00:15"]),
        (at(MAY_10), DAY, ["Sat 10 May"], ["03:00", "06:00", "09:00"]),
        (at(MAY_10), 2 * DAY, ["Sat 10 May", "Sun 11 May"], ["03:00", "06:00", "09:00"]),
        (
            at(MAY_10),
            7 * DAY,
            ["Sat 10 May", "Sun 11 May", "Mon 12 May", "Tue 13 May", "Wed 14 May", "Thu 15 May"],
            ["12:00", "12:00", "12:00"],
        ),
        (at((2025, 8, 30)), 40 * DAY, ["Aug", "September 2025"], ["31", "1", "2"]),
        (
            at((2025, 11, 1)),
            150 * DAY,
            ["November 2025", "December 2025", "January 2026", "February 2026", "March 2026"],
            ["5", "10", "15"],
        ),
        (at((2025, 9, 1)), 364 * DAY, ["Sept 2025", "Oct", "Nov", "Dec", "Jan 2026"], []),
        (at((2023, 1, 1)), 4 * 365.25 * DAY, ["2023", "2024", "2025", "2026"], ["Apr", "Jul"]),
        (at((2000, 1, 1)), 25 * 365.25 * DAY, ["2000", "2002", "2004", "2006"], []),
        (at((-300, 1, 1)), 800 * 365.25 * DAY, ["300 BC", "250 BC", "200 BC", "150 BC"], []),
        (at((-49, 1, 1)), 100 * 365.25 * DAY, ["50 BC", "40 BC", "30 BC", "20 BC"], []),
    ],
)
def test_headings_and_ticks_of_a_window(
    start: float, length: float, headings: list[str], first_ticks: list[str]
) -> None:
    assert names(start, start + length)[: len(headings)] == headings
    assert ticks(start, start + length)[: len(first_ticks)] == first_ticks


def test_years_are_counted_as_people_do() -> None:
    headings = names(at((-399, 1, 1)), at((901, 1, 1)))
    assert headings[:6] == ["400 BC", "300 BC", "200 BC", "100 BC", "AD 1", "100"]


def test_a_log_of_several_years_names_the_year_of_its_first_day() -> None:
    assert names(at(MAY_10), at(MAY_10) + DAY, long=True) == ["Sat 10 May 2025"]


def test_a_name_that_has_no_room_is_shorter_or_left_out() -> None:
    window = (at(MAY_10), at(MAY_10) + 5 * DAY)
    headings, _ = axis_labels(window, 600, long=False)
    unnamed = place_headings(headings, window, 600, lambda _: 500.0)
    assert [heading.name for heading in unnamed] == [""] * 5
    dates = place_headings(headings, window, 600, lambda name: 200 if "May" in name[4:] else 50)
    assert next(iter(dates)).name == "10 May"


@pytest.mark.parametrize("length", [10.0**power for power in range(6, 16)])
@pytest.mark.parametrize("start", [-6e13, -1e9, 0.5, 1.7e12])
def test_headings_cover_the_window_without_a_gap(start: float, length: float) -> None:
    window = (start, start + length)
    headings, marked = axis_labels(window, 780, long=True)
    assert headings[0].start <= window[0] and headings[-1].stop == window[1]
    assert all(one.stop == other.start for one, other in pairwise(headings))
    assert len(headings) < 40 and len(marked) < 60
