"""The folder of a site: only what changed is written, and nothing that is not ours is touched.

The folder has a list of what was written there, with the hash of each file. All that is new is
first written beside the site, then moved to its place: new files first, then those that take the
place of others, the first page last; then what is gone is removed. So a full disk or a stop before
that leaves the site as it was. One in between leaves whole files, some of them new, whose links
lead to files that are there, and the next run ends what was begun.
"""

import errno
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from components.events import Replacement

LIST = "timeline-site.json"  # of what was written; it may be published, and holds nothing secret
_NEW = ".timeline-site.new"  # what is to be moved to its place
_LEFTOVERS = ".timeline-site."  # begins the names of what a stopped run leaves
_FORMAT = 1
_LONGEST_LIST = 64 * 1024 * 1024  # bytes; a site of 2,000 events has some 400 kB
PATH = re.compile(r"(?:(?!\.\.?/)[A-Za-z0-9._-]+/)*(?!\.\.?$)[A-Za-z0-9._-]+")
_HASH = re.compile(r"[0-9a-f]{64}")
_IN_THE_WAY = (
    "is not what was written there: move it out of the folder, or delete it, and try again"
)
_DAMAGED_LIST = (
    "cannot be read as the list of what was written there: delete it with all files of the site, "
    "or name a new folder"
)


class FolderError(Exception):
    """A folder that cannot be written to as it is; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How many files of a site are new or changed, the same as before, and gone."""

    new: int
    same: int
    gone: int


@dataclass(frozen=True, slots=True)
class _List:
    """What was written: hashes by path; those `pending` are on their way to their place.

    `subject` tells what the site is of, and `made` since when it is of that. `kept` are files of
    the version before, for pages of it that are still in caches.
    """

    subject: str = ""
    made: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    pending: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)

    def known(self, path: str) -> set[str]:
        """Return the hashes that a file of ours may have."""
        return {table[path] for table in (self.files, self.pending, self.kept) if path in table}

    def written(self) -> bytes:
        """Return the list as it stands in the folder."""
        return (
            json.dumps(
                {
                    "format": _FORMAT,
                    "subject": self.subject,
                    "made": self.made,
                    **{
                        name: dict(sorted(getattr(self, name).items()))
                        for name in ("files", "pending", "kept")
                    },
                },
                indent=1,
            )
            + "\n"
        ).encode()


def write_folder(
    folder: Path,
    subject: str,
    now: datetime,
    files: Callable[[datetime], Iterator[tuple[str, bytes]]],
    lasting: str = "",
) -> Changes:
    """Make a folder hold a site and nothing of ours besides.

    `files` gives the path and the content of each file for a time: `now`, or that of the site that
    is there when it is of the same `subject` ("" is never the same). Of the version before, the
    files below `lasting` stay. Raise FolderError for a folder that holds something else, and
    BusyFileError while another program writes to it; OSError has a file name.
    """
    root = Path(os.path.realpath(folder))
    is_new = _begin(root, str(folder))
    try:
        replacement = Replacement(root / LIST)
        try:
            return _Writing(root, replacement, lasting).write(subject, now, files)
        except OSError as error:
            error.filename = error.filename or str(folder)
            raise
        finally:
            _discard(root / _NEW)
            replacement.discard()
    finally:
        if is_new:
            with suppress(OSError):
                root.rmdir()  # when nothing came to stand in it


def _begin(root: Path, name: str) -> bool:
    """Make the folder if need be, and tell whether it is new; refuse one of other files."""
    if not root.exists():
        if not root.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, f"there is no directory {root.parent}", name)
        root.mkdir()
        return True
    if not root.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), name)
    if not (root / LIST).exists():
        others = sorted(path.name for path in root.iterdir())
        if first := next((other for other in others if not other.startswith(_LEFTOVERS)), ""):
            raise FolderError(
                f"{name}: holds {first}, and no {LIST} to say that it is a site: "
                "name a new folder, or an empty one"
            )
    return False


class _Writing:
    """One run over a folder, which is locked meanwhile."""

    def __init__(self, root: Path, replacement: Replacement, lasting: str) -> None:
        self._root = root
        self._replacement = replacement
        self._lasting = lasting
        self._before = _read_list(root / LIST)
        self._there: dict[str, str] = {}  # the hash of each file of ours that is there

    def write(
        self,
        subject: str,
        now: datetime,
        files: Callable[[datetime], Iterator[tuple[str, bytes]]],
    ) -> Changes:
        before = self._before
        is_same = bool(subject) and subject == before.subject
        made = datetime.fromisoformat(before.made) if is_same else now.astimezone(UTC)
        hashes, staged = self._stage(files(made.replace(microsecond=0)))
        kept = self._kept(hashes)
        old = {**before.kept, **before.pending, **before.files}
        gone = [path for path in old if path not in hashes and path not in kept]
        gone = [path for path in gone if self._hash_of(path)]
        after = _List(subject, made.isoformat(timespec="seconds"), hashes, {}, kept)
        if staged or gone or after.written() != before.written():
            # what is there now, which runs that were stopped may have left half new
            there = {path: digest for path, digest in self._there.items() if digest}
            self._keep(_List(subject, after.made, there, hashes, {**before.kept, **kept}))
            # no page leads to one that is still to come
            self._move(sorted(staged, key=lambda path: bool(self._there[path])))
            self._remove(gone)
            self._keep(after)
        return Changes(len(staged), len(hashes) - len(staged), len(gone))

    def _stage(self, files: Iterator[tuple[str, bytes]]) -> tuple[dict[str, str], list[str]]:
        """Write what is new beside the site; return the hash of every file, and what is new."""
        new = self._root / _NEW
        _discard(new)
        hashes: dict[str, str] = {}
        staged: list[str] = []
        for path, content in files:
            if not PATH.fullmatch(path) or path in hashes:
                raise ValueError(f"{path} cannot be a file of a site")
            hashes[path] = hashlib.sha256(content).hexdigest()
            if self._hash_of(path, hashes[path]) == hashes[path]:
                continue
            place = new / path
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            staged.append(path)
        return hashes, staged

    def _hash_of(self, path: str, wanted: str = "") -> str:
        """Return the hash of a file that is there, "" for none; refuse one that is not ours."""
        place = self._root / path
        for above in list(place.parents)[: len(Path(path).parts) - 1]:
            if above.is_symlink() or (above.exists() and not above.is_dir()):
                raise FolderError(f"{above}: {_IN_THE_WAY}")
        self._there[path] = ""
        if not place.is_symlink() and not place.exists():
            return ""
        if place.is_symlink() or not place.is_file():
            raise FolderError(f"{place}: {_IN_THE_WAY}")
        with place.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found not in {wanted, *self._before.known(path)}:
            raise FolderError(f"{place}: {_IN_THE_WAY}")
        self._there[path] = found
        return found

    def _kept(self, hashes: Mapping[str, str]) -> dict[str, str]:
        """Return what stays of the version before: what it had, or else what stayed then."""
        before = self._before
        had = {**before.pending, **before.files}
        kept = {
            path: digest
            for path, digest in had.items()
            if self._lasting and path.startswith(self._lasting) and path not in hashes
        }
        return kept or {path: it for path, it in before.kept.items() if path not in hashes}

    def _keep(self, listed: _List) -> None:
        self._replacement.part.write_bytes(listed.written())
        self._replacement.commit()

    def _move(self, staged: list[str]) -> None:
        for path in staged:
            place = self._root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            (self._root / _NEW / path).replace(place)
        for folder in {(self._root / path).parent for path in staged}:
            with suppress(OSError):  # some systems open no directory
                descriptor = os.open(folder, os.O_RDONLY)
                try:
                    os.fsync(descriptor)
                finally:
                    os.close(descriptor)

    def _remove(self, gone: list[str]) -> None:
        for path in gone:
            place = self._root / path
            place.unlink(missing_ok=True)
            for folder in list(place.parents)[: len(Path(path).parts) - 1]:
                with suppress(OSError):  # something else stands in it
                    folder.rmdir()


def _discard(new: Path) -> None:
    """Take away what stands beside the site, whatever became of it."""
    if new.is_dir() and not new.is_symlink():
        shutil.rmtree(new, ignore_errors=True)
    else:
        new.unlink(missing_ok=True)


def _read_list(path: Path) -> _List:
    """Read the list; raise FolderError for one that leads out of the folder or is none of ours."""
    if not path.exists():
        return _List()
    try:
        with path.open("rb") as file:
            data = json.loads(file.read(_LONGEST_LIST))
        found = _List(
            _text(data["subject"]),
            _text(data["made"]),
            *(_hashes(data[name]) for name in ("files", "pending", "kept")),
        )
        is_ours = data["format"] == _FORMAT and bool(datetime.fromisoformat(found.made).tzinfo)
    except (ValueError, KeyError, TypeError, RecursionError):
        is_ours = False
    if not is_ours:
        raise FolderError(f"{path}: {_DAMAGED_LIST}")
    return found


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _hashes(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TypeError
    for path, digest in value.items():
        if not PATH.fullmatch(path) or not _HASH.fullmatch(digest):
            raise ValueError
    return value
