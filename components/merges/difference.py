"""What one entry says that another of the same id does not: field by field, with both values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, JsonValue

from components.events import (
    Actor,
    Citation,
    Event,
    Participation,
    Role,
    Source,
    Topic,
    When,
    folded,
    plain_value,
)

_Entry = TypeVar("_Entry", bound=BaseModel)
# By which entries are joined, whatever their case and white space.
_NAMES: Mapping[type, tuple[str, ...]] = {Actor: ("name",), Topic: ("name",), Source: ("title",)}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which two logs say different things; `ours` is "" where the log says nothing.

    Of a list, `theirs` is what ours lacks.
    """

    field: str
    ours: JsonValue
    theirs: JsonValue


@dataclass(frozen=True, slots=True)
class RowDefaults:
    """What every row of a file has although no row says it, so that it is no difference.

    `sources` are those of the log. For a file that is a log, in which somebody wrote every word,
    nothing is set.
    """

    kind: str = ""
    role: Role | None = None
    sources: Mapping[str, Source] | None = None
    cited: Mapping[str, str] = field(default_factory=dict)  # names of the file's sources, folded


def differences(
    ours: _Entry, theirs: _Entry, defaults: RowDefaults
) -> tuple[tuple[Difference, ...], _Entry]:
    """Compare two entries; return the differences, and ours with their values.

    What `theirs` leaves out is no difference. Of a list, what ours lacks is added to it.
    """
    found: list[Difference] = []
    taken: dict[str, Any] = {}
    missing: list[Any] = []
    for name, info in type(ours).model_fields.items():
        mine, other = getattr(ours, name), getattr(theirs, name)
        is_default = not info.is_required() and other == info.get_default(call_default_factory=True)
        if name in ("id", "zone") or mine == other or is_default:
            continue
        if isinstance(mine, When) and isinstance(other, When):
            if _is_same_time(mine, other):
                continue
            if isinstance(theirs, Event):
                taken["zone"] = theirs.zone
        elif isinstance(mine, tuple):
            missing = [item for item in other if not _has(mine, item, defaults)]
            if not missing:
                continue
            other = (*mine, *missing)
        elif isinstance(mine, Mapping):
            other = {**mine, **other}
            if other == mine:
                continue
        elif (name == "kind" and other == defaults.kind) or (
            name in _NAMES.get(type(ours), ()) and folded(mine) == folded(other)
        ):
            continue
        taken[name] = other
        shown = tuple(missing) if isinstance(mine, tuple) else other
        found.append(Difference(info.alias or name, plain_value(mine), plain_value(shown)))
    if (
        isinstance(ours, Actor)
        and "name" in taken
        and ours.name not in taken.get("aliases", ours.aliases)
    ):
        # links and rows may still call the actor so
        taken["aliases"] = (*taken.get("aliases", ours.aliases), ours.name)
    return tuple(found), ours.model_copy(update=taken)


def _is_same_time(one: When, other: When) -> bool:
    """Tell whether two dates say the same; a day is the same day in every zone."""
    if one.text == other.text and not one.has_clock:
        return True
    return (one.start, one.stop, one.form, one.precision) == (
        other.start,
        other.stop,
        other.form,
        other.precision,
    ) and (one.uncertain, one.approximate) == (other.uncertain, other.approximate)


def _has(ours: Sequence[object], item: object, defaults: RowDefaults) -> bool:
    """Tell whether a list says what an item says, and maybe more."""
    return any(mine == item or _says(mine, item, defaults) for mine in ours)


def _says(mine: object, item: object, defaults: RowDefaults) -> bool:
    if not isinstance(mine, BaseModel) or not isinstance(item, type(mine)):
        return False
    if isinstance(mine, Citation) and isinstance(item, Citation) and defaults.sources is not None:
        return _cites(mine, item, defaults, defaults.sources)
    for name, info in type(mine).model_fields.items():
        other = getattr(item, name)
        if getattr(mine, name) == other:
            continue
        if not info.is_required() and other == info.get_default(call_default_factory=True):
            continue
        if isinstance(item, Participation) and name == "role" and other == defaults.role:
            continue
        return False
    return True


def _cites(
    mine: Citation, item: Citation, defaults: RowDefaults, sources: Mapping[str, Source]
) -> bool:
    """Tell whether a citation of a row is one of ours: rows often name the publisher alone."""
    source = sources[mine.source]
    names = {folded(name) for name in (source.title, source.publisher, source.short) if name}
    if item.source != mine.source and defaults.cited.get(item.source) not in names:
        return False
    passage = f"passage {mine.passage}" if mine.passage else ""
    return item.locator in ("", mine.locator, passage, source.url, source.archive)
