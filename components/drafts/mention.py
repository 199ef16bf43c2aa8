"""Find the names of a log's actors and topics among the tokens of a passage, the longest first."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from components.drafts.passage import Passage, Token, TokenKind, tokens_of
from components.events import Actor, ActorKind, Log

_LONGEST_NAME = 12  # words
_ASIDE = re.compile(r"\([^()]*\)")
_APOSTROPHES = frozenset("'’")
_HYPHENS = frozenset("-‐‑")
_ARTICLES = frozenset({"the", "der", "die", "das", "le", "la", "les"})


@dataclass(frozen=True, slots=True)
class Mention:
    """The tokens from `first` to `stop` (exclusive) that name an actor, or one of several.

    `is_possessive` is true of "Greer's", `is_part` of "Trump-backed": neither can be a subject.
    """

    first: int
    stop: int
    ids: tuple[str, ...]
    is_person: bool
    is_possessive: bool = False
    is_part: bool = False

    @property
    def is_subject(self) -> bool:
        """Whether it can stand for one actor who says something."""
        return not (self.is_possessive or self.is_part) and len(self.ids) == 1


@dataclass(slots=True)
class _Node:
    after: dict[str, "_Node"] = field(default_factory=dict)
    ids: dict[str, None] = field(default_factory=dict)


class NameTable:
    """The names and aliases of the actors and topics of a log."""

    def __init__(self, actors: Mapping[str, Actor], topics: Mapping[str, str]) -> None:
        """Take actors by id, and the names of topics by id."""
        self._actors, self._topics = _Node(), _Node()
        self._persons = {key for key, actor in actors.items() if actor.kind is ActorKind.PERSON}
        for key, actor in actors.items():
            for name in (actor.name, *actor.aliases):
                _add(self._actors, [_key(word) for word in _words_of(name)], key)
        for key, name in topics.items():
            said = [word for word in _words_of(name) if word.lower not in _ARTICLES]
            _add(self._topics, [_stem(word) for word in said], key)

    @classmethod
    def of(cls, log: Log | None) -> "NameTable":
        """Take the names of a log, none without one."""
        topics = {key: topic.name for key, topic in log.topics.items()} if log else {}
        return cls(log.actors if log else {}, topics)

    def mentions(self, passage: Passage) -> Iterator[Mention]:
        """Yield the mentions of actors in a passage, in order, outside quotations."""
        tokens, index = passage.tokens, 0
        language = passage.language
        never = language.pronouns | language.other_pronouns
        while index < len(tokens):
            stop, ids = _longest(self._actors, tokens, index, _forms)
            if not ids or (
                stop == index + 1
                and tokens[index].text.casefold() in never
                and not tokens[index].is_acronym
            ):
                index += 1
                continue
            if later := self._longer_from_within(tokens, index, stop):
                # "Vice Premier He" before "Lifeng": the full name begins within the alias.
                index = later
                continue
            is_possessive, part = _possessive(passage, stop), _is_part(passage, index, stop)
            is_person = all(key in self._persons for key in ids)
            yield Mention(index, stop, tuple(ids), is_person, is_possessive, part)
            index = stop

    def _longer_from_within(self, tokens: Sequence[Token], first: int, stop: int) -> int:
        """Return where a name begins within another one and goes on behind it, else 0."""
        for index in range(first + 1, stop):
            if _longest(self._actors, tokens, index, _forms)[0] > stop:
                return index
        return 0

    def topics(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """Return the topics whose names stand among tokens, in the order of the log."""
        found = {
            key
            for index in range(len(tokens))
            for key in _longest(self._topics, tokens, index, lambda word: (_stem(word),))[1]
        }
        return tuple(key for key in _ids_below(self._topics) if key in found)


def _ids_below(root: _Node) -> Iterable[str]:
    ids: dict[str, None] = {}
    nodes = [root]
    for node in nodes:
        ids |= node.ids
        nodes += node.after.values()
    return ids


def _words_of(name: str) -> list[Token]:
    words = [token for token in tokens_of(_ASIDE.sub(" ", name)) if token.kind is TokenKind.WORD]
    return words[:_LONGEST_NAME]


def _add(root: _Node, keys: list[str], key: str) -> None:
    node = root
    for word in keys:
        node = node.after.setdefault(word, _Node())
    if keys:
        node.ids[key] = None


def _key(word: Token) -> str:
    """Return how a word of a name is looked up: in capitals, with a capital, or in any case."""
    plain = word.lower.replace(".", "")
    if word.is_acronym:
        return f"A{plain}"
    return f"a{plain}" if word.is_capital else plain


def _forms(word: Token) -> tuple[str, ...]:
    plain = word.lower.replace(".", "")
    if word.is_acronym or (word.text.isupper() and len(word.text) > 1):
        return f"A{plain}", f"a{plain}", plain
    return (f"a{plain}", plain) if word.is_capital else (plain,)


def _stem(word: Token) -> str:
    plain = word.lower
    return plain[:-1] if len(plain) > 3 and plain.endswith("s") else plain


def _longest(
    root: _Node,
    tokens: Sequence[Token],
    first: int,
    forms: Callable[[Token], Sequence[str]],
) -> tuple[int, dict[str, None]]:
    """Return where the longest name that begins at a token ends, and whose it is."""
    nodes, index = [root], first
    stop, ids = first, dict[str, None]()
    while nodes and index < len(tokens):
        token = tokens[index]
        if token.kind is not TokenKind.WORD:
            # A hyphen or an apostrophe within a name, as in Keller-Sutter.
            if index == first or token.text not in _HYPHENS | _APOSTROPHES | {"."}:
                break
            if token.start != tokens[index - 1].stop:
                break
            index += 1
            continue
        nodes = [node.after[form] for node in nodes for form in forms(token) if form in node.after]
        index += 1
        if found := {key: None for node in nodes for key in node.ids}:
            stop, ids = index, found
    return stop, ids


def _possessive(passage: Passage, stop: int) -> bool:
    tokens = passage.tokens
    if not passage.touch(stop) or tokens[stop].text not in _APOSTROPHES:
        return False
    if passage.touch(stop + 1):
        return tokens[stop + 1].lower == "s"
    return tokens[stop - 1].lower[-1:] in ("s", "x", "z", "ß")


def _is_part(passage: Passage, first: int, stop: int) -> bool:
    tokens = passage.tokens
    after = passage.touch(stop) and tokens[stop].text in _HYPHENS and passage.touch(stop + 1)
    before = passage.touch(first) and tokens[first - 1].text in _HYPHENS and first > 1
    return after or (before and passage.touch(first - 1))


def doubtful_actors(passages: Iterable[tuple[Passage, "Mentions"]]) -> frozenset[str]:
    """Return the persons whom an article never names in full, and whose surname another one has.

    In an article with a "Wang Wei", the log's Wang Xiaohong is not for sure every Wang.
    """
    in_full: set[str] = set()
    shared: set[str] = set()
    for passage, mentions in passages:
        tokens, language = passage.tokens, passage.language
        for mention in mentions.in_order:
            if not mention.is_person:
                continue
            if mention.stop - mention.first > 1:
                in_full |= set(mention.ids)
                continue
            beside = [
                tokens[index]
                for index in (mention.first - 1, mention.stop)
                if 0 <= index < len(tokens)
            ]
            if any(
                token.is_capital
                and not token.is_acronym
                and token.lower not in language.small | language.titles | language.weekdays.keys()
                and not language.is_adverb(token.lower)
                for token in beside
            ):
                shared |= set(mention.ids)
    return frozenset(shared - in_full)


class Mentions:
    """The mentions of one passage, by where they begin and end."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        """Take them in order."""
        self.in_order = tuple(mentions)

    @cached_property
    def beginning(self) -> Mapping[int, Mention]:
        """Each mention by its first token."""
        return {mention.first: mention for mention in self.in_order}

    @cached_property
    def ending(self) -> Mapping[int, Mention]:
        """Each mention by the token after its last."""
        return {mention.stop: mention for mention in self.in_order}

    def within(self, first: int, stop: int) -> tuple[Mention, ...]:
        """Return those that lie between two tokens."""
        low = bisect_left(self._starts, first)
        high = bisect_left(self._starts, stop)
        return self.in_order[low:high]

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.first for mention in self.in_order]
