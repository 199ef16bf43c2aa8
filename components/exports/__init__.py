"""The view of a page as bytes to take away: tables, logs, calendars, pictures, references."""

from components.exports.format import FORMATS, Format
from components.exports.view import View

__all__ = ["FORMATS", "Format", "View"]
