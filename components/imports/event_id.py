"""Ids of events that last: a row put before, after or between others changes none of them.

An id is the row's own, or made of its title and date. Rows that would share one have a digest of
their content in theirs, all of them, so that none depends on the order of the rows. Rows of equal
content are numbered: whichever of them a link leads to, it says the same.

Of each row a few numbers are kept, so that a file of ten million rows takes 160 MB here.
"""

from array import array
from collections.abc import Callable
from hashlib import blake2b
from typing import Final

import numpy as np
import numpy.typing as npt

from components.events import Event, digest, with_digest, without_hyphens

SHOWN: Final = 5  # ids that are named where many are counted
_NEXT = np.uint64(0x9E37_79B9_7F4A_7C15)  # an odd number, which spreads the ranks of equal keys

Hashes = npt.NDArray[np.uint64]
Rows = npt.NDArray[np.int64]


def hash_of(text: str) -> int:
    """Return a number of 64 bits that tells a text from all others."""
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest())


def content_of(event: Event, name: Callable[[str, str], str]) -> str:
    """Return what a row can say of an event, its own id left out, as one text.

    `name` gives the folded name of an entry by its table and id, because ids may change.
    """
    return repr(
        (
            *(event.title, event.when.text, event.zone, str(event.kind), str(event.status)),
            *(event.summary, event.note, event.dating, event.place, event.channel),
            [(name("actors", part.actor), str(part.role)) for part in event.actors],
            [name("topics", topic) for topic in event.topics],
            [(name("sources", cited.source), cited.locator) for cited in event.citations],
        )
    )


class EventIds:
    """The ids of the events of a file, which are final when all rows are known."""

    def __init__(self) -> None:
        self._keys = array("Q")  # hashes of the ids that rows would have by themselves
        self._contents = array("Q")  # 48 bits of a digest, and whether the id is the row's own

    def add(self, preferred: str, content: str, is_own: bool) -> None:
        """Take the id that a row would have, and the content that tells it from others."""
        self._keys.append(hash_of(without_hyphens(preferred)))
        self._contents.append(int(digest(f"{preferred} {content}"), 16) << 1 | is_own)

    def settle(self) -> "SettledIds":
        """Give the final ids, when the last row is known."""
        return SettledIds(
            np.frombuffer(self._keys, np.uint64), np.frombuffer(self._contents, np.uint64)
        )


class SettledIds:
    """Which rows have another id than they would have by themselves, and which one.

    `own` is how many of them had an id of their own, and `shared` are the first few of those ids.
    """

    def __init__(self, keys: Hashes, contents: Hashes) -> None:
        self._contents = contents
        order = np.lexsort((contents, keys))
        sorted_keys, sorted_contents = keys[order], contents[order]
        is_first = _is_first(sorted_keys)
        group = np.cumsum(is_first) - 1
        starts = np.flatnonzero(is_first)
        ends = np.append(starts[1:], len(keys))[: len(starts)] - 1
        # by content, so that a group is of one content when its ends are
        is_mixed = (sorted_contents[starts] != sorted_contents[ends])[group]
        is_other = is_first | _is_first(sorted_contents)
        number = _ranks(is_other)
        is_changed = is_mixed | (number > 0)
        changed = np.argsort(order[is_changed], kind="stable")
        self.rows: Rows = order[is_changed][changed]
        self._numbers = number[is_changed][changed]
        self._taken = sorted_keys[is_first]
        self.own = int(np.count_nonzero(contents[self.rows] & np.uint64(1)))
        self.shared: dict[str, None] = {}

    def new_id(self, row: int, preferred: str) -> str:
        """Return the id of one of `rows` in place of the one that it would have by itself."""
        content = int(self._contents[row])
        if content & 1 and len(self.shared) <= SHOWN:
            self.shared[preferred] = None
        digits = f"{content >> 1:012x}"
        number = int(self._numbers[np.searchsorted(self.rows, row)])
        while True:
            key = with_digest(preferred, digits + (f"-{number + 1}" if number else ""))
            if not self._is_taken(key):
                return key
            digits = digest(key) + digits  # an id by itself is just like one with a digest

    def _is_taken(self, key: str) -> bool:
        hashed = hash_of(without_hyphens(key))
        at = int(np.searchsorted(self._taken, np.uint64(hashed)))
        return at < len(self._taken) and int(self._taken[at]) == hashed

    def notes(self) -> tuple[str, ...]:
        """Say what became of the own ids of rows that were those of other rows too."""
        if not self.own:
            return ()
        named = ", ".join(f'"{key}"' for key in list(self.shared)[:SHOWN])
        further = ", ..." if len(self.shared) > SHOWN else ""
        rows = f"{self.own:,} {'row has' if self.own == 1 else 'rows have'}"
        which = f"{rows} an id that another row has too ({named}{further})"
        return (f"{which}; each now ends with a digest of what the row says",)


def _is_first(values: Hashes) -> npt.NDArray[np.bool_]:
    """Tell which of sorted values is the first of its kind."""
    return np.concatenate([np.ones(min(len(values), 1), bool), values[1:] != values[:-1]])


def _ranks(is_first: npt.NDArray[np.bool_]) -> Rows:
    """Count the values of each run from 0; `is_first` tells where runs begin."""
    places = np.arange(len(is_first))
    return places - np.maximum.accumulate(np.where(is_first, places, 0))
