"""What the pages ask of a log: one question, six kinds of answer, whatever engine gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Query:
    """A question: any of the choices within a facet, all facets, the text and the window.

    `choices` maps a facet to the ids chosen, `text` is taken literally and split at white space,
    `window` is a half-open interval in milliseconds since 1970-01-01T00:00Z, `None` = open.
    """

    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    text: str = ""
    window: tuple[int | None, int | None] = (None, None)

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def key(self) -> tuple[object, ...]:
        """The question as a value that can be hashed, the same for every way to choose nothing."""
        chosen = tuple((facet, tuple(ids)) for facet, ids in self.choices.items() if ids)
        return chosen, self.text, self.window


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question finds.

    `found` events of `total` pass all filters, `outside` more fail nothing but the window;
    `counts` gives for each facet and option the events that it would leave, under the other
    filters; `relaxed` gives for each filter in use the events found without it.
    """

    found: int
    outside: int
    total: int
    counts: Mapping[str, Mapping[str, int]]
    relaxed: Mapping[str, int]

    def __post_init__(self) -> None:
        # An answer is kept for whoever asks the same, so no reader's page may change it.
        counts = {facet: MappingProxyType(each) for facet, each in self.counts.items()}
        object.__setattr__(self, "counts", MappingProxyType(counts))
        object.__setattr__(self, "relaxed", MappingProxyType(self.relaxed))


class Engine(Protocol):
    """Whatever answers the pages' questions about a log, of any size.

    Events are named by their ids. *The answer* to a query is the events that pass all its
    filters, in reading order: by when they happened, as far as that is known. An engine may be
    asked by several threads at a time, and answers the same question the same way every time.
    """

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
        """Return such a page of the events that fail nothing but the window."""
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
        that it has, and in the last row when it has none.

        An event counts once over all time, spread evenly over the interval in which it lies. One
        that is open on one side counts wholly in the bin of its known end (the last moment of an
        interval, the first of one that goes on); one open on both counts nowhere. Shares outside
        the bins fall away.
        """
        ...

    def extent(self, query: Query) -> tuple[int, int] | None:
        """Return the earliest and the latest of the answer's known starts and stops.

        In milliseconds since 1970-01-01T00:00Z; `None` when none is known.
        """
        ...
