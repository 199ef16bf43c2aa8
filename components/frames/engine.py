"""Queries about the events of a log, their answers, and the protocol of an engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

import numpy as np
import numpy.typing as npt

from components.frames.facts import LogFacts


@dataclass(frozen=True, slots=True)
class Query:
    """A query: events that have one of the choices of each facet, the text, and the window.

    `choices` maps a facet to the chosen ids, `text` is taken literally and split at white space,
    `window` is a half-open interval in milliseconds since 1970-01-01T00:00Z, `None` = open.
    With a `role`, the choices of each facet in `ACTING` have to act in an event (`DID`), or to be
    named there while none of them acts (`SPOKEN_OF`).
    """

    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    text: str = ""
    window: tuple[int | None, int | None] = (None, None)
    role: str = ""

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def key(self) -> tuple[object, ...]:
        """The query as a hashable value, the same for every way to choose nothing."""
        choices = tuple((facet, tuple(ids)) for facet, ids in self.choices.items() if ids)
        return choices, self.text, self.window, self.role


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query finds, in numbers of events.

    `matching` events of `total` pass all filters, and `outside` more fail only the window. `counts`
    says for each option of each facet how many events would pass with it, under the other filters;
    `relaxed` says for each filter in use how many pass without it.
    """

    matching: int
    outside: int
    total: int
    counts: Mapping[str, Mapping[str, int]]
    relaxed: Mapping[str, int]

    def __post_init__(self) -> None:
        # Answers are cached and shared between readers, so they must not change.
        counts = {facet: MappingProxyType(numbers) for facet, numbers in self.counts.items()}
        object.__setattr__(self, "counts", MappingProxyType(counts))
        object.__setattr__(self, "relaxed", MappingProxyType(self.relaxed))


@dataclass(frozen=True, slots=True)
class Lanes:
    """The options of a facet that have events in some steps of time.

    `fullest` are those of most events with the number of these, the fullest first, equal ones in
    the order of the facet's options. `number` counts them all.
    """

    fullest: Mapping[str, int]
    number: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "fullest", MappingProxyType(self.fullest))


class Engine(Protocol):
    """Answers the pages' queries about a log of any size.

    Events are named by their ids. *The answer* to a query is the events that pass all its
    filters, in reading order: by when they happened, as far as that is known. Several threads may
    ask an engine at a time, and the same query always has the same answer.
    """

    @property
    def facts(self) -> LogFacts:
        """The log, and what is known of all its events."""
        ...

    @property
    def total(self) -> int:
        """The number of events in the log."""
        ...

    def ask(self, query: Query) -> Answer:
        """Return what `query` finds, with every option's count under the other filters."""
        ...

    def page(self, query: Query, first: int, size: int) -> tuple[str, ...]:
        """Return up to `size` events of the answer from place `first` on, which counts from 0."""
        ...

    def beyond(self, query: Query, first: int, size: int) -> tuple[str, ...]:
        """Return such a page of the events that fail only the window."""
        ...

    def place(self, query: Query, event: str) -> int | None:
        """Return an event's place in the answer, which counts from 0; `None` when not in it."""
        ...

    def bins(
        self, query: Query, facet: str, lanes: Sequence[str], start: int, step: float, count: int
    ) -> npt.NDArray[np.float64]:
        """Return how many events of the answer lie in each step of time, by lane.

        Lanes are options of `facet`; bin n begins `start + n * step` milliseconds after
        1970-01-01T00:00Z. The shape is `(len(lanes) + 1, count)`: an event counts in each lane
        that it has, and once in the last row when it has another option of the facet, or none.

        An event counts once over all time, spread evenly over its interval. One that is open at one
        end counts wholly in the bin of its known end: its last moment or its first. One that is
        open at both counts nowhere, nor do shares outside the bins.
        """
        ...

    def lanes(
        self, query: Query, facet: str, most: int, start: int, step: float, count: int
    ) -> Lanes:
        """Return the options of a facet that the answer has in steps of time, up to `most` of them.

        The steps are those of `bins`.
        """
        ...

    def extent(self, query: Query) -> tuple[int, int] | None:
        """Return the earliest and the latest of the answer's known starts and stops.

        In milliseconds since 1970-01-01T00:00Z; `None` when none is known.
        """
        ...
