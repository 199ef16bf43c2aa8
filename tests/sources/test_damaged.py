"""A log in Parquet whose texts are damaged: the page says so, the server starts all the same."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from components.events import DamagedLogError, write_parquet
from components.server import routes
from components.server.startup import warm_up
from components.sources import LogFile, use_source
from tests.frames.sample import read_log, the_log
from tests.logs import SECOND
from tests.pace import PATIENCE

PAGE = Path(__file__).resolve().parents[2] / "components" / "streamlit_app" / "page.py"


@pytest.fixture
def damaged(tmp_path: Path) -> Iterator[LogFile]:
    path = tmp_path / "log.parquet"
    write_parquet(the_log(), path)
    table = pq.read_table(path)
    place = table.schema.get_field_index("event")
    texts = [text.as_py().replace('"title": "', '"title": "\u202e') for text in table["event"]]
    metadata = pq.ParquetFile(path).metadata.metadata
    spoilt = table.set_column(place, "event", [texts])
    pq.write_table(spoilt.replace_schema_metadata(metadata), path)
    source = LogFile(path, interval=0, settle=0)
    with use_source(source):
        yield source


@pytest.mark.parametrize("query", ["timeline", "people", "evidence", "data"])
def test_the_page_says_what_is_damaged_and_does_not_say_that_it_shows_a_log(
    damaged: LogFile, query: str
) -> None:
    app = AppTest.from_file(str(PAGE), default_timeout=PATIENCE)
    app.query_params["page"] = query
    app.run()
    assert not app.exception
    page = "".join(element.proto.bytes.decode() for element in app.get("bidi_component"))
    assert "U+202E may not stand in a log" in page
    assert "Something in this log is damaged" in page
    assert "last good one" not in page


def test_hosts_are_told_of_the_damage_once_somebody_met_it_and_pages_stay_up_to_date(
    damaged: LogFile,
) -> None:
    client = TestClient(Starlette(routes=routes()))
    assert client.get("/readyz").json()["status"] == "ok"
    assert client.get("/api/events.csv").status_code == 503
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["status"]) == (200, "degraded")
    assert "U+202E" in ready.json()["last_problem"]["what"]
    assert "timeline_last_reload_successful 0.0" in client.get("/metrics").text
    # a page that asks whether it is up to date is told that it is, or it would be made for ever
    app = AppTest.from_file(str(PAGE), default_timeout=PATIENCE).run()
    page = "".join(element.proto.bytes.decode() for element in app.get("bidi_component"))
    assert client.get("/state").json()["state"] in page
    revision = damaged.snapshot().revision
    client.get("/api/events.csv")
    assert damaged.snapshot().revision == revision


def test_a_sound_version_ends_the_damage(damaged: LogFile, tmp_path: Path) -> None:
    log = damaged.snapshot().log
    assert log
    with pytest.raises(DamagedLogError) as met:
        next(iter(log.events.values()))
    damaged.report_damage(log, met.value)
    assert damaged.snapshot().trouble_now
    write_parquet(read_log(SECOND), tmp_path / "log.parquet")
    assert (damaged.snapshot().damage, damaged.snapshot().trouble_now) == (None, "")
    damaged.report_damage(log, met.value)  # of the log before
    assert not damaged.snapshot().trouble_now


def test_a_damaged_log_does_not_break_the_start(damaged: LogFile) -> None:
    log = damaged.snapshot().log
    assert log
    with pytest.raises(DamagedLogError):
        next(iter(log.events.values()))
    warm_up()
    assert "U+202E" in damaged.snapshot().trouble_now
