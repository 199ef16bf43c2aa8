"""Who was at which meeting, and whether that is certain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.events import (
    Citation,
    Event,
    EventStatus,
    Log,
    Participation,
    Presence,
    Role,
    Shape,
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


def is_meeting(log: Log, event: str) -> bool:
    """Tell whether people meet in an event (its id)."""
    return log.kinds[log.events[event].kind].shape is Shape.MET


def presence(log: Log, events: Sequence[str]) -> PresenceTable:
    """Return who was at those of `events` (ids) that are meetings: of a kind of the shape `met`.

    The meetings keep their order, without repeats. The people are those who take part in, speak at
    or host one of them: first those with a seat, by delegation, then the others, in file order.
    Raise `KeyError` for an id that the log does not have.
    """
    meetings = tuple(event for event in dict.fromkeys(events) if is_meeting(log, event))
    parts = {event: _parts(log.events[event]) for event in meetings}
    present = {actor for of_meeting in parts.values() for actor in of_meeting}
    people = tuple(_by_delegation(log, [actor for actor in log.actors if actor in present]))
    cells = {
        (actor, event): _cell(actor, log.events[event], parts[event].get(actor))
        for actor in people
        for event in meetings
    }
    return PresenceTable(people, meetings, cells)


def _by_delegation(log: Log, actors: Sequence[str]) -> list[str]:
    """Return actors by delegation, then those without a seat; ties in their order."""
    places = {delegation: place for place, delegation in enumerate(log.delegations)}
    return sorted(
        actors,
        key=lambda actor: (
            places.get(seat.delegation, len(places))
            if (seat := log.actors[actor].seat)
            else len(places)
        ),
    )


def _parts(event: Event) -> dict[str, Participation]:
    """Return the part of each actor who was there: the first that says how sure it is, if any."""
    parts: dict[str, Participation] = {}
    for part in event.actors:
        if part.role in _PRESENT:
            first = parts.setdefault(part.actor, part)
            if part.presence and not first.presence:
                parts[part.actor] = part
    return parts


def attendance(event: Event) -> Mapping[str, str]:
    """Return for each actor who was at a meeting, as far as is said, how sure that is."""
    return {actor: _state(event, part) for actor, part in _parts(event).items()}


def _cell(actor: str, event: Event, part: Participation | None) -> Cell:
    if part is None:
        return Cell(actor, event.id, ABSENT, "", ())
    citations = part.citations if part.presence else event.citations
    return Cell(actor, event.id, _state(event, part), str(part.role), citations)


def _state(event: Event, part: Participation) -> str:
    if part.presence:
        return str(part.presence)
    scheduled = event.status is EventStatus.SCHEDULED
    return str(Presence.ANNOUNCED if scheduled else Presence.REPORTED)
