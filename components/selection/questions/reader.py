"""One way through a typed question, word by word: what its words mean as filters.

A rule reads the words that it knows and says how many they are; the first rule that reads any wins.
What no rule reads stays text.
"""

from collections.abc import Callable
from dataclasses import replace

from components.selection.questions.date import date_at, is_date_alone
from components.selection.questions.filler import denied, excluded, filler, quoted, text
from components.selection.questions.fixed_option import fixed_option, one_article
from components.selection.questions.grammar import PREPOSITIONS
from components.selection.questions.kind import noun, sole_noun
from components.selection.questions.part import NOTHING, WINDOW, Meaning, Part
from components.selection.questions.preposition import (
    acting,
    cited,
    headed,
    spoken_of,
    taking_part,
)
from components.selection.questions.question import Question
from components.selection.questions.subject import sentence_name, subject
from components.selection.questions.time_limit import time_limit
from components.selection.questions.verb import verb
from components.wording import question as english

# What a rule makes of the next words, given what those before them mean. Of words that are not its
# own it reads none. The order counts: each rule may take for granted that those above read nothing.
Rule = Callable[[Question, Meaning], Meaning]
RULES: tuple[Rule, ...] = (
    quoted,  # "substantial progress"
    fixed_option,  # disputed, in both articles
    one_article,  # only in the Monitor
    time_limit,  # before 11 May
    denied,  # without
    sentence_name,  # What was agreed, where a topic is called so
    cited,  # according to Reuters
    headed,  # topic: tariffs
    acting,  # by Bessent
    spoken_of,  # about Trump
    taking_part,  # with He Lifeng
    sole_noun,  # posts, where it can be nothing else
    subject,  # Bessent, as in "Bessent said"
    verb,  # said, posted
    noun,  # posts, as in "Xinhua, posts"
    filler,  # what, show me, the
    text,  # any other word
)


def read(question: Question) -> Meaning:
    """Read a whole question, as far as the first word for which nothing is certain."""
    meaning = Meaning(obstacle=excluded(question))
    while question.has(meaning.size) and not meaning.obstacle:
        meaning = _step(question, meaning)
    for correct in (_without_half_dates, _without_compounds, _with_company):
        meaning = correct(question, meaning)
    return meaning


def _step(question: Question, meaning: Meaning) -> Meaning:
    """Read what stands at the next word by the first rule that knows it."""
    place = meaning.size
    for rule in RULES:
        found = rule(question, meaning)
        if found is not NOTHING:
            meaning = meaning.then(found)
        if meaning.size > place:
            break
    return meaning


def places_of(question: Question, part: Part) -> frozenset[int]:
    """Return the places of the words of a part, without the prepositions before its name."""
    first = part.first
    while first < part.end - 1 and question.key(first) in PREPOSITIONS:
        first += 1
    return frozenset(range(first, part.end))


def _without_half_dates(question: Question, meaning: Meaning) -> Meaning:
    """Leave all dates as text where one is: half of "on 9 May or 12 May" is less than asked."""
    if not meaning.window or not (
        meaning.has_other_clock or any(_is_date(question, meaning, place) for place in meaning.left)
    ):
        return meaning
    dates = [part for part in meaning.parts if part.filter == WINDOW]
    return replace(
        meaning,
        parts=tuple(part for part in meaning.parts if part.filter != WINDOW),
        window=None,
        left=meaning.left.union(*(places_of(question, part) for part in dates)),
    )


def _is_date(question: Question, meaning: Meaning, place: int) -> bool:
    """Return whether a word that stays text begins a date, as does "9, 10 and 11 May"."""
    if question.key(place).isdecimal() and "," in question.gap(place + 1):
        return any(part.filter == WINDOW and part.first == place + 1 for part in meaning.parts)
    return is_date_alone(question.words[place]) or bool(
        date_at(question, place, has_preposition=False)
    )


def _without_compounds(question: Question, meaning: Meaning) -> Meaning:
    """Leave names as text that a hyphen joins to a text: "non-Trump" is not Trump."""
    parts, left = list[Part](), meaning.left
    for part in meaning.parts:
        beside = ((part.end, part.end), (part.first - 1, part.first))
        if part.filter != WINDOW and any(
            place in left and question.gap(after) in english.HYPHENS for place, after in beside
        ):
            left |= places_of(question, part)
        else:
            parts.append(part)
    return replace(meaning, parts=tuple(parts), left=left)


def _with_company(question: Question, meaning: Meaning) -> Meaning:
    """Leave as text what only fills a question but belongs to a text beside it."""
    read = {place for part in meaning.parts for place in range(part.first, part.end)}
    left = set(meaning.left)
    for place, key in enumerate(question.keys):
        is_behind = key in english.BEHIND_TEXT and place - 1 in left
        is_before = key in english.BEFORE_TEXT and place + 1 in left
        if place not in read and (is_behind or is_before):
            left.add(place)
    return replace(meaning, left=frozenset(left))
