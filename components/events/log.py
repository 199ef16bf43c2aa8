"""A whole log in file order: the tables of its entries, and what is asked of all of them."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import AfterValidator, Field, PrivateAttr

from components.events.entry import (
    About,
    Actor,
    Correction,
    Delegation,
    Disagreement,
    Event,
    Figure,
    Kind,
    Link,
    Measure,
    Party,
    Source,
    Topic,
    Walk,
)
from components.events.field import End, Format, Named, Several, Strict
from components.events.identifier import nearest
from components.events.vocabulary import EventKind, Shape, Tier

_USUAL_KINDS = (
    (EventKind.MEETING, "Meeting", "meetings", Shape.MET),
    (EventKind.STATEMENT, "Statement", "statements", Shape.SAID),
    (EventKind.INTERVIEW, "Interview", "interviews", Shape.SAID),
    (EventKind.POST, "Post", "posts", Shape.POSTED),
    (EventKind.AGREEMENT, "Agreement", "agreements", Shape.DECIDED),
    (EventKind.ANNOUNCEMENT, "Announcement", "announcements", Shape.SAID),
    (EventKind.BACKGROUND, "Background", "background", Shape.WRITTEN),
    (EventKind.PUBLICATION, "Publication", "publications", Shape.WRITTEN),
)
USUAL_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        str(key): Kind(id=str(key), name=name, plural=plural, shape=shape)
        for key, name, plural, shape in _USUAL_KINDS
    }
)


class EventTable(Mapping[str, Event], ABC):
    """Events by id, in file order, that are not in memory but read when they are asked for.

    Questions that take all events to answer are put to the table as a whole.
    """

    @abstractmethod
    def linking_to(self, event: str) -> Sequence[str]:
        """Return the ids of the events that link to `event`, in file order."""

    def fetch(self, keys: Sequence[str]) -> Iterator[Event]:
        """Return some events by id in that order, read together where that costs less."""
        return (self[key] for key in keys)

    def in_file_order(self, keys: Collection[str]) -> Sequence[str]:
        """Return the ids of some of the events in file order."""
        chosen = frozenset(keys)
        return [key for key in self if key in chosen]

    def near(self, key: str) -> Sequence[str]:
        """Return ids that begin as `key` does, where the table can tell at little cost."""
        return ()

    @abstractmethod
    def measuring(self, measure: str) -> Sequence[str]:
        """Return the ids of the events that give a figure of a measure, in file order."""


def _table(description: str) -> Any:  # noqa: ANN401 - as pydantic's own
    """Describe a table that may be left out; an empty one nobody can change either."""
    return Field(default={}, validate_default=True, description=description)


class Log(Strict):
    """A whole event log, in file order."""

    format: Format = Field(description="The version of this format.")
    end: End = Field(
        default=None,
        description="marked: the last line of the file is `...`, and a file without it was cut.",
    )
    about: About = Field(alias="log", description="What the log is about.")
    kinds: Annotated[Named[Kind], AfterValidator(lambda kinds: kinds or USUAL_KINDS)] = Field(
        default_factory=lambda: USUAL_KINDS,
        description=f"The kinds of its events; when absent, {', '.join(USUAL_KINDS)}.",
    )
    parties: Named[Party] = _table("The sides that actors speak for.")
    delegations: Named[Delegation] = _table("Seats at the table, by party.")
    actors: Named[Actor] = _table("Who acts in the events.")
    topics: Named[Topic] = _table("What the events are about.")
    sources: Named[Source] = _table("What the events are taken from.")
    events: Named[Event] = Field(description="The events, in the order in which they are drawn.")
    measures: Named[Measure] = _table("What the figures measure.")
    disagreements: Named[Disagreement] = _table("Questions on which the accounts differ.")
    walk: Walk | None = Field(default=None, description="A way through the log in a few steps.")
    corrections: Several[Correction] = Field(
        default=(), description="What was published and is now different, the latest last."
    )

    _hash: str = PrivateAttr(default="")

    @property
    def hash(self) -> str:
        """The SHA-256 (hex) of the bytes that the log was read from, empty for other logs."""
        return self._hash

    def with_hash(self, digest: str) -> "Log":
        """Return this log with the hash of the bytes it was read from."""
        copy = self.model_copy()
        copy._hash = digest
        return copy

    @cached_property
    def verdicts(self) -> Mapping[str, tuple[str, ...]]:
        """For each event on which accounts differ, the ways in which they do."""
        verdicts: dict[str, tuple[str, ...]] = {}
        for question in self.disagreements.values():
            for event in question.events:
                verdicts[event] = (*verdicts.get(event, ()), str(question.status))
        return MappingProxyType(verdicts)

    def events_named_by_head(self) -> Iterator[str]:
        """Walk over the ids of events that stand elsewhere than in the events themselves."""
        for question in self.disagreements.values():
            yield from (*question.events, *question.in_dispute)
        if self.walk:
            yield from sorted(self.walk.events())
        yield from (entry.event for entry in self.corrections if entry.event)

    def misquoting_steps(self, events: Mapping[str, Event]) -> Iterator[tuple[int, str]]:
        """Walk over the steps of the walk that quote what nobody said, from 1, with the words.

        `events` has those that the steps quote.
        """
        for number, step in enumerate(self.walk.steps if self.walk else (), 1):
            quote = step.quote
            if quote and quote.text not in events[quote.event].spoken():
                yield number, quote.text

    @cached_property
    def disputed(self) -> frozenset[str]:
        """The ids of the events that are drawn as disputed."""
        questions = self.disagreements.values()
        return frozenset(event for question in questions for event in question.in_dispute)

    @cached_property
    def articles(self) -> int:
        """How many sources are articles, from which the log is taken."""
        return sum(source.tier is Tier.ARTICLE for source in self.sources.values())

    @property
    def has_articles(self) -> bool:
        """Whether any source is an article."""
        return self.articles > 0

    @cached_property
    def _links_by_target(self) -> Mapping[str, tuple[tuple[str, Link], ...]]:
        links: dict[str, list[tuple[str, Link]]] = {}
        for event in self.events.values():
            for link in event.links:
                links.setdefault(link.event, []).append((event.id, link))
        return MappingProxyType({event: tuple(to_it) for event, to_it in links.items()})

    @cached_property
    def _events_by_measure(self) -> Mapping[str, tuple[str, ...]]:
        events: dict[str, list[str]] = {}
        for event in self.events.values():
            for measure in dict.fromkeys(figure.measure for figure in event.figures):
                events.setdefault(measure, []).append(event.id)
        return MappingProxyType({measure: tuple(ids) for measure, ids in events.items()})

    def links_to(self, event: str) -> Sequence[tuple[str, Link]]:
        """Return the links of other events to one, each with the id of the event it comes from."""
        if isinstance(self.events, EventTable):
            linking = ((key, self.events[key]) for key in self.events.linking_to(event))
            return [
                (key, link) for key, other in linking for link in other.links if link.event == event
            ]
        return self._links_by_target.get(event, ())

    def measuring(self, measure: str) -> Sequence[str]:
        """Return the ids of the events with a figure of a measure."""
        if isinstance(self.events, EventTable):
            return self.events.measuring(measure)
        return self._events_by_measure.get(measure, ())

    def near(self, event: str) -> Sequence[str]:
        """Return the ids of a few events that begin as an id does that the log does not have."""
        if isinstance(self.events, EventTable):
            return self.events.near(event)
        return nearest(event, self._ordered_ids)

    @cached_property
    def _ordered_ids(self) -> Sequence[str]:
        return sorted(self.events)

    def tier_of(self, event: Event, figure: Figure | None = None) -> Tier:
        """Return `record` when an event cites no source of tier article, else `article`.

        For one of its figures, the figure's own citations count, if it has any.
        """
        cited = (figure and figure.citations) or event.citations
        tiers = {self.sources[citation.source].tier for citation in cited}
        return Tier.ARTICLE if Tier.ARTICLE in tiers else Tier.RECORD


TABLES: Mapping[str, str] = {
    "kinds": "kind",
    "parties": "party",
    "delegations": "delegation",
    "actors": "actor",
    "topics": "topic",
    "sources": "source",
    "events": "event",
    "measures": "measure",
    "disagreements": "disagreement",
}
