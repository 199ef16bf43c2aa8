"""The menus of downloads and sharing: files, addresses, references, frames."""

from components.wording.template import template

DOWNLOAD, DOWNLOAD_VIEW = "Download", "Download this view"
SHARE, CITE_VIEW, CITE_EVENT = "Share", "Cite this view", "Cite this event"
EMBED = "Embed in a page"
FRAME_HEIGHT = (
    "The script makes the frame as high as what stands in it. Without it, the height is right for "
    "a frame as wide as the picture here; a narrower one scrolls."
)
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

first_exported = "The first {:,} of {:,} events are exported; filters bring the others.".format
last_of_feed = template(
    "has the last {} events of the view by date; "
    "a feed reader is not told of earlier ones that are added"
)
copy = template("Copy {}")


titled = template("{}: {}")  # the title of the log, the words of a view or an event


def snippet(name: str) -> str:
    """Name the HTML that puts a frame into a page."""
    return f"the snippet: {name.lower()}"


def address(name: str) -> str:
    """Name an address that is copied."""
    return f"the address: {name.lower()}"


digest = template("SHA-256 of the log begins with {}")
retrieved = template("{} (retrieved {})")  # the address, the day


def holds_at_most(most: int) -> str:
    """Say how many events a format holds, where a view has more."""
    return f"holds at most {most:,} events; choose fewer"
