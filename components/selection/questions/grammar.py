"""Sets of words that a question is made of, beside the names of the log."""

from components.wording import question as english

VERBS = english.VERB_SHAPES.keys() | english.VERB_NOUNS.keys() | english.SAYING
GRAMMAR = (
    english.FILLING
    | english.ASKING
    | english.NEGATIONS
    | english.RELATIVE
    | english.MENTION
    | VERBS
    | english.MONTHS.keys()
    | english.WEEKDAYS.keys()
    | {"before", "after", "since", "until", "till", "citing", "per", "via", "weekend"}
)
PREPOSITIONS = (
    english.BY
    | english.SAID_OF
    | english.WITH
    | english.ON_DATE
    | english.ARTICLES
    | frozenset(word for phrase in english.CITING for word in phrase.split())
    | frozenset(("before", "after", "since", "until", "till", "up", "to", "both", "between"))
)
