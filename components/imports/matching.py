"""Which events of one log are events of another: by what they are called, and when they were.

Only what is certain counts, and no event is taken for two. Of each event a few numbers are kept, so
that logs of millions of events can be compared.
"""

from array import array
from collections.abc import Callable, Mapping
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from components.events import Event, Source, folded, is_url, without_hyphens

Hashes = npt.NDArray[np.uint64]
Rows = npt.NDArray[np.int64]
_Fit = Callable[[Rows, Rows], npt.NDArray[np.bool_]]
UNMATCHED = -1  # the row of an event that has no match
_SPREAD = np.uint64(0x9E37_79B9_7F4A_7C15)  # an odd number, which tells equal keys by their rank


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


def address_of(event: Event, sources: Mapping[str, Source]) -> str:
    """Return the address of what an event rests on: of the page, else of its source; "" if none."""
    for cited in event.citations:
        if is_url(cited.locator):
            return cited.locator
    for cited in event.citations:
        if (source := sources.get(cited.source)) and source.url:
            return source.url
    return ""


class Traits:
    """What the events of a log are recognised by, a row each: hashes of 64 bits, 0 for nothing."""

    def __init__(self) -> None:
        self._ids, self._dated, self._titled = array("Q"), array("Q"), array("Q")
        self._sourced, self._contents = array("Q"), array("Q")

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, event: Event, own_id: str, address: str, content: str) -> None:
        """Take one more event; an `own_id` of "" was made, and says nothing of who it is."""
        title, when = folded(event.title), event.when.text
        self._ids.append(hash_of(without_hyphens(own_id)) if own_id else 0)
        self._dated.append(hash_of(f"{title}\n{when}"))
        self._titled.append(hash_of(title))
        self._sourced.append(hash_of(f"{address}\n{when}") if address else 0)
        self._contents.append(hash_of(f"{title}\n{when}\n{content}"))

    @property
    def ids(self) -> Hashes:
        """Of their ids, as they are compared: without hyphens."""
        return np.frombuffer(self._ids, np.uint64)

    @property
    def dated(self) -> Hashes:
        """Of title and date together."""
        return np.frombuffer(self._dated, np.uint64)

    @property
    def titled(self) -> Hashes:
        """Of the title."""
        return np.frombuffer(self._titled, np.uint64)

    @property
    def sourced(self) -> Hashes:
        """Of date and source address together."""
        return np.frombuffer(self._sourced, np.uint64)

    @property
    def contents(self) -> Hashes:
        """Of all that a row can say."""
        return np.frombuffer(self._contents, np.uint64)


class Matches:
    """Pairs of rows of two logs; `old_rows` has the old row of each new one, or `UNMATCHED`."""

    def __init__(self, old: int, new: int) -> None:
        self.old_rows: Rows = np.full(new, UNMATCHED, np.int64)
        self._is_free = np.ones(old, bool)

    @property
    def unmatched_old(self) -> Rows:
        """The old rows that no new one matches."""
        return np.flatnonzero(self._is_free)

    @property
    def unmatched_new(self) -> Rows:
        """The new rows that match no old one."""
        return np.flatnonzero(self.old_rows == UNMATCHED)

    def pair_equal(self, old: Hashes, new: Hashes) -> None:
        """Pair the first of those that are equal with the first, the second with the second."""
        self._pair(old, new, _with_rank)

    def pair_left(self, old: Hashes, new: Hashes) -> None:
        """Pair what has one key, where one of each is left."""
        self._pair(old, new, _alone)

    def pair_unique(self, old: Hashes, new: Hashes, fit: _Fit | None = None) -> None:
        """Pair what is left of each, where nothing else in its log ever had that key.

        Those rows are paired that `fit`, if it is given.
        """
        self._pair(_alone(old), _alone(new), lambda keys: keys, fit)

    def _pair(
        self,
        old: Hashes,
        new: Hashes,
        told_apart: Callable[[Hashes], Hashes],
        fit: _Fit | None = None,
    ) -> None:
        old_left, new_left = self.unmatched_old, self.unmatched_new
        old_keys, new_keys = told_apart(old[old_left]), told_apart(new[new_left])
        # each key that counts is there once now, but for 0
        keys, at_old, at_new = np.intersect1d(old_keys, new_keys, return_indices=True)
        is_key = keys != 0
        old_rows, new_rows = old_left[at_old[is_key]], new_left[at_new[is_key]]
        if fit:
            is_fit = fit(old_rows, new_rows)
            old_rows, new_rows = old_rows[is_fit], new_rows[is_fit]
        self.old_rows[new_rows] = old_rows
        self._is_free[old_rows] = False


def _alone(keys: Hashes) -> Hashes:
    """Return the keys that are there once, 0 in place of the others."""
    _, back, counts = np.unique(keys, return_inverse=True, return_counts=True)
    return np.where(counts[back] == 1, keys, np.uint64(0))


def _with_rank(keys: Hashes) -> Hashes:
    """Return other keys: equal ones are told apart by how many came before."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    ranks = ranks_of(are_first(ordered)).astype(np.uint64)
    ranked = np.empty_like(keys)
    ranked[order] = np.where(ordered == 0, ordered, ordered + ranks * _SPREAD)
    return ranked


def are_first(values: Hashes) -> npt.NDArray[np.bool_]:
    """Tell of each of some sorted values whether it is the first of its kind."""
    return np.concatenate([np.ones(min(len(values), 1), bool), values[1:] != values[:-1]])


def ranks_of(are_first: npt.NDArray[np.bool_]) -> Rows:
    """Count the values of each run from 0; `are_first` tells where runs begin."""
    places = np.arange(len(are_first))
    return places - np.maximum.accumulate(np.where(are_first, places, 0))


def match(old: Traits, new: Traits) -> Matches:
    """Find the events of `old` in `new`.

    The same id; then title and date, with equal content first; then a title, or a date and the
    address of a source, that is unique in both logs.
    """
    matches = Matches(len(old), len(new))
    matches.pair_unique(old.ids, new.ids)
    matches.pair_equal(old.contents, new.contents)
    matches.pair_left(old.dated, new.dated)
    matches.pair_unique(old.titled, new.titled)
    matches.pair_unique(old.sourced, new.sourced)
    return matches
