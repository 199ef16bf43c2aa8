"""The file that is converted: its name, how much of it has been read, and why it cannot be."""

import json
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from components.events import LIMITS, Problem, place_after
from components.imports.relaxed_json import strict_json
from components.imports.sentence import listed, quoted
from components.imports.value import Value, parse_json, parse_several_json

BOM = b"\xef\xbb\xbf"
# The code of the problem that rows which were read came to nothing: a fault of the program.
LOST_ROWS = "lost-rows"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_Result = TypeVar("_Result")


class UnreadableFileError(Exception):
    """A file of which nothing can be read, with the problems that keep it from being read.

    Where one of several lists would have to be chosen, `rows` are their places.
    """

    def __init__(self, *problems: Problem, rows: Sequence[str] = ()) -> None:
        super().__init__(problems[0].message)
        self.problems = problems
        self.rows = rows


class InputFile:
    """A file to convert; `done` of `size`, in bytes, records or events, have been read.

    Its reader counts the `rows` that it comes upon, and the `blank` ones apart, and says in `notes`
    what it changed or passed over in the file as a whole. `entries` are those of the tables of
    actors, topics and sources that the file itself has, by their ids.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.done = 0
        self.size = 0
        self.rows = 0
        self.blank = 0
        self.notes: list[str] = []
        self._notes_of_json: list[str] = []
        self.entries: dict[str, dict[str, dict[str, Any]]] = {}
        self._results: dict[Any, Any] = {}

    def note(self, sentence: str) -> None:
        """Add a sentence to the notes, unless it is there already."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def once(self, read: Callable[["InputFile"], _Result]) -> _Result:
        """Return what a function reads of the file; it is called once and its result kept."""
        if read not in self._results:
            self._results[read] = read(self)
        result: _Result = self._results[read]
        return result

    def begin(self) -> None:
        """Count anew, because the file is read once more."""
        self.done = self.size = self.rows = self.blank = 0
        self.notes[:] = self._notes_of_json

    @property
    def name(self) -> str:
        """The name without its folder."""
        return self.path.name

    @property
    def ending(self) -> str:
        """The ending of the name in lower case, such as `.csv`."""
        return self.path.suffix.lower()

    @property
    def share(self) -> float:
        """The part that has been read, 0 while the size is not known."""
        return min(self.done / self.size, 1.0) if self.size else 0.0

    def unreadable(
        self,
        code: str,
        message: str,
        line: int = 1,
        column: int = 1,
        rows: Sequence[str] = (),
    ) -> UnreadableFileError:
        """Return the error to raise when nothing of the file can be read."""
        return UnreadableFileError(Problem(self.name, line, column, code, message), rows=rows)

    def read(self, most: int = LIMITS.file_bytes, hint: str = "") -> bytes:
        """Return all bytes but the byte order mark of UTF-8.

        Raise OSError, and UnreadableFileError when there are more than `most`; the message ends
        with the `hint`.
        """
        with self.path.open("rb") as file:
            data = file.read(most + 1).removeprefix(BOM)
        if len(data) > most:
            message = f"the file is longer than the limit of {most:,} bytes{hint}"
            raise self.unreadable("too-big", message)
        return data

    @cached_property
    def json(self) -> Value:
        """The whole file as JSON; raise OSError, or UnreadableFileError when it is not JSON."""
        data = self.read(LIMITS.json_bytes, "; as JSON Lines it may have any length")
        try:
            text = data.decode("utf-16" if data[:2] in _UTF_16 else "utf-8")
        except UnicodeDecodeError as error:
            place = place_after(data[: error.start].decode("utf-8", errors="replace"))
            message = "the file is not UTF-8; save it in that encoding"
            raise self.unreadable("encoding", message, *place) from None
        repeated: set[str] = set()
        try:
            value = self._parsed(text, repeated)
        except json.JSONDecodeError as error:
            place = place_after(error.doc[: error.pos])
            message = f"the file is not JSON: {error.msg}"
            raise self.unreadable("syntax", message, *place) from None
        except RecursionError:
            raise self.unreadable("too-deep", "the file is nested too deeply") from None
        if repeated:
            self._notes_of_json.append(last_of(repeated))
        self.notes += self._notes_of_json
        return value

    def _parsed(self, text: str, repeated: set[str]) -> Value:
        """Parse JSON, or what is JSON but for comments or several values; raise as it does."""
        try:
            return parse_json(text, repeated)
        except json.JSONDecodeError as error:
            fault = error
        strict = strict_json(text)
        try:
            values = parse_several_json(strict, repeated)
        except json.JSONDecodeError:
            raise fault from None
        if strict != text:
            words = "comments, surplus commas and what a script needs are passed over"
            self._notes_of_json.append(words)
        if len(values) == 1:
            return values[0]
        if not values:
            raise fault
        self._notes_of_json.append(
            f"the file holds {len(values):,} JSON values one after the other, each of them a row"
        )
        return values


def last_of(repeated: Collection[str]) -> str:
    """Say that of keys which some objects have more than once the last is read."""
    keys = listed([*map(quoted, sorted(repeated))])
    return f"some objects have {keys} more than once, and the last is read"
