"""What can happen to the file of a log while readers look at it, and how each fault ends.

A fault is done to a path that holds a good log. It tells what the page has to say of it meanwhile,
and the log that the path holds when it is over.
"""

import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from components.events import LIMITS

PAUSE = 0.1  # seconds between two writes of a slow or busy writer
SETTLE = 0.3  # seconds for which a file has to stand before it is read
_TITLE = "\n  title: "


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: how it is done to a path with a good text, and how it ends.

    `says` are words of the banner, "" when readers are not to notice anything. `end` returns the
    text that the path holds at last.
    """

    name: str
    begin: Callable[[Path, str], object]
    says: str
    end: Callable[[Path, str], str]

    def __str__(self) -> str:
        return self.name


def retitled(text: str, title: str) -> str:
    """Return a log with another title, its own being the first that it has."""
    head, _, rest = text.partition(_TITLE)
    return f"{head}{_TITLE}{title}\n{rest.partition(chr(10))[2]}"


def _nothing(path: Path, good: str) -> None:
    """Leave the file alone: all of the fault is in its end."""


def _written(path: Path, good: str) -> str:
    """Write the good log to the path again."""
    path.write_text(good, encoding="utf-8")
    return good


def _renamed_over(path: Path, text: str) -> str:
    new = path.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)
    return text


def faulty(good: str) -> tuple[str, str]:
    """Return a log with a word that is none, and where that stands."""
    text = good.replace("status: scheduled", "status: sheduled", 1)
    before = text[: text.index("sheduled")].splitlines()
    return text, f"events.yaml:{len(before)}:{len(before[-1]) + 1}"


def _half(path: Path, good: str) -> None:
    whole = good.encode()
    # in the middle of a word of the last event
    path.write_bytes(whole[: whole.rindex(b"citations") + 4])


def cut(good: str) -> tuple[str, str]:
    """Return a log without its last record and what follows, and where that is noticed."""
    last = list(re.finditer(r"(?m)^  [a-z0-9-]+:$", good))[-1].start()
    return good[:last], f"events.yaml:{good[:last].count(chr(10)) + 1}:1"


def _emptied(path: Path, good: str) -> None:
    path.write_bytes(b"")


def _deleted(path: Path, good: str) -> None:
    path.unlink()


def _recreated(path: Path, good: str) -> str:
    path.unlink()
    time.sleep(PAUSE)
    return _written(path, retitled(good, "Deleted and written anew"))


def _slowly(path: Path, good: str) -> str:
    """Write a new version piece by piece, never resting for as long as a file has to stand."""
    text = retitled(good, "Written slowly").encode()
    step = len(text) // 25 + 1
    while True:
        last, longest = time.monotonic(), 0.0
        with path.open("wb", buffering=0) as file:
            for start in range(0, len(text), step):
                file.write(text[start : start + step])
                now = time.monotonic()
                longest, last = max(longest, now - last), now
                time.sleep(PAUSE)
        if longest < SETTLE:  # else this process was kept waiting, and it was no slow writer
            return text.decode()


def _often(path: Path, good: str) -> str:
    text = good
    for number in range(30):
        text = _written(path, retitled(good, f"Saved {number + 1} times"))
        time.sleep(PAUSE)
    return text


def _forbidden(path: Path, good: str) -> None:
    # with another content, because a file that is still the same is not read again
    path.write_text(retitled(good, "Nobody may read this"), encoding="utf-8")
    path.chmod(0)


def _allowed(path: Path, good: str) -> str:
    path.chmod(0o644)
    return path.read_text(encoding="utf-8")


def _directory(path: Path, good: str) -> None:
    path.unlink()
    path.mkdir()


def _file_again(path: Path, good: str) -> str:
    path.rmdir()
    return _written(path, good)


def _enormous(path: Path, good: str) -> None:
    with path.open("ab") as file:
        file.truncate(LIMITS.file_bytes + 1)


def faults(good: str) -> list[Fault]:
    """Return the faults that can befall the file of a good log."""
    wrong, place = faulty(good)
    shorter, end = cut(good)
    return [
        Fault("faulty", lambda path, _: path.write_text(wrong, encoding="utf-8"), place, _written),
        Fault("half-written", _half, "events.yaml:", _written),
        Fault("empty", _emptied, "events.yaml:1:1", _written),
        Fault("deleted", _deleted, "events.yaml is missing.", _written),
        Fault("recreated", _nothing, "", _recreated),
        Fault(
            "renamed over",
            lambda path, _: _renamed_over(path, wrong),
            place,
            _renamed_over,
        ),
        Fault("slow writing in place", _nothing, "", _slowly),
        Fault(
            "permissions", _forbidden, "events.yaml cannot be read (Permission denied).", _allowed
        ),
        Fault("ten saves a second", _nothing, "", _often),
        Fault("a directory in its place", _directory, "events.yaml is a directory", _file_again),
        Fault("too large", _enormous, "events.yaml is larger than 32 MB", _written),
        Fault(
            "cut between two records",
            lambda path, _: path.write_text(shorter, encoding="utf-8"),
            end,
            _written,
        ),
    ]


def without_override() -> list[str]:
    """Return what has to stand before a command so that it may read no more than its user may.

    Root may read everything else, whatever the permissions of a file say.
    """
    if os.getuid():
        return []
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
