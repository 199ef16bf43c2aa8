"""The selection as a value: what is set, and what is left when a part of it is taken away."""

from dataclasses import FrozenInstanceError, fields, replace

import pytest

from components.selection import Selection

FULL = Selection(
    page="evidence",
    part="sources",
    at="paper",
    event="talks",
    kind=("post", "meeting"),
    topic=("tea",),
    q="tea",
    start="2025-05-10",
    end="2025-05-11",
    clock="far",
    lanes="topic",
)


def test_every_field_has_a_default_and_a_filter_that_is_empty_lets_all_through() -> None:
    default = Selection()
    assert {field.name for field in fields(default) if getattr(default, field.name)} == {
        "page",
        "part",
        "lanes",
        "show",
    }


def test_a_selection_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        FULL.page = "timeline"  # type: ignore[misc]


def test_clearing_keeps_where_the_reader_is() -> None:
    left = FULL.cleared()
    assert left == Selection("evidence", "sources", "paper", "talks", clock="far", lanes="topic")


def test_another_page_keeps_the_filters_and_opens_at_its_beginning() -> None:
    there = FULL.to("people")
    assert (there.page, there.part, there.at, there.event) == ("people", "accounts", "", "")
    assert replace(there, page=FULL.page, part="sources", at="paper", event="talks") == FULL
    assert FULL.to("evidence", "passages", "paper.3").at == "paper.3"


@pytest.mark.parametrize(
    ("name", "value", "field", "left"),
    [
        ("kind", "post", "kind", ("meeting",)),
        ("kind", "", "kind", ()),
        ("topic", "tea", "topic", ()),
        ("kind", "interview", "kind", ("post", "meeting")),
        ("text", "", "q", ""),
    ],
)
def test_one_choice_is_taken_away_and_nothing_else(
    name: str, value: str, field: str, left: object
) -> None:
    after = FULL.without(name, value)
    assert getattr(after, field) == left
    others = {field.name for field in fields(FULL)} - {field}
    assert all(getattr(after, other) == getattr(FULL, other) for other in others)


def test_the_window_is_taken_away_with_both_its_ends() -> None:
    after = FULL.without("window")
    assert (after.start, after.end, after.q) == ("", "", "tea")


def test_a_role_is_that_of_people_and_goes_with_the_last_of_them() -> None:
    chosen = Selection(actor=("ann", "bob"), topic=("tea",), role="did")
    assert chosen.people == ("actor",)
    assert chosen.without("actor", "ann").role == "did"
    assert chosen.without("actor") == Selection(topic=("tea",))
    assert chosen.without("role") == replace(chosen, role="")
    assert Selection(topic=("tea",), role="did").role == chosen.cleared().role == ""
