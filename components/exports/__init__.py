"""The view of a page as bytes to take away: tables, logs, calendars, pictures, references."""

from components.exports.format import FORMATS, Format
from components.exports.png import PictureError
from components.exports.view import View

__all__ = ["FORMATS", "Format", "PictureError", "View"]
