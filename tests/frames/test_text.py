"""Folding for search: what is the same to a reader compares equal, nothing else does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.frames.text import fold

DOTLESS = "\N{LATIN SMALL LETTER DOTLESS I}"  # its capital is a plain I


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Zürich", "ZURICH"),
        ("Zu\N{COMBINING DIAERESIS}rich", "zürich"),
        ("Straße", "STRASSE"),
        ("Ελλάδα", "ΕΛΛΑΔΑ"),
        ("Σίσυφος", "ΣΙΣΥΦΟΣ"),
        ("Ёлка", "ЕЛКА"),
        ("İstanbul", "istanbul"),
        ("Việt Nam", "VIET NAM"),
        ("\uff34\uff21LKS\u3000\uff11\uff12", "talks 12"),
        ("ﾄﾗﾝﾌﾟ", "トランプ"),
        ("ﬁnal \N{ROMAN NUMERAL TWELVE}", "FINAL xii"),
        ("何\uf9f7", "何立"),
        ("بَيْت", "بيت"),
        ("می\N{ZERO WIDTH NON-JOINER}خواهم", "میخواهم"),
        ("tar\N{SOFT HYPHEN}iff", "tariff"),
        ("  two\N{NO-BREAK SPACE}\n words ", "Two Words"),
    ],
)
def test_case_accents_width_and_white_space_make_no_difference(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


@pytest.mark.parametrize(
    "text",
    [
        "何立峰",
        "がんばる",
        "ポスト",
        "한국어",
        "हिन्दी",
        "ภาษาไทย",
        "বাংলা",
        "தமிழ்",
        "עברית",
        "日本語",
    ],
)
def test_scripts_without_case_or_accents_come_out_as_they_are(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert fold(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("one", "other"), [("が", "か"), ("ば", "ぱ"), ("각", "가"), ("ดุ", "ด"), ("क़", "क"), ("ø", "o")]
)
def test_letters_that_only_look_accented_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("text", [r".*+?^$()[]{}|\\", "C++", "a.b", "[x-z]", "(?i)", "\\d"])
def test_what_a_pattern_is_made_of_stays_as_it_is(text: str) -> None:
    assert fold(text) == text.casefold()


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0x24F, exclude_characters=DOTLESS)))
def test_case_makes_no_difference_to_latin_letters(text: str) -> None:
    assert fold(text) == fold(text.upper()) == fold(text.lower())


@given(st.text())
def test_every_form_of_normalised_text_folds_alike(text: str) -> None:
    forms = {fold(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert forms == {fold(text)}


@given(st.text())
def test_no_white_space_but_single_blanks_is_left(text: str) -> None:
    folded = fold(text)
    assert folded.split() == [word for word in folded.split(" ") if word]
    assert folded == folded.strip()
