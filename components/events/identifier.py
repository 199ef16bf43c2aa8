"""Ids for names and titles in any script, the same in every run.

An id is made of a text alone. Where the texts of two entries make one id, both have a digest in
theirs, so that neither depends on the order in which they come.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import blake2s
from types import MappingProxyType

from components.events.edtf import ParsedDate
from components.events.field import without_hyphens
from components.events.vocabulary import ActorKind
from components.events.when import When

LONGEST_ID = 64
_DIGEST_BYTES = 6
_LEAST_ALIKE = 4  # characters that ids share which are near each other
_ID = re.compile(r"[a-z0-9-]{1,64}")  # as `ID_PATTERN`
_WORDS = re.compile(r"[a-z0-9]+")
# Letters that Unicode does not decompose.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})


def is_id(text: str) -> bool:
    """Tell whether a text has the form of an id."""
    return _ID.fullmatch(text) is not None


def slug(text: str, longest: int = LONGEST_ID) -> str:
    """Write `text` in lower-case letters, digits and hyphens; empty when it holds none of them."""
    return _shortened("-".join(_WORDS.findall(_plain(text))), longest)


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _shortened(joined: str, longest: int) -> str:
    """Cut between words, unless one word is nearly everything."""
    if len(joined) <= longest:
        return joined
    cut = joined[: longest + 1].rpartition("-")[0]
    return cut if len(cut) > longest // 2 else joined[:longest].rstrip("-")


def folded(name: str) -> str:
    """Return a name without what does not tell it from others: case, width and white space."""
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


def digest(text: str) -> str:
    """Return 12 hexadecimal digits that tell a text from all others."""
    return blake2s(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()


def with_digest(key: str, digits: str) -> str:
    """Add the digits of a digest to an id, which is cut between words where it grows too long."""
    return f"{_shortened(key, LONGEST_ID - len(digits) - 3)}-x-{digits}"


def id_of(name: str, longest: int = LONGEST_ID) -> str:
    """Make an id of a name, with its digest where most of its letters are of another script."""
    if name.isascii():
        made = slug(name, longest)
        if made:
            return made
    letters = [sign for sign in _plain(name) if sign.isalpha()]
    kept = sum(sign.isascii() for sign in letters)
    made = slug(name, longest)
    if made and 2 * kept >= len(letters):
        return made
    added = f"x-{digest(folded(name))}"
    made = _shortened(made, longest - len(added) - 1)
    return f"{made}-{added}" if made else added


def own_id(text: str) -> str:
    """Make the id of an event of what its row has for one; a long one ends with its digest.

    What is an id of the format stays as it is.
    """
    if is_id(text):
        return text
    joined = "-".join(_WORDS.findall(_plain(text)))
    return id_of(text) if len(joined) <= LONGEST_ID else with_digest(joined, digest(folded(text)))


def dated_id(title: str, when: When) -> str:
    """Make the id of an event of its title and the day, month or year that it began."""
    date = next(date for group in when.groups for date in group if date)
    words = _date_words(date)
    return f"{id_of(title, LONGEST_ID - len(words) - 1)}-{words}"


def _date_words(date: ParsedDate) -> str:
    """Write a date with letters, digits and hyphens, as far as it is known: `44-bc-03-15`."""
    year = f"{date.year:04}" if date.year > 0 else f"{1 - date.year}-bc"
    if date.years > 1:
        year += f"-to-{date.year + date.years - 1}"
    parts = [part for part in (date.month, date.day) if part]
    return "-".join([year, *(f"{part:02}" for part in parts)])


_ENDING = re.compile(
    r"(?:-(?:[0-9]{4,}|[0-9]+-bc)(?:-to-[0-9]+)?(?:-[0-9]{2}){0,2})?"
    r"(?:-x-[0-9a-f]{12}(?:-[0-9]+)?)?$"
)


def stem(key: str) -> str:
    """Return an id without its digest and its date: what is left of a title or name."""
    return _ENDING.sub("", key, count=1)


def nearest(key: str, ids: Sequence[str], most: int = 3) -> list[str]:
    """Return the few of `ids`, which are in order, that begin as `key` does; the nearest first.

    Half of the title has to be the same, so that an id of nothing known has none. A handful of ids
    is looked at, however many there are.
    """
    least = max(_LEAST_ALIKE, (len(stem(key)) + 1) // 2)
    at = bisect_left(ids, key)
    beside = ids[max(at - most, 0) : at + most]
    alike = sorted(((_shared(key, other), other) for other in beside), reverse=True)
    return [other for shared, other in alike if shared >= least][:most]


def _shared(one: str, other: str) -> int:
    """Count the characters that two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


class Ids:
    """The ids of one table, none of which is taken twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, preferred: str) -> str:
        """Take `preferred`, or when that is taken `preferred-2`, `preferred-3` and so on."""
        free, number = preferred, self._next.get(preferred, 2)
        while without_hyphens(free) in self._taken:
            suffix = f"-{number}"
            free = preferred[: LONGEST_ID - len(suffix)] + suffix
            number += 1
            self._next[preferred] = number
        self._taken.add(without_hyphens(free))
        return free


class Names:
    """A table of the log that grows by the names that rows give.

    Spellings that differ in case, width or white space are one name: the first is kept, the others
    are its aliases. The id of a name is final once all names are known; `renamed` has those that
    change then.
    """

    def __init__(self, published: Mapping[str, str] | None = None) -> None:
        """Begin a table; names that were published, folded, keep the ids that they have there."""
        self._published = published or {}
        self._ids = Ids()
        self._by_folded: dict[str, str] = {}
        self._folded: dict[str, str] = {}
        for plain, key in self._published.items():
            self._folded.setdefault(key, plain)
        self._spellings: dict[str, dict[str, None]] = {}
        self._kinds: dict[str, ActorKind] = {}
        for key in dict.fromkeys(self._published.values()):
            self._ids.take(key)

    def __len__(self) -> int:
        return len(self._spellings)

    def id_of(self, name: str, kind: ActorKind = ActorKind.ORGANISATION) -> str:
        """Return the id of a name; its `kind` is that of its first mention."""
        spelled = " ".join(name.split())
        plain = folded(spelled)
        key = self._by_folded.get(plain)
        if key is None:
            key = self._published.get(plain) or self._ids.take(id_of(spelled))
            self._by_folded[plain] = key
            self._folded.setdefault(key, plain)
            self._kinds.setdefault(key, kind)
        self._spellings.setdefault(key, {})[spelled] = None
        return key

    def renamed(self) -> dict[str, str]:
        """Return the final ids of the names whose ids change, by the ids that `id_of` gave.

        Two names that make one id both have a digest, and none has an id that was published for
        another.
        """
        published = set(self._published.values())
        groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for plain, key in self._by_folded.items():
            if key not in published:
                groups[without_hyphens(id_of(plain))].append((plain, key))
        taken = {without_hyphens(key) for key in published}
        alone = {made for made, names in groups.items() if len(names) == 1} - taken
        taken |= alone
        final: dict[str, str] = {}
        for made, names in groups.items():
            for plain, key in names:
                final[key] = id_of(plain)
                if made not in alone:
                    final[key] = with_digest(id_of(plain), digest(plain))
                    while without_hyphens(final[key]) in taken:
                        final[key] = with_digest(id_of(plain), digest(final[key]))
        return {key: new for key, new in final.items() if key != new}

    def folded(self, key: str) -> str:
        """Return the folded name of an id that `id_of` gave: as published, else as first spelt."""
        return self._folded[key]

    @property
    def spellings(self) -> Mapping[str, tuple[str, ...]]:
        """The spellings of each name by the id that `id_of` gave, the first one first."""
        return MappingProxyType({key: tuple(names) for key, names in self._spellings.items()})

    @property
    def kinds(self) -> Mapping[str, ActorKind]:
        """What each name stands for, by the id that `id_of` gave."""
        return MappingProxyType(self._kinds)
