"""Files of other tools become events: a module a format, and the mapping of their fields."""

from components.imports.convert import LOGS, TABLES_OF_OTHERS, Outcome, Told, Wishes, convert
from components.imports.mapping import Columns, read_mapping

__all__ = [
    "LOGS",
    "TABLES_OF_OTHERS",
    "Columns",
    "Outcome",
    "Told",
    "Wishes",
    "convert",
    "read_mapping",
]
