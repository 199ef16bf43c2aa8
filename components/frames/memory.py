"""The index of a log whose events are in memory."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np

from components.events import Event, Form, Log, Role
from components.frames.facet import FACETS
from components.frames.facts import LogFacts
from components.frames.histogram import OPEN_START, OPEN_STOP
from components.frames.index import Coded, Index
from components.frames.reliance import RelianceCounter
from components.frames.search import event_texts


def index_events(log: Log) -> Index:
    """Index a log from its events."""
    events = list(log.events.values())
    ids = {facet.key: [facet.ids(log, event) for event in events] for facet in FACETS}
    used = {facet: Counter(chain.from_iterable(rows)) for facet, rows in ids.items()}
    counter = RelianceCounter(log)
    for event in events:
        counter.add(event.id, {citation.source for citation in event.all_citations()})
    facts = LogFacts.of(log, used, _hosts(log, events), counter.result())
    starts = [OPEN_START if e.when.start is None else e.when.start for e in events]
    stops = [OPEN_STOP if e.when.stop is None else e.when.stop for e in events]
    return Index(
        facts,
        tuple(log.events),
        np.array(starts, dtype=np.int64),
        np.array(stops, dtype=np.int64),
        np.array([event.when.form is Form.DURATION for event in events], dtype=np.bool_),
        {facet: _coded(rows, tuple(facts.options[facet])) for facet, rows in ids.items()},
        event_texts(log, events),
    )


def _hosts(log: Log, events: Sequence[Event]) -> Iterator[str]:
    for event in events:
        for part in event.actors:
            if part.role is Role.HOST and log.actors[part.actor].kind != "outlet":
                yield part.actor


def _coded(rows: Sequence[Sequence[str]], options: Sequence[str]) -> Coded:
    """Return the place of every value among the options, and where each row's values begin."""
    places = {option: place for place, option in enumerate(options)}
    offsets = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, rows), dtype=np.int64, count=len(rows)), out=offsets[1:])
    flat = map(places.__getitem__, chain.from_iterable(rows))
    return options, np.fromiter(flat, dtype=np.int64, count=int(offsets[-1])), offsets
