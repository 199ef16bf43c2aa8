"""Which entries of one log are entries of another: by id, name and alias."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from components.events import (
    Actor,
    Log,
    Source,
    Topic,
    digest,
    folded,
    with_digest,
    without_hyphens,
)
from components.imports import names_of

Named = Actor | Topic | Source
# All tables but that of the events; those that others refer to come first.
JOINED_TABLES = (
    *("kinds", "parties", "delegations", "actors", "topics", "sources", "measures"),
    "disagreements",
)


@dataclass(slots=True)
class Joined:
    """The ids of a file's entries in the log: `ids` by table and by their ids in the file.

    `aliased` are pairs of a name of the file and the name that it has in the log; `ambiguous` are
    names that several entries of the log have, which are joined to none.
    """

    ids: dict[str, dict[str, str]] = field(default_factory=dict)
    aliased: list[tuple[str, str, str]] = field(default_factory=list)
    ambiguous: list[tuple[str, str]] = field(default_factory=list)


def join(log: Log, file: Log, *, has_own_ids: bool) -> Joined:
    """Find the entries of a log that those of a file are.

    The ids of a file of rows were made of names, so that without `has_own_ids` an id alone says
    nothing.
    """
    joined = Joined()
    names = names_of(log)
    for table in JOINED_TABLES:
        ours, theirs = getattr(log, table), getattr(file, table)
        if table in names:
            ids = _by_name(ours, theirs, names[table], table, joined, has_own_ids)
        else:
            known = {without_hyphens(key): key for key in ours}
            ids = {key: known.get(without_hyphens(key), key) for key in theirs}
        joined.ids[table] = ids
    return joined


def main_name(entry: object) -> str:
    """Return the name of an actor, topic or source."""
    return entry.title if isinstance(entry, Source) else getattr(entry, "name", "")


def _by_name(
    ours: Mapping[str, Named],
    theirs: Mapping[str, Named],
    names: Mapping[str, str],
    table: str,
    joined: Joined,
    has_own_ids: bool,
) -> dict[str, str]:
    mains = {folded(main_name(entry)): key for key, entry in ours.items()}
    their_mains = Counter(folded(main_name(entry)) for entry in theirs.values())
    their_aliases = Counter(name for entry in theirs.values() for name in _aliases(entry))
    known = {
        name for entry in ours.values() for name in (folded(main_name(entry)), *_aliases(entry))
    }
    twins = {without_hyphens(key): entry for key, entry in ours.items()}
    ids: dict[str, str] = {}
    for key, entry in theirs.items():
        main = folded(main_name(entry))
        # A name that the file gives to several is certain of none of them.
        found = {
            names[alias]
            for alias in _aliases(entry)
            if alias in mains and alias in names and alias not in their_mains
        }
        same = ours.get(key)
        if same and (has_own_ids or folded(main_name(same)) == main):
            ids[key] = key
        elif main in names and (main in mains or main not in their_aliases):
            ids[key] = names[main]
        elif len(found) == 1:
            (ids[key],) = found
        else:
            if found or main in known:
                joined.ambiguous.append((table, main_name(entry)))
            ids[key] = _free(key, main, twins)
            continue
        name = main_name(ours[ids[key]])
        if folded(name) != main:
            joined.aliased.append((table, main_name(entry), name))
    return ids


def _aliases(entry: Named) -> tuple[str, ...]:
    """Return the other names of an entry, folded."""
    if isinstance(entry, Actor):
        return tuple(map(folded, entry.aliases))
    return (folded(entry.short),) if isinstance(entry, Source) and entry.short else ()


def _free(key: str, name: str, twins: Mapping[str, Named]) -> str:
    """Return an id that no other name of the log has; the same for the same name at any time.

    `twins` are the entries of the log by their ids without hyphens, by which ids are compared.
    """
    digits = digest(name)
    while (other := twins.get(without_hyphens(key))) and folded(main_name(other)) != name:
        key = with_digest(key, digits)
        digits = digest(digits)
    return key
