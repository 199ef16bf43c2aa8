"""Prepositions and the names behind them: "by Bessent", "about tariffs", "according to Reuters"."""

from collections.abc import Sequence

from components.frames import DID, SPOKEN_OF
from components.selection.filters import option_names
from components.selection.questions.grammar import GRAMMAR
from components.selection.questions.kind import WORDS, owns_noun
from components.selection.questions.mention import (
    NAMED,
    PEOPLE,
    Choice,
    are_outlets,
    mention_at,
    mentions_at,
    sources_of,
)
from components.selection.questions.name import ARTICLE
from components.selection.questions.part import NOTHING, RULE, Meaning, Part, as_filter, as_text
from components.selection.questions.question import Question
from components.wording import question as english

_TWO = 2


def cited(question: Question, so_far: Meaning) -> Meaning:
    """Read "according to Reuters", "from uTo" and "in both the Monitor and uTo"."""
    place = so_far.size
    if question.key(place) == english.FROM:
        outlet = mention_at(question, place + 1, ("actor",))
        if outlet and are_outlets(question, [id_ for _, id_ in outlet.readings]):
            found = _named(question, place, 1, ("source",))
            if found.size:
                return found
    size = question.phrase(place, english.CITING)
    if not size:
        return NOTHING
    first = place + size
    first += question.key(first) == english.BOTH
    articles = mentions_at(question, first, (ARTICLE,))
    is_all = len(articles.ids) == question.facts.log.articles > 1
    if is_all and english.OR not in question.keys[first : articles.end]:
        return as_filter(Part("tier", ("several",), place, articles.end - place, RULE))
    return _named(question, place, size, ("source",), is_any=False)


def headed(question: Question, so_far: Meaning) -> Meaning:
    """Read "topic: tariffs", as the headings of the filters are called."""
    place = so_far.size
    key = question.key(place)
    if key not in english.FIELD_NAMES or question.text[question.words[place].stop :][:1] != ":":
        return NOTHING
    return _named(question, place, 1, *english.FIELD_NAMES[key])


def acting(question: Question, so_far: Meaning) -> Meaning:
    """Read "by Bessent", "statements of Bessent" and "attributed to Bessent"."""
    place = so_far.size
    if size := question.phrase(place, english.BY_PHRASES):
        return _named(question, place, size, PEOPLE, DID)
    key, before = question.key(place), question.key(place - 1)
    if key not in english.BY:
        return NOTHING
    if key == "of":
        if before in english.MENTION:
            return _named(question, place, 1, (*PEOPLE, "topic"), SPOKEN_OF)
        return _named(question, place, 1, PEOPLE, DID if _is_behind_words(question, so_far) else "")
    if size := _owner(question, place + 1):
        return Meaning(1).then(as_text(place + 1, size))
    outlet = mention_at(question, place + 1, ("actor",)) if before in english.SAYING else None
    if outlet:
        ids = [id_ for _, id_ in outlet.readings]
        if are_outlets(question, ids) and (sources := sources_of(question, ids)):
            # what an outlet claims is what is cited of it
            part = Part("source", sources, place - 1, 2 + outlet.size, RULE)
            return Meaning(1 + outlet.size, (part,), is_instead=True)
    found = _named(question, place, 1, PEOPLE, DID)
    return found if found.size else _named(question, place, 1, ("source",))


def spoken_of(question: Question, so_far: Meaning) -> Meaning:
    """Read "about Trump" and "on tariffs"."""
    if question.key(so_far.size) not in english.SAID_OF | english.MENTIONING:
        return NOTHING
    return _named(question, so_far.size, 1, ("topic", *PEOPLE), SPOKEN_OF)


def taking_part(question: Question, so_far: Meaning) -> Meaning:
    """Read "with He Lifeng", "between the US and China" and "at CNN"."""
    place = so_far.size
    if question.key(place) == "at":
        return _named(question, place, 1, ("actor",))
    if question.key(place) not in english.WITH:
        return NOTHING
    if so_far.parts and so_far.parts[-1].filter in ("differ", "verdict"):
        if size := question.phrase(place, english.BETWEEN_ACCOUNTS):
            return Meaning(size)
        articles = mentions_at(question, place + 1, (ARTICLE,))
        if len(articles.ids) > 1:  # "differences between the Monitor and uTo"
            return Meaning(articles.end - place, has_rule=True)
    return _named(question, place, 1, PEOPLE, is_any=False)


def _named(
    question: Question,
    place: int,
    size: int,
    filters: Sequence[str],
    role: str = "",
    *,
    is_any: bool = True,
) -> Meaning:
    """Read names behind the `size` words of a preposition; nothing when none follows."""
    first = place + size
    if question.key(first) == english.BOTH:
        first += 1
        if both := _all_of_two(question, first, filters):
            return as_filter(Part(*both, place, first + 1 - place, RULE, role))
    names = mentions_at(question, first, filters, is_any=is_any)
    if names.end == first:
        return NOTHING
    parts: tuple[Part, ...] = ()
    if names.ids:
        # an interview on CNN is not about CNN
        is_on_air = (
            question.key(place) == "on"
            and role == SPOKEN_OF
            and names.filter == "actor"
            and are_outlets(question, names.ids[:1])
        )
        role = role if names.filter in PEOPLE and not is_on_air else ""
        parts = (Part(names.filter, names.ids, place, names.end - place, RULE, role),)
    return names.text.then(Meaning(names.end - place, parts))


def _all_of_two(question: Question, place: int, filters: Sequence[str]) -> Choice | None:
    """Return the options of a filter that has two, for "both delegations"."""
    filter_ = english.ALL_OF_TWO.get(question.key(place))
    if filter_ is None or filter_ not in filters:
        return None
    ids = tuple(option_names(question.facts)[filter_])
    return (filter_, ids) if len(ids) == _TWO else None


def _owner(question: Question, place: int) -> int:
    """Return the words of a name that owns somebody: "by Trump's critics" is not by Trump."""
    found = mention_at(question, place, PEOPLE)
    end = place + found.size if found else place
    if not found or not question.has(end) or not question.words[end - 1].owns:
        return 0
    is_owned = question.key(end) not in GRAMMAR and not owns_noun(question, end)
    return found.size + 1 if is_owned and not mention_at(question, end, NAMED) else 0


def _is_behind_words(question: Question, so_far: Meaning) -> bool:
    """Return whether what was read last is a noun or a verb for words."""
    last, kinds = so_far.last, question.facts.log.kinds
    return (
        last is not None
        and last.filter == "kind"
        and all(kinds[kind].shape in WORDS for kind in last.ids)
    )
