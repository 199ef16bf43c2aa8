"""The filters beside the picture: search, time window, lists of options."""

SEARCH = "Search"
SEARCH_HINT = "Words or names"
SEARCH_LABEL = "Search the events"
FILTERS = "Filters"
EARLY_DATE_HINT = "-0043-03-15 or 1066"  # where no date field reaches
FROM, TO = "From", "to"
TO_EVIDENCE = "See what each of them says"

NO_SUCH_NAME = "None of that name."


def window(clock: str) -> str:
    """Head the time window, in the days of a clock."""
    return f"Time window, {clock}"


def chosen(count: int) -> str:
    """Say how many options of a list are set."""
    return f"{count} chosen"


def explained(heading: str) -> str:
    """Head a list of options for screen readers."""
    return f"{heading}, and how many events each leaves"


def more(count: int) -> str:
    """Name the options that are folded away."""
    return f"{count} more"


def find_among(count: int) -> str:
    """Hint in the field that searches a list."""
    return f"Find in {count:,}"


def find_in(heading: str) -> str:
    """Name the field that searches a list."""
    return f"Find in {heading.lower()}"


def first_matches(shown: int, matching: int) -> str:
    """Say that more options match what is searched for than are shown."""
    return f"The first {shown:,} of {matching:,} of that name."


def first_options(shown: int, every: int) -> str:
    """Say that a list has more options than are shown."""
    return f"The first {shown:,} of {every:,}; the field above finds every other."
