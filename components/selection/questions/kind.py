"""Nouns and verbs that name a kind of event: "posts", "tweeted", "remarks by"."""

from dataclasses import dataclass

from components.events import Shape
from components.frames import DID
from components.selection.filters import option_names
from components.selection.questions.grammar import GRAMMAR, VERBS
from components.selection.questions.mention import MOST_VALUES, NAMED, mention_at
from components.selection.questions.name import name_table
from components.selection.questions.part import LIKELY, NAME, NOTHING, Meaning, Part
from components.selection.questions.question import Question
from components.wording import question as english

WORDS = (Shape.SAID, Shape.POSTED)  # the shapes of what somebody says or writes
_REACH = 2  # words between an owner and what it owns: "Trump's first posts"
_BEHIND_NOUN = (
    english.BY
    | english.SAID_OF
    | english.WITH
    | {"in", "at"}
    | {"before", "after", "since", "until"}
) - {"of", "between"}


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of a kind: its number of words, its kinds, whether it means several events."""

    size: int
    ids: tuple[str, ...]
    is_plural: bool


def noun_at(question: Question, place: int, *, needs_plural: bool = False) -> Noun | None:
    """Return the noun of a kind at a word, if one stands there."""
    if not question.has(place) or question.words[place].is_quoted:
        return None
    table, keys = name_table(question.facts), question.keys
    for size, found in table.at(keys, place):
        ids = tuple(option for filter_, option in found if filter_ == "kind")
        if ids:
            is_plural = " ".join(keys[place : place + size]) in table.plurals
            if len(ids) > 1 or (needs_plural and not is_plural):
                return None
            return Noun(size, ids, is_plural)
    if shape := english.SHAPE_NOUNS.get(keys[place]):
        ids = _of_shapes(question, *(WORDS if shape == Shape.SAID else (Shape(shape),)))
        is_plural = keys[place] not in english.SINGULAR_NOUNS
        return Noun(1, ids, is_plural) if ids and (is_plural or not needs_plural) else None
    return None


def kinds_of_verb(question: Question, key: str) -> tuple[str, ...]:
    """Return the kinds of what somebody does by a verb."""
    if key in english.VERB_SHAPES:
        return _of_shapes(question, Shape(english.VERB_SHAPES[key]))
    found = name_table(question.facts).readings.get(english.VERB_NOUNS.get(key, ""), ())
    called = tuple(option for filter_, option in found if filter_ == "kind")
    return called or _of_shapes(question, *(WORDS if key in english.SAYING else (Shape.SAID,)))


def _of_shapes(question: Question, *shapes: Shape) -> tuple[str, ...]:
    """Return the kinds of the log's events that have one of some shapes."""
    kinds = question.facts.log.kinds
    offered = option_names(question.facts)["kind"]
    found = tuple(kind for kind in offered if kinds[kind].shape in shapes)
    return found if len(found) <= MOST_VALUES else ()


def owns_noun(question: Question, place: int) -> bool:
    """Return whether what somebody owns is of a kind, such as "Trump's first posts"."""
    for at in range(place, place + _REACH + 1):
        if noun_at(question, at):
            return True
        if not question.has(at) or question.key(at) in GRAMMAR:
            return False
    return False


def sole_noun(question: Question, so_far: Meaning) -> Meaning:
    """Read a noun for a kind where no other name begins and nobody does what it says."""
    place = so_far.size
    if mention_at(question, place, NAMED) or _is_verb_form(question, so_far):
        asks = noun_at(question, place) is not None and _is_behind_only(question, place)
        return Meaning(asks=asks)
    return noun(question, so_far)


def noun(question: Question, so_far: Meaning) -> Meaning:
    """Read a noun for a kind, unless a longer name begins there."""
    place = so_far.size
    found = noun_at(question, place)
    if not found:
        return NOTHING
    asks = _is_behind_only(question, place)
    named = mention_at(question, place, NAMED)
    if named and named.size >= found.size:
        return Meaning(asks=asks)
    # "quotes by": even where nobody of that name is known, a kind is what is asked for
    after = place + found.size
    after += question.key(after) in english.PARTICIPLES
    return Meaning(
        found.size,
        (Part("kind", found.ids, place, found.size, LIKELY if found.is_plural else NAME),),
        asks=asks,
        has_rule=question.key(after) in _BEHIND_NOUN and question.has(after + 1),
    )


def _is_behind_only(question: Question, place: int) -> bool:
    """Return whether "only" stands before a word, as in "only posts"."""
    return question.key(place - 1) == english.ONLY


def _is_verb_form(question: Question, so_far: Meaning) -> bool:
    """Return whether the next word is what somebody does: "did Trump post"."""
    last = so_far.last
    if last is None or question.key(so_far.size) not in VERBS:
        return False
    return last.filter == "source" or (
        last.role == DID and not question.words[so_far.size - 1].owns
    )
