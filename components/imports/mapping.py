"""What each field of a foreign record means: the mapping that a user writes in YAML.

The model is the one statement of what a mapping may say. Text in place of a field's settings is its
name.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar

from pydantic import (
    BeforeValidator,
    Field,
    PrivateAttr,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from components.events import (
    DEFAULT_ZONE,
    USUAL_KINDS,
    ActorKind,
    Boolean,
    Clock,
    DateText,
    EventKind,
    EventStatus,
    KeyPath,
    Kind,
    Named,
    Problem,
    Role,
    Several,
    SourceKind,
    Strict,
    Text,
    Tier,
    Url,
    Zone,
    abridged,
    check_model,
    locate,
)
from components.imports.dates.date import FORMATS, USUAL, fault_of_pattern
from components.imports.dates.part import Years
from components.imports.encoding import is_encoding

LAST = "last"
# The keys within the settings of a field that name fields of the file.
FIELD_KEYS = ("field", "year", "month", "day", "time", "precision")
NONE = "none"


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str) and value else value


def _field_named(value: object) -> object:
    return {"field": value} if isinstance(value, str) else value


def _fields_named(value: object) -> object:
    """Take one field or a list of them."""
    fields = value if isinstance(value, list) else [value]
    return [_field_named(field) for field in fields if field != ""]


def _nothing(value: object) -> object:
    return {} if value == "" else value


def _format(value: object) -> object:
    if isinstance(value, str) and value not in FORMATS and (reason := fault_of_pattern(value)):
        words = f"is {', '.join(FORMATS)} or a pattern such as %d.%m.%Y; {reason}"
        raise PydanticCustomError("when-form", "{why}", {"why": words})
    return value


def _delimiter(value: object) -> object:
    """Take one character; a tab may be written as programmers do."""
    if value == "\\t":
        return "\t"
    if isinstance(value, str) and (len(value) > 1 or value in ('"', "\r", "\n")):
        words = 'is one character, such as ";", and no quotation mark or end of a line'
        raise PydanticCustomError("delimiter", "{why}", {"why": words})
    return value


def _encoding(value: object) -> object:
    """Take any encoding of text that Python knows."""
    if isinstance(value, str) and value and not is_encoding(value):
        words = "is no encoding that is known, such as utf-8, utf-16, windows-1252 or shift_jis"
        raise PydanticCustomError("encoding", "{why}", {"why": words})
    return value


def _header(value: object) -> object:
    if isinstance(value, str) and value not in ("", NONE):
        is_line = value.isascii() and value.isdigit() and 0 < int(value[:9]) == int(value)
        if not is_line:
            words = "is the number of a line, from 1, or none"
            raise PydanticCustomError("header", "{why}", {"why": words})
    return value


def _day(value: object) -> object:
    return "" if value == LAST else value


_Field = TypeVar("_Field")
FieldNames = Annotated[Several[Text], BeforeValidator(_one_or_more)]
OneField = Annotated[_Field, BeforeValidator(_field_named)]
ManyFields = Annotated[Several[_Field], BeforeValidator(_fields_named)]
# White space may be what sets two values apart.
Separator = Annotated[str, StringConstraints(strip_whitespace=False)]
Cut = Annotated[str, StringConstraints(strip_whitespace=False, min_length=1)]
Format = Annotated[Text, BeforeValidator(_format)]


class TextField(Strict):
    """Where one text of an event comes from."""

    field: FieldNames = Field(
        default=(),
        description="The field, or several of which the first that is not empty counts; a.b is b "
        "within a.",
    )
    values: Annotated[dict[Text, str], BeforeValidator(_nothing)] = Field(
        default={}, description="What a value of the field becomes; others stay as they are."
    )
    otherwise: str = Field(default="", description="What a value that `values` does not name is.")
    constant: str = Field(default="", description="What counts where the field is empty.")

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "TextField":
        if not self.field and not self.constant:
            raise PydanticCustomError("missing-field", "names neither a field nor a constant")
        return self


class ListField(TextField):
    """Where several names come from: a JSON list, or a text that is cut at a separator."""

    separator: Annotated[Several[Cut], BeforeValidator(_one_or_more)] = Field(
        default=(), description="What sets the names of a text apart, or several such texts."
    )
    json_list: Boolean = Field(
        default=False, alias="json", description="Whether the text is itself a JSON list."
    )
    before: Separator = Field(
        default="", description="Only what stands before this in the text is cut into names."
    )
    until: Separator = Field(
        default="", description="Only what of a name stands before this is taken for the name."
    )


class ActorField(ListField):
    """Who takes part, in which role."""

    role: Role = Field(default=Role.PARTICIPANT, description="What they did in the event.")
    kind: ActorKind = Field(default=ActorKind.ORGANISATION, description="What they are.")


class SourceField(ListField):
    """What an event rests on; the further keys say what is the same for all such sources."""

    publisher: str = Field(default="", description="Who published it; else its name.")
    tier: Tier = Field(default=Tier.ARTICLE, description="article or record.")
    kind: SourceKind = Field(default=SourceKind.NEWS, description="What the source is.")
    language: str = Field(default="", description="Its language, such as en.")
    url: Url = Field(default="", description="The address of the source as a whole.")


class DateField(Strict):
    """Where a date comes from: a field, perhaps another for the time, or one for each part."""

    field: FieldNames = Field(default=(), description="The field that holds the date.")
    format: Annotated[Several[Format], BeforeValidator(_one_or_more)] = Field(
        default=(USUAL,),
        description="usual, day-first, month-first, days, iso, edtf, epoch, excel or strptime "
        "patterns, tried in turn.",
    )
    years: Years | None = Field(
        default=None, description="How years before Christ are counted: historical or iso."
    )
    year: FieldNames = Field(
        default=(), description="The field of the year, with an era or without."
    )
    month: FieldNames = Field(
        default=(), description="The field of the month, 1 to 12 or its name."
    )
    day: FieldNames = Field(default=(), description="The field of the day.")
    time: FieldNames = Field(default=(), description="The field of the clock time, 19:30.")
    precision: FieldNames = Field(
        default=(), description="The field that says how exact the date is: day, month, year, ..."
    )

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "DateField":
        if bool(self.field) == bool(self.year):
            raise PydanticCustomError("missing-field", "names either a field or the one of a year")
        return self


class Head(Strict):
    """What the log says of itself."""

    title: str = Field(default="", description="The heading; else the name of the file.")
    summary: str = Field(default="", description="One paragraph for a newcomer.")
    zone: Zone = Field(default=DEFAULT_ZONE, description="The zone of dates that give none.")
    clocks: Named[Clock] = Field(default={}, description="The clocks offered to the reader.")
    as_of: Annotated[DateText, BeforeValidator(_day)] = Field(
        default="",
        description="What the sources could know; last: the last event.",
    )


class FieldMapping(Strict):
    """What each field of a foreign record means."""

    log: Head = Field(default=Head(), description="What the log says of itself.")
    kinds: Named[Kind] = Field(
        default={},
        validate_default=True,
        description="The log's own kinds, as in a log; else the usual ones.",
    )
    rows: Text | None = Field(default=None, description="Where in a JSON file the list stands.")
    sheet: Text | None = Field(
        default=None,
        description="The name of the sheet in a workbook; else the first with a table.",
    )
    delimiter: Annotated[Separator, BeforeValidator(_delimiter)] = Field(
        default="", description="What sets the cells of a CSV apart; else what its header uses."
    )
    encoding: Annotated[str, BeforeValidator(_encoding)] = Field(
        default="", description="How the text of a CSV is encoded; else what its bytes look like."
    )
    quote: Literal["", "none", '"'] = Field(
        default="",
        description='Whether cells of a CSV stand in quotation marks: " or none; else what they '
        "look like.",
    )
    header: Annotated[str, BeforeValidator(_header)] = Field(
        default="",
        description="The line of a CSV that names its columns, or none: they are then named 1, 2 "
        "and so on; else the first line that looks like one.",
    )
    when: OneField[DateField] = Field(description="When it happened, or began.")
    end: OneField[DateField] | None = Field(default=None, description="When it ended.")
    zone: OneField[TextField] | None = Field(
        default=None, description="The IANA zone of the dates."
    )
    title: OneField[TextField] = Field(description="What happened, on one line.")
    id: OneField[TextField] | None = Field(default=None, description="The id; else the title's.")
    kind: OneField[TextField] = Field(
        default=TextField(constant=EventKind.BACKGROUND),
        validate_default=True,
        description="What it is: the id of one of the kinds.",
    )
    status: OneField[TextField] = Field(
        default=TextField(constant=EventStatus.HAPPENED), description="Whether it happened."
    )
    summary: OneField[TextField] | None = Field(default=None, description="A sentence or two.")
    note: OneField[TextField] | None = Field(default=None, description="What else is to be known.")
    dating: OneField[TextField] | None = Field(default=None, description="How the date is known.")
    place: OneField[TextField] | None = Field(default=None, description="Where it happened.")
    channel: OneField[TextField] | None = Field(default=None, description="Where it was said.")
    actors: ManyFields[ActorField] = Field(default=(), description="Who took part.")
    topics: ManyFields[ListField] = Field(default=(), description="What it is about.")
    source: OneField[SourceField] | None = Field(
        default=None, description="What it rests on; else the host of its address."
    )
    url: OneField[ListField] | None = Field(
        default=None, description="The address of what it rests on, or one for each source."
    )

    @field_validator("kind")
    @classmethod
    def _kinds_are_known(cls, kind: TextField, info: ValidationInfo) -> TextField:
        kinds = info.data.get("kinds") or USUAL_KINDS
        for word in filter(None, (*kind.values.values(), kind.otherwise, kind.constant)):
            if word.casefold() not in kinds:
                reason = (
                    f'becomes "{abridged(word)}", which is no kind; those are {", ".join(kinds)}'
                )
                raise PydanticCustomError("unknown-kind", "{why}", {"why": reason})
        return kind

    # The name and the bytes of the file that it was read from.
    _origin: tuple[str, bytes] | None = PrivateAttr(None)

    def place_of(self, path: KeyPath) -> tuple[str, int, int] | None:
        """Return the file, line and column of the value at `path`, None if it was not read.

        A short form stands at its own key: `topics.0.field` is at `topics` in `topics: tags`.
        """
        if self._origin is None:
            return None
        name, data = self._origin
        short = tuple(step for step in path if isinstance(step, str))
        spots = locate(data, {path, short})
        return (name, *max(spot.value for spot in spots.values()))


def usual_mapping(**others: object) -> FieldMapping:
    """Return the mapping of records whose fields have the usual names, with `others` set too."""
    listed = {"separator": ";"}
    fields: Mapping[str, object] = {
        "when": {"field": ["when", "date", "start", "start_date", "timestamp"]},
        "end": {"field": ["end", "end_date", "stop"]},
        "zone": {"field": ["zone", "timezone"]},
        "title": {"field": ["title", "headline", "name", "event"]},
        "id": {"field": ["id"]},
        "kind": {"field": ["kind"], "constant": EventKind.BACKGROUND.value},
        "status": {"field": ["status"], "constant": EventStatus.HAPPENED.value},
        "summary": {"field": ["summary", "description", "text"]},
        "note": {"field": ["note"]},
        "dating": {"field": ["dating"]},
        "place": {"field": ["place", "location"]},
        "channel": {"field": ["channel"]},
        "actors": [{"field": ["actors", "actor"], **listed}],
        "topics": [{"field": ["topics", "topic", "tags", "category"], **listed}],
        "source": {"field": ["source", "publisher"], **listed},
        "url": {"field": ["url", "link"]},
        **others,
    }
    return FieldMapping.model_validate(fields)


def read_mapping(data: bytes, name: str) -> tuple[FieldMapping | None, tuple[Problem, ...]]:
    """Read the bytes of a mapping called `name`, or name everything that is wrong with it."""
    mapping, problems = check_model(FieldMapping, data, name)
    if mapping:
        mapping._origin = (name, data)
    return mapping, problems
