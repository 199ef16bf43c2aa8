"""`python -m components.frames load LOG ADDRESS` writes a log's tables to an engine."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from components.events import (
    BUSY,
    NO_MEMORY,
    BusyFileError,
    DamagedLogError,
    Log,
    ParquetEvents,
    Problem,
    check,
    clear_progress,
    complain,
    complain_of_memory,
    explain,
    read_file,
    read_parquet,
    read_passages,
    say,
    show_progress,
    write_parquet,
)
from components.frames.warehouse import AddressError, Tables, backend_of, load, parse_address

LOADED, FAULTY, UNUSABLE = 0, 1, 2
_STATUSES = {
    LOADED: "the log is loaded",
    FAULTY: "the log has problems",
    UNUSABLE: "a file or the engine cannot be used",
    BUSY: "another program is loading into the same file",
    NO_MEMORY: "there is not enough memory",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m components.frames", description="Put a log into an engine that answers."
    )
    commands = parser.add_subparsers(required=True)
    add_arguments(commands.add_parser("load", help="write the tables of a log into an engine"))
    return run(parser.parse_args(arguments))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `load`."""
    explain(
        parser,
        "Write the tables of a log into an engine, in place of the old.",
        ["%(prog)s log.parquet 'duckdb:///events.duckdb?table=events'"],
        _STATUSES,
    )
    parser.add_argument("log", metavar="LOG", type=Path, help="a log, .yaml or .parquet")
    parser.add_argument(
        "address",
        metavar="ADDRESS",
        help="such as duckdb:///events.duckdb?table=events, duckdb:///folder for Parquet files, "
        "or clickhouse://user:password@host/database?table=events",
    )


def run(args: argparse.Namespace) -> int:
    """Load a log and return the exit status."""
    try:
        with TemporaryDirectory() as folder:
            return _load(args.log, args.address, Path(folder))
    except AddressError as error:
        return _unusable(f"{args.address.partition('?')[0].rpartition('@')[2]}: {error}")
    except DamagedLogError as error:
        return _faulty((error.problem,))
    except BusyFileError as error:
        complain(error)
        return BUSY
    except OSError as error:
        return _unusable(f"{error.filename or args.log}: {error.strerror or error}")
    except MemoryError:
        return complain_of_memory(args.log)


def _load(path: Path, text: str, folder: Path) -> int:
    address = parse_address(text)
    backend = backend_of(address)
    if path.suffix.lower() == ".parquet":
        log, problems = read_parquet(path)
    else:
        log, problems = check(read_file(path), path.name)
    if log is None:
        return _faulty(problems)
    passages = read_passages(log, path.parent)
    try:
        try:
            load(Tables(*_as_parquet(log, folder), passages), address, _show_progress)
        finally:
            clear_progress()
    except (OSError, BusyFileError, MemoryError):
        raise
    except backend.faults as error:
        return _unusable(f"{address.name}: {(str(error).splitlines() or ['it failed'])[0]}")
    say(f"{address.name}: {len(log.events):,} events")
    return LOADED


def _as_parquet(log: Log, folder: Path) -> tuple[Log, ParquetEvents]:
    """Return the log with its events in a Parquet file, and with its own hash."""
    opened: Log | None = log
    if not isinstance(log.events, ParquetEvents):
        write_parquet(log, folder / "log.parquet")
        opened = read_parquet(folder / "log.parquet").log
    assert opened and isinstance(opened.events, ParquetEvents)  # noqa: S101 - we wrote it just now
    return opened.with_hash(log.hash), opened.events


def _faulty(problems: Sequence[Problem]) -> int:
    say(*problems)
    return FAULTY


def _unusable(words: str) -> int:
    complain(words)
    return UNUSABLE


def _show_progress(rows: int) -> None:
    show_progress(f"{rows:,} rows")


if __name__ == "__main__":
    sys.exit(main())
