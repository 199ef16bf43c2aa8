"""The filters beside the picture: search, days, lists of options."""

from components.wording.template import template

SEARCH = "Search"
SEARCH_HINT = "Word, name or plain question"
WORD_HINT = "Word or name, in any script"
SEARCH_LABEL = "Search the events"
TRY = "Try "  # before examples of a search
FILTERS = "Filters"
FILTER_AND_SEARCH = "Filter and search"
EARLY_DATE_HINT = "44 BC or 1066-10-14"  # where no date field reaches
FROM, TO = "From", "to"
DAYS, ALL_DAYS, TYPE_DATES = "Days", "all", "type dates"
FIRST_DAY, LAST_DAY = "Show events from", "Show events to"  # the two handles
BEFORE, AFTER = "before", "after"  # names of the bars at either end
FROM_BEGINNING, TO_END = "from the beginning", "to the end"
ROLE, ANY_ROLE = "What they did", "Either"
ROLES = {"did": "Did or said", "spoken-of": "Was spoken of"}
TO_EVIDENCE = "See what each of them says"

question_of = template("what did {} do")  # an example of a question
NO_MATCH = "No match."

dates = template("Dates, {}")  # on which clock
before, after = template("before {}"), template("after {}")
window_from, window_to = template("from {}"), template("to {}")
chosen = template("{} chosen")
filters_on = template("{} on")
explained = template("{}, and how many events each leaves")
more = template("{} more")
find_among = "Find in {:,}".format


def bar(period: str, count: int, *, is_exact: bool) -> str:
    """Say how many events a bar stands for; of many events it is only a height."""
    if not is_exact:
        return period
    return f"{period}: {count:,} event{'' if count == 1 else 's'}"


def find_in(heading: str) -> str:
    """Name the field that searches a list."""
    return f"Find in {heading.lower()}"


first_matches = "The first {:,} of {:,} matches.".format
first_options = "The first {:,} of {:,}; the field above finds every other.".format
