"""What the pages are shown from: the last good log, and what is wrong with the newest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from components.events import Log, Problem, SeedPassage
from components.frames import Engine


@dataclass(frozen=True, slots=True)
class Trouble:
    """What was wrong with a version of the log, and when that was seen, in seconds since 1970."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The last good log, and what is known of the newest version of it.

    `name` is its name as a reader may see it, never its place on a disk or in a network. `hash` is
    the SHA-256 of the last good log's bytes, in hex, "" when there never was one; `log` and `index`
    follow from it, and `passages` are what its seeds say. `problems` are those of the newest
    version, `notice` one sentence when it could not be read at all, `is_lost` when that is because
    the engine that holds it gave no answer. `revision` counts changes:
    equal revisions are equal snapshots. `damage` is what was found wrong with an event of the log
    that is shown: of a large one no more is read than what is looked at.

    `loaded` is when the last good log was found to be the newest, in seconds since 1970, `trouble`
    the last that was wrong with any version, however long ago that was mended.
    """

    name: str
    hash: str = ""
    log: Log | None = field(default=None, compare=False)
    index: Engine | None = field(default=None, compare=False)
    passages: Mapping[tuple[str, int], SeedPassage] = field(default_factory=dict, compare=False)
    problems: tuple[Problem, ...] = ()
    notice: str = ""
    is_lost: bool = False
    damage: Problem | None = None
    revision: int = 0
    loaded: float = field(default=0.0, compare=False)
    trouble: Trouble | None = field(default=None, compare=False)

    @property
    def trouble_now(self) -> str:
        """Say in one line what is wrong with the newest version; "" when it is shown and sound."""
        return self.notice or next(map(str, (*self.problems, *self.damages)), "")

    @property
    def damages(self) -> tuple[Problem, ...]:
        """Return the damage, if there is one, as problems are."""
        return (self.damage,) if self.damage else ()

    @property
    def state(self) -> str:
        """Name all that a reader sees of this; equal in every process that shows the same."""
        parts = "\n".join([self.hash, self.notice, *map(str, (*self.problems, *self.damages))])
        return hashlib.sha256(parts.encode()).hexdigest()[:16]
