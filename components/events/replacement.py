"""A file that is written beside the one whose place it takes, by one writer at a time."""

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from shutil import copymode
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class BusyFileError(Exception):
    """Another program is writing the same file; the message says so, and names it."""


class Replacement:
    """A new version of a file at `part`, beside it, until `commit` puts it in its place.

    Where the path is a link, the file that it leads to is the one that is replaced.

    The system lets go of the lock when its holder dies, and whoever has it may overwrite what that
    one left. So nothing a crash leaves behind stops the next writer.
    """

    def __init__(self, path: Path) -> None:
        """Begin an empty file; raise BusyFileError, or OSError with the name of the file itself."""
        # of a loop of links, the first is replaced
        self._path = path = Path(os.path.realpath(name := path))
        self.part = path.with_name(f".{path.name}.part")
        self._lock_path = path.with_name(f".{path.name}.lock")
        try:
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            self._lock = self._locked()
            try:
                self.part.open("wb").close()
            except OSError:
                self._let_go()
                raise
        except OSError as error:
            raise type(error)(error.errno, error.strerror, str(name)) from None

    def _locked(self) -> BinaryIO:
        while True:
            file = self._lock_path.open("ab")
            try:
                _lock(file)
                # the last holder may have taken the file away after we opened it
                if os.path.samestat(os.fstat(file.fileno()), self._lock_path.stat()):
                    return file
            except (BlockingIOError, PermissionError):
                file.close()
                words = "another program is writing it now; wait for that, and try again"
                raise BusyFileError(f"{self._path}: {words}") from None
            except FileNotFoundError:
                pass
            file.close()

    def commit(self) -> None:
        """Put the file in its place, on the disk and not in the system's memory alone."""
        with self.part.open("rb+") as file:
            os.fsync(file.fileno())
        if self._path.exists():
            copymode(self._path, self.part)
        self.part.replace(self._path)
        with suppress(OSError):  # some systems open no directory
            folder = os.open(self._path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def discard(self) -> None:
        """Leave nothing unfinished on the disk, and let others write; after `commit` as well."""
        if not self._lock.closed:
            with suppress(OSError):
                self.part.unlink()
            self._let_go()

    def _let_go(self) -> None:
        with suppress(OSError):
            self._lock_path.unlink()
        self._lock.close()
