"""Read a file and compare what its reader says with what readers promise.

A reader gives what it read, or problems that each name a line and a column within the file.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from components.events import (
    CODES,
    DamagedLogError,
    Log,
    Problem,
    check,
    check_seeds,
    read_parquet,
    read_seeds,
)
from components.events.parquet import CODE as PARQUET
from components.events.read import read_file
from components.imports import RowReport, convert, read_mapping
from components.imports.formats.log_lines import CODE as LINES
from components.imports.looks.look import UNCLEAR_FIELDS
from tests.fuzz.mutants import ROOT, SEED, SOUND

_CONVERTED = "converted.yaml"
_SEED_PATH = "seeds/report.yaml"
_BREAK = re.compile(r"\r\n|\r|\n")
_LARGE = 4 << 20
_PLACE = re.compile(r":[1-9][0-9]*|(\.\w+)?\[[0-9]+\]")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader said: how many problems (and rows left out), and how many have their place.

    `first` is the first of them, `broken` the promises that the reader did not keep.
    """

    problems: int
    located: int
    first: str = ""
    broken: tuple[str, ...] = ()


def _log(path: Path) -> Iterator[Problem | RowReport]:
    data = read_file(path)
    log, problems = check(data, path.name)
    assert (log is None) == bool(problems), "neither a log nor problems, or both"
    yield from problems
    if log:
        yield from check_seeds(log, {_SEED_PATH: SEED}, data, path.name)


def _own(path: Path) -> Iterator[Problem | RowReport]:
    """Read the project's own log, which has seeds of its own."""
    data = read_file(path)
    log, problems = check(data, path.name)
    yield from problems
    if log:
        yield from check_seeds(log, read_seeds(log, ROOT / "data"), data, path.name)


@cache
def _sound() -> Log:
    log = check(SOUND, "sound.yaml").log
    assert log
    return log


def _seed(path: Path) -> Iterator[Problem | RowReport]:
    yield from check_seeds(_sound(), {_SEED_PATH: read_file(path)}, SOUND, "sound.yaml")


def _mapping(path: Path) -> Iterator[Problem | RowReport]:
    columns, problems = read_mapping(read_file(path), path.name)
    assert (columns is None) == bool(problems), "neither a mapping nor problems, or both"
    yield from problems


def _others(path: Path) -> Iterator[Problem | RowReport]:
    reports: list[RowReport] = []
    outcome = convert(path, path.with_name(_CONVERTED), report=reports.append)
    yield from outcome.problems
    yield from (line for line in reports if line.is_left_out)


def _parquet(path: Path) -> Iterator[Problem | RowReport]:
    log, problems = read_parquet(path)
    yield from problems
    try:
        for _ in log.events.values() if log else ():
            pass
    except DamagedLogError as error:
        yield error.problem


def _nothing(_: Path) -> Iterator[Problem | RowReport]:
    return iter(())


READERS: Mapping[str, Callable[[Path], Iterator[Problem | RowReport]]] = {
    "log": _log,
    "own": _own,
    "seed": _seed,
    "mapping": _mapping,
    "csv": _others,
    "json": _others,
    "jsonl": _others,
    "ics": _others,
    "xlsx": _others,
    "parquet": _parquet,
    "nothing": _nothing,
}
SUFFIXES = {"log": "yaml", "own": "yaml", "seed": "yaml", "mapping": "yaml"}


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be read by the reader of its kind; `data` is written there first if it is given."""

    kind: str
    path: Path
    make: Callable[[], bytes] | None = None

    def prepare(self) -> None:
        """Put the file in its place, and take away what a conversion left."""
        with suppress(FileNotFoundError):
            self.path.with_name(_CONVERTED).unlink()
        if self.make:
            self.path.write_bytes(self.make())

    def read(self) -> Sequence[Problem | RowReport]:
        """Let the reader read the file, and give all that it says."""
        return list(READERS[self.kind](self.path))


def judged(kind: str, path: Path, reports: Sequence[Problem | RowReport]) -> Answer:
    """Hold what a reader said of a file against what it promises."""
    if not reports:
        return Answer(0, 0)
    files = _Lines(
        {path.name: path, _SEED_PATH: path if kind == "seed" else SEED, "sound.yaml": SOUND}
    )
    broken: list[str] = []
    located = 0
    for report in reports:
        if isinstance(report, RowReport):
            is_placed = bool(_PLACE.fullmatch(report.place))
        else:
            is_placed = files.has(report)
            if report.code not in CODES and report.code not in (LINES, PARQUET, UNCLEAR_FIELDS):
                broken.append(f"an unknown code: {report}")
        located += is_placed
        if not is_placed:
            broken.append(f"not a place in the file: {report}")
        if not str(report).isprintable():
            broken.append(f"not one line of text: {str(report)!r}")
    first = min((line for line in reports if isinstance(line, Problem)), default=None)
    words = (
        f"{first.line}:{first.column} {first.code}" if first else str(reports[0]).split(":", 1)[1]
    )
    return Answer(len(reports), located, words, tuple(broken[:3]))


class _Lines:
    """How many lines some files have, by name, and how wide each is; looked at when asked for."""

    def __init__(self, files: Mapping[str, Path | bytes]) -> None:
        self._files = files
        self._widths: dict[str, tuple[int, Sequence[int]]] = {}

    def has(self, problem: Problem) -> bool:
        """Tell whether a problem names a line of its file and a column of that line.

        Of a large file, whether there are so many lines, and so many characters in all.
        """
        name = problem.file
        if name not in self._widths:
            source = self._files.get(name, ROOT / name)
            data = source if isinstance(source, bytes) else _bytes(source)
            self._widths[name] = _widths(data, name)
        lines, widths = self._widths[name]
        if not 1 <= problem.line <= lines:
            return False
        return 1 <= problem.column <= widths[min(problem.line, len(widths)) - 1] + 1


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _widths(data: bytes, name: str) -> tuple[int, Sequence[int]]:
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    if len(text) > _LARGE:
        return text.count("\n") + text.count("\r") - text.count("\r\n") + 1, (len(text),)
    # A carriage return ends no line of JSON Lines.
    lines = text.split("\n") if name == "jsonl.jsonl" else _BREAK.split(text)
    return len(lines), [len(line) for line in lines]
