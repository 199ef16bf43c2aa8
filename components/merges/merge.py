"""A merged log is written: a YAML log as the text that it was, others anew."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from components.events import (
    BusyFileError,
    EntryChange,
    Event,
    LayoutError,
    Log,
    Problem,
    Replacement,
    check,
    insert,
    plain,
    plain_value,
)
from components.imports import open_sink
from components.merges.comparison import Change, Comparison

_ALONG = (("when", "zone"), ("name", "aliases"))
_YAML = (".yaml", ".yml")


class Merge:
    """What is put into a log: the new entries of a comparison, and the changes that are taken."""

    def __init__(self, comparison: Comparison, taken: Callable[[Change], bool]) -> None:
        self._comparison = comparison
        self._taken: dict[str, dict[str, Change]] = {}
        for change in comparison.changes():
            if taken(change):
                self._taken.setdefault(change.table, {})[change.id] = change

    def additions(self) -> Iterator[tuple[str, str, BaseModel]]:
        """Walk over the new entries but events: their table, their id, and they."""
        events = (change.taken for change in self._taken.get("events", {}).values())
        return self._comparison.additions(events)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be written."""
        new = self._comparison.new_events or any(True for _ in self.additions())
        return not (new or self._taken)

    def head(self) -> Log:
        """Return the merged log, with the events that the log had."""
        log = self._comparison.log
        tables: dict[str, dict[str, Any]] = {}
        for table, changes in self._taken.items():
            if table != "events":
                held = tables.setdefault(table, dict(getattr(log, table)))
                held.update({key: change.taken for key, change in changes.items()})
        for table, key, entry in self.additions():
            tables.setdefault(table, dict(getattr(log, table)))[key] = entry
        return log.model_copy(update=tables)

    def _events(self) -> Iterable[Event]:
        """Walk over all events of the merged log, in its order."""
        taken = self._taken.get("events", {})
        for key, event in self._comparison.log.events.items():
            yield taken[key].taken if key in taken else event
        yield from self._comparison.added_events()

    def log(self) -> Log:
        """Return the merged log, with all of its events in memory."""
        events = {event.id: event for event in self._events()}
        return self.head().model_copy(update={"events": events})

    def write_anew(self, source: Path, target: Path) -> tuple[Problem, ...]:
        """Write the merged log as a new file; return what is wrong with it, if anything is.

        Raise as `write_text` does, and UnreadableFileError where it is too large for YAML.
        """
        with open_sink(target) as sink:
            for event in self._events():
                sink.add(event)
            if target == source:
                self._require_unchanged(source)
            return sink.finish(self.head())

    def _require_unchanged(self, source: Path) -> None:
        """Raise BusyFileError where the file is not the one that was read."""
        with source.open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != self._comparison.log.hash:
                raise BusyFileError(f"{source}: another program has written it; try again")

    def text(self, data: bytes) -> tuple[bytes, tuple[Problem, ...]]:
        """Put what is new into the text of the log; return it, and what is wrong with it.

        It reads back as the merged log. Raise LayoutError where the layout leaves no place.
        """
        log = self._comparison.log
        zone = log.about.zone
        additions: dict[str, dict[str, Any]] = {}
        for table, key, entry in self.additions():
            additions.setdefault(table, {})[key] = plain_value(entry, zone)
        for event in self._comparison.added_events():
            additions.setdefault("events", {})[event.id] = plain_value(event, zone)
        changes = {
            table: {key: _entry_change(change, zone) for key, change in held.items()}
            for table, held in self._taken.items()
        }
        if "kinds" in additions and "kinds" not in plain(log, events=False):
            # a log that has kinds has no others
            usual = {key: plain_value(kind) for key, kind in log.kinds.items()}
            additions["kinds"] = {**usual, **additions["kinds"]}
        new = insert(data, additions, changes)
        merged, problems = check(new, "log")
        if any(problem.code == "syntax" for problem in problems):
            raise LayoutError("the text would be no YAML any more")
        if not problems and (merged is None or plain(merged) != plain(self.log())):
            raise LayoutError("the text would say something else than the log and the file")
        return new, problems

    def write_text(self, source: Path, data: bytes, target: Path) -> tuple[Problem, ...]:
        """Write the text of the merged log, made of that in `source`, which was `data`.

        Return what is wrong with it, if anything is; then nothing is written. Raise LayoutError,
        BusyFileError where another program writes the file or has written it since it was read,
        and OSError.
        """
        new, problems = self.text(data)
        if problems:
            return tuple(replace(problem, file=str(target)) for problem in problems)
        file = Replacement(target)
        try:
            if target == source:
                self._require_unchanged(source)
            file.part.write_bytes(new)
            file.commit()
        finally:
            file.discard()
        return ()


def _entry_change(change: Change, zone: str) -> EntryChange:
    whole = plain_value(change.taken, zone)
    assert isinstance(whole, dict)  # noqa: S101 - an entry is a mapping
    names = [difference.field for difference in change.differences]
    # what is taken along: the zone of a date, and the name that an actor had
    names += [name for head, name in _ALONG if head in names and name not in names]
    return EntryChange({name: whole[name] for name in names if name in whole}, whole)


def is_text(path: Path) -> bool:
    """Tell whether a log is a text that people edit."""
    return path.suffix.lower() in _YAML
