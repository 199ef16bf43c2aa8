"""Ids of events that last: a row put before, after or between others changes none of them.

An id is the row's own, or made of its title and date. Rows that would share one have a digest of
their content in theirs, all of them, so that none depends on the order of the rows. Rows of equal
content are numbered: whichever of them a link leads to, it says the same.

Of each row a few numbers are kept, so that a file of ten million rows takes 160 MB here.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from components.events import Event, digest, with_digest, without_hyphens
from components.imports.matching import (
    UNMATCHED,
    Hashes,
    Matches,
    Rows,
    Traits,
    address_of,
    are_first,
    hash_of,
    match,
    ranks_of,
)
from components.imports.published import Published
from components.imports.sentence import counted

SHOWN: Final = 5  # ids that are named where many are counted


class EventIds:
    """The ids of the events of a file, which are final when all rows are known."""

    def __init__(self, published: Published | None = None) -> None:
        self._keys = array("Q")  # hashes of the ids that rows would have by themselves
        self._contents = array("Q")  # 48 bits of a digest, and whether the id is the row's own
        self._published, self._traits = published, Traits()

    def add(self, event: Event, own_id: str, content: str) -> None:
        """Take an event under the id that it has by itself, and all that tells it from others."""
        self._keys.append(hash_of(without_hyphens(event.id)))
        digits = digest(f"{event.id} {own_id} {content}")
        self._contents.append(int(digits, 16) << 1 | bool(own_id))
        if self._published:
            self._traits.add(event, event.id if own_id else "", address_of(event, {}), content)

    def settle(self) -> "SettledIds":
        """Give the final ids, when the last row is known."""
        keys = np.frombuffer(self._keys, np.uint64)
        kept = None
        if self._published:
            kept = _Kept(self._published, match(self._published.traits, self._traits))
        return SettledIds(keys, np.frombuffer(self._contents, np.uint64), kept)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was published, and which rows it belongs to."""

    published: Published
    matches: Matches


class SettledIds:
    """Which rows have another id than they would have by themselves, and which one.

    `has_own` tells whether any row has an id of its own.
    """

    def __init__(self, keys: Hashes, contents: Hashes, kept: _Kept | None) -> None:
        self._contents, self._kept = contents, kept
        published = kept.published.traits.ids if kept else keys[:0]
        others = kept.matches.unmatched_new if kept else np.arange(len(keys))
        order = others[np.lexsort((contents[others], keys[others]))]
        sorted_keys, sorted_contents = keys[order], contents[order]
        is_first = are_first(sorted_keys)
        starts = np.flatnonzero(is_first)
        ends = np.append(starts[1:], len(order))[: len(starts)] - 1
        # by content, so that a group is of one content when its ends are
        is_mixed = sorted_contents[starts] != sorted_contents[ends]
        is_mixed |= np.isin(sorted_keys[starts], published)
        number = ranks_of(is_first | are_first(sorted_contents))
        is_changed = is_mixed[np.cumsum(is_first) - 1] | (number > 0)
        by_row = np.argsort(order[is_changed])
        self._changed: Rows = order[is_changed][by_row]
        self._numbers: Rows = number[is_changed][by_row]
        self._taken = np.union1d(sorted_keys[starts], published)
        self.has_own = bool(np.any(contents & np.uint64(1)))
        self._own = int(np.count_nonzero(contents[order[is_changed]] & np.uint64(1)))
        self._shared: dict[str, None] = {}
        self._first_new: dict[int, str] = {}
        changed = [self._changed]
        if kept:
            self._first_new = dict.fromkeys(others[: SHOWN + 1].tolist(), "")
            changed += [np.flatnonzero(kept.matches.old_rows != UNMATCHED), others[: SHOWN + 1]]
        self.rows: Rows = np.unique(np.concatenate(changed))

    def new_id(self, row: int, preferred: str) -> str:
        """Return the id of one of `rows` in place of the one that it would have by itself."""
        if self._kept and (old := int(self._kept.matches.old_rows[row])) != UNMATCHED:
            return self._kept.published.ids[old]
        at = int(np.searchsorted(self._changed, row))
        key = preferred
        if at < len(self._changed) and self._changed[at] == row:
            key = self._with_digest(row, int(self._numbers[at]), preferred)
        if row in self._first_new:
            self._first_new[row] = key
        return key

    def _with_digest(self, row: int, number: int, preferred: str) -> str:
        content = int(self._contents[row])
        if content & 1 and len(self._shared) <= SHOWN:
            self._shared[preferred] = None
        digits = f"{content >> 1:012x}"
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
        """Say what became of the own ids of rows that others have too, when all are given."""
        if not self._own:
            return ()
        rows = f"{counted(self._own, 'row')} {'has' if self._own == 1 else 'have'}"
        which = f"{rows} an id that another row has too ({_listed(self._shared)})"
        return (f"{which}; each now ends with a digest of what the row says",)

    def kept(self) -> str:
        """Say how many ids were kept, are new and are gone, and the first few; "" if none could."""
        if not self._kept:
            return ""
        matches, ids = self._kept.matches, self._kept.published.ids
        new, gone = matches.unmatched_new, matches.unmatched_old
        kept = len(ids) - len(gone)
        first_gone = [ids[row] for row in gone[: SHOWN + 1].tolist()]
        return ", ".join(
            (
                f"{counted(kept, 'id')} kept",
                _with_examples(len(new), "new", self._first_new.values()),
                _with_examples(len(gone), "gone", first_gone),
            )
        )


def _with_examples(count: int, what: str, ids: Iterable[str]) -> str:
    return f"{count:,} {what} ({_listed(ids)})" if count else f"0 {what}"


def _listed(ids: Iterable[str]) -> str:
    """Name the first few of some ids."""
    ids = list(ids)
    return ", ".join(ids[:SHOWN] + ["..."] * (len(ids) > SHOWN))
