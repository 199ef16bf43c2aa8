"""What is said beside the picture of a view, and to those who cannot see it."""

from components.wording import count
from components.wording.template import template

alternative = template("Timeline. {}")
alternative_of_accounts = template("Table of the questions on which accounts differ. {}")
# On the first visit, in one sentence.
HINT = "Each mark is one event: press it to read who says what."
chosen = template("Timeline on which an event stands out: {}")


def empty(total: int) -> str:
    """Say that a view has no event, of `total` in the log."""
    return "No event fits this view" if total else "This log has no events yet"


def unmarked(events: int) -> str:
    """Say how many events in view have no mark in the picture, and why."""
    has, they = ("has", "it reaches") if events == 1 else ("have", "they reach")
    return (
        f"{events:,} of these events {has} no mark: {they} far beyond this window, like one that "
        "is dated to a year and could have happened anywhere in it."
    )


marks_for_all = "Filters that leave no more than {:,} events give each its mark.".format
no_marks_here = (
    "All of these events reach far beyond this window, like one that is dated to a year "
    "and could have happened anywhere in it: the ridges show their shares. No narrower "
    "window brings marks, but filters that leave no more than {:,} events do."
).format
too_many_for_marks = (
    "Too many events for a mark each: the ridges show how many there are in each step of "
    "time. A narrower window brings the marks of those that are dated as closely, "
    "filters that leave no more than {:,} events those of all."
).format


def busiest_rows(every: int, by: str, shown: int, heading: str) -> str:
    """Say that not all topics, actors and so on have a row, and where any other is found."""
    have = "one with most events has a row"
    if shown > 1:
        have = f"{shown:,} with most events have a row each"
    return f"Of {every:,} {by}s the {have}; the filter “{heading}” finds any other."


# The columns of the picture, and the spans of its boxes.
BEFORE, AFTER = "Before", "After"
TOGETHER, OTHERS = "Together", "Others"
some_time = template("some time {}")
probably = template("probably {}")
either = template("{} or {}")
between = template("{} to {}")
# Boxes that hold many events, whose own spans differ a little.
EARLIER, LATER = "some time earlier", "some time later"
BY_THEN, FROM_THEN = "by a day in view", "from a day in view on"
some_time_from = template("some time from {} to {}")
ALL_OTHERS = "All other events"
until, from_then_on = template("Until {}"), template("From {}")
went_on = template("from {} to {}")
certain_count = "{:,}".format
possible_count = "{:,} to {:,}".format
only_possible_count = "up to {:,}".format
part_from, part_until = template("from {}"), template("until {}")
part_of = template("{} {}")
no_hour = template("{}, no hour known")
NO_HOUR, LESS_CLOSE = "No hour known", "Less closely known"
earlier, later = "{:,} earlier".format, "{:,} later".format
in_zone = template("{}, {}")
# Whether somebody was at a meeting, over its days.
STAYS = {
    "confirmed": "in the room",
    "reported": "in the room, as reported",
    "disputed": "in the room? disputed",
    "announced": "announced",
}
DOUBT = "?"
# What an event has to do with the open one.
BONDS = {
    "linked": "linked to the open event",
    "differing": "on the same question as the open event",
}
SECTIONS = "Sections of the picture"
in_row = template("{}: {}")
about_time = template("c. {}")
ALREADY = "already going on"
PARTS_OF_DAY = {
    "night": "early {}",
    "morning": "{} morning",
    "afternoon": "{} afternoon",
    "evening": "{} evening",
}


def section_count(events: int, beyond: int) -> str:
    """Say how many events a section of time has, or how many the window leaves out there."""
    return f"{beyond:,} outside the window" if beyond and not events else count.events(events)


def column_count(certain: int, possible: int) -> str:
    """Say how many events are in a column for sure, and how many may be."""
    if possible > certain:
        return possible_count(certain, possible) if certain else only_possible_count(possible)
    return certain_count(certain)
