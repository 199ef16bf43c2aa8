"""The panel of an open event, and what stands in its place before one is opened."""

from collections.abc import Mapping

from components.wording.template import template

ROLES: Mapping[str, str] = {
    "speaker": "Speaker",
    "participant": "Takes part",
    "host": "Host",
    "subject": "Subject",
    "author": "Author",
}
# What an event does to the one that it links to, and what that one says of the first.
RELATIONS: Mapping[str, tuple[str, str]] = {
    "announces": ("Announces", "Announced by"),
    "fulfils": ("Fulfils", "Fulfilled by"),
    "answers": ("Answers", "Answered by"),
    "refers-to": ("Refers to", "Referred to by"),
    "corrects": ("Corrects", "Corrected by"),
    "part-of": ("Part of", "Has as a part"),
    "follows": ("Comes after", "Comes before"),
}

PREVIOUS, NEXT, CLOSE = "Previous", "Next", "Close"
LEFT_KEY, RIGHT_KEY = "left arrow key", "right arrow key"
ESCAPE_KEY = "Escape"
PREVIOUS_SIGN, NEXT_SIGN, CLOSE_SIGN = "←", "→", "×"  # noqa: RUF001 - it means to close
OUTSIDE = "This event is outside the present filters."

WHEN, WHO, TOPICS = "When", "Who", "Topics"
WHERE, CHANNEL, FIGURES = "Where", "Channel", "Figures"
DIFFERS_FROM = "On the same question"
SOURCES, CONNECTED = "Sources", "Connected"
ARTICLES_DIFFER, ACCOUNTS_DIFFER = "Where the articles differ", "Where the accounts differ"

ABOUT_LOG, HOW_TO_READ = "About this log", "How to read the picture"
HELP = (
    "The higher a lane stands at a time, the more events it has there. Point at it for their "
    "number, press it to come near: a window of a thousand events or fewer has a mark for each.",
    "Drag or pinch to move through time, hold Shift to choose one, Ctrl and wheel to zoom. "
    "The strip below the picture is the whole log: dragging on it chooses a window too.",
)

HELP_WITH_COLUMNS = (
    "A tinted box is the span in which its events happened. Its edges are what is known; a place "
    "inside it means nothing.",
    "Only events whose source gives a clock time stand on a scale of hours.",
    "Each event stands once; the colours are those of the sides of whoever acts in it.",
    "Tab and the arrow keys move between the marks, Enter opens one; left and right then go to the "
    "previous and next event.",
)

step_hint = template("{} ({})")  # the step, its key


def across_clocks(times: str, *, inferred: bool) -> str:
    """Say the same instant on several clocks; one that is inferred is about right."""
    return f"about {times}" if inferred else times
