"""A question typed in plain English becomes filters, by rules over the log's own names.

What is not certain stays text: a name that several have, a day of several weeks, a negation. A text
in which no rule of grammar holds, such as a word or two alone, stays the search that it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from components.frames import ACTING, DID, LogFacts
from components.selection.filters import option_names
from components.selection.model import Selection
from components.selection.question_date import Calendar
from components.selection.question_name import near
from components.selection.question_reader import GRAMMAR, WINDOW, Part, Reader
from components.selection.question_word import words_of
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
    reader = Reader(text, facts, Calendar.of(facts.log, selection, extent))
    reader.read()
    whole = replace(selection, q=text, number="")
    if reader.obstacle:
        return Understood(text, False, whole, whole, Selection(), obstacle=reader.obstacle)
    parts = _settled(reader)
    fields = _fields(reader, parts)
    left = reader.left_text()
    return Understood(
        text,
        _is_question(reader, parts),
        replace(selection, **fields, q=left, number=""),
        whole,
        replace(Selection(), **fields),
        left,
        guesses=_guesses(reader, selection, fields),
        is_by_side=any(part.filter == "party" and part.role for part in parts),
    )


def _is_question(reader: Reader, parts: Sequence[Part]) -> bool:
    """Return whether a text asks for filters: by a rule of grammar, or by words that add up."""
    if not parts:
        return False
    is_likely = any(part.weight for part in parts) or reader.asks
    return reader.has_rule or (is_likely and (len(parts) > 1 or reader.asks))


def _settled(reader: Reader) -> list[Part]:
    """Return the parts that can hold together; the names in others stay text.

    A filter of people has one role, and several mentions narrow: of two, the surer and first one
    is the filter.
    """
    parts = reader.parts
    if any(part.filter == "kind" and not part.is_derived for part in parts):
        parts = [part for part in parts if not part.is_derived]
    people = [part for part in parts if part.filter in ACTING]
    leading = max(people, key=lambda part: (part.weight, part.role == DID), default=None)
    kept: list[Part] = []
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
            reader.keep_name(part)
        else:
            kept.append(part)
    return kept


def _fields(reader: Reader, parts: Sequence[Part]) -> dict[str, Any]:
    """Return the fields of a selection that some parts set."""
    chosen: dict[str, list[str]] = {}
    for part in parts:
        if part.filter != WINDOW:
            chosen.setdefault(part.filter, []).extend(part.ids)
    fields: dict[str, Any] = {key: tuple(dict.fromkeys(ids)) for key, ids in chosen.items()}
    people = [part for part in parts if part.filter in ACTING]
    if people:
        fields["role"] = next((part.role for part in people if part.role), "")
    if reader.window:
        fields |= {"start": reader.window.start, "end": reader.window.end}
    return fields


def _guesses(reader: Reader, selection: Selection, fields: Mapping[str, Any]) -> tuple[Guess, ...]:
    """Return what the names and days that stayed text could mean, beside what is certain."""
    names = option_names(reader.facts)
    found: list[Guess] = []
    for place, size, readings in reader.unsure:
        words, rest = reader.typed(place, size), reader.left_text(range(place, place + size))
        for filter_, option in readings[:_MOST_GUESSES]:
            changes = {**fields, filter_: (option,), "q": rest, "number": ""}
            view = replace(selection, **changes)
            found.append(Guess(words, filter_, names[filter_][option], view))
    for place, size, either in reader.windows:
        words, rest = reader.typed(place, size), reader.left_text(range(place, place + size))
        for start, end in either:
            changes = {**fields, "start": start, "end": end, "q": rest, "number": ""}
            found.append(Guess(words, WINDOW, "", replace(selection, **changes)))
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
