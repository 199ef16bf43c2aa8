"""Quotations are found by the marks of many languages, in one pass."""

import pytest

from components.events import quotations


def words_of(text: str) -> list[str]:
    return [quotation.words for quotation in quotations(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Yes,” she said, “and no.”", ["Yes,", "and no."]),
        ('"Yes," she said, "and no."', ["Yes,", "and no."]),
        ("„Ja“, sagte er.", ["Ja"]),
        ("„Ja”, sagte er.", ["Ja"]),
        ("»Ja«, sagte er.", ["Ja"]),
        ("« Oui », dit-il.", ["Oui"]),
        ("‹Ja›, sagte er.", ["Ja"]),
        ("‘I don’t,’ she said.", ["I don’t,"]),
        ("'I don't,' she said.", ["I don't,"]),
        ("他说「好」。", ["好"]),
        (
            "‘It’s the dogs’ turn, not the cats’ turn.’",
            ["It’s the dogs’ turn, not the cats’ turn."],
        ),
        ("He said ‘the boys’ supper’ would do.", ["the boys’ supper"]),
        ("They are ‘the boys’ and took the girls’ bikes.", ["the boys"]),
        ("‘Yes’ is a word, ‘no’ another.", ["Yes", "no"]),
        ("“He said ‘no’ to me,” she said.", ["He said ‘no’ to me,"]),
        ("„Der Satz ‚So ist das‘ stimmt“, sagte er.", ["Der Satz ‚So ist das‘ stimmt"]),
    ],
)
def test_what_stands_between_marks_is_found(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "It’s the dogs’ turn.",
        "a 5\" nail and a 7' wall",
        "No “ mark is closed.",
        "",
    ],
)
def test_what_is_no_quotation_is_not_found(text: str) -> None:
    assert words_of(text) == []


def test_a_paragraph_of_a_longer_speech_is_open_to_its_end() -> None:
    (quotation,) = quotations("“This is the first of two paragraphs.")
    assert not quotation.is_closed
    assert quotation.words == "This is the first of two paragraphs."


def test_a_speech_that_goes_on_in_the_next_paragraph_is_open_to_the_end_of_this_one() -> None:
    (quotation,) = quotations("He said: “This is the first.", "“This is the second.”")
    assert (quotation.words, quotation.is_closed) == ("This is the first.", False)
    assert quotations("He said: “This is the first.", "This is no speech.") == ()


def test_a_mark_that_is_never_closed_does_not_swallow_those_behind_it() -> None:
    assert words_of("It cost “five, she said, and ‘that is it’.") == ["that is it"]


def test_thousands_of_marks_are_read() -> None:
    assert len(quotations("“a” " * 20_000)) == 20_000
    assert len(quotations("“" * 100_000)) == 1
