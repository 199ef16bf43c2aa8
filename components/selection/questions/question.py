"""A typed question as its words, with the log and the calendar by which they are read."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from components.frames import LogFacts
from components.selection.questions.log_calendar import Calendar
from components.selection.questions.word import Word, words_of


@dataclass(frozen=True, slots=True)
class Question:
    """A text, its words, their folded keys. A place is the number of a word, from 0."""

    text: str
    words: tuple[Word, ...]
    keys: tuple[str, ...]
    facts: LogFacts
    calendar: Calendar

    @classmethod
    def of(cls, text: str, facts: LogFacts, calendar: Calendar) -> "Question":
        """Make the question that a text is."""
        words = words_of(text)
        return cls(text, words, tuple(word.key for word in words), facts, calendar)

    def has(self, place: int) -> bool:
        """Return whether there is a word at a place."""
        return 0 <= place < len(self.words)

    def key(self, place: int) -> str:
        """Return the key of a word, "" before the first and behind the last."""
        return self.keys[place] if self.has(place) else ""

    def typed(self, place: int, size: int = 1) -> str:
        """Return some words as they were typed."""
        return self.text[self.words[place].start : self.words[place + size - 1].stop]

    def is_lower(self, place: int) -> bool:
        """Return whether a word is typed in small letters."""
        return self.typed(place).islower()

    def gap(self, place: int) -> str:
        """Return what stands between a word and the one before it, "" where there are not two."""
        if not (self.has(place - 1) and self.has(place)):
            return ""
        return self.text[self.words[place - 1].stop : self.words[place].start]

    def phrase(self, place: int, phrases: Iterable[str]) -> int:
        """Return how many words the longest of some phrases has that begins at a word, or 0.

        What stands within quotation marks is no phrase.
        """
        sizes = [0]
        for phrase in phrases:
            keys = tuple(phrase.split())
            there = slice(place, place + len(keys))
            if self.keys[there] == keys and not any(word.is_quoted for word in self.words[there]):
                sizes.append(len(keys))
        return max(sizes)

    def text_at(self, places: Set[int]) -> str:
        """Return the words at some places as they were typed; neighbours keep what joins them."""
        runs: list[list[int]] = []
        for place in sorted(places):
            if (
                runs
                and runs[-1][-1] == place - 1
                and self.words[place].is_quoted == self.words[place - 1].is_quoted
            ):
                runs[-1].append(place)
            else:
                runs.append([place])
        pieces = []
        for run in runs:
            piece = self.typed(run[0], len(run))
            if self.words[run[-1]].owns:
                piece = piece[:-2] if piece[-1] in "sS" else piece[:-1]
            pieces.append(piece)
        return " ".join(pieces)
