"""Opens a log that a warehouse holds, with the engine that answers queries about it."""

from components import wording
from components.events import Log, StoredError, with_events
from components.frames.warehouse.engine import Warehouse
from components.frames.warehouse.events import WarehouseEvents
from components.frames.warehouse.manifest import Manifest, OutdatedError
from components.frames.warehouse.pool import LostEngineError, Pool, Session


def read_manifest(pool: Pool) -> str:
    """Ask for the manifest, which is JSON; raise EngineError."""

    def ask(session: Session) -> list[str]:
        rows = session.collect(session.frame("about").select("about"))
        texts: list[str] = rows["about"].to_pylist()
        return texts

    texts = pool.run(ask)
    if len(texts) != 1:
        raise LostEngineError(wording.engine.NO_LOG)
    return texts[0]


def open_log(pool: Pool, text: str) -> tuple[Log, Warehouse, Manifest]:
    """Make a log and its engine from what `read_manifest` returned; raise EngineError."""
    try:
        manifest = Manifest.read(text)
    except OutdatedError as error:
        raise LostEngineError(wording.engine.unusable(str(error))) from None
    except StoredError as error:
        raise LostEngineError(wording.engine.damaged(str(error))) from None
    events = WarehouseEvents(pool, manifest.facts.log, manifest.total)
    log = with_events(manifest.facts.log, events).with_hash(manifest.hash)
    return log, Warehouse(pool, manifest, events, log), manifest
