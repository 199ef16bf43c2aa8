"""Dates with their prepositions, which limit the events to a window: "before 11 May"."""

from components.selection.questions.date import date_at, is_of_date
from components.selection.questions.date_range import Window, window_at
from components.selection.questions.grammar import PREPOSITIONS
from components.selection.questions.kind import noun_at
from components.selection.questions.mention import NAMED, mention_at
from components.selection.questions.part import (
    LIKELY,
    NOTHING,
    RULE,
    WINDOW,
    Meaning,
    Part,
    as_text,
)
from components.selection.questions.question import Question
from components.wording import question as english

_BEFORE_DATES = {english.FROM, english.BETWEEN, *english.WEEKDAYS}
_BEFORE_LIMITS = (
    *english.DATE_BEFORE,
    *english.DATE_AFTER,
    *english.DATE_SINCE,
    *("until", "till"),
)


def time_limit(question: Question, so_far: Meaning) -> Meaning:
    """Read a date with its preposition; of two, each may have one end of the window."""
    place = so_far.size
    if size := _vague(question, place):
        return as_text(place, size)
    found = window_at(question, place) or _period(question, place)
    if found and not _is_name(question, place, found.size):
        return _limited(question, so_far, found)
    size = 0 if found else _unread(question, place)
    size = size or _before_event(question, place)
    return as_text(place, size) if size else NOTHING


def _limited(question: Question, so_far: Meaning, found: Window) -> Meaning:
    """Return what a window means beside the one that was read before it."""
    place, size = so_far.size, found.size
    if found.either:
        either = ((place, size, found.either),)
        return as_text(place, size).then(Meaning(windows=either))
    if question.key(place + size).isdecimal() and question.gap(place + size).isspace():
        skipped = question.key(place) in english.ON_DATE
        return Meaning(skipped).then(as_text(place + skipped, size + 1 - skipped))  # "10 May 25"
    window = so_far.window.joined(found, question.calendar) if so_far.window else found
    if not window:
        return as_text(place, size)
    return Meaning(
        size, (Part(WINDOW, (), place, size, LIKELY if found.is_bare else RULE),), window
    )


def _unread(question: Question, place: int) -> int:
    """Return the words of dates of which not all can be read: a part of them is no date either."""
    if question.key(place) not in _BEFORE_DATES:
        return 0
    end = place + 1
    while any(map(is_of_date, question.words[end : end + 1])) or (
        question.key(end) in english.TO and any(map(is_of_date, question.words[end + 1 : end + 2]))
    ):
        end += 1
    is_date = end > place + 1 and not mention_at(question, place + 1, NAMED)
    return end - place if is_date else 0


def _before_event(question: Question, place: int) -> int:
    """Return the words of "before the talks": no filter, and "the talks" alone asks for others."""
    size = question.phrase(place, _BEFORE_LIMITS)
    if not size:
        return 0
    named = mention_at(question, place + size, NAMED)
    if named:
        size += named.size
    while not named and question.key(place + size) in english.ARTICLES:
        size += 1
    if vague := _vague(question, place + size):
        return size + vague
    size += not named and question.has(place + size)
    return size + _further_date(question, place + size)


def _vague(question: Question, place: int) -> int:
    """Return the words of a date that is not meant as it stands: "around 10 May"."""
    first = place + question.phrase(place, english.DATE_NEAR)
    if question.key(place) in english.UNITS and question.key(place + 1) in english.FROM_UNIT:
        first = place + 2
    if first == place or mention_at(question, first, NAMED):
        return 0
    first += question.key(first) == "the"
    date = date_at(question, first, has_preposition=True)
    return first + date.size - place if date else 0


def _further_date(question: Question, place: int) -> int:
    """Return the words of a date that says more of what stands before it, else 0."""
    if question.key(place) not in english.ON_DATE | {"of"}:
        return 0
    date = date_at(question, place + 1, has_preposition=True)
    return 1 + date.size if date else 0


def _period(question: Question, place: int) -> Window | None:
    """Return the window of a month or a year before what it is asked of: "April events"."""
    following = place + 1
    if not (question.key(following) in english.ASKING or noun_at(question, following)):
        return None
    if question.key(place) in english.MODAL and not noun_at(question, following, needs_plural=True):
        return None  # "Trump may post"
    date = date_at(question, place, has_preposition=True, longest=1)
    return Window(1, date.start, date.end) if date else None


def _is_name(question: Question, place: int, size: int) -> bool:
    """Return whether the words of a date without its preposition are a name of the log too."""
    first = place
    while first < place + size - 1 and question.key(first) in PREPOSITIONS:
        first += 1
    found = mention_at(question, first, NAMED)
    return found is not None and found.size >= place + size - first
