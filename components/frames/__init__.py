"""Values to columns: the log as a table, and the index that answers questions about it."""

from components.frames.events import COLUMNS, table
from components.frames.facet import FACETS, Facet
from components.frames.index import Answer, Index, Query

__all__ = ["COLUMNS", "FACETS", "Answer", "Facet", "Index", "Query", "table"]
