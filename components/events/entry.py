"""The entries of a log: events, and the actors, topics, sources and others that they name.

The field descriptions become the JSON Schema that guides an editor.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import ConfigDict, Field, JsonValue, field_validator
from pydantic_core import PydanticCustomError

from components.events.edtf import Form
from components.events.field import (
    ID_ALIAS,
    Boolean,
    Dated,
    DateText,
    Named,
    Number,
    OwnZone,
    Passage,
    Reference,
    Refers,
    SeedPath,
    Several,
    Strict,
    Text,
    Url,
    Zone,
)
from components.events.vocabulary import (
    ActorKind,
    DisagreementStatus,
    EventKind,
    EventStatus,
    Presence,
    Relation,
    Role,
    SeatRole,
    SourceKind,
    Tier,
)
from components.events.when import When


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
