"""The rows of the picture by side: who acts first in an event gives it its row.

A side is a party that has a delegation; in a log without delegations, each party. Where two sides
act, the first of them first, the event is theirs together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from components.events import Event, Log

TOGETHER, OTHERS = "together+", "others+"  # no id has a plus


@dataclass(frozen=True, slots=True)
class Actors:
    """Whose an event is: the id of its row, and the hues of its mark (0 is the first side)."""

    row: str
    hues: tuple[int, ...]


def sides_of(log: Log) -> tuple[str, ...]:
    """Return the ids of the parties that are sides, in file order."""
    seated = {delegation.party for delegation in log.delegations.values()}
    return tuple(party for party in log.parties if not seated or party in seated)


def actors_of(log: Log, event: Event, sides: Sequence[str]) -> Actors:
    """Return whose an event is; without anybody who acts it is that of those it is about."""
    acting = [part.actor for part in event.actors if part.role.acts]
    parties = [log.actors[actor].party for actor in acting or [p.actor for p in event.actors]]
    present = list(dict.fromkeys(party for party in parties if party in sides))
    if not parties or parties[0] not in sides:
        return Actors(OTHERS, ())
    hues = tuple(sides.index(party) for party in present if party)
    if len(present) > 1:
        return Actors(TOGETHER, hues[:2])
    return Actors(str(present[0]), hues)


def rows_spoken_of(log: Log, event: Event, sides: Sequence[str]) -> tuple[str, ...]:
    """Return the rows of those whom an event speaks of, but for the rows of those who act in it."""
    acting = {log.actors[part.actor].party for part in event.actors if part.role.acts}
    parties = [log.actors[part.actor].party for part in event.actors if not part.role.acts]
    rows = [party if party in sides else OTHERS for party in parties if party not in acting]
    # without anybody who acts, the event stands in their own row
    return tuple(dict.fromkeys(row for row in rows if row)) if acting else ()


def row_order(log: Log, sides: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of all rows from the top: Together, which tells most, the sides, Others."""
    together = (TOGETHER,) if len(sides) > 1 else ()
    return *together, *sides, OTHERS
