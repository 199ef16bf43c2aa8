"""Templates: texts from right to left are held together, all others stay as they are."""

import pytest

from components.wording import directed, has_right_to_left, isolated, listed, without_isolates
from components.wording.filters import FILTERS
from components.wording.sentence import all_of, any_of
from components.wording.template import template

ARABIC, HEBREW = "قال الوزير: 30%.", "חלק 2."


@pytest.mark.parametrize("text", ["", "Talks", "“Größe”: 30 %", "会谈", "переговоры", "३"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert not has_right_to_left(text)
    assert isolated(text) == text
    assert template("on {}")(text) == f"on {text}"


@pytest.mark.parametrize("text", [ARABIC, HEBREW, "Meeting at בית", "ﷺ", "𐤀", "𞤀"])
def test_texts_from_right_to_left_are_isolated_once(text: str) -> None:
    assert has_right_to_left(text)
    assert isolated(text) == f"\u2068{text}\u2069"
    assert isolated(isolated(text)) == isolated(text)


def test_two_isolates_beside_each_other_are_held_together_by_a_third() -> None:
    both = any_of([ARABIC, HEBREW])
    assert both == f"\u2068{ARABIC}\u2069 or \u2068{HEBREW}\u2069"
    assert isolated(both) == f"\u2068{both}\u2069"


def test_a_single_name_is_held_together_in_a_sentence_of_no_template() -> None:
    assert any_of([HEBREW]) == all_of([HEBREW]) == isolated(HEBREW)
    assert any_of([]) == all_of([]) == listed([]) == ""
    assert listed(["Ann", HEBREW, "Ann"]) == f"Ann, {isolated(HEBREW)}"


def test_data_have_no_isolates() -> None:
    assert without_isolates(any_of([ARABIC, HEBREW])) == f"{ARABIC} or {HEBREW}"


def test_numbers_keep_their_form_in_a_template() -> None:
    assert template("{} ({:,})")(HEBREW, 1234) == f"\u2068{HEBREW}\u2069 (1,234)"


@pytest.mark.parametrize("row", FILTERS, ids=lambda row: row.key)
def test_every_clause_of_the_sentence_isolates_its_names(row: object) -> None:
    said = row.clause(all_of([HEBREW, "Ann"]))  # type: ignore[attr-defined]
    assert said.count("\u2068") == said.count("\u2069") >= 1


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (("قال الوزير:", "30%. 3."), ("قال الوزير:", "\u200f30%. 3.")),
        ((f"09:00 {HEBREW}", "CNBC 3."), (f"09:00 {HEBREW}", "\u200fCNBC 3.")),
        (("CNBC", HEBREW), ("CNBC", f"\u200e{HEBREW}")),
        (("Talks in", "Geneva 2."), ("Talks in", "Geneva 2.")),
        ((isolated(HEBREW), "Talks at"), (isolated(HEBREW), "Talks at")),
        ((), ()),
    ],
)
def test_each_line_of_a_text_has_the_direction_of_the_whole(
    lines: tuple[str, ...], shown: tuple[str, ...]
) -> None:
    assert directed(lines) == shown
    assert all(map(has_right_to_left, (line for line in shown if "\u200f" in line)))
