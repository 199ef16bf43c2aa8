"""A selection comes in; what every export needs goes out: its events, and where it is from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from components.events import Event, Log
from components.frames import Engine
from components.selection import Selection, address, clocks, query, sentence, zone_of
from components.wording import phrase

MOST_EXPORTED = 100_000  # events in one answer of the server; the command writes any number
_AT_ONCE = 1_000  # events that are asked for at a time
_WORD = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows, and where and when: all that is said of a view as a whole.

    `selection` has neither page nor event; `found` events of `total` are in it, of which the first
    `most` are exported. `base` is the address of the dashboard with a slash at its end, "" when
    nobody knows it. `made` is the time of the export, in UTC.
    """

    log: Log
    selection: Selection
    found: int
    total: int
    base: str
    made: datetime
    most: int = MOST_EXPORTED

    @property
    def count(self) -> int:
        """How many events are exported."""
        return min(self.found, self.most)

    @property
    def is_cut(self) -> bool:
        """Whether there are more events in the view than are exported."""
        return self.found > self.most

    @property
    def sentence(self) -> str:
        """The view in words, and that it is cut if it is."""
        words = sentence(self.selection, self.log, self.found, self.total)
        return f"{words} (the first {self.count:,})" if self.is_cut else words

    @property
    def permalink(self) -> str:
        """The address of the view; only its query part when nobody knows the dashboard's."""
        return (self.base + address(self.selection)).removesuffix("?") or "?"

    def link(self, event: str) -> str:
        """Return the address of one event, as `permalink` does."""
        return f"{self.base}e/{event}" if self.base else address(Selection(event=event))

    @property
    def exported_at(self) -> str:
        """The time of the export as RFC 3339 has it, in UTC."""
        return f"{self.made:%Y-%m-%dT%H:%M:%SZ}"

    @property
    def zone(self) -> str:
        """The zone of the reader's clock."""
        return zone_of(self.selection, self.log).zone

    def time_in_words(self, event: Event) -> str:
        """Return when an event was, on the reader's clock, as precisely as is known."""
        clock = zone_of(self.selection, self.log)
        own = zone_name(self.log, event.when.zone)
        return phrase(event.when, clock.zone, clock.name, own, self.log.about.as_of)

    def name(self, suffix: str) -> str:
        """Return a file's name for the export, such as `talks-in-geneva-23-events.csv`."""
        words = _WORD.sub("-", self.log.about.title.casefold()).strip("-")[:_LONGEST_NAME]
        noun = "event" if self.count == 1 else "events"
        return f"{words.strip('-') or 'timeline'}-{self.count}-{noun}.{suffix}"


@dataclass(frozen=True, slots=True)
class View(Shown):
    """What a page shows, on its way out of the dashboard, with the engine that knows its events."""

    engine: Engine = field(kw_only=True)

    @classmethod
    def of(
        cls, log: Log, engine: Engine, selection: Selection, base: str, made: datetime, most: int
    ) -> View:
        """Look a selection up; raise EngineError as the engine does."""
        filters = alone(selection)
        answer = engine.ask(query(filters, log))
        return cls(log, filters, answer.found, answer.total, base, made, most, engine=engine)

    def events(self) -> Iterator[Event]:
        """Give the events in reading order."""
        for each in self.ids():
            yield self.log.events[each]

    def ids(self) -> Iterator[str]:
        """Give the ids of the events in reading order."""
        asked = query(self.selection, self.log)
        for first in range(0, self.count, _AT_ONCE):
            yield from self.engine.page(asked, first, min(_AT_ONCE, self.count - first))


def alone(selection: Selection) -> Selection:
    """Return a selection's filters, clock and lanes, without the page and what is open on it."""
    return replace(
        selection, page="timeline", part="accounts", at="", event="", number="", show="chart"
    )


def zone_name(log: Log, zone: str) -> str:
    """Return what the log calls a zone: the name of its clock, else the zone's own last part."""
    for clock in clocks(log).values():
        if clock.zone == zone:
            return clock.name
    return zone.rpartition("/")[2].replace("_", " ")


def names(log: Log, event: Event) -> Sequence[str]:
    """Return the names of those who take part in an event, each once."""
    return list(dict.fromkeys(log.actors[part.actor].name for part in event.actors))
