"""The view of a page as bytes to take away: tables, logs, calendars, pictures, references."""

from components.exports.format import FORMATS, Format
from components.exports.view import MOST_EXPORTED, View

__all__ = ["FORMATS", "MOST_EXPORTED", "Format", "View"]
