"""Values to columns: the log as a table, and the engine that answers questions about it.

Also who was at which meeting, and on how many independent witnesses an event rests.
"""

from components.frames.engine import Answer, Engine, Query
from components.frames.events import COLUMNS, table
from components.frames.facet import FACETS, USES, Facet, Used, uses
from components.frames.index import Index, reading_order
from components.frames.parquet import gather, index_log, index_parquet
from components.frames.presence import ABSENT, HOSTS, Cell, PresenceTable, hosts, presence
from components.frames.recent import Recent
from components.frames.spread import OPEN_START, OPEN_STOP, Bins, Shares, known
from components.frames.text import fold
from components.frames.witness import RESTS, Rests, Some, rests, witnesses

__all__ = [
    "ABSENT",
    "COLUMNS",
    "FACETS",
    "HOSTS",
    "OPEN_START",
    "OPEN_STOP",
    "RESTS",
    "USES",
    "Answer",
    "Bins",
    "Cell",
    "Engine",
    "Facet",
    "Index",
    "PresenceTable",
    "Query",
    "Recent",
    "Rests",
    "Shares",
    "Some",
    "Used",
    "fold",
    "gather",
    "hosts",
    "index_log",
    "index_parquet",
    "known",
    "presence",
    "reading_order",
    "rests",
    "table",
    "uses",
    "witnesses",
]
