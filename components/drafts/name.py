"""Names that no actor of the log has: candidates for new actors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from components.drafts.language import Language
from components.drafts.mention import Mentions
from components.drafts.passage import Passage, Token, TokenKind

_LONGEST = 5  # words
MOST_NAMES = 60  # in a draft; more than an article has


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A run of capitalised words, where it stands first, and how often."""

    text: str
    passage: int
    count: int


def unknown_runs(passage: Passage, mentions: Mentions) -> Iterator[tuple[int, int]]:
    """Yield where words with capital letters stand that are no known name, outside quotations.

    One word at the beginning of a sentence may be any word and is left out; so is each single noun
    of a language that writes all of them with a capital.
    """
    tokens, language = passage.tokens, passage.language
    covered = {
        index for mention in mentions.in_order for index in range(mention.first, mention.stop)
    }
    begins = {sentence.first for sentence in passage.sentences}
    index = 0
    while index < len(tokens):
        stop = index
        while stop < len(tokens) and stop - index < _LONGEST and stop not in covered:
            if not _is_name(tokens[stop], language) or (stop > index and stop in begins):
                break
            stop += 1
        if stop == index:
            index += 1
            continue
        first = index
        if first in begins and stop - first > 1 and tokens[first].lower in language.titles:
            first += 1
        least = 2 if language.has_capital_nouns or first in begins else 1
        if stop - first >= least and not _is_heading(passage, index, stop):
            yield first, stop
        index = stop


def _is_name(token: Token, language: Language) -> bool:
    lower = token.lower
    return (
        token.is_capital
        and len(token.text) > 1
        and lower not in language.small
        and lower not in language.months
        and lower not in language.weekdays
        and lower not in language.pronouns
    )


def _is_heading(passage: Passage, first: int, stop: int) -> bool:
    """Tell whether most words around have a capital, as those of a heading do."""
    around = [
        token
        for token in passage.tokens[max(first - 6, 0) : stop + 6]
        if token.kind is TokenKind.WORD
    ]
    return len(around) > 7 and sum(token.is_capital for token in around) > 0.7 * len(around)


def _is_title(token: Token, titles: frozenset[str]) -> bool:
    return token.lower in titles or (token.is_acronym and len(token.text) < 5)


def unknown_names(
    passages: Iterable[tuple[Passage, Mentions]],
) -> tuple[UnknownName, ...]:
    """Return the unknown names of an article, those first that stand there most often."""
    counts: dict[str, int] = {}
    places: dict[str, int] = {}
    for passage, mentions in passages:
        titles = passage.language.titles
        for first, stop in unknown_runs(passage, mentions):
            while first < stop and _is_title(passage.tokens[first], titles):
                first += 1
            while first < stop and _is_title(passage.tokens[stop - 1], titles):
                stop -= 1
            if first == stop:
                continue
            name = " ".join(passage.words(first, stop).split())
            counts[name] = counts.get(name, 0) + 1
            places.setdefault(name, passage.number)
    longer = {word for name in counts if " " in name for word in (name.rpartition(" ")[2],)}
    names = [
        UnknownName(name, places[name], count)
        for name, count in counts.items()
        if name not in longer
    ]
    names.sort(key=lambda name: (-name.count, name.passage))
    return tuple(names[:MOST_NAMES])
