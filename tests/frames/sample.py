"""Logs for tests: the project's own, one written by hand, and random ones.

The random ones are small, so that a failure is readable, and full of what is rare: events without
actors, open ends, years BC, names in several scripts, ids that look like words of the program.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from components.events import Log, Role, check
from components.events.read import read
from components.frames import Engine, Index, LogFacts, Query, index_log

ROOT = Path(__file__).resolve().parents[2]

ZONES = ("Europe/Zurich", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "UTC")
WHENS = (
    *("2025", "2025-05", "2025-05-11", "2025-05-12?", "2025-05-12~", "2025-05-10"),
    *("2025-05-11T10:00Z", "2025-05-11T10:00:30Z", "2025-05-11T12:00+02:00", "2025-03-30T00:59Z"),
    *("2025-05-10/2025-05-11", "2025-04-09/..", "../2025-05-10", "2025-05-11T08:00Z/.."),
    *("[2025-05-10..2025-05-12]", "[..2025-05-10]", "[2025-05-11..]", "[..2025-05-11T10:00Z]"),
    *("-0043-03-15", "0000", "Y-20000", "Y12345", "201X", "9999-12-31", "0001-01-01"),
)
WORDS = (
    "Zürich",
    "\uff34ea time",
    "何立峰",
    "straße",
    "C++ (draft)",
    "50 % off",
    "a.b",
    "Ελλάδα",
    "tea",
)


@cache
def the_log() -> Log:
    """Read the project's own log."""
    return read_log((ROOT / "data" / "events.yaml").read_bytes())


@cache
def full_log() -> Log:
    """Read the example that uses every key of the format."""
    return read_log((ROOT / "tests" / "events" / "sound.yaml").read_bytes())


def read_log(data: bytes | str) -> Log:
    """Read a log in YAML or JSON that is known to be sound."""
    log, problems = check(data.encode() if isinstance(data, str) else data, "events.yaml")
    assert log, problems
    return log


def make_log(tables: Mapping[str, Any] | str, **about: object) -> Log:
    """Make a log of plain values, or of tables in YAML; what `about` leaves out is filled in."""
    if isinstance(tables, str):
        value, faults = read(tables.encode())
        assert isinstance(value, dict) and not faults, faults
        tables = value
    zone = about.setdefault("zone", "Europe/Zurich")
    head = {"title": "A log", "as_of": "2025-05-12", **about}
    return Log.model_validate({"format": 1, "log": head, **tables}, context={"zone": zone})


def of_whens(*whens: str, **about: object) -> Log:
    """Make a log of one event per date, with the ids e0, e1 and so on."""
    events = {
        f"e{n}": {"title": f"Event {n}", "kind": "post", "when": w} for n, w in enumerate(whens)
    }
    return make_log({"events": events}, **about)


def of_topics(events: int, topics: int) -> Log:
    """Make a log in which two events in three have the topic "all", and each has one of many."""
    names = {"all": "All"} | {f"t{n}": f"Topic {n}" for n in range(topics)}
    return make_log(
        {
            "topics": {id_: {"name": name} for id_, name in names.items()},
            "events": {
                f"e{n}": {
                    "title": f"Event {n}",
                    "kind": "meeting",
                    "when": f"2025-05-{1 + n % 31:02}",
                    "topics": [*(["all"] if n % 3 else []), f"t{n % topics}"],
                }
                for n in range(events)
            },
        }
    )


def of_actors(events: int, actors: int) -> Log:
    """Make such a log of people who take part."""
    names = {"all": "All"} | {f"t{n}": f"Person {n}" for n in range(actors)}
    return make_log(
        {
            "actors": {id_: {"name": name, "kind": "person"} for id_, name in names.items()},
            "events": {
                f"e{n}": {
                    "title": f"Event {n}",
                    "kind": "meeting",
                    "when": f"2025-05-{1 + n % 31:02}",
                    "actors": [
                        {"actor": actor, "role": "participant"}
                        for actor in (*(["all"] if n % 3 else []), f"t{n % actors}")
                    ],
                }
                for n in range(events)
            },
        }
    )


_RECENT: deque[tuple[Log, Index]] = deque(maxlen=4)


def index_of(log: Log) -> Index:
    """Index a log as the pages do; the last few are kept for tests that ask often."""
    for indexed, index in _RECENT:
        if indexed is log:
            return index
    index = index_log(log)
    _RECENT.append((log, index))
    return index


def facts_of(log: Log) -> LogFacts:
    """Return what is known of all events of a log."""
    return index_of(log).facts


def options_of(log: Log) -> Mapping[str, Mapping[str, str]]:
    """Return for each facet the ids that a log offers, with their names."""
    return facts_of(log).options


def ids_of(engine: Engine, query: Query) -> list[str]:
    """Return the whole answer, in reading order."""
    return list(engine.page(query, 0, engine.total))


def outside(engine: Engine, query: Query) -> list[str]:
    """Return the events that fail only the window, in reading order."""
    return list(engine.beyond(query, 0, engine.total))


@cache
def small_log() -> Log:
    """Make a log that has one of everything, in a few clocks."""
    return make_log(
        """
        parties: {north: {name: North}, south: {name: South}}
        delegations:
          north-delegation: {name: Northern delegation, party: north}
          south-delegation: {name: Southern delegation, party: south}
        actors:
          ann:
            {name: Ann Ångström, kind: person, title: Minister, party: north, aliases: [安],
             seat: {delegation: north-delegation, role: lead, presence: confirmed}}
          bob: {name: Bob, kind: person, party: north}
          eve:
            {name: Eve, kind: person, party: south,
             seat: {delegation: south-delegation, role: member, presence: disputed}}
          host: {name: The host, kind: organisation}
        topics: {tea: {name: Tea}, nobody: {name: Nobody's business}}
        sources:
          paper: {title: A paper, publisher: Press, tier: article, kind: news}
          extra: {title: An extra, publisher: Press, tier: record, kind: news}
          note: {title: A note, tier: record, kind: official}
        events:
          talks:
            title: They talk
            kind: meeting
            when: 2025-05-10/2025-05-11
            place: Zürich
            actors:
              - {actor: ann, role: participant}
              - {actor: eve, role: participant}
              - {actor: ann, role: speaker}
            topics: [tea]
            citations: [{source: paper, quote: Good tea!, speaker: ann}, {source: paper}]
          word:
            title: Bob speaks (twice)
            kind: statement
            when: 2025-05-11T10:00Z
            channel: Radio
            actors: [{actor: bob, role: speaker}]
            topics: [nobody]
            citations: [{source: extra}]
          plan:
            title: Another round
            kind: announcement
            status: scheduled
            when: 2025-05-12?
            summary: Perhaps in June.
            citations: [{source: paper}, {source: note}]
        disagreements: {who: {question: Who spoke?, status: differs, events: [talks]}}
        """,
        clocks={
            "home": {"name": "Home", "zone": "Europe/Zurich"},
            "far": {"name": "Far away", "zone": "Pacific/Apia"},
        },
    )


def _some(ids: Iterable[str]) -> st.SearchStrategy[list[str]]:
    """Draw some of a few ids, in their order; one draw, because logs are made of many."""
    some = [
        list(combination)
        for count in range(min(len(list(ids)), 3) + 1)
        for combination in combinations(ids, count)
    ]
    return st.sampled_from(some)


_TITLES = st.sampled_from([" ".join(pair) for pair in combinations(WORDS, 2)])
_ROLES = st.sampled_from([str(role) for role in Role])
_KINDS = st.sampled_from(list(product(("meeting", "post"), ("happened", "scheduled"))))


@st.composite
def logs(draw: st.DrawFn, most: int = 8) -> Log:
    """Draw a log of up to `most` events."""
    parties = ("p0", "p1")[: draw(st.integers(0, 2))]
    delegations = {
        f"d{n}": {"name": f"Delegation {n}", "party": party}
        for n, party in enumerate(draw(_some((*parties, *parties[:1]))))
    }
    sides = st.sampled_from(list(product((None, *parties), (None, *delegations))))
    actors = {}
    for n in range(draw(st.integers(0, 4))):
        party, delegation = draw(sides)
        seat = {"delegation": delegation, "role": "member", "presence": "reported"}
        actors[f"a{n}"] = {
            "name": f"Actor {n}",
            "kind": "person",
            "party": party,
            "seat": seat if delegation else None,
            "aliases": draw(_some(WORDS[:3])),
        }
    topics = {name: {"name": f"Topic {name}"} for name in draw(_some(("nobody", "tea")))}
    published = st.sampled_from(list(product(("article", "record"), ("", "Press", "Other"))))
    sources = {}
    for n in range(draw(st.integers(0, 3))):
        tier, publisher = draw(published)
        sources[f"s{n}"] = {
            "title": f"Source {n}",
            "publisher": publisher,
            "tier": tier,
            "kind": "news",
        }
    by, on, citing = _some(actors), _some(topics), _some(sources)
    events = {}
    for n in range(draw(st.integers(0, most))):
        kind, status = draw(_KINDS)
        events[f"e{n}"] = {
            "title": draw(_TITLES),
            "kind": kind,
            "status": status,
            "when": draw(st.sampled_from(WHENS)),
            "actors": [{"actor": actor, "role": draw(_ROLES)} for actor in draw(by)],
            "topics": draw(on),
            "citations": [{"source": source} for source in draw(citing)],
        }
    touched = draw(_some(list(events)[:3]))
    disagreements = {"q": {"question": "?", "status": "differs", "events": touched}}
    zone, clock = draw(st.tuples(st.sampled_from(ZONES), st.sampled_from(ZONES)))
    return make_log(
        {
            "parties": {party: {"name": f"Party {party}"} for party in parties},
            "delegations": delegations,
            "actors": actors,
            "topics": topics,
            "sources": sources,
            "events": events,
            "disagreements": disagreements if touched else {},
        },
        zone=zone,
        clocks={"own": {"name": "Own", "zone": clock}},
    )
