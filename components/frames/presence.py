"""A log and some of its events come in; who was at each meeting, and how surely, goes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.events import (
    Citation,
    Event,
    EventKind,
    EventStatus,
    Log,
    Participation,
    Presence,
    Role,
)

ABSENT = "not mentioned"

_PRESENT = frozenset((Role.PARTICIPANT, Role.SPEAKER, Role.HOST))


@dataclass(frozen=True, slots=True)
class Cell:
    """One actor at one meeting: `state` is a `Presence` or `ABSENT`, `role` "" when absent."""

    actor: str
    event: str
    state: str
    role: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class PresenceTable:
    """Ids of people and meetings, and a cell for every pair (actor, event) of them."""

    people: tuple[str, ...]
    meetings: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]


HOSTS = "hosts"


def hosts(log: Log) -> frozenset[str]:
    """Return the ids of whoever hosts an event; an outlet that has somebody on air is no host."""
    return log.keep(HOSTS, _hosts)


def _hosts(log: Log) -> frozenset[str]:
    return frozenset(
        part.actor
        for event in log.events.values()
        for part in event.actors
        if part.role is Role.HOST and log.actors[part.actor].kind != "outlet"
    )


def presence(log: Log, events: Sequence[str]) -> PresenceTable:
    """Tell who was at those of `events` (ids) that are meetings.

    The meetings keep their order, each once. The people are whoever takes part in, speaks at or
    hosts one of them: those with a seat first, by delegation, then the others, in file order.
    Raise `KeyError` for an id that the log does not have.
    """
    meetings = tuple(
        event for event in dict.fromkeys(events) if log.events[event].kind is EventKind.MEETING
    )
    parts = {event: _parts(log.events[event]) for event in meetings}
    there = {actor for each in parts.values() for actor in each}
    people = tuple(actor for actor in _in_order(log) if actor in there)
    cells = {
        (actor, event): _cell(actor, log.events[event], parts[event].get(actor))
        for actor in people
        for event in meetings
    }
    return PresenceTable(people, meetings, cells)


def _in_order(log: Log) -> list[str]:
    """Give all actors, by delegation, then those without a seat; ties in file order."""
    places = {delegation: place for place, delegation in enumerate(log.delegations)}
    return sorted(
        log.actors,
        key=lambda actor: (
            places.get(seat.delegation, len(places))
            if (seat := log.actors[actor].seat)
            else len(places)
        ),
    )


def _parts(event: Event) -> dict[str, Participation]:
    """Give the part of each actor who was there: of several the first that says how surely."""
    parts: dict[str, Participation] = {}
    for part in event.actors:
        if part.role in _PRESENT:
            first = parts.setdefault(part.actor, part)
            if part.presence and not first.presence:
                parts[part.actor] = part
    return parts


def _cell(actor: str, event: Event, part: Participation | None) -> Cell:
    if part is None:
        return Cell(actor, event.id, ABSENT, "", ())
    if part.presence:
        return Cell(actor, event.id, str(part.presence), str(part.role), part.citations)
    scheduled = event.status is EventStatus.SCHEDULED
    state = Presence.ANNOUNCED if scheduled else Presence.REPORTED
    return Cell(actor, event.id, str(state), str(part.role), event.citations)
