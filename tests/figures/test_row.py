"""The rows of the picture: which there are, and in which of them an event stands or has a tick."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events import Log
from components.figures.row import NOBODY, Rows, Tie, arrange_rows, row_keys
from components.figures.side import OTHERS, TOGETHER
from tests.figures.column_sample import assert_sound, plan_of
from tests.frames.sample import logs, make_log, options_of, small_log, the_log

MODES = ("side", "actor", "topic", "kind", "source")


def rows_of(log: Log, by: str) -> Rows:
    return arrange_rows(log, by, log.events.values(), options_of(log))


def names(log: Log, by: str) -> list[str]:
    return [head.name for head in rows_of(log, by).heads]


def with_tables(events: int = 1, **tables: Any) -> Log:  # noqa: ANN401
    """Make a log of plain events in turn of each actor and topic of `tables`."""
    actors, topics = list(tables.get("actors", {})), list(tables.get("topics", {}))
    return make_log(
        {
            **tables,
            "events": {
                f"e{n}": {
                    "title": f"Event {n}",
                    "kind": "post",
                    "when": "2025-05-11",
                    "actors": [{"actor": actors[n % len(actors)], "role": "speaker"}]
                    if actors
                    else [],
                    "topics": [topics[n % len(topics)]] if topics else [],
                }
                for n in range(events)
            },
        }
    )


def parties(count: int) -> dict[str, Any]:
    return {
        "parties": {f"p{n}": {"name": f"Party {n}"} for n in range(count)},
        "actors": {
            f"a{n}": {"name": f"Actor {n}", "kind": "person", "party": f"p{n}"}
            for n in range(count)
        },
    }


@pytest.mark.parametrize(
    ("tables", "keys"),
    [
        ({}, ("kind",)),
        ({"topics": {"t": {"name": "T"}}}, ("kind", "topic")),
        ({"topics": {"t": {"name": "T"}, "u": {"name": "U"}}}, ("topic", "kind")),
        (parties(1), ("kind", "actor")),
        (
            {**parties(1), "topics": {"t": {"name": "T"}, "u": {"name": "U"}}},
            ("kind", "actor", "topic"),
        ),
        (
            {
                "actors": {
                    "a": {"name": "A", "kind": "person"},
                    "b": {"name": "B", "kind": "person"},
                }
            },
            ("actor", "kind"),
        ),
        (
            {
                "actors": {
                    "a": {"name": "A", "kind": "person"},
                    "b": {"name": "B", "kind": "person"},
                },
                "kinds": {"hearing": {"name": "Hearing", "plural": "Hearings", "shape": "met"}},
            },
            ("kind", "actor"),
        ),
        (
            {"actors": {f"a{n}": {"name": "A", "kind": "person"} for n in range(7)}},
            ("kind", "actor"),
        ),
        (parties(2), ("side", "actor", "kind")),
    ],
)
def test_a_log_opens_with_its_sides_else_with_topics_actors_or_kinds(
    tables: dict[str, Any], keys: tuple[str, ...]
) -> None:
    assert row_keys(with_tables(**tables)) == keys


def test_members_of_the_delegations_stand_around_what_they_did_together() -> None:
    rows = rows_of(the_log(), "actor")
    assert [head.name for head in rows.heads] == [
        *("Scott Bessent", "Jamieson Greer", "Together"),
        *("He Lifeng", "Li Chenggang", "Liao Min", "Wang Xiaohong"),
        *("United States, not seated", "China, not seated", "Hosts, press"),
    ]
    groups = [(head.name, head.group) for head in rows.heads if head.group]
    assert groups == [("Scott Bessent", "US delegation"), ("He Lifeng", "Chinese delegation")]
    assert [head.hues for head in rows.heads[:4]] == [(0,), (0,), (0, 1), (1,)]


def test_a_tick_says_who_took_part_and_who_was_spoken_of() -> None:
    stands = rows_of(the_log(), "actor").stands
    tough = stands["greer-tough-negotiators"]
    assert tough.row == "jamieson-greer"
    spoken_of = ("he-lifeng", "li-chenggang", "liao-min")
    assert tough.ties == dict.fromkeys(spoken_of, Tie.SPOKEN_OF)
    press = stands["china-press-conference"]
    assert press.row == "he-lifeng"
    assert press.ties == {"li-chenggang": Tie.TOOK_PART, "liao-min": Tie.TOOK_PART}
    talks = stands["geneva-talks"]
    assert talks.row == TOGETHER
    assert talks.ties["wang-xiaohong"] is Tie.SPOKEN_OF  # disputed, so not a part for sure


def test_the_first_topic_and_source_give_the_row_and_the_others_a_tick() -> None:
    log = small_log()
    assert rows_of(log, "source").stands["plan"].ties == {}  # the note has no event of its own
    events = {
        "a": {"title": "A", "kind": "post", "when": "2025", "topics": ["t", "u"]},
        "b": {"title": "B", "kind": "post", "when": "2025", "topics": ["u"]},
        "c": {"title": "C", "kind": "post", "when": "2025"},
    }
    log = make_log({"topics": {"t": {"name": "T"}, "u": {"name": "U"}}, "events": events})
    rows = rows_of(log, "topic")
    assert [head.name for head in rows.heads] == ["T", "U", "No topic"]
    assert (rows.stands["a"].row, rows.stands["a"].ties) == ("t", {"u": Tie.ALSO})
    assert rows.stands["c"].row == NOBODY


def test_beyond_six_sides_the_smallest_are_one_row() -> None:
    log = with_tables(17, **parties(9))  # p8 has one event, all others two
    assert names(log, "side") == [
        *("Party 0", "Party 1", "Party 2", "Party 3", "Party 4", "Party 5", "3 more sides")
    ]
    stands = rows_of(log, "side").stands
    assert stands["e8"].row == OTHERS == stands["e6"].row


def test_up_to_twelve_rows_where_they_are_not_the_first() -> None:
    log = with_tables(40, **parties(20))
    assert names(log, "actor") == [*(f"Actor {n}" for n in range(12)), "8 more actors"]


def test_two_of_three_sides_stand_together_in_no_hue_of_two() -> None:
    tables = parties(3)
    events = {
        "e": {
            **{"title": "E", "kind": "meeting", "when": "2025"},
            "actors": [{"actor": f"a{n}", "role": "participant"} for n in (1, 2)],
        }
    }
    (head,) = rows_of(make_log({**tables, "events": events}), "side").heads
    assert (head.id, head.hues) == (TOGETHER, ())


@settings(max_examples=80, deadline=None)
@given(logs(), st.sampled_from(MODES))
def test_every_event_has_one_row_and_ticks_only_in_others(log: Log, by: str) -> None:
    rows = rows_of(log, by)
    ids = [head.id for head in rows.heads]
    assert len(ids) == len(set(ids))
    assert set(rows.stands) == set(log.events)
    touched = set()
    for stand in rows.stands.values():
        assert stand.row in ids
        assert set(stand.ties) <= set(ids) - {stand.row}
        touched |= {stand.row, *stand.ties}
    assert set(ids) == touched


@settings(max_examples=60, deadline=None)
@given(logs(), st.sampled_from(MODES), st.sampled_from([390, 768, 1160]))
def test_a_picture_is_sound_with_any_rows(log: Log, by: str, width: int) -> None:
    if by in row_keys(log):
        assert_sound(plan_of(log, width, by=by), list(log.events))


@pytest.mark.parametrize("width", [390, 700, 768, 1160, 1440, 1920])
@pytest.mark.parametrize("by", MODES)
def test_the_picture_of_the_log_is_sound_with_any_rows(by: str, width: int) -> None:
    assert_sound(plan_of(the_log(), width, by=by), list(the_log().events))


@pytest.mark.parametrize("width", [1000, 1160, 1920])
@pytest.mark.parametrize("log", [the_log, small_log], ids=lambda log: log.__name__)
def test_other_rows_move_nothing_sideways(log: object, width: int) -> None:
    assert callable(log)
    first, *others = (plan_of(log(), width, by=by) for by in row_keys(log()))
    for other in others:
        assert other.gutter == first.gutter
        assert [(c.name, c.x, c.width) for c in other.columns] == [
            (c.name, c.x, c.width) for c in first.columns
        ]
        assert other.since_height == first.since_height
