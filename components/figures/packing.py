"""Where blocks of several widths stand below each other in the columns of a row."""

from collections.abc import Sequence
from dataclasses import dataclass

_MOST_TRIES = 8
_MANY = 60  # blocks, from which on only their own order is tried


@dataclass(frozen=True, slots=True)
class Block:
    """A block over columns, both included, with its height in pixels."""

    first: int
    last: int
    height: float


def _drop(blocks: Sequence[Block], order: Sequence[int]) -> tuple[list[float], float]:
    """Put each block as high as those before it allow; return the tops and the lowest bottom."""
    taken: dict[int, list[tuple[float, float]]] = {}
    tops = [0.0] * len(blocks)
    for place in order:
        block = blocks[place]
        above = [
            span for column in range(block.first, block.last + 1) for span in taken.get(column, ())
        ]
        top = 0.0
        for start, stop in sorted(above):
            if start >= top + block.height:
                break
            top = max(top, stop)
        tops[place] = top
        for column in range(block.first, block.last + 1):
            taken.setdefault(column, []).append((top, top + block.height))
    return tops, max(
        (top + block.height for top, block in zip(tops, blocks, strict=True)), default=0
    )


def pack(blocks: Sequence[Block]) -> tuple[list[float], float]:
    """Return the top of each block and the height of all, none overlapping another.

    Blocks are placed in their order, save that one over several columns goes first where the whole
    is lower for that.
    """
    order = list(range(len(blocks)))
    best = _drop(blocks, order)
    wide = [place for place in order if blocks[place].first != blocks[place].last]
    for place in wide[:_MOST_TRIES] if len(blocks) <= _MANY else ():
        changed = [place, *(other for other in order if other != place)]
        result = _drop(blocks, changed)
        if result[1] < best[1]:
            best, order = result, changed
    return best
