"""An index made of a Parquet file's columns answers as one that is made of the events."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings

from components.events import DamagedLogError, Log, ParquetEvents, read_parquet, write_parquet
from components.events import parquet as module
from components.frames import FACETS, Index, Query, hosts, index_parquet, rests
from tests.frames.sample import index_of, small_log, the_log
from tests.frames.test_index import questions


def stored(log: Log, folder: Path) -> tuple[Log, Index]:
    """Write a log to a file, open it and index it."""
    write_parquet(log, folder / "log.parquet")
    opened = read_parquet(folder / "log.parquet").log
    assert opened and isinstance(opened.events, ParquetEvents)
    return opened, index_parquet(opened, opened.events)


def same(log: Log, other: Log, one: Index, two: Index, query: Query) -> None:
    first, second = one.ask(query), two.ask(query)
    assert first.counts == second.counts
    assert first.relaxed == second.relaxed
    assert one.page(query, 0, len(one)) == two.page(query, 0, len(two))
    assert {facet.key: facet.options(log) for facet in FACETS} == {
        facet.key: facet.options(other) for facet in FACETS
    }
    # the order of options is the reader's
    assert [list(facet.options(log)) for facet in FACETS] == [
        list(facet.options(other)) for facet in FACETS
    ]
    assert rests(log) == rests(other)
    assert hosts(log) == hosts(other)


@pytest.mark.parametrize("log", [the_log(), small_log()], ids=["own", "small"])
@pytest.mark.parametrize("rows", [1, 7, 65_536])
def test_columns_answer_as_events_do(
    log: Log, rows: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ROWS_IN_GROUP", rows)
    other, index = stored(log, tmp_path)
    for text in ("", "trump", "何立峰", "total reset", "ann"):
        same(log, other, index_of(log), index, Query(text=text))
    for event in log.events:
        assert other.links_to(event) == list(log.links_to(event))
    for measure in log.measures:
        assert list(other.giving(measure)) == list(log.giving(measure))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(asked=questions())
def test_columns_of_any_log_answer_as_its_events_do(
    asked: tuple[Log, Query], tmp_path: Path
) -> None:
    log, query = asked
    other, index = stored(log, tmp_path)
    same(log, other, index_of(log), index, query)


def test_a_damaged_text_is_said_and_not_met_by_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    write_parquet(small_log(), path)
    table = pq.read_table(path)
    place = table.schema.get_field_index("event")
    metadata = pq.ParquetFile(path).metadata.metadata
    spoilt = table.set_column(place, "event", [['{"quote"'] * table.num_rows])
    pq.write_table(spoilt.replace_schema_metadata(metadata), path)
    log = read_parquet(path).log
    assert log and isinstance(log.events, ParquetEvents)
    with pytest.raises(DamagedLogError, match=r"log\.parquet"):
        index_parquet(log, log.events)
