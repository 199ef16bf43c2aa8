"""Other people's logs come in, as files; a log in format 1, YAML or Parquet, goes out as a file.

What cannot be read is told row by row and left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from components.events import (
    LIMITS,
    LIMITS_OF_CONVERSION,
    Event,
    Log,
    ParquetWriter,
    Problem,
    check,
    read_file,
    read_parquet,
    write,
)
from components.imports.fields import Fields
from components.imports.lines import is_log_in_lines, read_log_in_lines
from components.imports.mapping import Columns, usual
from components.imports.record import (
    Reach,
    Record,
    Unreadable,
    UnreadableFileError,
    Value,
    in_lower_case,
    read_csv,
    read_json,
    read_lines,
    records_in,
)
from components.imports.row import RowError, Rows
from components.imports.timelinejs import columns_of, is_timelinejs, slides

LOGS = (".yaml", ".yml", ".parquet")
TABLES_OF_OTHERS = (".csv", ".tsv", ".json", ".jsonl", ".ndjson")
_STEP = 1_000

Progress: TypeAlias = Callable[[int, float], None]


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one row: left out (`is_left_out`), or read with a change."""

    file: str
    place: str
    message: str
    is_left_out: bool

    def __str__(self) -> str:
        """Say it in a line, with the place that editors or JSON tools find."""
        kind = "error[left-out]" if self.is_left_out else "warning[changed]"
        shown = self.message if self.message.isprintable() else ascii(self.message)[1:-1]
        return f"{self.file}{self.place}: {kind} {shown}"


@dataclass(slots=True)
class Outcome:
    """How many events were written and rows left out, and the problems if nothing was.

    `absent` are the fields that the mapping names and no row has.
    """

    events: int = 0
    left_out: int = 0
    changed: int = 0
    problems: tuple[Problem, ...] = ()
    absent: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks for: words of the log's head, and no loss if `strict`."""

    head: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False


def convert(
    source: Path,
    target: Path,
    columns: Columns | None = None,
    wishes: Wishes | None = None,
    tell: Callable[[Told], None] = lambda _: None,
    progress: Progress = lambda *_: None,
) -> Outcome:
    """Convert one file to another, each by the ending of its name.

    `tell` hears of every row that is left out or changed, `progress` how many rows were read and
    which part of the file, 0 when that is not known. No file is written when nothing could be
    read or a CSV lacks a column that the mapping names, nor, if that is wished, when a row was left
    out or a field is in no row. Raise OSError when a file cannot be opened, and WhenError for a
    zone that is not known.
    """
    try:
        if columns is None and is_log_in_lines(source):
            return _convert_lines(source, target, progress)
        if source.suffix.lower() in LOGS or (columns is None and _is_log_in_json(source)):
            return _convert_log(source, target, progress)
        return _Conversion(source, target, columns, wishes or Wishes(), tell, progress).run()
    except UnreadableFileError as error:
        return Outcome(problems=error.problems)


def _convert_log(source: Path, target: Path, progress: Progress) -> Outcome:
    if source.suffix.lower() == ".parquet":
        log, problems = read_parquet(source)
    else:
        log, problems = check(read_file(source), source.name, LIMITS_OF_CONVERSION)
    if log is None:
        return Outcome(problems=problems)
    sink = _sink(target)
    try:
        for number, event in enumerate(log.events.values(), start=1):
            sink.add(event)
            if number % _STEP == 0:
                progress(number, number / len(log.events))
        problems = sink.finish(log)
    finally:
        sink.discard()
    return Outcome(0 if problems else len(log.events), problems=problems)


def _is_log_in_json(source: Path) -> bool:
    """Tell whether a file is a log as JSON, which is read as the YAML that it is as well."""
    if source.suffix.lower() != ".json":
        return False
    value = read_json(source)
    return isinstance(value, dict) and {"format", "log", "events"} <= value.keys()


def _convert_lines(source: Path, target: Path, progress: Progress) -> Outcome:
    reach, sink, written = Reach(), _sink(target), 0
    try:
        head, events = read_log_in_lines(source, reach)
        for written, event in enumerate(events, start=1):
            sink.add(event)
            if written % _STEP == 0:
                progress(written, reach.share)
        problems = sink.finish(head)
    finally:
        sink.discard()
    return Outcome(0 if problems else written, problems=problems)


class _YamlSink:
    """Keeps events until the log is complete, writes it as YAML and reads that again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_name(f"{path.name}.part")
        self._part.open("wb").close()
        self._events: dict[str, Event] = {}
        self._elsewhere = f"{path.with_suffix('.parquet').name} would hold any number"

    def add(self, event: Event) -> None:
        self._events[event.id] = event
        if len(self._events) > LIMITS.entries:
            message = f"a log in YAML holds at most {LIMITS.entries:,} events; {self._elsewhere}"
            raise UnreadableFileError(Problem(self._path.name, 1, 1, "too-many-values", message))

    def finish(self, log: Log) -> tuple[Problem, ...]:
        data = write(log.model_copy(update={"events": self._events})).encode()
        _, problems = check(data, self._path.name)
        if not problems:
            self._part.write_bytes(data)
            self._part.replace(self._path)
        return tuple(
            replace(each, message=f"{each.message}; {self._elsewhere}")
            if each.code in ("too-big", "too-many-values")
            else each
            for each in problems
        )

    def discard(self) -> None:
        with suppress(FileNotFoundError):
            self._part.unlink()


class _ParquetSink:
    """Writes events as they come."""

    def __init__(self, path: Path) -> None:
        self._writer = ParquetWriter(path)

    def add(self, event: Event) -> None:
        self._writer.add(event)

    def finish(self, log: Log) -> tuple[Problem, ...]:
        self._writer.finish(log)
        return ()

    def discard(self) -> None:
        self._writer.discard()


def _sink(target: Path) -> _YamlSink | _ParquetSink:
    return _ParquetSink(target) if target.suffix.lower() == ".parquet" else _YamlSink(target)


class _Conversion:
    """The conversion of one file of records."""

    def __init__(
        self,
        source: Path,
        target: Path,
        columns: Columns | None,
        wishes: Wishes,
        tell: Callable[[Told], None],
        progress: Progress,
    ) -> None:
        self._source, self._target, self._wishes = source, target, wishes
        self._tell, self._progress = tell, progress
        self._reach = Reach()
        self._value: Value = ""
        if source.suffix.lower() == ".json":
            self._value = read_json(source)
        self._is_timelinejs = columns is None and is_timelinejs(self._value)
        self._is_guessed = columns is None and not self._is_timelinejs
        self._fields = Fields(columns) if columns else None
        if columns is None:
            columns = columns_of(self._value) if self._is_timelinejs else usual()
        self._columns = columns
        zone = wishes.head.get("zone") or columns.log.zone
        self._rows = Rows(columns, zone)
        self._outcome = Outcome()

    def run(self) -> Outcome:
        """Convert the file; raise as `convert` does."""
        records = self._records()
        sink, outcome = _sink(self._target), self._outcome
        try:
            for number, record in enumerate(records, start=1):
                event = self._read(record)
                if event:
                    sink.add(event)
                    outcome.events += 1
                if number % _STEP == 0:
                    self._progress(number, self._reach.share)
            if self._fields:
                name = self._source.name
                outcome.absent = self._fields.problems(f"no row of {name} has", name)
            if outcome.events == 0:
                message = "no row could be read" if outcome.left_out else "the file has no rows"
                outcome.problems = (Problem(self._source.name, 1, 1, "empty-file", message),)
            elif not ((outcome.left_out or outcome.absent) and self._wishes.strict):
                outcome.problems = sink.finish(self._log())
        finally:
            sink.discard()
        return outcome

    def _records(self) -> Iterator[Record | Unreadable]:
        ending, columns = self._source.suffix.lower(), self._columns
        if ending in (".csv", ".tsv"):
            return read_csv(
                self._source, columns.delimiter, columns.encoding, self._reach, self._approve
            )
        if ending == ".json":
            if self._is_timelinejs:
                return slides(self._value)
            return records_in(self._value, columns.rows, self._source.name, self._reach)
        return read_lines(self._source, self._reach)

    def _approve(self, header: Sequence[str]) -> None:
        """Refuse a file without a column that the mapping names, before any row is read."""
        if self._fields:
            name = self._source.name
            self._fields.look_at(dict.fromkeys(header, ""))
            if problems := self._fields.problems(f"the header of {name} has no", name):
                raise UnreadableFileError(*problems)

    def _read(self, record: Record | Unreadable) -> Event | None:
        name = str(self._source)
        if isinstance(record, Record):
            if self._is_guessed:
                record = in_lower_case(record)
            if self._fields:
                self._fields.look_at(record.fields)
            try:
                event, remarks = self._rows.read(record)
            except RowError as error:
                record = Unreadable(record.place, str(error))
            else:
                for remark in remarks:
                    self._tell(Told(name, record.place, remark, is_left_out=False))
                self._outcome.changed += bool(remarks)
                return event
        self._outcome.left_out += 1
        self._tell(Told(name, record.place, record.reason, is_left_out=True))
        return None

    def _log(self) -> Log:
        """Make the log of what was read, without its events."""
        head = self._columns.log
        about = {
            "title": head.title or self._source.stem,
            "summary": head.summary,
            "zone": self._rows.zone,
            "clocks": {key: {"name": c.name, "zone": c.zone} for key, c in head.clocks.items()},
            "as_of": head.as_of or self._rows.as_of,
            **{key: value for key, value in self._wishes.head.items() if value},
        }
        tree = {"format": 1, "log": about, **self._rows.tables(), "events": {}}
        return Log.model_validate(tree, context={"zone": self._rows.zone})
