"""The lanes of the timeline: which lanes a log has, their headings, and the lanes of an event."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from components import wording
from components.events import Event, Log

LANES = ("actor", "topic", "kind", "source")
MOST_LANES = 40
NOBODY = ""  # the lane of events that belong in none; no id is empty


class LaneLabel(NamedTuple):
    """A lane before it is placed: its id and name, and the group it stands under."""

    id: str
    name: str
    group: str = ""


def _actor_lanes(log: Log) -> list[LaneLabel]:
    """Return a lane per actor, by party: the seated by delegation, then the rest; others last."""
    lanes: list[LaneLabel] = []
    people = list(log.actors.values())
    for party in log.parties.values():
        delegations = [seats for seats in log.delegations.values() if seats.party == party.id]
        for delegation in delegations:
            lanes += [
                LaneLabel(actor.id, actor.name, delegation.name)
                for actor in people
                if actor.seat and actor.seat.delegation == delegation.id
            ]
        group = wording.legend.not_seated(party.name) if delegations else party.name
        lanes += [
            LaneLabel(actor.id, actor.name, group)
            for actor in people
            if actor.party == party.id and not actor.seat
        ]
    others = wording.legend.OTHERS if log.parties else ""
    lanes += [
        LaneLabel(actor.id, actor.name, others)
        for actor in people
        if not actor.party and not actor.seat
    ]
    return [*lanes, LaneLabel(NOBODY, wording.legend.NOBODY["actor"], others)]


def event_lanes(event: Event, by: str) -> tuple[str, ...]:
    """Return the ids of the lanes in which an event stands, one at least, each once."""
    ids: Sequence[str]
    if by == "actor":
        ids = [part.actor for part in event.actors]
    elif by == "topic":
        ids = event.topics
    elif by == "kind":
        ids = [event.kind]
    else:
        ids = [citation.source for citation in event.citations]
    return tuple(dict.fromkeys(ids)) or (NOBODY,)


def all_lanes(log: Log, by: str, names: Mapping[str, Mapping[str, str]]) -> list[LaneLabel]:
    """Return every lane that a picture of the log may have; the last is that of `NOBODY`."""
    if by == "actor":
        return _actor_lanes(log)
    lanes = [LaneLabel(id, name) for id, name in names[by].items()]
    return [*lanes, LaneLabel(NOBODY, wording.legend.NOBODY.get(by, ""))]


def lanes_for(
    log: Log, events: Sequence[Event], by: str, names: Mapping[str, Mapping[str, str]]
) -> list[LaneLabel]:
    """Return the lanes that have any of `events`, from the top of the picture down.

    `by` is one of the selection's lanes; `names` gives the names of topics, kinds and sources. When
    there are more than `MOST_LANES`, keep the fullest, and add a last lane for all others.
    """
    used = Counter(lane for event in events for lane in event_lanes(event, by))
    lanes = [lane for lane in all_lanes(log, by, names) if lane.id in used]
    if len(lanes) <= MOST_LANES:
        return lanes
    fullest = sorted(lanes, key=lambda lane: (lane.id == NOBODY, -used[lane.id]))[:MOST_LANES]
    shown = [lane for lane in lanes if lane in fullest]
    others = wording.legend.others(len(lanes) - len(shown))
    return [*shown, LaneLabel(NOBODY, others, wording.legend.OTHERS if shown[0].group else "")]
