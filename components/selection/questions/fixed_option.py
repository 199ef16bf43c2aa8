"""Phrases for the options that the format fixes: "disputed", "in both", "only in the Monitor"."""

from components.selection.filters import option_names
from components.selection.questions.grammar import GRAMMAR
from components.selection.questions.kind import noun_at
from components.selection.questions.mention import NAMED, mention_at
from components.selection.questions.name import ARTICLE
from components.selection.questions.part import (
    LIKELY,
    NOTHING,
    RULE,
    Meaning,
    Part,
    as_filter,
    as_text,
)
from components.selection.questions.question import Question
from components.wording import question as english

_FIXED = ("differ", "verdict", "status", "tier")
_TOLD = frozenset(phrase.split()[0] for phrase in english.CITING if " " in phrase)


def fixed_option(question: Question, so_far: Meaning) -> Meaning:
    """Read a phrase for an option that the format fixes."""
    place = so_far.size
    found = mention_at(question, place, (*_FIXED, *NAMED))
    if not found:
        return NOTHING
    filters = {filter_ for filter_, _ in found.readings}
    filter_ = found.readings[0][0]
    if len(filters) != 1 or filter_ not in _FIXED:
        return NOTHING
    if question.key(place) in english.ARTICLES and filter_ != "tier":
        return NOTHING
    last = place + found.size - 1
    is_open = found.size == 1 or question.key(last) in english.DETERMINERS
    if is_open and not _is_before_grammar(question, last):
        return NOTHING  # "possible deals" are others than "possible events"
    # a word alone may be one that is sought; a phrase hardly is
    weight = RULE if found.size > 1 else LIKELY
    ids = tuple(option for _, option in found.readings)
    return as_filter(Part(filter_, ids, place, found.size, weight))


def _is_before_grammar(question: Question, place: int) -> bool:
    """Return whether a word ends the text, or grammar or the noun of a kind follows it."""
    following = place + 1
    if not question.has(following) or noun_at(question, following):
        return True
    if question.key(following) in english.ARTICLES:
        return False  # "in both the Monitor and uTo"
    return question.key(following) in GRAMMAR or bool(mention_at(question, following, _FIXED))


def one_article(question: Question, so_far: Meaning) -> Meaning:
    """Read "only in the Monitor", "told only by uTo" and "the Monitor alone"."""
    place = so_far.size
    if question.key(place) in _TOLD and question.key(place + 1) == english.ONLY:
        return Meaning(1).then(_one_article_at(question, place + 1))
    return _one_article_at(question, place)


def _one_article_at(question: Question, place: int) -> Meaning:
    is_only = question.key(place) in english.ONLY_WORDS
    first = place + is_only
    if is_only and question.key(first) in english.ONLY_IN:
        first += 1
    else:
        first += question.phrase(first, english.CITING)
    if found := mention_at(question, first, (ARTICLE,)):
        after = first + found.size
        is_alone = question.key(after) in english.ALONE
        offered = option_names(question.facts)["tier"]
        options = {f"only-{article}" for _, article in found.readings} & offered.keys()
        if len(options) == 1 and (is_alone or is_only):
            size = after + is_alone - place
            return as_filter(Part("tier", tuple(options), place, size, RULE))
    if question.key(place) == english.ONLY and (named := mention_at(question, first, NAMED)):
        # "only Xinhua" is more than "Xinhua", and no filter says it
        return as_text(place, first + named.size - place)
    return NOTHING
