"""The lanes of a picture: in which order, under which heading, and which an event stands in."""

from itertools import groupby

import pytest

from components.figures.lane import LANES, NOBODY, LaneLabel, event_lanes, lanes_for
from components.selection import option_names
from tests.frames.sample import facts_of, make_log, of_whens, small_log, the_log


def lanes(by: str, *events: str) -> list[LaneLabel]:
    log = small_log()
    return lanes_for(log, [log.events[event] for event in events], by, option_names(facts_of(log)))


def test_actors_stand_by_party_the_seated_first_and_others_last() -> None:
    assert lanes("actor", "talks", "word", "plan") == [
        ("ann", "Ann Ångström", "Northern delegation"),
        ("bob", "Bob", "North, not seated"),
        ("eve", "Eve", "Southern delegation"),
        ("", "Nobody named", "Others"),
    ]


def test_only_lanes_with_an_event_are_offered() -> None:
    assert [lane.id for lane in lanes("actor", "word")] == ["bob"]
    assert [lane.id for lane in lanes("topic", "talks")] == ["tea"]
    assert lanes("kind") == []


def test_an_id_that_reads_nobody_is_not_taken_for_nobody() -> None:
    assert lanes("topic", "talks", "word", "plan") == [
        ("tea", "Tea", ""),
        ("nobody", "Nobody's business", ""),
        (NOBODY, "No topic", ""),
    ]


def test_kinds_and_sources_have_their_names() -> None:
    assert lanes("kind", "word", "plan") == [
        ("statement", "Statement", ""),
        ("announcement", "Announcement", ""),
    ]
    assert [lane.name for lane in lanes("source", "talks", "plan")] == ["Press: A paper", "A note"]


@pytest.mark.parametrize("by", LANES)
def test_an_event_stands_once_in_each_of_its_lanes_and_in_one_at_least(by: str) -> None:
    for log in (the_log(), small_log(), of_whens("2025-05-11")):
        offered = {
            lane.id
            for lane in lanes_for(log, list(log.events.values()), by, option_names(facts_of(log)))
        }
        for event in log.events.values():
            own = event_lanes(event, by)
            assert len(set(own)) == len(own) > 0
            # beyond a number of lanes, the rest are one
            assert set(own) <= offered or NOBODY in offered


def test_a_log_without_parties_has_no_headings() -> None:
    log = make_log(
        """
        actors: {ann: {name: Ann, kind: person}}
        events:
          one: {title: One, kind: post, when: 2025, actors: [{actor: ann, role: author}]}
          two: {title: Two, kind: post, when: 2025}
        """
    )
    assert lanes_for(log, list(log.events.values()), "actor", {}) == [
        ("ann", "Ann", ""),
        ("", "Nobody named", ""),
    ]


def test_the_delegations_of_the_real_log_follow_one_another() -> None:
    log = the_log()
    lanes = lanes_for(log, list(log.events.values()), "actor", {})
    groups = list(dict.fromkeys(lane.group for lane in lanes))
    assert groups[:4] == [
        "US delegation",
        "United States, not seated",
        "Chinese delegation",
        "China, not seated",
    ]
    # a heading stands once: no group is torn apart
    starts = [group for group, _ in groupby(lane.group for lane in lanes)]
    assert len(set(starts)) == len(starts)
    for delegation in log.delegations.values():
        seated = [lane.id for lane in lanes if lane.group == delegation.name]
        assert seated == [
            actor.id
            for actor in log.actors.values()
            if actor.seat and actor.seat.delegation == delegation.id and actor.id in seated
        ]
