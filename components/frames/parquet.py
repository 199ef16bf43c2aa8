"""A Parquet log comes in; an index of it goes out, made from the file's columns.

No event is made on the way, and no more texts are held than those of one group of rows.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from components.events import EventKind, EventStatus, Log, ParquetEvents, Role, Tier
from components.frames.column import Codes, Counts, Mask
from components.frames.events import table as table_of
from components.frames.facet import FACETS, USES, verdicts
from components.frames.index import Coded, Index
from components.frames.presence import HOSTS
from components.frames.spread import OPEN_START, OPEN_STOP, Times
from components.frames.text import fold
from components.frames.witness import RESTS, Resting

_TEXTS = ("title", "summary", "place", "channel")
_FACTS = ("start", "stop", "form", "kind", "status", "actors", "topics")
_KINDS = tuple(map(str, EventKind))
_STATUSES = tuple(map(str, EventStatus))
_TIERS = tuple(map(str, (Tier.ARTICLE, Tier.RECORD)))

Ints = npt.NDArray[np.int64]
T = TypeVar("T", bound=np.generic)


@dataclass(slots=True)
class _Values:
    """The values of a facet as places among its options: those of each event, one after another."""

    options: Sequence[str]
    codes: list[Codes] = field(default_factory=list)
    lengths: list[Ints] = field(default_factory=list)
    used: Counter[str] = field(default_factory=Counter)

    def add(self, codes: Codes, lengths: Ints) -> None:
        """Add a group of events that have so many values each; -1 stands for none."""
        rows = np.repeat(np.arange(len(lengths)), lengths)
        known = codes >= 0
        codes, rows = codes[known].astype(np.int64), rows[known]
        # an event has a value once, where it has it first
        _, first = np.unique(rows * max(len(self.options), 1) + codes, return_index=True)
        first.sort()
        codes, rows = codes[first], rows[first]
        self.codes.append(codes.astype(np.int32))
        self.lengths.append(np.bincount(rows, minlength=len(lengths)))
        values, at, counts = np.unique(codes, return_index=True, return_counts=True)
        for place in np.argsort(at).tolist():
            self.used[self.options[values[place]]] += int(counts[place])

    def coded(self, offered: Iterable[str]) -> Coded:
        """Return the values as places among the options that are offered, in their order."""
        chosen = tuple(offered)
        places = {option: place for place, option in enumerate(chosen)}
        table = np.array([places.get(option, -1) for option in self.options] or [-1])
        codes = table[np.concatenate(self.codes)] if self.codes else np.zeros(0, dtype=np.int64)
        lengths = np.concatenate(self.lengths) if self.lengths else np.zeros(0, dtype=np.int64)
        offsets: Counts = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
        return chosen, codes, offsets


class Gathered:
    """What the columns of a log say, gathered a group of rows after the other."""

    def __init__(self, log: Log, events: ParquetEvents) -> None:
        self._log, self._events = log, events
        parties, delegations = tuple(log.parties), tuple(log.delegations)
        self._actors = tuple(log.actors)
        self._topics = tuple(log.topics)
        self._sources = tuple(log.sources)
        self._is_article = np.array(
            [source.tier is Tier.ARTICLE for source in log.sources.values()], dtype=np.bool_
        )
        people = log.actors.values()
        seats = [actor.seat.delegation if actor.seat else "" for actor in people]
        self._sides = {
            "party": _places((actor.party or "" for actor in people), parties),
            "delegation": _places(seats, delegations),
            "member": np.array([n if seat else -1 for n, seat in enumerate(seats)], dtype=np.int64),
            "actor": np.arange(len(seats)),
        }
        self._names_of_actors = [
            "\n".join(fold(part) for part in (actor.name, actor.title, *actor.aliases) if part)
            for actor in people
        ]
        self._names_of_topics = [fold(topic.name) for topic in log.topics.values()]
        self._outlets = {key for key, actor in log.actors.items() if actor.kind == "outlet"}
        ways = tuple(dict.fromkeys(way for each in verdicts(log).values() for way in each))
        self.facets = {
            "party": _Values(parties),
            "delegation": _Values(delegations),
            "member": _Values(self._actors),
            "actor": _Values(self._actors),
            "topic": _Values(self._topics),
            "kind": _Values(_KINDS),
            "status": _Values(_STATUSES),
            "source": _Values(self._sources),
            "differ": _Values(("yes",)),
            "verdict": _Values(ways),
            "tier": _Values(_TIERS),
        }
        self.starts: list[Times] = []
        self.stops: list[Times] = []
        self.lasting: list[npt.NDArray[np.bool_]] = []
        self.hosts: set[str] = set()
        self.resting = Resting(log)
        first = 0
        for table in events.groups("id", *_FACTS, "sources", "sources_beside"):
            self._take_times(table)
            self._take_actors(table)
            self._take_topics(table)
            self._take_sources(table)
            self._take_verdicts(first, table.num_rows)
            first += table.num_rows

    def _take_times(self, table: pa.Table) -> None:
        size = table.num_rows
        self.starts.append(pc.fill_null(table["start"], OPEN_START).to_numpy())
        self.stops.append(pc.fill_null(table["stop"], OPEN_STOP).to_numpy())
        self.lasting.append(pc.equal(table["form"].cast(pa.string()), "duration").to_numpy())
        one = np.ones(size, dtype=np.int64)
        for facet, words in (("kind", _KINDS), ("status", _STATUSES)):
            self.facets[facet].add(_codes(table[facet].cast(pa.string()), words), one)

    def _take_actors(self, table: pa.Table) -> None:
        parts, offsets = _flattened(table["actors"])
        codes = _codes(parts.field("actor"), self._actors)
        lengths = np.diff(offsets)
        for facet, places in self._sides.items():
            self.facets[facet].add(places[codes] if len(places) else codes, lengths)
        hosting = pc.equal(parts.field("role"), str(Role.HOST))
        named = pc.unique(parts.field("actor").filter(hosting)).to_pylist()
        self.hosts.update(each for each in named if each not in self._outlets)

    def _take_topics(self, table: pa.Table) -> None:
        flat, offsets = _flattened(table["topics"])
        self.facets["topic"].add(_codes(flat, self._topics), np.diff(offsets))

    def _take_sources(self, table: pa.Table) -> None:
        flat, offsets = _flattened(table["sources"])
        codes, lengths = _codes(flat, self._sources), np.diff(offsets)
        self.facets["source"].add(codes, lengths)
        from_article = np.concatenate(([0], np.cumsum(self._is_article[codes])))
        tiers = from_article[offsets[1:]] == from_article[offsets[:-1]]
        self.facets["tier"].add(tiers.astype(np.int64), np.ones(table.num_rows, dtype=np.int64))
        columns = (table[name].to_pylist() for name in ("id", "sources", "sources_beside"))
        for event, cited, beside in zip(*columns, strict=True):
            self.resting.add(event, {*cited, *beside})

    def _take_verdicts(self, first: int, size: int) -> None:
        found: dict[int, tuple[str, ...]] = {}
        for event, ways in verdicts(self._log).items():
            row = self._events.row(event)
            if row is not None and first <= row < first + size:
                found[row - first] = ways
        lengths = np.zeros(size, dtype=np.int64)
        lengths[list(found)] = 1
        self.facets["differ"].add(np.zeros(len(found), dtype=np.int64), lengths)
        known = self.facets["verdict"].options
        codes: list[int] = []
        for row in sorted(found):
            codes += [known.index(way) for way in found[row]]
            lengths[row] = len(found[row])
        self.facets["verdict"].add(np.array(codes, dtype=np.int64), lengths)

    @property
    def start(self) -> Times:
        """The first millisecond of each event, `OPEN_START` where it is open."""
        return _joined(self.starts, np.int64)

    @property
    def stop(self) -> Times:
        """The millisecond after the last of each event, `OPEN_STOP` where it is open."""
        return _joined(self.stops, np.int64)

    @property
    def lasts(self) -> Mask:
        """Which events are durations."""
        return _joined(self.lasting, np.bool_)

    def texts(self) -> Iterator[str]:
        """Give the folded text of each event, as `components.frames.events` has it."""
        actors, topics = self.facets["actor"], self.facets["topic"]
        for group, table in enumerate(self._events.groups(*_TEXTS, "event")):
            columns = [table[name].to_pylist() for name in (*_TEXTS, "event")]
            people = _listed(actors.codes[group], actors.lengths[group], self._names_of_actors)
            themes = _listed(topics.codes[group], topics.lengths[group], self._names_of_topics)
            for (*texts, event), who, what in zip(
                zip(*columns, strict=True), people, themes, strict=True
            ):
                parts = [*texts, *_quotes(event)]
                yield "\n".join((*map(fold, filter(None, parts)), *who, *what))


def _listed(codes: Codes, lengths: Ints, words: Sequence[str]) -> Iterator[list[str]]:
    """Give the words of each event."""
    stops = np.cumsum(lengths).tolist()
    flat = [words[code] for code in codes.tolist()]
    for start, stop in zip([0, *stops], stops, strict=False):
        yield flat[start:stop]


def _quotes(event: str) -> list[str]:
    if '"quote"' not in event:
        return []
    return [each.get("quote", "") for each in json.loads(event).get("citations", ())]


def _flattened(column: pa.ChunkedArray) -> tuple[pa.Array, Counts]:
    """Give the values of a column of lists, and where each row's values begin."""
    lists = column.combine_chunks()
    if isinstance(lists, pa.ChunkedArray):
        lists = pa.concat_arrays(lists.chunks) if lists.num_chunks else pa.array([], lists.type)
    lengths = pc.fill_null(pc.list_value_length(lists), 0).to_numpy(zero_copy_only=False)
    return lists.flatten(), np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))


def _codes(column: pa.Array | pa.ChunkedArray, words: Sequence[str]) -> Ints:
    """Give the place of every value among `words`, -1 for one that is not there."""
    found = pc.fill_null(pc.index_in(column, value_set=pa.array(words, pa.string())), -1)
    return np.asarray(found, dtype=np.int64)


def _places(values: Iterable[str], words: Sequence[str]) -> Ints:
    places = {word: place for place, word in enumerate(words)}
    return np.array([places.get(value, -1) for value in values], dtype=np.int64)


def gather(log: Log, events: ParquetEvents) -> Gathered:
    """Read the columns of a log whose events stand in a file; raise DamagedLogError as they do.

    What else takes all events to find is found on the way, and kept with the log.
    """
    try:
        gathered = Gathered(log, events)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise events.damaged(f"its events cannot be read: {error}") from None
    log.keep(USES, lambda _: {key: each.used for key, each in gathered.facets.items()})
    log.keep(HOSTS, lambda _: frozenset(gathered.hosts))
    log.keep(RESTS, lambda _: gathered.resting.found)
    return gathered


def index_parquet(log: Log, events: ParquetEvents) -> Index:
    """Index such a log; raise DamagedLogError as its events do."""
    gathered = gather(log, events)
    try:
        return Index.of(
            events.ids,
            gathered.start,
            gathered.stop,
            gathered.lasts,
            {facet.key: gathered.facets[facet.key].coded(facet.options(log)) for facet in FACETS},
            gathered.texts(),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise events.damaged(f"its events cannot be read: {error}") from None


def index_log(log: Log) -> Index:
    """Index any log, wherever its events stand; raise DamagedLogError as they do."""
    if isinstance(log.events, ParquetEvents):
        return index_parquet(log, log.events)
    return Index(table_of(log), {facet.key: tuple(facet.options(log)) for facet in FACETS})


def _joined(parts: Sequence[npt.NDArray[T]], dtype: type[T]) -> npt.NDArray[T]:
    return np.concatenate([np.zeros(0, dtype=dtype), *parts])
