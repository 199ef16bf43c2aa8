"""A look at a file before the work: which of its fields is the date, which the title, and so on.

What the usual names and the texts themselves tell is taken; what they leave open is asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from components.imports.file import InputFile, UnreadableFileError
from components.imports.formats.csv import read_csv
from components.imports.formats.format import RecordFormat
from components.imports.formats.table import layout_of
from components.imports.looks.date_role import take_dates
from components.imports.looks.roles import Entry, Roles
from components.imports.looks.sample import Sample, take_sample
from components.imports.looks.text_role import take_texts
from components.imports.looks.tool import fields_in, tool_of
from components.imports.mapping import FieldMapping

UNCLEAR_FIELDS: Final = "unclear-fields"
LAYOUT_KEYS: Final = ("rows", "sheet", "encoding", "delimiter", "quote", "header")
# What a reader is given before anything is known of the fields.
_ANY = FieldMapping.model_validate({"when": "(any)", "title": "(any)"})


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a file found.

    `entries` make a mapping that reads the file, once the `questions` are answered; `roles` say
    what each field is taken for, and `remarks` what a reader should know of all that.
    """

    file: str
    format: str
    sample: Sample
    entries: Sequence[Entry]
    roles: Mapping[str, str]
    questions: Sequence[str]
    remarks: Sequence[str]

    @property
    def mapping(self) -> FieldMapping:
        """The mapping of the file, with the likeliest answer to each question."""
        return FieldMapping.model_validate({entry.key: entry.value for entry in self.entries})


def look_at(file: InputFile, format_: RecordFormat, given: FieldMapping | None = None) -> Look:
    """Look at a sample of a file's records.

    What `given` says of the layout of the file counts. Raise OSError and UnreadableFileError as the
    format's reader does.
    """
    layout = given or _ANY
    questions: Sequence[str] = ()
    rows: Sequence[str] = ()
    try:
        sample = take_sample(file, format_, layout)
    except UnreadableFileError as error:
        if not error.rows:
            raise
        rows, questions = error.rows, [str(error)]
        layout = layout.model_copy(update={"rows": rows[0]})
        sample = take_sample(file, format_, layout)
    notes = tuple(file.notes)
    file.begin()
    if not questions and (tool := tool_of({f.name for f in sample.fields})):
        entries = [Entry(key, value) for key, value in tool.mapping.items()]
        roles = {name: entry.key for entry in entries for name in fields_in(entry.value)}
        roles = {f.name: _role_of(f.name, roles) for f in sample.fields if _role_of(f.name, roles)}
        return Look(
            file.name,
            format_.name,
            sample,
            (*_layout(file, format_, layout, ()), *entries),
            roles,
            (),
            (*notes, f"its fields are those of {tool.name}"),
        )
    found = Roles(sample)
    take_dates(found)
    take_texts(found)
    return Look(
        file.name,
        format_.name,
        sample,
        (*_layout(file, format_, layout, rows[1:]), *found.entries),
        found.of_fields,
        (*questions, *found.questions),
        (*notes, *found.remarks),
    )


def _role_of(name: str, roles: Mapping[str, str]) -> str:
    """Return the role of a field, or of the one that it stands within."""
    return roles.get(name) or roles.get(name.partition(".")[0], "")


def _layout(
    file: InputFile, format_: RecordFormat, mapping: FieldMapping, other_rows: Sequence[str]
) -> Iterator[Entry]:
    """Yield what a mapping says of the layout of the file; `other_rows` may be chosen instead."""
    for key in LAYOUT_KEYS:
        if value := getattr(mapping, key):
            others = [("", other) for other in other_rows] if key == "rows" else []
            yield Entry(key, value, others)
    if format_.read is read_csv:
        for key, value in layout_of(file, mapping).guessed.items():
            yield Entry(key, str(value))
