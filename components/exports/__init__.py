"""The view of a page as bytes to take away: tables, logs, calendars, pictures, references."""

from components.exports.feed import MOST_ENTRIES, write_feed
from components.exports.format import FORMATS, Format
from components.exports.metadata import event_page, open_graph, schema_org
from components.exports.reference import (
    Reference,
    as_bibtex,
    as_csl,
    as_text,
    cite_event,
    cite_view,
)
from components.exports.view import MOST_EXPORTED, Shown, View, alone, zone_name

__all__ = [
    "FORMATS",
    "MOST_ENTRIES",
    "MOST_EXPORTED",
    "Format",
    "Reference",
    "Shown",
    "View",
    "alone",
    "as_bibtex",
    "as_csl",
    "as_text",
    "cite_event",
    "cite_view",
    "event_page",
    "open_graph",
    "schema_org",
    "write_feed",
    "zone_name",
]
