"""The log's file on disk comes in, the last good log goes out, with what is wrong with the newest.

A faulty, half-written, missing or unreadable file never takes the page away: readers keep the last
version that could be read, and one sentence or a list of problems says what became of the newest.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import stat
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from types import MappingProxyType
from typing import BinaryIO, cast

import pyarrow

from components.events import (
    LIMITS,
    DamagedLogError,
    Log,
    ParquetEvents,
    check,
    read_parquet,
    read_passages,
)
from components.frames import Index, index_log
from components.frames.warehouse import AddressError, is_address, parse_address
from components.sources import telemetry
from components.sources.engine import EngineSource
from components.sources.snapshot import Snapshot

VARIABLE = "TIMELINE_LOG"
PARQUET = ".parquet"
_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8  # in glibc's malloc.h
_LARGE = 1 << 20  # bytes; an array of a million events has at least as many
_NO_MEMORY = "cannot be read, because there is not enough memory for it; it is tried again."


@dataclass(frozen=True, slots=True)
class _Version:
    """What stands at a path: a file, told from its other versions by `stamp`, or why there is none.

    `changed` is when it was last written to, in seconds since 1970, `size` is in bytes.
    """

    notice: str = ""
    stamp: tuple[int, ...] = ()
    changed: float = 0.0
    size: int = 0


class Source:
    """A log's file, read again when it changes."""

    def __init__(self, path: Path, *, interval: float = 0.5, settle: float = 0.3) -> None:
        """Follow the file at `path`.

        The disk is looked at once in `interval` seconds at most, and a new version is taken when
        it has not changed for `settle` seconds, so that one half written is left alone.
        """
        self._path = path.absolute()
        self._interval = interval
        self._settle = settle
        self._lock = Lock()
        self._snapshot: Snapshot | None = None
        self._next_look = 0.0
        self._seen: _Version | None = None
        self._seen_since = 0.0
        self._taken: _Version | None = None

    def snapshot(self) -> Snapshot:
        """Return the last good log and what is wrong with the newest, looking at the disk if due.

        Raise nothing for any state of the file. While one thread reads a new version the others
        are given the one before, without waiting.
        """
        present = self._snapshot
        if present is None:
            self._lock.acquire()
        elif time.monotonic() < self._next_look or not self._lock.acquire(blocking=False):
            return present
        try:
            present = self._snapshot
            if present is None or time.monotonic() >= self._next_look:
                present = self._look_or_wait(present)
                self._snapshot = present
                self._next_look = time.monotonic() + self._interval
            return present
        finally:
            self._lock.release()

    def glance(self) -> Snapshot:
        """Return the same without waiting for the first version, should it be read just now."""
        if self._snapshot is None and self._lock.locked():
            return Snapshot(self._path.name, notice=f"{self._path.name} is being read.")
        return self.snapshot()

    def report(self, log: Log, error: DamagedLogError) -> None:
        """Take note that an event of `log` is damaged, if that is the log which is shown."""
        if not self._lock.acquire(blocking=False):
            return  # a newer version is being read
        try:
            present = self._snapshot
            if present and present.log is log and not present.damage:
                after = replace(present, damage=error.problem, revision=present.revision + 1)
                self._snapshot = telemetry.noted(present, after, 0.0)
        finally:
            self._lock.release()

    def _look_or_wait(self, present: Snapshot | None) -> Snapshot:
        """Look at the disk; when memory runs out what was there before stays, and is told of."""
        try:
            return self._look(present)
        except MemoryError:
            before = present or Snapshot(self._path.name)
            self._taken = None
            after = replace(before, problems=(), notice=f"{self._path.name} {_NO_MEMORY}")
            if after == present:
                return present
            return telemetry.noted(before, replace(after, revision=before.revision + 1), 0.0)

    def _look(self, present: Snapshot | None) -> Snapshot:
        version = _version(self._path)
        if present and version == self._taken:
            self._seen = version
            return present
        settled = self._is_settled(version)
        # The first load takes what there is, and looks again if that may be half written.
        if present and not settled:
            return present
        before = present or Snapshot(self._path.name)
        begun = time.monotonic()
        after = self._take(version, before)
        if after is None:
            return before
        self._taken = version if settled and not after.notice else None
        if after == present:
            return before
        after = replace(after, revision=before.revision + 1)
        return telemetry.noted(before, after, time.monotonic() - begun)

    def _is_settled(self, version: _Version) -> bool:
        """Tell whether a version has stood for long enough: by its own time, or as seen from here.

        The second counts for clocks that disagree, and for a file that is away for a moment
        because an editor saves by deleting and writing anew.
        """
        now = time.monotonic()
        if version != self._seen:
            self._seen, self._seen_since = version, now
        if version.stamp and time.time() - version.changed >= self._settle:
            return True
        return now - self._seen_since >= self._settle

    def _take(self, version: _Version, before: Snapshot) -> Snapshot | None:
        """Return what a version makes of the snapshot before, `None` when it just changed again."""
        if version.notice:
            return replace(before, problems=(), notice=version.notice)
        try:
            if self._path.suffix.lower() == PARQUET:
                scratch = TemporaryFile()  # noqa: SIM115 - it is open as long as the log is shown
                checked = read_parquet(self._path, cast(BinaryIO, scratch))
                newest = checked.log.hash if checked.log else ""
            else:
                data = _read(self._path)
                checked, newest = None, hashlib.sha256(data).hexdigest()
            if before.revision and version != _version(self._path):
                return None
            if checked is None and len(data) < version.size:
                raise OSError(errno.EIO, "it ended before its end")
            if newest and newest == before.hash:
                return replace(before, problems=(), notice="")
            checked = checked or check(data, self._path.name)
            if checked.log is None:
                return replace(before, problems=checked.problems, notice="")
            index = _index(checked.log)
            passages = MappingProxyType(read_passages(checked.log, self._path.parent))
        except OSError as error:
            notice = f"{self._path.name} cannot be read ({error.strerror})."
            return replace(before, problems=(), notice=notice)
        except DamagedLogError as error:
            return replace(before, problems=(error.problem,), notice="")
        return replace(
            before,
            hash=newest,
            log=checked.log,
            index=index,
            passages=passages,
            problems=(),
            notice="",
            damage=None,
        )


def _index(log: Log) -> Index:
    """Index a log; raise DamagedLogError when it stands in a file that turns out to be damaged."""
    index = index_log(log)
    if isinstance(log.events, ParquetEvents):
        _give_back()
    return index


def _give_back() -> None:
    """Give memory back to the system that is only kept for later; a log is indexed once.

    Of a million events 790 MB stay resident without this, and 420 MB with it.
    """
    pyarrow.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
    if trim:
        trim(0)


def _bound_memory() -> None:
    """Let threads share the pools of memory there are, and give large pieces back at once.

    glibc gives threads up to eight pools for each processor, and what one has freed no other uses;
    it also comes to keep ever larger pieces there: part f of `make bench` shows what many visits
    leave.
    """
    setting = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if setting:
        setting(_M_ARENA_MAX, 2)
        setting(_M_MMAP_THRESHOLD, _LARGE)


def _version(path: Path) -> _Version:
    """Return what stands at `path`; anything but a regular file is never opened."""
    name = path.name
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return _Version(f"{name} is missing.")
    except OSError as error:
        return _Version(f"{name} cannot be read ({error.strerror}).")
    if stat.S_ISDIR(found.st_mode):
        return _Version(f"{name} is a directory, not a file.")
    if not stat.S_ISREG(found.st_mode):
        return _Version(f"{name} is not a regular file.")
    if found.st_size > LIMITS.file_bytes and path.suffix.lower() != PARQUET:
        most = f"{LIMITS.file_bytes / 2**20:g} MB"
        advice = "Convert it to Parquet, which has no limit"
        return _Version(f"{name} is larger than {most}, the most that is read. {advice}.")
    # The time of the last change of status too, because a copy may keep the time of its original.
    stamp = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    changed = max(found.st_mtime, found.st_ctime)
    return _Version(stamp=stamp, changed=changed, size=found.st_size)


def _read(path: Path) -> bytes:
    with open(path, "rb", opener=_open_at_once) as file:
        return file.read(LIMITS.file_bytes + 1) or b""


def _open_at_once(name: str, flags: int) -> int:
    """Open without waiting for a writer, should a pipe have taken the file's place by now."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the log to show: the first argument, else TIMELINE_LOG, else the project's own.

    It is the absolute path of a file, or the address of an engine as it was given.
    """
    given = next(iter(arguments), "") or environment.get(VARIABLE, "")
    if is_address(given):
        return given
    own = Path(__file__).resolve().parents[2] / "data" / "events.yaml"
    return str(Path(given).absolute() if given else own)


class Unusable:
    """The place of a log that nobody can find: there is nothing but a sentence that says why."""

    def __init__(self, notice: str) -> None:
        self._snapshot = Snapshot("", notice=notice)

    def snapshot(self) -> Snapshot:
        """Return what is wrong."""
        return self._snapshot

    def glance(self) -> Snapshot:
        """Return the same."""
        return self._snapshot


Place = Source | EngineSource | Unusable
_source: Place | None = None
_choosing = Lock()


def configure(log: str | Path) -> Place:
    """Make the file at a path, or the log at the address of an engine, what this process shows."""
    global _source
    _bound_memory()
    with _choosing:
        _source = _place_of(log)
        return _source


def _place_of(log: str | Path) -> Place:
    if not is_address(str(log)):
        return Source(Path(log))
    try:
        return EngineSource(parse_address(str(log)))
    except AddressError as error:
        return Unusable(f"TIMELINE_LOG names no log: {error}.")


def current() -> Place:
    """Return the source of the log that this process shows.

    When nobody configured one, the environment and the default decide. The command line does
    not: it belongs to whoever started the process, such as a test runner; app.py reads its own.
    """
    global _source
    with _choosing:
        if _source is None:
            _source = _place_of(chosen((), os.environ))
        return _source


def report(log: Log, error: DamagedLogError) -> None:
    """Take note that an event of the log that this process shows is damaged."""
    place = current()
    if isinstance(place, Source):
        place.report(log, error)
