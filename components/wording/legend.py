"""The names of lanes, and the legend and origin below an exported picture."""

from collections.abc import Mapping, Sequence

from components.wording import count
from components.wording.direction import isolated
from components.wording.template import template

NOBODY: Mapping[str, str] = {"actor": "Nobody named", "topic": "No topic", "source": "No source"}
NONE_NAMED = "None named"
OTHERS = "Others"

not_seated = template("{}, not seated")


def more_rows(by: str, number: int) -> str:
    """Name the row of those that have none of their own; `by` is the key of the rows."""
    return f"{number:,} more {by}{'' if number == 1 else 's'}"


own_scale = template("{}, on their own scale")
not_known = template("{} not known")


def clock(name: str, zone: str) -> str:
    """Say on whose clock times are."""
    return f"On the clock of {isolated(name)}{'' if name == zone else f' ({zone})'}"


exported = template("exported {} UTC")
digest = template("from the log with SHA-256 {}")


scale = template(
    "Too many events for a mark each: the ridges count them in steps of {}, "
    "of which the tallest holds {:,}"
)


def scale_with_others(step: str, tallest: int, others: int) -> str:
    """Describe the scale of ridges where the lane of all others has its own."""
    return f"{scale(step, tallest)}, in the lane of all others {others:,}"


def about(number: int, unit: str) -> str:
    """Write a length of time, as in "about 3 days"."""
    return f"about {number:,} {unit}{'' if number == 1 else 's'}"


# The signs of the picture in columns.
SINCE = "Since"
BOLD = "Aa"  # a sample of bold letters
SIGN_NAMES: Mapping[str, str] = {
    "span": "some time within",
    "earlier": "or earlier",
    "later": "or later",
    "uncertain": "date uncertain",
    "clock": "hour known",
    "date": "date known",
    "said": "said",
    "posted": "posted",
    "met": "met",
    "decided": "decided",
    "written": "written",
    "hollow": "due or possible",
    "disputed": "disputed",
    "key": "key event",
    "touched": "also took part in an event in another row",
    "spoken-of": "spoken of in another row",
    "linked": "linked to this event",
    "differing": "on the same question",
}
SIGNS = "Signs of the picture"


def source(title: str, shown: int, matching: int, clock: str) -> str:
    """Say at the foot of an image what it is from, how much of that it shows, on which clock."""
    events = count.events(matching)
    part = events if shown == matching else f"{shown:,} of {events}"
    return f"{isolated(title)}. {part}, on the clock of {clock}"


def accounts_source(
    title: str, shown: int, questions: int, left_out: Sequence[tuple[str, int]]
) -> str:
    """Say at the foot of an image what it is from, and how many questions have no room on it.

    `left_out` are the names of the groups that they are of, with their numbers.
    """
    asked = count.questions(questions)
    if not left_out:
        return f"{isolated(title)}. {asked}"
    groups = ", ".join(f"{number:,} {name}" for name, number in left_out)
    return f"{isolated(title)}. {shown:,} of {asked}; left out for want of room: {groups}"
