"""The lanes in which events are counted: which a log has, with their headings."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from components import wording
from components.events import Actor, Log


class LaneLabel(NamedTuple):
    """A lane before it is placed: its id and name, and the group it stands under."""

    id: str
    name: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: its id and name, the group it stands under, its top and height in pixels."""

    id: str
    name: str
    group: str
    top: float
    height: float


def lane_labels(
    log: Log, by: str, names: Mapping[str, Mapping[str, str]], ids: Container[str]
) -> list[LaneLabel]:
    """Return the lanes of some ids in the order of a picture, without that of events in none.

    Actors stand by party: the seated by delegation, then the rest; those of no party come last.
    """
    if by == "actor":
        return _actor_lanes(log, [actor for id, actor in log.actors.items() if id in ids])
    return [LaneLabel(id, name) for id, name in names[by].items() if id in ids]


def _actor_lanes(log: Log, actors: Sequence[Actor]) -> list[LaneLabel]:
    lanes: list[LaneLabel] = []
    for party in log.parties.values():
        delegations = [seats for seats in log.delegations.values() if seats.party == party.id]
        for delegation in delegations:
            lanes += [
                LaneLabel(actor.id, actor.name, delegation.name)
                for actor in actors
                if actor.seat and actor.seat.delegation == delegation.id
            ]
        group = wording.legend.not_seated(party.name) if delegations else party.name
        lanes += [
            LaneLabel(actor.id, actor.name, group)
            for actor in actors
            if actor.party == party.id and not actor.seat
        ]
    others = wording.legend.OTHERS if log.parties else ""
    return [
        *lanes,
        *(
            LaneLabel(actor.id, actor.name, others)
            for actor in actors
            if not actor.party and not actor.seat
        ),
    ]
