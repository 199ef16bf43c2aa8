"""The index of a Parquet log, made from the file's columns a group of rows at a time.

No event is made for a facet that has its column here. A facet that has none is answered from the
events' JSON, so a file that was written before the facet existed answers it too.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from components.events import EventStatus, Log, ParquetEvents, Role, Tier
from components.frames.facet import (
    ACTING,
    ARTICLE,
    FACETS,
    RECORD,
    SEVERAL,
    names_of_only,
    only,
)
from components.frames.facts import LogFacts
from components.frames.histogram import OPEN_START, OPEN_STOP, Times
from components.frames.index import Coded, Index
from components.frames.memory import index_events
from components.frames.postings import Codes, Counts, Mask
from components.frames.reliance import RelianceCounter
from components.frames.search import actor_texts, search_text, topic_texts

_TEXTS = ("title", "summary", "place", "channel")
_WORDS = ("kind", "status", "form")
_LISTS = ("actors", "topics", "sources", "sources_beside")
_STATUSES = tuple(map(str, EventStatus))
_TIERS = (ARTICLE, RECORD, SEVERAL)
_ACTING_ROLES = tuple(str(role) for role in Role if role.acts)

Ints = npt.NDArray[np.int64]
T = TypeVar("T", bound=np.generic)


@dataclass(slots=True)
class FacetValues:
    """The values of a facet as places among its options, a group of events at a time."""

    options: Sequence[str]
    codes: list[Codes] = field(default_factory=list)
    lengths: list[Ints] = field(default_factory=list)
    used: Counter[str] = field(default_factory=Counter)

    def add(self, codes: Codes, lengths: Ints) -> None:
        """Add a group of events, `lengths` the number of values of each; -1 stands for no value."""
        rows = np.repeat(np.arange(len(lengths)), lengths)
        is_value = codes >= 0
        codes, rows = codes[is_value].astype(np.int64), rows[is_value]
        # an event has a value once, where it comes first
        _, first = np.unique(rows * max(len(self.options), 1) + codes, return_index=True)
        first.sort()
        codes, rows = codes[first], rows[first]
        self.codes.append(codes.astype(np.int32))
        self.lengths.append(np.bincount(rows, minlength=len(lengths)))
        values, at, counts = np.unique(codes, return_index=True, return_counts=True)
        for place in np.argsort(at).tolist():
            self.used[self.options[values[place]]] += int(counts[place])

    def coded(self, offered: Sequence[str]) -> Coded:
        """Return the values as places among the options that a log offers, in their order."""
        places = {option: place for place, option in enumerate(offered)}
        table = [places[option] if option in self.used else -1 for option in self.options]
        codes = np.array(table, dtype=np.int64)[_joined(self.codes, np.int32)]
        return offered, codes, np.concatenate(([0], np.cumsum(_joined(self.lengths, np.int64))))


class EventColumns:
    """The columns of a Parquet log; raise DamagedLogError as its events do."""

    def __init__(self, log: Log, events: ParquetEvents) -> None:
        """Read the columns, and find what takes all events to find."""
        self._log, self._events = log, events
        parties, delegations = tuple(log.parties), tuple(log.delegations)
        self._actors = tuple(log.actors)
        self._topics = tuple(log.topics)
        self._sources = tuple(log.sources)
        self._is_article = np.array(
            [source.tier is Tier.ARTICLE for source in log.sources.values()], dtype=np.bool_
        )
        tiers = (*_TIERS, *names_of_only(log))
        # the place among them of each source that tells of an event as the only article
        self._only = _places([only(source) for source in self._sources], tiers)
        people = log.actors.values()
        seats = [actor.seat.delegation if actor.seat else "" for actor in people]
        self._sides = {
            "party": _places([actor.party or "" for actor in people], parties),
            "delegation": _places(seats, delegations),
            "member": np.array([n if seat else -1 for n, seat in enumerate(seats)], dtype=np.int64),
            "actor": np.arange(len(seats)),
        }
        self._outlets = {key for key, actor in log.actors.items() if actor.kind == "outlet"}
        verdicts = tuple(dict.fromkeys(chain.from_iterable(log.verdicts.values())))
        self.facets = {
            "party": FacetValues(parties),
            "delegation": FacetValues(delegations),
            "member": FacetValues(self._actors),
            "actor": FacetValues(self._actors),
            "topic": FacetValues(self._topics),
            "kind": FacetValues(tuple(log.kinds)),
            "status": FacetValues(_STATUSES),
            "source": FacetValues(self._sources),
            "differ": FacetValues(("yes",)),
            "verdict": FacetValues(verdicts),
            "tier": FacetValues(tiers),
            "delegation-did": FacetValues(delegations),
            "member-did": FacetValues(self._actors),
            "actor-did": FacetValues(self._actors),
        }
        self._without_column = [facet for facet in FACETS if facet.key not in self.facets]
        self.facets |= {facet.key: FacetValues(()) for facet in self._without_column}
        self._starts: list[Times] = []
        self._stops: list[Times] = []
        self._lasts: list[Mask] = []
        self._hosts: set[str] = set()
        self._reliance = RelianceCounter(log)
        self.sizes: list[int] = []  # of the groups of rows
        first = 0
        for table in self._groups("id", "start", "stop", *_WORDS, *_LISTS):
            self._read_times(table)
            self._read_actors(table)
            self._read_topics(table)
            self._read_sources(table)
            self._read_verdicts(first, table.num_rows)
            self._read_events(first, table.num_rows)
            self.sizes.append(table.num_rows)
            first += table.num_rows
        used = {facet.key: self.facets[facet.key].used for facet in FACETS}
        self.facts = LogFacts.of(log, used, self._hosts, self._reliance.result())
        self.start, self.stop = _joined(self._starts, np.int64), _joined(self._stops, np.int64)
        self.lasts: Mask = _joined(self._lasts, np.bool_)

    def texts(self) -> Iterator[str]:
        """Yield the folded text of each event that a search looks through."""
        names_of_actors = [*actor_texts(self._log).values()]
        names_of_topics = [*topic_texts(self._log).values()]
        actors, topics = self.facets["actor"], self.facets["topic"]
        for group, table in enumerate(self._groups(*_TEXTS, "event")):
            rows = zip(*(table[name].to_pylist() for name in (*_TEXTS, "event")), strict=True)
            people = _by_event(actors.codes[group], actors.lengths[group], names_of_actors)
            themes = _by_event(topics.codes[group], topics.lengths[group], names_of_topics)
            for (*texts, event), who, what in zip(rows, people, themes, strict=True):
                yield search_text((*texts, *self._quotes(event)), (*who, *what))

    def _groups(self, *names: str) -> Iterator[pa.Table]:
        """Read columns a group of rows at a time; only starts and stops may be missing."""
        for table in self._events.groups(*names):
            for name in {*names} - {"start", "stop"}:
                if table[name].null_count:
                    raise self._events.damaged(f'the column "{name}" has a row without a value')
            yield table

    def _read_times(self, table: pa.Table) -> None:
        self._starts.append(pc.fill_null(table["start"], OPEN_START).to_numpy())
        self._stops.append(pc.fill_null(table["stop"], OPEN_STOP).to_numpy())
        self._lasts.append(pc.equal(table["form"].cast(pa.string()), "duration").to_numpy())
        one = np.ones(table.num_rows, dtype=np.int64)
        for facet, words in (("kind", tuple(self._log.kinds)), ("status", _STATUSES)):
            self.facets[facet].add(_codes(table[facet].cast(pa.string()), words), one)

    def _read_actors(self, table: pa.Table) -> None:
        parts, offsets = _flattened(table["actors"])
        codes = _codes(parts.field("actor"), self._actors)
        lengths = np.diff(offsets)
        acting = pa.array(_ACTING_ROLES, pa.string())
        acts = pc.is_in(parts.field("role").cast(pa.string()), value_set=acting)
        acts = np.asarray(acts, dtype=np.bool_)
        for facet, places in self._sides.items():
            named = places[codes] if len(places) else codes
            self.facets[facet].add(named, lengths)
            if facet in ACTING:
                self.facets[ACTING[facet]].add(np.where(acts, named, -1), lengths)
        is_host = pc.equal(parts.field("role"), str(Role.HOST))
        hosts = pc.unique(parts.field("actor").filter(is_host)).to_pylist()
        self._hosts.update(actor for actor in hosts if actor not in self._outlets)

    def _read_topics(self, table: pa.Table) -> None:
        flat, offsets = _flattened(table["topics"])
        self.facets["topic"].add(_codes(flat, self._topics), np.diff(offsets))

    def _read_sources(self, table: pa.Table) -> None:
        flat, offsets = _flattened(table["sources"])
        codes = _codes(flat, self._sources)
        self.facets["source"].add(codes, np.diff(offsets))
        self._read_tiers(codes, np.diff(offsets))
        columns = (table[name].to_pylist() for name in ("id", "sources", "sources_beside"))
        for event, cited, beside in zip(*columns, strict=True):
            self._reliance.add(event, {*cited, *beside})

    def _read_tiers(self, codes: Codes, lengths: Ints) -> None:
        """Add who tells of each event: `codes` are the places of the sources that they cite."""
        rows = np.repeat(np.arange(len(lengths)), lengths)
        is_article = self._is_article[codes]
        pairs = np.unique(np.stack((rows[is_article], codes[is_article])), axis=1)
        articles = np.bincount(pairs[0], minlength=len(lengths))
        told = np.full(len(lengths), -1, dtype=np.int64)
        told[pairs[0]] = self._only[pairs[1]]
        told[articles > 1] = _TIERS.index(SEVERAL)
        tiers = np.where(articles > 0, _TIERS.index(ARTICLE), _TIERS.index(RECORD))
        self.facets["tier"].add(
            np.stack((tiers, told), axis=1).ravel(), np.full(len(lengths), 2, dtype=np.int64)
        )

    def _read_verdicts(self, first: int, size: int) -> None:
        verdicts: dict[int, tuple[str, ...]] = {}
        for event, of_event in self._log.verdicts.items():
            row = self._events.row(event)
            if row is not None and first <= row < first + size:
                verdicts[row - first] = of_event
        lengths = np.zeros(size, dtype=np.int64)
        lengths[list(verdicts)] = 1
        self.facets["differ"].add(np.zeros(len(verdicts), dtype=np.int64), lengths)
        options = self.facets["verdict"].options
        codes: list[int] = []
        for row in sorted(verdicts):
            codes += [options.index(verdict) for verdict in verdicts[row]]
            lengths[row] = len(verdicts[row])
        self.facets["verdict"].add(np.array(codes, dtype=np.int64), lengths)

    def _read_events(self, first: int, size: int) -> None:
        """Make the events of a group, for the facets that have no column."""
        if not self._without_column:
            return
        places = {
            facet.key: {option: n for n, option in enumerate(self.facets[facet.key].options)}
            for facet in self._without_column
        }
        codes: dict[str, list[int]] = {facet: [] for facet in places}
        lengths: dict[str, list[int]] = {facet: [] for facet in places}
        for row in range(first, first + size):
            event = self._events.at(row)
            for facet in self._without_column:
                ids, of_facet = facet.ids(self._log, event), places[facet.key]
                codes[facet.key] += [of_facet.setdefault(key, len(of_facet)) for key in ids]
                lengths[facet.key].append(len(ids))
        for key, of_facet in places.items():
            self.facets[key].options = tuple(of_facet)
            self.facets[key].add(
                np.array(codes[key], dtype=np.int64), np.array(lengths[key], dtype=np.int64)
            )

    def _quotes(self, event: str) -> Iterator[str]:
        """Yield the quotes of an event's citations, from JSON that nobody has checked yet."""
        if '"quote"' not in event:
            return
        try:
            tree = json.loads(event)
        except (ValueError, RecursionError):
            raise self._events.damaged("an event is no JSON") from None
        citations = tree.get("citations", []) if isinstance(tree, dict) else None
        for citation in citations if isinstance(citations, list) else [None]:
            quote = citation.get("quote", "") if isinstance(citation, dict) else None
            if not isinstance(quote, str):
                raise self._events.damaged("the citations of an event cannot be read")
            yield quote


def _by_event(codes: Codes, lengths: Ints, texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield the texts of each event."""
    stops = np.cumsum(lengths).tolist()
    flat = [texts[code] for code in codes.tolist()]
    for start, stop in zip([0, *stops], stops, strict=False):
        yield flat[start:stop]


def _flattened(column: pa.ChunkedArray) -> tuple[pa.Array, Counts]:
    """Return the values of a column of lists, and where each row's values begin."""
    lists = column.combine_chunks()
    if isinstance(lists, pa.ChunkedArray):
        lists = pa.concat_arrays(lists.chunks) if lists.num_chunks else pa.array([], lists.type)
    lengths = pc.list_value_length(lists).to_numpy(zero_copy_only=False)
    return lists.flatten(), np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))


def _codes(column: pa.Array | pa.ChunkedArray, words: Sequence[str]) -> Ints:
    """Return the place of every value among `words`, -1 for one that is not there."""
    places = pc.fill_null(pc.index_in(column, value_set=pa.array(words, pa.string())), -1)
    return np.asarray(places, dtype=np.int64)


def _places(values: Sequence[str], words: Sequence[str]) -> Ints:
    places = {word: place for place, word in enumerate(words)}
    return np.array([places.get(value, -1) for value in values], dtype=np.int64)


def _joined(parts: Sequence[npt.NDArray[T]], dtype: type[T]) -> npt.NDArray[T]:
    return np.concatenate([np.zeros(0, dtype=dtype), *parts])


def index_parquet(log: Log, events: ParquetEvents) -> Index:
    """Index a log whose events stand in a Parquet file; raise DamagedLogError as they do."""
    columns = EventColumns(log, events)
    options = columns.facts.options
    return Index(
        columns.facts,
        events.ids,
        columns.start,
        columns.stop,
        columns.lasts,
        {facet.key: columns.facets[facet.key].coded(tuple(options[facet.key])) for facet in FACETS},
        columns.texts(),
    )


def index_log(log: Log) -> Index:
    """Index any log, wherever its events are; raise DamagedLogError as they do."""
    if isinstance(log.events, ParquetEvents):
        return index_parquet(log, log.events)
    return index_events(log)
