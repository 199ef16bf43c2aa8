"""Folding for search: what is the same to a reader compares equal, nothing else does."""

import random
import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.frames.postings import unpack
from components.frames.text import Vocabulary, fold
from tests.pace import timed


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
        ("Jørgen", "JORGEN"),
        ("Łódź", "lodz"),
        ("Đà Nẵng", "da nang"),
        ("Mo\N{COMBINING ACUTE ACCENT}ðir", "modir"),
        ("Ħamrun", "hamrun"),
        ("Diyarbak\N{LATIN SMALL LETTER DOTLESS I}r", "DIYARBAKIR"),
        ("Ærø", "aero"),
        ("\N{LATIN SMALL LETTER AE WITH MACRON}", "AE"),
        ("Œuvre", "oeuvre"),
        ("Þór", "thor"),
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
    ("one", "other"), [("が", "か"), ("ば", "ぱ"), ("각", "가"), ("ดุ", "ด"), ("क़", "क")]
)
def test_letters_that_only_look_accented_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("text", [r".*+?^$()[]{}|\\", "C++", "a.b", "[x-z]", "(?i)", "\\d"])
def test_what_a_pattern_is_made_of_stays_as_it_is(text: str) -> None:
    assert fold(text) == text.casefold()


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0x24F)))
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


@pytest.mark.parametrize("marks", ["\u0300\u0316", "\u3099\u094d"])
def test_a_tower_of_marks_takes_no_longer_than_as_much_text(marks: str) -> None:
    # sorted all at once, as Unicode has it, these take a minute
    folded, seconds = timed(lambda: fold("a" + marks * 100_000 + " tea"))
    assert seconds < 5
    assert folded.endswith(" tea")


def test_a_long_word_is_folded_like_its_parts() -> None:
    word = "Zürich" * 1000
    assert fold(f"{word} \uff34ea") == "zurich" * 1000 + " tea"
    assert fold("何立峰" * 200) == "何立峰" * 200


# few letters, so that words contain one another; bytes of one character begin another's
LETTERS = "ab.何立安é\ud800\udc00\N{DESERET CAPITAL LETTER LONG I}"
TEXTS = st.lists(st.text(LETTERS + " \n\t\N{NO-BREAK SPACE}\x1c\x85", max_size=12), max_size=70)


@given(TEXTS, st.text(LETTERS, min_size=1, max_size=4), st.randoms())
def test_a_search_finds_the_texts_that_contain_what_is_sought(
    texts: list[str], part: str, shuffler: random.Random
) -> None:
    rows = list(range(len(texts)))
    shuffler.shuffle(rows)
    vocabulary = Vocabulary.of(texts, np.array(rows, dtype=np.int32))
    mask = unpack(vocabulary.holding(part), len(texts)).tolist()
    assert [mask[row] for row in rows] == [part in text for text in texts]


def test_a_search_goes_through_many_texts_in_pieces() -> None:
    texts = [f"tea {number}" for number in range(70_000)] + ["何立峰"]
    vocabulary = Vocabulary.of(texts, np.arange(len(texts), dtype=np.int32)[::-1].copy())
    for part in ("tea", "6", "69", "699", "立", "tea6", "x", "a" * 1000):
        mask = unpack(vocabulary.holding(part), len(texts))[::-1].tolist()
        assert mask == [part in text for text in texts], part
