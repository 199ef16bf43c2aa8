"""The YAML of a mapping comes in; what each field of a foreign record means goes out, or problems.

The model is the one statement of what a mapping may say; a text in place of a choice is the name of
its field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator, Field, PrivateAttr, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from components.events import (
    DEFAULT_ZONE,
    ActorKind,
    Boolean,
    Clock,
    DateText,
    EventKind,
    EventStatus,
    Named,
    Path,
    Problem,
    Role,
    Several,
    SourceKind,
    Strict,
    Text,
    Tier,
    Url,
    Zone,
    check_model,
    locate,
)
from components.imports.dates import FORMATS, ISO, fault_of_pattern

LAST = "last"


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str) and value else value


def _field_named(value: object) -> object:
    return {"field": value} if isinstance(value, str) else value


def _choices(value: object) -> object:
    """Take one choice or a list of them."""
    given = value if isinstance(value, list) else [value]
    return [_field_named(each) for each in given if each != ""]


def _nothing(value: object) -> object:
    return {} if value == "" else value


def _format(value: object) -> object:
    if isinstance(value, str) and value not in FORMATS and (reason := fault_of_pattern(value)):
        words = f"is {', '.join(FORMATS)} or a pattern such as %d.%m.%Y; {reason}"
        raise PydanticCustomError("when-form", "{why}", {"why": words})
    return value


def _day(value: object) -> object:
    return "" if value == LAST else value


_Choice = TypeVar("_Choice")
Fields = Annotated[Several[Text], BeforeValidator(_one_or_more)]
OneChoice = Annotated[_Choice, BeforeValidator(_field_named)]
Choices = Annotated[Several[_Choice], BeforeValidator(_choices)]
# White space may be what sets two values apart.
Separator = Annotated[str, StringConstraints(strip_whitespace=False)]
Cut = Annotated[str, StringConstraints(strip_whitespace=False, min_length=1)]
Format = Annotated[Text, BeforeValidator(_format)]


class Choice(Strict):
    """Where one text of an event comes from."""

    field: Fields = Field(
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
    def _leads_somewhere(self) -> Choice:
        if not self.field and not self.constant:
            raise PydanticCustomError("missing-field", "names neither a field nor a constant")
        return self


class Listed(Choice):
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


class ActorChoice(Listed):
    """Who takes part, in which role."""

    role: Role = Field(default=Role.PARTICIPANT, description="What they did in the event.")
    kind: ActorKind = Field(default=ActorKind.ORGANISATION, description="What they are.")


class SourceChoice(Choice):
    """What an event rests on; the further keys say what is the same for all such sources."""

    publisher: str = Field(default="", description="Who published it; else its name.")
    tier: Tier = Field(default=Tier.ARTICLE, description="article or record.")
    kind: SourceKind = Field(default=SourceKind.NEWS, description="What the source is.")
    language: str = Field(default="", description="Its language, such as en.")
    url: Url = Field(default="", description="The address of the source as a whole.")


class DateChoice(Strict):
    """Where a date comes from: one field and how it is written, or a field for each part."""

    field: Fields = Field(default=(), description="The field that holds the date.")
    format: Annotated[Several[Format], BeforeValidator(_one_or_more)] = Field(
        default=(ISO,),
        description="iso, edtf, epoch-ms, epoch-s or strptime patterns, tried in turn.",
    )
    year: Fields = Field(default=(), description="The field of the year.")
    month: Fields = Field(default=(), description="The field of the month, 1 to 12.")
    day: Fields = Field(default=(), description="The field of the day.")
    time: Fields = Field(default=(), description="The field of the clock time, 19:30.")

    @model_validator(mode="after")
    def _leads_somewhere(self) -> DateChoice:
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


class Columns(Strict):
    """What each field of a foreign record means."""

    log: Head = Field(default=Head(), description="What the log says of itself.")
    rows: Text | None = Field(default=None, description="Where in a JSON file the list stands.")
    delimiter: Separator = Field(
        default="", description="What sets the cells of a CSV apart; else what its header uses."
    )
    encoding: Literal["utf-8", "utf-16", "windows-1252", "iso-8859-1"] = Field(
        default="utf-8", description="How the text of a CSV is encoded."
    )
    when: OneChoice[DateChoice] = Field(description="When it happened, or began.")
    end: OneChoice[DateChoice] | None = Field(default=None, description="When it ended.")
    zone: OneChoice[Choice] | None = Field(default=None, description="The IANA zone of the dates.")
    title: OneChoice[Choice] = Field(description="What happened, on one line.")
    id: OneChoice[Choice] | None = Field(default=None, description="The id; else the title's.")
    kind: OneChoice[Choice] = Field(
        default=Choice(constant=EventKind.BACKGROUND), description="What it is, in one word."
    )
    status: OneChoice[Choice] = Field(
        default=Choice(constant=EventStatus.HAPPENED), description="Whether it happened."
    )
    summary: OneChoice[Choice] | None = Field(default=None, description="A sentence or two.")
    note: OneChoice[Choice] | None = Field(default=None, description="What else is to be known.")
    dating: OneChoice[Choice] | None = Field(default=None, description="How the date is known.")
    place: OneChoice[Choice] | None = Field(default=None, description="Where it happened.")
    channel: OneChoice[Choice] | None = Field(default=None, description="Where it was said.")
    actors: Choices[ActorChoice] = Field(default=(), description="Who took part.")
    topics: Choices[Listed] = Field(default=(), description="What it is about.")
    source: OneChoice[SourceChoice] | None = Field(
        default=None, description="What it rests on; else the host of its address."
    )
    url: OneChoice[Choice] | None = Field(
        default=None, description="The address of what it rests on."
    )
    # The name and the bytes of the file that it was read from.
    _origin: tuple[str, bytes] | None = PrivateAttr(None)

    def place_of(self, path: Path) -> tuple[str, int, int] | None:
        """Give the file, line and column at which the value at `path` is written, if it was read.

        What is written short stands at its own key: `topics: tags` where `topics.0.field` is asked.
        """
        if self._origin is None:
            return None
        name, data = self._origin
        short = tuple(step for step in path if isinstance(step, str))
        found = locate(data, {path, short})
        return (name, *max(spot.value for spot in found.values()))


def usual(**further: object) -> Columns:
    """Give the mapping of records whose fields are named as one would expect."""
    listed = {"separator": ";"}
    given: Mapping[str, object] = {
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
        "source": {"field": ["source", "publisher"]},
        "url": {"field": ["url", "link"]},
        **further,
    }
    return Columns.model_validate(given)


def read_mapping(data: bytes, name: str) -> tuple[Columns | None, tuple[Problem, ...]]:
    """Read the bytes of a mapping called `name`, or name everything that is wrong with it."""
    columns, problems = check_model(Columns, data, name)
    if columns:
        columns._origin = (name, data)
    return columns, problems


def fields_of(columns: Columns) -> Iterator[str]:
    """Name the fields that every record should have one of, for a record that has none."""
    yield from columns.when.field or columns.when.year
