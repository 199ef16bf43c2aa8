"""Where converted events go: a log in YAML or Parquet, which appears when it is complete."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from components.events import (
    LIMITS,
    Event,
    Log,
    ParquetWriter,
    Problem,
    Replacement,
    Revision,
    check,
    renamed,
    write,
)
from components.imports.file import LOST_ROWS, UnreadableFileError


class Sink(Protocol):
    """Takes events one by one, then the log that they belong to."""

    def add(self, event: Event) -> None:
        """Take one more event; raise UnreadableFileError when there are too many."""

    def finish(self, log: Log, revision: Revision | None = None) -> tuple[Problem, ...]:
        """Put the file in its place, unless there are problems: those are returned.

        A `revision` changes events that were taken already.
        """

    def discard(self) -> None:
        """Leave nothing unfinished on the disk."""


class _YamlSink:
    """Keeps events until the log is complete, writes it as YAML and reads that again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = Replacement(path)
        self.discard = self._file.discard
        self._events: list[Event] = []
        self._elsewhere = f"{path.with_suffix('.parquet').name} would hold any number"

    def add(self, event: Event) -> None:
        self._events.append(event)
        if len(self._events) > LIMITS.entries:
            message = f"a log in YAML holds at most {LIMITS.entries:,} events; {self._elsewhere}"
            raise UnreadableFileError(Problem(self._path.name, 1, 1, "too-many-values", message))

    def finish(self, log: Log, revision: Revision | None = None) -> tuple[Problem, ...]:
        if revision:
            self._revise(revision)
        events = {event.id: event for event in self._events}
        if lost := len(self._events) - len(events):
            message = f"{lost:,} events would be lost to others with the same id"
            return (Problem(self._path.name, 1, 1, LOST_ROWS, message),)
        data = write(log.model_copy(update={"events": events})).encode()
        _, problems = check(data, self._path.name)
        if not problems:
            self._file.part.write_bytes(data)
            self._file.commit()
        return tuple(
            replace(problem, message=f"{problem.message}; {self._elsewhere}")
            if problem.code in ("too-big", "too-many-values")
            else problem
            for problem in problems
        )

    def _revise(self, revision: Revision) -> None:
        for row in revision.rows.tolist():
            event = self._events[row]
            key = revision.new_id(row, event.id)
            self._events[row] = event.model_copy(update={"id": key})
        if any(revision.names.values()):
            self._events = [renamed(event, revision.names) for event in self._events]


class _ParquetSink:
    """Writes events as they come."""

    def __init__(self, path: Path) -> None:
        self._writer = ParquetWriter(path)
        self.add = self._writer.add
        self.discard = self._writer.discard

    def finish(self, log: Log, revision: Revision | None = None) -> tuple[Problem, ...]:
        self._writer.finish(log, revision)
        return ()


_SINKS: Mapping[str, Callable[[Path], Sink]] = {
    ".yaml": _YamlSink,
    ".yml": _YamlSink,
    ".parquet": _ParquetSink,
}
OUTPUT_ENDINGS = tuple(_SINKS)


@contextmanager
def open_sink(path: Path) -> Iterator[Sink]:
    """Open the sink for a file by the ending of its name; raise OSError and BusyFileError."""
    sink = _SINKS[path.suffix.lower()](path)
    try:
        yield sink
    finally:
        sink.discard()
