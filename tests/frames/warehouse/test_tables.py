"""The tables of a warehouse, against the log they were made of."""

from collections import Counter
from dataclasses import replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings

from components.events import (
    Log,
    SeedPassage,
    StoredError,
    parquet_writer,
    plain,
    read_passages,
    write_head,
)
from components.frames import FACETS, LogFacts, Query
from components.frames.warehouse import SCHEMAS, Manifest, Tables, open_log, read_manifest
from tests.frames.oracle import values
from tests.frames.sample import ROOT, full_log, index_of, logs, make_log, small_log, the_log
from tests.frames.warehouse.sample import loaded_pool, tables_of


def rows(tables: Tables, table: str) -> list[dict[str, Any]]:
    batches = list(tables.batches(table))
    assert all(batch.schema == SCHEMAS[table] for batch in batches)
    return [row for batch in batches for row in batch.to_pylist()]


def known(facts: LogFacts) -> tuple[object, ...]:
    """Return the facts as values that can be compared, with the order of options."""
    order = [list(of_facet) for of_facet in (*facts.used.values(), *facts.options.values())]
    return facts.used, facts.options, facts.hosts, facts.reliance, facts.witness, order


def named(tables: Tables) -> dict[int, tuple[str, str]]:
    """Return the facet and the option of every term, "" for having none."""
    manifest = tables.manifest
    return {
        term: (facet, option)
        for facet, terms in manifest.terms.items()
        for term, option in zip(terms, (*manifest.facts.options[facet], ""), strict=True)
    }


@settings(max_examples=40, deadline=None)
@given(logs(most=12))
def test_rows_say_what_the_events_do(log: Log) -> None:
    with TemporaryDirectory() as folder:
        tables = tables_of(log, Path(folder))
        events = {row["id"]: row for row in rows(tables, "events")}
        pairs = {(row["term"], row["other"]): row["number"] for row in rows(tables, "pairs")}
    order = index_of(log).page(Query(), 0, 100)
    assert sorted(events, key=lambda key: int(events[key]["rank"])) == list(order)
    names = named(tables)
    together: Counter[tuple[int, int]] = Counter()
    for key, event in log.events.items():
        terms = [names[term] for term in events[key]["terms"]]
        expected_values = values(log, event)
        assert len(terms) == len(set(terms))
        for facet in FACETS:
            assert {option for name, option in terms if name == facet.key} == (
                expected_values[facet.key] or {""}
            )
        together.update(product(events[key]["terms"], repeat=2))
    assert pairs == dict(together)


def test_groups_of_rows_make_the_same_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tables_of(the_log(), tmp_path)
    expected = [rows(whole, table) for table in SCHEMAS]
    monkeypatch.setattr(parquet_writer, "ROWS_IN_GROUP", 10)
    monkeypatch.setattr("components.frames.warehouse.tables._ROWS", 3)
    parts = tables_of(the_log(), tmp_path)
    assert len(list(parts.batches("events"))) == 7
    in_parts = [rows(parts, table) for table in SCHEMAS]
    assert in_parts[:2] == expected[:2]
    one, other = (Manifest.read(tables[2][0]["about"]) for tables in (in_parts, expected))
    assert known(one.facts) == known(other.facts)
    assert one.facts.log == other.facts.log


LOGS = {
    "own": the_log(),
    "small": small_log(),
    "full": full_log(),
    "empty": make_log({"events": {}}),
}


@pytest.mark.parametrize("log", LOGS.values(), ids=LOGS)
def test_what_is_known_of_a_log_as_a_whole_reads_back(log: Log, tmp_path: Path) -> None:
    passages = read_passages(log, ROOT / "data")
    manifest = tables_of(log, tmp_path, passages).manifest
    again = Manifest.read(manifest.write())
    assert replace(again, facts=manifest.facts) == manifest
    assert write_head(again.facts.log) == write_head(log)
    assert known(again.facts) == known(manifest.facts) == known(index_of(log).facts)
    assert again.passages == passages
    assert all(isinstance(passage, SeedPassage) for passage in again.passages.values())


def test_a_damaged_whole_is_said_so(tmp_path: Path) -> None:
    text = tables_of(small_log(), tmp_path).manifest.write()
    for damage in (
        ("{", ""),
        ('"format": 3', '"format": 9'),
        ('"used"', '"unused"'),
        ('"total": 3', '"total": "three"'),
        ('"kind": "person"', '"kind": "ghost"'),
        ('"hosts": []', '"hosts": 3'),
    ):
        assert damage[0] in text
        with pytest.raises(StoredError):
            Manifest.read(text.replace(*damage, 1))
    with pytest.raises(StoredError):
        Manifest.read("[]")


@pytest.mark.parametrize("log", [the_log(), full_log()], ids=["own", "full"])
def test_a_log_comes_out_as_it_went_in(log: Log) -> None:
    with loaded_pool(log) as pool:
        opened, engine, _ = open_log(pool, read_manifest(pool))
        assert engine.total == len(log.events)
        assert list(opened.events) == list(log.events)
        assert dict(opened.events) == dict(log.events)
        assert plain(opened) == plain(log)
        assert opened.events.get("no-such-event") is None
        assert "no-such-event" not in opened.events
        for event in log.events:
            assert list(opened.links_to(event)) == list(log.links_to(event))
        for measure in log.measures:
            assert list(opened.measuring(measure)) == list(log.measuring(measure))
        assert engine.facts.log is opened
        assert known(engine.facts) == known(index_of(log).facts)
