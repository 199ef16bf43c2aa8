"""Numbers and names as they stand in a sentence."""

from collections.abc import Sequence
from typing import Final

from components.events import abridged

NAMES_SHOWN: Final = 8  # of many, in one message


def counted(count: int, noun: str) -> str:
    """Return a number with its noun, such as "1 event" or "1,200 events"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def quoted(name: str) -> str:
    """Return a name from a file in quotation marks, shortened if it is long."""
    return f'"{abridged(name)}"'


def listed(words: Sequence[str], most: int = NAMES_SHOWN) -> str:
    """Join words, of which there is one at least: "a", "a and b", "a, b and 3 more"."""
    shown, more = list(words[:most]), len(words) - most
    if more > 0:
        shown.append(f"{more:,} more")
    *others, last = shown
    return f"{', '.join(others)} and {last}" if others else last
