"""Find what stands between quotation marks in a text, in the ways that languages write them.

`“…”`, `"…"`, `„…“`, `«…»`, `»…«`, `‘…’`, `‚…‘`, `‹…›`, `›…‹`, `「…」` and `『…』`; what is quoted
within a quotation belongs to it. One pass, whatever the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

# Marks by what they can be; a mark that opens may be the one that closes another.
_CLOSING = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‘": "’'",
    "‚": "‘’'",
    '"': '"',
    "'": "'",
    "「": "」",
    "『": "』",
}
_MARK = re.compile("[“”„«»‹›‘’‚\"'「」『』]")
_SINGLE_MARK = re.compile("[‘’‚']")
_PLURAL = re.compile(r"(?:[sxz]|in|\bo)\Z")  # as in "the dogs' turn", "nothin' doing"
_SINGLE = frozenset("‘’‚'")  # also apostrophes
_DEEPEST = 6  # quotations within each other; marks that would go deeper are text


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation by its place in a text, marks included: `start` to `stop` (exclusive).

    `is_closed` is False when the text ends before its closing mark.
    """

    start: int
    stop: int
    words: str
    is_closed: bool = True


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    inner: list[Quotation] = field(default_factory=list)


def quotations(text: str, following: str = "") -> tuple[Quotation, ...]:
    """Return the quotations of a text in order, none of them within another.

    A mark that is never closed opens one up to the end only when the text begins with it, or the
    `following` one does: a speech of several paragraphs has a mark before each. Elsewhere it is
    no quotation.
    """
    opened: list[_Open] = []
    outer: list[Quotation] = []
    apostrophes = _apostrophes(text)
    for match in _MARK.finditer(text):
        mark, place = match[0], match.start()
        if place in apostrophes:
            continue
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        depth = _closed(opened, mark, before, after)
        if depth is not None:
            top = opened[depth]
            quotation = Quotation(top.start, place + 1, text[top.start + 1 : place].strip())
            # What was opened within and never closed is given up.
            del opened[depth:]
            (opened[-1].inner if opened else outer).append(quotation)
        elif len(opened) < _DEEPEST and _opens(mark, before, after):
            opened.append(_Open(mark, place))
    goes_on = following.lstrip()[:1]
    if (
        opened
        and opened[0].mark not in _SINGLE
        and (not text[: opened[0].start].strip() or goes_on == opened[0].mark)
    ):
        first = opened[0].start
        outer.append(Quotation(first, len(text), text[first + 1 :].strip(), is_closed=False))
    else:
        outer += (inner for frame in opened for inner in frame.inner)
    return tuple(sorted((q for q in outer if q.words), key=lambda quotation: quotation.start))


def _apostrophes(text: str) -> frozenset[int]:
    """Return where a mark is an apostrophe because what it could close is closed later for sure.

    In `‘the boys’ supper’` and `‘It’s the dogs’ turn.’` the last mark closes, so that the one
    behind the plural does not.
    """
    found: list[int] = []
    is_closed_later = False
    for match in reversed(list(_SINGLE_MARK.finditer(text))):
        mark, place = match[0], match.start()
        before, after = text[place - 1 : place], text[place + 1 : place + 3]
        if before.isalnum() and after[:1].isalnum():
            continue
        if mark not in "’'" or not before.strip() or after[:1].isalnum():
            is_closed_later = False
        elif (
            _PLURAL.search(text, max(place - 2, 0), place)
            and after[:1] == " "
            and (after[1:].islower())
        ):
            if is_closed_later:
                found.append(place)
        else:
            is_closed_later = True
    return frozenset(found)


def _closed(opened: Sequence[_Open], mark: str, before: str, after: str) -> int | None:
    """Return which of the open quotations a mark closes, the innermost first."""
    if mark in _SINGLE and (after.isalnum() or before.isspace() or not opened):
        return None
    for depth in range(len(opened) - 1, -1, -1):
        if mark in _CLOSING[opened[depth].mark]:
            # A straight mark after a space and before a word opens another one within.
            is_new = mark == '"' and before.isspace() and after.isalnum()
            return None if is_new else depth
    return None


def _opens(mark: str, before: str, after: str) -> bool:
    if mark not in _CLOSING or not after or (after.isspace() and mark not in "«»‹›"):
        return False
    if mark in _SINGLE or mark == '"':
        return not before.isalnum()
    return True


def unquoted(text: str, following: str = "") -> Iterator[str]:
    """Yield the parts of a text that stand outside its quotations."""
    start = 0
    for quotation in quotations(text, following):
        yield text[start : quotation.start]
        start = quotation.stop
    yield text[start:]
