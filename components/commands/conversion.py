"""Files of other kinds become the log that is served, as `convert` reads them."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from components.events import Problem, clear_progress, complain, read_file, say_whole
from components.imports import (
    FaultList,
    Options,
    Outcome,
    ProgressBar,
    convert,
    mapping_message,
    read_mapping,
    warnings_of,
)

_Stamp = tuple[int, int, int]


class Conversion:
    """How files become a log, again at each call; what is lost is said on standard error.

    `mappings` are the files that say how they are read, and `outcome` is that of the last call.
    """

    def __init__(self, files: Sequence[Path], args: argparse.Namespace) -> None:
        """Read `files` by the options of a command line: a mapping, a title and so on."""
        self._files = list(files)
        self.mappings = [Path(args.map)] if args.map else []
        head = {key: getattr(args, key) or "" for key in ("title", "summary", "zone", "as_of")}
        self._options = Options(head, all_faults=args.all_faults)
        self.outcome = Outcome()
        self._made: Path | None = None
        self._made_of: list[_Stamp] = []

    def begin(self, folder: Path) -> bool:
        """Write the log into a folder, for the first call to take it from there.

        Return whether it could be made, and say how the files are read, or why they cannot be.
        Raise as `convert`.
        """
        made_of, made = self._stamps(), folder / "log.parquet"
        problems = self._convert(made, is_first=True)
        complain(*problems)
        look, source = self.outcome.look, self.outcome.source
        if look and source:
            say_whole(*mapping_message(look, source), stream=sys.stderr)
        if not problems:
            self._made, self._made_of = made, made_of
        return not problems

    def __call__(self, target: Path) -> tuple[Problem, ...]:
        """Write the log to `target`, or return why that cannot be done; raise as `convert`."""
        made, self._made = self._made, None
        if made and self._stamps() == self._made_of:
            made.replace(target)
            return ()
        return self._convert(target)

    def _convert(self, target: Path, *, is_first: bool = False) -> tuple[Problem, ...]:
        mapping = None
        for path in self.mappings:
            mapping, problems = read_mapping(read_file(path), str(path))
            if problems:
                self.outcome = Outcome(problems=problems)
                return problems
        faults = FaultList(self._options.all_faults, complain)
        watch = (ProgressBar(), _tell) if is_first else ()
        try:
            self.outcome = convert(self._files, target, mapping, self._options, faults, *watch)
        finally:
            clear_progress()
        complain(*faults.rest(), *self.outcome.absent)
        if not self.outcome.problems:
            complain(*warnings_of(self.outcome, self._files))
        return self.outcome.problems

    def _stamps(self) -> list[_Stamp]:
        states = [path.stat() for path in (*self._files, *self.mappings)]
        return [(state.st_ino, state.st_size, state.st_mtime_ns) for state in states]


def _tell(line: str) -> None:
    clear_progress()
    complain(line)
