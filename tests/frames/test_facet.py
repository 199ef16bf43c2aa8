"""The facets: what a log offers to choose from, what an event has of it."""

from __future__ import annotations

from components.events import Log
from components.frames import FACETS
from tests.frames.sample import made, of_whens, small_log, the_log

_BY_KEY = {facet.key: facet for facet in FACETS}


def options(key: str, log: Log) -> dict[str, str]:
    return _BY_KEY[key].options(log)


def test_the_small_log_offers_what_it_has() -> None:
    log = small_log()
    assert {key: facet.options(log) for key, facet in _BY_KEY.items()} == {
        "party": {"north": "North", "south": "South"},
        "delegation": {
            "north-delegation": "Northern delegation",
            "south-delegation": "Southern delegation",
        },
        "member": {"ann": "Ann Ångström", "eve": "Eve"},
        "actor": {"ann": "Ann Ångström", "bob": "Bob", "eve": "Eve"},
        "topic": {"tea": "Tea", "nobody": "Nobody's business"},
        "kind": {"meeting": "meeting", "statement": "statement", "announcement": "announcement"},
        "status": {"happened": "happened", "scheduled": "scheduled"},
        "source": {"paper": "Press: A paper", "extra": "Press: An extra", "note": "A note"},
        "differ": {"yes": "Accounts differ"},
        "verdict": {"differs": "differs"},
        "tier": {"article": "article", "record": "record"},
    }


def test_a_bare_log_offers_what_its_events_are_and_nothing_else() -> None:
    log = of_whens("2025-05-11")
    offered = {key: list(facet.options(log)) for key, facet in _BY_KEY.items()}
    assert {key: ids for key, ids in offered.items() if ids} == {
        "kind": ["post"],
        "status": ["happened"],
        "tier": ["record"],
    }


def test_an_empty_log_offers_nothing() -> None:
    log = made({"events": {}})
    assert not any(facet.options(log) for facet in FACETS)


def test_actors_of_most_events_come_first_and_those_of_none_are_left_out() -> None:
    actors = {
        name: {"name": name.title(), "kind": "person"} for name in ("ann", "bob", "eve", "zoe")
    }
    taking_part = {"e0": ["bob"], "e1": ["eve", "bob", "eve", "eve"], "e2": ["ann", "bob"]}
    events = {
        event: {
            "title": event,
            "kind": "post",
            "when": "2025",
            "actors": [{"actor": name, "role": "speaker"} for name in names],
        }
        for event, names in taking_part.items()
    }
    assert list(options("actor", made({"actors": actors, "events": events}))) == [
        "bob",
        "ann",
        "eve",
    ]


def test_sources_of_one_publisher_are_told_apart() -> None:
    names = list(options("source", the_log()).values())
    assert len(set(names)) == len(names)


def test_only_cited_sources_are_offered() -> None:
    log = the_log()
    cited = {each.source for event in log.events.values() for each in event.citations}
    assert set(options("source", log)) == cited


def test_an_event_that_any_disagreement_touches_differs() -> None:
    log = the_log()
    touched = {event for each in log.disagreements.values() for event in each.events}
    told = {event for event in log.events if [*_BY_KEY["differ"].values(log, log.events[event])]}
    assert told == touched
