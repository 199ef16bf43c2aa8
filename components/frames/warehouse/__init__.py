"""A log in a database (a warehouse): its address, its tables, and the engine that queries them.

Needs the packages of requirements-engines.txt, or that of the database in use.
"""

from components.frames.warehouse.address import Address, AddressError, is_address, parse_address
from components.frames.warehouse.backend import backend_of
from components.frames.warehouse.engine import Warehouse
from components.frames.warehouse.events import WarehouseEvents
from components.frames.warehouse.load import load
from components.frames.warehouse.manifest import Manifest
from components.frames.warehouse.open import open_log, read_manifest
from components.frames.warehouse.pool import (
    EngineError,
    LostEngineError,
    Pool,
    SlowEngineError,
    StoppedError,
    Waiting,
    waiting,
)
from components.frames.warehouse.tables import SCHEMAS, Tables
