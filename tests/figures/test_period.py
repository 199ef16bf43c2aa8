"""The periods of a calendar: without gaps, named, and of the unit that suits a window."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events import day_number
from components.figures.axis import DAY, MINUTE
from components.figures.period import (
    MOST,
    UNITS,
    Unit,
    day_name,
    head_names,
    need_years,
    unit_for,
)

TIMES = st.floats(-1e14, 1e14).map(round).map(float)
every_unit = pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.key)


@every_unit
@given(TIMES)
def test_a_period_holds_its_time_and_meets_the_next(unit: Unit, time: float) -> None:
    start = unit.floor(time)
    end = unit.end(start)
    assert start <= time < end
    assert unit.floor(start) == start
    assert unit.floor(end) == end
    assert unit.name(start)


@every_unit
@given(TIMES, st.floats(0.5, 8))
def test_periods_fill_a_span_without_gaps(unit: Unit, start: float, count: float) -> None:
    span = start, start + round(count * unit.length)
    periods = list(unit.periods(span))
    assert (periods[0][0], periods[-1][1]) == span
    assert all(one[1] == other[0] for one, other in itertools.pairwise(periods))


@given(TIMES, st.floats(MINUTE, 1e13), st.lists(st.floats(0, 1), max_size=30))
def test_a_window_has_few_columns(start: float, length: float, shares: list[float]) -> None:
    span = start, start + length
    known = [(start + share * length, start + share * length + MINUTE) for share in shares]
    unit = unit_for(span, known)
    assert unit is UNITS[-1] or length / unit.length <= MOST
    assert length <= DAY or unit.length >= DAY


@pytest.mark.parametrize(
    ("key", "year", "name"),
    [
        ("decade", -263, "269\N{EN DASH}260 BC"),
        ("decade", -269, "279\N{EN DASH}270 BC"),
        ("decade", 0, "9\N{EN DASH}1 BC"),
        ("decade", 1, "1\N{EN DASH}9"),
        ("decade", 1985, "1980s"),
        ("century", -263, "299\N{EN DASH}200 BC"),
        ("century", 1985, "1900\N{EN DASH}1999"),
        ("millennium", -2500, "2999\N{EN DASH}2000 BC"),
        ("millennium", 1985, "1000\N{EN DASH}1999"),
    ],
)
def test_years_before_the_era_are_counted_down_to_round_numbers(
    key: str, year: int, name: str
) -> None:
    unit = next(unit for unit in UNITS if unit.key == key)
    assert unit.name(unit.floor(float(day_number(year, 6, 1) * DAY))) == name


def test_days_are_named() -> None:
    assert day_name(20219.0 * DAY) == "Sun 11 May"
    assert day_name(20342.0 * DAY) == "Thu 11 Sept"  # as browsers have it in British English


def test_columns_of_several_years_keep_their_year_where_room_is_short() -> None:
    quarter = next(unit for unit in UNITS if unit.key == "quarter")
    first, *_, last = quarter.periods((7_800 * float(DAY), 8_800 * float(DAY)))
    whole = (quarter.floor(last[0]), quarter.end(quarter.floor(last[0])))
    assert need_years(quarter, [first, last])
    assert not need_years(quarter, [first, first])
    assert list(head_names(quarter, whole)) == ["Jan–Mar 1994", "Jan–Mar"]  # noqa: RUF001 - as shown
    dated = ["Jan–Mar 1994", "Jan–Mar ’94", "1994"]  # noqa: RUF001 - as shown
    assert list(head_names(quarter, whole, needs_year=True)) == dated
    week = next(unit for unit in UNITS if unit.key == "week")
    whole = (week.floor(8_763 * float(DAY)), week.end(week.floor(8_763 * float(DAY))))
    named = head_names(week, whole, needs_year=True)
    assert named[0] == "27 Dec–2 Jan 1994" and named[-1] == "27 Dec"  # noqa: RUF001 - as shown
