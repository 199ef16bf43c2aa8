"""The head of every page: its tabs, the chips of the filters, what an empty view offers."""

from components.wording.direction import isolated
from components.wording.template import template

PAGES = {"timeline": "Timeline", "people": "People", "evidence": "Evidence", "data": "Data"}
PAGES_LABEL = "Pages"

SEARCH, WINDOW = "Search", "Days"
CLEAR_ALL = "Clear all"

NO_FILTER_TO_BLAME = "No single filter is to blame. "
CLEAR_ALL_FILTERS = "Clear all filters"

CONTROLS = "How the picture is drawn"
ROWS, CLOCK = "Rows", "Clock"
ROW_NAMES = {
    "actor": "People",
    "topic": "Topics",
    "kind": "Kinds",
    "source": "Sources",
    "side": "Sides",
}

KEY_FIGURES = "Key figures"
DISPUTED = "Disputed: "
ARROW = "\N{RIGHTWARDS ARROW}"
TO = "to "  # for those who hear the change from one number to another

search_chip = "“{}”".format


def remove(heading: str, name: str) -> str:
    """Say what a press on a chip does."""
    return f"Remove {heading.lower()}: {isolated(name)}"


NOT_YET = "As soon as the log has one, it appears here by itself."

without = template("Without “{}”")
on_clock = template("On the {} clock")


def all_questions(count: int) -> str:
    """Name the way to all questions on which the accounts differ."""
    return "The question" if count == 1 else f"All {count:,} questions"


def would_be_left(count: int) -> str:
    """Say how many events that view has; it follows the link."""
    return f" there {'is' if count == 1 else 'are'} {count:,}."


def of_what(measure: str, scope: str) -> str:
    """Say what a number measures and what it covers, as a sentence."""
    return f"{isolated(measure)}, {isolated(scope.rstrip('.'))}."
