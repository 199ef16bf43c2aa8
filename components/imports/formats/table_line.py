"""The lines of a table, which come again where those of one row turn out to be rows."""

from collections import deque
from collections.abc import Iterator, Sequence
from io import TextIOWrapper

from components.events import LIMITS
from components.imports.file import InputFile

# Characters that may be read once more after quotation marks that do not close, for each that the
# file has and in all: else each line of a hostile file would be read for each line before it.
_MOST_REREAD = 4
_LEAST_REREAD = 1 << 25


class TooLongError(Exception):
    """A record of several lines that has too many characters."""


class Lines(Iterator[str]):
    """The lines of a file, of which those of a record can be given back.

    `number` counts the lines that were taken, `held` are those of the record that has begun, and
    `met` counts the lines of the file, whatever became of them.
    `have_ended` says that one was asked for after the last: after a complete row, none is.
    """

    def __init__(self, text: TextIOWrapper, file: InputFile) -> None:
        self._text, self._file = text, file
        self._given_back: deque[str] = deque()
        self._left = LIMITS.record_characters
        self._read = self._reread = 0
        self.number = self.met = 0
        self.held: list[str] = []
        self.have_ended = False

    def skip(self, count: int) -> None:
        """Pass over lines."""
        for _ in range(count):
            self._text.readline(LIMITS.record_characters)
        self.number = self.met = count

    def begin_record(self) -> None:
        """Hold the lines that come from now on."""
        self._left = LIMITS.record_characters
        self.held = []
        self.have_ended = False

    def give_back(self) -> None:
        """Give back all lines that are held but the first; they come again."""
        again = self.held[1:]
        self._given_back.extendleft(reversed(again))
        self.number -= len(again)
        self.held = self.held[:1]
        self._reread += sum(map(len, again))
        if self._reread > max(_LEAST_REREAD, _MOST_REREAD * self._read):
            message = (
                "quotation marks are open over too many lines; "
                "`quote: none` in a mapping takes them for letters"
            )
            raise self._file.unreadable("syntax", message, self.number)

    def cut_up(self, parts: Sequence[str]) -> None:
        """Take a line that is held for several, of which the first is held on."""
        self.held = [parts[0]]
        self._given_back.extendleft(reversed(parts[1:]))
        self.met += len(parts) - 1

    def __next__(self) -> str:
        """Return the next line; raise TooLongError, and UnreadableFileError for one that is."""
        if self._given_back:
            line = self._given_back.popleft()
        else:
            line = self._text.readline(self._left + 1)
            self._read += len(line)
            self.met += bool(line)
        if not line:
            self.have_ended = True
            raise StopIteration
        self.number += 1
        self.held.append(line)
        self._left -= len(line)
        if self._left < 0:
            if len(self.held) > 1:
                raise TooLongError
            message = f"a row has more than the limit of {LIMITS.record_characters:,} characters"
            raise self._file.unreadable("too-big", message, self.number)
        return line
