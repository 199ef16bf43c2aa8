"""What the server answers to a request that it refuses."""

from components.wording.template import template

NO_FORMAT = "there is no such format"
NO_DATA_ADDRESS = "there is no such address; data are at events.FORMAT"
NO_FILE = "There is no such file."
NO_LOG = "there is no log to show yet"
DAMAGED_LOG = "the log is damaged"
UNUSABLE_ADDRESS = "part of this address could not be used"
TOO_BUSY = "too many exports are being made; try again in a little while"
NO_ROOM = "there is no room on the disk to make this file; try again later"
too_long_to_make = (
    "this export takes more than {:,.0f} seconds of work, the most that a request may; "
    "ask for fewer events"
).format
too_large_to_make = (
    "this export has more than {:,} MB, the most that a request may have; ask for fewer events"
).format
NOT_READ = "the client read nothing of it for too long"
TOO_MANY_PICTURES = "too many pictures are being drawn; try again in a little while"
NO_PICTURE = "this picture could not be drawn now; try again in a little while, or take it as SVG"
READING_ONLY = "This server is for reading."

NO_EVENT = "this log has no such event, or has it no longer"
NO_EVENT_TITLE = "This log has no such event, or has it no longer"
SEARCH_FOR_EVENT = "Search for the words of its id"
NO_EVENT_REASON = "It may have had another id when this link was made."

LINK_TOO_LONG_TITLE = "This link is too long"

link_too_long = (
    "Behind its question mark it has {:,} characters and {:,} parameters; "
    "{:,} and {:,} are the most. Nothing of it was used."
).format
query_too_long = "an address has {:,} characters at most after its ?".format
foreign_host = template(
    "The server does not answer to this host name; whoever runs it can add the name to {}."
)
FOREIGN_PAGE = "A page of another site may not open this connection."
TOO_MANY_PAGES = "Too many pages are open."
LONG_HEAD = "The headers of this request are too long."
TEXT = "Text is not accepted."
FOREIGN_MESSAGE = "No page sends this."
TOO_MANY_BYTES = "Too many bytes."
TOO_MANY_MESSAGES = "Too many messages."
