"""Values to columns: the log as a table, and the engine that answers questions about it.

Also who was at which meeting, and on how many independent witnesses an event rests.
"""

from components.frames.engine import Answer, Engine, Query
from components.frames.events import COLUMNS, table
from components.frames.facet import FACETS, Facet
from components.frames.index import Index
from components.frames.presence import ABSENT, Cell, PresenceTable, presence
from components.frames.spread import OPEN_START, OPEN_STOP
from components.frames.witness import Rests, rests, witnesses

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
    "presence",
    "rests",
    "table",
    "witnesses",
]
