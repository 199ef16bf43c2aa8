"""One record of a foreign file, or why it cannot be read; every format gives these."""

from collections.abc import Mapping
from dataclasses import dataclass

from components.imports.fault import OTHER, SHAPE
from components.imports.value import Value


@dataclass(frozen=True, slots=True)
class ExportedValues:
    """What only files that this program exported say of an event.

    `roles` are those of each of its actors, in their order. `citations` are as in a log, but for
    the names that stand in the place of ids.
    """

    label: str = ""
    key: bool = False
    inferred: bool = False
    roles: tuple[tuple[str, ...], ...] = ()
    citations: tuple[Mapping[str, str], ...] = ()


def named_with_id(name: str, key: str) -> str:
    """Name an entry of a file's own tables so that it is told from others of the same name."""
    return f"{name} ({key})"


@dataclass(frozen=True, slots=True)
class InputRecord:
    """The fields of one record; `place` is its line (`:12`) or its index in a list (`[11]`).

    `remarks` say what its reader had to change. If `is_plain`, no text of it is HTML any more.
    """

    place: str
    fields: Mapping[str, Value]
    remarks: tuple[str, ...] = ()
    is_plain: bool = False
    exported: ExportedValues | None = None


@dataclass(frozen=True, slots=True)
class UnreadableRecord:
    """A record that cannot be read, and why; `kind` is a key of `FAULTS`."""

    place: str
    reason: str
    kind: str = OTHER


def record_of(place: str, value: Value) -> InputRecord | UnreadableRecord:
    """Take a value of a JSON file for a record."""
    if isinstance(value, dict):
        return InputRecord(place, value)
    return UnreadableRecord(place, "it is no JSON object", SHAPE)
