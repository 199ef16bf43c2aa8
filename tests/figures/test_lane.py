"""The lanes in which events are counted: in which order, and under which heading."""

from itertools import groupby

from components.events import Log
from components.figures.lane import LaneLabel, lane_labels
from components.figures.row import Names
from components.selection import option_names
from tests.frames.sample import facts_of, make_log, small_log, the_log


def all_lanes(log: Log, by: str, names: Names) -> list[LaneLabel]:
    return lane_labels(log, by, names, {*log.actors, *names.get(by, ())})


def test_actors_stand_by_party_the_seated_first_and_others_last() -> None:
    assert all_lanes(small_log(), "actor", {}) == [
        ("ann", "Ann Ångström", "Northern delegation"),
        ("bob", "Bob", "North, not seated"),
        ("eve", "Eve", "Southern delegation"),
        ("host", "The host", "Others"),
    ]


def test_an_id_that_reads_nobody_is_a_lane_like_others() -> None:
    log = small_log()
    assert all_lanes(log, "topic", option_names(facts_of(log))) == [
        ("tea", "Tea", ""),
        ("nobody", "Nobody's business", ""),
    ]


def test_only_the_lanes_that_are_asked_for_are_named() -> None:
    log = small_log()
    assert lane_labels(log, "actor", {}, {"eve", "no-such-id"}) == [
        ("eve", "Eve", "Southern delegation")
    ]
    names = option_names(facts_of(log))
    assert [lane.id for lane in lane_labels(log, "topic", names, ["nobody"])] == ["nobody"]


def test_kinds_and_sources_have_their_names() -> None:
    log = small_log()
    names = option_names(facts_of(log))
    assert ("statement", "Statement", "") in all_lanes(log, "kind", names)
    assert [lane.name for lane in all_lanes(log, "source", names)][-1] == "A note"


def test_a_log_without_parties_has_no_headings() -> None:
    log = make_log({"actors": {"ann": {"name": "Ann", "kind": "person"}}, "events": {}})
    assert all_lanes(log, "actor", {}) == [("ann", "Ann", "")]


def test_the_delegations_of_the_real_log_follow_one_another() -> None:
    log = the_log()
    lanes = all_lanes(log, "actor", {})
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
            if actor.seat and actor.seat.delegation == delegation.id
        ]
