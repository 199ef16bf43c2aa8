"""Posting lists: for each value the set of rows that have it, compact enough for millions of rows.

A frequent value is stored as a bitmap, a rare one as a list of rows. A set of rows that passes
between modules is always a bitmap, packed into 64-bit words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int32]
Codes = npt.NDArray[np.integer]
Counts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Words = npt.NDArray[np.uint64]

_LIST = 32  # bits per listed row: a bitmap is smaller when more than one row in 32 has the value
_BLOCK = 4096  # words counted at a time, so that intermediate arrays stay in the processor's cache
_BATCH = 1 << 18  # listed rows marked at a time, for the same reason


def pack(mask: Mask) -> Words:
    """Pack a mask of rows into 64-bit words; bits after the last row are unset."""
    packed = np.zeros(-(-len(mask) // 64) * 8, dtype=np.uint8)
    packed[: -(-len(mask) // 8)] = np.packbits(mask, bitorder="little")
    return packed.view(np.uint64)


def unpack(words: Words, size: int) -> Mask:
    """Return the mask of `size` rows that `pack` packed."""
    return np.unpackbits(words.view(np.uint8), count=size, bitorder="little").view(np.bool_)


def count_rows(words: Words) -> int:
    """Count the rows of a set."""
    return int(np.bitwise_count(words).sum())


def count_between(sets: Words, edges: npt.NDArray[np.intp]) -> Counts:
    """Count the rows of each set between neighbouring edges, which ascend.

    `sets` has one set per line; the result has the same lines and `len(edges) - 1` columns.
    """
    lines, words = sets.shape
    # not `np.pad`, which takes a sixth of the time of a whole query on fifty events
    padded = np.zeros((lines, words + 1), dtype=np.uint64)
    padded[:, :words] = sets
    before = np.zeros(padded.shape, dtype=np.int64)
    np.cumsum(np.bitwise_count(sets), axis=1, out=before[:, 1:])
    word, bit = edges >> 6, (edges & 63).astype(np.uint64)
    lower = padded[:, word] & ((np.uint64(1) << bit) - np.uint64(1))
    upto: Counts = before[:, word] + np.bitwise_count(lower)
    return np.diff(upto, axis=1)


def freeze(*arrays: npt.NDArray[Any]) -> None:
    """Make arrays read-only, because all readers share them."""
    for array in arrays:
        array.setflags(write=False)


@dataclass(frozen=True, slots=True)
class Postings:
    """The rows of every value; values are numbered from 0.

    `totals` counts the rows of each value. `maps` has a bitmap for each frequent value, and `at`
    says which one is a value's, or -1. `rows` lists the rows of the rare values, value by value,
    and `bounds` says where each value's begin.
    """

    size: int
    totals: Counts
    at: Rows
    maps: npt.NDArray[np.uint64]
    rows: Rows
    bounds: Counts

    def __post_init__(self) -> None:
        freeze(self.totals, self.at, self.maps, self.rows, self.bounds)

    @classmethod
    def of(cls, blocks: Iterable[tuple[Codes, Rows]], values: int, size: int) -> "Postings":
        """Make the postings of `size` rows from pairs of value and row, `values` values at least.

        A pair may repeat within a block, but not in another block. Blocks are read once, so that
        they need not be in memory all at the same time.
        """
        parts: list[tuple[Rows, Counts, Rows]] = []
        totals = np.zeros(values, dtype=np.int64)
        for codes, rows in blocks:
            key = codes.astype(np.int64)
            key <<= 32
            key |= rows
            key.sort()
            if len(key):
                key = np.compress(np.concatenate(([True], key[1:] != key[:-1])), key)
            values_of_rows = (key >> 32).astype(np.int32)
            starts = np.flatnonzero(np.diff(values_of_rows, prepend=-1))
            lengths = np.diff(starts, append=len(values_of_rows))
            distinct = values_of_rows[starts]
            if len(distinct) and distinct[-1] >= len(totals):
                totals = np.concatenate((totals, np.zeros(distinct[-1] + 1, dtype=np.int64)))
            totals[distinct] += lengths
            parts.append((distinct, lengths, key.astype(np.int32)))  # the lower half: the rows
        used = np.flatnonzero(totals)
        number = max(values, int(used[-1]) + 1 if len(used) else 0)
        return cls._joined(parts, totals[:number], size)

    @classmethod
    def _joined(
        cls, parts: list[tuple[Rows, Counts, Rows]], totals: Counts, size: int
    ) -> "Postings":
        """Sort the rows of all blocks by value, and make the bitmaps."""
        ends = np.cumsum(totals)
        cursor = ends - totals
        rows = np.empty(int(totals.sum()), dtype=np.int32)
        while parts:
            distinct, lengths, block = parts.pop()
            shift = cursor[distinct] - (np.cumsum(lengths) - lengths)
            rows[np.arange(len(block)) + np.repeat(shift, lengths)] = block
            cursor[distinct] += lengths
        many = np.flatnonzero(totals * _LIST > size)
        at = np.full(len(totals), -1, dtype=np.int32)
        at[many] = np.arange(len(many))
        maps = np.zeros((len(many), -(-size // 64)), dtype=np.uint64)
        listed = np.ones(len(rows), dtype=np.bool_)
        for place, value in enumerate(many.tolist()):
            span = slice(int(ends[value] - totals[value]), int(ends[value]))
            mask = np.zeros(size, dtype=np.bool_)
            mask[rows[span]] = True
            maps[place] = pack(mask)
            listed[span] = False
        bounds = np.zeros(len(totals) + 1, dtype=np.int64)
        np.cumsum(np.where(at < 0, totals, 0), out=bounds[1:])
        return cls(size, totals, at, maps, np.compress(listed, rows), bounds)

    def union(self, values: npt.NDArray[np.intp]) -> Words:
        """Return the rows that have any of `values` (ascending, without repeats)."""
        places = self.at[values]
        union: Words = np.bitwise_or.reduce(self.maps[places[places >= 0]], axis=0)
        starts = self.bounds[values]
        lengths = self.bounds[values + 1] - starts
        ends = np.cumsum(lengths)
        if not len(ends) or not ends[-1]:
            return union
        mask = np.zeros(self.size, dtype=np.bool_)
        cuts = np.searchsorted(ends, np.arange(_BATCH, ends[-1], _BATCH)).tolist()
        for batch in map(slice, [0, *cuts], [*cuts, len(ends)]):
            length = lengths[batch]
            shift = starts[batch] - (np.cumsum(length) - length)
            mask[self.rows[np.arange(length.sum()) + np.repeat(shift, length)]] = True
        union |= pack(mask)
        return union

    def counts(self, within: Words, mask: Mask) -> Counts:
        """Count for each value the rows of a set that have it; `mask` is the same set unpacked."""
        counts = np.zeros(len(self.totals), dtype=np.int64)
        if len(self.rows):
            upto = np.zeros(len(self.rows) + 1, dtype=np.int32)
            np.cumsum(mask[self.rows], out=upto[1:])
            at = upto[self.bounds]
            counts = at[1:].astype(np.int64) - at[:-1]
        if len(self.maps):
            counts[self.at >= 0] = sum(
                np.bitwise_count(self.maps[:, at : at + _BLOCK] & within[at : at + _BLOCK]).sum(
                    axis=1, dtype=np.int64
                )
                for at in range(0, max(len(within), 1), _BLOCK)
            )
        return counts
