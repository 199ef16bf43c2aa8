"""Verbs of those who act, and of accounts that differ."""

from components.frames import DID
from components.selection.questions.grammar import VERBS
from components.selection.questions.kind import kinds_of_verb
from components.selection.questions.mention import PEOPLE, choose, mention_at
from components.selection.questions.part import LIKELY, NOTHING, RULE, Meaning, Part, as_filter
from components.selection.questions.question import Question
from components.wording import question as english


def verb(question: Question, so_far: Meaning) -> Meaning:
    """Read a verb of those who act; its kinds are a filter where somebody does it."""
    place, last = so_far.size, so_far.last
    key, before = question.key(place), question.key(place - 1)
    if before in english.ARTICLES and not last:
        return NOTHING
    is_of_accounts = not english.ACCOUNTS.isdisjoint(question.keys[:place])
    if is_of_accounts and key in english.DIFFERING | english.AGREEING:
        return _of_accounts(question, place)
    is_of_both = key in english.AGREEING and before == english.BOTH
    if key not in VERBS or is_of_both:  # "where do both agree" may be of articles
        return NOTHING
    if last and last.filter == "source" and key in english.SAYING:
        return Meaning(1)
    does = any(part.role == DID and part.weight == RULE for part in so_far.parts)
    is_passive = before in english.BEING
    kinds = kinds_of_verb(question, key)
    if not (does or so_far.asks or is_passive) or not kinds:
        return NOTHING
    deed = Part("kind", kinds, place, 1, LIKELY, is_derived=True)
    named = None if does or is_passive else mention_at(question, place + 1, PEOPLE)
    if not named:
        return Meaning(1, (deed,), has_rule=does or so_far.asks)
    chosen = choose(question, named.readings)
    if not chosen:
        return Meaning(1, (deed,))
    size = 1 + named.size  # "who met He Lifeng": he takes part
    return Meaning(size, (deed, Part(*chosen, place, size, RULE)))


def _of_accounts(question: Question, place: int) -> Meaning:
    """Read "how do the accounts of the talks differ"; no filter says that they agree."""
    if question.key(place) in english.AGREEING or not question.facts.log.disagreements:
        return NOTHING
    return as_filter(Part("differ", ("yes",), place, 1, RULE))
