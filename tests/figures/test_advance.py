"""How wide a text is, and how it breaks into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.figures import advance


@given(st.text(min_size=1, max_size=200), st.floats(5, 400))
def test_a_word_wider_than_a_line_breaks_into_lines_that_fit(text: str, room: float) -> None:
    lines = advance.wrap(text, room, 13)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert len(line) == 1 or advance.text_width(line, 13) <= room + 1e-6


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
