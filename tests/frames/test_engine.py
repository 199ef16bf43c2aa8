"""The contract of engines: each one gives the answers of the oracle.

The oracle is plain Python over the log's own values; whatever engine there is answers as it does.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from math import floor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events import Event, Log
from components.frames import FACETS, Engine, Facet, Lanes, Query
from tests.frames.oracle import HOUR, NOON, in_role, passes_of, questions, read, values
from tests.frames.sample import (
    index_of,
    logs,
    make_log,
    of_topics,
    of_whens,
    options_of,
    small_log,
    the_log,
)
from tests.frames.warehouse.sample import in_memory

DAY = 24 * HOUR
MAY = NOON - 10 * DAY - 12 * HOUR  # the first midnight of the month in Geneva

ENGINES: dict[str, Callable[[Log], Engine]] = {"memory": index_of, "duckdb": in_memory}
every_engine = pytest.mark.parametrize("engine_of", ENGINES.values(), ids=ENGINES)
EngineOf = Callable[[Log], Engine]


def share(event: Event, start: int, step: float, number: int) -> Fraction:
    """Return how much of an event lies in one bin."""
    begin, end = event.when.start, event.when.stop
    if begin is None or end is None:
        known = begin if begin is not None else None if end is None else end - 1
        return Fraction(known is not None and floor((known - start) / step) == number)
    first = max(Fraction(begin), start + number * Fraction(step))
    last = min(Fraction(end), start + (number + 1) * Fraction(step))
    return max(last - first, Fraction(0)) / (end - begin)


@st.composite
def grids(draw: st.DrawFn) -> tuple[int, float, int]:
    """Draw bins, some of them in a wide span and some around one day."""
    step = draw(st.sampled_from([1.0, 60_000.0, HOUR / 7, float(DAY), 1e9 / 3, 30.5 * DAY, 4e13]))
    ahead = draw(st.integers(0, 30))
    return NOON - int(ahead * step) - draw(st.integers(0, DAY)), step, draw(st.integers(1, 60))


@every_engine
@settings(max_examples=30, deadline=None)
@given(questions(), st.integers(0, 9), st.integers(0, 9))
def test_pages_and_places_are_those_of_the_answer(
    engine_of: EngineOf, question: tuple[Log, Query], first: int, size: int
) -> None:
    log, query = question
    engine = engine_of(log)
    ids = [event.id for event in read(log, query)]
    inside = {event.id for event in read(log, query)}
    outside = [e.id for e in read(log, query, but="window") if e.id not in inside]
    answer = engine.ask(query)
    assert (engine.total, answer.total) == (len(log.events), len(log.events))
    assert (answer.matching, answer.outside) == (len(ids), len(outside))
    assert engine.page(query, 0, engine.total) == tuple(ids)
    assert engine.page(query, first, size) == tuple(ids[first : first + size])
    assert engine.beyond(query, first, size) == tuple(outside[first : first + size])
    for event in (*log.events, "no-such-event"):
        place = ids.index(event) if event in ids else None
        assert engine.place(query, event) == place


@every_engine
@settings(max_examples=30, deadline=None)
@given(questions())
def test_options_are_counted_under_the_other_filters(
    engine_of: EngineOf, question: tuple[Log, Query]
) -> None:
    log, query = question
    answer = engine_of(log).ask(query)
    for facet in FACETS:
        left = [
            in_role(log, event, query.role)[facet.key] for event in read(log, query, but=facet.key)
        ]
        assert answer.counts[facet.key] == {
            option: sum(option in own for own in left) for option in options_of(log)[facet.key]
        }
    used = passes_of(log, query)
    assert answer.relaxed == {name: len(read(log, query, but=name)) for name in used}


@every_engine
@settings(max_examples=40, deadline=None)
@given(questions(), grids(), st.data())
def test_bins_hold_every_event_s_share(
    engine_of: EngineOf,
    question: tuple[Log, Query],
    grid: tuple[int, float, int],
    data: st.DataObject,
) -> None:
    log, query = question
    facet = data.draw(st.sampled_from([*FACETS, None]))
    offered = [*(options_of(log)[facet.key] if facet else ()), "no-such-id"]
    lanes = data.draw(st.lists(st.sampled_from(offered), max_size=4))
    start, step, count = grid
    key = facet.key if facet else "no-such-facet"
    bins = engine_of(log).bins(query, key, lanes, start, step, count)
    assert bins.shape == (len(lanes) + 1, count)
    assert bins.dtype == np.float64
    expected = np.zeros(bins.shape)
    for event in read(log, query):
        shares = [float(share(event, start, step, number)) for number in range(count)]
        has = values(log, event).get(key, set())
        for row, lane in enumerate(lanes):
            expected[row] += shares if lane in has else 0
        expected[-1] += shares if not has or has - set(lanes) else 0
    np.testing.assert_allclose(bins, expected, atol=1e-9)
    assert not (bins[expected == 0] > 1e-9).any()
    assert (bins >= 0).all()


@every_engine
@settings(max_examples=30, deadline=None)
@given(questions(), grids(), st.sampled_from([*FACETS, None]), st.integers(0, 3))
def test_the_fullest_lanes_are_those_of_most_events_in_the_steps(
    engine_of: EngineOf,
    question: tuple[Log, Query],
    grid: tuple[int, float, int],
    facet: Facet | None,
    most: int,
) -> None:
    log, query = question
    start, step, count = grid
    key = facet.key if facet else "no-such-facet"
    inside = [
        event
        for event in read(log, query)
        if any(share(event, start, step, number) for number in range(count))
    ]
    options = options_of(log)[key] if facet else ()
    numbers = {
        option: sum(option in values(log, event)[key] for event in inside) for option in options
    }
    filled = [option for option in options if numbers[option]]
    lanes = engine_of(log).lanes(query, key, most, start, step, count)
    fullest = sorted(filled, key=lambda option: -numbers[option])[:most]
    assert list(lanes.fullest.items()) == [(option, numbers[option]) for option in fullest]
    assert lanes.number == len(filled)


@every_engine
def test_an_event_of_many_options_is_among_the_others_once(engine_of: EngineOf) -> None:
    engine = engine_of(of_topics(90, 90))
    grid = MAY, 31.0 * DAY, 1
    assert engine.lanes(Query(), "topic", 2, *grid) == Lanes({"all": 60, "t0": 1}, 91)
    for lanes, counts in (
        (["all"], [60, 90]),
        (["t1", "t2"], [1, 1, 90]),
        ([*(f"t{number}" for number in range(88))], [*[1] * 88, 60]),
        (["all", *(f"t{number}" for number in range(90))], [60, *[1] * 90, 0]),
    ):
        bins = engine.bins(Query(), "topic", lanes, *grid)
        np.testing.assert_allclose(bins[:, 0], counts)


@every_engine
@settings(max_examples=30, deadline=None)
@given(logs(most=20), st.integers(1, 200))
def test_each_event_counts_once_over_all_time(engine_of: EngineOf, log: Log, count: int) -> None:
    engine = engine_of(log)
    extent = engine.extent(Query())
    known = [e for e in log.events.values() if (e.when.start, e.when.stop) != (None,) * 2]
    if extent is None:
        assert not known
        return
    first, last = extent[0] - 1, extent[1] + 1  # what ends at the first known end lies before it
    bins = engine.bins(Query(), "kind", (), first, (last - first) / count, count)
    assert bins.sum() == pytest.approx(len(known))


@every_engine
@settings(max_examples=30, deadline=None)
@given(questions())
def test_the_extent_is_that_of_the_known_ends(
    engine_of: EngineOf, question: tuple[Log, Query]
) -> None:
    log, query = question
    ends = [end for event in read(log, query) for end in (event.when.start, event.when.stop)]
    known = [end for end in ends if end is not None]
    assert engine_of(log).extent(query) == ((min(known), max(known)) if known else None)


@every_engine
def test_a_month_is_spread_over_its_days(engine_of: EngineOf) -> None:
    engine = engine_of(of_whens("2025-05", "2025-05-11T10:00Z"))
    bins = engine.bins(Query(), "kind", ["post"], MAY - DAY, DAY, 33)[0]
    expected = np.array([0, *[1 / 31] * 31, 0])
    expected[11] += 1
    np.testing.assert_allclose(bins, expected, rtol=1e-12)
    assert (bins[0], bins[-1]) == (0, 0)


@every_engine
@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("2025-05-08/..", 8),
        ("[2025-05-08..]", 8),
        ("../2025-05-10", 10),
        ("[..2025-05-10]", 10),
        ("[..2025-05-10T22:00Z]", 11),
    ],
)
def test_an_open_end_is_cut_at_the_known_one(engine_of: EngineOf, when: str, day: int) -> None:
    engine = engine_of(of_whens(when))
    bins = engine.bins(Query(), "kind", (), MAY, DAY, 31)[0]
    assert np.flatnonzero(bins).tolist() == [day - 1]
    assert bins.sum() == 1


@every_engine
def test_what_lies_outside_the_bins_falls_away(engine_of: EngineOf) -> None:
    engine = engine_of(of_whens("2025-05", "2025-04-30", "2025-05-12", "-0043", "Y12345"))
    bins = engine.bins(Query(), "kind", (), MAY + 9 * DAY, DAY, 2)
    np.testing.assert_allclose(bins, [[1 / 31, 1 / 31]], rtol=1e-12)


@every_engine
def test_an_event_with_several_lanes_counts_in_each(engine_of: EngineOf) -> None:
    engine = engine_of(small_log())
    bins = engine.bins(Query(), "actor", ["ann", "eve", "ann"], MAY, 31.0 * DAY, 1)
    assert bins.tolist() == [[1.0], [1.0], [1.0], [2.0]]


@every_engine
def test_an_empty_log_has_pages_bins_and_no_extent(engine_of: EngineOf) -> None:
    engine = engine_of(make_log({"events": {}}))
    query = Query({"kind": ["post"]}, "tea", (0, 1))
    assert engine.total == 0
    assert engine.page(query, 0, 10) == engine.beyond(query, 0, 10) == ()
    assert engine.place(query, "e0") is None
    assert engine.extent(query) is None
    assert engine.bins(query, "kind", ["post"], 0, 1.0, 3).tolist() == [[0.0] * 3] * 2


@every_engine
def test_threads_that_ask_at_once_are_answered_as_one_after_the_other(engine_of: EngineOf) -> None:
    engine = engine_of(the_log())
    queries = [
        Query({"kind": [kind]}, text, (NOON - day * DAY, None))
        for kind in ("statement", "post", "meeting")
        for text in ("", "trump", "tariff")
        for day in (1, 30)
    ]

    def answers(query: Query) -> tuple[object, ...]:
        page = engine.page(query, 0, 100)
        counts = engine.ask(query).counts
        return page, counts, [engine.place(query, event) for event in page]

    alone = [answers(query) for query in queries]
    assert all(places == list(range(len(page))) for page, _, places in alone)  # type: ignore[arg-type]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(answers, queries * 8)) == alone * 8


def test_equal_questions_have_one_hash_however_they_are_put() -> None:
    answers = {Query({"kind": ("post",)}, "tea"): 1}
    assert answers[Query({"kind": ("post",)}, "tea")] == 1
    assert Query({"kind": ["post"]}).key == Query({"kind": ("post",), "actor": ()}).key
    assert Query(text="tea").key != Query(text="te").key != Query(window=(0, None)).key
