"""The rules of `fold` as a table, for a program that is not Python.

What follows from Unicode comes from Python's own tables, so that a browser with a newer Unicode
folds each letter in the same way.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypedDict

from components.frames.text import PIECE, PLAIN, is_dropped

_LETTERS = range(0x110000)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class FoldingTable(TypedDict):
    """The rules of `fold`, in the order in which a text meets them.

    A text is split at `blanks`. One with a word of more than `longest` letters is folded a piece of
    so many letters of each word at a time. Letters are decomposed (NFKD), `dropped` ones left out,
    others replaced by those of `replaced` and `spelt`, all composed again (NFC), and blanks become
    one each. `unknown` letters are newer than these rules: they stay as they are, and nothing
    before them goes together with what comes after.

    `blanks`, `dropped` and `unknown` are ranges of letters: a number of letters that do not belong,
    then of those that do, and so on. `replaced` has four numbers for each row of letters: how many
    there are between the last letter of the row before and its first, how many it has, how far one
    lies from the next, and how far its replacement lies from each. Numbers are written with 36
    digits, with a blank between two. `spelt` has what is replaced by more than one letter.
    """

    blanks: str
    dropped: str
    unknown: str
    replaced: str
    spelt: Mapping[str, str]
    longest: int


@lru_cache(maxsize=1)
def folding_table() -> FoldingTable:
    """Return the rules of `fold`, ready for JSON, for `components/web/editions/folding.js`."""
    unknown = [code for code in _LETTERS if unicodedata.category(chr(code)) == "Cn"]
    known = sorted(set(_LETTERS).difference(unknown))
    dropped = [code for code in known if is_dropped(chr(code))]
    # what is decomposed or dropped never gets as far
    replaced = {
        code: folded
        for code in set(known).difference(dropped)
        if (folded := chr(code).casefold().translate(PLAIN)) != chr(code)
        and unicodedata.is_normalized("NFKD", chr(code))
    }
    return {
        "blanks": _ranges(code for code in known if chr(code).isspace()),
        "dropped": _ranges(dropped),
        "unknown": _ranges(unknown),
        "replaced": _packed(
            _rows({code: ord(to) - code for code, to in replaced.items() if len(to) == 1})
        ),
        "spelt": {chr(code): to for code, to in sorted(replaced.items()) if len(to) > 1},
        "longest": PIECE,
    }


def _ranges(letters: Iterable[int]) -> str:
    """Return how many letters are not among some in order, how many then are, and so on."""
    lengths: list[int] = []
    end = 0
    for code in letters:
        if lengths and code == end:
            lengths[-1] += 1
        else:
            lengths += [code - end, 1]
        end = code + 1
    return _packed(lengths)


def _rows(shifts: Mapping[int, int]) -> Iterator[int]:
    """Yield the rows of letters that lie equally far apart and are shifted equally far."""
    letters = sorted(shifts)
    last = place = 0
    while place < len(letters):
        first = letters[place]
        following = letters[place + 1] if place + 1 < len(letters) else first + 1
        step, count = following - first, 1
        while (
            place + count < len(letters)
            and letters[place + count] == first + count * step
            and shifts[letters[place + count]] == shifts[first]
        ):
            count += 1
        yield from (first - last, count, step, shifts[first])
        last = first + step * (count - 1)
        place += count


def _packed(numbers: Iterable[int]) -> str:
    return " ".join(map(_in_36_digits, numbers))


def _in_36_digits(number: int) -> str:
    if number < 0:
        return f"-{_in_36_digits(-number)}"
    rest, digit = divmod(number, 36)
    return (_in_36_digits(rest) if rest else "") + _DIGITS[digit]
