"""What is wrong in a file or with a date, each in one line of words."""

from dataclasses import dataclass
from typing import NamedTuple

LONGEST_QUOTE = 80
_LONGEST_MESSAGE = 400


class Place(NamedTuple):
    """A line and a column, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a file, at a line and column counted from 1, in one line of words."""

    file: str
    line: int
    column: int
    code: str
    message: str

    def __post_init__(self) -> None:
        # Here, because whoever makes a problem quotes a file that nobody has checked.
        object.__setattr__(self, "message", one_line(self.message))

    def __str__(self) -> str:
        """Say it the way compilers do, so that editors find the place."""
        place = f"{escaped(self.file)}:{self.line}:{self.column}"
        return f"{place}: error[{self.code}] {self.message}"


class WhenError(ValueError):
    """A date that cannot be read: `code` names the rule, the message says what would be right."""

    def __init__(self, code: str, message: str) -> None:
        """Keep the rule's code beside the sentence."""
        super().__init__(message)
        self.code = code


def place_after(text: str) -> Place:
    """Return the place after the last character, without a list of the lines."""
    breaks = text.count("\n") + text.count("\r") - text.count("\r\n")
    return Place(breaks + 1, len(text) - max(text.rfind("\n"), text.rfind("\r")))


def abridged(text: str) -> str:
    """Return `text`, or its beginning when it is too long to be quoted in a sentence."""
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 3]}..."


def escaped(text: str) -> str:
    r"""Return a text with every character that cannot be seen written out, as `\x1b`."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def one_line(message: str) -> str:
    """Keep a message to one line that shows whatever text of the file it quotes."""
    message = escaped(message)
    return message if len(message) <= _LONGEST_MESSAGE else f"{message[:_LONGEST_MESSAGE]}..."
