"""What a draft has to know of a language: its reporting verbs, its small words, its calendar."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# The share of its small words in a text of a language; that of another's is far below.
LEAST_SMALL = 0.15


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language, in lower case.

    `verbs` report speech with their subject before or behind them, `participles` with that of the
    main clause; `quoting` ones pass on the words of another. `nouns` are verbs that are nouns as
    well, those in `never_inverted` have an object behind them. `continuing` verbs go on with what
    the same person just said, and so do verbs beside `again` words. `auxiliaries` stand between a
    subject and its verb, `modals`, `negations` and
    `suppositions` make it unsure, `passives` turn it around, and
    `agents` say by whom.

    `sources` stand before whose words they are, `trailing_sources` behind. `statements` are what a
    speaker makes: "Greer's statement". `openers` begin a clause, so that what follows is its
    subject; `breaks` begin another one behind a comma; `complements` begin what is said.

    `places` are prepositions before places, `titles` go before a name, `wives` before that of
    somebody's wife. `people` stand for one person without a name, `institutions`
    end the name of what is no person, `small` words are no part of a
    name, `copulas` say that something is so. `abbreviations` end no sentence.
    """

    code: str
    verbs: frozenset[str]
    participles: frozenset[str]
    quoting: frozenset[str]
    nouns: frozenset[str]
    never_inverted: frozenset[str]
    continuing: frozenset[str]
    again: frozenset[str]
    auxiliaries: frozenset[str]
    modals: frozenset[str]
    negations: frozenset[str]
    suppositions: frozenset[str]
    passives: frozenset[str]
    agents: frozenset[str]
    sources: tuple[tuple[str, ...], ...]
    trailing_sources: tuple[tuple[str, ...], ...]
    statements: frozenset[str]
    openers: frozenset[str]
    breaks: frozenset[str]
    relatives: frozenset[str]
    joins: frozenset[str]
    determiners: frozenset[str]
    possessives: frozenset[str]
    complements: frozenset[str]
    prepositions: frozenset[str]
    places: frozenset[str]
    adverbs: frozenset[str]
    pronouns: frozenset[str]
    other_pronouns: frozenset[str]
    titles: frozenset[str]
    wives: frozenset[str]
    copulas: frozenset[str]
    people: frozenset[str]
    institutions: frozenset[str]
    scare: tuple[tuple[str, ...], ...]
    past: frozenset[str]
    future: frozenset[str]
    small: frozenset[str]
    abbreviations: frozenset[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    calendar: Mapping[str, frozenset[str]]
    has_capital_nouns: bool = False

    def is_adverb(self, word: str) -> bool:
        """Tell whether a word may stand between a subject and its verb."""
        return word in self.adverbs or (self.code == "en" and len(word) > 4 and word[-2:] == "ly")


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the phrases of a text, one between two commas, each as its words."""
    return tuple(tuple(phrase.split()) for phrase in text.split(","))


def numbered(text: str, first: int = 1) -> dict[str, int]:
    """Return a number for each word of a text; words joined by a slash have the same."""
    return {
        word: number for number, same in enumerate(text.split(), first) for word in same.split("/")
    }


def language_of(texts: Iterable[str], languages: Mapping[str, Language]) -> tuple[Language, bool]:
    """Return the language most of whose small words stand in a text, given word by word.

    Return also whether they are so many that the text is in that language, and in no other.
    """
    counts, total = dict.fromkeys(languages, 0), 0
    for word in texts:
        total += 1
        for code, language in languages.items():
            counts[code] += word in language.small
    best = max(counts, key=lambda code: counts[code])
    return languages[best], counts[best] > LEAST_SMALL * total
