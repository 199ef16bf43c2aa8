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


def known(starts: Times, stops: Times) -> tuple[Times, Times]:
    """Return the part of each interval that is counted: the known end, where one is open.

    What is open on both sides comes out as a moment that means nothing.
    """
    begin = np.where(starts == OPEN_START, stops - 1, starts)
    end = np.where((starts == OPEN_START) | (stops == OPEN_STOP), begin, stops)
    return begin, end


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
        begin, end = known(starts, stops)
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
        line, used = np.nonzero(numbers)
        number = numbers[line, used].astype(np.float64)
        shares = Shares(
            line,
            self.first[used],
            self.last[used],
            self.wide[used],
            number,
            self.head[used] * number,
            self.each[used] * number,
            self.tail[used] * number,
        )
        return shares.over(len(numbers), self.count)


@dataclass(frozen=True, slots=True)
class Shares:
    """Summed shares of the intervals of a line that begin and end in the same bins.

    Bins are counted from the one at the side in which all lies that comes before. `number`
    intervals have `head` in the bin `first` together; those that are `wide` reach on: `each` in
    every bin between, `tail` in the bin `last`.
    """

    line: Places
    first: Places
    last: Places
    wide: npt.NDArray[np.bool_]
    number: Bins
    head: Bins
    each: Bins
    tail: Bins

    def over(self, lines: int, count: int) -> Bins:
        """Return how much lies in each of `count` bins of each line."""
        size = count + 2

        def summed(places: Places, weights: Bins) -> Bins:
            made = np.bincount(places, weights=weights, minlength=lines * size)
            return made.reshape(lines, size).astype(np.float64, copy=False)

        bins = summed(self.line * size + self.first, self.head)
        if self.wide.any():
            line, number, each = self.line[self.wide], self.number[self.wide], self.each[self.wide]
            start = line * size + self.first[self.wide] + 1
            stop = line * size + self.last[self.wide]
            bins += summed(stop, self.tail[self.wide])
            between = np.cumsum(summed(start, each) - summed(stop, each), axis=1)
            # what comes and goes leaves a rest where no interval is
            some = np.cumsum(summed(start, number) - summed(stop, number), axis=1) > 0
            bins[some] += between[some]
        return bins[:, 1:-1]
