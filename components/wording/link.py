"""Why a part of a link could not be used."""

from collections.abc import Iterable

from components.wording.template import template

NO_FILTER = "there is no such filter"
NO_PAGE = "this log has no such page"
NO_EVENT = "no event of this log has this id, or none has it any more"
NEAR_EVENTS = "events that are called alike:"
SEARCH_FOR_IT = "search for its words"
NO_CLOCK = "this log offers no such clock"
NO_ENTRY = "the number of an entry in the list, such as 101"
NO_TIME = "a date such as 2025-05-11, or a time such as 2025-05-11T14:00Z"
WALK_OF_ALL = "the walk is of the whole log, without filters or an open event"
UNSHOWABLE = "it holds characters that cannot be shown"
OTHER_CLOCK = "this page has one clock, and reads its days on it"
NO_DAY = "this page can begin and end only at the days that its filters offer"
BACKWARDS = "the window would end before it begins"

too_many_values = template("more than {} values")


def no_option(heading: str) -> str:
    """Say that a filter has no such option in this log."""
    return f"this log has no such {heading.lower()}"


def parts(keys: Iterable[str]) -> str:
    """Name the parts of the Evidence page."""
    return "parts are " + ", ".join(keys)


def lanes(keys: Iterable[str]) -> str:
    """Name the kinds of lanes."""
    return "lanes can be " + ", ".join(keys)


def roles(keys: Iterable[str]) -> str:
    """Name the roles of those whom a filter chooses."""
    return "as can be " + ", ".join(keys)


def steps(count: int) -> str:
    """Say which steps the walk of a log has."""
    if not count:
        return "this log has no walk"
    return "the walk has one step, 1" if count == 1 else f"the walk has the steps 1 to {count}"


def frames(keys: Iterable[str]) -> str:
    """Name what a frame can show."""
    return "a frame can show " + ", ".join(keys)


not_among = template("it is not among the {}")
link_too_long = template("longer than {} characters, or of more than {} parameters")
search_too_long = template("longer than {} characters")
