"""The view of a page as bytes to take away: tables, logs, calendars, pictures, references."""

from components.exports.format import FORMATS, Format
from components.exports.reference import (
    Reference,
    as_bibtex,
    as_csl,
    as_text,
    cite_event,
    cite_view,
)
from components.exports.view import View

__all__ = [
    "FORMATS",
    "Format",
    "Reference",
    "View",
    "as_bibtex",
    "as_csl",
    "as_text",
    "cite_event",
    "cite_view",
]
