"""The filters beside the picture: search, time window, lists of options."""

SEARCH = "Search"
SEARCH_HINT = "Words or names"
SEARCH_LABEL = "Search the events"
FILTERS = "Filters"
EARLY_DATE_HINT = "-0043-03-15 or 1066"  # where no date field reaches
FROM, TO = "From", "to"
ROLE, ANY_ROLE = "What they did", "Either"
ROLES = {"did": "Did or said", "spoken-of": "Was spoken of"}
TO_EVIDENCE = "See what each of them says"

NO_MATCH = "No match."

window = "Time window, {}".format
chosen = "{} chosen".format
explained = "{}, and how many events each leaves".format
more = "{} more".format
find_among = "Find in {:,}".format


def find_in(heading: str) -> str:
    """Name the field that searches a list."""
    return f"Find in {heading.lower()}"


first_matches = "The first {:,} of {:,} matches.".format
first_options = "The first {:,} of {:,}; the field above finds every other.".format
