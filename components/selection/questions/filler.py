"""Words that set no filter: they deny, show that somebody asks, or only fill a question."""

from components.selection.questions.mention import NAMED, is_grammar, mention_at
from components.selection.questions.part import NOTHING, Meaning, as_text
from components.selection.questions.question import Question
from components.wording import question as english


def excluded(question: Question) -> str:
    """Return the first word with a sign before it that asks for what does not have it, else ""."""
    for word in question.words:
        before = question.text[max(word.start - 2, 0) : word.start]
        is_signed = before[-1:] in tuple(english.EXCLUDING) and not before[:-1].strip()
        if is_signed and not word.is_quoted and not word.key[0].isdecimal():
            return question.text[word.start - 1 : word.stop]
    return ""


def quoted(question: Question, so_far: Meaning) -> Meaning:
    """Leave a word within quotation marks as text."""
    return as_text(so_far.size, 1) if question.words[so_far.size].is_quoted else NOTHING


def denied(question: Question, so_far: Meaning) -> Meaning:
    """Read "not", "without" and the like, unless a longer name begins with it."""
    place = so_far.size
    named = mention_at(question, place, NAMED)
    if named and named.size > 1:
        return NOTHING
    if question.key(place) in english.NEGATIONS or question.phrase(place, english.NEGATING):
        return _obstacle(question, place)
    return NOTHING


def filler(question: Question, so_far: Meaning) -> Meaning:
    """Read a word that only shows that somebody asks, or only fills."""
    place = so_far.size
    key = question.key(place)
    if key == "us" and is_grammar(question, place, 1):
        return Meaning(1)
    if key in english.CLOCKS:
        return as_text(place, 1).then(Meaning(has_other_clock=True))
    if key in english.ASKING:
        return Meaning(1, asks=True)
    if key in english.PRONOUNS:
        return _obstacle(question, place)
    if key in english.MENTION:
        is_behind = bool(so_far.parts) or question.key(place + 1) in ("of", "by", "in")
        return Meaning(int(is_behind))
    return Meaning(int(key in english.FILLING))


def text(_: Question, so_far: Meaning) -> Meaning:
    """Leave a word that no rule reads as text."""
    return as_text(so_far.size, 1)


def _obstacle(question: Question, place: int) -> Meaning:
    return as_text(place, 1).then(Meaning(obstacle=question.typed(place)))
