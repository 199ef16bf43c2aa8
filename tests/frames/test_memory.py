"""The index of events in memory: the text that a search finds, odd times, the facts of a log."""

from components.frames import OPEN_START, OPEN_STOP, LogFacts, Query
from components.frames.search import actor_texts, search_text, topic_texts
from tests.frames.sample import index_of, make_log, of_whens, small_log, the_log


def test_a_search_looks_through_title_place_quotes_and_the_names_of_actors_and_topics() -> None:
    log = small_log()
    event = log.events["talks"]
    names = [actor_texts(log)[part.actor] for part in event.actors[:2]]
    text = search_text((event.title, event.place, "Good tea!"), [*names, topic_texts(log)["tea"]])
    assert text.split("\n") == [
        *("they talk", "zurich", "good tea!", "ann angstrom", "minister", "安", "eve", "tea"),
    ]


def test_years_beyond_the_calendar_of_pandas_are_in_order() -> None:
    index = index_of(of_whens("Y200000", "-0043-03-15", "Y-200000", "[..2025]"))
    assert index.page(Query(), 0, 9) == ("e3", "e2", "e1", "e0")
    assert OPEN_START < index._start[1] < index._stop[-1] < OPEN_STOP


def test_the_facts_of_a_log_are_what_its_events_have() -> None:
    facts = index_of(small_log()).facts
    assert {facet: dict(used) for facet, used in facts.used.items()} == {
        "party": {"north": 2, "south": 1},
        "delegation": {"north-delegation": 1, "south-delegation": 1},
        "member": {"ann": 1, "eve": 1},
        "actor": {"ann": 1, "eve": 1, "bob": 1},
        "topic": {"tea": 1, "nobody": 1},
        "kind": {"meeting": 1, "statement": 1, "announcement": 1},
        "status": {"happened": 2, "scheduled": 1},
        "source": {"paper": 2, "extra": 1, "note": 1},
        "differ": {"yes": 1},
        "verdict": {"differs": 1},
        "tier": {"article": 2, "record": 1},
        "delegation-did": {"north-delegation": 1, "south-delegation": 1},
        "member-did": {"ann": 1, "eve": 1},
        "actor-did": {"ann": 1, "eve": 1, "bob": 1},
    }
    assert facts.hosts == frozenset()


def test_an_outlet_that_has_somebody_on_air_is_no_host() -> None:
    kinds = {"host": "organisation", "radio": "outlet"}
    event = {"title": "T", "kind": "post", "when": "2025"}
    log = make_log(
        {
            "actors": {key: {"name": key, "kind": kind} for key, kind in kinds.items()},
            "events": {"e": {**event, "actors": [{"actor": a, "role": "host"} for a in kinds]}},
        }
    )
    assert index_of(log).facts.hosts == {"host"}


def test_an_empty_log_has_facts_too() -> None:
    facts: LogFacts = index_of(make_log({"events": {}})).facts
    assert not any(facts.used.values()) and not any(facts.options.values())
    assert (facts.hosts, facts.reliance, facts.witnesses([])) == (frozenset(), {}, 0)


def test_the_own_log_uses_only_what_it_offers() -> None:
    facts = index_of(the_log()).facts
    for facet, used in facts.used.items():
        assert used.keys() <= facts.options[facet].keys()
