"""What the commands say on a terminal: whole lines, none of which a file can turn into commands.

A terminal obeys what it is sent: a title, a colour, text that is typed for the user. Whatever comes
from a file, a link or a name is therefore escaped and cut here, on every stream.
"""

import sys
from typing import TextIO

from components.events.problem import escaped

# The exit status of every command whose file another program is writing, or that lacks memory.
BUSY, NO_MEMORY = 3, 4
_LONGEST_LINE = 1_000  # characters; a problem has at most 400 beside the name of its file
_CLEAR = "\r\033[K"  # the beginning of the line, and nothing after it


def say(*lines: object, stream: TextIO | None = None) -> None:
    """Print each of `lines` on one line, to standard output unless another stream is given."""
    for line in lines:
        text = escaped(str(line))
        shown = text if len(text) <= _LONGEST_LINE else f"{text[:_LONGEST_LINE]}..."
        print(shown, file=stream or sys.stdout)


def say_whole(*lines: str, stream: TextIO | None = None) -> None:
    """Print each of `lines` on one line, however long it is, for a file to be made of them."""
    for line in lines:
        print(escaped(line), file=stream or sys.stdout)


def complain(*lines: object) -> None:
    """Print lines as `say` does, to standard error."""
    say(*lines, stream=sys.stderr)


def complain_of_memory(name: object) -> int:
    """Say that memory does not suffice for a file or an engine, and return the exit status."""
    complain(f"{name}: there is not enough memory for it")
    return NO_MEMORY


def can_be_asked() -> bool:
    """Tell whether somebody sits at a terminal who reads what is asked and can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def agrees(question: str) -> bool:
    """Ask on a terminal, and tell whether the answer is yes; elsewhere it is no."""
    if not can_be_asked():
        return False
    complain(f"{question} [y/N] ")
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def show_progress(line: str) -> None:
    """Show a line on the terminal in place of the last one; elsewhere do nothing."""
    if sys.stderr.isatty():
        print(f"{_CLEAR}{escaped(line)}", end="", file=sys.stderr, flush=True)


def clear_progress() -> None:
    """Make room for other words where a line of progress stands."""
    show_progress("")
