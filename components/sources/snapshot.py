"""The state of a source at one moment: its last good log, and what is wrong with the newest."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from components.events import Log, Problem, SeedPassage
from components.frames import Engine


@dataclass(frozen=True, slots=True)
class Trouble:
    """A fault of a version of the log, and when it was seen, in seconds since 1970."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The last good log, and what is wrong with its newest version.

    `name` is its name for readers, never its place on a disk or in a network. `hash` is the SHA-256
    of the last good log's bytes, in hex, "" when there never was one; `log`, `index` and the
    `passages` of its seeds belong to it. `problems` are those of the newest version; `notice` is
    one sentence when that could not be read at all, `is_lost` when its engine gave no answer.
    `is_converted` is a log that was made of a file of another kind.
    `damage` is a fault found later in an event of the log that is shown, because a large log is
    read only in part. Equal revisions are equal snapshots.

    `loaded` is when the last good log became the newest, in seconds since 1970. `trouble` is the
    last fault of any version, even if that was mended long ago.
    """

    name: str
    hash: str = ""
    log: Log | None = field(default=None, compare=False)
    index: Engine | None = field(default=None, compare=False)
    passages: Mapping[tuple[str, int], SeedPassage] = field(default_factory=dict, compare=False)
    problems: tuple[Problem, ...] = ()
    notice: str = ""
    is_lost: bool = False
    is_converted: bool = False
    damage: Problem | None = None
    revision: int = 0
    loaded: float = field(default=0.0, compare=False)
    trouble: Trouble | None = field(default=None, compare=False)

    @property
    def trouble_now(self) -> str:
        """What is wrong with the newest version, in one line; "" when it is shown and sound."""
        return self.notice or next(map(str, (*self.problems, *self.damages)), "")

    @property
    def damages(self) -> tuple[Problem, ...]:
        """The damage as a sequence of problems."""
        return (self.damage,) if self.damage else ()

    @property
    def state(self) -> str:
        """A digest of all that a reader sees, equal in every process that shows the same."""
        parts = "\n".join([self.hash, self.notice, *map(str, (*self.problems, *self.damages))])
        return hashlib.sha256(parts.encode()).hexdigest()[:16]
