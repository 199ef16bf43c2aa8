"""Check event logs, convert other files to logs, and print the JSON Schema of a log.

Seeds are looked for in the log's folder and in the one above it. `convert` is the command of
`components.imports`, `draft` that of `components.drafts`, `merge` that of `components.merges`.
"""

import argparse
import io
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from components import drafts, frames, imports, merges, selection
from components.events.article import check_articles
from components.events.check import check, placed
from components.events.cross_check import Finding
from components.events.limit import LIMITS
from components.events.log import Log
from components.events.parquet import DamagedLogError, read_parquet
from components.events.problem import Problem
from components.events.program import Command, explain
from components.events.read import is_end_marked, read_file
from components.events.schema import schema
from components.events.seeds import check_seeds, read_seeds
from components.events.terminal import NO_MEMORY, complain, complain_of_memory, say
from components.events.unwritten import unwritten_in_seeds
from components.events.vocabulary import Tier

SOUND, FAULTY, UNREADABLE = 0, 1, 2
_STATUSES = {
    SOUND: "every log is sound; advice may be given",
    FAULTY: "a log has problems",
    UNREADABLE: "a file cannot be opened",
    NO_MEMORY: "there is not enough memory for one",
}
_HINT = 'if it were cut, nobody would know; write "end: marked" below its format, and "..." last'


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m components.events",
        description="Check event logs, convert files to them, and print their schema.",
    )
    subparsers = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        command.add_arguments(subparsers.add_parser(name, help=command.summary))
    args = parser.parse_args(arguments)
    return run(COMMANDS[args.command], args)


def run(command: Command, args: argparse.Namespace) -> int:
    """Run one command on a terminal or in a pipe and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = command.run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        _print_no_more()
        return FAULTY
    except OSError as error:
        if error.filename:
            raise
        _print_no_more()
        complain(f"standard output: cannot be written: {error.strerror or error}")
        return UNREADABLE
    return status


def _print_no_more() -> None:
    """Drop what nobody can be given; without this, Python would complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _add_check_arguments(parser: argparse.ArgumentParser) -> None:
    explain(
        parser,
        "Print every problem of one or more logs, with line, column and what would be right.",
        ["%(prog)s log.yaml", "%(prog)s --pages --articles articles log.yaml"],
        _STATUSES,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a log; - is standard input")
    parser.add_argument(
        "--pages",
        action="store_true",
        help="also list what the picture and the pages lack, as advice: the exit status stays 0 "
        "with advice alone and is 1 with problems",
    )
    parser.add_argument(
        "--articles",
        type=Path,
        metavar="FOLDER",
        help="also compare the quotes, letter by letter, and the paraphrases with the articles, "
        "which stand there under the names that the seeds give",
    )


def _run_check(args: argparse.Namespace) -> int:
    return max([_check(name, args.pages, args.articles) for name in args.files])


def _add_schema_arguments(parser: argparse.ArgumentParser) -> None:
    explain(
        parser,
        "Print the JSON Schema of a log, for editors.",
        ["%(prog)s > events.schema.json"],
        {SOUND: "it is printed"},
    )


def _run_schema(_: argparse.Namespace) -> int:
    sys.stdout.write(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n")
    return SOUND


COMMANDS: Mapping[str, Command] = {
    "check": Command("print every problem of one or more logs", _add_check_arguments, _run_check),
    "schema": Command("print the JSON Schema of a log", _add_schema_arguments, _run_schema),
    "convert": Command("make a log of other files", imports.add_arguments, imports.run),
    "draft": Command("make a draft of an article", drafts.add_arguments, drafts.run),
    "merge": Command("put what a file has into a log", merges.add_arguments, merges.run),
}


def _check(name: str, with_advice: bool, articles: Path | None) -> int:
    """Check one file, print its problems and perhaps advice, and return the exit status."""
    try:
        if Path(name).suffix.lower() == ".parquet":
            return _check_parquet(Path(name), with_advice)
        return _check_text(name, with_advice, articles)
    except MemoryError:
        return complain_of_memory("standard input" if name == "-" else name)


def _check_text(name: str, with_advice: bool, articles: Path | None) -> int:
    """Check a log in YAML or JSON, with its seeds."""
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
        seeds = read_seeds(log, folder)
        problems = check_seeds(log, seeds, data, shown)
        if articles:
            try:
                texts = {
                    path.name: read_file(path) for path in articles.iterdir() if path.is_file()
                }
            except (OSError, ValueError) as error:
                return _unreadable(str(articles), error)
            problems += check_articles(log, seeds, texts, data, shown)
        problems += tuple(placed(_broken_steps(log), data, shown))
        places = _places(seeds, folder)
        problems = _at(places, problems)
    say(*problems)
    if log and with_advice:
        lacking = placed(list(selection.advice(log)), data, shown)
        _print_advice([*lacking, *_at(places, unwritten_in_seeds(log, seeds))])
    if log and not problems:
        say(f"{shown}: {_summary(log)}, 0 problems")
        if not is_end_marked(data):
            complain(f"{shown}: hint: {_HINT}")
    return FAULTY if problems else SOUND


def _places(seeds: Iterable[str], folder: Path) -> dict[str, str]:
    """Return where the seeds of a log in `folder` lie, as a path that can be opened.

    Each lies in `folder` or the one above, and the log writes it without either.
    """
    above = Path(os.path.normpath(folder / ".."))
    return {
        named: str((folder if (folder / named).is_file() else above) / named) for named in seeds
    }


def _at(places: Mapping[str, str], problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Name the files of problems by where they lie."""
    return tuple(
        replace(problem, file=places.get(problem.file, problem.file)) for problem in problems
    )


def _broken_steps(log: Log) -> list[Finding]:
    """Return what is wrong with the walk of a log; without one nothing is indexed."""
    return list(selection.broken_steps(frames.index_log(log).facts)) if log.walk else []


def _print_advice(findings: Iterable[Problem]) -> None:
    for advised in sorted(findings):
        place = f"{advised.file}:{advised.line}:{advised.column}"
        say(f"{place}: advice[{advised.code}] {advised.message}")


def _check_parquet(path: Path, with_advice: bool) -> int:
    """Check a log in Parquet, all of its events included; it has no lines to name."""

    def unplaced(findings: Iterable[Finding]) -> list[Problem]:
        return [Problem(str(path), 1, 1, finding.code, finding.message) for finding in findings]

    try:
        with TemporaryFile() as scratch:
            log, problems = read_parquet(path, cast(BinaryIO, scratch))
            if log:
                for event in log.events:
                    log.events[event]
                problems = tuple(unplaced(_broken_steps(log)))
                if with_advice:
                    _print_advice(unplaced(selection.advice(log)))
    except OSError as error:
        return _unreadable(str(path), error)
    except DamagedLogError as error:
        problems = (error.problem,)
    say(*problems)
    if log and not problems:
        say(f"{path}: {_summary(log)}, 0 problems")
    return FAULTY if problems else SOUND


def _unreadable(name: str, error: OSError | ValueError) -> int:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    complain(f"{name}: cannot be read: {reason}")
    return UNREADABLE


def _summary(log: Log) -> str:
    articles = sum(source.tier is Tier.ARTICLE for source in log.sources.values())
    counts = ((len(log.events), "event"), (len(log.actors), "actor"), (articles, "article"))
    return ", ".join(imports.counted(count, noun) for count, noun in counts)


if __name__ == "__main__":
    sys.exit(main())
