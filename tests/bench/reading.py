"""What reading and validating a log costs, against PyYAML's C loader and plain pydantic models.

The log is our own, its events repeated under other ids. Both must read the same events.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from components.events import (
    LIMITS,
    ActorKind,
    DisagreementStatus,
    EventStatus,
    Log,
    Presence,
    Relation,
    Role,
    SeatRole,
    Shape,
    SourceKind,
    Standing,
    Tier,
    check,
    parse_when,
    write,
)
from tests.bench.clock import once
from tests.bench.figure import Figure, milliseconds, ratio
from tests.serving import LOG

TITLE = "Reading and validating a log"
ABOUT = """The comparison is `yaml.load` with `CSafeLoader` and plain pydantic models of the same
tables and fields, which parse the dates and look up every reference, but report neither line nor
column of a fault. The log is our own, its events repeated under other ids. Both take turns and read
the same events."""
SIZES = {50: 9, 1_000: 5, 9_000: 2}  # ten thousand like ours have more values than a file may
WHY = """In a small log everything besides the events counts: it is read, validated and searched for
references as well, and problems are reported with their places."""


def _text(value: object) -> object:
    """Return a date as text: PyYAML reads YAML 1.1, in which dates are values."""
    return value.isoformat() if isinstance(value, date | datetime) else value


Text = Annotated[str, BeforeValidator(_text)]


class Strict(BaseModel):
    """Refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)


class Clock(Strict):
    name: str
    zone: str


class Kind(Strict):
    name: str
    plural: str
    shape: Shape


class Party(Strict):
    name: str
    color: str = ""


class Delegation(Strict):
    name: str
    party: str


class Citation(Strict):
    source: str
    passage: int | None = None
    locator: str = ""
    quote: str = ""
    speaker: str = ""
    verbatim: bool = True
    translated_from: str = ""


class KeyFigure(Strict):
    measure: str
    value: float | None = None
    before: float | None = Field(default=None, alias="from")
    after: float | None = Field(default=None, alias="to")
    scope: str
    note: str = ""
    citations: list[Citation] = []


class Opening(Strict):
    headline: str
    lead: str = ""


class About(Strict):
    title: str
    summary: str = ""
    zone: str
    clocks: dict[str, Clock] = {}
    headline: str = ""
    lead: str = ""
    headline_note: str = ""
    articles: Opening | None = None
    figures: list[KeyFigure] = []
    others: str = ""
    as_of: Text
    window: Text = ""


class Seat(Strict):
    delegation: str
    role: SeatRole
    presence: Presence
    note: str = ""
    citations: list[Citation] = []
    counted_in: list[str] = []


class Title(Strict):
    title: str
    citations: list[Citation] = []


class Actor(Strict):
    name: str
    kind: ActorKind
    title: str = ""
    titles: list[Title] = []
    party: str = ""
    aliases: list[str] = []
    seat: Seat | None = None
    wikidata: str = ""
    note: str = ""


class Topic(Strict):
    name: str
    summary: str = ""


class Source(Strict):
    title: str
    publisher: str = ""
    short: str = ""
    tier: Tier
    kind: SourceKind
    language: str = ""
    published: Text = ""
    url: str = ""
    archive: str = ""
    seed: str = ""
    retells: list[str] = []
    note: str = ""


class Participation(Strict):
    actor: str
    role: Role
    presence: Presence | None = None
    citations: list[Citation] = []


class Amount(Strict):
    measure: str
    value: float
    unit: str
    citations: list[Citation] = []


class Link(Strict):
    event: str
    relation: Relation


class Event(Strict):
    title: str
    label: str = ""
    key: bool = False
    kind: str
    status: EventStatus = EventStatus.HAPPENED
    zone: str = ""
    when: Text
    dating: str = ""
    inferred: bool = False
    place: str = ""
    channel: str = ""
    actors: list[Participation] = []
    topics: list[str] = []
    summary: str = ""
    note: str = ""
    citations: list[Citation] = []
    figures: list[Amount] = []
    links: list[Link] = []


class Measure(Strict):
    name: str
    unit: str
    summary: str = ""


class Account(Strict):
    source: str
    passage: int | None = None
    locator: str = ""
    says: str
    quote: str = ""
    speaker: str = ""
    verbatim: bool = True
    translated_from: str = ""


class Judgement(Strict):
    brief: str
    stands: Standing


class Record(Strict):
    source: str
    says: str
    locator: str = ""


class Disagreement(Strict):
    question: str
    brief: str = ""
    status: DisagreementStatus
    substance: bool = False
    events: list[str] = []
    in_dispute: list[str] = []
    accounts: list[Account] = []
    articles: dict[str, Judgement] = {}
    finding: str = ""
    finding_brief: str = ""
    record: list[Record] = []


class StepQuote(Strict):
    event: str
    text: str


class Step(Strict):
    title: str
    brief: str
    text: str
    quote: StepQuote | None = None
    show: str
    focus: list[str] = []


class Walk(Strict):
    title: str
    steps: list[Step]


class Correction(Strict):
    date: Text
    event: str = ""
    disagreement: str = ""
    was: str
    now: str


class Whole(Strict):
    """The log, as one would model it without reporting places and advice."""

    format: int
    end: Literal["marked"] | None = None
    about: About = Field(alias="log")
    kinds: dict[str, Kind] = {}
    parties: dict[str, Party] = {}
    delegations: dict[str, Delegation] = {}
    actors: dict[str, Actor] = {}
    topics: dict[str, Topic] = {}
    sources: dict[str, Source] = {}
    events: dict[str, Event]
    measures: dict[str, Measure] = {}
    disagreements: dict[str, Disagreement] = {}
    walk: Walk | None = None
    corrections: list[Correction] = []


def _usual(data: bytes) -> tuple[Whole, dict[str, tuple[int | None, int | None]]]:
    """Read a log in the usual way: values, models, dates, references."""
    # our own log, which nests no deeper than we wrote it
    whole = Whole.model_validate(yaml.load(data, Loader=yaml.CSafeLoader))
    times = {}
    for key, event in whole.events.items():
        when = parse_when(event.when, event.zone or whole.about.zone)
        times[key] = (when.start, when.stop)
        _look_up(event, whole)
    return whole, times


def _look_up(event: Event, whole: Whole) -> None:
    cited = [*event.citations]
    for part in event.actors:
        assert part.actor in whole.actors
        cited += part.citations
    for figure in event.figures:
        assert figure.measure in whole.measures
        cited += figure.citations
    assert all(citation.source in whole.sources for citation in cited)
    assert all(topic in whole.topics for topic in event.topics)
    assert all(link.event in whole.events for link in event.links)


def _repeated(size: int) -> bytes:
    """Return our own log with so many events; the first of them keep their ids."""
    log = check(LOG.read_bytes(), LOG.name).log
    assert log
    if size <= len(log.events):
        return LOG.read_bytes()
    own = list(log.events.items())
    copies = (
        (key if number < len(own) else f"{key}-{number}", event)
        for number in range(size)
        for key, event in [own[number % len(own)]]
    )
    events = {key: event.model_copy(update={"id": key}) for key, event in copies}
    return write(log.model_copy(update={"events": events})).encode()


def _same(log: Log, usual: tuple[Whole, Mapping[str, Any]]) -> bool:
    whole, times = usual
    return len(log.events) == len(whole.events) and all(
        (event.title, str(event.kind), [part.actor for part in event.actors])
        == (other.title, str(other.kind), [part.actor for part in other.actors])
        and (event.when.start, event.when.stop) == times[key]
        for (key, event), other in zip(log.events.items(), whole.events.values(), strict=True)
    )


def measure(folder: Path) -> list[Figure]:
    """Read logs of all sizes in both ways, in turn."""
    figures = []
    for size, rounds in SIZES.items():
        data = _repeated(size)
        assert len(data) <= LIMITS.file_bytes
        log = check(data, LOG.name).log
        assert log
        assert _same(log, _usual(data))
        count = len(log.events)
        del log
        ours, theirs = [], []
        for _ in range(rounds):
            ours.append(once(partial(check, data, LOG.name)))
            theirs.append(once(partial(_usual, data)))
        what, absolute = f"{count:,} events, {len(data):,} bytes", milliseconds(ours, theirs)
        bar, against = 0.25 if size == max(SIZES) else None, "CSafeLoader and pydantic"
        value = ratio(ours, theirs)
        figures.append(Figure(what, value, absolute, bar, against=against, why=WHY))
    return figures
