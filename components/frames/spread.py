"""Intervals over bins of time: each counts once, shared out evenly over the bins it lies in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

OPEN_START = np.iinfo(np.int64).min
OPEN_STOP = np.iinfo(np.int64).max

Times = npt.NDArray[np.int64]
Places = npt.NDArray[np.intp]
Bins = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spread:
    """Intervals laid over `count` bins, with one more at each side for what lies outside.

    Neighbours that share out alike are one pile, and `heads` tells with which interval each pile
    begins. `first` is the bin in which its intervals begin and `head` their share of it. Those
    that are `wide` reach on: to the bin `last` with a share of `tail`, and `each` in every bin
    between.
    """

    count: int
    heads: Places
    first: Places
    head: Bins
    wide: npt.NDArray[np.bool_]
    last: Places
    each: Bins
    tail: Bins

    @classmethod
    def of(cls, starts: Times, stops: Times, start: int, step: float, count: int) -> Spread:
        """Lay intervals over bins of `step` milliseconds from `start` on.

        What is open on one side lies wholly at its known end; nothing may be open on both.
        """
        begin = np.where(starts == OPEN_START, stops - 1, starts)
        end = np.where((starts == OPEN_START) | (stops == OPEN_STOP), begin, stops)
        opening, closing = (begin - start) / step, (end - start) / step
        first = np.clip(np.floor(opening), -1, count)
        last = np.clip(np.ceil(closing) - 1, -1, count)
        wide = last > first
        unlike = np.ones(len(first), dtype=np.bool_)
        unlike[1:] = (first[1:] != first[:-1]) | (wide[1:] != wide[:-1])
        unlike[1:] |= wide[1:] & ((begin[1:] != begin[:-1]) | (end[1:] != end[:-1]))
        heads = np.flatnonzero(unlike)
        opening, closing = opening[heads], closing[heads]
        first, last, wide = first[heads], last[heads], wide[heads]
        each = 1 / np.where(wide, closing - opening, 1)
        head = np.where(wide, (first + 1 - opening) * each, 1)
        tail = (closing - last) * each
        first, last = first + 1, last + 1  # after the bin of what comes before
        return cls(
            count, heads, first.astype(np.intp), head, wide, last.astype(np.intp), each, tail
        )

    def over(self, numbers: Times) -> Bins:
        """Return how much lies in each bin, of as many intervals as `numbers` says of each pile.

        Each line is counted for itself: `(lines, piles)` become `(lines, count)`.
        """
        size = self.count + 2

        def summed(places: Places, weights: Bins) -> Bins:
            made = np.bincount(places, weights=weights, minlength=len(numbers) * size)
            return made.reshape(len(numbers), size).astype(np.float64, copy=False)

        line, used = np.nonzero(numbers)
        number = numbers[line, used].astype(np.float64)
        bins = summed(line * size + self.first[used], self.head[used] * number)
        wide = self.wide[used]
        if wide.any():
            line, used, number = line[wide], used[wide], number[wide]
            start, stop = line * size + self.first[used] + 1, line * size + self.last[used]
            each = self.each[used] * number
            bins += summed(stop, self.tail[used] * number)
            between = np.cumsum(summed(start, each) - summed(stop, each), axis=1)
            # what comes and goes leaves a rest where no interval is
            some = np.cumsum(summed(start, number) - summed(stop, number), axis=1) > 0
            bins[some] += between[some]
        return bins[:, 1:-1]
