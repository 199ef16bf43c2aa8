"""Which events rely on a source, and which sources count together as one independent witness.

A source that retells another is no further witness: the witnesses are the connected components
of the graph whose edges are `Source.retells`.
"""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from components.events import Log

NAMED = 100  # events of a source that are named; a log may have millions


@dataclass(frozen=True, slots=True)
class EventSample:
    """A number of events, and the ids of the first `NAMED` of them in file order."""

    count: int = 0
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reliance:
    """What relies on a source.

    `events` counts the events that cite it. Those in `alone` cite no other source; those in
    `retold` cite others too, but none that is an independent witness.
    """

    events: int = 0
    alone: EventSample = field(default_factory=EventSample)
    retold: EventSample = field(default_factory=EventSample)


def witnesses_by_source(log: Log) -> dict[str, str]:
    """Map each source to its witness, named by the first source of its group in file order."""
    joined: dict[str, list[str]] = defaultdict(list)
    for source in log.sources.values():
        for other in source.retells:
            joined[source.id].append(other)
            joined[other].append(source.id)
    witness: dict[str, str] = {}
    for first in log.sources:
        pending = [first]
        while pending:
            key = pending.pop()
            if key not in witness:
                witness[key] = first
                pending += joined[key]
    return witness


class _Sampler:
    """Counts events, and remembers the first of them."""

    def __init__(self) -> None:
        self.count = 0
        self._first: list[str] = []

    def add(self, event: str) -> None:
        self.count += 1
        if self.count <= NAMED:
            self._first.append(event)

    @property
    def sample(self) -> EventSample:
        return EventSample(self.count, tuple(self._first))


class RelianceCounter:
    """Counts what relies on each source of a log, event by event in file order."""

    def __init__(self, log: Log) -> None:
        self._witness = witnesses_by_source(log)
        self._counts = dict.fromkeys(log.sources, 0)
        self._alone = {source: _Sampler() for source in log.sources}
        self._retold = {source: _Sampler() for source in log.sources}

    def add(self, event: str, cited: Set[str]) -> None:
        """Count an event that cites sources itself, for its actors or for its figures."""
        has_one_witness = len({self._witness[source] for source in cited}) == 1
        for source in cited:
            self._counts[source] += 1
            if len(cited) == 1:
                self._alone[source].add(event)
            elif has_one_witness:
                self._retold[source].add(event)

    def result(self) -> Mapping[str, Reliance]:
        """Return what relies on each source, in file order."""
        return {
            source: Reliance(count, self._alone[source].sample, self._retold[source].sample)
            for source, count in self._counts.items()
        }
