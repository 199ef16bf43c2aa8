"""The index in memory: reading order, search, windows; its counts are held in test_engine.py."""

from typing import Any

import numpy as np
import pytest

from components.frames import Query, index
from components.frames.histogram import Spread
from components.frames.memory import index_events
from tests.frames.oracle import HOUR, NOON
from tests.frames.sample import (
    ids_of,
    index_of,
    of_whens,
    small_log,
    the_log,
)


def order_of(*whens: str) -> list[str]:
    log = of_whens(*whens)
    index = index_of(log)
    return [log.events[event].when.text for event in ids_of(index, Query())]


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
        (
            "2025-05-10T10:00:00.000Z",
            *("2025-05-10T10:00:00.100Z", "2025-05-10T10:00:00.5Z", "2025-05-10T10:00:00.900Z"),
        ),
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
    assert ids_of(index, Query()) == [
        "e30",
        *(f"e{number}" for number in range(30)),
    ]


@pytest.mark.parametrize("text", [".", "*", "[", "(?i)they", "t.lk", "^they", "talk$", "\\w", "%"])
def test_a_search_is_never_a_pattern(text: str) -> None:
    index = index_of(small_log())
    assert ids_of(index, Query(text=text)) == (["plan"] if text == "." else [])


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
    assert ids_of(index_of(small_log()), Query(text=text)) == events


def test_a_name_in_any_script_finds_the_same_events_of_the_real_log() -> None:
    index = index_of(the_log())
    chosen = ids_of(index, Query({"actor": ["he-lifeng"]}))
    assert chosen
    assert set(chosen) <= set(ids_of(index, Query(text="何立峰")))


def test_a_window_without_an_hour_finds_what_could_have_been_then() -> None:
    log = of_whens(
        "2025-05-11", "2025-05-11T10:00Z", "[..2025-05-12]", "2025-05-11/..", "2025-05-12"
    )
    index = index_of(log)

    def within(first: int | None, last: int | None) -> list[str]:
        return sorted(ids_of(index, Query(window=(first, last))))

    assert within(NOON, NOON + 1) == ["e0", "e1", "e2", "e3"]
    assert within(NOON + 60_000, NOON + 60_001) == ["e0", "e2", "e3"]  # the minute is over
    assert within(NOON - 1, NOON) == ["e0", "e2", "e3"]  # it has not begun
    assert within(NOON + 12 * HOUR, None) == ["e2", "e3", "e4"]
    assert within(None, NOON - 12 * HOUR) == ["e2"]


def test_a_question_changes_nothing_in_the_index() -> None:
    index = index_of(the_log())
    before, order = index.ask(Query()), ids_of(index, Query())
    index.ask(Query({"kind": ["post"]}, "trump", (NOON, None)))
    assert index.ask(Query()) == before
    assert ids_of(index, Query()) == order


@pytest.mark.parametrize(("most_piles", "spread"), [(1 << 15, 1), (0, 4)])
def test_the_steps_of_a_window_are_worked_out_once_whatever_is_filtered(
    monkeypatch: pytest.MonkeyPatch, most_piles: int, spread: int
) -> None:
    made: list[int] = []
    of = Spread.of

    def counted(*grid: Any) -> Spread:  # noqa: ANN401 - whatever the method takes
        made.append(len(grid[0]))
        return of(*grid)

    monkeypatch.setattr(Spread, "of", counted)
    monkeypatch.setattr(index, "_MOST_PILES", most_piles)
    log = small_log()
    engine = index_events(log)
    days = engine.extent(Query())
    assert days
    kinds = list(log.kinds)
    steps = days[0], (days[1] - days[0]) / 7, 7
    everything = engine.bins(Query(), "kind", kinds, *steps)
    one_by_one = [engine.bins(Query({"kind": [kind]}), "kind", kinds, *steps) for kind in kinds[:2]]
    assert len(made) == spread
    for row, bins in enumerate(one_by_one):
        np.testing.assert_allclose(bins[row], everything[row])
        assert bins.sum() == pytest.approx(everything[row].sum())
