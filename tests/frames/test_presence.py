"""Who was at which meeting: a cell for every pair, its state as the log says or as it follows."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events import Log, Presence
from components.frames import ABSENT, Cell, presence
from tests.frames.sample import make_log, small_log, the_log

THERE = ("participant", "speaker", "host")
_PARTS = st.fixed_dictionaries(
    {
        "actor": st.sampled_from([f"a{n}" for n in range(5)]),
        "role": st.sampled_from((*THERE, "subject", "author")),
        "presence": st.sampled_from((None, *Presence)),
        "citations": st.sampled_from(([], [{"source": "s0"}], [{"source": "s1"}])),
    }
)
_EVENTS = st.fixed_dictionaries(
    {
        "title": st.just("An event"),
        "kind": st.sampled_from(("meeting", "meeting", "post")),
        "status": st.sampled_from(("happened", "scheduled", "possible")),
        "when": st.just("2025"),
        "actors": st.lists(_PARTS, max_size=4),
        "citations": st.sampled_from(([], [{"source": "s1"}])),
    }
)


@st.composite
def meetings(draw: st.DrawFn) -> tuple[Log, list[str]]:
    """Draw a log and some of its events, in any order and perhaps twice."""
    seats = [draw(st.sampled_from((None, "d0", "d1", "d2"))) for _ in range(5)]
    actors = {
        f"a{n}": {
            "name": f"Actor {n}",
            "kind": "person",
            "seat": {"delegation": seat, "role": "member", "presence": "reported"}
            if seat
            else None,
        }
        for n, seat in enumerate(seats)
    }
    # The file's order of delegations is not that of their names.
    delegations = {name: {"name": name, "party": "p"} for name in ("d2", "d0", "d1")}
    sources = {name: {"title": name, "tier": "record", "kind": "news"} for name in ("s0", "s1")}
    events = {f"e{n}": event for n, event in enumerate(draw(st.lists(_EVENTS, max_size=5)))}
    log = make_log(
        {
            "parties": {"p": {"name": "P"}},
            "delegations": delegations,
            "actors": actors,
            "sources": sources,
            "events": events,
        }
    )
    shown = draw(st.lists(st.sampled_from(list(events)), max_size=6)) if events else []
    return log, shown


def expected(log: Log, actor: str, event: str) -> tuple[str, str, list[str]]:
    """Tell state, role and sources of a cell, from the sentence that defines them."""
    meeting = log.events[event]
    parts = [p for p in meeting.actors if p.actor == actor and p.role in THERE]
    if not parts:
        return ABSENT, "", []
    certain = [part for part in parts if part.presence]
    if certain:
        return str(certain[0].presence), certain[0].role, [c.source for c in certain[0].citations]
    state = "announced" if meeting.status == "scheduled" else "reported"
    return state, parts[0].role, [c.source for c in meeting.citations]


@given(meetings())
def test_every_pair_has_the_cell_that_the_log_gives(drawing: tuple[Log, list[str]]) -> None:
    log, shown = drawing
    table = presence(log, shown)
    assert list(table.cells) == [(a, e) for a in table.people for e in table.meetings]
    for (actor, event), cell in table.cells.items():
        assert (cell.actor, cell.event) == (actor, event)
        sources = [citation.source for citation in cell.citations]
        assert (cell.state, cell.role, sources) == expected(log, actor, event)


@given(meetings())
def test_meetings_keep_their_order_and_people_come_by_delegation(
    drawing: tuple[Log, list[str]],
) -> None:
    log, shown = drawing
    table = presence(log, shown)
    assert list(table.meetings) == [
        event
        for place, event in enumerate(shown)
        if log.events[event].kind == "meeting" and event not in shown[:place]
    ]
    in_order: list[str] = []
    for delegation in (*log.delegations, None):
        for actor in log.actors.values():
            seat = actor.seat.delegation if actor.seat else None
            if seat == delegation:
                in_order.append(actor.id)
    present = [
        actor
        for actor in in_order
        if any(expected(log, actor, event)[0] != ABSENT for event in table.meetings)
    ]
    assert list(table.people) == present


def test_without_a_word_on_it_a_presence_is_reported_and_rests_on_the_event() -> None:
    table = presence(small_log(), ["word", "talks", "plan"])
    assert table.meetings == ("talks",)
    assert table.people == ("ann", "eve")
    own = small_log().events["talks"].citations
    assert table.cells["eve", "talks"] == Cell("eve", "talks", "reported", "participant", own)


def test_a_scheduled_meeting_is_one_that_people_are_announced_for() -> None:
    event: dict[str, Any] = {"title": "T", "kind": "meeting", "status": "scheduled", "when": "2025"}
    event["actors"] = [{"actor": "ann", "role": "host"}]
    log = make_log({"actors": {"ann": {"name": "Ann", "kind": "person"}}, "events": {"e": event}})
    assert presence(log, ["e"]).cells["ann", "e"].state == Presence.ANNOUNCED


def test_no_events_make_an_empty_table() -> None:
    table = presence(the_log(), [])
    assert (table.people, table.meetings, dict(table.cells)) == ((), (), {})


def test_an_event_that_the_log_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        presence(the_log(), ["no-such-event"])


def test_the_own_log_tells_the_delegations_apart_by_how_surely_they_sat_there() -> None:
    table = presence(the_log(), list(the_log().events))
    seated = [actor.id for actor in the_log().actors.values() if actor.seat]
    assert list(table.people[: len(seated)]) == seated
    assert {actor: table.cells[actor, "geneva-talks"].state for actor in seated} == {
        "scott-bessent": "confirmed",
        "jamieson-greer": "confirmed",
        "he-lifeng": "confirmed",
        "li-chenggang": "confirmed",
        "liao-min": "confirmed",
        "wang-xiaohong": "disputed",
    }
    assert table.cells["wang-xiaohong", "china-press-conference"].state == ABSENT
    assert all(cell.citations for cell in table.cells.values() if cell.state != ABSENT)
