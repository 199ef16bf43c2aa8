"""`python -m components.events convert IN OUT`: its arguments, its progress bar and its last words.

The exit status is 0 when a log is written, 1 when none is, 2 when a file cannot be opened, 3 when
another program is writing the same file, 4 when there is not enough memory.
"""

import argparse
import errno
import time
from pathlib import Path

from components.events import (
    BUSY,
    BusyFileError,
    DamagedLogError,
    Problem,
    WhenError,
    clear_progress,
    complain,
    complain_of_memory,
    parse_when,
    read_file,
    say,
    show_progress,
    zone_of,
)
from components.imports.convert import Options, Outcome, RowReport, convert
from components.imports.format import INPUT_ENDINGS, OTHER_ENDINGS
from components.imports.mapping import FieldMapping, read_mapping
from components.imports.sink import OUTPUT_ENDINGS

WRITTEN, FAULTY, UNREADABLE = 0, 1, 2
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("source", metavar="IN", help=f"{', '.join(INPUT_ENDINGS)}")
    parser.add_argument("target", metavar="OUT", help=f"{', '.join(OUTPUT_ENDINGS)}")
    parser.add_argument("--map", metavar="MAPPING.yaml", help="what the fields of IN mean")
    parser.add_argument("--title", default="", help="the heading of the log")
    parser.add_argument("--summary", default="", help="a paragraph about the log")
    parser.add_argument("--zone", type=_zone, help="the zone of dates without one")
    parser.add_argument("--as-of", type=_day, help="what the sources could know")
    parser.add_argument(
        "--ids", metavar="OLD", help="a log whose ids were published: its events keep them"
    )
    parser.add_argument("--strict", action="store_true", help="write nothing if a row is lost")


def _zone(text: str) -> str:
    try:
        zone_of(text)
    except WhenError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def _day(text: str) -> str:
    try:
        return parse_when(text, "UTC").text
    except WhenError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def run(args: argparse.Namespace) -> int:
    """Convert one file, say what became of its rows, and return the exit status."""
    source, target = Path(args.source), Path(args.target)
    if reason := _refusal(source, target, args.ids):
        complain(reason)
        return UNREADABLE
    try:
        mapping, problems = _mapping(args.map)
        if problems:
            say(*problems)
            return FAULTY
        head = {key: getattr(args, key) or "" for key in ("title", "summary", "zone", "as_of")}
        options = Options(head, args.strict, Path(args.ids) if args.ids else None)
        try:
            outcome = convert(source, target, mapping, options, _report, ProgressBar())
        finally:
            clear_progress()
    except BusyFileError as error:
        complain(error)
        return BUSY
    except DamagedLogError as error:
        outcome = Outcome(problems=(error.problem,))
    except OSError as error:
        if str(error.filename) == str(target) or error.errno in _FULL:
            complain(f"{target}: cannot be written: {error.strerror or error}")
        else:
            name = error.filename or source
            complain(f"{name}: cannot be read: {error.strerror or error}")
        return UNREADABLE
    except MemoryError:
        return complain_of_memory(source)
    say(*outcome.absent, *outcome.problems)
    return _conclude(outcome, args)


def _refusal(source: Path, target: Path, ids: str | None) -> str:
    """Say why a conversion cannot even begin; "" when it can."""
    for path, endings in ((source, INPUT_ENDINGS), (target, OUTPUT_ENDINGS)):
        if path.suffix.lower() not in endings:
            words = f"the name of the file ends with {', '.join(endings)}"
            if endings is INPUT_ENDINGS and path.suffix.lower() in OTHER_ENDINGS:
                words = OTHER_ENDINGS[path.suffix.lower()]
            return f"{path}: cannot be converted: {words}"
    if source.absolute() == target.absolute():
        return f"{target}: cannot be converted: it would be overwritten"
    if ids and Path(ids).suffix.lower() not in INPUT_ENDINGS:
        return f"{ids}: is no log; its name ends with {', '.join(INPUT_ENDINGS)}"
    if not target.parent.is_dir():
        return f"{target}: cannot be written: there is no directory {target.parent}"
    return ""


def _mapping(name: str | None) -> tuple[FieldMapping | None, tuple[Problem, ...]]:
    return read_mapping(read_file(Path(name)), name) if name else (None, ())


def _report(row: RowReport) -> None:
    """Print what became of a row."""
    clear_progress()
    say(row)


def _conclude(outcome: Outcome, args: argparse.Namespace) -> int:
    """Print the last lines of a conversion and return its exit status."""
    left_out, absent = outcome.left_out, len(outcome.absent)
    lost = f"{left_out:,} of {left_out + outcome.events:,} rows could not be read"
    missed = f"{counted(absent, 'field')} of the mapping {'is' if absent == 1 else 'are'} in no row"
    if outcome.problems or ((left_out or absent) and args.strict):
        because = "; ".join([lost] * (left_out > 0) + [missed] * (absent > 0))
        complain(f"{args.target}: nothing is written{because and f': {because}'}")
        return FAULTY
    if left_out:
        complain(f"{args.source}: warning: {lost} and are left out")
    if absent:
        complain(f"{args.source}: warning: {missed}")
    complain(*(f"{args.source}: warning: {note}" for note in outcome.notes))
    if outcome.kept:
        say(f"{args.ids}: {outcome.kept}")
    say(f"{args.target}: {counted(outcome.events, 'event')}")
    return WRITTEN


def counted(count: int, noun: str) -> str:
    """Return a number with its noun, such as "1 event" or "1,200 events"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


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
