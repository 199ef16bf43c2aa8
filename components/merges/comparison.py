"""A file beside a log: what of it is new, what is the same, and what differs.

Events are compared one by one and not kept, so that logs of any size can be.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import numpy as np
from pydantic import BaseModel

from components.events import (
    Event,
    Log,
    digest,
    folded,
    id_of,
    renamed,
    with_digest,
    without_hyphens,
    write_event,
)
from components.imports import UNMATCHED, Hashes, Matches, Rows, Traits, address_of, hash_of
from components.merges.difference import Difference, RowDefaults, differences
from components.merges.joining import JOINED_TABLES, Joined, join, main_name

_OPEN = 2**62  # milliseconds of an end that is open


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of the log of which the file says something else; `taken` is it as the file says."""

    table: str
    id: str
    title: str
    differences: tuple[Difference, ...]
    taken: Any

    @property
    def key(self) -> str:
        """What names it for the one who takes it: an event by its id, others with their table."""
        return self.id if self.table == "events" else f"{self.table}/{self.id}"


class Comparison:
    """A log and a file.

    `defaults` is set for a file of rows, whose names have made ids; `has_own_ids` tells whether its
    events have others.
    """

    def __init__(
        self, log: Log, file: Log, defaults: RowDefaults | None = None, *, has_own_ids: bool = True
    ) -> None:
        self.log, self.file = log, file
        self.joined: Joined = join(log, file, has_own_ids=defaults is None)
        self._defaults = RowDefaults()
        if defaults:
            sources = self.joined.ids["sources"]
            cited = {sources[key]: folded(entry.title) for key, entry in file.sources.items()}
            self._defaults = replace(defaults, sources=log.sources, cited=cited)
        ours, theirs = _Traits(), _Traits()
        for event in log.events.values():
            ours.add(event, address_of(event, log.sources))
        for event in file.events.values():
            theirs.add(self._joined(event), address_of(event, file.sources))
        self._rows = _match(ours, theirs, has_own_ids=has_own_ids).old_rows
        self._different: list[tuple[int, str]] | None = None
        self._our_ids = list(log.events)
        self._new_ids = self._free_ids(ours.traits)
        self.events = len(theirs.traits)
        self.new_events = int(np.count_nonzero(self._rows == UNMATCHED))

    def _joined(self, entry: Any) -> Any:  # noqa: ANN401 - an entry of any table
        return renamed(entry, self.joined.ids)

    def _free_ids(self, ours: Traits) -> dict[int, str]:
        """Give each new event an id that no other has; by its row, where it is not the file's."""
        taken = {without_hyphens(key) for key in self._our_ids}
        ids: dict[int, str] = {}
        renames: dict[str, str] = {}
        for row, (key, event) in enumerate(self.file.events.items()):
            old = int(self._rows[row])
            new = self._our_ids[old] if old != UNMATCHED else key
            if old == UNMATCHED:
                digits = digest(write_event(self._joined(event)))
                while without_hyphens(new) in taken:
                    new = with_digest(key, digits)
                    digits = digest(digits)
                taken.add(without_hyphens(new))
            if new != key:
                ids[row] = renames[key] = new
        self.joined.ids["events"] = renames
        return ids

    def additions(self, taken: Iterable[Event] = ()) -> Iterator[tuple[str, str, BaseModel]]:
        """Walk over the new entries but events: their table, their id in the log, and they.

        Of rows, those that new events name, or those of the changes that are `taken`.
        """
        needed = None if self._defaults.sources is None else self._named(taken)
        for table in JOINED_TABLES:
            ours, seen = getattr(self.log, table), set[str]()
            for key, entry in getattr(self.file, table).items():
                new = self.joined.ids[table][key]
                is_needed = needed is None or (table, new) in needed
                if new not in ours and new not in seen and is_needed:
                    seen.add(new)
                    yield table, new, self._joined(entry).model_copy(update={"id": new})

    def _named(self, taken: Iterable[Event]) -> set[tuple[str, str]]:
        """Return the tables and ids of what new events and those that are taken name."""
        named: set[tuple[str, str]] = set()
        for event in chain(self.added_events(), taken):
            named |= {("actors", part.actor) for part in event.actors}
            named |= {("topics", topic) for topic in event.topics}
            named |= {("sources", cited.source) for cited in event.all_citations()}
            named.add(("kinds", event.kind))
        return named

    def added_events(self) -> Iterator[Event]:
        """Walk over the new events, under the ids that they have in the log."""
        for row, event in enumerate(self.file.events.values()):
            if self._rows[row] == UNMATCHED:
                key = self._new_ids.get(row, event.id)
                yield self._joined(event).model_copy(update={"id": key})

    def changes(self) -> Iterator[Change]:
        """Walk over what differs, entries of tables before events.

        Where several entries of the file are one of the log, the one that is called like it counts.
        """
        for table in JOINED_TABLES if self._defaults.sources is None else ():
            held = getattr(self.log, table)
            theirs: dict[str, Any] = {}
            for key, entry in getattr(self.file, table).items():
                new = self.joined.ids[table][key]
                if new in held and (new not in theirs or key == new):
                    theirs[new] = entry
            for key, entry in theirs.items():
                if change := self._change(table, held[key], entry, main_name(held[key])):
                    yield change
        yield from self._event_changes()

    def _event_changes(self) -> Iterator[Change]:
        """Walk over the events that differ; after the first time, no others are compared."""
        if self._different is None:
            different: list[tuple[int, str]] = []
            for row, (key, event) in enumerate(self.file.events.items()):
                if change := self._event_change(row, event):
                    different.append((row, key))
                    yield change
            self._different = different
            return
        for row, key in self._different:
            if change := self._event_change(row, self.file.events[key]):
                yield change

    def _event_change(self, row: int, event: Event) -> Change | None:
        if (old := int(self._rows[row])) == UNMATCHED:
            return None
        ours = self.log.events[self._our_ids[old]]
        return self._change("events", ours, event, ours.title)

    def _change(self, table: str, ours: Any, theirs: Any, title: str) -> Change | None:  # noqa: ANN401
        found, taken = differences(ours, self._joined(theirs), self._defaults)
        return Change(table, ours.id, title, found, taken) if found else None


class _Traits:
    """What events are recognised by, with the bounds of their time."""

    def __init__(self) -> None:
        self.traits = Traits()
        self._written = array("Q")
        self._starts, self._stops = array("q"), array("q")

    def add(self, event: Event, address: str) -> None:
        self.traits.add(event, event.id, address, write_event(event))
        self._written.append(hash_of(f"{id_of(event.title)}\n{event.when.text}"))
        start, stop = event.when.start, event.when.stop
        self._starts.append(-_OPEN if start is None else start)
        self._stops.append(_OPEN if stop is None else stop)

    @property
    def written(self) -> Hashes:
        """Hashes of title and date, punctuation and accents apart."""
        return np.frombuffer(self._written, np.uint64)

    @property
    def starts(self) -> Rows:
        return np.frombuffer(self._starts, np.int64)

    @property
    def stops(self) -> Rows:
        return np.frombuffer(self._stops, np.int64)


def _match(ours: _Traits, theirs: _Traits, *, has_own_ids: bool) -> Matches:
    """Find the events of a log that those of a file are.

    One title alone makes two events one only where their times meet: what happens again next week
    is another event.
    """
    old, new = ours.traits, theirs.traits
    matches = Matches(len(old), len(new))
    if has_own_ids:
        matches.pair_unique(old.ids, new.ids)
    matches.pair_equal(old.contents, new.contents)
    matches.pair_left(old.dated, new.dated)
    matches.pair_left(ours.written, theirs.written)
    matches.pair_unique(old.sourced, new.sourced)

    def meet(at_old: Rows, at_new: Rows) -> Any:  # noqa: ANN401 - numpy's own
        begins_before = ours.starts[at_old] < theirs.stops[at_new]
        return begins_before & (theirs.starts[at_new] < ours.stops[at_old])

    matches.pair_unique(old.titled, new.titled, meet)
    return matches
