"""Values to columns: the log as a table, and the engine that answers questions about it.

Also who was at which meeting, and on how many independent witnesses an event rests.
"""

from components.frames.engine import Answer, Engine, Query
from components.frames.events import COLUMNS, table
from components.frames.facet import FACETS, Facet
from components.frames.index import Index
from components.frames.parquet import index_log, index_parquet
from components.frames.presence import ABSENT, Cell, PresenceTable, hosts, presence
from components.frames.spread import OPEN_START, OPEN_STOP
from components.frames.witness import Rests, Some, rests, witnesses

__all__ = [
    "ABSENT",
    "COLUMNS",
    "FACETS",
    "OPEN_START",
    "OPEN_STOP",
    "Answer",
    "Cell",
    "Engine",
    "Facet",
    "Index",
    "PresenceTable",
    "Query",
    "Rests",
    "Some",
    "hosts",
    "index_log",
    "index_parquet",
    "presence",
    "rests",
    "table",
    "witnesses",
]
