"""`python -m components.events convert IN OUT`: its arguments, its progress bar and its last words.

What was seen of a file goes to standard error, what is wrong to standard output; where the file
needs a mapping, one that fits is part of that, and on a terminal it can be written at once.
"""

import argparse
import errno
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from components.events import (
    BUSY,
    FORBIDDEN,
    NO_MEMORY,
    BusyFileError,
    DamagedLogError,
    Problem,
    WhenError,
    agrees,
    can_be_asked,
    clear_progress,
    complain,
    complain_of_memory,
    explain,
    parse_when,
    read_file,
    say,
    say_whole,
    show_progress,
    zone_of,
)
from components.imports.convert import Options, Outcome, RowReport, convert, look_at_file
from components.imports.fault import FAULTS
from components.imports.file import UnreadableFileError
from components.imports.formats.format import INPUT_ENDINGS, OTHER_ENDINGS
from components.imports.looks.look import Look
from components.imports.looks.suggestion import listing, mapping_lines, mapping_name, summary
from components.imports.mapping import FieldMapping, read_mapping
from components.imports.sentence import counted
from components.imports.sink import OUTPUT_ENDINGS

WRITTEN, FAULTY, UNREADABLE = 0, 1, 2
_STATUSES = {
    WRITTEN: "the log is written",
    FAULTY: "none is written",
    UNREADABLE: "a file cannot be opened",
    BUSY: "another program is writing the same file",
    NO_MEMORY: "there is not enough memory",
}
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.usage = "%(prog)s [options] IN [IN ...] OUT\n       %(prog)s IN --suggest > MAPPING.yaml"
    explain(
        parser,
        f"Make a log of one or more files of records, or of another log.\n\n"
        f"  IN   {', '.join(INPUT_ENDINGS)}\n"
        f"  OUT  {', '.join(OUTPUT_ENDINGS)}\n\n"
        "Fields with usual names (date, title, ...) are found. For others, begin with a mapping\n"
        "that fits the file, and edit it.",
        [
            "%(prog)s talks.xlsx talks.yaml",
            "%(prog)s reports.csv --suggest > reports.map.yaml",
            "%(prog)s reports.csv log.yaml --map reports.map.yaml",
        ],
        _STATUSES,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="IN, one or more, and OUT")
    parser.add_argument(
        "--suggest",
        action="store_true",
        help="convert nothing: print a mapping that fits IN, with what there is to choose",
    )
    add_reading_arguments(parser, "IN")
    parser.add_argument(
        "--ids", metavar="OLD", help="a log whose ids were published: its events keep them"
    )
    parser.add_argument("--strict", action="store_true", help="write nothing if a row is lost")


def add_reading_arguments(parser: argparse._ActionsContainer, file: str) -> None:
    """Declare how files become a log; `file` is what the help calls them."""
    parser.add_argument("--map", metavar="MAPPING.yaml", help=f"what the fields of {file} mean")
    parser.add_argument("--title", type=text_argument, default="", help="the heading of the log")
    parser.add_argument(
        "--summary", type=text_argument, default="", help="a paragraph about the log"
    )
    parser.add_argument("--zone", type=zone_argument, help="the zone of dates without one")
    parser.add_argument("--as-of", type=day_argument, help="what the sources could know")
    parser.add_argument(
        "--all-faults",
        action="store_true",
        help=f"report every row that is left out or changed, not {FaultList.SHOWN} of each kind",
    )


def text_argument(text: str) -> str:
    """Return a text on a command line, if it may stand in a log."""
    if match := FORBIDDEN.search(text):
        message = f"the character U+{ord(match[0]):04X} may not stand in a log"
        raise argparse.ArgumentTypeError(message)
    return text


def zone_argument(text: str) -> str:
    """Return the name of a zone on a command line, if there is such a zone."""
    try:
        zone_of(text)
    except WhenError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def day_argument(text: str) -> str:
    """Return a date on a command line as EDTF, if it is one."""
    try:
        return parse_when(text, "UTC").text
    except WhenError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def run(args: argparse.Namespace) -> int:
    """Convert files, say what became of their rows, and return the exit status."""
    paths = [Path(name) for name in args.files]
    if args.suggest:
        return _suggest(paths[0]) if _is_readable(paths[0]) else UNREADABLE
    *sources, target = paths
    if reason := _refusal(sources, target, args.ids):
        complain(reason)
        return UNREADABLE
    status, outcome = _convert(sources, target, args)
    if outcome and outcome.look and outcome.source and (path := write_mapping_if_asked(outcome)):
        args.map = str(path)
        status, _ = _convert(sources, target, args)
    return status


def _convert(
    sources: Sequence[Path], target: Path, args: argparse.Namespace
) -> tuple[int, Outcome | None]:
    """Convert files, say what became of their rows, and return the exit status with the outcome."""
    faults = FaultList(args.all_faults)
    try:
        mapping, problems = _mapping(args.map)
        if problems:
            say(*problems)
            return FAULTY, None
        head = {key: getattr(args, key) or "" for key in ("title", "summary", "zone", "as_of")}
        ids = Path(args.ids) if args.ids else None
        options = Options(head, args.strict, ids, args.all_faults)
        try:
            outcome = convert(sources, target, mapping, options, faults, ProgressBar(), _tell)
        finally:
            clear_progress()
    except BusyFileError as error:
        complain(error)
        return BUSY, None
    except DamagedLogError as error:
        outcome = Outcome(problems=(error.problem,))
    except OSError as error:
        if str(error.filename) == str(target) or error.errno in _FULL:
            complain(f"{target}: cannot be written: {error.strerror or error}")
        else:
            name = error.filename or sources[0]
            complain(f"{name}: cannot be read: {error.strerror or error}")
        return UNREADABLE, None
    except MemoryError:
        return complain_of_memory(", ".join(map(str, sources))), None
    say(*faults.rest(), *outcome.absent, *outcome.problems)
    if outcome.look and outcome.source:
        say_whole(*mapping_message(outcome.look, outcome.source))
    return _conclude(outcome, sources, target, args), outcome


def mapping_message(look: Look, source: Path) -> Iterator[str]:
    """Yield the lines that say what was seen of a file, with a mapping that fits."""
    yield from listing(look)
    name = mapping_name(source)
    yield f"A mapping for it; save it as {name}, and convert with --map {name}:"
    yield ""
    yield from mapping_lines(look)
    yield ""


def _suggest(source: Path) -> int:
    """Print a mapping that fits a file, and what was seen of the file on standard error."""
    try:
        look = look_at_file(source)
    except UnreadableFileError as error:
        say(*error.problems)
        return FAULTY
    except OSError as error:
        complain(f"{source}: cannot be read: {error.strerror or error}")
        return UNREADABLE
    except MemoryError:
        return complain_of_memory(source)
    if look is None:
        complain(f"{source}: it is a log, which needs no mapping")
        return FAULTY
    if not look.sample.fields:
        faults = [f"{source}{fault.place}: {fault.reason}" for fault in look.sample.unreadable]
        complain(*faults[: FaultList.SHOWN], f"{source}: there is no row that could be read")
        return FAULTY
    complain(f"{source}: {summary(look)}", *look.remarks, *listing(look))
    complain(*(f"choose: {question}" for question in look.questions))
    say_whole(*mapping_lines(look))
    return WRITTEN


def _is_readable(source: Path) -> bool:
    if words := fault_of_ending(source):
        complain(f"{source}: cannot be read: {words}")
    return not words


def fault_of_ending(path: Path, endings: Sequence[str] = INPUT_ENDINGS) -> str:
    """Say what is wrong with the ending of a file's name; "" for nothing."""
    ending = path.suffix.lower()
    if ending in endings:
        return ""
    if endings is INPUT_ENDINGS and ending in OTHER_ENDINGS:
        return OTHER_ENDINGS[ending]
    return f"the name of the file ends with {', '.join(endings)}"


def write_mapping_if_asked(outcome: Outcome) -> Path | None:
    """Offer on a terminal to write the mapping beside the file; return its path if it is there."""
    look, source = outcome.look, outcome.source
    if not (look and source):
        return None
    path = source.with_name(mapping_name(source))
    if path.exists():
        complain(f"{path}: it is there already; to read {source.name} by it, add --map {path}")
        return None
    if not can_be_asked():
        return None
    choice = ", with the first of each choice," * bool(look.questions)
    if not agrees(f"Write this to {path}{choice} and convert with it?"):
        return None
    try:
        with path.open("x", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in mapping_lines(look))
    except OSError as error:
        complain(f"{path}: cannot be written: {error.strerror or error}")
        return None
    return path


def _refusal(sources: Sequence[Path], target: Path, ids: str | None) -> str:
    """Say why a conversion cannot even begin; "" when it can."""
    if not sources:
        return f"{target}: cannot be converted: a file to write is named last, such as log.yaml"
    for path, endings in (*((path, INPUT_ENDINGS) for path in sources), (target, OUTPUT_ENDINGS)):
        if words := fault_of_ending(path, endings):
            return f"{path}: cannot be converted: {words}"
    if any(is_same_file(path, target) for path in sources):
        return f"{target}: cannot be converted: it would be overwritten"
    if ids and Path(ids).suffix.lower() not in INPUT_ENDINGS:
        return f"{ids}: is no log; its name ends with {', '.join(INPUT_ENDINGS)}"
    if not target.parent.is_dir():
        return f"{target}: cannot be written: there is no directory {target.parent}"
    return ""


def is_same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file, over links or not; one that is not there is none."""
    return one.absolute() == other.absolute() or (
        one.exists() and other.exists() and one.samefile(other)
    )


def _mapping(name: str | None) -> tuple[FieldMapping | None, tuple[Problem, ...]]:
    return read_mapping(read_file(Path(name)), name) if name else (None, ())


def _tell(line: str) -> None:
    """Print what is to be said of a file as a whole."""
    clear_progress()
    complain(line)


class FaultList:
    """Prints what became of rows: the first few of each kind, and how many more there are."""

    SHOWN = 5

    def __init__(self, is_whole: bool, say: Callable[[object], None] = say) -> None:
        """Print every row if the list `is_whole`."""
        self._is_whole = is_whole
        self._say = say
        self._counts: Counter[tuple[str, bool, str]] = Counter()
        self._last: dict[tuple[str, bool, str], str] = {}

    def __call__(self, row: RowReport) -> None:
        """Print a row, or count it."""
        key = row.file, row.is_left_out, row.kind
        self._counts[key] += 1
        if self._is_whole or self._counts[key] <= self.SHOWN:
            clear_progress()
            self._say(row)
        else:
            self._last[key] = row.place

    def rest(self) -> Iterator[RowReport]:
        """Yield one report for each kind of which rows were counted only."""
        for (file, is_left_out, kind), place in self._last.items():
            more = self._counts[file, is_left_out, kind] - self.SHOWN
            message = f"{counted(more, 'more row')} {FAULTS[kind]}, the last here"
            yield RowReport(file, place, message, is_left_out, kind)


def _conclude(
    outcome: Outcome, sources: Sequence[Path], target: Path, args: argparse.Namespace
) -> int:
    """Print the last lines of a conversion and return its exit status."""
    lost, missed = lost_rows(outcome), missed_fields(outcome)
    if outcome.problems or ((lost or missed) and args.strict):
        because = "; ".join(filter(None, (lost, missed)))
        complain(f"{target}: nothing is written{because and f': {because}'}")
        return FAULTY
    complain(*warnings_of(outcome, sources))
    if outcome.kept:
        say(f"{args.ids}: {outcome.kept}")
    say(f"{target}: {counted(outcome.events, 'event')}")
    return WRITTEN


def lost_rows(outcome: Outcome) -> str:
    """Say how many rows could not be read; "" when all could."""
    left_out = outcome.left_out
    lost = f"{left_out:,} of {left_out + outcome.events:,} rows could not be read"
    return lost if left_out else ""


def missed_fields(outcome: Outcome) -> str:
    """Say how many fields of the mapping no row has; "" for none."""
    absent = len(outcome.absent)
    missed = f"{counted(absent, 'field')} of the mapping {'is' if absent == 1 else 'are'} in no row"
    return missed if absent else ""


def warnings_of(outcome: Outcome, sources: Sequence[Path]) -> Iterator[str]:
    """Yield a line for each thing that a user of a converted log should know of it."""
    names = ", ".join(map(str, sources))
    if lost := lost_rows(outcome):
        yield f"{names}: warning: {lost} and are left out"
    if missed := missed_fields(outcome):
        yield f"{names}: warning: {missed}"
    yield from (f"{names}: warning: {note}" for note in outcome.notes)


class ProgressBar:
    """How far a long conversion has come, on one line of a terminal."""

    WIDTH = 24
    PAUSE = 0.1  # seconds between two pictures of it, which cost more than many rows

    def __init__(self) -> None:
        self._started = self._updated = time.monotonic()

    def __call__(self, rows: int, share: float) -> None:
        """Show how many rows were read, how quickly, and which part of the whole that is."""
        now = time.monotonic()
        if now - self._updated < self.PAUSE:
            return
        self._updated = now
        full = round(share * self.WIDTH)
        part = f"[{'#' * full:.<{self.WIDTH}}] {share:4.0%}  " if share else ""
        speed = rows / (now - self._started)
        show_progress(f"{part}{rows:,} rows, {speed:,.0f} a second")
