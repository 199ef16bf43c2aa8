"""An index made of a Parquet file's columns answers as one that is made of the events."""

import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings

from components.events import (
    DamagedLogError,
    Log,
    ParquetEvents,
    parquet_writer,
    read_parquet,
    write_parquet,
)
from components.frames import Index, Query, index_parquet
from tests.frames.oracle import questions
from tests.frames.sample import index_of, small_log, the_log


def stored(log: Log, folder: Path) -> tuple[Log, Index]:
    """Write a log to a file, open it and index it."""
    write_parquet(log, folder / "log.parquet")
    opened = read_parquet(folder / "log.parquet").log
    assert opened and isinstance(opened.events, ParquetEvents)
    return opened, index_parquet(opened, opened.events)


def same(one: Index, two: Index, query: Query) -> None:
    assert one.ask(query) == two.ask(query)
    assert one.page(query, 0, len(one)) == two.page(query, 0, len(two))
    for name in ("used", "options", "hosts", "reliance", "witness"):
        assert getattr(one.facts, name) == getattr(two.facts, name), name
    for first, second in ((one.facts.options, two.facts.options), (one.facts.used, two.facts.used)):
        # the order of options is the reader's
        assert [list(of_facet) for of_facet in first.values()] == [
            list(of_facet) for of_facet in second.values()
        ]


@pytest.mark.parametrize("log", [the_log(), small_log()], ids=["own", "small"])
@pytest.mark.parametrize("rows", [1, 7, 65_536])
def test_columns_answer_as_events_do(
    log: Log, rows: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_writer, "ROWS_IN_GROUP", rows)
    other, index = stored(log, tmp_path)
    for text in ("", "trump", "何立峰", "total reset", "ann"):
        same(index_of(log), index, Query(text=text))
    for event in log.events:
        assert other.links_to(event) == list(log.links_to(event))
    for measure in log.measures:
        assert list(other.measuring(measure)) == list(log.measuring(measure))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(question=questions())
def test_columns_of_any_log_answer_as_its_events_do(
    question: tuple[Log, Query], tmp_path: Path
) -> None:
    log, query = question
    _, index = stored(log, tmp_path)
    same(index_of(log), index, query)


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("event", '{"quote"', "an event is no JSON"),
        ("event", '["quote"]', "the citations of an event"),
        ("event", '{"citations": [{"quote": 1}]}', "the citations of an event"),
        ("event", '{"citations": {"quote": ""}}', "the citations of an event"),
        ("title", None, 'the column "title" has a row without a value'),
        ("sources_beside", None, 'the column "sources_beside" has a row without a value'),
    ],
)
def test_damage_is_found_when_the_log_is_loaded(
    column: str, value: str | None, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "log.parquet"
    write_parquet(small_log(), path)
    table = pq.read_table(path)
    metadata = pq.ParquetFile(path).metadata.metadata
    place = table.schema.get_field_index(column)
    kind = table.schema.field(column).type
    spoilt = table.set_column(
        place, pa.field(column, kind), pa.array([value] * table.num_rows, kind)
    )
    pq.write_table(spoilt.replace_schema_metadata(metadata), path)
    log = read_parquet(path).log
    assert log and isinstance(log.events, ParquetEvents)
    with pytest.raises(DamagedLogError, match=re.escape(words)):
        index_parquet(log, log.events)
