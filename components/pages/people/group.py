"""Everybody in the log by where they stand, each as a card with titles and seat by source."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from components import wording
from components.events import Actor, Log, Role
from components.figures import PRESENCE_SIGNS
from components.frames import LogFacts, once_per_log
from components.pages.citation import briefly, external
from components.pages.html import Node, h
from components.selection import View, address

MOST = 60  # actors in a group before the rest is only counted
COUNTED: Mapping[str, tuple[Role, ...]] = {
    wording.people.SPEAKS: (Role.SPEAKER, Role.AUTHOR),
    wording.people.TAKES_PART: (Role.PARTICIPANT, Role.HOST),
    wording.people.SPOKEN_OF: (Role.SUBJECT,),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Actors under one heading; `beside` tells that it stands beside its neighbours."""

    name: str
    actors: tuple[str, ...]
    beside: bool = False


@once_per_log
def groups(facts: LogFacts) -> tuple[Group, ...]:
    """Return all actors by where they stand: delegations, others of a side, hosts, offices."""
    words = wording.people
    log, hosting = facts.log, facts.hosts
    people = list(log.actors.values())
    result = [
        Group(
            delegation.name,
            tuple(actor.id for actor in people if actor.seat and actor.seat.delegation == key),
            beside=True,
        )
        for key, delegation in log.delegations.items()
    ]
    seated = {id_ for group in result for id_ in group.actors}
    unseated = [actor for actor in people if actor.id not in seated]
    sides = {key: party.name for key, party in log.parties.items()} | {
        None: words.NO_SIDE if log.parties else words.PEOPLE
    }
    for party, name in sides.items():
        persons = [
            actor.id
            for actor in unseated
            if actor.kind == "person" and actor.party == party and actor.id not in hosting
        ]
        result.append(Group(words.outside_delegations(name) if seated else name, tuple(persons)))
    result.append(Group(words.HOSTS, tuple(actor.id for actor in unseated if actor.id in hosting)))
    others = [actor for actor in unseated if actor.id not in hosting and actor.kind != "person"]
    for kind in dict.fromkeys(str(actor.kind) for actor in others):
        heading = words.kind(kind)
        result.append(Group(heading, tuple(actor.id for actor in others if actor.kind == kind)))
    return tuple(group for group in result if group.actors)


def events_by_actor(log: Log, events: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return the events of each actor, in order."""
    by_actor: dict[str, list[str]] = {}
    for event in events:
        for actor in dict.fromkeys(part.actor for part in log.events[event].actors):
            by_actor.setdefault(actor, []).append(event)
    return by_actor


def _counts(log: Log, actor: str, events: Iterable[str]) -> dict[str, int]:
    """Return in how many of `events` an actor speaks, takes part, is spoken of."""
    roles = [
        {part.role for part in log.events[event].actors if part.actor == actor} for event in events
    ]
    return {
        word: sum(not played.isdisjoint(kinds) for played in roles)
        for word, kinds in COUNTED.items()
    }


def sign(state: str) -> Node:
    """Return the sign of a seat or of a presence."""
    return h(
        "svg",
        [h("path", d=path) for path in PRESENCE_SIGNS[state]],
        viewBox="-11 -11 22 22",
        aria_hidden="true",
        class_=f"gt-sign gt-sign-{re.sub('[^a-z]+', '-', state)}",
    )


def _seat(view: View, actor: Actor) -> list[Node]:
    if not actor.seat:
        return []
    seat = actor.seat
    return [
        h(
            "p.gt-seat",
            sign(str(seat.presence)),
            h("strong", wording.people.PRESENCES[seat.presence]),
            wording.people.seat(seat.role == "lead"),
            briefly(view, seat.citations),
        ),
        *([h("p.gt-note", seat.note)] if seat.note else []),
    ]


def _titles(view: View, actor: Actor) -> Node | None:
    if not actor.titles:
        return h("p.gt-meta", actor.title) if actor.title else None
    return h(
        "ul.gt-titles",
        [
            h("li", title.title, h("span.gt-said-by", briefly(view, title.citations)))
            for title in actor.titles
        ],
    )


def card(
    view: View,
    actor: Actor,
    events: Mapping[str, Sequence[str]],
    count_of: Mapping[str, int],
    level: int = 3,
    *,
    has_id: bool = True,
) -> Node:
    """Return a person as a card: titles, seat, and in how many events they have which part.

    Without `has_id` the address of the person leads elsewhere on the page.
    """
    words = wording.people
    count = count_of.get(actor.id, 0)
    own = events.get(actor.id, ())
    # of a view too long to be read through, only how many events there are is known
    own = own if len(own) == count else ()
    counts = _counts(view.log, actor.id, own)
    is_chosen = actor.id in view.selection.actor
    here = replace(view.selection, event="", number="", actor=() if is_chosen else (actor.id,))
    span = ""
    if own:
        span = words.period(*(view.date(view.log.events[event]) for event in (own[0], own[-1])))
    return h(
        "article.gt-card.gt-person",
        h(
            f"h{level}",
            h("a", actor.name, href=address(here), aria_current="true" if is_chosen else None),
            id=f"person-{actor.id}" if has_id else None,
            tabindex="-1" if has_id else None,
        ),
        _titles(view, actor),
        _seat(view, actor),
        h("p.gt-note", actor.note) if actor.note else None,
        h("p.gt-meta", external(f"{words.WIKIDATA_URL}{actor.wikidata}", words.WIKIDATA))
        if actor.wikidata
        else None,
        h(
            "p.gt-meta",
            h(
                "a",
                wording.count.events(count),
                href=address(replace(view.selection.to("timeline"), actor=(actor.id,))),
            ),
            "".join(words.part(role, times) for role, times in counts.items() if times),
            f" · {span}" if span else "",
        )
        if count
        else h("p.gt-meta", words.IN_NO_EVENT),
        aria_current="true" if is_chosen else None,
        data_key=actor.id,
    )


def section(
    view: View,
    group: Group,
    events: Mapping[str, Sequence[str]],
    count_of: Mapping[str, int],
    elsewhere: Collection[str] = (),
) -> Node:
    """Return a group of actors as cards under its name; addresses lead `elsewhere` for some."""
    chosen = [actor for actor in group.actors if actor in view.selection.actor]
    order: Sequence[str] = group.actors
    if len(order) > MOST:
        order = nlargest(MOST, order, key=lambda actor: count_of.get(actor, 0))
    shown = list(dict.fromkeys((*order, *chosen)))
    return h(
        "section",
        h("h2", group.name),
        h(
            "div.gt-cards",
            [
                card(
                    view,
                    view.log.actors[actor],
                    events,
                    count_of,
                    has_id=actor not in elsewhere,
                )
                for actor in shown
            ],
        ),
        h("p", wording.people.more_people(len(group.actors) - len(shown)))
        if len(group.actors) > len(shown)
        else None,
        class_="gt-group" + (" gt-beside" if group.beside else ""),
        data_key=f"group-{group.name}-{group.actors[0]}",
    )
