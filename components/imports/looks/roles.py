"""The roles that the fields of a file take: what each key of a mapping would say, or has to ask."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from components.imports.field_name import Rank, rank_of
from components.imports.looks.sample import FieldSample, Sample
from components.imports.sentence import listed, quoted
from components.imports.value import Value

_MOST_NAMED = 4  # fields in a question
_NAMES: Mapping[str, str] = {"when": "date"}
_ONE_OF_A_RECORD = ("when", "end", "title")


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping with what it says: the name of a field, settings, or a list of those.

    `choices` are what a person chooses from: a key within the settings, and what else it may say.
    """

    key: str
    value: Value
    choices: Sequence[tuple[str, Value]] = ()
    remarks: Sequence[str] = ()


@dataclass(slots=True)
class Roles:
    """The roles that are taken so far; a field that one role has taken, no other gets."""

    sample: Sample
    entries: list[Entry] = field(default_factory=list)
    of_fields: dict[str, str] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def ask(self, question: str) -> None:
        """Ask what only a person can tell."""
        self.questions.append(question)

    def remark(self, sentence: str) -> None:
        """Say what a reader should know."""
        self.remarks.append(sentence)

    def free(self) -> Iterator[FieldSample]:
        """Yield the fields that hold something and have no role."""
        return (f for f in self.sample.fields if f.filled and f.name not in self.of_fields)

    def named(
        self, role: str, fits: Callable[[FieldSample], bool]
    ) -> list[tuple[Rank, FieldSample]]:
        """Return the free fields whose names and texts fit a role, the best first."""
        found = [
            (rank, f)
            for f in self.free()
            if (rank := rank_of(role, f.name)) is not None and fits(f)
            if not (f.is_within_list and role in _ONE_OF_A_RECORD)
        ]
        return sorted(found, key=lambda pair: pair[0])

    def add(
        self,
        key: str,
        fields: Sequence[str],
        value: Value,
        choices: Sequence[tuple[str, Value]] = (),
    ) -> None:
        """Give fields a role: the `value` of a key, with the `choices` that a person has."""
        self.entries.append(Entry(key, value, choices))
        self.of_fields.update(dict.fromkeys(fields, role_name(key)))


def role_name(key: str) -> str:
    """Return what people call a key of a mapping."""
    return _NAMES.get(key, key)


def named_in_words(fields: Sequence[FieldSample]) -> str:
    """Name fields in a question, the first few of many."""
    return listed([quoted(f.name) for f in fields], _MOST_NAMED)
