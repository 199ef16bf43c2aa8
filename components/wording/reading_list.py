"""The reading list, and what a reader must know of an event at a glance."""

READING_LIST = "Reading list"
PAGES = "Pages of the reading list"
EARLIER, LATER = "Earlier", "Later"


def status(status: str) -> str:
    """Flag an event that did not simply happen."""
    return status.capitalize()


part_of = "{:,} to {:,} of {:,}".format

# What a search found, behind the name of the part that has it.
WHERE, CHANNEL, TOPIC = "Where", "Channel", "Topic"
GAP = "\N{HORIZONTAL ELLIPSIS}"  # for the words that are left out of a long text
found_in = "{}: ".format
