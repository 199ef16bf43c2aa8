"""Facts about all events of a log, worked out once when the log is loaded."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from types import MappingProxyType
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from components.events import Log
from components.frames.facet import FACETS, ValueCounts
from components.frames.reliance import Reliance, witnesses_by_source

K = TypeVar("K")
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class LogFacts:
    """A log with facts about all its events; immutable, because all readers share it.

    `used` counts the values that events have of each facet. `options` maps the ids that a facet
    offers to their names, in the order shown. `hosts` are the ids of the actors that host an event;
    an outlet with somebody on air is no host. `reliance` says for each source, in file order, what
    relies on it, and `witness` which witness it counts as.
    """

    log: Log
    used: Mapping[str, ValueCounts]
    options: Mapping[str, Mapping[str, str]]
    hosts: frozenset[str]
    reliance: Mapping[str, Reliance]
    witness: Mapping[str, str]

    @classmethod
    def of(
        cls,
        log: Log,
        used: Mapping[str, ValueCounts],
        hosts: Iterable[str],
        reliance: Mapping[str, Reliance],
    ) -> "LogFacts":
        """Make the facts from those counted event by event and from the log."""
        options = {facet.key: facet.options(log, used[facet.key]) for facet in FACETS}
        return cls(
            log,
            MappingProxyType({key: MappingProxyType(counts) for key, counts in used.items()}),
            MappingProxyType({key: MappingProxyType(names) for key, names in options.items()}),
            frozenset(hosts),
            MappingProxyType(dict(reliance)),
            MappingProxyType(witnesses_by_source(log)),
        )

    def witnesses(self, sources: Iterable[str]) -> int:
        """Count the independent witnesses among sources (ids).

        Two sources may be one witness through a third that is not among them. Raise `KeyError`
        for an id that the log does not have.
        """
        return len({self.witness[source] for source in sources})


def once_per_log(find: Callable[Concatenate[K, P], T]) -> Callable[Concatenate[K, P], T]:
    """Call a function once for the facts or the engine of a log, and keep what it returns.

    It is kept for as long as the first argument is in use. The result must be a value that nobody
    can change and that does not refer to that argument; other arguments must be few.
    """
    kept: WeakKeyDictionary[K, dict[Hashable, T]] = WeakKeyDictionary()

    @wraps(find)
    def once(key: K, /, *args: P.args, **kwargs: P.kwargs) -> T:
        results = kept.setdefault(key, {})
        place = (args, tuple(kwargs.items()))
        if place not in results:
            results[place] = find(key, *args, **kwargs)
        return results[place]

    return once
