"""A question typed in plain English becomes filters, by rules over the log's own names.

What is not certain stays text: a name that several have, a day of several weeks, a negation. A text
in which no rule of grammar holds, such as a word or two alone, stays the search that it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from components.frames import ACTING, DID, LogFacts
from components.selection.filters import option_names
from components.selection.model import Selection
from components.selection.questions.grammar import GRAMMAR
from components.selection.questions.log_calendar import Calendar
from components.selection.questions.name import near
from components.selection.questions.part import WINDOW, Meaning, Part
from components.selection.questions.question import Question
from components.selection.questions.reader import places_of, read
from components.selection.questions.word import words_of
from components.wording import FILTERS

_MOST_GUESSES = 4
_MOST_LOOKED_UP = 12  # words that may be misspelt


@dataclass(frozen=True, slots=True)
class Guess:
    """What a name could mean that means several things, and the view by that meaning."""

    words: str
    filter: str
    name: str
    selection: Selection


@dataclass(frozen=True, slots=True)
class Understood:
    """A typed text as it was understood.

    `is_question` says whether it asks for filters, or is only a text in which names stand.
    `selection` is the view by its filters, with `left`, what of the text is searched as such;
    `as_text` is the view by the whole text. `filters` are the filters that it sets, alone.
    `obstacle` is a word, such as "not" or "he", for which the whole stays text. `guesses` are what
    names could mean that stayed text. `is_by_side` says that it asks for what a side does or for
    what is said of it, which no filter tells apart.
    """

    text: str
    is_question: bool
    selection: Selection
    as_text: Selection
    filters: Selection
    left: str = ""
    obstacle: str = ""
    guesses: tuple[Guess, ...] = ()
    is_by_side: bool = False

    @property
    def result(self) -> Selection:
        """What the text gives when it is submitted."""
        return self.selection if self.is_question else self.as_text


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was submitted: its text, what was selected before, and what it gave."""

    text: str
    before: Selection
    after: Selection

    def is_answered_by(self, selection: Selection) -> bool:
        """Return whether the filters are still those that the question gave."""
        return replace(selection.in_view(), clock="", lanes="side") == replace(
            self.after.in_view(), clock="", lanes="side"
        )

    def undone(self, selection: Selection) -> Selection:
        """Return a selection without what the question set and the reader left as it was."""
        changes = {
            name: getattr(self.before, name)
            for name in _OF_QUESTION
            if getattr(selection, name) == getattr(self.after, name)
        }
        return replace(selection, **changes)


_OF_QUESTION = (*(row.key for row in FILTERS), "role", "start", "end")


def understand(
    text: str, facts: LogFacts, selection: Selection, extent: tuple[int, int] | None = None
) -> Understood:
    """Read a text that somebody typed; its filters take the place of those in the same fields.

    `extent` is that of the log, in milliseconds since 1970 in UTC. Dates without a year and days of
    the week need it. The same text gives the same answer on the answer's selection.
    """
    question = Question.of(text, facts, Calendar.of(facts.log, selection, extent))
    meaning = read(question)
    whole = replace(selection, q=text, number="")
    if meaning.obstacle:
        return Understood(text, False, whole, whole, Selection(), obstacle=meaning.obstacle)
    meaning = _settled(question, meaning)
    fields = _fields(meaning)
    left = question.text_at(meaning.left)
    return Understood(
        text,
        _is_question(meaning),
        replace(selection, **fields, q=left, number=""),
        whole,
        replace(Selection(), **fields),
        left,
        guesses=_guesses(question, meaning, selection, fields),
        is_by_side=any(part.filter == "party" and part.role for part in meaning.parts),
    )


def _is_question(meaning: Meaning) -> bool:
    """Return whether a text asks for filters: by a rule of grammar, or by words that add up."""
    if not meaning.parts:
        return False
    is_likely = any(part.weight for part in meaning.parts) or meaning.asks
    return meaning.has_rule or (is_likely and (len(meaning.parts) > 1 or meaning.asks))


def _settled(question: Question, meaning: Meaning) -> Meaning:
    """Return the meaning with the parts that can hold together; the names in others stay text.

    A filter of people has one role, and several mentions narrow: of two, the surer and first one
    is the filter.
    """
    parts = meaning.parts
    if any(part.filter == "kind" and not part.is_derived for part in parts):
        parts = tuple(part for part in parts if not part.is_derived)
    people = [part for part in parts if part.filter in ACTING]
    leading = max(people, key=lambda part: (part.weight, part.role == DID), default=None)
    kept, left = list[Part](), meaning.left
    for part in parts:
        is_rival = False
        if part.filter in ACTING and leading and part is not leading:
            has_other_role = part.weight > 0 and part.role != leading.role
            is_same = part.filter == leading.filter and set(part.ids) <= set(leading.ids)
            # "Treasury Secretary Scott Bessent" is one mention of him
            is_rival = (part.filter == leading.filter and not is_same) or has_other_role
        elif part.filter in ("party", "tier", "source"):
            is_rival = any(other.filter == part.filter for other in kept)
        if is_rival:
            left |= places_of(question, part)
        else:
            kept.append(part)
    return replace(meaning, parts=tuple(kept), left=left)


def _fields(meaning: Meaning) -> dict[str, Any]:
    """Return the fields of a selection that a meaning sets."""
    chosen: dict[str, list[str]] = {}
    for part in meaning.parts:
        if part.filter != WINDOW:
            chosen.setdefault(part.filter, []).extend(part.ids)
    fields: dict[str, Any] = {key: tuple(dict.fromkeys(ids)) for key, ids in chosen.items()}
    people = [part for part in meaning.parts if part.filter in ACTING]
    if people:
        fields["role"] = next((part.role for part in people if part.role), "")
    if meaning.window:
        fields |= {"start": meaning.window.start, "end": meaning.window.end}
    return fields


def _guesses(
    question: Question, meaning: Meaning, selection: Selection, fields: Mapping[str, Any]
) -> tuple[Guess, ...]:
    """Return what the names and days that stayed text could mean, beside what is certain."""
    names = option_names(question.facts)
    found: list[Guess] = []

    def guess(place: int, size: int, filter_: str, name: str, changes: Mapping[str, Any]) -> None:
        rest = question.text_at(meaning.left - set(range(place, place + size)))
        view = replace(selection, **{**fields, **changes, "q": rest, "number": ""})
        found.append(Guess(question.typed(place, size), filter_, name, view))

    for place, size, readings in meaning.unsure:
        for filter_, option in readings[:_MOST_GUESSES]:
            guess(place, size, filter_, names[filter_][option], {filter_: (option,)})
    for place, size, either in meaning.windows:
        for start, end in either:
            guess(place, size, WINDOW, "", {"start": start, "end": end})
    return tuple(found[:_MOST_GUESSES])


def corrections(
    text: str, facts: LogFacts, selection: Selection, extent: tuple[int, int] | None = None
) -> tuple[tuple[str, Selection], ...]:
    """Return words spelt as names of the log are, each with the view by the text that has it.

    The text has nearly that word in its place. Only the first `_MOST_LOOKED_UP` words are tried.
    """
    tried = [word for word in words_of(text) if not word.is_quoted and word.key not in GRAMMAR]
    found = []
    for word in tried[:_MOST_LOOKED_UP]:
        ending = text[word.stop - 2 : word.stop] if word.owns else ""
        for other in near(facts, word.key):
            spelt = other.capitalize() if text[word.start].isupper() else other
            changed = f"{text[: word.start]}{spelt}{ending}{text[word.stop :]}"
            found.append((spelt, understand(changed, facts, selection, extent).result))
    return tuple(found[:_MOST_GUESSES])
