"""How wide a text is, and how it breaks into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.figures import advance


@given(st.text(min_size=1, max_size=200), st.floats(5, 400))
def test_a_word_wider_than_a_line_breaks_into_lines_that_fit(text: str, room: float) -> None:
    lines = advance.wrap(text, room, 13)
    assert _letters("".join(lines)) == _letters(text)
    most = room * (1.5 if any("\u0600" <= letter <= "\ufefc" for letter in text) else 1)
    for line in lines:
        assert len(_letters(line)) == 1 or advance.text_width(line, 13) <= most + 1e-6


def _letters(text: str) -> str:
    """Return a text without blanks and marks of direction."""
    return "".join(text.split()).translate({0x200E: None, 0x200F: None})


def test_a_word_whose_letters_join_is_not_cut_before_it_has_to_be() -> None:
    assert advance.wrap("الولايات المتحدة", 76, 13, bold=True) == ("الولايات", "المتحدة")
    assert len(advance.wrap("الولايات" * 4, 76, 13)) > 1
    assert advance.wrap("ארצות הברית", 90, 13) == ("ארצות", "הברית")
    assert advance.text_width("ארצות", 10) < advance.text_width("переговоры"[:5], 10)


def test_a_word_without_end_is_measured_a_few_times_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    measured = 0
    true_advance = advance.advance

    def counted(letter: str, *, bold: bool = False) -> int:
        nonlocal measured
        measured += 1
        return true_advance(letter, bold=bold)

    monkeypatch.setattr(advance, "advance", counted)
    word = "endless" * 3_000
    assert "".join(advance.wrap(word, 90, 12.5)) == word
    assert measured < 3 * len(word)
