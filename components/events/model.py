"""Mappings and lists of text come in, a frozen `Log` goes out: the one statement of the format.

Every scalar of the log is text when it arrives here, so each type is read by this schema and never
guessed. The field descriptions become the JSON Schema that guides an editor.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import isfinite
from types import MappingProxyType
from typing import Annotated, Any, Literal, LiteralString, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    JsonValue,
    PrivateAttr,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)
from pydantic_core import PydanticCustomError

from components.events.edtf import Form
from components.events.problem import WhenError, abridged
from components.events.read import END, MARKED
from components.events.when import When, parse_when
from components.events.zone import zone_of

# A key that no YAML text can hold carries the map key of an entry into the entry itself.
ID_ALIAS = "\0id"
DEFAULT_ZONE = "UTC"
LONGEST_URL = 2048
ID_PATTERN = r"^[a-z0-9-]{1,64}$"


@dataclass(slots=True)
class Budget:
    """How many dates of a file may still be read."""

    dates: int


@dataclass(frozen=True, slots=True)
class Refers:
    """Mark a field as holding an id of this table of the log."""

    table: str


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    OFFICE = "office"
    GOVERNMENT = "government"
    ORGANISATION = "organisation"
    OUTLET = "outlet"


class SeatRole(StrEnum):
    """The rank of a seat at the table."""

    LEAD = "lead"
    MEMBER = "member"


class Presence(StrEnum):
    """How sure it is that somebody was there."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    DISPUTED = "disputed"
    ANNOUNCED = "announced"


class Tier(StrEnum):
    """Whether the log is taken from a source, or the source was found later."""

    ARTICLE = "article"
    RECORD = "record"


class SourceKind(StrEnum):
    """What a source is."""

    NEWS = "news"
    DIGEST = "digest"
    OFFICIAL = "official"
    TRANSCRIPT = "transcript"
    BROADCAST = "broadcast"
    ARCHIVE = "archive"


class EventKind(StrEnum):
    """What happened, in one word."""

    MEETING = "meeting"
    STATEMENT = "statement"
    INTERVIEW = "interview"
    POST = "post"
    AGREEMENT = "agreement"
    ANNOUNCEMENT = "announcement"
    BACKGROUND = "background"
    PUBLICATION = "publication"


class EventStatus(StrEnum):
    """Whether the sources say that it happened, was to happen, or may have."""

    HAPPENED = "happened"
    SCHEDULED = "scheduled"
    POSSIBLE = "possible"


class Role(StrEnum):
    """What an actor did in an event."""

    SPEAKER = "speaker"
    PARTICIPANT = "participant"
    HOST = "host"
    SUBJECT = "subject"
    AUTHOR = "author"


class Relation(StrEnum):
    """How an event bears on another one."""

    ANNOUNCES = "announces"
    FULFILS = "fulfils"
    ANSWERS = "answers"
    REFERS_TO = "refers-to"
    CORRECTS = "corrects"
    PART_OF = "part-of"


class DisagreementStatus(StrEnum):
    """In which way accounts differ."""

    DIFFERS = "differs"
    ONE_SOURCE = "one-source"
    DISPUTED = "disputed"
    CORRECTED = "corrected"
    UNRESOLVED = "unresolved"


_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_PASSAGE = re.compile(r"[1-9][0-9]{0,5}")
_URL = re.compile(r"https?://([^/?#]+)(?:[/?#].*)?")
_SEED = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")
# Spaces, controls, what turns the direction of text around, and what RFC 3986 has written with %.
_UNSAFE_IN_URL = re.compile(
    '[\\s\x00-\x20\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff<>"\\\\^`{|}]'
)
_HOST = re.compile(r"(?:[^\s@:\[\]%]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")


def _wrong(code: LiteralString, text: str, reason: str) -> PydanticCustomError:
    """Say what is wrong with a quoted text; what is quoted may hold braces, a template may not."""
    return PydanticCustomError(code, "{why}", {"why": f'"{abridged(text)}" {reason}'})


def _number(value: object) -> object:
    if isinstance(value, bool) or (isinstance(value, float) and not isfinite(value)):
        raise _wrong("bad-number", str(value), "is not a number; write 145, -3, 0.5 or 1.2e12")
    if not isinstance(value, str):
        return value
    if not _NUMBER.fullmatch(value) or not isfinite(number := float(value)):
        raise _wrong("bad-number", value, "is not a number; write 145, -3, 0.5 or 1.2e12")
    return number


def _boolean(value: object) -> object:
    if isinstance(value, str) and value not in ("true", "false"):
        raise _wrong("bad-boolean", value, "is neither true nor false")
    return value == "true" if isinstance(value, str) else value


def _passage(value: object) -> object:
    if isinstance(value, str) and not _PASSAGE.fullmatch(value):
        raise _wrong("bad-passage", value, "is not a passage; they are numbered from 1")
    return int(value) if isinstance(value, str) else value


def _format(value: object) -> object:
    if value in ("1", 1):
        return 1
    raise _wrong("unsupported-format", str(value), "is not read; this is format 1")


def _end(value: object) -> None:
    """Take note of a mark that belongs to the file and not to the log; `read` has looked for it."""
    if value not in (MARKED, None):
        raise _wrong("unknown-value", str(value), f"is not known here; write {END}: {MARKED}")


def _url(value: object) -> object:
    if isinstance(value, str) and value and (reason := _fault_of_url(value)):
        raise _wrong("bad-url", value, reason)
    return value


def _fault_of_url(url: str) -> str:
    """Say why an address may not be shown as a link; empty when it may."""
    match = _URL.fullmatch(url)
    if len(url) > LONGEST_URL:
        return f"is longer than {LONGEST_URL} characters"
    if _UNSAFE_IN_URL.search(url):
        return "holds a space or a character that addresses write with %"
    if not match:
        return "is not an absolute address that begins with http:// or https://"
    if "@" in match[1]:
        return "holds a user name or password"
    return "" if _HOST.fullmatch(match[1]) else "has no proper host name"


def is_url(text: str) -> bool:
    """Tell whether a text is an address that may be shown as a link, and nothing else."""
    return not _fault_of_url(text)


def _seed(value: object) -> object:
    if isinstance(value, str) and value and not _SEED.fullmatch(value):
        raise _wrong("bad-seed-path", value, "is no path below the log, such as seeds/article.yaml")
    return value


def _refusal(error: WhenError) -> PydanticCustomError:
    return PydanticCustomError(error.code, "{why}", {"why": str(error)})


def _zone(value: object) -> object:
    if isinstance(value, str):
        try:
            zone_of(value)
        except WhenError as error:
            raise _refusal(error) from None
    return value


def _zone_or_log_zone(value: object, info: ValidationInfo) -> object:
    return _log_zone(info) if value == "" else _zone(value)


def _log_zone(info: ValidationInfo) -> str:
    context: Mapping[str, Any] = info.context or {}
    return str(context.get("zone", DEFAULT_ZONE))


def _when(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, str):
        return value
    return _parsed(value, info.data.get("zone") or _log_zone(info), info)


def _date_text(value: object, info: ValidationInfo) -> object:
    if isinstance(value, str) and value:
        return _parsed(value, DEFAULT_ZONE, info).text
    return value


def _parsed(text: str, zone: str, info: ValidationInfo) -> When:
    """Read a date, and take what it costs from the budget of the file."""
    budget: Budget | None = (info.context or {}).get("budget")
    if budget:
        budget.dates -= 1 + text.count(",") + text.count("/") + text.count("..")
        if budget.dates < 0:
            raise PydanticCustomError("too-many-values", "is one date too many for one file")
    try:
        return parse_when(text, zone)
    except WhenError as error:
        raise _refusal(error) from None


def _nothing_is_empty(value: object) -> object:
    return () if value == "" else value


def _name_entries(value: object) -> object:
    """Give each entry of a map the key it stands under."""
    if value == "":
        return {}
    if not isinstance(value, dict):
        return value
    return {
        key: {**entry, ID_ALIAS: key} if isinstance(entry, dict) else entry
        for key, entry in value.items()
    }


_Entry = TypeVar("_Entry")
# An editor's YAML takes a bare 2025 for a number.
_DATE_SCHEMA: JsonValue = {"type": ["string", "integer"]}
_URL_SCHEMA: JsonValue = {"type": "string", "format": "uri", "pattern": "^https?://"}

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, strip_whitespace=False)]
# Whether a reference leads somewhere is known only when all ids are; `check` asks.
Reference = Annotated[
    str,
    StringConstraints(min_length=1),
    WithJsonSchema({"type": "string", "pattern": ID_PATTERN}),
]
Text = Annotated[str, StringConstraints(min_length=1)]
Number = Annotated[float, BeforeValidator(_number)]
Boolean = Annotated[bool, BeforeValidator(_boolean)]
Passage = Annotated[int, Field(ge=1), BeforeValidator(_passage)]
Url = Annotated[str, BeforeValidator(_url), WithJsonSchema(_URL_SCHEMA)]
SeedPath = Annotated[str, BeforeValidator(_seed)]
Zone = Annotated[str, BeforeValidator(_zone)]
OwnZone = Annotated[str, BeforeValidator(_zone_or_log_zone)]
Dated = Annotated[InstanceOf[When], BeforeValidator(_when), WithJsonSchema(_DATE_SCHEMA)]
DateText = Annotated[str, BeforeValidator(_date_text), WithJsonSchema(_DATE_SCHEMA)]
End = Annotated[None, BeforeValidator(_end), WithJsonSchema({"const": MARKED, "type": "string"})]
Several = Annotated[tuple[_Entry, ...], BeforeValidator(_nothing_is_empty)]
Named = Annotated[
    Mapping[Id, _Entry], BeforeValidator(_name_entries), AfterValidator(MappingProxyType)
]


class Strict(BaseModel):
    """A frozen value that knows all its keys."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        validate_by_name=True,
        validate_by_alias=True,
    )


class Entry(Strict):
    """A value that stands under an id in one of the log's tables."""

    id: str = Field(default="", alias=ID_ALIAS)


class Clock(Entry):
    """A clock that the reader may choose."""

    name: Text = Field(description="What the reader sees, such as Washington.")
    zone: Zone = Field(description="The IANA zone of the clock, such as America/New_York.")


class Exported(Strict):
    """Where an extract was taken from: the view of a log that it is."""

    view: Text = Field(description="The view in words, with the number of its events.")
    link: str = Field(default="", description="The address of the view.")
    sha256: str = Field(default="", description="The SHA-256 of the whole log, in hexadecimal.")
    at: str = Field(description="When it was taken, in UTC, such as 2025-06-01T12:00:00Z.")


class About(Strict):
    """What the log is about and how its dates are read."""

    title: Text = Field(description="The heading of the dashboard.")
    summary: str = Field(default="", description="One paragraph for a newcomer.")
    zone: Zone = Field(description="The IANA zone in which a date without a zone is read.")
    clocks: Named[Clock] = Field(
        default={},
        validate_default=True,
        description="The clocks offered to the reader, the first being the default. UTC is always "
        "offered in addition, so the id utc is reserved.",
    )
    as_of: Dated = Field(
        description="The last day that the sources of tier article could know about (EDTF)."
    )
    window: Dated | None = Field(
        default=None,
        description="The closed interval of days or instants that the picture opens on (EDTF).",
    )
    exported: Exported | None = Field(
        default=None, description="Where the log was taken from, when it is an extract of another."
    )

    @field_validator("as_of")
    @classmethod
    def _knowledge_ends(cls, as_of: When) -> When:
        if as_of.form is not Form.MOMENT or as_of.start is None or as_of.stop is None:
            raise PydanticCustomError("open-as-of", "is one day, such as 2025-05-12")
        return as_of

    @field_validator("window")
    @classmethod
    def _window_is_closed(cls, window: When | None) -> When | None:
        if window and (
            window.form is not Form.DURATION or window.start is None or window.stop is None
        ):
            raise PydanticCustomError(
                "open-window", "is a closed interval, such as 2025-05-08/2025-05-12"
            )
        return window


class Party(Entry):
    """A side that actors speak for."""

    name: Text = Field(description="The name of the side, such as United States.")


class Delegation(Entry):
    """The people who sat at the table for a party."""

    name: Text = Field(description="The name of the delegation.")
    party: Annotated[Reference, Refers("parties")] = Field(description="The id of its party.")


_QUOTE_NEEDS_SPEAKER: dict[str, JsonValue] = {
    "dependencies": {"quote": ["speaker"], "speaker": ["quote"]}
}


class Citation(Strict):
    """The place in a source that something rests on."""

    model_config = ConfigDict(json_schema_extra=_QUOTE_NEEDS_SPEAKER)

    source: Annotated[Reference, Refers("sources")] = Field(description="The id of the source.")
    passage: Passage | None = Field(
        default=None,
        description="The passage, numbered from 1; for a source of tier article with a seed.",
    )
    locator: str = Field(default="", description="Where in any other source, in free words.")
    quote: str = Field(default="", description="Exact words that the source puts in quotes.")
    speaker: Annotated[Reference, Refers("actors")] | None = Field(
        default=None, description="The id of the actor whose words are quoted."
    )
    verbatim: Boolean = Field(
        default=True, description="False when the record shows other words than the quote."
    )


class Seat(Strict):
    """A seat at the table that a person had, or is said to have had."""

    delegation: Annotated[Reference, Refers("delegations")] = Field(
        description="The id of the delegation."
    )
    role: SeatRole = Field(description="lead or member.")
    presence: Presence = Field(description="How sure it is that the seat was taken.")
    note: str = Field(default="", description="One line, when the sources differ.")
    citations: Several[Citation] = Field(default=(), description="Where the sources say so.")


class Title(Strict):
    """A person's title as one or more sources give it."""

    title: Text = Field(description="The title in the source's words.")
    citations: Several[Citation] = Field(default=(), description="Where it is given so.")


class Actor(Entry):
    """A person, office, government, organisation or outlet that acts in events."""

    name: Text = Field(description="The name as the reader sees it.")
    kind: ActorKind = Field(description="What the actor is.")
    title: str = Field(default="", description="The title in our words.")
    titles: Several[Title] = Field(default=(), description="The title as each source gives it.")
    party: Annotated[Reference, Refers("parties")] | None = Field(
        default=None, description="The id of the party that the actor speaks for."
    )
    aliases: Several[Text] = Field(
        default=(), description="Other names that a search should find, in any script."
    )
    seat: Seat | None = Field(default=None, description="The person's seat at the table.")
    note: str = Field(default="", description="What a careful reader should know.")


class Topic(Entry):
    """A subject that events are about."""

    name: Text = Field(description="The subject in one or two words.")
    summary: str = Field(default="", description="One line.")


class Source(Entry):
    """A document that events are taken from, or a record found later."""

    title: Text = Field(description="The headline, or a plain description.")
    publisher: str = Field(default="", description="Who published it.")
    tier: Tier = Field(
        description="article: the log is taken from it; record: found later, to check against."
    )
    kind: SourceKind = Field(description="What the source is.")
    language: str = Field(default="", description="Its language, such as en.")
    published: DateText = Field(
        default="", description="When it was published (EDTF); leave out when unknown."
    )
    url: Url = Field(default="", description="Its address (http or https); leave out when unknown.")
    seed: SeedPath = Field(
        default="",
        description="The seed file that lists its passages, relative to the log's directory or "
        "the one above.",
    )
    retells: Several[Annotated[Reference, Refers("sources")]] = Field(
        default=(),
        description="The ids of the sources whose report it passes on: rewritten, translated, "
        "printed again or summed up. It and they are one witness.",
    )
    note: str = Field(default="", description="What a careful reader should know about it.")


class Participation(Strict):
    """An actor's part in an event."""

    actor: Annotated[Reference, Refers("actors")] = Field(description="The id of the actor.")
    role: Role = Field(description="What the actor did.")
    presence: Presence | None = Field(
        default=None,
        description="How sure it is that a participant, speaker or host was there.",
    )
    citations: Several[Citation] = Field(default=(), description="Where the sources say so.")


class Figure(Strict):
    """A number that a source gives for a measure."""

    measure: Annotated[Reference, Refers("measures")] = Field(description="The id of the measure.")
    value: Number = Field(description="The number, such as 145 or 1.2e12.")
    unit: Text = Field(description="The measure's unit.")
    citations: Several[Citation] = Field(default=(), description="Where the number is given.")


class Link(Strict):
    """How an event bears on another."""

    event: Annotated[Reference, Refers("events")] = Field(description="The id of the other event.")
    relation: Relation = Field(description="What this event does to the other.")


class Event(Entry):
    """Something that happened, was to happen, or may have happened."""

    title: Text = Field(description="What happened, in our words, on one line.")
    kind: EventKind = Field(description="What it is, in one word.")
    status: EventStatus = Field(
        default=EventStatus.HAPPENED, description="Whether it happened, was scheduled, or may have."
    )
    zone: OwnZone = Field(
        default="",
        validate_default=True,
        description="The IANA zone of `when`; only where it differs from the log's.",
    )
    when: Dated = Field(
        description="When it happened (EDTF): 2025-05-11, 2025-05-11T19:12-04:00, a/b for what "
        "lasted, [a..b] for some time within."
    )
    dating: str = Field(default="", description="How the date is known.")
    place: str = Field(default="", description="Where it happened.")
    channel: str = Field(default="", description="Where it was said or posted.")
    actors: Several[Participation] = Field(default=(), description="Who took which part.")
    topics: Several[Annotated[Reference, Refers("topics")]] = Field(
        default=(), description="The ids of its topics."
    )
    summary: str = Field(default="", description="One or two sentences in our own words.")
    note: str = Field(default="", description="What a careful reader should know.")
    citations: Several[Citation] = Field(default=(), description="What the event rests on.")
    figures: Several[Figure] = Field(default=(), description="The numbers given with it.")
    links: Several[Link] = Field(default=(), description="How it bears on other events.")

    def all_citations(self) -> Iterator[Citation]:
        """Walk over the citations of the event, of those who take part in it and of its figures."""
        yield from self.citations
        for part in self.actors:
            yield from part.citations
        for figure in self.figures:
            yield from figure.citations


class Measure(Entry):
    """Something that figures measure."""

    name: Text = Field(description="What is measured.")
    unit: Text = Field(description="The unit of all its figures, such as USD or %.")
    summary: str = Field(default="", description="One line.")


class Account(Strict):
    """What one source says about a question on which sources differ."""

    model_config = ConfigDict(json_schema_extra=_QUOTE_NEEDS_SPEAKER)

    source: Annotated[Reference, Refers("sources")] = Field(description="The id of the source.")
    passage: Passage | None = Field(default=None, description="The passage, numbered from 1.")
    locator: str = Field(default="", description="Where in any other source, in free words.")
    says: Text = Field(description="What it says, in our words.")
    quote: str = Field(default="", description="Exact words that the source puts in quotes.")
    speaker: Annotated[Reference, Refers("actors")] | None = Field(
        default=None, description="The id of the actor whose words are quoted."
    )


class Record(Strict):
    """What a source found later says about a question."""

    source: Annotated[Reference, Refers("sources")] = Field(description="The id of the source.")
    says: Text = Field(description="What it says, in our words.")
    locator: str = Field(default="", description="Where in the source, in free words.")


class Disagreement(Entry):
    """A question on which the accounts differ."""

    question: Text = Field(description="The question, as one would ask it.")
    status: DisagreementStatus = Field(description="In which way the accounts differ.")
    events: Several[Annotated[Reference, Refers("events")]] = Field(
        default=(), description="The ids of the events it touches."
    )
    accounts: Several[Account] = Field(default=(), description="What each source says.")
    finding: str = Field(default="", description="Our reading in one or two sentences, and why.")
    record: Several[Record] = Field(default=(), description="What sources found later say.")


class EventTable(Mapping[str, Event], ABC):
    """Events by id, in file order, that are not in memory: each is made when it is asked for.

    What takes all events to find in memory is asked of the table as a whole.
    """

    @abstractmethod
    def linking_to(self, event: str) -> Sequence[str]:
        """Give the ids of the events that have a link to one, in file order."""

    def many(self, keys: Sequence[str]) -> Iterator[Event]:
        """Give some events (ids) in that order, asked for together where that costs less."""
        return (self[key] for key in keys)

    @abstractmethod
    def giving(self, measure: str) -> Sequence[str]:
        """Give the ids of the events that give a figure of a measure, in file order."""


def _table(description: str) -> Any:  # noqa: ANN401 - as pydantic's own
    """Describe a table that may be left out; an empty one nobody can change either."""
    return Field(default={}, validate_default=True, description=description)


class Log(Strict):
    """A whole event log, in file order."""

    format: Annotated[Literal[1], BeforeValidator(_format)] = Field(
        description="The version of this format."
    )
    end: End = Field(
        default=None,
        description="marked: the last line of the file is `...`, and a file without it was cut.",
    )
    about: About = Field(alias="log", description="What the log is about.")
    parties: Named[Party] = _table("The sides that actors speak for.")
    delegations: Named[Delegation] = _table("Seats at the table, by party.")
    actors: Named[Actor] = _table("Who acts in the events.")
    topics: Named[Topic] = _table("What the events are about.")
    sources: Named[Source] = _table("What the events are taken from.")
    events: Named[Event] = Field(description="The events, in the order in which they are drawn.")
    measures: Named[Measure] = _table("What the figures measure.")
    disagreements: Named[Disagreement] = _table("Questions on which the accounts differ.")

    _hash: str = PrivateAttr(default="")

    @property
    def hash(self) -> str:
        """Give the SHA-256 (hex) of the bytes that the log was read from, empty for other logs."""
        return self._hash

    def with_hash(self, digest: str) -> Log:
        """Give this log with the hash of the bytes it was read from."""
        copy = self.model_copy()
        copy._hash = digest
        return copy

    @cached_property
    def verdicts(self) -> Mapping[str, tuple[str, ...]]:
        """For each event on which accounts differ, the ways in which they do."""
        verdicts: dict[str, tuple[str, ...]] = {}
        for question in self.disagreements.values():
            for event in question.events:
                verdicts[event] = (*verdicts.get(event, ()), str(question.status))
        return MappingProxyType(verdicts)

    @cached_property
    def has_articles(self) -> bool:
        """Whether any source is an article."""
        return any(source.tier is Tier.ARTICLE for source in self.sources.values())

    @cached_property
    def _links_by_target(self) -> Mapping[str, tuple[tuple[str, Link], ...]]:
        links: dict[str, list[tuple[str, Link]]] = {}
        for event in self.events.values():
            for link in event.links:
                links.setdefault(link.event, []).append((event.id, link))
        return MappingProxyType({event: tuple(to_it) for event, to_it in links.items()})

    @cached_property
    def _events_by_measure(self) -> Mapping[str, tuple[str, ...]]:
        events: dict[str, list[str]] = {}
        for event in self.events.values():
            for measure in dict.fromkeys(figure.measure for figure in event.figures):
                events.setdefault(measure, []).append(event.id)
        return MappingProxyType({measure: tuple(ids) for measure, ids in events.items()})

    def links_to(self, event: str) -> Sequence[tuple[str, Link]]:
        """Give the links of other events that lead to one, each with the event it comes from."""
        if isinstance(self.events, EventTable):
            linking = ((key, self.events[key]) for key in self.events.linking_to(event))
            return [
                (key, link) for key, other in linking for link in other.links if link.event == event
            ]
        return self._links_by_target.get(event, ())

    def giving(self, measure: str) -> Sequence[str]:
        """Give the ids of the events with a figure of a measure."""
        if isinstance(self.events, EventTable):
            return self.events.giving(measure)
        return self._events_by_measure.get(measure, ())

    def tier_of(self, event: Event, figure: Figure | None = None) -> Tier:
        """Tell `record` when an event cites no source of tier article.

        With one of its figures, tell it of what that rests on: its own citations, if it has any.
        """
        cited = (figure and figure.citations) or event.citations
        tiers = {self.sources[citation.source].tier for citation in cited}
        return Tier.ARTICLE if Tier.ARTICLE in tiers else Tier.RECORD


TABLES: Mapping[str, str] = {
    "parties": "party",
    "delegations": "delegation",
    "actors": "actor",
    "topics": "topic",
    "sources": "source",
    "events": "event",
    "measures": "measure",
    "disagreements": "disagreement",
}
