"""Which rows have which value: sets of rows, one per value, small enough for millions of rows.

A value that many rows have is a bitmap, one that few rows have is a list of rows; a set of rows
that passes between modules is always a bitmap, packed into 64-bit words.
"""

from __future__ import annotations

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

_LIST = 32  # bits of a row in a list: a bitmap is smaller where more than one row in 32 has a value
_BLOCK = (
    4096  # words that are counted at a time, so that what is made on the way stays in the cache
)
_BATCH = 1 << 18  # listed rows that are marked at a time, for the same reason


def pack(mask: Mask) -> Words:
    """Return a mask of rows as words of 64 bits, bits after the last row unset."""
    packed = np.zeros(-(-len(mask) // 64) * 8, dtype=np.uint8)
    packed[: -(-len(mask) // 8)] = np.packbits(mask, bitorder="little")
    return packed.view(np.uint64)


def unpack(words: Words, size: int) -> Mask:
    """Return the mask of `size` rows that `pack` made into words."""
    return np.unpackbits(words.view(np.uint8), count=size, bitorder="little").view(np.bool_)


def number_in(words: Words) -> int:
    """Return how many rows are in a set."""
    return int(np.bitwise_count(words).sum())


def numbers_between(sets: Words, edges: npt.NDArray[np.intp]) -> Counts:
    """Return how many rows of each set lie from each edge up to the next; edges ascend.

    `sets` has one set per line, and so has what is returned, with one edge less than there are.
    """
    lines, words = sets.shape
    # by hand: `np.pad` takes a sixth of a whole question to fifty events
    padded = np.zeros((lines, words + 1), dtype=np.uint64)
    padded[:, :words] = sets
    before = np.zeros(padded.shape, dtype=np.int64)
    np.cumsum(np.bitwise_count(sets), axis=1, out=before[:, 1:])
    word, bit = edges >> 6, (edges & 63).astype(np.uint64)
    lower = padded[:, word] & ((np.uint64(1) << bit) - np.uint64(1))
    upto: Counts = before[:, word] + np.bitwise_count(lower)
    return np.diff(upto, axis=1)


def freeze(*arrays: npt.NDArray[Any]) -> None:
    """Let nobody write to arrays any more: all readers share them."""
    for each in arrays:
        each.setflags(write=False)


@dataclass(frozen=True, slots=True)
class Column:
    """The rows of every value, of which there are as many as `totals`.

    `maps` has one bitmap per value that many rows have, `at` the place of a value's bitmap or -1;
    `rows` are the rows of the other values one after the other, `bounds` where each begins.
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
    def of(cls, blocks: Iterable[tuple[Codes, Rows]], values: int, size: int) -> Column:
        """Make a column of at least `values` values and `size` rows from pairs of value and row.

        A pair may come more than once within a block, not in two of them. Blocks are read once,
        so that what they are made from need not be in memory as a whole.
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
            held = (key >> 32).astype(np.int32)
            starts = np.flatnonzero(np.diff(held, prepend=-1))
            lengths = np.diff(starts, append=len(held))
            distinct = held[starts]
            if len(distinct) and distinct[-1] >= len(totals):
                totals = np.concatenate((totals, np.zeros(distinct[-1] + 1, dtype=np.int64)))
            totals[distinct] += lengths
            parts.append((distinct, lengths, key.astype(np.int32)))  # the lower half: the rows
        used = np.flatnonzero(totals)
        known = max(values, int(used[-1]) + 1 if len(used) else 0)
        return cls._joined(parts, totals[:known], size)

    @classmethod
    def _joined(cls, parts: list[tuple[Rows, Counts, Rows]], totals: Counts, size: int) -> Column:
        """Put the blocks' rows in order of their values, and lay out the bitmaps."""
        ends = np.cumsum(totals)
        cursor = ends - totals
        rows = np.empty(int(totals.sum()), dtype=np.int32)
        while parts:
            distinct, lengths, held = parts.pop()
            shift = cursor[distinct] - (np.cumsum(lengths) - lengths)
            rows[np.arange(len(held)) + np.repeat(shift, lengths)] = held
            cursor[distinct] += lengths
        many = np.flatnonzero(totals * _LIST > size)
        at = np.full(len(totals), -1, dtype=np.int32)
        at[many] = np.arange(len(many))
        maps = np.zeros((len(many), -(-size // 64)), dtype=np.uint64)
        listed = np.ones(len(rows), dtype=np.bool_)
        for place, value in enumerate(many.tolist()):
            held_at = slice(int(ends[value] - totals[value]), int(ends[value]))
            mask = np.zeros(size, dtype=np.bool_)
            mask[rows[held_at]] = True
            maps[place] = pack(mask)
            listed[held_at] = False
        bounds = np.zeros(len(totals) + 1, dtype=np.int64)
        np.cumsum(np.where(at < 0, totals, 0), out=bounds[1:])
        return cls(size, totals, at, maps, np.compress(listed, rows), bounds)

    def union(self, values: npt.NDArray[np.intp]) -> Words:
        """Return the rows that have any of `values` (ascending, without repeats)."""
        places = self.at[values]
        found: Words = np.bitwise_or.reduce(self.maps[places[places >= 0]], axis=0)
        starts = self.bounds[values]
        lengths = self.bounds[values + 1] - starts
        ends = np.cumsum(lengths)
        if not len(ends) or not ends[-1]:
            return found
        mask = np.zeros(self.size, dtype=np.bool_)
        cuts = np.searchsorted(ends, np.arange(_BATCH, ends[-1], _BATCH)).tolist()
        for some in map(slice, [0, *cuts], [*cuts, len(ends)]):
            length = lengths[some]
            shift = starts[some] - (np.cumsum(length) - length)
            mask[self.rows[np.arange(length.sum()) + np.repeat(shift, length)]] = True
        found |= pack(mask)
        return found

    def counts(self, within: Words, mask: Mask) -> Counts:
        """Return for each value the rows of a set that have it; `mask` is the same set."""
        counted = np.zeros(len(self.totals), dtype=np.int64)
        if len(self.rows):
            upto = np.zeros(len(self.rows) + 1, dtype=np.int32)
            np.cumsum(mask[self.rows], out=upto[1:])
            at = upto[self.bounds]
            counted = at[1:].astype(np.int64) - at[:-1]
        if len(self.maps):
            counted[self.at >= 0] = sum(
                np.bitwise_count(self.maps[:, at : at + _BLOCK] & within[at : at + _BLOCK]).sum(
                    axis=1, dtype=np.int64
                )
                for at in range(0, max(len(within), 1), _BLOCK)
            )
        return counted
