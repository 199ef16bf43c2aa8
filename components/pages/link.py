"""Links to a view or an event for use outside the page: exports, the feed, frames.

Paths are relative to the page, because only the browser knows the path that the app is served at.
"""

from urllib.parse import urlencode

from components.exports import Format
from components.selection import Selection, address, encode


def to_export(row: Format, selection: Selection) -> str:
    """Return the path of a view's export in a format."""
    is_of_accounts = row.draws_accounts(selection)
    drawn = selection.in_accounts() if is_of_accounts else selection.in_view()
    query = address(drawn).removesuffix("?")
    return f"api/events.{row.key}{query}"


def to_export_of(key: str, event: str) -> str:
    """Return the path of one event's export in the format `key`."""
    return f"api/events.{key}{address(Selection(event=event))}"


def to_feed(selection: Selection) -> str:
    """Return the path of the feed of a view."""
    return f"feed.xml{address(selection.in_view()).removesuffix('?')}"


def to_frame(selection: Selection, base: str) -> str:
    """Return the URL of a view for a frame in another page."""
    return f"{base}?{urlencode({'embed': ['true'], **encode(selection)}, doseq=True)}"
