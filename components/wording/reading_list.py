"""The reading list, and what a reader must know of an event at a glance."""

READING_LIST = "Reading list"
PAGES = "Pages of the reading list"
EARLIER, LATER = "Earlier", "Later"
DIFFER = "≠ accounts differ"
ONLY_RECORD = "only from the record"


def status(status: str) -> str:
    """Flag an event that did not simply happen."""
    return status.capitalize()


part_of = "{:,} to {:,} of {:,}".format
