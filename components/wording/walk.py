"""The walk: its way in and out, its steps, what is said beside them."""

from components.wording.count import spelled
from components.wording.template import template

LEAVE, LEAVE_HINT = "Leave the walk", "Leave the walk (Escape)"
RAIL = "Steps of the walk"
PREVIOUS, NEXT = "Previous", "Next"
END = "The end: see everything"
BACKWARDS_SIGN, ONWARDS_SIGN = "\N{LEFTWARDS ARROW}", "\N{RIGHTWARDS ARROW}"
OR_KEYS = "or"  # before the keys that do the same
SHOWS = "This step shows"
EXPLORE = "Explore from here"
DIFFER = "Where the articles differ"

step_of = template("Step {} of {}")
says = template(": {}")  # what an article answers, behind its name
as_handout = template("{}: {}")  # the title of the walk, of the log


def enter(steps: int) -> str:
    """Name the way into a walk by the number of its steps."""
    return f"Walk through it in {spelled(steps)} {'step' if steps == 1 else 'steps'}"
