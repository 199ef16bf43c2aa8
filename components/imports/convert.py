"""A file of another tool becomes a log in YAML or Parquet: records, rows, events, sink.

A row that cannot be read is reported and left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias, TypeVar

from components.events import Event, Log, Problem, escaped, one_line
from components.imports.absent_field import AbsentFields
from components.imports.cell import RowError
from components.imports.fault import CHANGED, OTHER
from components.imports.file import InputFile, UnreadableFileError
from components.imports.format import LogFormat, RecordFormat, format_of
from components.imports.mapping import FieldMapping, usual_mapping
from components.imports.published import read_published
from components.imports.record import InputRecord, UnreadableRecord, in_lower_case
from components.imports.row import RowReader
from components.imports.sink import open_sink

_STEP = 1_000  # records between two reports of progress

_Item = TypeVar("_Item")
Progress: TypeAlias = Callable[[int, float], None]


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of one row: left out (`is_left_out`), or read with a change."""

    file: str
    place: str
    message: str
    is_left_out: bool
    kind: str = OTHER  # a key of `FAULTS`

    def __str__(self) -> str:
        """Say it in a line, with the place that editors or JSON tools find."""
        kind = "error[left-out]" if self.is_left_out else "warning[changed]"
        return f"{escaped(self.file)}{self.place}: {kind} {one_line(self.message)}"


@dataclass(slots=True)
class Outcome:
    """How many events were written and rows left out, and the problems if nothing was written.

    `absent` are the fields that the mapping names and no row has, `notes` what is to be told of the
    rows together, and `kept` what became of ids that were published.
    """

    events: int = 0
    left_out: int = 0
    changed: int = 0
    problems: tuple[Problem, ...] = ()
    absent: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asks for: fields of the log's head, and no loss if `strict`.

    `ids` is a log whose ids were published, and which events that are there again keep.
    """

    head: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    ids: Path | None = None


def convert(
    source: Path,
    target: Path,
    mapping: FieldMapping | None = None,
    options: Options | None = None,
    report: Callable[[RowReport], None] = lambda _: None,
    progress: Progress = lambda *_: None,
) -> Outcome:
    """Convert one file to another, each by the ending of its name.

    `report` gets every row that is left out or changed, `progress` how many rows were read and
    which part of the file that is, 0 when it is not known. No file is written when nothing could
    be read or a CSV lacks a column that the mapping names, nor, if `options` are strict, when a row
    was left out or a field is in no row. Raise OSError when a file cannot be opened, and WhenError
    for a zone that is not known.
    """
    file = InputFile(source)
    try:
        format_ = format_of(file, mapping)
        if isinstance(format_, LogFormat):
            if options and options.ids:
                message = "this is a log, which has ids of its own; only rows take those of another"
                raise file.unreadable("wrong-shape", message)
            return _convert_log(format_, file, target, progress)
        conversion = _Conversion(format_, file, mapping, options or Options(), report)
        return conversion.run(target, progress)
    except UnreadableFileError as error:
        return Outcome(problems=error.problems)


def _convert_log(format_: LogFormat, file: InputFile, target: Path, progress: Progress) -> Outcome:
    log, events = format_.read(file)
    count = 0
    with open_sink(target) as sink:
        for event in _watched(events, file, progress):
            sink.add(event)
            count += 1
        problems = _in(file, sink.finish(log))
    return Outcome(0 if problems else count, problems=problems)


class _Conversion:
    """The conversion of one file of records."""

    def __init__(
        self,
        format_: RecordFormat,
        file: InputFile,
        mapping: FieldMapping | None,
        options: Options,
        report: Callable[[RowReport], None],
    ) -> None:
        self._format, self._file, self._options, self._report = format_, file, options, report
        self._absent = AbsentFields(mapping) if mapping else None
        self._has_usual_names = mapping is None and format_.mapping is None
        if mapping is None:
            mapping = format_.mapping(file) if format_.mapping else usual_mapping()
        self._mapping = mapping
        published = read_published(options.ids) if options.ids else None
        self._rows = RowReader(mapping, options.head.get("zone") or mapping.log.zone, published)
        self._outcome = Outcome()

    def run(self, target: Path, progress: Progress) -> Outcome:
        """Convert the file; raise as `convert` does."""
        name, outcome = self._file.name, self._outcome
        with open_sink(target) as sink:
            self._check_header()
            records = self._format.read(self._file, self._mapping)
            for record in _watched(records, self._file, progress):
                if event := self._event(record):
                    sink.add(event)
                    outcome.events += 1
            if self._absent:
                outcome.absent = self._absent.problems(f"no row of {name} has", name)
            if outcome.events == 0:
                message = "no row could be read" if outcome.left_out else "the file has no rows"
                outcome.problems = (Problem(name, 1, 1, "empty-file", message),)
            elif not ((outcome.left_out or outcome.absent) and self._options.strict):
                settled, revision = self._rows.settle()
                outcome.problems = _in(self._file, sink.finish(self._log(), revision))
                outcome.notes, outcome.kept = settled.notes(), settled.kept()
        return outcome

    def _check_header(self) -> None:
        """Refuse a file without a column that the mapping names, before any row is read."""
        if self._absent and self._format.header:
            name = self._file.name
            header = self._format.header(self._file, self._mapping)
            self._absent.look_at(dict.fromkeys(header, ""))
            if problems := self._absent.problems(f"the header of {name} has no", name):
                raise UnreadableFileError(*problems)

    def _event(self, record: InputRecord | UnreadableRecord) -> Event | None:
        """Make the event of a record, and report what had to be changed, or why there is none."""
        file = str(self._file.path)
        if isinstance(record, InputRecord):
            if self._has_usual_names:
                record = in_lower_case(record)
            if self._absent:
                self._absent.look_at(record.fields)
            try:
                event, remarks = self._rows.read(record)
            except RowError as error:
                record = UnreadableRecord(record.place, str(error), error.kind)
            else:
                for remark in remarks:
                    self._report(RowReport(file, record.place, remark, False, CHANGED))
                self._outcome.changed += bool(remarks)
                return event
        self._outcome.left_out += 1
        self._report(RowReport(file, record.place, record.reason, True, record.kind))
        return None

    def _log(self) -> Log:
        """Make the log of what was read, without its events."""
        head = self._mapping.log
        about = {
            "title": head.title or self._file.path.stem,
            "summary": head.summary,
            "zone": self._rows.zone,
            "clocks": {key: {"name": c.name, "zone": c.zone} for key, c in head.clocks.items()},
            "as_of": head.as_of or self._rows.as_of,
            **{key: value for key, value in self._options.head.items() if value},
        }
        tree = {"format": 1, "log": about, **self._rows.tables(), "events": {}}
        log = Log.model_validate(tree, context={"zone": self._rows.zone})
        kinds = self._mapping.kinds
        return log.model_copy(update={"kinds": kinds}) if kinds else log


def _in(file: InputFile, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems of the log that was to be written, at the beginning of the file it is of."""
    return tuple(replace(problem, file=file.name, line=1, column=1) for problem in problems)


def _watched(items: Iterable[_Item], file: InputFile, progress: Progress) -> Iterator[_Item]:
    """Yield items of a file, and report the progress."""
    for number, item in enumerate(items, start=1):
        yield item
        if number % _STEP == 0:
            progress(number, file.share)
