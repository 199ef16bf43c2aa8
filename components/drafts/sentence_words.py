"""The words of one sentence by their tokens; beyond its ends there are none."""

from dataclasses import dataclass

from components.drafts.language import Language
from components.drafts.passage import Passage, Sentence, Token, TokenKind

EARLIEST_YEAR, _LATEST_YEAR = 1000, 2100  # of four digits that are taken for a year


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """A sentence by its first token in the passage and the one after its last.

    `index` is that of a token in the passage.
    """

    passage: Passage
    first: int
    stop: int

    @classmethod
    def of(cls, passage: Passage, sentence: Sentence) -> "SentenceWords":
        """Take a sentence of a passage."""
        return cls(passage, sentence.first, sentence.stop)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the passage."""
        return self.passage.tokens

    @property
    def language(self) -> Language:
        """The language of the passage."""
        return self.passage.language

    def word(self, index: int) -> str:
        """Return a word in lower case, "" for a quotation and beyond the sentence."""
        return self.tokens[index].lower if self.first <= index < self.stop else ""

    def digits(self, index: int, longest: int) -> int | None:
        """Read a number of at most so many digits."""
        text = self.word(index)
        is_number = text.isascii() and text.isdigit() and len(text) <= longest
        return int(text) if is_number else None

    def day_at(self, index: int) -> int | None:
        """Read 11, 11th or 1er; None when it is no day of a month."""
        text = self.word(index)
        for ending in ("st", "nd", "rd", "th", "er"):
            text = text.removesuffix(ending)
        if not (text.isascii() and text.isdigit() and len(text) <= 2):
            return None
        return int(text) if 1 <= int(text) <= 31 else None

    def year_at(self, index: int) -> int | None:
        """Read a year of four digits."""
        number = self.digits(index, 4)
        return number if number and EARLIEST_YEAR <= number <= _LATEST_YEAR else None

    def month_at(self, index: int) -> int | None:
        """Read the name of a month, which has a capital except in French."""
        token = self.tokens[index] if self.first <= index < self.stop else None
        if (
            not token
            or token.kind is not TokenKind.WORD
            or not (token.is_capital or self.language.code == "fr")
        ):
            return None
        return self.language.months.get(token.lower)

    def is_capital_at(self, index: int) -> bool:
        """Tell whether a word begins with a capital letter."""
        return self.first <= index < self.stop and self.tokens[index].is_capital
