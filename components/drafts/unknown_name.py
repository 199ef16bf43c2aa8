"""Names that no actor of the log has: candidates for new actors."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from components.drafts.language import Language
from components.drafts.mention import Mentions
from components.drafts.passage import Passage, Token, TokenKind

_LONGEST = 5  # words
MOST_NAMES = 60  # in a draft; more than an article has


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A run of capitalised words, where it stands first, how often, and a word of it alone."""

    text: str
    passage: int
    count: int
    alias: str = ""


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
            is_name = _is_name(tokens[stop], language) or _is_surname(passage, stop, begins)
            if not is_name or (stop > index and stop in begins):
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


def _is_surname(passage: Passage, index: int, begins: Container[int]) -> bool:
    """Tell whether "He" is a name, as in "spokeswoman He Yongqian"."""
    tokens, language = passage.tokens, passage.language
    return (
        tokens[index].is_capital
        and tokens[index].lower in language.pronouns
        and index not in begins
        and tokens[index - 1].kind is TokenKind.WORD
        and index + 1 < len(tokens)
        and _is_name(tokens[index + 1], language)
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
    passages: Sequence[tuple[Passage, Mentions]],
) -> tuple[UnknownName, ...]:
    """Return the unknown names of an article, those first that stand there most often.

    The last word of a name that stands alone as well, as a surname does, is its alias.
    """
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
    alone = _words_alone(passages)
    for word, (count, place) in alone.items():
        if count > 1 and word not in counts:
            counts[word], places[word] = count, place
    surnames = {name.rpartition(" ")[2] for name in counts if " " in name}
    names = []
    for name, count in counts.items():
        surname = name.rpartition(" ")[2]
        if name not in surnames:
            alias = surname if surname != name and (surname in counts or surname in alone) else ""
            total = count + (alone[alias][0] if alias in alone else counts.get(alias, 0))
            names.append(UnknownName(name, places[name], total if alias else count, alias))
    names.sort(key=lambda name: (-name.count, name.passage))
    return tuple(names[:MOST_NAMES])


def _words_alone(passages: Sequence[tuple[Passage, Mentions]]) -> dict[str, tuple[int, int]]:
    """Return how often capitalised words stand alone, and where first; none that is also small.

    At the beginning of a sentence too, where a name looks like any word: the article never has
    it in lower case.
    """
    counts: dict[str, int] = {}
    places: dict[str, int] = {}
    in_lower_case: set[str] = set()
    for passage, mentions in passages:
        tokens, language = passage.tokens, passage.language
        if language.has_capital_nouns:
            continue
        covered = {i for mention in mentions.in_order for i in range(mention.first, mention.stop)}
        for index, token in enumerate(tokens):
            if not token.is_capital:
                in_lower_case.add(token.text)
            elif index not in covered and _is_name(token, language):
                beside = tokens[max(index - 1, 0) : index] + tokens[index + 1 : index + 2]
                if not any(_is_name(other, language) for other in beside) or (
                    index and _is_title(tokens[index - 1], language.titles)
                ):
                    counts[token.text] = counts.get(token.text, 0) + 1
                    places.setdefault(token.text, passage.number)
    return {
        word: (count, places[word])
        for word, count in counts.items()
        if word.casefold() not in in_lower_case
        and word.casefold() not in passages[0][0].language.titles
        and not passages[0][0].language.is_adverb(word.casefold())
    }
