"""Where a view or an event is found from outside: permalinks, exports, the feed, frames.

A path of this server is as the page sees it, which alone knows what it stands below.
"""

from __future__ import annotations

from urllib.parse import urlencode

from components.selection import Selection, address, encode


def to_export(key: str, selection: Selection) -> str:
    """Return the path from which a view comes in the format called `key`."""
    query = address(selection.in_view()).removesuffix("?")
    return f"api/events.{key}{query}"


def to_export_of(key: str, event: str) -> str:
    """Return the path from which one event comes in the format called `key`."""
    return f"api/events.{key}{address(Selection(event=event))}"


def to_feed(selection: Selection) -> str:
    """Return the path of the feed of a view."""
    return f"feed.xml{address(selection.in_view()).removesuffix('?')}"


def to_frame(selection: Selection, base: str) -> str:
    """Return the address of what stands in the frame of another page."""
    return f"{base}?{urlencode({'embed': ['true'], **encode(selection)}, doseq=True)}"
