"""Dates and times are written as EDTF and ISO 8601 have them, and read back the same."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events import (
    clock_time,
    edtf_date,
    iso_date,
    local_time,
    parse_when,
    utc_instant,
    utc_offset,
    zone_of,
)


@pytest.mark.parametrize(
    ("parts", "edtf", "iso"),
    [
        ((2025, 5, 11), "2025-05-11", "2025-05-11"),
        ((2025, 5), "2025-05", "2025-05"),
        ((476,), "0476", "0476"),
        ((0,), "0000", "0000"),
        ((-43, 3, 15), "-0043-03-15", "-000043-03-15"),
        ((12345,), "Y12345", "+012345"),
        ((-20000,), "Y-20000", "-020000"),
    ],
)
def test_years_of_any_length_are_written(parts: tuple[int, ...], edtf: str, iso: str) -> None:
    assert edtf_date(*parts) == edtf == parse_when(edtf, "UTC").text
    assert iso_date(*parts) == iso


@given(st.datetimes(timezones=st.just(UTC)))
def test_an_instant_is_written_as_the_standard_library_does(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    ms = int(moment.timestamp()) * 1000
    assert utc_instant(ms + 90) == utc_instant(ms).replace("Z", ".090Z")
    assert utc_instant(ms) == moment.isoformat().replace("+00:00", "Z")
    minutes = moment.isoformat(timespec="minutes").replace("+00:00", "Z")
    assert utc_instant(ms, seconds=False) == minutes


def test_an_instant_outside_the_years_of_the_standard_library_has_its_sign() -> None:
    assert utc_instant(parse_when("Y12345", "UTC").start) == "+012345-01-01T00:00:00Z"
    assert utc_instant(parse_when("-0043-03-15", "UTC").start) == "-000043-03-15T00:00:00Z"
    assert utc_instant(None) == ""


@given(st.integers(0, 86_399), st.integers(-14 * 60, 14 * 60).filter(bool))
def test_a_clock_time_with_its_offset_reads_back(second: int, minutes: int) -> None:
    hour, minute, second = second // 3600, second // 60 % 60, second % 60
    text = f"2025-05-11T{clock_time(hour, minute, second)}{utc_offset(minutes * 60)}"
    start = parse_when(text, "UTC").start or 0
    local = local_time(start + minutes * 60_000, zone_of("UTC"))
    assert local == (2025, 5, 11, hour, minute, second)


@pytest.mark.parametrize(
    ("text", "ends", "is_choice", "is_loose"),
    [
        ("2025-05-11", ("2025-05-11", "2025-05-11"), False, False),
        ("2025-05-11?", ("2025-05-11?", "2025-05-11?"), False, True),
        ("201X", ("201X", "201X"), True, True),
        ("2025/..", ("2025", None), False, False),
        ("[2025-05-12,2025-05-11]", ("2025-05-11", "2025-05-12"), True, True),
        ("[..2024,2026]", (None, "2026"), True, True),
        ("[2024,2026..]", ("2024", None), True, True),
    ],
)
def test_a_time_knows_its_ends_and_how_sure_they_are(
    text: str, ends: tuple[str | None, str | None], is_choice: bool, is_loose: bool
) -> None:
    when = parse_when(text, "UTC")
    assert tuple(date and date.text for date in when.ends) == ends
    assert (when.is_choice, when.is_loose) == (is_choice, is_loose)


def test_ends_are_shown_on_another_clock_only_with_a_clock_time() -> None:
    day, _ = parse_when("2025-05-11", "Asia/Tokyo").ends_on("America/New_York")
    first, last = parse_when("2025-05-11T08:00/2025-05-11T20:00:30", "Asia/Tokyo").ends_on("UTC")
    _, decade = parse_when("201X", "UTC").ends_on("UTC")
    assert day and (day.year, day.month, day.day, day.clock_time) == (2025, 5, 11, "")
    assert first and (first.last_day, first.clock_time) == ((2025, 5, 10), "23:00")
    assert last and (last.first_day, last.clock_time) == ((2025, 5, 11), "11:00:30")
    assert decade and (decade.first_day, decade.last_day) == ((2019, 1, 1), (2019, 12, 31))
