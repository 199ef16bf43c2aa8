"""The Data page: its table, the log's health, how to grow the log."""

from collections.abc import Mapping

from components.wording.template import template

EVENT, WHO_ACTS, QUESTIONS = "Event", "Who acts", "Questions"
OTHER_SOURCES, SOURCES = "Other sources", "Sources"
when = template("When, {}")  # the clock
TABLE, TABLE_PAGES = "The events", "Pages of the table"
TABLE_NOTE = (
    "One row for each event that the filters leave, in the order of the picture, with how many "
    "sources tell of it and how many questions its accounts raise. Below each time it stands in "
    "EDTF."
)
TOLD, NOT_TOLD = "tells of it", "does not"
TOLD_SIGN, NOT_TOLD_SIGN = "\N{BLACK CIRCLE}", "\N{EN DASH}"

LOG = "The log"
COUNTS: Mapping[str, str] = {
    "events": "Events",
    "actors": "Actors",
    "topics": "Topics",
    "sources": "Sources",
    "disagreements": "Disagreements",
}
KEPT_IN, SHA_256, HEALTH = "Kept in", "SHA-256", "Health"
NO_PROBLEM = "No problem found"

ADD_EVENT = "Add an event"
SHOW_ANOTHER = "Show another log"
ADD_TO_YAML = (
    "The whole log is one YAML file. Write the event below the others, cite its passages, "
    "and let the check say what is missing, with line and column:"
)
ADD_TO_PARQUET = (
    "A Parquet file is made of another one. Add the event to the file that this log was "
    "converted from and convert it again; or, of a log that is not too large, make YAML "
    "of it, which can be edited, and turn that into Parquet:"
)
ADD_TO_TABLE = "The events are read from a file of another kind. Add one there, and save it."
MAKE_A_LOG = "In a log, each event can have its evidence and its people. This makes one of it:"
ADD_TO_ENGINE = (
    "This log is kept in an engine. Add the event to the file that it was loaded from, and "
    "load that again; an open page follows within five seconds:"
)
PAGE_FOLLOWS = (
    "An open page follows within two seconds of a save. A faulty version is not shown: "
    "the last good one stays, and a banner names the problems."
)

problems = template("{} problems in the newest version; this is the last good one")
