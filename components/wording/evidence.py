"""The Evidence page: accounts that differ, figures, sources, passages."""

from collections.abc import Mapping

from components.wording import count

PAGE = "Evidence"
PARTS: Mapping[str, str] = {
    "accounts": "Where the accounts differ",
    "figures": "Figures",
    "sources": "Sources",
    "passages": "Passages",
}

# where the accounts differ
FINDING, RECORD, EVENTS = "Finding. ", "The record", "Events "
LINK_TO_QUESTION = "Link to this question"
ONE_KIND = "Show only one kind"
NO_DISAGREEMENT = "No disagreement bears on the events in view."


def questions(number: int) -> str:
    """Say on how many questions the accounts differ."""
    return f"{count.questions(number)} on which the accounts do not say the same."


entry = " {}".format  # what a record says, behind its name
locator = " ({})".format  # where it says so

# figures
SOURCE_ITSELF = "the source itself"
FROM_RECORD, ONLY_RECORD = "from the record", "only from the record"
NO_FIGURE = "No event in this view gives a figure."
EVERY_FIGURE, FIGURES_TABLE = "Every figure", "Figures, as a table"
FIGURE_HEADS = ("Of what", "How much", "Who claims it", "On whose word", "When", "Event")

figure = "{}: {}".format  # the measure, the amount
figures_in = "Figures in {}, each from zero to its value".format
side_by_side = "Side by side, in {}".format

# sources
TIERS: Mapping[str, str] = {
    "article": "The log is taken from these",
    "record": "Found later, to check against",
}
UNDATED = "undated"
RETELLS, CITED_BY, HEARD_ON = "Retells", "Cited by", "Heard on"
ALONE, ALONE_OR_RETOLD = "Rest on it alone", "Rest on it and its retellings"
NO_EVENT = "no event"


def corroborated(several: int, events: int, *, only_first: bool) -> str:
    """Say how many of the events in view rest on several witnesses."""
    first = "first " if only_first else ""
    return (
        f"{several:,} of the {first}{count.events(events)} in view "
        f"{'rests' if several == 1 else 'rest'} on two or more independent witnesses. "
        "A rewrite and its original are one witness."
    )


tier = "{} ({:,})".format  # its name, how many sources
more_sources = "and {:,} more; the filter by source finds them.".format

# passages
NO_PASSAGE = "No passage bears on the events in view."
NO_PASSAGES = "No article of this log comes with its passages."

link_to_passage = ": link to passage {}".format  # for screen readers, behind the number


def accounted(passages: int, supporting: int) -> str:
    """Say that nothing of an article is left out."""
    if passages == supporting:
        return f"{passages} passages; each supports an event."
    rest = passages - supporting
    return f"{passages} passages: {supporting} support events; for {rest} it is said why not."


bearing = "{} of {} passages bear on the events in view.".format
