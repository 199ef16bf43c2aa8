"""A log, the engine that answers for it and a selection become a view: what every page is made of.

What follows from the three is worked out when it is first needed, and once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from components.events import Clock, Event, Log
from components.frames import ACTING, DID, Answer, Engine, Query, acts
from components.selection.closeness import (
    Closeness,
    count_closeness,
    is_within_day,
    on_clock,
)
from components.selection.describe import in_few_words, role_heads, sentence
from components.selection.filters import option_names, query
from components.selection.model import Selection
from components.selection.url import address
from components.selection.window import clock_of, zone_name
from components.wording import phrase

_MOST_LOOKED_AT = 1000  # events that are read to say how closely each is known


@dataclass(frozen=True, eq=False)
class View:
    """What a reader looks at: a log, the engine that answers for it, and the selection."""

    log: Log
    engine: Engine
    selection: Selection

    @cached_property
    def query(self) -> Query:
        """The question that the selection puts to the engine."""
        return query(self.selection, self.log)

    @cached_property
    def answer(self) -> Answer:
        """How many events are in view, with every option's count; raise EngineError."""
        return self.engine.ask(self.query)

    @cached_property
    def option_names(self) -> Mapping[str, Mapping[str, str]]:
        """The names of each filter's options, by the filter's key and the option's id."""
        return option_names(self.engine.facts)

    @cached_property
    def clock(self) -> Clock:
        """The reader's clock."""
        return clock_of(self.selection, self.log)

    @property
    def zone(self) -> str:
        """The IANA zone of the reader's clock."""
        return self.clock.zone

    @cached_property
    def sentence(self) -> str:
        """The view in one sentence with its count."""
        answer, selection = self.answer, self.selection
        names, roles = self.option_names, self.roles
        counts = self.closeness_counts
        return sentence(selection, self.log, names, answer.matching, answer.total, roles, counts)

    @cached_property
    def closeness_counts(self) -> Mapping[Closeness, int]:
        """How many events are known how closely, in a window within one day.

        Empty for other windows, for more events than a picture marks, and where all are known by
        the clock.
        """
        first, last = self.query.window
        if first is None or last is None or self.answer.matching > _MOST_LOOKED_AT:
            return {}
        window = on_clock(first, last, self.zone)
        if not is_within_day(window):
            return {}
        events = self.page(0, self.answer.matching)
        counts = count_closeness(self.log, events, window, self.zone)
        return {} if list(counts) == [Closeness.TIME] else counts

    @cached_property
    def roles(self) -> tuple[int, int] | None:
        """In how many events the chosen people act, and how many are only about them.

        Both are under all filters but the role; `None` unless exactly one filter chooses people.
        """
        people = self.selection.people
        if len(people) != 1:
            return None
        anyhow = replace(self.query, role="")
        answer = self.engine.ask(anyhow)
        chosen = getattr(self.selection, people[0])
        if len(chosen) == 1:
            did = answer.counts[ACTING[people[0]]].get(chosen[0], 0)
        else:
            did = self.engine.ask(replace(anyhow, role=DID)).matching
        return did, answer.matching - did

    @property
    def has_both_roles(self) -> bool:
        """Whether some of the events in view are by the chosen people, and others about them."""
        return not self.selection.role and all(self.roles or (0,))

    @property
    def role_heads(self) -> tuple[str, str]:
        """What stands above the events by the chosen people, and above those about them."""
        return role_heads(self.selection, self.log, self.option_names)

    def is_about(self, event: Event) -> bool:
        """Return whether an event in view only speaks of the people whom the filters choose."""
        selection = self.selection
        return bool(selection.people) and not any(
            acts(self.log, event, key, getattr(selection, key)) for key in selection.people
        )

    @cached_property
    def place(self) -> int | None:
        """The place of the open event among those in view, from 0; `None` when it is not there."""
        event = self.selection.event
        return self.engine.place(self.query, event) if event else None

    def page(self, first: int, size: int) -> tuple[str, ...]:
        """Return the ids of up to `size` events in view, in reading order, from place `first`."""
        return self.engine.page(self.query, first, size)

    def date(self, event: Event) -> str:
        """Return when an event was, on the reader's clock, in few words."""
        return in_few_words(event.when, self.log, self.zone, inferred=event.inferred)

    def time_in_words(self, event: Event) -> str:
        """Return when an event was, on the reader's clock, as precisely as is known."""
        own = zone_name(self.log, event.when.zone)
        return phrase(
            event.when,
            self.zone,
            self.clock.name,
            own,
            self.log.about.as_of,
            inferred=event.inferred,
        )

    def changed(self, **fields: Any) -> "View":  # noqa: ANN401 - each field has its own type
        """Return the view with other values in some fields of its selection."""
        selection = replace(self.selection, **fields)
        return self if selection == self.selection else View(self.log, self.engine, selection)

    def address(self, **fields: Any) -> str:  # noqa: ANN401 - each field has its own type
        """Return the query part of the address of the view that `changed` gives."""
        return address(replace(self.selection, **fields))
