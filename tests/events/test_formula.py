"""The guard against formulas in tables, on and off again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events import guarded, unguarded

CELLS = st.text(st.sampled_from("'=+-@|%\t\r\n\0 a1\u00a0\N{FULLWIDTH EQUALS SIGN}"), max_size=6)


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "|calc", "%0A=1", "\t1"),
        *(" =1+1", "\u00a0=1", "\N{FULLWIDTH EQUALS SIGN}1", "\N{FULLWIDTH COMMERCIAL AT}A1"),
        *("'=1", "''-30"),
    ],
)
def test_what_would_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", " ", "a=1", "'", "'90s", "'a=1", "1-1", "\u2212 1", "50 %"])
def test_every_other_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


@given(CELLS)
def test_the_guard_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in frozenset("=+-@|%")
