"""Words of a search are found in a text as it is written, whatever its accents and letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.frames import Findable, find_words, fold


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Zürich and ZURICH", "zurich", ["Zürich", "ZURICH"]),
        ("Z\N{LATIN SMALL LETTER U}\N{COMBINING DIAERESIS}rich", "ür", ["u\u0308r"]),
        ("Die Straße", "strasse", ["Straße"]),
        ("Ærøskøbing", "aer", ["Ær"]),
        ("ｔｅａ time", "tea", ["ｔｅａ"]),  # noqa: RUF001 - letters of full width
        ("各国の何立峰", "何立峰", ["何立峰"]),
        ("\u1100\u1161 가", "가", ["\u1100\u1161", "가"]),
        ("tariff tariffs", "tariff", ["tariff", "tariff"]),
        ("tea", "coffee", []),
        ("tea", "", []),
        ("tea teapot", "tea pot", ["tea", "teapot"]),
        ("a.b a+b", "a.b", ["a.b"]),
    ],
)
def test_words_are_found_as_they_are_written(text: str, typed: str, found: list[str]) -> None:
    places = find_words(text, fold(typed).split())
    assert [text[start:stop] for start, stop in places] == found


@given(st.text(max_size=40), st.data())
def test_what_a_search_finds_has_a_place(text: str, data: st.DataObject) -> None:
    words = fold(text).split()
    word = data.draw(st.sampled_from(words)) if words else "x"
    places = find_words(text, [word])
    ends = [end for place in places for end in place]
    assert ends == sorted(ends)
    assert all(start < stop <= len(text) for start, stop in places)
    if not words:
        assert not places


@given(st.text(st.sampled_from("aZ \n\u0301\u0308ßＡ각\u1100\u1161\u200dİ漢ς"), max_size=12))  # noqa: RUF001
def test_what_is_plain_is_folded_at_once_and_with_the_same_result(text: str) -> None:
    whole, spelt = Findable.of(text), Findable.of(f"{text}漢")
    assert f"{whole.folded}漢" == spelt.folded
    place = len(whole.folded)
    assert list(spelt.starts)[:place] == (list(whole.starts) or list(range(place)))
    assert list(spelt.stops)[:place] == (list(whole.stops) or list(range(1, place + 1)))
