"""The library `edtf` reads the same texts and finds the same days: an independent oracle.

It reads no clock times, so those have tests of their own.
"""

from datetime import date
from time import struct_time

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events import day_number, parse_when

DAY = 86_400_000


def bound(value: struct_time | float, days: int) -> int | None:
    """Give the library's bound in milliseconds, `days` later; None when it is infinite."""
    if isinstance(value, float):
        return None
    return (day_number(value.tm_year, value.tm_mon, value.tm_mday) + days) * DAY


def agree(text: str) -> None:
    ours, theirs = parse_when(text, "UTC"), parse_edtf(text)
    assert ours.start == bound(theirs.lower_strict(), 0)
    assert ours.stop == bound(theirs.upper_strict(), 1)


@pytest.mark.parametrize(
    "text",
    [
        *("2025", "2025-05", "2025-05-11", "2024-02-29", "1900-02-28"),
        *("2025-05-XX", "2024-02-XX", "2025-XX", "2025-XX-XX", "201X", "20XX", "1XXX", "-201X"),
        *("0000", "-0043", "-0044-03-15", "Y-17000", "Y170000"),
        *("2025-05-10/2025-05-11", "2025-05/2025-05-10", "2024/2025", "-0044/-0043"),
        *("2025-05-08/..", "../2025-05-10", "2025-05-10~/2025-05-11?"),
        *("[2025-05-10,2025-05-11]", "[2025-05-10..2025-05-12]", "[..2025-05-10]"),
        *("[2025-05-11..]", "[2025-05-08,2025-05-10..2025-05-12]"),
    ],
)
def test_the_forms_of_the_subset_cover_the_same_days(text: str) -> None:
    agree(text)


@pytest.mark.parametrize("text", ["2025-05-11", "2025-05", "2025"])
def test_the_three_flags_mean_the_same(text: str) -> None:
    for flag in ("", "?", "~", "%"):
        ours, theirs = parse_when(text + flag, "UTC"), parse_edtf(text + flag)
        both = theirs.is_uncertain_and_approximate
        assert ours.uncertain == (theirs.is_uncertain or both)
        assert ours.approximate == (theirs.is_approximate or both)


@st.composite
def pairs(draw: st.DrawFn) -> list[str]:
    """Write two dates of the same precision, the earlier one first."""
    length = draw(st.sampled_from([4, 7, 10, 10]))
    pair = draw(st.lists(st.dates(date(1, 1, 1)), min_size=2, max_size=2))
    return sorted(str(date)[:length] for date in pair)


@given(pairs(), st.sampled_from(["{}", "{}/{}", "[{}..{}]", "[{},{}]", "{}/..", "[{}..]"]))
@settings(max_examples=50)
def test_dates_ranges_and_intervals_of_any_year_cover_the_same_days(
    pair: list[str], form: str
) -> None:
    agree(form.format(*pair))
