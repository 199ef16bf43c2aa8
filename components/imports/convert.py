"""Files of other tools become a log in YAML or Parquet: records, rows, events, sink.

Without a mapping, a look at each file says what its fields mean, or asks. A row that cannot be read
is reported and left out.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from components.events import FORBIDDEN, Event, Log, Problem, escaped, one_line
from components.imports.absent_field import AbsentFields
from components.imports.cell import RowError
from components.imports.fault import CHANGED, FAULTS, OTHER
from components.imports.file import LOST_ROWS, InputFile, UnreadableFileError
from components.imports.formats.format import LogFormat, RecordFormat, format_of
from components.imports.looks.look import UNCLEAR_FIELDS, Look, look_at
from components.imports.looks.suggestion import summary
from components.imports.mapping import FieldMapping, usual_mapping
from components.imports.published import read_published
from components.imports.record import InputRecord, UnreadableRecord
from components.imports.row import RowReader
from components.imports.sentence import NAMES_SHOWN, counted, listed, quoted
from components.imports.sink import Sink, open_sink

_STEP = 1_000  # records between two reports of progress
_VAIN = 1_000  # rows that all fail in one way, after which no more are tried
_UNSEEN = "\ufffd"  # stands in a title for what a file's name has and a log may not
_EXAMPLES = 5  # of those rows, which are reported if they say different things

_Item = TypeVar("_Item")
Progress: TypeAlias = Callable[[int, float], None]
Tell: TypeAlias = Callable[[str], None]


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

    `absent` are the fields that the mapping names and no row has. Where a file could not be read
    for want of a mapping that fits, `look` is what was seen of it, and `source` its path. `notes`
    are what is to be told of the rows together, and `kept` what became of ids that were published.
    """

    events: int = 0
    left_out: int = 0
    changed: int = 0
    problems: tuple[Problem, ...] = ()
    absent: tuple[Problem, ...] = ()
    look: Look | None = None
    source: Path | None = None
    notes: tuple[str, ...] = ()
    kept: str = ""
    has_own_ids: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asks for: fields of the log's head, and no loss if `strict`.

    `ids` is a log whose ids were published, and which events that are there again keep. With
    `all_faults`, a file is read to its end though no row of it can be read.
    """

    head: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    ids: Path | None = None
    all_faults: bool = False


def convert(
    source: Path | Sequence[Path],
    target: Path,
    mapping: FieldMapping | None = None,
    options: Options | None = None,
    report: Callable[[RowReport], None] = lambda _: None,
    progress: Progress = lambda *_: None,
    tell: Tell = lambda _: None,
) -> Outcome:
    """Convert one file, or several of records, to a log, each by the ending of its name.

    `report` gets every row that is left out or changed, `progress` how many rows were read and
    which part of the file that is, 0 when it is not known, and `tell` what is to be said of a file
    as a whole. No file is written when nothing could be read, when a file without a mapping does
    not tell its date and title, or when a CSV lacks a column that the mapping names, nor, if
    `options` are strict, when a row was left out or a field is in no row. Raise OSError when a file
    cannot be opened, and WhenError for a zone that is not known.
    """
    sources = [source] if isinstance(source, Path) else source
    files = [InputFile(path) for path in sources]
    options = options or Options()
    try:
        formats = [format_of(file, mapping) for file in files]
        first = formats[0]
        if isinstance(first, LogFormat) and len(files) == 1:
            if options.ids:
                message = "this is a log, which has ids of its own; only rows take those of another"
                raise files[0].unreadable("wrong-shape", message)
            return _convert_log(first, files[0], target, progress)
        inputs = []
        for file, format_ in zip(files, formats, strict=True):
            if isinstance(format_, LogFormat):
                message = "this is a log; `merge` puts a log and other files together"
                raise file.unreadable("wrong-shape", message)
            inputs.append(_Input(file, format_, mapping))
        for input_ in inputs:
            if input_.look and input_.look.questions:
                name = input_.file.name
                problems = [
                    Problem(name, 1, 1, UNCLEAR_FIELDS, words) for words in input_.look.questions
                ]
                return Outcome(problems=tuple(problems), look=input_.look, source=input_.file.path)
            input_.tell(tell)
        return _Conversion(inputs, options, report, tell).run(target, progress)
    except UnreadableFileError as error:
        return Outcome(problems=error.problems)


def look_at_file(source: Path) -> Look | None:
    """Look at a file as if it were one of records; None when it is a log.

    Raise OSError when it cannot be opened, and UnreadableFileError when it holds no records.
    """
    file = InputFile(source)
    if isinstance(format_of(file, None), LogFormat):
        return None
    format_ = format_of(file, usual_mapping())
    assert isinstance(format_, RecordFormat)  # noqa: S101 - what a mapping is for is no log
    return look_at(file, format_)


def _convert_log(format_: LogFormat, file: InputFile, target: Path, progress: Progress) -> Outcome:
    log, events = format_.read(file)
    count = 0
    with open_sink(target) as sink:
        for event in _watched(events, file, progress):
            sink.add(event)
            count += 1
        problems = _in(file, sink.finish(log))
    return Outcome(0 if problems else count, problems=problems)


class _Input:
    """A file of records, with the mapping by which it is read."""

    def __init__(
        self, file: InputFile, format_: RecordFormat, mapping: FieldMapping | None
    ) -> None:
        self.file, self.format = file, format_
        self.given = mapping
        self.absent = AbsentFields(mapping) if mapping else None
        self.look: Look | None = None
        if mapping is None and format_.mapping is None:
            look = look_at(file, format_)
            if look.sample.fields:
                self.look, mapping = look, look.mapping if not look.questions else None
        if mapping is None:
            mapping = format_.mapping(file) if format_.mapping else usual_mapping()
        self.mapping = mapping
        self.read = self.left_out = 0
        self._late: dict[str, str] = {}
        self._known = self._names_in_sample()

    def _names_in_sample(self) -> frozenset[str] | None:
        """The names of the fields in the sample, where later records may have others."""
        if self.look is None or self.look.sample.is_whole or self.format.header:
            return None
        return frozenset(
            name for f in self.look.sample.fields for name in (f.name, f.name.partition(".")[0])
        )

    def tell(self, tell: Tell) -> None:
        """Say what was taken for what, and what was seen of the file as a whole."""
        if self.given is None and self.format.mapping:
            tell(f"{self.file.path}: it is read as {self.format.name}")
        if self.look:
            tell(f"{self.file.path}: {summary(self.look)}")
            for remark in self.look.remarks:
                tell(f"{self.file.path}: {remark}")

    def note_fields(self, record: InputRecord) -> None:
        """Note which fields a record has, or has beyond those of the sample."""
        if self.absent:
            self.absent.note_fields(record.fields)
        elif self._known is not None and not record.fields.keys() <= self._known:
            for name in record.fields.keys() - self._known:
                if len(self._late) <= NAMES_SHOWN:
                    self._late.setdefault(name, record.place)

    def tell_late(self, tell: Tell) -> None:
        """Say which fields only records behind the sample have."""
        if self._late:
            names = [f"{quoted(name)} (at {place})" for name, place in self._late.items()]
            if len(names) > NAMES_SHOWN:
                names[NAMES_SHOWN:] = ["others"]
            named = listed(names, len(names))
            tell(f"{self.file.path}: only later rows have {named}; they are not taken")
        told = set(self.look.remarks) if self.look else ()
        for note in self.file.notes:
            if note not in told:
                tell(f"{self.file.path}: {note}")


class _Conversion:
    """The conversion of files of records into one log."""

    def __init__(
        self,
        inputs: Sequence[_Input],
        options: Options,
        report: Callable[[RowReport], None],
        tell: Tell,
    ) -> None:
        self._inputs, self._options, self._report, self._tell = inputs, options, report, tell
        self._head = inputs[0].mapping
        published = read_published(options.ids) if options.ids else None
        zone = options.head.get("zone") or self._head.log.zone
        entries: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        for input_ in inputs:
            for table, of_file in input_.file.entries.items():
                entries[table] = {**of_file, **entries[table]}
        self._rows = RowReader(self._head, zone, published, entries)
        self._outcome = Outcome()
        # The reports of a file of which no row was read so far, all of one kind.
        self._held: list[RowReport] = []

    def run(self, target: Path, progress: Progress) -> Outcome:
        """Convert the files; raise as `convert` does."""
        outcome = self._outcome
        with open_sink(target) as sink:
            for input_ in self._inputs:
                self._check_header(input_)
            for input_ in self._inputs:
                self._read(input_, sink, progress)
                if outcome.problems:
                    return outcome
            if not ((outcome.left_out or outcome.absent) and self._options.strict):
                settled, revision = self._rows.settle()
                problems = sink.finish(self._log(), revision)
                outcome.problems = _in(self._inputs[0].file, problems)
                outcome.notes, outcome.kept = settled.notes(), settled.kept()
                outcome.has_own_ids = settled.has_own
        return outcome

    def _read(self, input_: _Input, sink: Sink, progress: Progress) -> None:
        """Read one file."""
        file, outcome, name = input_.file, self._outcome, input_.file.name
        self._rows.use(input_.mapping, self._options.head.get("zone") or input_.mapping.log.zone)
        self._held = []
        for record in _watched(input_.format.read(file, input_.mapping), file, progress):
            if event := self._event(input_, record):
                sink.add(event)
            elif len(self._held) == _VAIN and not self._options.all_faults:
                break
        outcome.events += input_.read
        outcome.left_out += input_.left_out
        is_cut = len(self._held) == _VAIN and not self._options.all_faults
        if input_.absent:
            outcome.absent += input_.absent.problems(f"no row of {name} has", name)
        if input_.read == 0:
            message = self._fault_of_all(input_, is_cut)
            outcome.problems = (Problem(name, 1, 1, "empty-file", message),)
            if input_.left_out and input_.format.mapping is None:
                outcome.look, outcome.source = self._look_again(input_), file.path
        elif file.rows != input_.read + input_.left_out:
            message = (
                f"{counted(file.rows, 'row')} were met, but {input_.read:,} became events and "
                f"{input_.left_out:,} were reported; this is a fault of the program"
            )
            outcome.problems = (Problem(name, 1, 1, LOST_ROWS, message),)
        input_.tell_late(self._tell)

    def _fault_of_all(self, input_: _Input, is_cut: bool) -> str:
        """Say why no row of a file could be read, once for all of them if it is the same."""
        if not input_.left_out:
            return "the file has no rows"
        held, self._held = self._held, []
        different = {report.message: report for report in reversed(held)}
        for report in sorted(different.values(), key=held.index)[:_EXAMPLES]:
            self._report(report)
        if len(held) < 2:
            return "no row could be read"
        which = "the first are" if is_cut else "there are"
        return f"no row could be read: {which} {len(held):,} rows {FAULTS[held[0].kind]}"

    def _look_again(self, input_: _Input) -> Look | None:
        """Look at a file whose mapping read nothing."""
        if input_.look:
            return input_.look
        look = look_at(input_.file, input_.format, input_.given)
        return look if look.sample.fields else None

    def _check_header(self, input_: _Input) -> None:
        """Refuse a file without a column that the mapping names, before any row is read."""
        if input_.absent and input_.format.header:
            name = input_.file.name
            header = input_.format.header(input_.file, input_.mapping)
            input_.absent.note_fields(dict.fromkeys(header, ""))
            if problems := input_.absent.problems(f"the header of {name} has no", name):
                raise UnreadableFileError(*problems)

    def _event(self, input_: _Input, record: InputRecord | UnreadableRecord) -> Event | None:
        """Make the event of a record, and report what had to be changed, or why there is none."""
        file = str(input_.file.path)
        if isinstance(record, InputRecord):
            input_.note_fields(record)
            try:
                event, remarks = self._rows.read(record)
            except RowError as error:
                record = UnreadableRecord(record.place, str(error), error.kind)
            else:
                self._release()
                for remark in remarks:
                    self._report(RowReport(file, record.place, remark, False, CHANGED))
                self._outcome.changed += bool(remarks)
                input_.read += 1
                return event
        input_.left_out += 1
        report = RowReport(file, record.place, record.reason, True, record.kind)
        is_alone = input_.read == 0 and input_.left_out == len(self._held) + 1 <= _VAIN
        if is_alone and all(held.kind == record.kind for held in self._held[:1]):
            self._held.append(report)
        else:
            self._release()
            self._report(report)
        return None

    def _release(self) -> None:
        """Report the rows that were held back, because others are read or fail otherwise."""
        for report in self._held:
            self._report(report)
        self._held.clear()

    def _log(self) -> Log:
        """Make the log of what was read, without its events."""
        head = self._head.log
        about = {
            "title": head.title or FORBIDDEN.sub(_UNSEEN, self._inputs[0].file.path.stem),
            "summary": head.summary,
            "zone": self._rows.zone,
            "clocks": {key: {"name": c.name, "zone": c.zone} for key, c in head.clocks.items()},
            "as_of": head.as_of or self._rows.as_of,
            **{key: value for key, value in self._options.head.items() if value},
        }
        tree = {"format": 1, "log": about, **self._rows.tables(), "events": {}}
        log = Log.model_validate(tree, context={"zone": self._rows.zone})
        kinds = self._head.kinds
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
