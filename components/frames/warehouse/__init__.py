"""A log that an engine elsewhere holds: its tables, how they get there, and who asks them.

Needs what requirements-engines.txt lists, or the library of the engine that is used.
"""

from components.frames.warehouse.about import About
from components.frames.warehouse.address import Address, AddressError, is_address, parse_address
from components.frames.warehouse.connection import (
    Connection,
    EngineError,
    LostEngineError,
    SlowEngineError,
    StoppedError,
    Waiting,
    waiting,
)
from components.frames.warehouse.drivers import engine_of
from components.frames.warehouse.engine import Warehouse
from components.frames.warehouse.events import WarehouseEvents
from components.frames.warehouse.load import load
from components.frames.warehouse.open import open_log, read_about
from components.frames.warehouse.tables import SCHEMAS, Tables

__all__ = [
    "SCHEMAS",
    "About",
    "Address",
    "AddressError",
    "Connection",
    "EngineError",
    "LostEngineError",
    "SlowEngineError",
    "StoppedError",
    "Tables",
    "Waiting",
    "Warehouse",
    "WarehouseEvents",
    "engine_of",
    "is_address",
    "load",
    "open_log",
    "parse_address",
    "read_about",
    "waiting",
]
