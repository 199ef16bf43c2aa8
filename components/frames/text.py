"""Text as a reader types it, to text as it is compared, and to the rows that hold a word of it."""

from __future__ import annotations

import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from components.frames.column import Codes, Column, Rows, freeze
from components.frames.column import Words as Set

# Combining classes of marks that spell instead of accenting: nukta, kana voicing, virama, and the
# vowels and tones of South and South-East Asian scripts (Unicode Character Database, table of
# Canonical_Combining_Class values).
_SPELLING = frozenset((*range(6, 10), *range(84, 133)))

# Letters that Unicode does not take apart, as they are typed on a keyboard that has none of them.
_PLAIN = str.maketrans(
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
# Letters that are normalized together: to sort a run of accents takes the square of its length.
_WORD = 256
_BLOCK = 1 << 16  # texts that are taken apart at a time


def _is_dropped(letter: str) -> bool:
    """Tell whether a letter is an accent, or a sign that is not seen such as a joiner."""
    mark = unicodedata.combining(letter)
    return bool(mark and mark not in _SPELLING) or unicodedata.category(letter) == "Cf"


def fold(text: str) -> str:
    """Fold case, accents and width, so that "Zürich" and "ZURICH" compare equal.

    Compatibility decomposition (Unicode NFKD), accents and invisible format characters dropped,
    full case folding, the plain spelling of the Latin letters that Unicode does not take apart
    (ø to o, æ to ae), composition (NFC), runs of white space to one blank. Scripts without case
    or accents come out as they are.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    words = text.split()
    if max(map(len, words), default=0) > _WORD:
        text = " ".join("".join(map(_folded, _cut(word))) for word in words)
    else:
        text = _folded(text)
    return " ".join(text.split())


def _cut(word: str) -> Iterator[str]:
    return (word[place : place + _WORD] for place in range(0, len(word), _WORD))


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in decomposed if not _is_dropped(letter))
    return unicodedata.normalize("NFC", bare.casefold().translate(_PLAIN))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of many texts, and the texts in which each of them stands.

    What has no white space is in a text exactly when it is in one of the text's words, so a
    search goes through the distinct words, and through no text. `letters` are the words in UTF-8,
    each with a line end, `starts` where each begins, `rarity` how often each byte occurs.
    """

    letters: npt.NDArray[np.uint8]
    starts: npt.NDArray[np.int64]
    rarity: npt.NDArray[np.int64]
    column: Column

    def __post_init__(self) -> None:
        freeze(self.letters, self.starts, self.rarity)

    @classmethod
    def of(cls, texts: Iterable[str], rows: Rows) -> Vocabulary:
        """Take folded texts apart; `rows` says under which number each of them is found."""
        codes: defaultdict[str, int] = defaultdict()
        codes.default_factory = codes.__len__
        column = Column.of(_blocks(texts, rows, codes), 0, len(rows))
        coded = [word.encode("utf-8", "surrogatepass") for word in codes]
        starts = np.zeros(len(coded) + 1, dtype=np.int64)
        lengths = np.fromiter(map(len, coded), dtype=np.int64, count=len(coded))
        np.cumsum(lengths + 1, out=starts[1:])
        letters = np.frombuffer(b"\n".join([*coded, b""]), dtype=np.uint8)
        return cls(letters, starts, np.bincount(letters, minlength=256), column)

    def _words_with(self, part: str) -> npt.NDArray[np.intp]:
        """Return the numbers of the words that contain a part, ascending.

        UTF-8 is the same at any place of a text, and no character's bytes lie within another's:
        to compare bytes is to compare characters.
        """
        sought = np.frombuffer(part.encode("utf-8", "surrogatepass"), dtype=np.uint8)
        # the rarest byte first, so that little is left to compare
        order = np.argsort(self.rarity[sought], kind="stable").tolist()
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
        return self.column.union(self._words_with(part))


def _blocks(
    texts: Iterable[str], rows: Rows, codes: defaultdict[str, int]
) -> Iterator[tuple[Codes, Rows]]:
    """Yield the words of a good many texts at a time as numbers, with the row of each."""
    remaining = iter(texts)
    for first in range(0, len(rows), _BLOCK):
        held = array("q")
        ends = array("q")
        for text in islice(remaining, _BLOCK):
            held.extend(map(codes.__getitem__, text.split()))
            ends.append(len(held))
        stops = np.frombuffer(ends, dtype=np.int64)
        lengths = stops - np.concatenate(([0], stops[:-1]))
        there = np.repeat(rows[first : first + _BLOCK], lengths)
        yield np.frombuffer(held, dtype=np.int64), there
