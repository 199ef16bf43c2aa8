"""Entries of a log under other ids: what they refer to is named anew, nothing else changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel

from components.events.cross_check import slots_of
from components.events.field import ID_ALIAS

_Entry = TypeVar("_Entry", bound=BaseModel)
# The new ids of entries by their old ones, for each table of a log that has any.
NewIds = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Revision:
    """What changes in events that were written as they came, once all of them are known.

    `rows` are the rows of those that get another id, counted from 0 and in order; `new_id` gives
    it for a row and the id that was written. `names` are new ids of what events refer to.
    """

    rows: npt.NDArray[np.int64]
    new_id: Callable[[int, str], str]
    names: NewIds


class _Slot(NamedTuple):
    """A field of a model that holds ids of a table, or entries; how its values are held."""

    name: str
    table: str | None
    container: type | None


@cache
def _leads(model: type[BaseModel]) -> tuple[_Slot, ...]:
    slots = slots_of(model)
    return tuple(
        _Slot(name, slot.refers, slot.container)
        for name, field in model.model_fields.items()
        if field.alias != ID_ALIAS
        and (slot := slots[field.alias or name])
        and (slot.refers or slot.model)
    )


def renamed(entry: _Entry, names: NewIds) -> _Entry:
    """Return an entry that names others by their new ids; the same one if it names none of them.

    Its own id stays, and so do the keys of mappings within it.
    """
    changes: dict[str, Any] = {}
    for slot in _leads(type(entry)):
        held = getattr(entry, slot.name)
        if not held:
            continue
        new: Any
        if slot.container is tuple:
            new = tuple(_renamed_value(item, slot.table, names) for item in held)
            is_changed = any(a is not b for a, b in zip(new, held, strict=True))
        elif slot.container is None:
            new = _renamed_value(held, slot.table, names)
            is_changed = new is not held
        else:
            new = {key: _renamed_value(item, slot.table, names) for key, item in held.items()}
            is_changed = any(new[key] is not item for key, item in held.items())
        if is_changed:
            changes[slot.name] = new
    return entry.model_copy(update=changes) if changes else entry


def _renamed_value(value: Any, table: str | None, names: NewIds) -> Any:  # noqa: ANN401
    if table:
        return names.get(table, {}).get(value, value)
    return renamed(value, names) if isinstance(value, BaseModel) else value
