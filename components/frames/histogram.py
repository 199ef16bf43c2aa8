"""Histograms of intervals: each interval counts once, spread evenly over the bins it lies in."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.frames.postings import freeze

OPEN_START = np.iinfo(np.int64).min
OPEN_STOP = np.iinfo(np.int64).max

Times = npt.NDArray[np.int64]
Places = npt.NDArray[np.intp]
Bins = npt.NDArray[np.float64]


def known_part(starts: Times, stops: Times) -> tuple[Times, Times]:
    """Return the part of each interval that counts: all of it, or its known end if one is open.

    For an interval that is open at both ends the result has no meaning.
    """
    begin = np.where(starts == OPEN_START, stops - 1, starts)
    end = np.where((starts == OPEN_START) | (stops == OPEN_STOP), begin, stops)
    return begin, end


@dataclass(frozen=True, slots=True)
class Spread:
    """Intervals spread over `count` bins, plus one bin at each side for what lies outside.

    Neighbouring intervals that are spread alike form a pile; `heads` has the number of each
    pile's first interval. An interval has the share `head` in its bin `first`. When it is `wide`,
    it has the share `tail` in its bin `last` too, and the share `middle` in every bin between.
    """

    count: int
    heads: Places
    first: Places
    head: Bins
    wide: npt.NDArray[np.bool_]
    last: Places
    middle: Bins
    tail: Bins

    @classmethod
    def of(cls, starts: Times, stops: Times, start: int, step: float, count: int) -> "Spread":
        """Spread intervals over bins of `step` milliseconds from `start` on.

        An interval that is open at one end lies wholly at the other; none may be open at both.
        """
        begin, end = known_part(starts, stops)
        opening, closing = (begin - start) / step, (end - start) / step
        first = np.clip(np.floor(opening), -1, count)
        last = np.clip(np.ceil(closing) - 1, -1, count)
        wide = last > first
        differs = np.ones(len(first), dtype=np.bool_)
        differs[1:] = (first[1:] != first[:-1]) | (wide[1:] != wide[:-1])
        differs[1:] |= wide[1:] & ((begin[1:] != begin[:-1]) | (end[1:] != end[:-1]))
        heads = np.flatnonzero(differs)
        opening, closing = opening[heads], closing[heads]
        first, last, wide = first[heads], last[heads], wide[heads]
        middle = 1 / np.where(wide, closing - opening, 1)
        head = np.where(wide, (first + 1 - opening) * middle, 1)
        tail = (closing - last) * middle
        first, last = first + 1, last + 1  # after the bin of what comes before
        first, last = first.astype(np.intp), last.astype(np.intp)
        freeze(heads, first, head, wide, last, middle, tail)
        return cls(count, heads, first, head, wide, last, middle, tail)

    def histogram(self, numbers: Times) -> Bins:
        """Return how much lies in each bin when each pile has as many intervals as `numbers` says.

        Each line is counted on its own: the shape `(lines, piles)` becomes `(lines, count)`.
        """
        line, pile = np.nonzero(numbers)
        number = numbers[line, pile].astype(np.float64)
        shares = BinShares(
            line,
            self.first[pile],
            self.last[pile],
            self.wide[pile],
            number,
            self.head[pile] * number,
            self.middle[pile] * number,
            self.tail[pile] * number,
        )
        return shares.histogram(len(numbers), self.count)


@dataclass(frozen=True, slots=True)
class BinShares:
    """The summed shares of groups of intervals that begin and end in the same bins of a line.

    A group has `number` intervals; `first`, `last`, `wide`, `head`, `middle` and `tail` are as in
    `Spread`. Bin 0 is the one for what comes before.
    """

    line: Places
    first: Places
    last: Places
    wide: npt.NDArray[np.bool_]
    number: Bins
    head: Bins
    middle: Bins
    tail: Bins

    def histogram(self, lines: int, count: int) -> Bins:
        """Return how much lies in each of `count` bins of each line."""
        size = count + 2

        def summed(places: Places, weights: Bins) -> Bins:
            sums = np.bincount(places, weights=weights, minlength=lines * size)
            return sums.reshape(lines, size).astype(np.float64, copy=False)

        bins = summed(self.line * size + self.first, self.head)
        if self.wide.any():
            line, number = self.line[self.wide], self.number[self.wide]
            middle = self.middle[self.wide]
            start = line * size + self.first[self.wide] + 1
            stop = line * size + self.last[self.wide]
            bins += summed(stop, self.tail[self.wide])
            between = np.cumsum(summed(start, middle) - summed(stop, middle), axis=1)
            # rounding leaves a rest in bins where no interval is
            covered = np.cumsum(summed(start, number) - summed(stop, number), axis=1) > 0
            bins[covered] += between[covered]
        return bins[:, 1:-1]
