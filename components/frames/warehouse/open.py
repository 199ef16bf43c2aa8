"""A connection comes in; the log that is kept there goes out, with the engine that knows it."""

from __future__ import annotations

from components.events import Log, StoredError, with_events
from components.frames.warehouse.about import About
from components.frames.warehouse.connection import Connection, Driver, LostEngineError
from components.frames.warehouse.engine import Warehouse
from components.frames.warehouse.events import WarehouseEvents


def read_about(connection: Connection) -> str:
    """Ask what is known of the log as a whole, in JSON; raise EngineError."""

    def asked(driver: Driver) -> list[str]:
        texts: list[str] = driver.collect(driver.frame("about"))["about"].to_pylist()
        return texts

    texts = connection.run(asked)
    if len(texts) != 1:
        raise LostEngineError("The engine holds no log there.")
    return texts[0]


def open_log(connection: Connection, text: str) -> tuple[Log, Warehouse, About]:
    """Make a log and its engine of what `read_about` gave; raise EngineError."""
    try:
        about = About.read(text)
    except StoredError as error:
        raise LostEngineError(f"The engine holds a damaged log: {error}.") from None
    events = WarehouseEvents(connection, about.head, about.total)
    log = with_events(about.head, events).with_hash(about.hash)
    about.tell(log)
    return log, Warehouse(connection, about, events), about
