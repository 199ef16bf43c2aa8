"""The table of events: its columns are a contract that pages and exports rely on."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings

from components.events import Log
from components.frames import COLUMNS, FACETS, table
from tests.frames.sample import logs, made, of_whens, small_log, the_log


def test_the_columns_are_these_in_this_order() -> None:
    assert list(COLUMNS) == [
        *("id", "title", "when", "start", "stop", "form", "precision"),
        *("place", "channel", "summary"),
        *("party", "delegation", "member", "actor", "topic"),
        *("kind", "status", "source", "differ", "verdict", "tier"),
        "search",
    ]


@settings(max_examples=40, deadline=None)
@given(logs())
def test_every_log_gives_all_columns_with_one_row_per_event_in_file_order(log: Log) -> None:
    frame = table(log)
    assert tuple(frame.columns) == COLUMNS
    assert list(frame["id"]) == list(log.events)
    assert list(frame.index) == list(range(len(log.events)))
    for name in ("start", "stop"):
        assert frame[name].dtype == pd.Int64Dtype()
        told = [None if pd.isna(time) else int(time) for time in frame[name]]
        assert told == [getattr(event.when, name) for event in log.events.values()]
    for name in set(COLUMNS) - {"start", "stop"}:
        assert frame[name].dtype == object
    for facet in FACETS:
        offered = facet.options(log)
        for ids in frame[facet.key]:
            assert isinstance(ids, tuple)
            assert len(set(ids)) == len(ids)
            assert set(ids) <= set(offered)


def test_one_event_gives_these_values() -> None:
    row = table(small_log()).iloc[0].to_dict()
    assert row.pop("search").split("\n") == [
        *("they talk", "zurich", "ann angstrom", "minister", "安", "eve"),
        *("ann angstrom", "minister", "安", "tea", "good tea!"),
    ]
    assert row == {
        "id": "talks",
        "title": "They talk",
        "when": "2025-05-10/2025-05-11",
        "start": 1746828000000,
        "stop": 1747000800000,
        "form": "duration",
        "precision": "day",
        "place": "Zürich",
        "channel": "",
        "summary": "",
        "party": ("north", "south"),
        "delegation": ("north-delegation", "south-delegation"),
        "member": ("ann", "eve"),
        "actor": ("ann", "eve"),
        "topic": ("tea",),
        "kind": ("meeting",),
        "status": ("happened",),
        "source": ("paper",),
        "differ": ("yes",),
        "verdict": ("differs",),
        "tier": ("article",),
    }


def test_an_event_without_anything_has_empty_facets() -> None:
    row = table(of_whens("2025-05-11")).iloc[0]
    empty = ("party", "delegation", "member", "actor", "topic", "source", "differ", "verdict")
    assert [row[name] for name in empty] == [()] * len(empty)
    assert (row["kind"], row["status"], row["tier"]) == (("post",), ("happened",), ("record",))


def test_years_that_pandas_cannot_date_are_kept() -> None:
    frame = table(of_whens("Y-200000", "-0043-03-15", "Y200000"))
    assert list(frame["start"].diff()[1:] > 0) == [True, True]
    assert frame["stop"].notna().all()


def test_the_table_of_a_log_without_events_has_the_columns_and_no_row() -> None:
    frame = table(made({"events": {}}))
    assert tuple(frame.columns) == COLUMNS
    assert len(frame) == 0


def test_the_log_of_this_project_fits_into_the_table() -> None:
    frame = table(the_log())
    assert len(frame) == len(the_log().events) > 0
    assert frame["id"].is_unique
    assert (frame["start"].notna() | frame["stop"].notna()).all()
