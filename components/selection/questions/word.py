"""The words of a typed question, folded for comparison, each with its place in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from components.frames import fold

_APOSTROPHES = ("'", "\N{RIGHT SINGLE QUOTATION MARK}", "\N{LEFT SINGLE QUOTATION MARK}")
# A date in numbers is one word; else words end at spaces, hyphens and what is no part of a word.
_WORD = re.compile(
    r"(?P<date>[0-9]{4}[-/][0-9]{1,2}(?:[-/][0-9]{1,2})?(?![0-9])"
    r"|[0-9]{1,2}(?P<between>[-/.])[0-9]{1,2}(?P=between)(?:[0-9]{2}|[0-9]{4})(?![0-9]))"
    r"|[^\s\-/,;:!?()\[\]{}<>|«»\"&+=*#@~^·•、。「」『』《》"
    r"\u2013\u2014\u2015\u201c-\u201f\u2026\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]+"
)
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」")
_MARKS = "".join(("`", *_APOSTROPHES))
_WITHIN = {ord(sign): None for sign in (".", *_MARKS)}
_WITHIN_NUMBER = {ord(sign): None for sign in _MARKS}  # 10.05 is not 1005


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its folded `key`, its place in the text, whether it owns what follows.

    `is_quoted` holds for the words within quotation marks.
    """

    key: str
    start: int
    stop: int
    owns: bool = False
    is_quoted: bool = False


def _key(text: str) -> tuple[str, bool]:
    """Fold a word, without full stops, apostrophes and the ending by which it owns what follows."""
    owns = False
    for mark in _APOSTROPHES:
        for ending in (f"{mark}s", f"{mark}S"):
            if len(text) > 2 and text.endswith(ending):
                text, owns = text[:-2], True
        if len(text) > 2 and text.endswith((f"s{mark}", f"S{mark}")):
            text, owns = text[:-1], True
    if any(letter.isdecimal() for letter in text):
        return fold(text.translate(_WITHIN_NUMBER).strip(".")), owns
    return fold(text.translate(_WITHIN)), owns


def is_numeric_date(text: str) -> bool:
    """Return whether a word looks like a date in numbers: 2025-05-10, 10.5.2025, 5/10/2025."""
    match = _WORD.fullmatch(text)
    return match is not None and match["date"] == text


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text in their order."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    return tuple(_words(text, quoted))


def _words(text: str, quoted: Sequence[tuple[int, int]]) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        key, owns = (match[0], False) if is_numeric_date(match[0]) else _key(match[0])
        if key:
            start, stop = match.span()
            start += len(match[0]) - len(match[0].lstrip(_MARKS))
            inside = any(first <= start and stop <= last for first, last in quoted)
            yield Word(key, start, stop, owns, inside)


def keys_of(text: str) -> Sequence[str]:
    """Return the folded words of a name."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return text.lower().split()  # as most names are, of which a log may have very many
    return [word.key for word in words_of(text)]
