"""Dates of other people's files become EDTF: nothing is added, nothing is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events import (
    WhenError,
    parse_when,
)
from components.imports.dates.date import date_of_parts, fault_of_pattern, to_edtf
from components.imports.dates.precision import at_precision


@pytest.mark.parametrize(
    ("text", "formats", "edtf"),
    [
        ("2025", ["iso"], "2025"),
        ("2025-05", ["iso"], "2025-05"),
        ("20250510", ["iso"], "2025-05-10"),
        ("2025-05-10 09:05", ["iso"], "2025-05-10T09:05"),
        ("2025-05-10T09:05:06.789+0200", ["iso"], "2025-05-10T09:05:06.789+02:00"),
        ("2025-05-10 09:05:06 UTC", ["iso"], "2025-05-10T09:05:06Z"),
        ("2025-05-10T09:05-00:00", ["iso"], "2025-05-10T09:05Z"),
        ("2025-05-10 09:05/2025-05-11", ["iso"], "2025-05-10T09:05/2025-05-11"),
        ("[2025..2026]", ["edtf"], "[2025..2026]"),
        ("1746867906789", ["epoch-ms"], "2025-05-10T09:05:06.789Z"),
        ("1.746867906789e12", ["epoch-ms"], "2025-05-10T09:05:06.789Z"),
        ("-1", ["epoch-ms"], "1969-12-31T23:59:59.999Z"),
        ("0", ["epoch-s"], "1970-01-01T00:00:00Z"),
        ("10 May 2025", ["%d %B %Y"], "2025-05-10"),
        ("May 2025", ["%d %B %Y", "%B %Y"], "2025-05"),
        ("10/5/25 9:05 PM", ["%d/%m/%y %I:%M %p"], "2025-05-10T21:05"),
        ("2025-05-10 09:05:06 -0430", ["%Y-%m-%d %H:%M:%S %z"], "2025-05-10T09:05:06-04:30"),
        ("2025-05-10T00:00:00Z", ["%Y-%m-%dT00:00:00Z"], "2025-05-10"),
        ("2025-130", ["%Y-%j"], "2025-05-10"),
        ("100 %", ["%y0 %%"], "2010"),
    ],
)
def test_a_date_keeps_its_precision(text: str, formats: list[str], edtf: str) -> None:
    assert to_edtf(text, formats) == edtf
    assert parse_when(edtf, "UTC").text == edtf


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        *(("1e999999999", "epoch-ms"), ("nan", "epoch-ms"), ("1" * 100, "epoch-s")),
        *(("9" * 14, "epoch-s"), ("soon", "epoch-ms"), ("10.5.", "%d.%m.%Y"), ("(", "%Y")),
    ],
)
def test_a_date_that_cannot_be_read_is_reported(text: str, format_: str) -> None:
    with pytest.raises(WhenError):
        to_edtf(text, [format_])


@pytest.mark.parametrize(
    ("text", "formats", "words"),
    [
        (
            "31.02.2025",
            ["%d.%m.%Y"],
            '"31.02.2025" is written as "%d.%m.%Y", but there is no such day',
        ),
        ("29.02.25", ["%Y", "%d.%m.%y", "%m/%Y"], 'as "%d.%m.%y", but there is no such day'),
        ("366 in 2025", ["%j in %Y"], 'as "%j in %Y", but there is no such day'),
        ("2025-05-10 10:00:61", ["%Y-%m-%d %H:%M:%S"], "but there is no such time"),
        ("31.02.20255", ["%d.%m.%Y"], 'is not written as "%d.%m.%Y"'),
    ],
)
def test_a_day_that_does_not_exist_differs_from_one_written_otherwise(
    text: str, formats: list[str], words: str
) -> None:
    with pytest.raises(WhenError) as caught:
        to_edtf(text, formats)
    assert str(caught.value).endswith(words)


def test_the_last_day_of_a_leap_year_and_the_first_of_the_next_are_read_by_their_number() -> None:
    assert to_edtf("2024-366", ["%Y-%j"]) == "2024-12-31"
    assert to_edtf("2025-001", ["%Y-%j"]) == "2025-01-01"


@given(st.integers(-(10**20), 10**20), st.sampled_from(["epoch-ms", "epoch-s"]))
def test_any_count_from_1970_is_an_instant_or_refused(count: int, format_: str) -> None:
    try:
        when = parse_when(to_edtf(str(count), [format_]), "UTC")
    except WhenError:
        assert abs(count) > 60_000_000_000
    else:
        assert when.start == (count if format_ == "epoch-ms" else count * 1000)


@pytest.mark.parametrize(
    ("parts", "edtf"),
    [
        (("2025",), "2025"),
        (("2025", "5"), "2025-05"),
        (("2025", "05", "9"), "2025-05-09"),
        (("2025", "5", "9", "19:30"), "2025-05-09T19:30"),
        (("-0044", "3", "15"), "-0044-03-15"),
        (("44 BC", "March", "15"), "-0043-03-15"),
        (("2025.0", "5.0"), "2025-05"),
        (("2025", "5", "9", "7:30 pm"), "2025-05-09T19:30"),
        (("2025", "mai", "9"), "2025-05-09"),
        (("12345",), "Y12345"),
        (("1914-1918",), "1914/1918"),
        (("1850s",), "185X"),
        (("-0",), "0000"),
    ],
)
def test_dates_in_parts_keep_their_precision(parts: tuple[str, ...], edtf: str) -> None:
    assert date_of_parts(*parts) == edtf
    parse_when(edtf, "UTC")


@pytest.mark.parametrize(
    "parts", [("x",), ("2025", "", "5"), ("2025", "Maybe"), ("-44",), ("1", "²"), ("٣",)]
)
def test_dates_with_a_gap_or_without_a_number_are_reported(parts: tuple[str, ...]) -> None:
    with pytest.raises(WhenError):
        date_of_parts(*parts)


@pytest.mark.parametrize(
    ("pattern", "is_sound"),
    [
        *(("%Y", True), ("%d.%m.%Y", True), ("%j %y", True), ("%Y-%m-%d %I:%M %p", True)),
        *(("%m", False), ("%d %Y", False), ("%Y-%m-%d %H", False), ("%c", False), ("x", False)),
        *(("%Y-%m-%d %I:%M", False), ("%Y %H:%M", False), ("%Y-%m-%d %H:%M %Z", False)),
    ],
)
def test_a_pattern_gives_a_date_of_one_precision(pattern: str, is_sound: bool) -> None:
    assert (fault_of_pattern(pattern) == "") is is_sound


@pytest.mark.parametrize(
    ("date", "precision", "cut"),
    [
        ("1967-07-01", "month", "1967-07"),
        ("1967-07-01", " YEAR ", "1967"),
        ("1967-07-01T00:00:00Z", "day", "1967-07-01"),
        ("1967-07-01T09:30Z", "minute", "1967-07-01T09:30Z"),
        ("1967-01-01", "decade", "196X"),
        ("1967-01-01", "century", "19XX"),
        ("-0043-01-01", "year", "-0043"),
        ("-0043-01-01", "decade", "-0043"),
        ("1967", "circa", "1967~"),
        ("1967", "month", "1967"),
        ("1967-07-01", "unknown", "1967-07-01"),
        ("1967-07-01/1967-08-01", "year", "1967-07-01/1967-08-01"),
    ],
)
def test_a_date_is_cut_to_its_precision(date: str, precision: str, cut: str) -> None:
    assert at_precision(date, precision) == cut
