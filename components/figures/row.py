"""The rows of the picture in columns: by side, by actor, by topic, by kind or by source.

Each event stands in one row, that of who acts first or of its first topic or source. In the rows of
the others who are in it, or of what it is about besides, it leaves a tick.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from components import wording
from components.events import USUAL_KINDS, Actor, Event, Log, Presence
from components.figures.side import OTHERS, TOGETHER, actors_of, row_order, sides_of

SIDE, ACTOR, TOPIC, KIND, SOURCE = "side", "actor", "topic", "kind", "source"
NOBODY = ""  # the row of events that have no actor, topic or source; no id is empty
_MOST_AT_FIRST, _MOST = 6, 12  # rows of the picture that a log opens with, and of any other
Names = Mapping[str, Mapping[str, str]]


class Tie(StrEnum):
    """What a tick says of an event that stands in another row."""

    TOOK_PART = "took part"
    SPOKEN_OF = "spoken of"
    ALSO = "also"  # it has this topic or source too


@dataclass(frozen=True, slots=True)
class Head:
    """A row before it is placed: its name, its hues (0 is the first side), whose people it has."""

    id: str
    name: str
    hues: tuple[int, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where an event stands: its row, the hues of its mark, and the rows in which it has a tick."""

    row: str
    hues: tuple[int, ...]
    ties: Mapping[str, Tie]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a picture from the top, and where each of its events stands, by its id."""

    heads: tuple[Head, ...]
    stands: Mapping[str, Stand]


def row_keys(log: Log) -> tuple[str, ...]:
    """Return the keys of the rows that a log can have, the one that its picture opens with first.

    These are sides where it has two or more, else up to six topics where it has several, else
    actors where it has a few, of no party and no kinds of its own, else kinds; those of one side
    are kinds too.
    """
    sides = sides_of(log)
    offered = {
        SIDE: len(sides) > 1,
        ACTOR: bool(log.actors),
        TOPIC: bool(log.topics),
        KIND: True,
        SOURCE: bool(log.sources),
    }
    several = len(log.topics) > 1 and not sides
    is_plain = not log.parties and log.kinds == USUAL_KINDS
    few = is_plain and 1 < len(log.actors) <= _MOST_AT_FIRST
    first = SIDE if offered[SIDE] else TOPIC if several else ACTOR if few else KIND
    return (first, *(key for key, is_there in offered.items() if is_there and key != first))


def arrange_rows(log: Log, by: str, events: Iterable[Event], names: Names) -> Rows:
    """Return the rows of a picture of some events, all of them with an event or a tick.

    `by` is one of the log's `row_keys`, `names` are those of topics, kinds and sources by their
    ids. When there are too many rows the smallest are one, that of the others.
    """
    sides = sides_of(log)
    stand = _STANDS.get(by, _by_reference(by))
    stands = {event.id: stand(log, event, sides) for event in events}
    counts = Counter(found.row for found in stands.values())
    ticked = {row for found in stands.values() for row in found.ties} if by == ACTOR else set()
    seated = {id for id in ticked if id in log.actors and log.delegations}
    heads = [*_heads(log, by, sides, names, {*counts, *seated})]
    own = [head.id for head in heads if head.id not in (TOGETHER, OTHERS, NOBODY)]
    most = _MOST_AT_FIRST if by == row_keys(log)[0] else _MOST
    folded = set(sorted(own, key=lambda row: counts[row], reverse=True)[most:])
    if folded:
        is_more = OTHERS not in counts
        name = wording.legend.more_rows(by, len(folded)) if is_more else wording.picture.OTHERS
        others = Head(OTHERS, name)
        gone = {*folded, OTHERS}
        heads = [head for head in heads if head.id not in gone]
        at = next((place for place, head in enumerate(heads) if head.id == NOBODY), len(heads))
        heads.insert(at, others)
    known = {head.id for head in heads}

    def settle(found: Stand) -> Stand:
        row = OTHERS if found.row in folded else found.row
        ties = {id: kind for id, kind in found.ties.items() if id in known and id != row}
        return Stand(row, found.hues, ties)

    return Rows(_grouped(heads), {id: settle(found) for id, found in stands.items()})


def _grouped(heads: Sequence[Head]) -> tuple[Head, ...]:
    """Return rows of which the first of each group alone has the group's name."""
    before = ("", *(head.group for head in heads))
    return tuple(
        replace(head, group="") if head.group == above else head
        for head, above in zip(heads, before, strict=False)
    )


def _by_side(log: Log, event: Event, sides: Sequence[str]) -> Stand:
    found = actors_of(log, event, sides)
    return Stand(found.row, found.hues, {})


def _by_actor(log: Log, event: Event, sides: Sequence[str]) -> Stand:
    found = actors_of(log, event, sides)
    ties: dict[str, Tie] = {}
    acting = ""
    for part in event.actors:
        row = _row_of_actor(log, part.actor, sides)
        took_part = part.role.acts and part.presence is not Presence.DISPUTED
        if part.role.acts:
            acting = acting or row
        if took_part or row not in ties:
            ties[row] = Tie.TOOK_PART if took_part else Tie.SPOKEN_OF
    row = found.row if found.row == TOGETHER else acting or next(iter(ties), NOBODY)
    return Stand(row, found.hues, ties)


def _row_of_actor(log: Log, id: str, sides: Sequence[str]) -> str:
    """Return the row of an actor: their own, or where others have seats that of their side."""
    actor = log.actors[id]
    if actor.seat or not log.delegations:
        return id
    return _unseated(actor.party) if actor.party in sides else OTHERS


def _unseated(party: str | None) -> str:
    return f"{party}+"  # no id has a plus


def _by_reference(by: str) -> "Callable[[Log, Event, Sequence[str]], Stand]":
    """Return what finds the row of an event by what it refers to: topics, its kind or sources."""

    def stand(log: Log, event: Event, sides: Sequence[str]) -> Stand:
        ids: Iterable[str]
        if by == TOPIC:
            ids = event.topics
        elif by == KIND:
            ids = (event.kind,)
        else:
            ids = (citation.source for citation in event.citations)
        first, *others = dict.fromkeys(ids) or (NOBODY,)
        return Stand(first, actors_of(log, event, sides).hues, dict.fromkeys(others, Tie.ALSO))

    return stand


_STANDS = {SIDE: _by_side, ACTOR: _by_actor}


def _heads(
    log: Log, by: str, sides: Sequence[str], names: Names, there: Container[str]
) -> Iterator[Head]:
    """Yield the rows of a log that are there, from the top."""
    if by == SIDE:
        ids = [row for row in row_order(log, sides) if row in there and row != OTHERS]
        heads = [_side(log, row, sides) for row in ids]
    elif by == ACTOR:
        heads = [head for head in _actors(log, sides, there) if head.id in there]
    else:
        heads = [Head(id, name) for id, name in names[by].items() if id in there]
        if NOBODY in there:
            heads.append(Head(NOBODY, wording.legend.NOBODY.get(by, "")))
    yield from heads
    if OTHERS in there:
        yield Head(OTHERS, log.about.others or wording.picture.OTHERS)


def _side(log: Log, row: str, sides: Sequence[str]) -> Head:
    if row == TOGETHER:
        return _together(sides)
    return Head(row, log.parties[row].name, (sides.index(row),))


def _together(sides: Sequence[str]) -> Head:
    return Head(TOGETHER, wording.picture.TOGETHER, (0, 1) if len(sides) == 2 else ())


def _actors(log: Log, sides: Sequence[str], there: Container[str]) -> Iterator[Head]:
    """Yield the rows of actors: those of the first side, both together, the other sides, the rest.

    Where there are delegations, their members have a row each and all others of a side one. Of the
    actors it yields those that are there.
    """
    actors = [actor for id, actor in log.actors.items() if id in there]
    by_party: dict[str | None, list[Head]] = {party: [] for party in (*sides, *log.parties, None)}
    seated: dict[str, list[Actor]] = {id: [] for id in log.delegations}
    for actor in actors:
        if actor.seat:
            seated[actor.seat.delegation].append(actor)
    for delegation in log.delegations.values():
        hues = (sides.index(delegation.party),)
        by_party[delegation.party] += [
            Head(actor.id, actor.name, hues, delegation.name) for actor in seated[delegation.id]
        ]
    if not log.delegations:
        for actor in actors:
            group = log.parties[actor.party].name if actor.party else ""
            of_side = (sides.index(actor.party),) if actor.party in sides else ()
            by_party[actor.party].append(Head(actor.id, actor.name, of_side, group))
    for place, heads in enumerate(by_party.values()):
        yield from heads
        if place == 0 and len(sides) > 1:
            yield _together(sides)
    if log.delegations:
        for place, party in enumerate(sides):
            name = wording.legend.not_seated(log.parties[party].name)
            yield Head(_unseated(party), name, (place,))
    yield Head(NOBODY, wording.legend.NOBODY[ACTOR])
