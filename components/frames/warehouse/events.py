"""The events of a log that is kept in a warehouse: asked for when they are shown, then kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import narwhals as nw
import pyarrow as pa

from components.events import Event, EventTable, Log, StoredError, read_event
from components.frames import Recent
from components.frames.warehouse.connection import Connection, Driver, LostEngineError

_KEPT = 8_192  # more than a picture, a list and a page of evidence show together
_AT_ONCE = 10_000
_TOGETHER = 1_000
_MISSING = ""  # in place of an event that is not there, so that nobody asks for it again


class WarehouseEvents(EventTable):
    """Events by id in file order, each asked for when it is needed and nobody knows it yet."""

    def __init__(self, connection: Connection, head: Log, total: int) -> None:
        """Take the log without its events, and how many those are."""
        self._connection = connection
        self._version = connection.version
        self._head = head
        self._total = total
        self._texts: Recent[str] = Recent(_KEPT)
        self._made: Recent[Event] = Recent(_KEPT)
        self._named: Recent[tuple[str, ...]] = Recent(_KEPT)

    def _run(self, work: Callable[[Driver], pa.Table]) -> pa.Table:
        return self._connection.run(work, self._version)

    def take(self, found: pa.Table) -> tuple[str, ...]:
        """Keep the events of rows with `id` and `event`; return their ids."""
        ids: list[str] = found["id"].to_pylist()
        for key, text in zip(ids, found["event"].to_pylist(), strict=True):
            self._texts.keep(key, text)
        return tuple(ids)

    def _text(self, key: str) -> str:
        def asked() -> str:
            def found(driver: Driver) -> pa.Table:
                frame = driver.frame("events").filter(nw.col("id") == key)
                return driver.collect(frame.select("id", "event"))

            rows = self._run(found)["event"].to_pylist()
            return rows[0] if rows else _MISSING

        return self._texts.get(key, asked)

    def __getitem__(self, key: str) -> Event:
        def made() -> Event:
            text = self._text(key)
            if text == _MISSING:
                raise KeyError(key)
            try:
                # what it links to is asked for when that is shown
                return read_event(text, key, self._head, _Anything())
            except StoredError as error:
                raise LostEngineError(f"The engine holds a damaged log: {error}.") from None

        return self._made.get(key, made)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._text(key) != _MISSING

    def __len__(self) -> int:
        return self._total

    def __iter__(self) -> Iterator[str]:
        for first in range(0, self._total, _AT_ONCE):

            def found(driver: Driver, first: int = first) -> pa.Table:
                place = nw.col("place")
                frame = driver.frame("events").filter(place >= first, place < first + _AT_ONCE)
                return driver.collect(frame.select("id", "place"))

            yield from self._run(found).sort_by("place")["id"].to_pylist()

    def many(self, keys: Sequence[str]) -> Iterator[Event]:
        """As `EventTable` says: those that nobody knows yet are asked for together."""
        unknown = [key for key in keys if self._texts.known(key) is None]
        for first in range(0, len(unknown), _TOGETHER):
            some = unknown[first : first + _TOGETHER]

            def found(driver: Driver, some: list[str] = some) -> pa.Table:
                frame = driver.frame("events").filter(nw.col("id").is_in(some))
                return driver.collect(frame.select("id", "event"))

            self.take(self._run(found))
        yield from (self[key] for key in keys)

    def linking_to(self, event: str) -> Sequence[str]:
        """As `EventTable` says."""
        return self._having("linked", event)

    def giving(self, measure: str) -> Sequence[str]:
        """As `EventTable` says."""
        return self._having("measures", measure)

    def _having(self, column: str, value: str) -> tuple[str, ...]:
        def found(driver: Driver) -> pa.Table:
            has = nw.col(column).list.contains(value)
            return driver.collect(driver.frame("events").filter(has).select("id", "place", "event"))

        def asked() -> tuple[str, ...]:
            return self.take(self._run(found).sort_by("place"))

        return self._named.get((column, value), asked)


class _Anything:
    def __contains__(self, _: object) -> bool:
        return True
