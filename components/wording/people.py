"""The People page: groups, seats, who was in which room, who spoke when."""

from collections.abc import Mapping

ABSENT = "not mentioned"
PRESENCES: Mapping[str, str] = {
    "confirmed": "confirmed",
    "reported": "reported",
    "disputed": "disputed",
    "announced": "announced",
    ABSENT: ABSENT,
}

NO_SIDE, PEOPLE, HOSTS = "No side", "People", "Hosts"
_KINDS = {"outlet": "Outlets", "office": "Offices and unnamed speakers"}
SPEAKS, TAKES_PART, SPOKEN_OF = "speaks", "takes part", "spoken of"
WIKIDATA, WIKIDATA_URL = "Wikidata", "https://www.wikidata.org/wiki/"
IN_NO_EVENT = "In no event of this view"

ROOMS = "Who was in which room"
MEETINGS = "Who was in which meeting"
MEETINGS_TABLE = "Who was in which meeting, as a table"
SAME_AS_TABLE = "The same as a table, with what each rests on"
WHO = "Who"

SPOKE = "Who spoke when"
STATEMENTS = "Statements, interviews, posts by person and day"
LEADS_TO_ALL = ". Leads to all events with this person then."

ON_TIMELINE, EVERYONE = "On the timeline", "Everyone again"

outside_delegations = "{}, outside the delegations".format


def kind(kind: str) -> str:
    """Head the actors of a kind who are not people."""
    return _KINDS.get(kind, f"{kind.capitalize()}s")


def seat(is_leader: bool) -> str:
    """Say which seat a person has; it follows how surely."""
    return f" as {'a leader' if is_leader else 'a member'} · "


part = " · {} in {:,}".format  # the role, in how many events


def period(first: str, last: str) -> str:
    """Say from when to when, given in words; once when both are the same."""
    return first if first == last else f"{first} to {last}"


more_people = "and {:,} more; the filter by actor finds them.".format


def presence(state: str) -> str:
    """Say how surely somebody was at a meeting, at the beginning of a line."""
    return PRESENCES.get(state, state).capitalize()


meeting = "{}: {}".format  # the date, the title
at_meeting = "{}, {}".format  # the person, the meeting
spoke = "{}, {}: {}".format  # the person, the period, how many statements
by_period = (
    "Statements, interviews, posts and appearances by {0}. "
    "What is not dated to one {0} stands apart."
).format
speak_less = "and {:,} more who speak less often".format


def any_person(names: list[str]) -> str:
    """Head the events of the chosen people."""
    return " or ".join(names)


list_pages = "Pages of the events with {}".format
