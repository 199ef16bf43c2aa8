"""Log files named on the command line come in; their problems, or one line for a sound log, go out.

`python -m components.events check FILE...` exits with 0 when every file is sound, 1 when one has
problems, 2 when one cannot be opened; `-` is standard input. Seeds are looked for in the log's
folder and in the one above it. `schema` prints the JSON Schema of the log.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from components.events.check import check, schema
from components.events.model import Log, Tier
from components.events.read import LIMITS, read_file
from components.events.seeds import check_seeds, read_seeds

SOUND, FAULTY, UNREADABLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m components.events", description="Check event logs, and print their schema."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="print every problem of one or more logs")
    checking.add_argument("files", nargs="+", metavar="FILE", help="a log; - is standard input")
    commands.add_parser("schema", help="print the JSON Schema of the log, for editors")
    chosen = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        if chosen.command == "schema":
            print(json.dumps(schema(), indent=2, ensure_ascii=False))
            status = SOUND
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
    try:
        if name == "-":
            data = sys.stdin.buffer.read(LIMITS.file_bytes + 1)
        else:
            data = read_file(Path(name))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        print(f"{name}: cannot be read: {reason}", file=sys.stderr)
        return UNREADABLE
    shown = "standard input" if name == "-" else name
    log, problems = check(data, shown)
    if log:
        folder = Path() if name == "-" else Path(name).parent
        problems = check_seeds(log, read_seeds(log, folder), data, shown)
    for problem in problems:
        print(problem)
    if log and not problems:
        print(f"{shown}: {_count(log)}, 0 problems")
    return FAULTY if problems else SOUND


def _count(log: Log) -> str:
    articles = sum(source.tier is Tier.ARTICLE for source in log.sources.values())
    counted = ((len(log.events), "event"), (len(log.actors), "actor"), (articles, "article"))
    return ", ".join(f"{count:,} {noun}{'' if count == 1 else 's'}" for count, noun in counted)


if __name__ == "__main__":
    sys.exit(main())
