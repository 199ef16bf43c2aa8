"""A log with kinds of its own, here of a court, is shown and taken away like any other."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.events import check, read_parquet, write, write_parquet
from components.exports import FORMATS
from components.figures import look
from components.frames import Query, index_log, presence
from components.frames.warehouse import open_log, read_manifest
from components.imports import convert
from components.imports.mapping import read_mapping
from components.selection import PAGES
from components.sources import configure
from tests.exports.sample import download_of, written
from tests.frames.sample import ROOT, ids_of, index_of, read_log
from tests.frames.warehouse.sample import loaded_pool
from tests.pace import PATIENCE
from tests.selection.sample import view_of

PAGE = ROOT / "components" / "streamlit_app" / "page.py"
COURT = """
format: 1
log: {title: A case, zone: America/New_York, as_of: 2025-06-30}
kinds:
  filing: {name: Filing, plural: filings, shape: written}
  hearing: {name: Hearing, plural: hearings, shape: met}
  ruling: {name: Ruling, plural: rulings, shape: decided}
  post: {name: Comment, plural: comments, shape: said}
actors:
  judge: {name: The judge, kind: person}
  plaintiff: {name: The plaintiff, kind: organisation}
sources: {docket: {title: The docket, tier: article, kind: official}}
measures: {pages: {name: Length, unit: pages}}
events:
  complaint:
    title: The complaint is filed
    kind: filing
    when: 2025-05-01
    actors: [{actor: plaintiff, role: author}]
    citations: [{source: docket}]
    figures: [{measure: pages, value: 40, unit: pages}]
  first-hearing:
    title: Both sides are heard
    kind: hearing
    when: 2025-05-20T10:00
    actors: [{actor: judge, role: host}, {actor: plaintiff, role: participant}]
    citations: [{source: docket}]
  injunction:
    title: An injunction is granted
    kind: ruling
    when: 2025-06-02/2025-06-16
    actors: [{actor: judge, role: author}]
    citations: [{source: docket}]
  comment:
    title: The plaintiff is pleased
    kind: post
    when: 2025-06-02
    actors: [{actor: plaintiff, role: speaker}]
    citations: [{source: docket}]
disagreements: {length: {question: How long?, status: differs, events: [first-hearing]}}
"""
LOG = read_log(COURT)


@pytest.fixture
def shown_log(tmp_path: Path) -> Iterator[None]:
    (tmp_path / "court.yaml").write_text(COURT)
    configure(tmp_path / "court.yaml")
    yield
    configure(ROOT / "data" / "events.yaml")


def areas(**parameters: Any) -> str:  # noqa: ANN401 - one value or several
    """Return as JSON what a page shows in all its areas."""
    app = AppTest.from_file(str(PAGE), default_timeout=PATIENCE)
    for key, value in parameters.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return json.dumps([json.loads(e.proto.bytes) for e in app.get("bidi_component")])


@pytest.mark.usefixtures("shown_log")
@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_it(page: str) -> None:
    for more in ({}, {"lanes": "kind"}, {"kind": ["hearing", "ruling"]}, {"event": "injunction"}):
        assert "A case" in areas(page=page, **more)


@pytest.mark.usefixtures("shown_log")
def test_the_pages_name_its_kinds_and_filter_by_them() -> None:
    page = areas(lanes="kind", event="injunction")
    assert all(f'"{name}' in page for name in ("Filing", "Hearing", "Ruling", "Comment"))
    assert "Meeting" not in page
    assert "2 of 4 events: rulings or hearings" in areas(kind=["ruling", "hearing"])
    assert "this log has no such kind" in areas(kind="meeting")


def test_the_sentence_of_a_view_has_the_plural() -> None:
    assert view_of(LOG, kind=("hearing",)).sentence == "1 of 4 events: hearings"


def test_a_kind_looks_like_the_usual_one_of_its_shape() -> None:
    looks = {key: look(kind) for key, kind in LOG.kinds.items()}
    assert looks == {
        "filing": "publication",
        "hearing": "meeting",
        "ruling": "agreement",
        "post": "statement",  # said, whatever the id
    }
    assert presence(LOG, list(LOG.events)).meetings == ("first-hearing",)


def test_parquet_and_an_engine_answer_as_the_index_does(tmp_path: Path) -> None:
    write_parquet(LOG, tmp_path / "log.parquet")
    again = read_parquet(tmp_path / "log.parquet").log
    assert again and again.with_hash("") == LOG.with_hash("")
    with loaded_pool(LOG) as pool:
        opened, engine, _ = open_log(pool, read_manifest(pool))
        assert dict(opened.events) == dict(LOG.events) and opened.kinds == LOG.kinds
        for kinds in (["hearing"], ["ruling", "post"], ["meeting"]):
            query = Query({"kind": kinds})
            counts = index_of(LOG).ask(query).counts
            assert engine.ask(query).counts == index_log(again).ask(query).counts == counts
            assert ids_of(engine, query) == ids_of(index_of(LOG), query)


@pytest.mark.parametrize("key", FORMATS)
def test_every_format_holds_it(key: str) -> None:
    data = written(key, download_of(LOG, kind=("hearing", "ruling")))
    assert data
    if key in ("yaml", "json"):
        assert read_log(data).kinds == LOG.kinds
    if key == "svg":
        assert b"Hearing" in data and b"Meeting" not in data
    if key == "timelinejs":
        assert {slide["group"] for slide in json.loads(data)["events"]} == {"Hearing", "Ruling"}


MAPPING = """
when: date
title: what
kinds:
  hearing: {name: Hearing, plural: hearings, shape: met}
  ruling: {name: Ruling, plural: rulings, shape: decided}
kind: {field: type, values: {Decision: ruling}, otherwise: hearing}
"""


def test_a_mapping_gives_a_converted_log_its_kinds(tmp_path: Path) -> None:
    mapping, problems = read_mapping(MAPPING.encode(), "court.map.yaml")
    assert mapping, problems
    (tmp_path / "in.csv").write_text("date,what,type\n2025,A,Decision\n2026,B,Oral\n")
    for name in ("out.yaml", "out.parquet"):
        assert convert(tmp_path / "in.csv", tmp_path / name, mapping).problems == ()
    log = read_log((tmp_path / "out.yaml").read_bytes())
    assert list(log.kinds) == ["hearing", "ruling"]
    assert [event.kind for event in log.events.values()] == ["ruling", "hearing"]
    stored = read_parquet(tmp_path / "out.parquet").log
    assert stored and stored.kinds == log.kinds and dict(stored.events) == dict(log.events)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("otherwise: hearing", "otherwise: meeting"),
        ("Decision: ruling", "Decision: agreement"),
        ("kind: {field: type, values: {Decision: ruling}, otherwise: hearing}", ""),
    ],
)
def test_a_mapping_that_makes_events_of_another_kind_is_refused(old: str, new: str) -> None:
    mapping, (problem,) = read_mapping(MAPPING.replace(old, new).encode(), "court.map.yaml")
    assert mapping is None
    assert problem.code == "unknown-kind"
    assert "those are hearing, ruling" in problem.message


def test_a_kind_that_the_log_does_not_name_is_a_problem_with_a_suggestion() -> None:
    text = COURT.replace("kind: ruling", "kind: rulling")
    (problem,) = check(text.encode(), "x").problems
    assert problem.code == "unknown-kind"
    assert problem.message == 'event "injunction": no kind "rulling"; did you mean "ruling"?'
    (problem,) = check(COURT.replace("kind: ruling", "kind: meeting").encode(), "x").problems
    assert problem.code == "unknown-kind"


def test_its_kinds_are_written_and_the_usual_ones_are_not() -> None:
    assert read_log(write(LOG)).kinds == LOG.kinds
    usual = read_log("format: 1\nlog: {title: T, zone: UTC, as_of: 2025-05-12}\nevents: {}\n")
    assert "kinds" not in write(usual)
