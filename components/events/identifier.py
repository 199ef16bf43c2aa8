"""Names and titles in any script come in; ids of the format go out, the same ones in every run."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from hashlib import blake2s
from types import MappingProxyType

from components.events.integrity import _LOOSE_HYPHEN as LOOSE_HYPHEN
from components.events.vocabulary import ActorKind

LONGEST_ID = 64
_WORDS = re.compile(r"[a-z0-9]+")
# Letters that Unicode does not take apart.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})


def slug(text: str) -> str:
    """Write `text` in lower-case letters, digits and hyphens; empty when it holds none of them."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    words = _WORDS.findall("".join(each for each in plain if not unicodedata.combining(each)))
    joined = "-".join(words)
    if len(joined) <= LONGEST_ID:
        return joined
    # Cut between words, unless one word is nearly everything.
    cut = joined[: LONGEST_ID + 1].rpartition("-")[0]
    return cut if len(cut) > LONGEST_ID // 2 else joined[:LONGEST_ID]


def id_of(name: str) -> str:
    """Make an id of a name; one in a script without Latin letters is given a checksum."""
    return slug(name) or f"x-{blake2s(name.encode(), digest_size=6).hexdigest()}"


class Ids:
    """The ids of one table, each of which is taken once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, wish: str) -> str:
        """Give `wish`, or when that is taken `wish-2`, `wish-3` and so on."""
        given, number = wish, self._next.get(wish, 2)
        # The format takes two ids for one that differ in their hyphens only.
        while (face := LOOSE_HYPHEN.sub("", given)) in self._taken:
            suffix = f"-{number}"
            given = wish[: LONGEST_ID - len(suffix)] + suffix
            number += 1
            self._next[wish] = number
        self._taken.add(face)
        return given


class Names:
    """A table of the log that grows by the names that rows give.

    Spellings that differ in case, width or white space are one name: the first is kept, the others
    are its aliases.
    """

    def __init__(self) -> None:
        self._ids = Ids()
        self._by_face: dict[str, str] = {}
        self._spellings: dict[str, dict[str, None]] = {}
        self._kinds: dict[str, ActorKind] = {}

    def __len__(self) -> int:
        return len(self._spellings)

    def id_of(self, name: str, kind: ActorKind = ActorKind.ORGANISATION) -> str:
        """Give the id of a name; `kind` counts the first time that it is met."""
        spelled = " ".join(name.split())
        face = unicodedata.normalize("NFKC", spelled).casefold()
        found = self._by_face.get(face)
        if found is None:
            found = self._by_face[face] = self._ids.take(id_of(spelled))
            self._kinds[found] = kind
        self._spellings.setdefault(found, {})[spelled] = None
        return found

    @property
    def spellings(self) -> Mapping[str, tuple[str, ...]]:
        """Give every spelling of a name by its id, the first one first."""
        return MappingProxyType({key: tuple(each) for key, each in self._spellings.items()})

    @property
    def kinds(self) -> Mapping[str, ActorKind]:
        """Give what each name stands for."""
        return MappingProxyType(self._kinds)
