"""What a warehouse stores of a log as a whole: one text of JSON, in the only row of a table.

It has all but the events, and what takes all events to find, so that the first view of a log
needs no query.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from components.events import (
    SeedPassage,
    StoredError,
    read_head,
    read_tree,
    read_value,
    write_head,
)
from components.frames import FACETS, LogFacts, Reliance

FORMAT = 3
_KEY = "warehouse"

Extent = tuple[int, int] | None
Passages = Mapping[tuple[str, int], SeedPassage]


class OutdatedError(StoredError):
    """A log was loaded by a version with other facets; the message says what to do."""


@dataclass(frozen=True)
class Manifest:
    """A log without its events, and what is known of them all.

    `total` counts the events, `extent` is the earliest and the latest of their known starts and
    stops in milliseconds since 1970-01-01T00:00Z, `hash` is that of the file they come from, and
    `passages` are what the log's seeds say.
    """

    facts: LogFacts
    hash: str
    total: int
    extent: Extent
    passages: Passages

    @cached_property
    def terms(self) -> Mapping[str, range]:
        """The numbers of each facet's options, in their order, and one more for having none."""
        options = self.facts.options
        ends = accumulate((len(names) + 1 for names in options.values()), initial=0)
        return {
            facet: range(start, stop)
            for facet, (start, stop) in zip(options, pairwise(ends), strict=True)
        }

    def write(self) -> str:
        """Write this as JSON."""
        facts = self.facts
        stored = _Stored(
            FORMAT,
            self.hash,
            self.total,
            self.extent,
            {facet: dict(used) for facet, used in facts.used.items()},
            tuple(sorted(facts.hosts)),
            dict(facts.reliance),
            [
                {"source": source, **passage.model_dump(mode="json")}
                for (source, _), passage in self.passages.items()
            ],
        )
        return write_head(facts.log, **{_KEY: asdict(stored)})

    @classmethod
    def read(cls, text: str) -> "Manifest":
        """Read what `write` wrote; raise StoredError for anything else.

        Raise OutdatedError when the facets are not those of today: the numbers of the options in
        the other tables follow from them.
        """
        tree = read_tree(text)
        part = tree.pop(_KEY, None)
        if not isinstance(part, dict) or part.get("format") != FORMAT:
            raise StoredError(f"its version is not read; this is warehouse format {FORMAT}")
        head = read_head(tree)
        stored = read_value(_Stored, part)
        sources = read_value(
            list[str], [passage.pop("source", None) for passage in stored.passages]
        )
        passages = read_value(list[SeedPassage], stored.passages)
        _check_facets(stored.used)
        if list(stored.rests) != list(head.sources):
            raise StoredError("what it says of the log is damaged: rests: other sources")
        return cls(
            LogFacts.of(head, stored.used, stored.hosts, stored.rests),
            stored.hash,
            stored.total,
            stored.extent,
            {
                (source, passage.passage): passage
                for source, passage in zip(sources, passages, strict=True)
            },
        )


@dataclass(frozen=True)
class _Stored:
    format: int
    hash: str
    total: int
    extent: Extent
    used: dict[str, dict[str, int]]
    hosts: tuple[str, ...]
    rests: dict[str, Reliance]
    passages: list[dict[str, object]]


def _check_facets(used: Mapping[str, object]) -> None:
    facets = [facet.key for facet in FACETS]
    if list(used) == facets:
        return
    changed = sorted({*used} ^ {*facets})
    names = ", ".join(f'"{name}"' for name in changed) or "in another order"
    raise OutdatedError(f"it was loaded with other facets ({names}); load it again")
