"""What a warehouse knows of a log as a whole, in the one row of a table of its own, as JSON.

It holds what takes all events to find, so that the first view of a log costs no question: which
options are used how often, what rests on which source, how far the log reaches in time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

from components.events import Log, SeedPassage, StoredError, read_head, read_tree, write_head
from components.frames import FACETS, HOSTS, RESTS, USES, Rests, Some, Used, hosts, rests, uses

FORMAT = 2
_SAID = "warehouse"

Extent = tuple[int, int] | None
Passages = Mapping[tuple[str, int], SeedPassage]


@dataclass(frozen=True)
class About:
    """A log without its events, and what is known of them all.

    `total` counts them, `extent` is the earliest and the latest of their known starts and stops in
    milliseconds since 1970-01-01T00:00Z, `hash` that of the file they came from. `passages` are
    what the seeds of the log say.
    """

    head: Log
    hash: str
    total: int
    extent: Extent
    used: Mapping[str, Used]
    hosts: frozenset[str]
    rests: Mapping[str, Rests]
    passages: Passages

    @classmethod
    def of(cls, log: Log, extent: Extent, passages: Passages) -> About:
        """Look a log over, whose events are at hand."""
        total = len(log.events)
        return cls(log, log.hash, total, extent, uses(log), hosts(log), rests(log), passages)

    def tell(self, log: Log) -> None:
        """Let a log know what is known of its events, so that nobody has to look at them all."""
        log.keep(USES, lambda _: self.used)
        log.keep(HOSTS, lambda _: self.hosts)
        log.keep(RESTS, lambda _: self.rests)

    @cached_property
    def options(self) -> Mapping[str, tuple[str, ...]]:
        """The ids that each facet offers, in the reader's order."""
        return {
            facet.key: tuple(facet.offered(self.head, self.used[facet.key])) for facet in FACETS
        }

    @cached_property
    def terms(self) -> Mapping[str, range]:
        """The numbers of each facet's options, in their order, and one more for having none."""
        ends = accumulate((len(offered) + 1 for offered in self.options.values()), initial=0)
        return {
            facet: range(start, stop)
            for facet, (start, stop) in zip(self.options, pairwise(ends), strict=True)
        }

    def write(self) -> str:
        """Write this as JSON."""
        said: dict[str, Any] = {
            "format": FORMAT,
            "hash": self.hash,
            "total": self.total,
            "extent": None if self.extent is None else list(self.extent),
            "used": {facet: dict(used) for facet, used in self.used.items()},
            "hosts": sorted(self.hosts),
            "rests": {source: asdict(each) for source, each in self.rests.items()},
            "passages": [
                {"source": source, **passage.model_dump(mode="json")}
                for (source, _), passage in self.passages.items()
            ],
        }
        return write_head(self.head, **{_SAID: said})

    @classmethod
    def read(cls, text: str) -> About:
        """Read what `write` wrote; raise StoredError when it is something else."""
        tree = read_tree(text)
        said: Any = tree.pop(_SAID, None)
        if not isinstance(said, dict) or said.get("format") != FORMAT:
            raise StoredError(f"its version is not read; this is warehouse format {FORMAT}")
        head = read_head(tree)
        try:
            return cls(
                head,
                str(said["hash"]),
                int(said["total"]),
                (int(said["extent"][0]), int(said["extent"][1])) if said["extent"] else None,
                {facet.key: _counted(said["used"][facet.key]) for facet in FACETS},
                frozenset(map(str, said["hosts"])),
                {source: _rests(said["rests"][source]) for source in head.sources},
                dict(_passage(**each) for each in said["passages"]),
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            first = (str(error).splitlines() or [""])[0]
            raise StoredError(f"what it says of the log is damaged: {first}") from None


def _counted(said: Mapping[str, Any]) -> dict[str, int]:
    return {str(option): int(number) for option, number in said.items()}


def _rests(said: Mapping[str, Any]) -> Rests:
    alone, retold = (
        Some(int(each["count"]), [str(event) for event in each["first"]])
        for each in (said["alone"], said["retold"])
    )
    return Rests(int(said["events"]), alone, retold)


def _passage(source: str, **said: object) -> tuple[tuple[str, int], SeedPassage]:
    passage = SeedPassage.model_validate(said)
    return (source, passage.passage), passage
