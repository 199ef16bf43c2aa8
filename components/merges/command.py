"""`python -m components.events merge LOG FILE`: what FILE has that LOG has not, and it is put in.

What is new, the same and different is shown before anything is written.
"""

import argparse
import errno
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import JsonValue

from components.events import (
    BUSY,
    NO_MEMORY,
    TABLES,
    BusyFileError,
    DamagedLogError,
    LayoutError,
    Log,
    Problem,
    Role,
    abridged,
    agrees,
    check,
    check_seeds,
    clear_progress,
    complain,
    complain_of_memory,
    explain,
    read_file,
    read_parquet,
    read_seeds,
    say,
    seed_paths,
)
from components.imports import (
    INPUT_ENDINGS,
    OUTPUT_ENDINGS,
    FaultList,
    FieldMapping,
    InputFile,
    LogFormat,
    Options,
    ProgressBar,
    UnreadableFileError,
    convert,
    counted,
    format_of,
    is_same_file,
    read_mapping,
)
from components.merges.comparison import Change, Comparison
from components.merges.difference import RowDefaults
from components.merges.merge import Merge, is_text

DONE, FAULTY, UNREADABLE, NEWS = 0, 1, 2, 5
_STATUSES = {
    DONE: "the log is written, or nothing is new",
    FAULTY: "something is wrong, and nothing is written",
    UNREADABLE: "a file cannot be opened",
    BUSY: "another program is writing the log",
    NO_MEMORY: "there is not enough memory",
    NEWS: "something is new, and was only shown",
}
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SHOWN = 50  # new entries, and entries that differ, which are listed; the others are counted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    explain(
        parser,
        "Put what FILE has and LOG has not into LOG. What differs stays as LOG has it, unless it\n"
        "is taken. Without --write it is only shown; a terminal is asked. A YAML log keeps its\n"
        "comments, its order and every byte that is not touched.",
        ["%(prog)s log.yaml more.csv", "%(prog)s log.yaml more.csv --write"],
        _STATUSES,
    )
    parser.add_argument("log", metavar="LOG", help="the log: YAML, JSON or Parquet")
    parser.add_argument("file", metavar="FILE", help=f"{', '.join(INPUT_ENDINGS)}")
    parser.add_argument("--map", metavar="MAPPING.yaml", help="what the fields of FILE mean")
    parser.add_argument("--zone", default="", help="the zone of FILE's dates without one")
    parser.add_argument("--write", action="store_true", help="write the log")
    parser.add_argument("--out", metavar="OUT", help="write the merged log there, not to LOG")
    parser.add_argument(
        "--take",
        metavar="ID",
        action="append",
        default=[],
        help="take what FILE says of this event (or of actors/ID and the like) where it differs",
    )
    parser.add_argument("--take-all", action="store_true", help="take all that differs")
    parser.add_argument(
        "--rewrite",
        action="store_true",
        help="write the whole log anew, without its comments, where its layout leaves no place",
    )
    parser.add_argument("--all", action="store_true", help="list all that is new or differs")


def run(args: argparse.Namespace) -> int:
    """Compare a file with a log, show it, perhaps write it, and return the exit status."""
    log, file = Path(args.log), Path(args.file)
    target = Path(args.out) if args.out else log
    target = log if is_same_file(log, target) else target
    if reason := _refusal(log, file, target):
        complain(reason)
        return UNREADABLE
    try:
        return _merge(log, file, target, args)
    except BusyFileError as error:
        complain(error)
        return BUSY
    except UnreadableFileError as error:
        say(*error.problems)
        return FAULTY
    except DamagedLogError as error:
        say(error.problem)
        return FAULTY
    except OSError as error:
        name = error.filename or log
        is_full = error.errno in _FULL
        doing = "written" if is_full or str(name) == str(target) != str(log) else "read"
        complain(f"{name}: cannot be {doing}: {error.strerror or error}")
        return UNREADABLE
    except MemoryError:
        return complain_of_memory(log)


def _refusal(log: Path, file: Path, target: Path) -> str:
    for path in (log, file):
        if path.suffix.lower() not in INPUT_ENDINGS:
            return f"{path}: cannot be merged: its name ends with {', '.join(INPUT_ENDINGS)}"
    if target.suffix.lower() not in OUTPUT_ENDINGS:
        to = "name a file to write with --out, which" if target == log else "its name"
        return f"{target}: cannot be written: {to} ends with {', '.join(OUTPUT_ENDINGS)}"
    if not target.parent.is_dir():
        return f"{target}: cannot be written: there is no directory {target.parent}"
    return ""


def _merge(path: Path, file: Path, target: Path, args: argparse.Namespace) -> int:
    mapping: FieldMapping | None = None
    if args.map:
        mapping, problems = read_mapping(read_file(Path(args.map)), args.map)
        if problems:
            say(*problems)
            return FAULTY
    data = read_file(path) if is_text(path) else b""
    log = _read_log(InputFile(path), data)
    with _opened(file, mapping, log, args.zone) as opened:
        if opened is None:
            return FAULTY
        theirs, defaults, has_own_ids = opened
        comparison = Comparison(log, theirs, defaults, has_own_ids=has_own_ids)
        wanted, known = set(args.take), set[str]()

        def is_taken(change: Change) -> bool:
            known.add(change.key)
            return args.take_all or change.key in wanted

        merge = Merge(comparison, is_taken)
        if unknown := sorted(wanted - known):
            complain(f"{file}: nothing differs in {', '.join(map(abridged, unknown))}")
            return FAULTY
        _show(comparison, merge, path, file, None if args.all else _SHOWN, is_taken)
        if merge.is_empty and target == path:
            return DONE
        wrong = _seed_problems(merge, log, path, target)
        new_seeds = {*seed_paths(merge.head())} - {*seed_paths(log)}
        if faults := [problem for problem in wrong if problem.file in new_seeds]:
            say(*faults)
            complain(f"{target}: nothing is written: mend the seed first")
            return FAULTY
        complain(*(f"{target}: warning: {problem.message}" for problem in wrong))
        if not (args.write or args.out or agrees(f"Write {target}?")):
            say(f"{path}: nothing is written; add --write to write it")
            return NEWS
        return _write(merge, path, data, target, as_text=not args.rewrite)


def _write(merge: Merge, path: Path, data: bytes, target: Path, *, as_text: bool) -> int:
    """Write a merged log, as the text that it was if it can be, and return the exit status."""
    if as_text and is_text(path) and is_text(target):
        try:
            problems = merge.write_text(path, data, target)
        except LayoutError as error:
            words = "--rewrite writes the whole log anew, without its comments"
            complain(f"{path}: nothing is written: {error}, where text has no place; {words}")
            return FAULTY
    else:
        problems = merge.write_anew(path, target)
    say(*problems)
    if problems:
        complain(f"{target}: nothing is written")
        return FAULTY
    say(f"{target}: written")
    return DONE


def _seed_problems(merge: Merge, log: Log, path: Path, target: Path) -> list[Problem]:
    """Return what a merge would make wrong between a log and its seeds."""
    head = merge.head()
    if not seed_paths(head):
        return []
    before = {(p.file, p.message) for p in check_seeds(log, read_seeds(log, path.parent))}
    seeds = read_seeds(head, target.parent)
    after = check_seeds(merge.log(), seeds, name=str(target))
    return [problem for problem in after if (problem.file, problem.message) not in before]


def _read_log(file: InputFile, data: bytes = b"") -> Log:
    """Read a log, one in YAML of its `data`.

    Raise UnreadableFileError when it is none, or has problems.
    """
    format_ = format_of(file, None)
    if not isinstance(format_, LogFormat):
        raise file.unreadable("wrong-shape", "this is no log; `convert` makes one of it")
    if file.ending == ".parquet" or data:
        log, problems = check(data, file.name) if data else read_parquet(file.path)
        if log is None:
            raise UnreadableFileError(*problems)
        return log
    head, events = format_.read(file)
    return head.model_copy(update={"events": {event.id: event for event in events}})


_Opened = tuple[Log, RowDefaults | None, bool]


@contextmanager
def _opened(
    path: Path, mapping: FieldMapping | None, log: Log, zone: str
) -> Iterator[_Opened | None]:
    """Give a file as a log, for as long as it is open; None when it cannot be read, which is said.

    A file of rows becomes a log of its own first, in a place that is left again. Dates without a
    zone are read in that of the log.
    """
    file = InputFile(path)
    if isinstance(format_of(file, mapping), LogFormat):
        yield _read_log(file), None, True
        return
    with TemporaryDirectory() as folder, _named(folder):
        target = Path(folder) / "rows.parquet"
        own = mapping.log.zone if mapping and "zone" in mapping.log.model_fields_set else ""
        head = {"zone": zone or own or log.about.zone}
        faults = FaultList(False)
        try:
            outcome = convert(path, target, mapping, Options(head), faults, ProgressBar(), _tell)
        finally:
            clear_progress()
        say(*faults.rest(), *outcome.absent, *outcome.problems)
        if outcome.problems:
            if outcome.look:
                complain(f"{path}: `convert {path} --suggest` makes a mapping to begin with")
            yield None
            return
        if outcome.left_out:
            complain(f"{path}: warning: {counted(outcome.left_out, 'row')} could not be read")
        complain(*(f"{path}: warning: {note}" for note in outcome.notes))
        rows = _read_log(InputFile(target))
        kind = mapping.kind.constant if mapping else "background"
        yield rows, RowDefaults(kind, Role.PARTICIPANT), outcome.has_own_ids


@contextmanager
def _named(folder: str) -> Iterator[None]:
    """Name the folder in an error of a disk that is full, which is not that of the log."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL and not error.filename:
            raise OSError(error.errno, os.strerror(error.errno), folder) from None
        raise


def _tell(line: str) -> None:
    clear_progress()
    complain(line)


def _show(
    comparison: Comparison,
    merge: Merge,
    log: Path,
    file: Path,
    most: int | None,
    is_taken: Callable[[Change], bool],
) -> None:
    """Print what is new and what differs, `most` of each kind, and the counts of all."""
    new = _show_new(comparison, merge, log, most)
    different = 0
    for change in comparison.changes():
        different += change.table == "events"
        if most is None or different <= most:
            _show_change(change, log, file, is_taken=is_taken(change))
    known, further = comparison.log.about.as_of, comparison.file.about.as_of
    if (further.stop or 0) > (known.stop or 0):
        say(f"{log}: as_of stays {known.text}, though {file} knows up to {further.text}")
    new_events = comparison.new_events
    same = comparison.events - new_events - different
    counts = [f"{new_events:,} new", f"{same:,} the same", f"{different:,} different"]
    say(f"{file}: {counted(comparison.events, 'event')}: {', '.join(counts)}")
    if others := [
        f"{number:,} {TABLES[table] if number == 1 else table}" for table, number in new.items()
    ]:
        say(f"{file}: also new: {', '.join(others)}")


def _show_new(
    comparison: Comparison, merge: Merge, log: Path, most: int | None
) -> Mapping[str, int]:
    """Print new entries and how names were joined; return the number of new ones by table."""
    new: Counter[str] = Counter()
    for table, key, entry in merge.additions():
        new[table] += 1
        if most is None or new[table] <= most:
            name = getattr(entry, "name", "") or getattr(entry, "title", "") or key
            say(f"new {TABLES[table]} {key}: {abridged(name)}")
    for event in islice(comparison.added_events(), most):
        say(f"new event {event.id}: {abridged(event.title)} ({event.when.text})")
    for table, name, ours in comparison.joined.aliased[:most]:
        say(f'{TABLES[table]} "{abridged(name)}" is "{abridged(ours)}" of {log}')
    for table, name in comparison.joined.ambiguous[:most]:
        words = f"may be any of several in {log}, so it is added as a new one"
        say(f'{TABLES[table]} "{abridged(name)}" {words}')
    return new


def _show_change(change: Change, log: Path, file: Path, *, is_taken: bool) -> None:
    """Print each difference with both values, and which of them counts."""
    say(f"{TABLES[change.table]} {change.key} differs: {abridged(change.title)}")
    which = file if is_taken else log
    for difference in change.differences:
        also = "also " * isinstance(difference.theirs, list)
        ours, theirs = _value(difference.ours), _value(difference.theirs)
        values = f"{ours} in {log}, {also}{theirs} in {file}"
        say(f"  {difference.field}: {values}; that of {which} counts")


def _value(value: JsonValue) -> str:
    """Write a value in words that fit a line."""
    if value in ("", [], None):
        return "nothing"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f'"{abridged(text)}"' if isinstance(value, str) else abridged(text)
