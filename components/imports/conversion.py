"""Files of other kinds become the log that another command takes, as `convert` reads them."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from components.events import Problem, clear_progress, complain, read_file, say_whole
from components.imports.command import FaultList, ProgressBar, mapping_message, warnings_of
from components.imports.convert import Options, Outcome, convert
from components.imports.file import InputFile, UnreadableFileError
from components.imports.formats.format import INPUT_ENDINGS, OTHER_ENDINGS, LogFormat, format_of
from components.imports.mapping import read_mapping

_Stamp = tuple[int, int, int]
_TEXT_LOGS = (".yaml", ".yml", ".json")
_OPTIONS = ("map", "title", "summary", "zone", "as_of", "all_faults")


def is_log(path: Path) -> bool:
    """Tell whether a file is read as a log: it is one, or `convert` has no use for it."""
    ending = path.suffix.lower()
    is_for_convert = ending in INPUT_ENDINGS or ending in OTHER_ENDINGS
    if ending == ".parquet" or not (path.is_file() and is_for_convert):
        return True
    if ending not in _TEXT_LOGS:
        return False
    try:
        return isinstance(format_of(InputFile(path), None), LogFormat)
    except UnreadableFileError:
        return False  # `convert` says what is wrong


def misplaced_option(args: argparse.Namespace) -> str:
    """Say that a log does not take the first of the given options; "" when none is given."""
    given = [f"--{key.replace('_', '-')}" for key in _OPTIONS if getattr(args, key)]
    words = "a log says that itself; the option is for files that become one"
    return f"{given[0]}: {words}" if given else ""


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

    def begin(self, folder: Path) -> Path | None:
        """Write the log into a folder and return its path, for the first call to take it from.

        Say how the files are read, or why they cannot be; return None then. Raise as `convert`.
        """
        made_of, made = self._stamps(), folder / "log.parquet"
        problems = self._convert(made, is_first=True)
        complain(*problems)
        look, source = self.outcome.look, self.outcome.source
        if look and source:
            say_whole(*mapping_message(look, source), stream=sys.stderr)
        if problems:
            return None
        self._made, self._made_of = made, made_of
        return made

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
