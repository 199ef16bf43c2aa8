"""What the server answers to a request that it refuses."""

NO_FORMAT = "there is no such format"
NO_DATA_ADDRESS = "there is no such address; data are at events.FORMAT"
NO_FILE = "There is no such file."
NO_LOG = "there is no log to show yet"
DAMAGED_LOG = "the log is damaged"
UNUSABLE_ADDRESS = "part of this address could not be used"
TOO_BUSY = "too many exports are being made; try again in a little while"
READING_ONLY = "This server is for reading."

NO_EVENT = "this log has no such event"
NO_EVENT_TITLE = "This log has no such event"
NO_EVENT_REASON = "It may have had another name when this link was made."

LINK_TOO_LONG_TITLE = "This link is too long"


def link_too_long(characters: int, parameters: int, most: int, most_parameters: int) -> str:
    """Say how long a link is, in characters and parameters, and how long it may be."""
    return (
        f"Behind its question mark it has {characters:,} characters and {parameters:,} parameters; "
        f"{most:,} and {most_parameters:,} are the most. Nothing of it was used."
    )


def query_too_long(most: int) -> str:
    """Say how many characters a query may have, to a program."""
    return f"an address has {most:,} characters at most after its ?"
