"""The facets of an event: for each, which values a log offers and which an event has.

A facet knows nothing of addresses or words; `components.selection.filters` gives it both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from components.events import DisagreementStatus, Event, Log

# The values that a log's events have of a facet, in order of first use, with how many have each.
Used = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to sort events: the values that the log offers, the values that an event has.

    `offered` names what there is to choose from, given what of it is used.
    """

    key: str
    offered: Callable[[Log, Used], dict[str, str]]
    values: Callable[[Log, Event], Iterator[str]]

    def options(self, log: Log) -> dict[str, str]:
        """Return the ids that the log offers, each with its name."""
        return self.offered(log, uses(log)[self.key])


def uses(log: Log) -> Mapping[str, Used]:
    """Return for each facet what the events of a log have of it."""
    return log.keep(USES, _uses)


USES = "uses"


def _uses(log: Log) -> dict[str, Used]:
    counted: dict[str, Counter[str]] = {facet.key: Counter() for facet in FACETS}
    for event in log.events.values():
        for facet in FACETS:
            counted[facet.key].update(dict.fromkeys(facet.values(log, event)).keys())
    return dict(counted)


def _named(things: str) -> Callable[[Log, Used], dict[str, str]]:
    def offered(log: Log, used: Used) -> dict[str, str]:
        return {key: thing.name for key, thing in getattr(log, things).items()}

    return offered


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


def _member_options(log: Log, used: Used) -> dict[str, str]:
    return {key: actor.name for key, actor in log.actors.items() if actor.seat}


def _member_values(log: Log, event: Event) -> Iterator[str]:
    return (part.actor for part in event.actors if log.actors[part.actor].seat)


def _actor_options(log: Log, used: Used) -> dict[str, str]:
    """Return the actors that take part in an event, those of most events first."""
    taking_part = (actor for actor in log.actors if actor in used)
    busiest = sorted(taking_part, key=lambda actor: -used[actor])
    return {actor: log.actors[actor].name for actor in busiest}


def _closed(key: str, value: Callable[[Log, Event], str]) -> Facet:
    """Return the facet of a closed list; it offers what the log uses, in order of use."""
    return Facet(
        key,
        lambda log, used: {each: each for each in used},
        lambda log, event: iter((str(value(log, event)),)),
    )


def _source_options(log: Log, used: Used) -> dict[str, str]:
    """Return the sources cited, by publisher, and by title where a publisher has several."""
    offered = {key: source for key, source in log.sources.items() if key in used}
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
    if event.id in verdicts(log):
        yield "yes"


def verdicts(log: Log) -> Mapping[str, tuple[str, ...]]:
    """Return for each event on which accounts differ the ways in which they do."""
    return log.keep("verdicts", _verdicts)


def _verdicts(log: Log) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for each in log.disagreements.values():
        for event in each.events:
            found[event] = (*found.get(event, ()), str(each.status))
    return found


def _verdict_options(log: Log, used: Used) -> dict[str, str]:
    """Return the ways in which accounts differ that the log knows, in the order of the format."""
    known = {each.status for each in log.disagreements.values()}
    return {str(each): str(each) for each in DisagreementStatus if each in known}


def _verdict_values(log: Log, event: Event) -> Iterator[str]:
    return iter(verdicts(log).get(event.id, ()))


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
        lambda log, used: {"yes": "Accounts differ"} if log.disagreements else {},
        _differ_values,
    ),
    Facet("verdict", _verdict_options, _verdict_values),
    _closed("tier", lambda log, event: log.tier_of(event)),
)
