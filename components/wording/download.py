"""The menus of downloads and sharing: files, addresses, references, frames."""

DOWNLOAD, DOWNLOAD_VIEW = "Download", "Download this view"
SHARE, CITE_VIEW, CITE_EVENT = "Share", "Cite this view", "Cite this event"
EMBED = "Embed in a page"
TAKE_AWAY = "Take this view away"
AS_ADDRESS = "As an address"
FOR_PROGRAMS = "For programs"
FOR_PROGRAMS_PURPOSE = "answers with the view as it then is; another ending gives another format"
FEED = "Feed"
WHOLE_FEED = "has every event of the view, so a feed reader tells of each that is added"

COPY, COPY_LINK = "Copy", "Copy link"
EVENT_REFERENCE = "the reference of this event"
VIEW_REFERENCE = "the reference of this view"

FRAMES = {"chart": "The picture", "list": "The reading list", "event": "The open event"}
NEW_TAB = " (opens in a new tab)"


def first_exported(most: int, found: int) -> str:
    """Say that a file has a part of the events, and how to get the others."""
    return f"The first {most:,} of {found:,} events are exported; filters bring the others."


def last_of_feed(most: int) -> str:
    """Say which events a feed has of a view with more."""
    return (
        f"has the last {most} events of the view by date; "
        "of an earlier one that is added a feed reader does not hear"
    )


def copy(text: str) -> str:
    """Say what a button copies."""
    return f"Copy {text}"


def snippet(name: str) -> str:
    """Name the HTML that puts a frame into a page."""
    return f"the snippet: {name.lower()}"


def address(name: str) -> str:
    """Name an address that is copied."""
    return f"the address: {name.lower()}"


def digest(start: str) -> str:
    """Say which state of the log a reference is to."""
    return f"SHA-256 of the log begins with {start}"


def retrieved(address: str, day: str) -> str:
    """Say where a printed page is from, and when it was read."""
    return f"{address} (retrieved {day})"
