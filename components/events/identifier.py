"""Ids for names and titles in any script, the same in every run."""

import re
import unicodedata
from collections.abc import Mapping
from hashlib import blake2s
from types import MappingProxyType

from components.events.field import without_hyphens
from components.events.vocabulary import ActorKind

LONGEST_ID = 64
_WORDS = re.compile(r"[a-z0-9]+")
# Letters that Unicode does not decompose.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})


def slug(text: str) -> str:
    """Write `text` in lower-case letters, digits and hyphens; empty when it holds none of them."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    words = _WORDS.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))
    joined = "-".join(words)
    if len(joined) <= LONGEST_ID:
        return joined
    # Cut between words, unless one word is nearly everything.
    cut = joined[: LONGEST_ID + 1].rpartition("-")[0]
    return cut if len(cut) > LONGEST_ID // 2 else joined[:LONGEST_ID]


def id_of(name: str) -> str:
    """Make an id of a name, a checksum of one in a script without Latin letters."""
    return slug(name) or f"x-{blake2s(name.encode(), digest_size=6).hexdigest()}"


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
    are its aliases.
    """

    def __init__(self) -> None:
        self._ids = Ids()
        self._by_folded: dict[str, str] = {}
        self._spellings: dict[str, dict[str, None]] = {}
        self._kinds: dict[str, ActorKind] = {}

    def __len__(self) -> int:
        return len(self._spellings)

    def id_of(self, name: str, kind: ActorKind = ActorKind.ORGANISATION) -> str:
        """Return the id of a name; its `kind` is that of its first mention."""
        spelled = " ".join(name.split())
        folded = unicodedata.normalize("NFKC", spelled).casefold()
        key = self._by_folded.get(folded)
        if key is None:
            key = self._by_folded[folded] = self._ids.take(id_of(spelled))
            self._kinds[key] = kind
        self._spellings.setdefault(key, {})[spelled] = None
        return key

    @property
    def spellings(self) -> Mapping[str, tuple[str, ...]]:
        """The spellings of each name by its id, the first one first."""
        return MappingProxyType({key: tuple(names) for key, names in self._spellings.items()})

    @property
    def kinds(self) -> Mapping[str, ActorKind]:
        """What each name stands for, by its id."""
        return MappingProxyType(self._kinds)
