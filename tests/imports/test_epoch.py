"""Counts from 1970 and days of spreadsheets are read exactly, or asked about."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events import WhenError, parse_when
from components.imports.dates.date import to_edtf


@pytest.mark.parametrize(
    ("text", "format_", "edtf"),
    [
        ("1746835200", "epoch", "2025-05-10T00:00:00Z"),
        ("1746835200.123456", "epoch", "2025-05-10T00:00:00.123456Z"),
        ("1746835200000", "epoch", "2025-05-10T00:00:00.000Z"),
        ("1746835200123456", "epoch", "2025-05-10T00:00:00.123456Z"),
        ("1746835200123456789", "epoch", "2025-05-10T00:00:00.123456789Z"),
        ("-1746835200", "epoch", "1914-08-25T00:00:00Z"),
        ("0", "epoch", "1970-01-01T00:00:00Z"),
        ("1.7468352e9", "epoch-s", "2025-05-10T00:00:00Z"),
        ("1746835200.0", "epoch-s", "2025-05-10T00:00:00.0Z"),
        ("-62135596800", "epoch-s", "0001-01-01T00:00:00Z"),
        ("-1", "epoch-s", "1969-12-31T23:59:59Z"),
        ("-1", "epoch-us", "1969-12-31T23:59:59.999999Z"),
        ("1", "epoch-ns", "1970-01-01T00:00:00.000000001Z"),
        ("45787", "excel", "2025-05-10"),
        ("45787.0", "excel", "2025-05-10"),
        ("45787.395833333336", "excel", "2025-05-10T09:30:00"),
        ("45787.395833", "excel", "2025-05-10T09:30:00"),
        ("45787.9999", "excel", "2025-05-10T23:59:51"),
        ("45787.1234567890", "excel", "2025-05-10T02:57:46.667"),
        ("1", "excel", "1900-01-01"),
        ("59", "excel", "1900-02-28"),
        ("61", "excel", "1900-03-01"),
        ("2958465", "excel", "9999-12-31"),
        ("0", "excel-1904", "1904-01-01"),
        ("44325", "excel-1904", "2025-05-10"),
    ],
)
def test_a_count_is_read_to_its_last_digit(text: str, format_: str, edtf: str) -> None:
    assert to_edtf(text, [format_]) == edtf
    assert parse_when(edtf, "UTC").text == edtf


@pytest.mark.parametrize(
    ("text", "format_", "words"),
    [
        ("86400000000", "epoch", "4707-11-29T00:00:00Z with format: epoch-s or 1972-09-27T00:00"),
        ("-62135596800", "epoch", "can be read in two ways"),
        ("1746835200000", "epoch-s", "as milliseconds it is 2025-05-10T00:00:00.000Z"),
        ("1746835200123456", "epoch-s", "with format: epoch-us"),
        ("0.0000000001", "epoch-s", "finer than a billionth"),
        ("soon", "epoch", "is no count from 1970"),
        ("inf", "epoch", "too far"),
        ("1e99", "epoch-ns", "too far"),
        ("60", "excel", "29 February 1900, which only spreadsheets have"),
        ("0.5", "excel", "no day of a spreadsheet, 1 to 2958465"),
        ("-1", "excel-1904", "no day of a spreadsheet, 0 to"),
        ("2958466", "excel", "no day of a spreadsheet"),
        ("May", "excel", "is no day of a spreadsheet"),
    ],
)
def test_what_is_no_count_or_could_be_two_is_refused(text: str, format_: str, words: str) -> None:
    with pytest.raises(WhenError) as caught:
        to_edtf(text, [format_])
    assert words in str(caught.value)
    assert str(caught.value).startswith(f'"{text}"')


@given(st.dates(date(1900, 3, 1)))
def test_every_day_of_a_spreadsheet_is_the_day_that_it_shows(day: date) -> None:
    assert to_edtf(str((day - date(1899, 12, 30)).days), ["excel"]) == day.isoformat()


@given(st.datetimes(datetime(1973, 4, 1), datetime(2286, 1, 1), timezones=st.just(UTC)))
def test_the_unit_of_any_time_from_1973_is_told_by_its_size(moment: datetime) -> None:
    microseconds = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    for per_second in (1, 1_000, 1_000_000, 1_000_000_000):
        count = microseconds * per_second // 1_000_000
        start = parse_when(to_edtf(str(count), ["epoch"]), "UTC").start
        assert start is not None
        assert 0 <= microseconds // 1000 - start < 1000
