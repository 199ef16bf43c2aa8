"""How many independent witnesses there are, and what rests on one of them only."""

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events import Log
from components.frames import EventSample, LogFacts, Reliance
from components.frames.reliance import NAMED
from tests.frames.sample import index_of, make_log, the_log
from tests.pace import timed

SOURCES = tuple(f"s{n}" for n in range(6))
_SOME = st.lists(st.sampled_from(SOURCES), max_size=3)


def of_sources(retells: dict[str, list[str]], cited: list[dict[str, list[str]]]) -> Log:
    """Make a log of sources, and of events citing them for themselves, an actor and a figure."""

    def citing(sources: list[str]) -> list[dict[str, str]]:
        return [{"source": source} for source in sources]

    return make_log(
        {
            "actors": {"ann": {"name": "Ann", "kind": "person"}},
            "measures": {"m": {"name": "M", "unit": "days"}},
            "sources": {
                source: {"title": source, "tier": "record", "kind": "news", "retells": others}
                for source, others in retells.items()
            },
            "events": {
                f"e{n}": {
                    "title": "T",
                    "kind": "post",
                    "when": "2025",
                    "citations": citing(sources.get("event", [])),
                    "actors": [
                        {
                            "actor": "ann",
                            "role": "host",
                            "citations": citing(sources.get("actor", [])),
                        }
                    ],
                    "figures": [
                        {
                            "measure": "m",
                            "value": 1,
                            "unit": "days",
                            "citations": citing(sources.get("figure", [])),
                        }
                    ],
                }
                for n, sources in enumerate(cited)
            },
        }
    )


_LOGS = st.builds(
    of_sources,
    st.fixed_dictionaries(dict.fromkeys(SOURCES, _SOME)),
    st.lists(st.fixed_dictionaries({"event": _SOME, "actor": _SOME, "figure": _SOME}), max_size=5),
)


def same_witness(log: Log) -> set[tuple[str, str]]:
    """Close "retells" under going back and going on, one step at a time until nothing is new."""
    pairs = {(s, s) for s in log.sources}
    pairs |= {(s.id, other) for s in log.sources.values() for other in s.retells}
    while True:
        more = {(b, a) for a, b in pairs} | {(a, d) for a, b in pairs for c, d in pairs if b == c}
        if more <= pairs:
            return pairs
        pairs |= more


def reliance(events: Collection[str], alone: list[str], retold: list[str]) -> Reliance:
    samples = (EventSample(len(ids), tuple(ids)) for ids in (alone, retold))
    return Reliance(len(events), *samples)


@given(_LOGS, st.lists(st.sampled_from(SOURCES)))
def test_witnesses_are_the_groups_of_sources_joined_by_retelling(
    log: Log, sources: list[str]
) -> None:
    pairs = same_witness(log)
    groups = {frozenset(other for other in SOURCES if (s, other) in pairs) for s in sources}
    assert index_of(log).facts.witnesses(iter(sources)) == len(groups)


@given(_LOGS)
def test_what_rests_on_a_source_is_what_asking_each_event_gives(log: Log) -> None:
    pairs = same_witness(log)
    by_source = index_of(log).facts.reliance
    assert list(by_source) == list(log.sources)
    for source, of_source in by_source.items():
        by_event = {
            event.id: {
                c.source
                for citations in (
                    event.citations,
                    event.actors[0].citations,
                    event.figures[0].citations,
                )
                for c in citations
            }
            for event in log.events.values()
        }
        citing = {event: cited for event, cited in by_event.items() if source in cited}
        alone = [event for event, cited in citing.items() if cited == {source}]
        uncorroborated = [
            event
            for event, cited in citing.items()
            if all((source, other) in pairs for other in cited)
        ]
        assert of_source == reliance(citing, alone, [e for e in uncorroborated if e not in alone])


def test_two_prints_of_a_report_are_one_witness_though_the_report_is_not_asked_for() -> None:
    log = of_sources({"report": [], "print": ["report"], "rewrite": ["report"], "other": []}, [])
    facts = index_of(log).facts
    assert facts.witnesses(["print", "rewrite"]) == 1
    assert facts.witnesses(["print", "rewrite", "other"]) == 2
    assert facts.witnesses([]) == 0


def test_an_event_cited_by_a_report_and_its_rewrite_is_not_corroborated() -> None:
    log = of_sources(
        {"report": [], "rewrite": ["report"], "other": []},
        [
            {"event": ["report", "rewrite"]},
            {"event": ["report"], "figure": ["other"]},
            {"actor": ["other", "other"]},
            {},
        ],
    )
    assert index_of(log).facts.reliance == {
        "report": reliance(["e0", "e1"], [], ["e0"]),
        "rewrite": reliance(["e0"], [], ["e0"]),
        "other": reliance(["e1", "e2"], ["e2"], []),
    }


def test_a_source_that_the_log_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        index_of(the_log()).facts.witnesses(["no-such-source"])


def test_in_the_own_log_the_rewrite_and_its_report_vouch_for_nothing_together() -> None:
    facts: LogFacts = index_of(the_log()).facts
    assert facts.witnesses(["kashmir-monitor", "reuters-us-deal", "reuters-ary"]) == 1
    by_source = facts.reliance["kashmir-monitor"]
    assert "bessent-silent-on-cuts" not in by_source.alone.first
    assert "bessent-silent-on-cuts" in by_source.retold.first
    assert "geneva-talks" not in (*by_source.alone.first, *by_source.retold.first)


def test_a_long_chain_of_retelling_and_many_events_take_no_time() -> None:
    count = 4000
    chain = {f"s{n}": [f"s{n - 1}"] if n else [] for n in range(count)}
    log = of_sources(chain, [{"event": [f"s{n}", "s0"]} for n in range(count)])
    by_source, seconds = timed(lambda: index_of(log).facts.reliance)
    assert seconds < 1
    assert (by_source["s0"].alone.count, by_source["s0"].retold.count) == (1, count - 1)
    assert by_source["s0"].retold.first == tuple(f"e{n}" for n in range(1, NAMED + 1))
