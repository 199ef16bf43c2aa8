"""The events of a log in a warehouse, loaded when they are needed and cached."""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice

import narwhals as nw
import pyarrow as pa

from components.events import Event, EventTable, Log, StoredError, read_event
from components.frames import LRUCache
from components.frames.warehouse.pool import LostEngineError, Pool, Session

_KEPT = 8_192  # more than a picture, a list and a page of evidence show together
_AT_ONCE = 10_000
_TOGETHER = 1_000
_MISSING = ""  # cached for an id without an event, so that it is not queried again


class WarehouseEvents(EventTable):
    """Events by id in file order, each loaded when it is needed and not cached."""

    def __init__(self, pool: Pool, head: Log, total: int) -> None:
        """Take the log without its events, and their number."""
        self._pool = pool
        self._version = pool.version
        self._head = head
        self._total = total
        self._texts: LRUCache[str] = LRUCache(_KEPT)
        self._events: LRUCache[Event] = LRUCache(_KEPT)
        self._ids_having: LRUCache[tuple[str, ...]] = LRUCache(_KEPT)

    def _run(self, work: Callable[[Session], pa.Table]) -> pa.Table:
        return self._pool.run(work, self._version)

    def keep(self, rows: pa.Table) -> tuple[str, ...]:
        """Keep the events of rows with `id` and `event`; return their ids."""
        ids: list[str] = rows["id"].to_pylist()
        for key, text in zip(ids, rows["event"].to_pylist(), strict=True):
            self._texts.keep(key, text)
        return tuple(ids)

    def _text(self, key: str) -> str:
        def work(session: Session) -> pa.Table:
            frame = session.frame("events").filter(nw.col("id") == key)
            return session.collect(frame.select("id", "event"))

        def ask() -> str:
            texts: list[str] = self._run(work)["event"].to_pylist()
            return texts[0] if texts else _MISSING

        return self._texts.get(key, ask)

    def __getitem__(self, key: str) -> Event:
        def make() -> Event:
            text = self._text(key)
            if text == _MISSING:
                raise KeyError(key)
            try:
                # the events that it links to are asked for when they are shown
                return read_event(text, key, self._head)
            except StoredError as error:
                raise LostEngineError(f"The engine holds a damaged log: {error}.") from None

        return self._events.get(key, make)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._text(key) != _MISSING

    def __len__(self) -> int:
        return self._total

    def __iter__(self) -> Iterator[str]:
        for first in range(0, self._total, _AT_ONCE):

            def work(session: Session, first: int = first) -> pa.Table:
                place = nw.col("place")
                frame = session.frame("events").filter(place >= first, place < first + _AT_ONCE)
                return session.collect(frame.select("id", "place"))

            yield from self._run(work).sort_by("place")["id"].to_pylist()

    def fetch(self, keys: Sequence[str]) -> Iterator[Event]:
        """As `EventTable` says: those that are not kept are asked for together."""
        unknown = [key for key in keys if self._texts.peek(key) is None]
        for first in range(0, len(unknown), _TOGETHER):
            batch = unknown[first : first + _TOGETHER]

            def work(session: Session, batch: list[str] = batch) -> pa.Table:
                frame = session.frame("events").filter(nw.col("id").is_in(batch))
                return session.collect(frame.select("id", "event"))

            self.keep(self._run(work))
        yield from (self[key] for key in keys)

    def in_file_order(self, keys: Collection[str]) -> Sequence[str]:
        """As `EventTable` says; the other ids are not asked for."""
        places: dict[int, str] = {}
        remaining = iter(keys)
        while batch := list(islice(remaining, _TOGETHER)):

            def work(session: Session, batch: list[str] = batch) -> pa.Table:
                frame = session.frame("events").filter(nw.col("id").is_in(batch))
                return session.collect(frame.select("id", "place"))

            rows = self._run(work)
            places |= zip(rows["place"].to_pylist(), rows["id"].to_pylist(), strict=True)
        return [places[place] for place in sorted(places)]

    def linking_to(self, event: str) -> Sequence[str]:
        """As `EventTable` says."""
        return self._having("linked", event)

    def measuring(self, measure: str) -> Sequence[str]:
        """As `EventTable` says."""
        return self._having("measures", measure)

    def _having(self, column: str, value: str) -> tuple[str, ...]:
        def work(session: Session) -> pa.Table:
            has = nw.col(column).list.contains(value)
            return session.collect(
                session.frame("events").filter(has).select("id", "place", "event")
            )

        def ask() -> tuple[str, ...]:
            return self.keep(self._run(work).sort_by("place"))

        return self._ids_having.get((column, value), ask)
