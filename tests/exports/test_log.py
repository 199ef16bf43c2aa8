"""A view as a log of its own: nothing of its events is lost on the way out and back."""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events import EventTable, Log, plain, read_parquet, references, write_parquet
from components.exports import Download
from components.exports.log import write_json, write_yaml
from components.frames import Query
from components.frames.warehouse import Pool, open_log, read_manifest
from components.imports import convert
from tests.exports.sample import download_of, written
from tests.frames.sample import full_log, index_of, logs, make_log, read_log, small_log, the_log
from tests.frames.warehouse.sample import InMemory


def same(log: Log, other: Log) -> None:
    """Hold one log against another, whatever each is an extract of."""
    about = log.about.model_copy(update={"exported": other.about.exported})
    assert plain(log.model_copy(update={"about": about})) == plain(other)
    assert list(log.events) == list(other.events)


@pytest.mark.parametrize("key", ["yaml", "json"])
@pytest.mark.parametrize("log", [the_log(), small_log(), full_log()], ids=["own", "small", "full"])
def test_the_whole_log_comes_back_as_it_was(key: str, log: Log) -> None:
    again = read_log(written(key, download_of(log)))
    same(again, log)
    exported = again.about.exported
    assert exported and exported.view.startswith("All ")
    assert (exported.link, exported.sha256) == ("https://host.example/desk/", log.hash)
    assert exported.at == "2025-06-01T12:30:15Z"


@settings(max_examples=30, deadline=None)
@given(logs())
def test_any_log_comes_back_as_it_was(log: Log) -> None:
    for key in ("yaml", "json"):
        same(read_log(written(key, download_of(log))), log)


def test_json_is_json() -> None:
    tree = json.loads(written("json", download_of(topic=("tariffs",))))
    assert tree["log"]["exported"]["link"] == "https://host.example/desk/?topic=tariffs"


@pytest.mark.parametrize("fields", [{"topic": ("tariffs",)}, {"actor": ("he-lifeng",)}, {"q": "x"}])
def test_an_extract_is_a_valid_log_of_the_view_s_events(fields: dict[str, Any]) -> None:
    download: Download = download_of(**fields)
    again = read_log(written("yaml", download))
    chosen = set(download.ids())
    assert set(again.events) == chosen
    assert list(again.events) == [key for key in the_log().events if key in chosen]
    for key, event in again.events.items():
        original = the_log().events[key]
        kept = tuple(link for link in original.links if link.event in chosen)
        assert event == original.model_copy(update={"links": kept})
    for name, question in again.disagreements.items():
        assert question.events
        assert set(question.events) == set(the_log().disagreements[name].events) & chosen
    page = index_of(again).page(Query(), 0, 100)
    assert page == tuple(download.ids())


@pytest.mark.parametrize("target", ["log.yaml", "log.parquet"])
@pytest.mark.parametrize("key", ["jsonl", "json"])
def test_lines_and_json_are_converted_without_loss(key: str, target: str, tmp_path: Path) -> None:
    source, out = tmp_path / f"log.{key}", tmp_path / target
    source.write_bytes(written(key, download_of()))
    outcome = convert(source, out)
    assert (outcome.events, outcome.left_out, outcome.problems) == (len(the_log().events), 0, ())
    if target.endswith("yaml"):
        same(read_log(out.read_bytes()), the_log())
    else:
        log = read_parquet(out).log
        assert log and dict(log.events) == dict(the_log().events)


@settings(max_examples=20, deadline=None)
@given(logs())
def test_lines_of_any_log_are_equal_events(log: Log) -> None:
    with TemporaryDirectory() as name:
        source, out = Path(name) / "log.jsonl", Path(name) / "log.yaml"
        source.write_bytes(written("jsonl", download_of(log)))
        outcome = convert(source, out)
        assert outcome.problems == ()
        same(read_log(out.read_bytes()), log)


def test_a_damaged_line_is_told_and_nothing_written(tmp_path: Path) -> None:
    lines = written("jsonl", download_of(small_log())).splitlines(keepends=True)
    source, out = tmp_path / "log.jsonl", tmp_path / "log.yaml"
    for damage, line, words in (
        ([*lines[:2], b"{\n"], 3, "no JSON"),
        ([*lines, lines[1]], 5, "another event"),
        ([*lines, lines[1].replace(b'"kind": "meeting"', b'"kind": "ball"')], 5, "cannot be read"),
        ([*lines, b'{"title": "x"}\n'], 5, "without an id"),
        ([lines[0].replace(b'"format": 1', b'"format": 2'), *lines[1:]], 1, "format"),
    ):
        source.write_bytes(b"".join(damage))
        (problem,) = convert(source, out).problems
        assert (problem.line, words in problem.message) == (line, True), problem
        assert not out.exists()


def test_a_link_out_of_the_lines_is_told(tmp_path: Path) -> None:
    source, out = tmp_path / "log.jsonl", tmp_path / "log.yaml"
    lines = written("jsonl", download_of()).splitlines(keepends=True)
    lines[0] = lines[0].replace(b'"events": %d, ' % (len(lines) - 1), b"")
    linked = next(e for e in the_log().events.values() if e.links).links[0].event
    kept = [line for line in lines if not line.startswith(f'{{"id": "{linked}"'.encode())]
    source.write_bytes(b"".join(kept))
    (problem,) = convert(source, out).problems
    assert problem.message == f'no event "{linked}"'


def test_an_extract_may_be_cut() -> None:
    log = read_log(b"".join(write_yaml(download_of(most=7))))
    assert len(log.events) == 7
    assert log.about.exported and "the first 7" in log.about.exported.view


def test_a_log_is_never_written_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    download = download_of()
    whole = b"".join(write_yaml(download)), b"".join(write_json(download))
    monkeypatch.setattr(sys.modules["components.events.write"], "_AT_ONCE", 1)
    monkeypatch.setattr("components.exports.log._TEXTS", 1)
    for data, write in zip(whole, (write_yaml, write_json), strict=True):
        parts = list(write(download))
        assert b"".join(parts) == data
        assert len(parts) > download.count


def tables_of(log: Log) -> dict[str, list[str]]:
    names = ("parties", "delegations", "actors", "topics", "sources", "measures")
    return {name: list(getattr(log, name)) for name in names}


def test_an_extract_has_what_its_events_name_and_no_more() -> None:
    log = small_log()
    assert tables_of(read_log(written("yaml", download_of(log, q="Bob")))) == {
        **{"parties": ["north"], "delegations": [], "actors": ["bob"], "topics": ["nobody"]},
        **{"sources": ["extra"], "measures": []},
    }
    # a speaker, a seat and what it belongs to come with the event
    assert tables_of(read_log(written("json", download_of(log, q="They talk")))) == {
        "parties": ["north", "south"],
        "delegations": ["north-delegation", "south-delegation"],
        **{"actors": ["ann", "eve"], "topics": ["tea"], "sources": ["paper"], "measures": []},
    }
    empty = read_log(written("yaml", download_of(log, q="nothing like it")))
    assert not any(tables_of(empty).values())


def test_what_the_entries_of_an_extract_name_comes_with_them() -> None:
    log = make_log(
        """
        actors:
          ann: {name: Ann, kind: person, titles: [{title: Queen, citations: [{source: list}]}]}
          bob: {name: Bob, kind: person}
        measures: {cups: {name: Cups, unit: cups}, pots: {name: Pots, unit: pots}}
        sources:
          first: {title: First, tier: record, kind: news, retells: [second]}
          second: {title: Second, tier: record, kind: news}
          list: {title: List, tier: record, kind: news}
          judged: {title: Judged, tier: article, kind: news}
          other: {title: Other, tier: record, kind: news}
        events:
          one:
            {title: One, kind: post, when: 2025, actors: [{actor: ann, role: author}],
             figures: [{measure: cups, value: 2, unit: cups, citations: [{source: first}]}]}
          two: {title: Two, kind: post, when: 2026, citations: [{source: other}]}
        disagreements:
          how:
            {question: How?, status: differs, events: [one],
             articles: {judged: {brief: So, stands: fits}}}
        """
    )
    assert tables_of(read_log(written("yaml", download_of(log, q="One")))) == {
        **{"parties": [], "delegations": [], "actors": ["ann"], "topics": []},
        **{"sources": ["first", "second", "list", "judged"], "measures": ["cups"]},
    }


@settings(max_examples=20, deadline=None)
@given(logs(), st.integers(0, 4))
def test_the_first_events_of_any_log_are_a_log(log: Log, most: int) -> None:
    for key in ("yaml", "json"):
        again = read_log(written(key, download_of(log, most=most)))
        assert len(again.events) == min(most, len(log.events))
        named = {
            (table, key)
            for entry in (
                *again.events.values(),
                *again.actors.values(),
                *again.delegations.values(),
            )
            for table, key in references(entry)
        }
        named |= {
            item for question in again.disagreements.values() for item in references(question)
        }
        if len(again.events) < len(log.events):
            held = {(table, key) for table, keys in tables_of(again).items() for key in keys}
            assert held == {(table, key) for table, key in named if table in tables_of(again)}


def test_the_order_of_some_events_is_found_without_the_ids_of_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_parquet(the_log(), tmp_path / "log.parquet")
    of_file = read_parquet(tmp_path / "log.parquet").log
    pool = Pool(InMemory(the_log()))
    of_engine = open_log(pool, read_manifest(pool))[0]
    keys = list(the_log().events)
    for log in (of_file, of_engine):
        assert log and isinstance(log.events, EventTable)
        monkeypatch.setattr(type(log.events), "__iter__", None)
        assert log.events.in_file_order([keys[5], "nothing", keys[2]]) == [keys[2], keys[5]]
    pool.close()
