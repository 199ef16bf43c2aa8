"""The facets of an event: which values a log offers and which of them an event has.

A facet knows nothing of addresses or words; `components.selection.filters` gives it both. Adding
one is adding a row to `FACETS`: an index of events in memory or of a Parquet file has it at once,
a log in a warehouse when it is loaded again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from components.events import DisagreementStatus, Event, Log, Participation, Tier
from components.frames.article_name import article_names, name_of_source, told_apart

# The number of events that have each value of a facet, in order of first use.
ValueCounts = Mapping[str, int]

# Who tells of an event: an article, several, one alone (`only`), no article. Where there is one
# article, it alone tells of what any does; of more than `MOST_TOLD_APART`, none is named alone.
ARTICLE, SEVERAL, RECORD = str(Tier.ARTICLE), "several", str(Tier.RECORD)
MOST_TOLD_APART = 12
_ONLY = "only-"


def only(source: str) -> str:
    """Return the option of events that one article (its id) tells of, and no other article."""
    return f"{_ONLY}{source}"


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to sort events.

    `options` returns the ids that a log offers, each with its name, given the values that its
    events use; every used value has to be among them. `values` returns the ids that an event has.
    """

    key: str
    options: Callable[[Log, ValueCounts], dict[str, str]]
    values: Callable[[Log, Event], Iterable[str]]

    def ids(self, log: Log, event: Event) -> tuple[str, ...]:
        """Return the ids that an event has, each once."""
        return tuple(dict.fromkeys(self.values(log, event)))


def _table_options(table: str) -> Callable[[Log, ValueCounts], dict[str, str]]:
    def options(log: Log, used: ValueCounts) -> dict[str, str]:
        return {key: entry.name for key, entry in getattr(log, table).items()}

    return options


def _party_values(log: Log, event: Event) -> Iterator[str]:
    for part in event.actors:
        party = log.actors[part.actor].party
        if party:
            yield party


def _acting(event: Event) -> Iterator[Participation]:
    return (part for part in event.actors if part.role.acts)


def _delegations(log: Log, parts: Iterable[Participation]) -> Iterator[str]:
    for part in parts:
        seat = log.actors[part.actor].seat
        if seat:
            yield seat.delegation


def _member_options(log: Log, used: ValueCounts) -> dict[str, str]:
    return {key: actor.name for key, actor in log.actors.items() if actor.seat}


def _members(log: Log, parts: Iterable[Participation]) -> Iterator[str]:
    return (part.actor for part in parts if log.actors[part.actor].seat)


def _actor_options(log: Log, used: ValueCounts) -> dict[str, str]:
    """Return the actors that take part in an event, the busiest first."""
    busiest = sorted((actor for actor in log.actors if actor in used), key=lambda key: -used[key])
    return {actor: log.actors[actor].name for actor in busiest}


def _closed(key: str, value: Callable[[Log, Event], str]) -> Facet:
    """Return the facet of a closed list; it offers what the log uses, in order of first use."""
    return Facet(
        key,
        lambda log, used: {option: option for option in used},
        lambda log, event: (str(value(log, event)),),
    )


def _source_options(log: Log, used: ValueCounts) -> dict[str, str]:
    """Return sources by publisher, and by title too where a publisher has several."""
    sources = {key: source for key, source in log.sources.items() if key in used}
    return told_apart(sources, {key: name_of_source(source) for key, source in sources.items()})


def _tier_options(log: Log, used: ValueCounts) -> dict[str, str]:
    """Return who tells of events: an article, several, one alone by its name, none."""
    alone = names_of_only(log)
    return {
        option: alone.get(option, option)
        for option in (ARTICLE, SEVERAL, *alone, RECORD)
        if option in used
    }


def _tiers(log: Log, event: Event) -> Iterator[str]:
    cited = {citation.source for citation in event.citations}
    articles = [source for source in cited if log.sources[source].tier is Tier.ARTICLE]
    yield ARTICLE if articles else RECORD
    if articles and log.articles > 1:
        if len(articles) > 1:
            yield SEVERAL
        elif log.articles <= MOST_TOLD_APART:
            yield only(articles[0])


def names_of_only(log: Log) -> dict[str, str]:
    """Return the options of events that one article alone tells of, with the article's name."""
    if not 1 < log.articles <= MOST_TOLD_APART:
        return {}
    return {only(key): name.short for key, name in article_names(log).items()}


def _kind_options(log: Log, used: ValueCounts) -> dict[str, str]:
    """Return the kinds of the log's events, in order of first use."""
    return {kind: log.kinds[kind].name for kind in used}


def _differ_options(log: Log, used: ValueCounts) -> dict[str, str]:
    return {"yes": "yes"} if log.disagreements else {}


def _verdict_options(log: Log, used: ValueCounts) -> dict[str, str]:
    """Return the ways in which accounts differ in the log, in the order of the format."""
    statuses = {question.status for question in log.disagreements.values()}
    return {str(status): str(status) for status in DisagreementStatus if status in statuses}


FACETS: tuple[Facet, ...] = (
    Facet("party", _table_options("parties"), _party_values),
    Facet(
        "delegation",
        _table_options("delegations"),
        lambda log, event: _delegations(log, event.actors),
    ),
    Facet("member", _member_options, lambda log, event: _members(log, event.actors)),
    Facet("actor", _actor_options, lambda log, event: [part.actor for part in event.actors]),
    Facet("topic", _table_options("topics"), lambda log, event: event.topics),
    Facet("kind", _kind_options, lambda log, event: (event.kind,)),
    _closed("status", lambda log, event: event.status),
    Facet(
        "source",
        _source_options,
        lambda log, event: [citation.source for citation in event.citations],
    ),
    Facet("differ", _differ_options, lambda log, event: ["yes"] * (event.id in log.verdicts)),
    Facet("verdict", _verdict_options, lambda log, event: log.verdicts.get(event.id, ())),
    Facet("tier", _tier_options, _tiers),
    Facet(
        "delegation-did",
        _table_options("delegations"),
        lambda log, event: _delegations(log, _acting(event)),
    ),
    Facet("member-did", _member_options, lambda log, event: _members(log, _acting(event))),
    Facet("actor-did", _actor_options, lambda log, event: [part.actor for part in _acting(event)]),
)

_BY_KEY = {facet.key: facet for facet in FACETS}

# The facets of those who act in an event, by the facet of all whom it names.
ACTING: Mapping[str, str] = MappingProxyType(
    {"delegation": "delegation-did", "member": "member-did", "actor": "actor-did"}
)
DID, SPOKEN_OF = "did", "spoken-of"  # the roles that a query may ask for


def acts(log: Log, event: Event, facet: str, ids: Iterable[str]) -> bool:
    """Return whether any of `ids`, options of a facet in `ACTING`, acts in an event."""
    return not set(_BY_KEY[ACTING[facet]].values(log, event)).isdisjoint(ids)
