"""The steps of a walk: their addresses, the views that they show, the words that they quote."""

from dataclasses import replace

import pytest

from components.selection import (
    Selection,
    at_step,
    citation_of,
    decode,
    stop_of,
    stops,
    view_of_step,
)
from tests.frames.sample import facts_of, small_log, the_log
from tests.selection.sample import view_of

STEPS = len(stops(view_of()))


def test_an_address_names_a_step_and_nothing_else_is_chosen() -> None:
    facts = facts_of(the_log())
    assert decode({"walk": ["4"]}, facts) == (Selection(walk="4"), ())
    drawn = {"walk": ["4"], "clock": ["washington"], "lanes": ["actor"], "show": ["list"]}
    selection, ignored = decode(drawn, facts)
    assert (selection.walk, selection.clock, selection.lanes, ignored) == (
        *("4", "washington", "actor"),
        (),
    )


@pytest.mark.parametrize(
    ("asked", "walk"),
    [(str(STEPS + 1), str(STEPS)), ("999", str(STEPS)), ("0", ""), ("04", ""), ("four", "")],
)
def test_a_step_that_is_not_there_gives_the_nearest_view_and_is_named(
    asked: str, walk: str
) -> None:
    selection, (ignored,) = decode({"walk": [asked]}, facts_of(the_log()))
    assert selection == Selection(walk=walk)
    assert (ignored.key, ignored.value) == ("walk", asked)
    assert ignored.why == f"the walk has the steps 1 to {STEPS}"


def test_a_log_without_a_walk_has_no_step() -> None:
    selection, (ignored,) = decode({"walk": ["1"]}, facts_of(small_log()))
    assert (selection, ignored.why) == (Selection(), "this log has no walk")
    assert not stops(view_of(small_log()))


@pytest.mark.parametrize(
    "other",
    [
        {"topic": ["tariffs"]},
        {"event": ["geneva-talks"]},
        {"page": ["people"]},
        {"from": ["2025-05-10"]},
        {"q": ["tea"]},
    ],
)
def test_what_else_is_chosen_counts_and_the_step_is_named(other: dict[str, list[str]]) -> None:
    facts = facts_of(the_log())
    selection, ignored = decode({**other, "walk": ["4"]}, facts)
    assert selection == decode(other, facts)[0]
    assert [(part.key, part.value) for part in ignored] == [("walk", "4")]
    # one reason is enough
    assert len(decode({**other, "walk": [str(STEPS + 1)]}, facts)[1]) == 1


def test_any_other_choice_leaves_the_walk() -> None:
    walking = Selection(walk="4", clock="washington")
    assert replace(walking, event="geneva-talks").walk == ""
    assert replace(walking, topic=("tariffs",)).walk == ""
    assert replace(walking, lanes="actor").walk == "4"
    assert walking.to("timeline") == Selection(clock="washington")
    assert walking.in_view() == Selection(clock="washington")
    assert not walking.has_filters
    assert at_step(walking, 5) == Selection(walk="5", clock="washington")


def test_each_step_opens_its_event_and_shows_what_it_says() -> None:
    view = view_of(walk="1")
    for stop in stops(view):
        shown = view_of_step(view, stop)
        assert shown.selection.event == stop.event
        assert {stop.event, *stop.step.focus} == stop.focus
        assert shown.answer.matching
        cited = citation_of(view, stop)
        assert bool(cited) == bool(stop.step.quote)
        if cited and stop.step.quote:
            assert (cited.quote, bool(cited.speaker)) == (stop.step.quote.text, True)
            assert cited.verbatim or cited.translated_from


def test_the_readers_clock_goes_along() -> None:
    view = view_of(walk="2", clock="washington")
    assert view_of_step(view, stops(view)[1]).selection.clock == "washington"


def test_a_view_is_at_the_step_of_its_address_or_at_none() -> None:
    stop = stop_of(view_of(walk=str(STEPS)))
    assert stop and stop.is_last and stop.number == STEPS
    first = stop_of(view_of(walk="1"))
    assert first and not first.is_last
    assert stop_of(view_of()) is None
