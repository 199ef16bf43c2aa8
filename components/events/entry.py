"""The entries of a log: events, and the actors, topics, sources and others that they name.

The field descriptions become the JSON Schema that guides an editor.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Self
from urllib.parse import parse_qs

from pydantic import (
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from components.events.edtf import Form, Precision
from components.events.field import (
    ID_ALIAS,
    Boolean,
    Dated,
    DateText,
    Language,
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
    WikidataId,
    Zone,
)
from components.events.problem import abridged
from components.events.vocabulary import (
    ActorKind,
    Color,
    DisagreementStatus,
    EventKind,
    EventStatus,
    Presence,
    Relation,
    Role,
    SeatRole,
    Shape,
    SourceKind,
    Standing,
    Tier,
)
from components.events.when import When

# How many characters fit where the pictures and tables show them.
LONGEST_LABEL, LONGEST_BRIEF, LONGEST_VERDICT, LONGEST_STEP = 32, 34, 32, 190
MOST_STEPS = 60  # of a walk, each page of which lists them all
Label = Annotated[str, StringConstraints(max_length=LONGEST_LABEL)]
Brief = Annotated[str, StringConstraints(max_length=LONGEST_BRIEF)]


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
        default=True,
        description="False when these are not the words that were spoken or posted: the record "
        "shows others, or they are a translation.",
    )
    translated_from: Language = Field(
        default="",
        description="The language in which the words were spoken, such as zh, when the quote is a "
        "translation.",
    )


class KeyFigure(Strict):
    """One number that the log comes down to, or the change from one to another."""

    measure: Annotated[Reference, Refers("measures")] = Field(description="The id of the measure.")
    value: Number | None = Field(default=None, description="The number, if it is a single one.")
    before: Number | None = Field(
        default=None, alias="from", description="The number before a change, with `to`."
    )
    after: Number | None = Field(default=None, alias="to", description="The number after it.")
    scope: Text = Field(
        description="What the number covers, which is always shown with it, such as `added in "
        "2025, for 90 days from 14 May`."
    )
    note: str = Field(
        default="", description="What of this no article says, and which source does."
    )
    citations: Several[Citation] = Field(default=(), description="Where the numbers are given.")

    @model_validator(mode="after")
    def _is_one_number_or_a_change(self) -> Self:
        ends = (self.before is not None, self.after is not None)
        if (self.value is not None) == any(ends) or any(ends) != all(ends):
            raise PydanticCustomError("key-figure", "has either a value, or both from and to")
        return self


LEAD_COUNTS = ("events", "clocked", "articles", "records", "sources", "questions")
_BRACED = re.compile(r"\{([^{}]*)\}")


def _with_known_counts(lead: str) -> str:
    """Return a lead; refuse one with a name in braces that nothing is counted for."""
    for name in _BRACED.findall(lead):
        if name not in LEAD_COUNTS:
            known = ", ".join(f"{{{count}}}" for count in LEAD_COUNTS)
            words = f'counts no "{abridged(name)}"; it may hold {known}'
            raise PydanticCustomError("unknown-count", "{why}", {"why": words})
    return lead


class Opening(Strict):
    """A headline that is a finding, and the two sentences below it."""

    headline: Text = Field(description="Who did what, in one line.")
    lead: str = Field(default="", description="Two sentences; counts as in `log.lead`.")

    @field_validator("lead")
    @classmethod
    def _counts_are_known(cls, lead: str) -> str:
        return _with_known_counts(lead)


class About(Strict):
    """What the log is about and how its dates are read."""

    title: Text = Field(description="The heading of the dashboard.")
    summary: str = Field(default="", description="One paragraph for a newcomer.")
    zone: Zone = Field(description="The IANA zone in which a date without a zone is read.")
    clocks: Named[Clock] = Field(
        default={},
        validate_default=True,
        description="The clocks offered to the reader, the first being the default; without any, "
        "that of the zone. UTC is always offered in addition, so the id utc is reserved.",
    )
    headline: str = Field(
        default="", description="The finding that the log comes to, in one line: who did what."
    )
    lead: str = Field(
        default="",
        description="Two sentences below the headline. {events}, {clocked}, {articles}, {records}, "
        "{sources} and {questions} are counted when it is shown.",
    )
    headline_note: str = Field(
        default="",
        description="What of the headline and the lead no article says, and which source does.",
    )
    articles: Opening | None = Field(
        default=None, description="Headline and lead of a view of the articles alone."
    )
    figures: Several[KeyFigure] = Field(
        default=(), description="The few numbers that stand beside the headline."
    )
    others: str = Field(
        default="", description="The name of the row of actors without a party: Hosts, press."
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

    @field_validator("lead")
    @classmethod
    def _counts_are_known(cls, lead: str) -> str:
        return _with_known_counts(lead)

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


class Kind(Entry):
    """A kind of event."""

    name: Text = Field(description="What a reader sees, such as Hearing.")
    plural: Text = Field(description="Several of them within a sentence, such as hearings.")
    shape: Shape = Field(
        description="The shape that stands for its family in the picture: said (circle), posted "
        "(triangle), met (square), decided (diamond) or written (dash)."
    )


class Party(Entry):
    """A side that actors speak for."""

    name: Text = Field(description="The name of the side, such as United States.")
    color: Color | None = Field(default=None, description="Its color in the picture.")


class Delegation(Entry):
    """The people who sat at the table for a party."""

    name: Text = Field(description="The name of the delegation.")
    party: Annotated[Reference, Refers("parties")] = Field(description="The id of its party.")


class Seat(Strict):
    """A seat at the table that a person had, or is said to have had."""

    delegation: Annotated[Reference, Refers("delegations")] = Field(
        description="The id of the delegation."
    )
    role: SeatRole = Field(description="lead or member.")
    presence: Presence = Field(description="How sure it is that the seat was taken.")
    note: str = Field(default="", description="One line, when the sources differ.")
    citations: Several[Citation] = Field(default=(), description="Where the sources say so.")
    counted_in: Several[Annotated[Reference, Refers("sources")]] = Field(
        default=(),
        description="The ids of the sources that count the person among the delegation without a "
        "name, such as one of two vice ministers.",
    )


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
    wikidata: WikidataId = Field(
        default="", description="Its id in Wikidata, such as Q22686; only where it is certain."
    )
    note: str = Field(default="", description="What a careful reader should know.")


class Topic(Entry):
    """A subject that events are about."""

    name: Text = Field(description="The subject in one or two words.")
    summary: str = Field(default="", description="One line.")


class Source(Entry):
    """A document that events are taken from, or a record found later."""

    title: Text = Field(description="The headline, or a plain description.")
    publisher: str = Field(default="", description="Who published it.")
    short: str = Field(
        default="", description="A short name for it within a sentence, such as the Monitor."
    )
    tier: Tier = Field(
        description="article: the log is taken from it; record: found later, to check against."
    )
    kind: SourceKind = Field(description="What the source is.")
    language: str = Field(default="", description="Its language, such as en.")
    published: DateText = Field(
        default="", description="When it was published (EDTF); leave out when unknown."
    )
    url: Url = Field(default="", description="Its address (http or https); leave out when unknown.")
    archive: Url = Field(
        default="", description="The address of an archived copy, which stays as it was."
    )
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
    label: Label = Field(
        default="",
        description="The title in at most 32 characters, understood by itself, such as `Bessent: "
        '"substantial progress"`; quotation marks around verbatim words only.',
    )
    key: Boolean = Field(
        default=False, description="True for one of about twelve events that tell the story."
    )
    kind: Annotated[Reference, Refers("kinds")] = Field(
        description="What it is: the id of one of the log's kinds. A log without `kinds` has "
        f"{', '.join(EventKind)}.",
        examples=[str(kind) for kind in EventKind],
    )
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
    inferred: Boolean = Field(
        default=False,
        description="True when no source prints the clock time in `when`: it was worked out as "
        "`dating` says.",
    )
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

    @field_validator("inferred")
    @classmethod
    def _a_clock_time_is_inferred(cls, inferred: bool, info: ValidationInfo) -> bool:
        when = info.data.get("when")
        if inferred and when is not None and not when.has_clock:
            raise PydanticCustomError(
                "inferred-day", "is said of a clock time, and `when` has none; say it in `dating`"
            )
        return inferred

    def spoken(self) -> Iterator[str]:
        """Walk over the quotes that are verbatim, or say from what they are translated."""
        for citation in self.citations:
            if citation.quote and (citation.verbatim or citation.translated_from):
                yield citation.quote

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
    verbatim: Boolean = Field(
        default=True, description="False when these are not the words that were spoken or posted."
    )
    translated_from: Language = Field(
        default="", description="The language in which the words were spoken, such as zh."
    )


class Record(Strict):
    """What a source found later says about a question."""

    source: Annotated[Reference, Refers("sources")] = Field(description="The id of the source.")
    says: Text = Field(description="What it says, in our words.")
    locator: str = Field(default="", description="Where in the source, in free words.")


class Judgement(Entry):
    """How one article answers a question, in a few words; its id is that of the article."""

    brief: Annotated[Text, StringConstraints(max_length=LONGEST_VERDICT)] = Field(
        description="What it says, in at most 32 characters."
    )
    stands: Standing = Field(
        description="How it stands beside the finding: fits, part (fits in part), not (does not "
        "fit), or alone (nobody else says it)."
    )


class Disagreement(Entry):
    """A question on which the accounts differ."""

    question: Text = Field(description="The question, as one would ask it.")
    brief: Brief = Field(default="", description="The question in at most 34 characters.")
    status: DisagreementStatus = Field(
        description="In which way the accounts differ; compatible when both can stand."
    )
    substance: Boolean = Field(
        default=False, description="True when who, what or how much is at stake, not the wording."
    )
    events: Several[Annotated[Reference, Refers("events")]] = Field(
        default=(), description="The ids of the events it touches."
    )
    in_dispute: Several[Annotated[Reference, Refers("events")]] = Field(
        default=(), description="Which of these events are drawn as disputed, by id."
    )
    accounts: Several[Account] = Field(default=(), description="What each source says.")
    articles: Named[Judgement] = Field(
        default={},
        validate_default=True,
        description="How each article stands, by its id: the log's judgement, once for an article, "
        "which may give several accounts.",
    )
    finding: str = Field(default="", description="Our reading in one or two sentences, and why.")
    finding_brief: Brief = Field(default="", description="The finding in at most 34 characters.")
    record: Several[Record] = Field(default=(), description="What sources found later say.")


def opened_event(show: str) -> str:
    """Return the id of the event that the query of an address opens, "" for none."""
    return "".join(parse_qs(show.removeprefix("?")).get("event", ())[-1:])


class StepQuote(Strict):
    """Words that somebody said or posted in an event, as one of its citations has them."""

    event: Annotated[Reference, Refers("events")] = Field(description="The id of the event.")
    text: Text = Field(
        description="The words: equal to a quote of the event that is verbatim or says from what "
        "it is translated."
    )


class Step(Strict):
    """One step of the walk."""

    title: Text = Field(description="What the step is about, on one line.")
    brief: Brief = Field(description="The title in a word or two.")
    text: Annotated[Text, StringConstraints(max_length=LONGEST_STEP)] = Field(
        description="One sentence of at most 190 characters."
    )
    quote: StepQuote | None = Field(default=None, description="What somebody said.")
    show: Text = Field(
        description="The view that the step shows, as the query of its address: "
        "from=2025-05-11&to=2025-05-11&event=greer-deal. It opens an event."
    )
    focus: Several[Annotated[Reference, Refers("events")]] = Field(
        default=(), description="The ids of the events whose words are shown in full."
    )


class Walk(Strict):
    """A way through the log in a few steps."""

    title: Text = Field(description="What the walk is called, such as The weekend in nine steps.")
    steps: Several[Step] = Field(
        max_length=MOST_STEPS, description=f"The steps, in order, {MOST_STEPS} at most."
    )

    def events(self) -> frozenset[str]:
        """Return the ids of the events that the steps name."""
        events: set[str] = set()
        for step in self.steps:
            events |= {opened_event(step.show), *step.focus}
            events |= {step.quote.event} if step.quote else set()
        return frozenset(events)


class Correction(Strict):
    """What the log said once and says no longer."""

    date: Dated = Field(description="The day on which it was corrected, such as 2026-11-26.")
    event: Annotated[Reference, Refers("events")] | None = Field(
        default=None, description="The id of the event that was corrected."
    )
    disagreement: Annotated[Reference, Refers("disagreements")] | None = Field(
        default=None, description="The id of the disagreement that was corrected, if no event was."
    )
    was: Text = Field(description="What it said, in short.")
    now: Text = Field(description="What it says now, and why.")

    @field_validator("date")
    @classmethod
    def _is_a_day(cls, date: When) -> When:
        if date.form is not Form.MOMENT or date.is_loose or date.precision is not Precision.DAY:
            raise PydanticCustomError("not-a-day", "is one day, such as 2026-11-26")
        return date

    @model_validator(mode="after")
    def _corrects_one_thing(self) -> Self:
        if (self.event is None) == (self.disagreement is None):
            raise PydanticCustomError("corrects-nothing", "names either an event or a disagreement")
        return self
