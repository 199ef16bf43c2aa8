"""A log comes in; how many independent witnesses stand behind sources and events goes out.

A source that retells another, and all that are joined to it that way, are one witness: connected
components of the graph that `retells` draws between sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from components.events import Log

NAMED = 100  # events of a source that are named; a log may have millions


@dataclass(slots=True)
class Some:
    """A number of events, and the ids of the first `NAMED` of them in file order."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, event: str) -> None:
        """Count one more event."""
        self.count += 1
        if self.count <= NAMED:
            self.first.append(event)


@dataclass(slots=True)
class Rests:
    """What rests on a source.

    `events` cite it; `alone` cite no other source; `retold` cite other sources too, but none that
    is a witness independent of it.
    """

    events: int = 0
    alone: Some = field(default_factory=Some)
    retold: Some = field(default_factory=Some)


def witnesses(log: Log, sources: Iterable[str]) -> int:
    """Count the independent witnesses among `sources` (ids).

    Two sources may be one witness through a third that is not among them. Raise `KeyError` for an
    id that the log does not have.
    """
    witness = log.keep("witness", _witness_of)
    return len({witness[source] for source in sources})


def rests(log: Log) -> Mapping[str, Rests]:
    """Tell for each source, in file order, what rests on it.

    An event cites a source when it does so itself, for somebody who took part, or for a figure.
    """
    return log.keep(RESTS, _rests)


RESTS = "rests"


def _rests(log: Log) -> Mapping[str, Rests]:
    resting = Resting(log)
    for event in log.events.values():
        resting.add(event.id, {citation.source for citation in event.all_citations()})
    return resting.found


class Resting:
    """Counts what rests on the sources of a log, event by event in file order."""

    def __init__(self, log: Log) -> None:
        self._witness = log.keep("witness", _witness_of)
        self.found: Mapping[str, Rests] = {source: Rests() for source in log.sources}

    def add(self, event: str, cited: Set[str]) -> None:
        """Count an event that cites some sources; raise `KeyError` for one that is not there."""
        is_one_witness = len({self._witness[source] for source in cited}) == 1
        for source in cited:
            rest = self.found[source]
            rest.events += 1
            if len(cited) == 1:
                rest.alone.add(event)
            elif is_one_witness:
                rest.retold.add(event)


def _witness_of(log: Log) -> dict[str, str]:
    """Give for each source the first one in the file that is the same witness."""
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
