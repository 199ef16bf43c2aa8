"""A passage of an article: its words and signs, its quotations as one token each, its sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from components.drafts.language import Language
from components.events import Quotation, quotations

# Letters and full stops in turn, such as U.S.; a character that stands for a word; a word; a sign.
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,8}|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|[^\w\s]|_"
)
_ENDS = frozenset(".!?…。！？")
_ENDS_AT_ONCE = frozenset("。！？")
_CLOSING = frozenset(")]}")
_ATTRIBUTION = 8  # tokens after `"Really?"` among which `he asked` still belongs to it


class TokenKind(StrEnum):
    """What a token is."""

    WORD = "word"
    SIGN = "sign"
    QUOTE = "quote"


@dataclass(slots=True)
class Token:
    """A word, a sign, or a whole quotation, from `start` to `stop` (exclusive) of its passage."""

    text: str
    lower: str
    start: int
    stop: int
    kind: TokenKind
    quotation: Quotation | None = None

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that begins with a capital letter."""
        return self.kind is TokenKind.WORD and self.text[0].isupper()

    @property
    def is_acronym(self) -> bool:
        """Whether it is a word such as US, U.S. or USTR."""
        letters = self.text.replace(".", "")
        return self.kind is TokenKind.WORD and 1 < len(letters) <= 6 and letters.isupper()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its place among the tokens of its passage, and its number from 1."""

    number: int
    first: int
    stop: int


@dataclass(frozen=True)
class Passage:
    """A numbered line of an article with its tokens; what is quoted is one of them."""

    number: int
    text: str
    language: Language
    following: str = ""  # the text of the next one, which may go on with a quotation

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens in order."""
        return tuple(_tokens(self.text, quotations(self.text, self.following)))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order; one ends neither within a quotation nor with `Mr.`"""
        return tuple(_sentences(self.tokens, self.language))

    def touch(self, index: int) -> bool:
        """Tell whether a token begins where the one before it ends."""
        return 0 < index < len(self.tokens) and (
            self.tokens[index].start == self.tokens[index - 1].stop
        )

    def words(self, first: int, stop: int) -> str:
        """Return the text from one token up to another."""
        return self.text[self.tokens[first].start : self.tokens[stop - 1].stop]


def tokens_of(text: str) -> Iterator[Token]:
    """Yield the words and signs of a text without quotations, such as a name."""
    return _words(text, 0, len(text))


def _words(text: str, start: int, stop: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, stop):
        token = match[0]
        kind = TokenKind.WORD if token[0].isalnum() else TokenKind.SIGN
        yield Token(token, token.casefold(), match.start(), match.end(), kind)


def _tokens(text: str, quoted: Sequence[Quotation]) -> Iterator[Token]:
    start = 0
    for quotation in quoted:
        yield from _words(text, start, quotation.start)
        yield Token("", "", quotation.start, quotation.stop, TokenKind.QUOTE, quotation)
        start = quotation.stop
    yield from _words(text, start, len(text))


def _sentences(tokens: Sequence[Token], language: Language) -> Iterator[Sentence]:
    first, number = 0, 1
    for index in range(len(tokens)):
        if index >= first and _ends_sentence(tokens, index, language):
            stop = index + 1
            while stop < len(tokens) and tokens[stop].text in _CLOSING:
                stop += 1
            yield Sentence(number, first, stop)
            first, number = stop, number + 1
    if first < len(tokens):
        yield Sentence(number, first, len(tokens))


def _ends_sentence(tokens: Sequence[Token], index: int, language: Language) -> bool:
    token = tokens[index]
    end = token.quotation.words[-1] if token.quotation else token.text[-1]
    if end not in _ENDS:
        return False
    following = index + 1
    while following < len(tokens) and tokens[following].text in _CLOSING:
        following += 1
    if following >= len(tokens) or end in _ENDS_AT_ONCE:
        return True
    after = tokens[following]
    if after.start == tokens[following - 1].stop and after.kind is not TokenKind.QUOTE:
        return False
    begins = after.kind is TokenKind.QUOTE or (
        after.kind is TokenKind.WORD and not after.text[0].islower()
    )
    if not begins:
        return False
    if token.quotation:
        return end == "." or not _is_attributed(tokens, following, language)
    if token.kind is TokenKind.WORD:
        return after.lower in language.small  # U.S.
    return end != "." or not _is_abbreviation(tokens, index, language)


def _is_attributed(tokens: Sequence[Token], first: int, language: Language) -> bool:
    for token in tokens[first : first + _ATTRIBUTION]:
        if token.kind is not TokenKind.WORD:
            return False
        if token.lower in language.verbs:
            return True
    return False


def _is_abbreviation(tokens: Sequence[Token], index: int, language: Language) -> bool:
    if index == 0 or tokens[index - 1].stop != tokens[index].start:
        return False
    before = tokens[index - 1]
    if before.lower in language.abbreviations:
        return True
    if before.text.isdigit() and len(before.text) <= 2:
        return language.has_capital_nouns
    return len(before.text) == 1 and before.text.isupper()
