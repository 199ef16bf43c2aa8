"""The facets of an event: for each, which values a log offers and which an event has.

A facet knows nothing of addresses or words; `components.selection.filters` gives it both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from components.events import DisagreementStatus, Event, Log


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to sort events: the values that the log offers, the values that an event has."""

    key: str
    options: Callable[[Log], dict[str, str]]
    values: Callable[[Log, Event], Iterator[str]]


def _named(things: str) -> Callable[[Log], dict[str, str]]:
    def options(log: Log) -> dict[str, str]:
        return {key: thing.name for key, thing in getattr(log, things).items()}

    return options


def _party_values(log: Log, event: Event) -> Iterator[str]:
    for taking_part in event.actors:
        party = log.actors[taking_part.actor].party
        if party:
            yield party


def _delegation_values(log: Log, event: Event) -> Iterator[str]:
    for taking_part in event.actors:
        seat = log.actors[taking_part.actor].seat
        if seat:
            yield seat.delegation


def _member_options(log: Log) -> dict[str, str]:
    return {key: actor.name for key, actor in log.actors.items() if actor.seat}


def _member_values(log: Log, event: Event) -> Iterator[str]:
    return (part.actor for part in event.actors if log.actors[part.actor].seat)


def _actor_options(log: Log) -> dict[str, str]:
    """Return the actors that take part in an event, those of most events first."""
    taking_part = dict.fromkeys(log.actors, 0)
    for event in log.events.values():
        for actor in {part.actor for part in event.actors}:
            taking_part[actor] += 1
    busiest = sorted(taking_part, key=lambda actor: -taking_part[actor])
    return {actor: log.actors[actor].name for actor in busiest if taking_part[actor]}


def _closed(key: str, value: Callable[[Log, Event], str]) -> Facet:
    """Return the facet of a closed list; it offers what the log uses, in order of use."""

    def options(log: Log) -> dict[str, str]:
        used = dict.fromkeys(str(value(log, event)) for event in log.events.values())
        return {each: each for each in used}

    return Facet(key, options, lambda log, event: iter((str(value(log, event)),)))


def _source_options(log: Log) -> dict[str, str]:
    """Return the sources cited, by publisher, and by title where a publisher has several."""
    cited = {citation.source for event in log.events.values() for citation in event.citations}
    offered = {key: source for key, source in log.sources.items() if key in cited}
    publishers = Counter(source.publisher for source in offered.values())
    names = {}
    for key, source in offered.items():
        if not source.publisher:
            names[key] = source.title
        elif publishers[source.publisher] > 1:
            names[key] = f"{source.publisher}: {source.title}"
        else:
            names[key] = source.publisher
    return names


def _differ_values(log: Log, event: Event) -> Iterator[str]:
    if any(event.id in disagreement.events for disagreement in log.disagreements.values()):
        yield "yes"


def _verdict_options(log: Log) -> dict[str, str]:
    """Return the ways in which accounts differ that the log knows, in the order of the format."""
    used = {each.status for each in log.disagreements.values()}
    return {str(each): str(each) for each in DisagreementStatus if each in used}


def _verdict_values(log: Log, event: Event) -> Iterator[str]:
    return (str(each.status) for each in log.disagreements.values() if event.id in each.events)


FACETS: tuple[Facet, ...] = (
    Facet("party", _named("parties"), _party_values),
    Facet("delegation", _named("delegations"), _delegation_values),
    Facet("member", _member_options, _member_values),
    Facet("actor", _actor_options, lambda log, event: (part.actor for part in event.actors)),
    Facet("topic", _named("topics"), lambda log, event: iter(event.topics)),
    _closed("kind", lambda log, event: event.kind),
    _closed("status", lambda log, event: event.status),
    Facet(
        "source",
        _source_options,
        lambda log, event: (citation.source for citation in event.citations),
    ),
    Facet(
        "differ",
        lambda log: {"yes": "Accounts differ"} if log.disagreements else {},
        _differ_values,
    ),
    Facet("verdict", _verdict_options, _verdict_values),
    _closed("tier", lambda log, event: log.tier_of(event)),
)
