"""Names of the log where they stand in a question, and the options that they mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.events import ActorKind
from components.selection.filters import option_names
from components.selection.questions.grammar import GRAMMAR
from components.selection.questions.name import ARTICLE, Reading, name_table
from components.selection.questions.part import NOTHING, Meaning
from components.selection.questions.question import Question
from components.selection.questions.word import keys_of
from components.wording import question as english

PEOPLE = ("actor", "party", "delegation")
NAMED = (*PEOPLE, "topic", "source")  # the filters whose options the log names
MOST_VALUES = 24  # options of a filter that a question sets; more are no answer
SHORT = 2  # words of a name that is not read where it could be grammar

Choice = tuple[str, tuple[str, ...]]  # the key of a filter, and the ids of options


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a question: its number of words, with those before it, and what it can mean."""

    size: int
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Mentions:
    """Names that follow each other: their filter, the options they mean, the place behind them.

    `text` is what those mean that stay text, of no word by itself.
    """

    filter: str
    ids: tuple[str, ...]
    end: int
    text: Meaning


def mention_at(question: Question, place: int, filters: Sequence[str]) -> Mention | None:
    """Return the longest name at a word that some filters have."""
    table, keys = name_table(question.facts), question.keys
    first = place + (question.key(place) in english.ARTICLES)
    if question.key(first) in english.HONORIFICS and not any(table.at(keys, first)):
        first += 1
    for size, found in table.at(keys, first):
        if any(word.is_quoted for word in question.words[first : first + size]):
            continue
        if size == 1 and keys[first] in english.UNITS and question.is_lower(first):
            continue  # "the week" is hardly The Week
        readings = tuple(reading for reading in found if reading[0] in filters)
        if readings:
            return Mention(first + size - place, readings)
    return None


def choose(question: Question, readings: Sequence[Reading]) -> Choice | None:
    """Return the only filter and the options that readings mean; `None` for several."""
    by_filter: dict[str, list[str]] = {}
    for filter_, option in readings:
        by_filter.setdefault(filter_, []).append(option)
    if "party" in by_filter and "actor" in by_filter:
        sides = {question.facts.log.actors[actor].party for actor in by_filter["actor"]}
        if sides <= set(by_filter["party"]):
            del by_filter["actor"]  # the side has them all
    if len(by_filter) > 1 and "source" in by_filter:
        del by_filter["source"]  # an outlet that acts is meant as the one who does
    if len(by_filter) != 1:
        return None
    filter_, ids = next(iter(by_filter.items()))
    if len(ids) > 1 and filter_ not in ("source", ARTICLE):
        return None
    return (filter_, tuple(ids)) if len(ids) <= MOST_VALUES else None


def mentions_at(
    question: Question,
    first: int,
    filters: Sequence[str],
    *,
    is_any: bool = True,
    most: int = MOST_VALUES,
) -> Mentions:
    """Read names of one filter that follow each other; the end is `first` when there is none.

    Names joined by "or", and those of `is_any` by "and" too, are one choice of options. Others
    have to be in one event together, which one filter cannot say: they stay text.
    """
    filter_, ids, end, at = "", list[str](), first, first
    text = NOTHING
    while (found := mention_at(question, at, filters)) and most:
        chosen = choose(question, found.readings)
        if chosen and filter_ and chosen[0] != filter_:
            break
        if chosen is None:
            text = text.then(Meaning(unsure=((at, found.size, found.readings),)))
        if chosen is None or (ids and not is_any and question.key(at - 1) != english.OR):
            end = at + found.size
            text = text.then(Meaning(left=frozenset(range(at, end))))
        else:
            filter_, options, end = _with_group(question, at + found.size, *chosen)
            ids += options
        is_joined = question.key(end) in (english.AND, english.OR)
        most -= 1
        if not is_joined and "," not in question.gap(end):
            break
        at = end + is_joined
    return Mentions(filter_, tuple(dict.fromkeys(ids)), end, text)


def _with_group(
    question: Question, end: int, filter_: str, ids: tuple[str, ...]
) -> tuple[str, tuple[str, ...], int]:
    """Return a side with the words "officials" or "team" behind it, else a name as it is."""
    if filter_ == "party":
        if question.key(end) in english.OF_SIDE:
            return filter_, ids, end + 1
        if question.key(end) in english.OF_DELEGATION:
            delegations = question.facts.log.delegations
            offered = option_names(question.facts)["delegation"]
            teams = tuple(key for key in offered if delegations[key].party in ids)
            if len(teams) == 1:
                return "delegation", teams, end + 1
    return filter_, ids, end


def is_grammar(question: Question, place: int, size: int) -> bool:
    """Return whether a short name is one of words that mean something else in a question."""
    keys = question.keys[place : place + size]
    if keys[0] == "us":
        return question.key(place - 1) in english.ASKING and question.is_lower(place)
    if size > 1 and keys[0] in english.ARTICLES:
        return False  # "the talks" is no verb
    if _is_proper(question, place + size - 1):
        return False
    return size <= SHORT and all(key in GRAMMAR or key.isdecimal() for key in keys)


def _is_proper(question: Question, place: int) -> bool:
    """Return whether a word is typed as a name is: "Said" in "what did Said say"."""
    others = (at for at in range(1, len(question.words)) if at != place)
    return place > 0 and question.typed(place).istitle() and any(map(question.is_lower, others))


def are_outlets(question: Question, actors: Sequence[str]) -> bool:
    """Return whether all of some actors are outlets."""
    return all(question.facts.log.actors[id_].kind is ActorKind.OUTLET for id_ in actors)


def sources_of(question: Question, outlets: Sequence[str]) -> tuple[str, ...]:
    """Return the sources that outlets are, by their names."""
    found: dict[str, None] = {}
    for outlet in outlets:
        name = " ".join(keys_of(question.facts.log.actors[outlet].name))
        for key in (name, name.removeprefix("the ")):
            for filter_, option in name_table(question.facts).readings.get(key, ()):
                if filter_ == "source":
                    found[option] = None
    return tuple(found)
