"""The index against an oracle that asks every event one question at a time, in plain Python."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events import Event, Form, Log
from components.frames import FACETS, Query
from components.frames.text import fold
from tests.frames.sample import (
    WORDS,
    found,
    index_of,
    logs,
    made,
    of_whens,
    options_of,
    outside,
    small_log,
    the_log,
)

HOUR = 3_600_000
NOON = 1746957600000  # of 11 May 2025 in Geneva


def values(log: Log, event: Event) -> dict[str, set[str]]:
    """Tell what an event has of every facet, from the log's own words."""
    actors = [log.actors[part.actor] for part in event.actors]
    cited = {citation.source for citation in event.citations}
    from_article = any(log.sources[source].tier == "article" for source in cited)
    differs = any(event.id in each.events for each in log.disagreements.values())
    return {
        "party": {actor.party for actor in actors if actor.party},
        "delegation": {actor.seat.delegation for actor in actors if actor.seat},
        "member": {actor.id for actor in actors if actor.seat},
        "actor": {actor.id for actor in actors},
        "topic": set(event.topics),
        "kind": {event.kind.value},
        "status": {event.status.value},
        "source": cited,
        "differ": {"yes"} if differs else set(),
        "verdict": {
            str(each.status) for each in log.disagreements.values() if event.id in each.events
        },
        "tier": {"article" if from_article else "record"},
    }


def holds_every_word(log: Log, event: Event, text: str) -> bool:
    texts = [event.title, event.summary, event.place, event.channel]
    for part in event.actors:
        actor = log.actors[part.actor]
        texts += [actor.name, actor.title, *actor.aliases]
    texts += [log.topics[topic].name for topic in event.topics]
    texts += [citation.quote for citation in event.citations]
    return all(any(word in fold(each) for each in texts) for word in fold(text).split())


def could_be_within(event: Event, window: tuple[int | None, int | None]) -> bool:
    start, stop = event.when.start, event.when.stop
    first, last = window
    ends_after = stop is None or first is None or stop > first
    begins_before = start is None or last is None or start < last
    return ends_after and begins_before


def reading_place(event: Event) -> tuple[float, float]:
    start = -inf if event.when.start is None else event.when.start
    stop = inf if event.when.stop is None else event.when.stop
    if start == -inf or stop == inf or event.when.form is Form.DURATION:
        return start, stop
    return (start + stop) / 2, stop


def verdicts(log: Log, query: Query) -> dict[str, dict[str, bool]]:
    """Tell for each filter in use whether each event passes it."""
    told: dict[str, dict[str, bool]] = {}
    events = log.events.values()
    for facet, chosen in query.choices.items():
        if chosen:
            told[facet] = {
                event.id: bool(values(log, event)[facet] & set(chosen)) for event in events
            }
    if fold(query.text):
        told["text"] = {event.id: holds_every_word(log, event, query.text) for event in events}
    if query.window != (None, None):
        told["window"] = {event.id: could_be_within(event, query.window) for event in events}
    return told


@st.composite
def questions(draw: st.DrawFn) -> tuple[Log, Query]:
    log = draw(logs())
    choices = {}
    for facet in draw(st.lists(st.sampled_from(FACETS), max_size=4)):
        offered = [*options_of(log)[facet.key], "no-such-id"]
        choices[facet.key] = draw(st.lists(st.sampled_from(offered), max_size=2))
    text = draw(st.sampled_from([*[""] * 4, *WORDS, "ZURICH  tea", "topic", "何", ".", "(", "\\"]))
    end = st.one_of(st.none(), st.integers(-60, 60).map(lambda hours: NOON + hours * HOUR))
    return log, Query(choices, text, (draw(end), draw(end)))


@settings(max_examples=100, deadline=None)
@given(questions())
def test_the_index_answers_as_one_would_by_hand(asked: tuple[Log, Query]) -> None:
    log, query = asked
    index = index_of(log)
    answer = index.ask(query)
    told = verdicts(log, query)
    known = {event.id: values(log, event) for event in log.events.values()}

    def passing(but: str = "") -> list[str]:
        others = [passes for name, passes in told.items() if name != but]
        return [event for event in log.events if all(passes[event] for passes in others)]

    def in_order(events: list[str]) -> list[str]:
        return sorted(events, key=lambda event: reading_place(log.events[event]))

    left = passing()
    assert found(index, query) == in_order(left)
    elsewhere = [event for event in passing(but="window") if event not in left]
    assert outside(index, query) == in_order(elsewhere)
    assert (answer.found, answer.outside) == (len(left), len(elsewhere))
    assert answer.total == len(index) == len(log.events)
    for facet in FACETS:
        under_the_others = passing(but=facet.key)
        assert answer.counts[facet.key] == {
            option: sum(option in known[event][facet.key] for event in under_the_others)
            for option in options_of(log)[facet.key]
        }
    assert answer.relaxed == {name: len(passing(but=name)) for name in told}


def order_of(*whens: str) -> list[str]:
    log = of_whens(*whens)
    index = index_of(log)
    return [log.events[event].when.text for event in found(index, Query())]


@pytest.mark.parametrize(
    "ordered",
    [
        ("2025-05-10", "2025-05-11", "2025-05-12"),
        ("-0043", "0000", "0001", "2025"),
        ("Y-20000", "-0043", "Y12345"),
        # an open start comes first, the one that ends sooner before the other
        ("[..2025-05-10]", "[..2025-05-12]", "Y-20000"),
        ("../2025-05-10", "2025-05-09"),
        ("[..2025-05-09]", "../2025-05-10", "[..2025-05-11]"),
        # a moment stands in the middle of what is possible, so the coarser one after the morning
        ("2025-05-11T08:00Z", "2025-05-11", "2025-05-11T12:00Z"),
        ("2025-05-01", "2025-05", "2025-05-31"),
        ("2025-05-10", "[2025-05-10..2025-05-12]", "2025-05-12"),
        # a duration stands at its beginning, and so does what could go on for ever
        ("2025-05-10/2025-05-12", "2025-05-10", "2025-05-11"),
        ("2025-05-11/..", "2025-05-11"),
        ("[2025-05-11..]", "2025-05-11"),
        ("2025-05-10/2025-05-10", "2025-05-10/2025-05-11", "2025-05-10/.."),
    ],
)
def test_events_are_read_in_the_order_in_which_they_happened(ordered: tuple[str, ...]) -> None:
    assert order_of(*ordered) == list(ordered)
    assert order_of(*reversed(ordered)) == list(ordered)


def test_events_of_one_day_keep_the_order_of_the_file() -> None:
    index = index_of(of_whens(*["2025-05-11"] * 30, "2025-05-10"))
    assert found(index, Query()) == [
        "e30",
        *(f"e{number}" for number in range(30)),
    ]


@pytest.mark.parametrize("text", [".", "*", "[", "(?i)they", "t.lk", "^they", "talk$", "\\w", "%"])
def test_a_search_is_never_a_pattern(text: str) -> None:
    index = index_of(small_log())
    assert found(index, Query(text=text)) == (["plan"] if text == "." else [])


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("(twice)", ["word"]),
        ("SPEAKS bob", ["word"]),
        ("bob eve", []),
        ("ångström", ["talks"]),
        ("安", ["talks"]),
        ("zurich TALK", ["talks"]),
        ("good tea!", ["talks"]),
        ("radio", ["word"]),
        ("june", ["plan"]),
        ("   ", ["talks", "word", "plan"]),
    ],
)
def test_a_search_finds_words_names_places_and_quotations(text: str, events: list[str]) -> None:
    assert found(index_of(small_log()), Query(text=text)) == events


def test_a_name_in_any_script_finds_the_same_events_of_the_real_log() -> None:
    index = index_of(the_log())
    chosen = found(index, Query({"actor": ["he-lifeng"]}))
    assert chosen
    assert set(chosen) <= set(found(index, Query(text="何立峰")))


def test_a_window_without_an_hour_finds_what_could_have_been_then() -> None:
    log = of_whens(
        "2025-05-11", "2025-05-11T10:00Z", "[..2025-05-12]", "2025-05-11/..", "2025-05-12"
    )
    index = index_of(log)

    def within(first: int | None, last: int | None) -> list[str]:
        return sorted(found(index, Query(window=(first, last))))

    assert within(NOON, NOON + 1) == ["e0", "e1", "e2", "e3"]
    assert within(NOON + 60_000, NOON + 60_001) == ["e0", "e2", "e3"]  # the minute is over
    assert within(NOON - 1, NOON) == ["e0", "e2", "e3"]  # it has not begun
    assert within(NOON + 12 * HOUR, None) == ["e2", "e3", "e4"]
    assert within(None, NOON - 12 * HOUR) == ["e2"]


def test_a_log_of_one_tier_can_be_indexed() -> None:
    index = index_of(of_whens("2025-05-11"))
    assert index.ask(Query()).counts["tier"] == {"record": 1}


def test_an_empty_log_answers_every_question() -> None:
    index = index_of(made({"events": {}}))
    answer = index.ask(Query({"kind": ["post"]}, "tea", (0, 1)))
    assert (answer.found, answer.outside, answer.total) == (0, 0, 0)
    assert answer.relaxed == {"kind": 0, "text": 0, "window": 0}


def test_a_question_changes_nothing_in_the_index() -> None:
    index = index_of(the_log())
    before, order = index.ask(Query()), found(index, Query())
    index.ask(Query({"kind": ["post"]}, "trump", (NOON, None)))
    assert index.ask(Query()) == before
    assert found(index, Query()) == order
