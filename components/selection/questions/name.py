"""The names by which a question can choose an option of a log's filters, made once per log."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from types import MappingProxyType

from components.events import Actor, ActorKind, Log, Source
from components.frames import LogFacts, article_names, once_per_log
from components.selection.filters import option_names
from components.selection.questions.word import keys_of
from components.wording import question as english

ARTICLE = "article"  # the key of articles, which are options of the filter by who tells
LONGEST_NAME = 12  # words; what is called by more is not looked for
_LEAST_WORD = 3  # letters of a last name that stands alone
_LEAST_NEAR = 4  # letters of a word that may be misspelt
_MOST_LIKE = 300  # names that one word is compared with
_MOST_NEAR = 3
_LIKENESS = 0.78  # of two words, as `difflib` measures it
_MOST_READINGS = 25  # of one name, one more than a filter takes: a hundred thousand may share it
_SPREAD = 2  # letters by which two words that are alike may differ in length

Reading = tuple[str, str]  # the key of a filter, and an option's id


@dataclass(frozen=True, slots=True)
class NameTable:
    """What the names of a log mean: the options, by the folded words of a name.

    `plurals` are the names of kinds that mean several; `longest` is the number of words of the
    longest name.
    """

    readings: Mapping[str, tuple[Reading, ...]]
    plurals: frozenset[str]
    longest: int

    def at(self, keys: Sequence[str], first: int) -> Iterator[tuple[int, tuple[Reading, ...]]]:
        """Yield the names that begin at a word: their number of words, what they mean."""
        for size in range(min(self.longest, len(keys) - first), 0, -1):
            if found := self.readings.get(" ".join(keys[first : first + size])):
                yield size, found


def _without_article(keys: Sequence[str]) -> Sequence[str]:
    return keys[1:] if len(keys) > 1 and keys[0] in english.ARTICLES else keys


def _key(name: str) -> str:
    """Return the folded words of a name, "" for one that is too long."""
    keys = _without_article(keys_of(name))
    return " ".join(keys) if len(keys) <= LONGEST_NAME else ""


def _parts_of_actor(actor: Actor) -> Iterator[str]:
    """Yield what an actor may be called beside its names: a title, the name without its bracket."""
    bare, bracket, _ = actor.name.partition(" (")
    if bracket:
        yield bare
    for title in (actor.title, *(title.title for title in actor.titles)):
        if len(title.split()) > 1:
            yield title
    words = actor.name.split()
    if actor.kind is ActorKind.PERSON and len(words) > 1 and len(words[-1]) >= _LEAST_WORD:
        yield words[-1]


def names_of_source(source: Source) -> Iterator[str]:
    """Yield what a source may be called: its publisher, and each of those whom that names."""
    if source.short:
        yield source.short
    yield source.publisher or source.title
    for part in source.publisher.replace(" and ", ", ").split(", "):
        words = part.split()
        while words and words[0].islower():
            words = words[1:]
        if words:
            yield " ".join(words).removeprefix("The ")


def _pairs(facts: LogFacts) -> Iterator[tuple[str, str, str]]:
    """Yield the names of a log, each with the filter and the option that it means."""
    log, offered = facts.log, option_names(facts)
    for option in offered["actor"]:
        actor = log.actors[option]
        yield from ((name, "actor", option) for name in (actor.name, *actor.aliases))
    for option, name in offered["party"].items():
        yield from ((other, "party", option) for other in _names_of_side(name))
    for option, name in offered["delegation"].items():
        yield name, "delegation", option
    for option, name in offered["topic"].items():
        yield name, "topic", option
    for option in offered["kind"]:
        yield log.kinds[option].name, "kind", option
        yield log.kinds[option].plural, "kind", option
    yield from _sources(log, offered["source"])
    yield from _options(log.articles, offered)


def _derived(facts: LogFacts) -> Iterator[tuple[str, str, str]]:
    """Yield names that are not in the log as such; a name in full comes before them."""
    for option in facts.options["actor"]:
        for name in _parts_of_actor(facts.log.actors[option]):
            yield name, "actor", option
    for option, name in facts.options["topic"].items():
        if name[-1:].isalpha():
            yield (name[:-1] if name[-1] == "s" else f"{name}s"), "topic", option


def _names_of_side(name: str) -> Iterator[str]:
    yield name
    country = _key(name)
    for other in (country, *english.COUNTRIES.get(country, ())):
        yield other
        yield f"{other} {english.SIDE}"


def _sources(log: Log, offered: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the names of sources and of articles, and those of the outlets that they are."""
    outlets = {key: actor for key, actor in log.actors.items() if actor.kind is ActorKind.OUTLET}
    by_name: dict[str, list[str]] = defaultdict(list)
    for key, actor in outlets.items():
        by_name[_key(actor.name)].append(key)

    def others(option: str, names: Iterable[str]) -> Iterator[str]:
        same = {key for name in names for key in by_name.get(_key(name), ())}
        for key in same | ({option} & outlets.keys()):
            yield from (outlets[key].name, *outlets[key].aliases)

    for option in offered:
        names = set(names_of_source(log.sources[option]))
        yield from ((name, "source", option) for name in sorted(names.union(others(option, names))))
    for option, article in article_names(log).items():
        names = {article.short, article.full}
        yield from ((name, ARTICLE, option) for name in sorted(names.union(others(option, names))))


def _options(
    articles: int, offered: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, str, str]]:
    for filter_, options in english.OPTIONS.items():
        for option, phrases in options.items():
            if option in offered[filter_]:
                yield from ((phrase, filter_, option) for phrase in phrases)
    for option in offered["tier"]:
        if option.startswith("only-"):
            yield from ((phrase, "tier", option) for phrase in english.ONE_ARTICLE)
    for option, rows in english.TELLERS.items():
        if option in offered["tier"]:
            for count, phrases in rows:
                if count in (0, articles):
                    yield from ((phrase, "tier", option) for phrase in phrases)


def _add(readings: dict[str, tuple[Reading, ...]], key: str, reading: Reading) -> None:
    known = readings.get(key)
    if known is None:
        readings[key] = (reading,)
    elif len(known) < _MOST_READINGS and reading not in known[-1:]:
        readings[key] = (*known, reading)


@once_per_log
def name_table(facts: LogFacts) -> NameTable:
    """Return the names of a log's filters."""
    readings: dict[str, tuple[Reading, ...]] = {}
    for name, filter_, option in _pairs(facts):
        if key := _key(name):
            _add(readings, key, (filter_, option))
    parts: dict[str, tuple[Reading, ...]] = {}
    for name, filter_, option in _derived(facts):
        key = _key(name)
        if key and all(known[0] != filter_ for known in readings.get(key, ())):
            _add(parts, key, (filter_, option))
    for key, found in parts.items():
        readings[key] = (*readings.get(key, ()), *found)
    longest = max((key.count(" ") for key in readings), default=0) + 1
    kinds = facts.log.kinds
    plurals = frozenset(_key(kind.plural) for kind in kinds.values()) - frozenset(
        _key(kind.name) for kind in kinds.values()
    )
    return NameTable(MappingProxyType(readings), plurals, longest)


_NAMED = frozenset({"actor", "party", "delegation", "topic", "kind", "source"})


@once_per_log
def _words(facts: LogFacts) -> Mapping[tuple[str, int], frozenset[str]]:
    """Return the words of all names by their first letter and their length."""
    words: dict[tuple[str, int], set[str]] = defaultdict(set)
    for key, readings in name_table(facts).readings.items():
        if any(filter_ in _NAMED for filter_, _ in readings):
            for word in key.split():
                if len(word) >= _LEAST_NEAR:
                    words[word[0], len(word)].add(word)
    return MappingProxyType({place: frozenset(known) for place, known in words.items()})


def near(facts: LogFacts, word: str) -> tuple[str, ...]:
    """Return the words of names that are spelt nearly as a folded word, the likeliest first.

    It is compared with at most `_MOST_LIKE` that begin alike and are about as long. There are none
    for a word that is one of a name.
    """
    from difflib import get_close_matches  # made when a search finds nothing

    size, known = len(word), _words(facts)
    if size < _LEAST_NEAR or word in known.get((word[0], size), ()):
        return ()
    lengths = sorted(
        range(size - _SPREAD, size + _SPREAD + 1), key=lambda length: abs(length - size)
    )
    alike = chain.from_iterable(known.get((word[0], length), ()) for length in lengths)
    return tuple(get_close_matches(word, sorted(islice(alike, _MOST_LIKE)), _MOST_NEAR, _LIKENESS))
