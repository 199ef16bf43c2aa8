"""The fields that a mapping names and no record has; an empty field is there all the same."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from components.events import KeyPath, Problem
from components.imports.mapping import FIELD_KEYS, DateField, FieldMapping, TextField
from components.imports.sentence import listed, quoted
from components.imports.value import Value, is_there

CODE = "absent-field"
_NAMES = 1_000  # that are compared with an absent one
_RECORDS = 1_000  # whose names are gathered, should a field be absent
_DEPTH = 4


class AbsentFields:
    """The fields of a mapping that no record had so far; of several in one place, one is enough."""

    def __init__(self, mapping: FieldMapping) -> None:
        self._mapping = mapping
        self._absent = dict(fields_named(mapping))
        self._names: dict[str, None] = {}
        self._looked_at = 0

    def note_fields(self, record: Mapping[str, Value]) -> None:
        """Note the fields of one record, or of a header."""
        self._looked_at += 1
        if not self._absent:
            return
        if self._looked_at <= _RECORDS and len(self._names) < _NAMES:
            self._names |= dict.fromkeys(_names(record))
        self._absent = {
            path: fields
            for path, fields in self._absent.items()
            if not any(is_there(record, field) for field in fields)
        }

    def problems(self, lack: str, name: str) -> tuple[Problem, ...]:
        """Return a problem for each absent field, at its line of the mapping.

        `lack` begins the sentence, as "no row has". A mapping that was not read from a file has no
        lines; the file `name` stands in.
        """
        if not self._looked_at:
            return ()
        problems = []
        for path, fields in self._absent.items():
            names = " or ".join(map(quoted, fields))
            message = f"{lack} {names}; there {self._others(fields[0])}"
            origin = self._mapping.place_of(path) or (name, 1, 1)
            problems.append(Problem(*origin, CODE, message))
        return tuple(sorted(problems))

    def _others(self, field: str) -> str:
        """List the names that there are, those most like a field's first."""
        matcher = SequenceMatcher(None, b=field.casefold())

        def likeness(name: str) -> float:
            matcher.set_seq1(name.casefold()[:80])
            return matcher.ratio()

        names = sorted(list(self._names)[:_NAMES], key=likeness, reverse=True)
        if not names:
            return "are no fields"
        return f"{'is' if len(names) == 1 else 'are'} {listed([quoted(name) for name in names])}"


def fields_named(mapping: FieldMapping) -> Iterator[tuple[KeyPath, Sequence[str]]]:
    """Yield every place of a mapping that names fields, with their names."""
    for key in type(mapping).model_fields:
        value = getattr(mapping, key)
        several = value if isinstance(value, tuple) else (value,)
        for index, field in enumerate(several):
            if not isinstance(field, TextField | DateField):
                continue
            path: KeyPath = (key, index) if isinstance(value, tuple) else (key,)
            for part in FIELD_KEYS:
                if names := getattr(field, part, ()):
                    yield (*path, part), names


def _names(record: Mapping[str, Value], depth: int = 1) -> Iterator[str]:
    """Yield the names of a record's fields as a mapping would write them."""
    for name, value in record.items():
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, dict) and first and depth < _DEPTH:
            yield from (f"{name}.{inner}" for inner in _names(first, depth + 1))
        elif name:
            yield name
