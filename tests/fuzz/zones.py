"""The name of an IANA zone comes in, every change of its clocks goes out: those that have a date in
the zone's file (RFC 8536), and up to 2040 those that follow from its rule for later years.
"""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple
from zoneinfo import TZPATH, ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = int(datetime(2040, 1, 1, tzinfo=UTC).timestamp())
_STEP = 7 * 86_400  # no rule puts clocks forward and back within a week


class Change(NamedTuple):
    """A second (of UTC, since 1970) at which a zone's offset changes; offsets are seconds east."""

    at: int
    before: int
    after: int

    @property
    def is_gap(self) -> bool:
        return self.after > self.before

    def wall(self, into: int) -> str:
        """Tell the local time `into` seconds into the gap or fold, to the second."""
        local = self.at + min(self.before, self.after) + into
        return (_EPOCH + timedelta(seconds=local)).strftime("%Y-%m-%dT%H:%M:%S")


@cache
def changes(zone: str) -> tuple[Change, ...]:
    """Return the changes of a zone's offset, oldest first."""
    data = _file(zone)
    start = 44 + _length(data, 0, 4)
    *_, times, types, _ = _counts(data, start)
    at = start + 44
    seconds = struct.unpack_from(f">{times}q", data, at)
    at += 8 * times
    kinds = data[at : at + times]
    at += times
    offsets = [struct.unpack_from(">i", data, at + 6 * kind)[0] for kind in range(types)]
    offset_changes: list[Change] = []
    before = offsets[0]
    for second, kind in zip(seconds, kinds, strict=True):
        after = offsets[kind]
        if after != before and second > -(2**59):
            offset_changes.append(Change(second, before, after))
        before = after
    rule = data[start + 44 + _length(data, start, 8) :]
    if b"," in rule:
        offset_changes += _by_rule(ZoneInfo(zone), seconds[-1] if seconds else 0)
    return tuple(offset_changes)


def _by_rule(zone: ZoneInfo, after: int) -> Iterator[Change]:
    """Look for changes from a second on."""
    low = after + 1
    while low < _LAST:
        high = low + _STEP
        if _offset(zone, low) != _offset(zone, high):
            first, last = low, high
            while last - first > 1:
                middle = (first + last) // 2
                if _offset(zone, middle) == _offset(zone, low):
                    first = middle
                else:
                    last = middle
            yield Change(last, _offset(zone, low), _offset(zone, high))
        low = high


def _offset(zone: ZoneInfo, second: int) -> int:
    offset = (_EPOCH + timedelta(seconds=second)).astimezone(zone).utcoffset()
    assert offset is not None
    return int(offset.total_seconds())


def _file(zone: str) -> bytes:
    """Return the zone's file that `zoneinfo` reads: the system's, else that of tzdata."""
    for folder in TZPATH:
        path = Path(folder, zone)
        if path.is_file():
            return path.read_bytes()
    return files("tzdata.zoneinfo").joinpath(*zone.split("/")).read_bytes()


def _counts(data: bytes, start: int) -> tuple[int, int, int, int, int, int]:
    """Return the counts of a header: leap, standard, UT, times, types, letters."""
    isut, standard, leap, times, types, letters = struct.unpack_from(">6l", data, start + 20)
    return leap, standard, isut, times, types, letters


def _length(data: bytes, start: int, width: int) -> int:
    leap, standard, isut, times, types, letters = _counts(data, start)
    return times * (width + 1) + types * 6 + letters + leap * (width + 4) + standard + isut
