"""A log in Parquet whose texts are damaged: the page says so, the server starts all the same."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from streamlit.testing.v1 import AppTest

from components.events import DamagedLogError, check, write_parquet
from components.panels import source
from components.panels.source import Source
from components.panels.warm import warm

OWN = Path(__file__).resolve().parents[2] / "data" / "events.yaml"


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Source:
    path = tmp_path / "log.parquet"
    log = check(OWN.read_bytes(), OWN.name).log
    assert log
    write_parquet(log, path)
    table = pq.read_table(path)
    place = table.schema.get_field_index("event")
    texts = [text.as_py().replace('"title": "', '"title": "\u202e') for text in table["event"]]
    metadata = pq.ParquetFile(path).metadata.metadata
    spoilt = table.set_column(place, "event", [texts])
    pq.write_table(spoilt.replace_schema_metadata(metadata), path)
    found = Source(path, interval=0, settle=0)
    monkeypatch.setattr(source, "_source", found)
    return found


@pytest.mark.parametrize("query", ["timeline", "people", "evidence", "data"])
def test_the_page_says_what_is_damaged_and_does_not_say_that_it_shows_a_log(
    damaged: Source, query: str
) -> None:
    page = Path(source.__file__).with_name("page.py")
    app = AppTest.from_file(str(page), default_timeout=30)
    app.query_params["page"] = query
    app.run()
    assert not app.exception
    told = "".join(element.proto.json for element in app.get("bidi_component"))
    assert "U+202E may not stand in a log" in told
    assert "This log cannot be shown yet." in told
    assert "last good one" not in told


def test_a_damaged_log_does_not_break_the_start(damaged: Source) -> None:
    log = damaged.snapshot().log
    assert log
    with pytest.raises(DamagedLogError):
        next(iter(log.events.values()))
    warm()
