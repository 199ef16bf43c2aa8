"""A log comes in; how many independent witnesses stand behind sources and events goes out.

A source that retells another, and all that are joined to it that way, are one witness: connected
components of the graph that `retells` draws between sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from components.events import Log


@dataclass(frozen=True, slots=True)
class Rests:
    """Ids of the events that rest on a source, in file order.

    `events` cite it; `alone` cite no other source; `uncorroborated` cite no source that is a
    witness independent of it, so that `alone` is among them.
    """

    events: tuple[str, ...]
    alone: tuple[str, ...]
    uncorroborated: tuple[str, ...]


def witnesses(log: Log, sources: Iterable[str]) -> int:
    """Count the independent witnesses among `sources` (ids).

    Two sources may be one witness through a third that is not among them. Raise `KeyError` for an
    id that the log does not have.
    """
    witness = _witness_of(log)
    return len({witness[source] for source in sources})


def rests(log: Log) -> dict[str, Rests]:
    """Tell for each source, in file order, what rests on it.

    An event cites a source when it does so itself, for somebody who took part, or for a figure.
    """
    witness = _witness_of(log)
    events: dict[str, list[str]] = defaultdict(list)
    alone: dict[str, list[str]] = defaultdict(list)
    uncorroborated: dict[str, list[str]] = defaultdict(list)
    for event in log.events.values():
        cited = {citation.source for citation in event.all_citations()}
        one_witness = len({witness[source] for source in cited}) == 1
        for source in cited:
            events[source].append(event.id)
            if len(cited) == 1:
                alone[source].append(event.id)
            if one_witness:
                uncorroborated[source].append(event.id)
    return {
        source: Rests(tuple(events[source]), tuple(alone[source]), tuple(uncorroborated[source]))
        for source in log.sources
    }


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
