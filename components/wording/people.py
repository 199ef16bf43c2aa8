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


def outside_delegations(side: str) -> str:
    """Head those of a side who have no seat."""
    return f"{side}, outside the delegations"


def kind(kind: str) -> str:
    """Head the actors of a kind who are not people."""
    return _KINDS.get(kind, f"{kind.capitalize()}s")


def seat(is_leader: bool) -> str:
    """Say which seat a person has; it follows how surely."""
    return f" as {'a leader' if is_leader else 'a member'} · "


def part(role: str, times: int) -> str:
    """Say in how many events an actor plays a role; it follows other facts."""
    return f" · {role} in {times:,}"


def period(first: str, last: str) -> str:
    """Say from when to when, given in words; once when both are the same."""
    return first if first == last else f"{first} to {last}"


def more_people(count: int) -> str:
    """Say how many of a group are not shown, and how to find them."""
    return f"and {count:,} more; the filter by actor finds them."


def presence(state: str) -> str:
    """Say how surely somebody was at a meeting, at the beginning of a line."""
    return PRESENCES.get(state, state).capitalize()


def meeting(date: str, title: str) -> str:
    """Head the column of a meeting."""
    return f"{date}: {title}"


def at_meeting(person: str, meeting: str) -> str:
    """Name a cell of the grid."""
    return f"{person}, {meeting}"


def spoke(person: str, period: str, statements: str) -> str:
    """Name a count in the chart of who spoke when."""
    return f"{person}, {period}: {statements}"


def by_period(period: str) -> str:
    """Say what the chart counts, by day, month or year."""
    return (
        f"Statements, interviews, posts and appearances by {period}. "
        f"What is not dated to one {period} stands apart."
    )


def speak_less(count: int) -> str:
    """Say how many people the chart leaves out."""
    return f"and {count:,} more who speak less often"


def any_person(names: list[str]) -> str:
    """Head the events of the chosen people."""
    return " or ".join(names)


def list_pages(names: str) -> str:
    """Name the pages of their events."""
    return f"Pages of the events with {names}"
