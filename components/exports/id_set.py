"""The ids of a view in little memory, because many people may export many events at once."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

_BYTES = 16  # of a digest: two of a billion ids are the same with a chance of 1 in 10^20


class IdSet:
    """A set of ids, of which it keeps sixteen bytes each; a set of texts takes a hundred."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._digests = np.sort(_digests(ids))

    def __contains__(self, key: str) -> bool:
        """Return whether an id is among them."""
        return bool(self.contains([key])[0])

    def contains(self, ids: Sequence[str]) -> Sequence[bool]:
        """Return for each id whether it is among them."""
        if not len(self._digests):
            return [False] * len(ids)
        asked = _digests(ids)
        places = np.searchsorted(self._digests, asked)
        places[places == len(self._digests)] = 0
        found: list[bool] = (self._digests[places] == asked).tolist()
        return found


def _digests(ids: Iterable[str]) -> npt.NDArray[np.bytes_]:
    each = (blake2b(key.encode(), digest_size=_BYTES).digest() for key in ids)
    return np.frombuffer(b"".join(each), f"S{_BYTES}")
