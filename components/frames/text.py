"""Text folded for comparison, and the rows whose text contains a word."""

import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np
import numpy.typing as npt

from components.frames.postings import Codes, Postings, Rows, freeze
from components.frames.postings import Words as Set

# Combining classes of marks that spell rather than accent: nukta, kana voicing, virama, and the
# vowels and tones of South and South-East Asian scripts (Unicode Character Database, table of
# Canonical_Combining_Class values).
_SPELLING = frozenset((*range(6, 10), *range(84, 133)))

# Letters that Unicode does not decompose, as typed on a keyboard that lacks them.
PLAIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)
# Letters normalized together: sorting a run of accents takes time quadratic in its length.
PIECE = 256
_BLOCK = 1 << 16  # texts split into words at a time


def is_dropped(letter: str) -> bool:
    """Return whether a letter is an accent or an invisible sign such as a joiner."""
    mark = unicodedata.combining(letter)
    return bool(mark and mark not in _SPELLING) or unicodedata.category(letter) == "Cf"


def fold(text: str) -> str:
    """Fold case, accents and width, so that "Zürich" and "ZURICH" compare equal.

    Compatibility decomposition (Unicode NFKD), accents and invisible format characters dropped,
    full case folding, plain spelling of the Latin letters that Unicode does not decompose (ø to o,
    æ to ae), composition (NFC), runs of white space to one blank. Scripts without case or accents
    come out as they are.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    words = text.split()
    if max(map(len, words), default=0) > PIECE:
        text = " ".join("".join(map(_folded, _cut(word))) for word in words)
    else:
        text = _folded(text)
    return " ".join(text.split())


def _cut(word: str) -> Iterator[str]:
    return (word[place : place + PIECE] for place in range(0, len(word), PIECE))


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in decomposed if not is_dropped(letter))
    return unicodedata.normalize("NFC", bare.casefold().translate(PLAIN))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of each letter with the marks that belong to it."""
    start = 0
    for place, letter in enumerate(text):
        belongs = (
            unicodedata.category(letter)[0] == "M"
            or is_dropped(letter)
            or "\u1160" <= letter <= "\u11ff"  # what follows the first letter of a Korean syllable
        )
        if place and not belongs:
            yield start, place
            start = place
    if text:
        yield start, len(text)


# ASCII and Chinese letters are folded one by one; what follows may be a mark of the last.
_RUN = re.compile(r"[\x00-\x7f\u4e00-\u9fff]+(?![^\x00-\x7f\u4e00-\u9fff])")
_folded_letter = lru_cache(maxsize=4096)(_folded)


@dataclass(frozen=True, slots=True)
class Findable:
    """A text folded letter by letter, to look for many words in: to fold it is most of the work.

    `starts` and `stops` say where in the text each folded letter comes from; both are empty when it
    comes from the same place.
    """

    folded: str
    starts: Sequence[int] = ()
    stops: Sequence[int] = ()

    @classmethod
    def of(cls, text: str) -> "Findable":
        """Fold a text."""
        if text.isascii():
            return cls(text.lower())
        folded: list[str] = []
        starts, stops = array("q"), array("q")
        at = 0
        while at < len(text):
            plain = _RUN.match(text, at)
            end = plain.end() if plain else at
            folded.append(text[at:end].lower())
            starts.extend(range(at, end))
            stops.extend(range(at + 1, end + 1))
            following = _RUN.search(text, end)
            at = following.start() if following else len(text)
            for start, stop in _clusters(text[end:at]):
                letter = text[end + start : end + stop]
                letters = _folded_letter(letter) if len(letter) == 1 else _folded(letter)
                folded.append(letters)
                starts.extend([end + start] * len(letters))
                stops.extend([end + stop] * len(letters))
        return cls("".join(folded), starts, stops)

    def first(self, words: Iterable[str]) -> tuple[int, int]:
        """Return where the first of some folded words stands; one of them has to be in the text."""
        places = ((self.folded.find(word), len(word)) for word in words)
        return self._written(*min(found for found in places if found[0] >= 0))

    def find(self, words: Iterable[str]) -> list[tuple[int, int]]:
        """Return where any of some folded words stand, as places in the text as it is.

        The places are in order and do not overlap; what touches is one.
        """
        found: list[tuple[int, int]] = []
        for word in filter(None, words):
            place = self.folded.find(word)
            while place >= 0:
                found.append(self._written(place, len(word)))
                place = self.folded.find(word, place + len(word))
        merged: list[tuple[int, int]] = []
        for start, stop in sorted(found):
            if merged and start <= merged[-1][1]:
                merged[-1] = merged[-1][0], max(merged[-1][1], stop)
            else:
                merged.append((start, stop))
        return merged

    def _written(self, place: int, length: int) -> tuple[int, int]:
        """Return where some folded letters stand in the text as it is."""
        last = place + length - 1
        return (self.starts[place], self.stops[last]) if self.starts else (place, last + 1)


def find_words(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Return where any of some folded words stand in a text, as `Findable.find` does."""
    return Findable.of(text).find(words)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The distinct words of many texts, and the rows of the texts that contain each.

    A string without white space is in a text exactly when it is in one of the text's words, so a
    search looks only through the words. `letters` are the words in UTF-8, each with a line end,
    `starts` says where each begins, `frequency` how often each byte occurs.
    """

    letters: npt.NDArray[np.uint8]
    starts: npt.NDArray[np.int64]
    frequency: npt.NDArray[np.int64]
    postings: Postings

    def __post_init__(self) -> None:
        freeze(self.letters, self.starts, self.frequency)

    @classmethod
    def of(cls, texts: Iterable[str], rows: Rows) -> "Vocabulary":
        """Split folded texts into words; `rows` has the row of each text."""
        codes: defaultdict[str, int] = defaultdict()
        codes.default_factory = codes.__len__
        postings = Postings.of(_blocks(texts, rows, codes), 0, len(rows))
        words = [word.encode("utf-8", "surrogatepass") for word in codes]
        starts = np.zeros(len(words) + 1, dtype=np.int64)
        lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
        np.cumsum(lengths + 1, out=starts[1:])
        letters = np.frombuffer(b"\n".join([*words, b""]), dtype=np.uint8)
        return cls(letters, starts, np.bincount(letters, minlength=256), postings)

    def _words_with(self, part: str) -> npt.NDArray[np.intp]:
        """Return the numbers of the words that contain a part, ascending.

        Comparing bytes of UTF-8 is comparing characters: no character's bytes lie within another's.
        """
        sought = np.frombuffer(part.encode("utf-8", "surrogatepass"), dtype=np.uint8)
        # the rarest byte first, so that little is left to compare
        order = np.argsort(self.frequency[sought], kind="stable").tolist()
        rarest = order[0]
        last = len(self.letters) - len(sought)
        if last < 0:
            return np.zeros(0, dtype=np.intp)
        hits = np.flatnonzero(self.letters[rarest : rarest + last + 1] == sought[rarest])
        for place in order[1:]:
            hits = hits[self.letters[hits + place] == sought[place]]
        words = np.searchsorted(self.starts, hits, side="right") - 1
        return words[np.flatnonzero(np.diff(words, prepend=-1))]

    def holding(self, part: str) -> Set:
        """Return the rows whose text contains `part`, which is folded and has no white space."""
        return self.postings.union(self._words_with(part))


def _blocks(
    texts: Iterable[str], rows: Rows, codes: defaultdict[str, int]
) -> Iterator[tuple[Codes, Rows]]:
    """Yield the words of `_BLOCK` texts at a time as numbers, with the row of each."""
    remaining = iter(texts)
    for first in range(0, len(rows), _BLOCK):
        numbers = array("q")
        ends = array("q")
        for text in islice(remaining, _BLOCK):
            numbers.extend(map(codes.__getitem__, text.split()))
            ends.append(len(numbers))
        stops = np.frombuffer(ends, dtype=np.int64)
        lengths = stops - np.concatenate(([0], stops[:-1]))
        yield np.frombuffer(numbers, np.int64), np.repeat(rows[first : first + _BLOCK], lengths)
