"""Parts of a file, some at a time: to send each by itself costs more than to write it."""

from collections.abc import Iterable, Iterator
from itertools import islice


def in_batches(parts: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Yield the same bytes, those of `size` parts at a time."""
    remaining = iter(parts)
    while some := list(islice(remaining, size)):
        yield b"".join(some)
