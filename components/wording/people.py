"""The People page: seats, who was in which room, who spoke when, and what one person said."""

from collections.abc import Mapping, Sequence

from components.wording.count import spelled
from components.wording.direction import isolated
from components.wording.sentence import all_of
from components.wording.template import template

ABSENT = "not mentioned"
PRESENCES: Mapping[str, str] = {
    "confirmed": "confirmed",
    "reported": "reported",
    "disputed": "disputed",
    "announced": "announced",
}
SEATINGS: Mapping[str, str] = {
    "by name": "by name",
    "counted, not named": "counted, not named",
    "in doubt": "in doubt",
}

NO_SIDE, PEOPLE, HOSTS = "No side", "People", "Hosts"
_KINDS = {"outlet": "Outlets", "office": "Offices and unnamed speakers"}
SPEAKS, TAKES_PART, SPOKEN_OF = "speaks", "takes part", "spoken of"
WIKIDATA, WIKIDATA_URL = "Wikidata", "https://www.wikidata.org/wiki/"
IN_NO_EVENT = "In no event of this view"

TABLE = "People in columns: who seats them at the table, who was in which room, who spoke when"
WHO = "Who"

SEATS = "Who seats them at the table"
SEATS_UNFILTERED = "for the whole log, whatever is filtered"
OTHER_SOURCES, SOURCES = "Other sources", "The sources"
NO_SEAT, NO_SEAT_SIGN = "gives no seat", "\N{EN DASH}"

ROOMS = "Who was in which room"
NOBODY_SAYS_SO, NO_MARK = "nobody says so", "no mark: nobody says so"
ABSENT_SIGN = "\N{MIDDLE DOT}"
MEETINGS_TABLE = "Who was in which meeting, as a table"
SAME_AS_TABLE = "The same as a table, with the sources of each"

SPOKE = "Who spoke when"
NOTHING_SAID = "no statement"

EVERYBODY = "Everybody above, with titles and seats as each source gives them"
ON_TIMELINE, EVERYONE = "On the timeline", "Everyone again"

# A person's page.
said = template("What {} said")
said_of = template("What others said of {}")
NO_QUOTATION, IN_OUR_WORDS = "No quotation is known. In our words: ", "In our words: "
SAYS_NOTHING = "No statement of theirs is in this view."
more_said = "and {:,} more; fewer are in view with a filter by time or topic.".format


def words_of(person: str) -> str:
    """Name whose words follow, beside those of others."""
    return f"{isolated(person)}:"


outside_delegations = template("{}, outside the delegations")


def kind(kind: str) -> str:
    """Head the actors of a kind who are not people."""
    return _KINDS.get(kind, f"{kind.capitalize()}s")


def seat(is_leader: bool) -> str:
    """Say which seat a person has; it follows how surely."""
    return f" as {'a leader' if is_leader else 'a member'} · "


def seat_in_table(is_leader: bool) -> str:
    """Say which seat a person has; the number of their events follows."""
    return "leads, " if is_leader else "member, "


part = template(" · {} in {:,}")  # the role, in how many events


def period(first: str, last: str) -> str:
    """Say from when to when, given in words; once when both are the same."""
    return first if first == last else f"{first} to {last}"


group_of = template("{} ({:,})")  # its name, how many are in it
more_people = "and {:,} more; the filter by actor finds them.".format


def more_chosen(more: int) -> str:
    """Say how many more are chosen than have a page of their own here."""
    who = "One more is chosen" if more == 1 else f"{more:,} more are chosen"
    return f"{who}; the list of events has theirs too. Choose fewer for the page of each."


more_statements = "and {:,} more".format
meeting = template("{}: {}")  # the date, the title


def state(state: str) -> str:
    """Say how surely somebody was at a meeting or has a seat."""
    return PRESENCES.get(state) or SEATINGS.get(state, state)


def state_at_start(state_: str) -> str:
    """Say the same at the beginning of a line."""
    return f"{state(state_).capitalize()}."


def sign_of(person: str, row: str, state: str, rests_on: str) -> str:
    """Say what a sign in the table means: of whom, at which meeting or by which source."""
    told = f" · {isolated(rests_on)}" if rests_on else ""
    return f"{isolated(person)}, {isolated(row)}: {state}{told}"


statement = template("{}, {}: {}")  # the person, the date, the title
all_statements = template("{}, {}: all {:,} statements")


def spoke_note(unit: str) -> str:
    """Say what the marks of those who spoke are, by the length of a row."""
    return (
        "one mark for each statement, interview, post or appearance; what is not dated to one "
        f"{unit} stands apart"
    )


list_pages = template("Pages of the events with {}")


# The finding of the page.


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def seats_headline(seats: int, doubted: int) -> str:
    """Head the page of a log with seats at the table."""
    if not doubted:
        return _sentence(f"{spelled(seats)} {'seat' if seats == 1 else 'seats'} at the table")
    if seats == 1:
        return "One seat, and it is in doubt"
    which = "all" if doubted == seats else spelled(doubted)
    return _sentence(f"{spelled(seats)} seats, {which} of them in doubt")


def people_headline(people: int, meetings: int) -> str:
    """Head the page of a log in which nobody has a seat."""
    who = f"{spelled(people)} {'person' if people == 1 else 'people'}"
    if not meetings:
        return _sentence(who)
    return _sentence(f"{who}, {spelled(meetings)} {'meeting' if meetings == 1 else 'meetings'}")


def _named(names: Sequence[str]) -> str:
    """Join names; of many, the first few and the number of the rest."""
    if len(names) > 6:
        return all_of([*names[:5], f"{len(names) - 5:,} others"])
    return all_of(names)


def _at_start(source: str) -> str:
    """Write the short name of a source at the beginning of a sentence."""
    return isolated(f"The{source[3:]}" if source.startswith("the ") else source)


def all_articles_name(articles: int, names: Sequence[str]) -> str:
    """Say whom every one of several articles names at the table."""
    which = "Both articles" if articles == 2 else f"All {spelled(articles)} articles"
    return f"{which} name {_named(names)}."


def article_names(source: str, names: Sequence[str], counted: int, *, is_more: bool) -> str:
    """Say whom an article names, and how many it counts without naming them."""
    also = "also " if is_more else ""
    parts = []
    if names:
        parts.append(f"{also}names {_named(names)}")
    if counted:
        more = " more" if names or is_more else ""
        parts.append(f"counts {spelled(counted)}{more} without a name")
    return f"{_at_start(source)} {all_of(parts)}."


def others_name(names: Sequence[str], *, is_more: bool) -> str:
    """Say whom the sources that are no article name."""
    return f"Other sources {'also ' if is_more else ''}name {_named(names)}."


def in_doubt(names: Sequence[str]) -> str:
    """Say whose seat is in doubt."""
    return f"In doubt: {_named(names)}."
