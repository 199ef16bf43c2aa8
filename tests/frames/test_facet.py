"""The facets: what a log offers to choose from, what an event has of it."""

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from components.events import Event, Log, parquet_writer, read_parquet, write_parquet
from components.frames import FACETS, Engine, Facet, Query, index_log
from components.frames.warehouse import LostEngineError, open_log, read_manifest
from tests.frames.sample import make_log, of_whens, options_of, small_log, the_log
from tests.frames.warehouse.sample import in_memory, loaded_pool

_BY_KEY = {facet.key: facet for facet in FACETS}


def options(key: str, log: Log) -> Mapping[str, str]:
    return options_of(log)[key]


def test_the_small_log_offers_what_it_has() -> None:
    log = small_log()
    assert options_of(log) == {
        "party": {"north": "North", "south": "South"},
        "delegation": {
            "north-delegation": "Northern delegation",
            "south-delegation": "Southern delegation",
        },
        "member": {"ann": "Ann Ångström", "eve": "Eve"},
        "actor": {"ann": "Ann Ångström", "bob": "Bob", "eve": "Eve"},
        "topic": {"tea": "Tea", "nobody": "Nobody's business"},
        "kind": {"meeting": "Meeting", "statement": "Statement", "announcement": "Announcement"},
        "status": {"happened": "happened", "scheduled": "scheduled"},
        "source": {"paper": "Press: A paper", "extra": "Press: An extra", "note": "A note"},
        "differ": {"yes": "yes"},
        "verdict": {"differs": "differs"},
        "tier": {"article": "article", "record": "record"},
        "delegation-did": {
            "north-delegation": "Northern delegation",
            "south-delegation": "Southern delegation",
        },
        "member-did": {"ann": "Ann Ångström", "eve": "Eve"},
        "actor-did": {"ann": "Ann Ångström", "bob": "Bob", "eve": "Eve"},
    }


def test_a_bare_log_offers_what_its_events_are_and_nothing_else() -> None:
    log = of_whens("2025-05-11")
    offered = {key: list(options) for key, options in options_of(log).items()}
    assert {key: ids for key, ids in offered.items() if ids} == {
        "kind": ["post"],
        "status": ["happened"],
        "tier": ["record"],
    }


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
    assert list(options("actor", make_log({"actors": actors, "events": events}))) == [
        "bob",
        "ann",
        "eve",
    ]


def test_sources_of_one_publisher_are_told_apart() -> None:
    names = list(options("source", the_log()).values())
    assert len(set(names)) == len(names)


def test_only_cited_sources_are_offered() -> None:
    log = the_log()
    cited = {citation.source for event in log.events.values() for citation in event.citations}
    assert set(options("source", log)) == cited


def test_an_event_that_any_disagreement_touches_differs() -> None:
    log = the_log()
    touched = {
        event for disagreement in log.disagreements.values() for event in disagreement.events
    }
    differing = {
        event for event in log.events if [*_BY_KEY["differ"].values(log, log.events[event])]
    }
    assert differing == touched


PLACE = Facet(
    "place",
    lambda log, used: {option: option for option in used},
    lambda log, event: [event.place] if event.place else [],
)


def with_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add a facet, in each module that has the facets."""
    for name, module in list(sys.modules.items()):
        if name.startswith("components.") and hasattr(module, "FACETS"):
            monkeypatch.setattr(module, "FACETS", (*FACETS, PLACE))


@pytest.mark.parametrize("engine_of", [index_log, in_memory], ids=["memory", "duckdb"])
def test_a_new_facet_is_answered_at_once(
    engine_of: Callable[[Log], Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_place(monkeypatch)
    engine, places = engine_of(the_log()), Counter(e.place for e in the_log().events.values())
    del places[""]
    assert len(places) > 3
    assert engine.ask(Query()).counts["place"] == places
    for place, number in places.items():
        assert engine.ask(Query({"place": [place]})).matching == number


@pytest.mark.parametrize("rows", [7, 65_536])
def test_a_parquet_log_answers_a_facet_that_is_newer_than_its_file(
    rows: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_writer, "ROWS_IN_GROUP", rows)
    write_parquet(the_log(), tmp_path / "log.parquet")
    with_place(monkeypatch)
    log = read_parquet(tmp_path / "log.parquet").log
    assert log
    index, other = index_log(log), index_log(the_log())
    assert list(index.facts.options["place"]) == list(other.facts.options["place"])
    for place in index.facts.options["place"]:
        query = Query({"place": [place]}, "trump")
        assert index.ask(query) == other.ask(query)


def test_a_table_that_is_older_than_a_facet_is_to_be_loaded_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with loaded_pool(small_log()) as pool:
        with_place(monkeypatch)
        with pytest.raises(LostEngineError, match=r'other facets \("place"\); load it again'):
            open_log(pool, read_manifest(pool))


def test_a_facet_that_fails_is_an_error_of_ours_and_no_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_parquet(small_log(), tmp_path / "log.parquet")
    log = read_parquet(tmp_path / "log.parquet").log
    assert log

    def broken(log: Log, event: Event) -> list[str]:
        raise KeyError(event.id)

    monkeypatch.setattr(f"{__name__}.PLACE", replace(PLACE, values=broken))
    with_place(monkeypatch)
    with pytest.raises(KeyError, match="talks"):
        index_log(log)
