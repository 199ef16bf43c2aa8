"""The Evidence page: accounts that differ, figures, sources, passages."""

from collections.abc import Mapping, Sequence

from components.wording import count
from components.wording.direction import isolated
from components.wording.sentence import all_of
from components.wording.template import template

PAGE = "Evidence"
PARTS: Mapping[str, str] = {
    "accounts": "Where the accounts differ",
    "figures": "Figures",
    "sources": "Sources",
    "passages": "Passages",
}


def part(key: str, number: int) -> str:
    """Name a part of the page by how much is in it."""
    if key == "accounts":
        return count.questions(number)
    return f"{number:,} {key[:-1] if number == 1 else key}"


# where the accounts differ, in an event's panel
FINDING, RECORD, EVENTS = "Finding. ", "Other sources", "Events"
NO_DISAGREEMENT = "No disagreement bears on the events in view."
entry = template(": {}")  # what a record says, behind its name
locator = template(" ({})")  # where it says so

# the accounts side by side: the groups of questions, each with what it means
GROUPS: Mapping[str, str] = {
    "contradicted": "Contradicted",
    "corrected": "Corrected",
    "open": "Still open",
    "one": "Only one has it",
    "both": "Both can stand",
}
GLOSSES: Mapping[str, str] = {
    "contradicted": "they cannot both be right",
    "corrected": "other sources decide",
    "open": "no other source says it, or none decides",
    "one": "no other article has it",
    "both": "no conflict",
}
JOINTS: Mapping[str, str] = {
    "fits": "fits",
    "part": "fits in part",
    "not": "does not fit",
    "alone": "nobody else says it",
}
SILENT, SILENT_MEANS = "silent", "says nothing of it"
SILENT_KEY = f"{SILENT}: {SILENT_MEANS}"
KEY = "Beside what other sources find, an article"
TABLE = "Questions on which the accounts differ"
QUESTION, DAYS, FINDINGS = "Question", "Days", "Other sources find"
HOW_MANY = ", and how many"
ALL_FIGURES = "All figures"
SCALES = "Scales start at zero."
CLAIMS = "Whose figures"
BY_OTHERS = "other sources"
PREVIOUS, NEXT, CLOSE = "Previous question", "Next question", "Close the question"
PREVIOUS_SIGN, NEXT_SIGN, CLOSE_SIGN = (
    "\N{LEFTWARDS ARROW}",
    "\N{RIGHTWARDS ARROW}",
    "\N{MULTIPLICATION SIGN}",
)
SAYS_NOTHING = "Says nothing of it."
OTHER_ACCOUNTS = "Other accounts"

show_days = template("Show {} on the timeline")
place_in_group = template("{}, {} of {}")
fit = template("{} of {} fit")
by_sources = "; {:,} other sources".format  # for those who hear the number behind a finding


def group(shown: int, total: int, key: str) -> str:
    """Name a group behind the number of its questions, of which some may be shown."""
    return f"{shown:,} of {total:,} {GROUPS[key]}" if shown < total else f"{total:,} {GROUPS[key]}"


def _asked(value: int) -> str:
    return f"{count.spelled(value)} question{'' if value == 1 else 's'}"


def _times(value: int) -> str:
    return {1: "once", 2: "twice"}.get(value, f"{count.spelled(value)} times")


def accounts_headline(articles: int, questions: int, most_corrected: str) -> str:
    """Say what a table of questions comes to: how many, and which article is corrected most."""
    asked = count.questions(questions)
    if not articles:
        return asked.capitalize()
    counted = (
        f"{count.spelled(articles).capitalize()} article{'s' if articles > 1 else ''}, {asked}"
    )
    if not most_corrected or articles < 2:
        return counted
    than = "more" if articles == 2 else "most"
    return f"{counted}: {isolated(most_corrected)} is corrected {than} often"


def taken_from(articles: Sequence[tuple[str, str]], others: int) -> str:
    """Name the articles that a log is taken from, each with its kind, and what they are held to."""
    named = all_of([f"{isolated(name)} ({kind})" for name, kind in articles])
    checked = f" and checked against {others:,} other sources" if others > 1 else ""
    return f"This log is taken from {named}{checked}." if articles else ""


def contradictions(questions: Sequence[str], articles: int) -> str:
    """Name the questions on which articles contradict each other."""
    if articles < 2:
        return ""
    if not questions:
        return "On no question do they contradict each other outright."
    number = len(questions)
    on = f"On {_asked(number)} they contradict each other outright"
    return f"{on}: {' '.join(map(isolated, questions))}" if number <= 3 else f"{on}."


def corrections(total: int, by_article: Sequence[tuple[str, int]], shared: int) -> str:
    """Say how often other sources correct each article; `shared` questions count for several."""
    counted = [f"{isolated(name)} {_times(times)}" for name, times in by_article if times]
    if not counted:
        return ""
    several = "both" if len(by_article) == 2 else "several of them"
    also = f", {several} on {count.spelled(shared)}" if shared else ""
    return f"On {_asked(total)} other sources correct what was printed: {all_of(counted)}{also}."


def silences(number: int) -> str:
    """Say on how many questions an article is silent."""
    return f"On {_asked(number)} one of them is silent." if number else ""


# figures
SOURCE_ITSELF = "the source itself"
FROM_RECORD, ONLY_RECORD = "from other sources", "in no article"
NO_FIGURE = "No event in this view gives a figure."
EVERY_FIGURE, FIGURES_TABLE = "Every figure", "Figures, as a table"
FIGURE_HEADS = ("Of what", "How much", "Who claims it", "On whose word", "When", "Event")

figure = template("{}: {}")  # the measure, the amount
figures_in = template("Figures in {}, each from zero to its value")
side_by_side = template("Side by side, in {}")

# sources
TIERS: Mapping[str, str] = {
    "article": "The log is taken from these",
    "record": "Checked against",
}
UNDATED = "undated"
RETELLS, CITED_BY, HEARD_ON = "Retells", "Cited by", "Heard on"
ALONE, ALONE_OR_RETOLD = "Told by it alone", "Told by it and its retellings"
NO_EVENT = "no event"


def corroborated(several: int, events: int, *, only_first: bool) -> str:
    """Say how many of the events in view have several witnesses."""
    first = "first " if only_first else ""
    return (
        f"{several:,} of the {first}{count.events(events)} in view "
        f"{'has' if several == 1 else 'have'} two or more independent witnesses. "
        "A rewrite and its original are one witness."
    )


tier = template("{} ({:,})")  # its name, how many sources
more_by_source = "and {:,} more; the filter by source finds them.".format


def more_questions(number: int) -> str:
    """Say how many more questions there are than are shown, and how to come to them."""
    are = "question is" if number == 1 else "questions are"
    return (
        f"{number:,} more {are} not shown; with a filter by time, topic or source there are fewer."
    )


# passages
NO_PASSAGE = "No passage bears on the events in view."
NO_PASSAGES = "No article of this log comes with its passages."
PARAPHRASES = "Passages are told in our words; only what stands in quotation marks is quoted."
READ_BESIDE = "Read the articles beside each other, question by question"
PASSAGES_BESIDE, ALL_PASSAGES = "Passages beside each other", "All passages"
BESIDE_OTHERS = "Beside what others say:"
ON_QUESTION = "On this question: "
TO_TABLE = "The question among all"
place_beside = template("Question {} of {}, passage by passage")

link_to_passage = template(": link to passage {}")  # for screen readers, behind the number


def accounted(passages: int, supporting: int) -> str:
    """Say that nothing of an article is left out."""
    if passages == supporting:
        return f"{passages} passages; each supports an event."
    rest = passages - supporting
    return f"{passages} passages: {supporting} support events; for {rest} it is said why not."


bearing = template("{} of {} passages bear on the events in view.")
