"""The fields that a mapping names and those of records come in; what is named in vain goes out.

A field that is empty in every record is there all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from components.events import Path, Problem, abridged, one_line
from components.imports.mapping import Choice, Columns, DateChoice
from components.imports.record import Value, is_there

CODE = "absent-field"
_PARTS = ("field", "year", "month", "day", "time")
_NAMES = 1_000  # that are held against one that is missing
_NAMES_SHOWN = 8
_RECORDS = 1_000  # whose fields are gathered, should one be missing
_DEPTH = 4


class Fields:
    """Which fields of a mapping have not been met yet; of several in one place, one is enough."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._open = dict(_named(columns))
        self._names: dict[str, None] = {}
        self._looked_at = 0

    def look_at(self, record: Mapping[str, Value]) -> None:
        """Note the fields of one record, or of a header."""
        self._looked_at += 1
        if not self._open:
            return
        if self._looked_at <= _RECORDS and len(self._names) < _NAMES:
            self._names |= dict.fromkeys(_names(record))
        found = [
            path
            for path, fields in self._open.items()
            if any(is_there(record, field) for field in fields)
        ]
        for path in found:
            del self._open[path]

    def problems(self, lack: str, name: str) -> tuple[Problem, ...]:
        """Tell the fields that nothing had, at their lines of the mapping.

        `lack` begins the sentence, as "no row has"; of a mapping without lines, the file `name` is
        told.
        """
        if not self._looked_at:
            return ()
        problems = []
        for path, fields in self._open.items():
            asked = " or ".join(f'"{abridged(field)}"' for field in fields)
            message = one_line(f"{lack} {asked}; there {self._others(fields[0])}")
            origin = self._columns.place_of(path) or (name, 1, 1)
            problems.append(Problem(*origin, CODE, message))
        return tuple(sorted(problems))

    def _others(self, field: str) -> str:
        """List the names that there are, those first that are most like the one of a field."""
        matcher = SequenceMatcher(None, b=field.casefold())

        def likeness(name: str) -> float:
            matcher.set_seq1(name.casefold()[:80])
            return matcher.ratio()

        names = sorted(list(self._names)[:_NAMES], key=likeness, reverse=True)
        if not names:
            return "are no fields"
        shown = ", ".join(f'"{abridged(name)}"' for name in names[:_NAMES_SHOWN])
        more = len(names) - _NAMES_SHOWN
        return f"{'is' if len(names) == 1 else 'are'} {shown}{f' and {more} more' * (more > 0)}"


def _named(columns: Columns) -> Iterator[tuple[Path, Sequence[str]]]:
    """Give every place of a mapping that names fields, with their names."""
    for key in type(columns).model_fields:
        value = getattr(columns, key)
        several = value if isinstance(value, tuple) else (value,)
        for index, choice in enumerate(several):
            if not isinstance(choice, Choice | DateChoice):
                continue
            path: Path = (key, index) if isinstance(value, tuple) else (key,)
            for part in _PARTS:
                if fields := getattr(choice, part, ()):
                    yield (*path, part), fields


def _names(record: Mapping[str, Value], depth: int = 1) -> Iterator[str]:
    """Give the names of a record's fields as a mapping would write them."""
    for name, value in record.items():
        if isinstance(value, dict) and value and depth < _DEPTH:
            yield from (f"{name}.{inner}" for inner in _names(value, depth + 1))
        elif name:
            yield name
