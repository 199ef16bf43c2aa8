"""The ids of a view in little memory, because many people may export many events at once."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np

_BYTES = 16  # of a digest: two of a billion ids are the same with a chance of 1 in 10^20


class IdSet:
    """A set of ids, of which it keeps sixteen bytes each; a set of texts takes a hundred."""

    def __init__(self, ids: Iterable[str]) -> None:
        digests = b"".join(map(_digest, ids))
        self._digests = np.frombuffer(digests, f"V{_BYTES}").view(f"S{_BYTES}").copy()
        self._digests.sort()

    def __contains__(self, key: str) -> bool:
        """Return whether an id is among them."""
        return bool(self.contains([key])[0])

    def contains(self, ids: Sequence[str]) -> Sequence[bool]:
        """Return for each id whether it is among them."""
        if not len(self._digests):
            return [False] * len(ids)
        asked = np.frombuffer(b"".join(map(_digest, ids)), f"V{_BYTES}").view(f"S{_BYTES}")
        places = np.searchsorted(self._digests, asked)
        places[places == len(self._digests)] = 0
        found: list[bool] = (self._digests[places] == asked).tolist()
        return found


def _digest(key: str) -> bytes:
    return blake2b(key.encode(), digest_size=_BYTES).digest()
