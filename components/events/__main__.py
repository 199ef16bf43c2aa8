"""Log files named on the command line come in; their problems, or one line for a sound log, go out.

`python -m components.events check FILE...` exits with 0 when every file is sound, 1 when one has
problems, 2 when one cannot be opened; `-` is standard input. Seeds are looked for in the log's
folder and in the one above it. `schema` prints the JSON Schema of the log. `convert IN OUT` makes a
log of other people's files: 0 when it is written, 1 when it is not.
"""

from __future__ import annotations

import argparse
import errno
import io
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from components.events.check import check, schema
from components.events.model import Log, Tier
from components.events.parquet import DamagedLogError, read_parquet
from components.events.problem import WhenError
from components.events.read import LIMITS, is_end_marked, read_file
from components.events.seeds import check_seeds, read_seeds
from components.events.when import parse_when
from components.events.zone import zone_of
from components.imports import (
    LOGS,
    TABLES_OF_OTHERS,
    Columns,
    Outcome,
    Told,
    Wishes,
    convert,
    read_mapping,
)

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
SOUND, FAULTY, UNREADABLE = 0, 1, 2
_HINT = 'if it were cut, nobody would know; write "end: marked" below its format, and "..." last'


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m components.events",
        description="Check event logs, convert files to them, and print their schema.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="print every problem of one or more logs")
    checking.add_argument("files", nargs="+", metavar="FILE", help="a log; - is standard input")
    commands.add_parser("schema", help="print the JSON Schema of the log, for editors")
    _offer_convert(commands.add_parser("convert", help="make a log of another file"))
    chosen = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        if chosen.command == "schema":
            print(json.dumps(schema(), indent=2, ensure_ascii=False))
            status = SOUND
        elif chosen.command == "convert":
            status = _convert(chosen)
        else:
            status = max([_report(name) for name in chosen.files])
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has gone; without this, Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULTY
    return status


def _report(name: str) -> int:
    """Print what is to be said about one file and give its exit status."""
    if Path(name).suffix.lower() == ".parquet":
        return _report_parquet(Path(name))
    try:
        if name == "-":
            data = sys.stdin.buffer.read(LIMITS.file_bytes + 1)
        else:
            data = read_file(Path(name))
    except (OSError, ValueError) as error:
        return _unreadable(name, error)
    shown = "standard input" if name == "-" else name
    log, problems = check(data, shown)
    if log:
        folder = Path() if name == "-" else Path(name).parent
        problems = check_seeds(log, read_seeds(log, folder), data, shown)
    for problem in problems:
        print(problem)
    if log and not problems:
        print(f"{shown}: {_count(log)}, 0 problems")
        if not is_end_marked(data):
            print(f"{shown}: hint: {_HINT}", file=sys.stderr)
    return FAULTY if problems else SOUND


def _report_parquet(path: Path) -> int:
    """Do the same for a log in Parquet, of which every event is read."""
    try:
        with TemporaryFile() as scratch:
            log, problems = read_parquet(path, cast(BinaryIO, scratch))
            if log:
                for event in log.events:
                    log.events[event]
    except OSError as error:
        return _unreadable(str(path), error)
    except DamagedLogError as error:
        problems = (error.problem,)
    for problem in problems:
        print(problem)
    if log and not problems:
        print(f"{path}: {_count(log)}, 0 problems")
    return FAULTY if problems else SOUND


def _unreadable(name: str, error: OSError | ValueError) -> int:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    print(f"{name}: cannot be read: {reason}", file=sys.stderr)
    return UNREADABLE


def _unwritable(target: Path, error: OSError) -> int:
    print(f"{target}: cannot be written: {error.strerror or error}", file=sys.stderr)
    return UNREADABLE


def _offer_convert(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="IN", help=f"{', '.join((*LOGS, *TABLES_OF_OTHERS))}")
    parser.add_argument("target", metavar="OUT", help=f"{', '.join(LOGS)}")
    parser.add_argument("--map", metavar="MAPPING.yaml", help="what the fields of IN mean")
    parser.add_argument("--title", default="", help="the heading of the log")
    parser.add_argument("--summary", default="", help="a paragraph about the log")
    parser.add_argument("--zone", type=_zone, help="the zone of dates without one")
    parser.add_argument("--as-of", type=_day, help="what the sources could know")
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


def _convert(chosen: argparse.Namespace) -> int:
    """Convert one file, say what became of its rows, and give the exit status."""
    source, target = Path(chosen.source), Path(chosen.target)
    for path, known in ((source, (*LOGS, *TABLES_OF_OTHERS)), (target, LOGS)):
        if path.suffix.lower() not in known:
            words = f"the name of the file ends with {', '.join(known)}"
            print(f"{path}: cannot be converted: {words}", file=sys.stderr)
            return UNREADABLE
    if source.absolute() == target.absolute():
        print(f"{target}: cannot be converted: it would be overwritten", file=sys.stderr)
        return UNREADABLE
    if not target.parent.is_dir():
        where = f"there is no directory {target.parent}"
        print(f"{target}: cannot be written: {where}", file=sys.stderr)
        return UNREADABLE
    columns: Columns | None = None
    bar = _Bar()
    try:
        if chosen.map:
            columns, problems = read_mapping(read_file(Path(chosen.map)), chosen.map)
            if problems:
                print(*problems, sep="\n")
                return FAULTY
        head = {"title": chosen.title, "summary": chosen.summary, "zone": chosen.zone or ""}
        wishes = Wishes({**head, "as_of": chosen.as_of or ""}, chosen.strict)
        outcome = convert(source, target, columns, wishes, bar.tell, bar)
    except DamagedLogError as error:
        outcome = Outcome(problems=(error.problem,))
    except OSError as error:
        if str(error.filename) == f"{target}.part" or error.errno in _FULL:
            return _unwritable(target, error)
        return _unreadable(str(error.filename or source), error)
    finally:
        bar.clear()
    for problem in (*outcome.absent, *outcome.problems):
        print(problem)
    return _conclude(outcome, chosen)


def _conclude(outcome: Outcome, chosen: argparse.Namespace) -> int:
    """Print the last lines of a conversion and give its exit status."""
    left, absent = outcome.left_out, len(outcome.absent)
    lost = f"{left:,} of {left + outcome.events:,} rows could not be read"
    missed = (
        f"{_counted(absent, 'field')} of the mapping {'is' if absent == 1 else 'are'} in no row"
    )
    if outcome.problems or ((left or absent) and chosen.strict):
        because = "; ".join([lost] * (left > 0) + [missed] * (absent > 0))
        print(f"{chosen.target}: nothing is written{because and f': {because}'}", file=sys.stderr)
        return FAULTY
    if left:
        print(f"{chosen.source}: warning: {lost} and are left out", file=sys.stderr)
    if absent:
        print(f"{chosen.source}: warning: {missed}", file=sys.stderr)
    print(f"{chosen.target}: {_counted(outcome.events, 'event')}")
    return SOUND


class _Bar:
    """How far a long conversion has come, on one line of a terminal; elsewhere nothing."""

    WIDTH = 24
    PAUSE = 0.1  # seconds between two pictures of it, which cost more than many rows

    def __init__(self) -> None:
        self._seen = sys.stderr.isatty()
        self._started = self._drawn = time.monotonic()

    def __call__(self, rows: int, share: float) -> None:
        """Show how many rows were read, how quickly, and which part of the whole that is."""
        now = time.monotonic()
        if not self._seen or now - self._drawn < self.PAUSE:
            return
        self._drawn = now
        full = round(share * self.WIDTH)
        part = f"[{'#' * full:.<{self.WIDTH}}] {share:4.0%}  " if share else ""
        speed = rows / (now - self._started)
        line = f"{part}{rows:,} rows, {speed:,.0f} a second"
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Make room for other words."""
        if self._seen:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    def tell(self, told: Told) -> None:
        """Say what became of a row."""
        self.clear()
        print(told)


def _count(log: Log) -> str:
    articles = sum(source.tier is Tier.ARTICLE for source in log.sources.values())
    counted = ((len(log.events), "event"), (len(log.actors), "actor"), (articles, "article"))
    return ", ".join(_counted(*each) for each in counted)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


if __name__ == "__main__":
    sys.exit(main())
