"""A log in a file: the last version that could be read, and what is wrong with the newest one.

When the file is faulty, half-written, missing or unreadable, readers keep the last good version,
and one sentence or a list of problems says what is wrong with the newest.
"""

import errno
import hashlib
import os
import stat
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from threading import Lock
from types import MappingProxyType
from typing import BinaryIO, cast

from components.events import (
    LIMITS,
    DamagedLogError,
    Log,
    ParquetEvents,
    Problem,
    check,
    read_parquet,
    read_passages,
)
from components.frames import Index, index_log
from components.sources import telemetry
from components.sources.allocator import release_memory
from components.sources.log_source import LogSource
from components.sources.look_thread import start_look
from components.sources.snapshot import Snapshot
from components.wording import log_status

PARQUET = ".parquet"
_FULL = (errno.ENOSPC, errno.EDQUOT)
_LONGEST_PAUSE = 60.0  # seconds between two readings of a file that the host cannot read


@dataclass(frozen=True, slots=True)
class _Version:
    """One version of the file at a path, identified by `stamp`, or why there is none.

    `changed` is when it was last written to, in seconds since 1970; `size` is in bytes.
    """

    notice: str = ""
    stamp: tuple[int, ...] = ()
    changed: float = 0.0
    size: int = 0


class LogFile(LogSource):
    """A log's file, read again when it changes."""

    def __init__(self, path: Path, *, interval: float = 0.5, settle: float = 0.3) -> None:
        """Follow the file at `path`.

        The disk is checked at most once in `interval` seconds. A new version is read when it has
        not changed for `settle` seconds, so that a half-written one is not read.
        """
        self._path = path.absolute()
        self._interval = interval
        self._settle = settle
        self._lock = Lock()
        self._snapshot: Snapshot | None = None
        self._next_look = 0.0
        self._seen: _Version | None = None
        self._seen_since = 0.0
        self._read_version: _Version | None = None
        self._failed_version: _Version | None = None
        self._failures = 0  # in a row, of that version
        self._next_try = 0.0

    def snapshot(self) -> Snapshot:
        """Return the last good log and what is wrong with the newest, looking at the disk if due.

        Raise nothing, whatever the state of the file. Callers wait for a first version only: any
        other is read in a thread of its own, and until it is read they get the one before. With an
        `interval` of 0 the caller looks itself, and sees each version at once.
        """
        present = self._snapshot
        if present is None:
            with self._lock:
                return self._snapshot or self._look_now()
        if time.monotonic() >= self._next_look and self._lock.acquire(blocking=False):
            if self._interval:
                self._look_beside()
                return present
            try:
                return self._look_now()
            finally:
                self._lock.release()
        return present

    def glance(self) -> Snapshot:
        """Return the same without waiting for a first version that is being read."""
        if self._snapshot is None and (self._interval or self._lock.locked()):
            if self._lock.acquire(blocking=False):
                self._look_beside()
            return replace(self._unread(), notice=log_status.being_read(_name_of(self._path)))
        return self.snapshot()

    def _look_beside(self) -> None:
        """Look at the disk in a thread of its own, which gives back the lock."""

        def look() -> None:
            try:
                self._look_now()
            finally:
                self._lock.release()

        if not start_look(look):  # the next caller tries again
            self._lock.release()

    def _look_now(self) -> Snapshot:
        """Look at the disk, while the lock is held, and set when to look again.

        What takes long to read rests as long, however fast new versions come: readers, too, want
        Python.
        """
        begun = time.monotonic()
        self._snapshot = self._look(self._snapshot)
        now = time.monotonic()
        rest = min(now - begun, _LONGEST_PAUSE) if self._interval else 0.0
        self._next_look = now + max(self._interval, rest)
        return self._snapshot

    def report_damage(self, log: Log, error: DamagedLogError) -> None:
        """Record that an event of `log` is damaged, if that log is shown."""
        if not self._lock.acquire(blocking=False):
            return  # a newer version is being read
        try:
            present = self._snapshot
            if present and present.log is log and not present.damage:
                after = replace(present, damage=error.problem, revision=present.revision + 1)
                self._snapshot = telemetry.record_version(present, after, 0.0)
        finally:
            self._lock.release()

    def _unread(self) -> Snapshot:
        return Snapshot(_name_of(self._path))

    def _version(self) -> _Version:
        return _version_at(self._path, LIMITS.file_bytes)

    def _look(self, present: Snapshot | None) -> Snapshot:
        version = self._version()
        if present and version == self._read_version:
            self._seen = version
            return present
        if present and version == self._failed_version and time.monotonic() < self._next_try:
            return present
        settled = self._is_settled(version)
        # The first version is read at once, and again if it may have been half written.
        if present and not settled:
            return present
        before = present or self._unread()
        begun = time.monotonic()
        after = self._load(version, before)
        if after is None:
            return before
        self._read_version = version if settled and not after.notice else None
        if after.notice and not version.notice:
            self._wait_longer(version)
        else:
            self._failed_version = None
        if after == present:
            return before
        after = replace(after, revision=before.revision + 1)
        return telemetry.record_version(before, after, time.monotonic() - begun)

    def _wait_longer(self, version: _Version) -> None:
        """Set when a version that the host could not read is tried again: each time later."""
        self._failures = self._failures + 1 if version == self._failed_version else 0
        self._failed_version = version
        pause = min(self._interval * 2**self._failures, _LONGEST_PAUSE)
        self._next_try = time.monotonic() + pause

    def _is_settled(self, version: _Version) -> bool:
        """Return whether a version is old enough, by its time stamp or since it was first seen.

        The latter is for clocks that disagree, and for a file that is missing for a moment because
        an editor saves by deleting and writing anew.
        """
        now = time.monotonic()
        if version != self._seen:
            self._seen, self._seen_since = version, now
        if version.stamp and time.time() - version.changed >= self._settle:
            return True
        return now - self._seen_since >= self._settle

    def _load(self, version: _Version, before: Snapshot) -> Snapshot | None:
        """Return the snapshot after a version is read, `None` when it just changed again."""
        if version.notice:
            return replace(before, problems=(), notice=version.notice)
        try:
            return self._load_version(version, before)
        except MemoryError:
            return replace(before, problems=(), notice=log_status.no_memory(_name_of(self._path)))
        except OSError as error:
            say = log_status.no_space if error.errno in _FULL else log_status.unreadable
            notice = say(_name_of(self._path), error.strerror)
            return replace(before, problems=(), notice=notice)
        except DamagedLogError as error:
            return replace(before, problems=(error.problem,), notice="")

    def _load_version(self, version: _Version, before: Snapshot) -> Snapshot | None:
        return self._load_file(self._path, version, before)

    def _load_file(self, path: Path, version: _Version, before: Snapshot) -> Snapshot | None:
        if path.suffix.lower() == PARQUET:
            # closed when the last reader lets go of the log; nothing holds one in a circle
            scratch = TemporaryFile()  # noqa: SIM115
            checked = read_parquet(path, cast(BinaryIO, scratch))
            newest = checked.log.hash if checked.log else ""
        else:
            data = _read(path)
            checked, newest = None, hashlib.sha256(data).hexdigest()
        if before.revision and version != self._version():
            return None
        if checked is None and len(data) < version.size:
            raise OSError(errno.EIO, log_status.CUT_SHORT)
        if newest and newest == before.hash:
            return replace(before, problems=(), notice="")
        checked = checked or check(data, _name_of(path))
        if checked.log is None:
            return replace(before, problems=checked.problems, notice="")
        return replace(
            before,
            hash=newest,
            log=checked.log,
            index=_index(checked.log),
            passages=MappingProxyType(read_passages(checked.log, path.parent)),
            problems=(),
            notice="",
            damage=None,
        )


class ConvertedFile(LogFile):
    """The log that files of other kinds become, made anew when one of them changes.

    The first of them gives it its name.
    """

    def __init__(
        self,
        files: Sequence[Path],
        convert: Callable[[Path], tuple[Problem, ...]],
        also: Sequence[Path] = (),
        *,
        interval: float = 0.5,
        settle: float = 0.3,
    ) -> None:
        """Follow `files` and those that they are `also` read by, such as a mapping.

        `convert` writes their log in Parquet, or returns why it cannot. That file is gone as soon
        as it is open.
        """
        super().__init__(files[0], interval=interval, settle=settle)
        self._files = [path.absolute() for path in (*files, *also)]
        self._convert = convert

    def _unread(self) -> Snapshot:
        return replace(super()._unread(), is_converted=True)

    def _version(self) -> _Version:
        versions = [_version_at(path) for path in self._files]
        return _Version(
            next(filter(None, (version.notice for version in versions)), ""),
            tuple(number for version in versions for number in version.stamp),
            max(version.changed for version in versions),
        )

    def _load_version(self, version: _Version, before: Snapshot) -> Snapshot | None:
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            target = Path(folder) / f"log{PARQUET}"
            if problems := self._convert(target):
                return replace(before, problems=problems, notice="")
            return self._load_file(target, version, before)


def _index(log: Log) -> Index:
    """Index a log; raise DamagedLogError when its file turns out to be damaged."""
    index = index_log(log)
    if isinstance(log.events, ParquetEvents):
        release_memory()
    return index


def _name_of(path: Path) -> str:
    """Return a file's name as it can be shown: a byte that is no text stands there as an escape."""
    return path.name.encode("utf-8", "backslashreplace").decode()


def _version_at(path: Path, most: int = sys.maxsize) -> _Version:
    """Return the version at `path`; never open anything but a regular file.

    One of more than `most` bytes is too large, unless it is Parquet.
    """
    name = _name_of(path)
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return _Version(log_status.missing(name))
    except OSError as error:
        return _Version(log_status.unreadable(name, error.strerror))
    except MemoryError:
        return _Version(log_status.no_memory(name))
    if stat.S_ISDIR(status.st_mode):
        return _Version(log_status.is_directory(name))
    if not stat.S_ISREG(status.st_mode):
        return _Version(log_status.not_regular(name))
    if status.st_size > most and path.suffix.lower() != PARQUET:
        return _Version(log_status.too_large(name, most / 2**20))
    # The ctime is part of it, because a copy may keep the mtime of its original.
    stamp = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    changed = max(status.st_mtime, status.st_ctime)
    return _Version(stamp=stamp, changed=changed, size=status.st_size)


def _read(path: Path) -> bytes:
    with open(path, "rb", opener=_open_without_waiting) as file:
        return file.read(LIMITS.file_bytes + 1) or b""


def _open_without_waiting(name: str, flags: int) -> int:
    """Open without blocking, in case a pipe has replaced the file meanwhile."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
