"""A view as data by its address: the page's own query, for anybody who may read the page."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.exports import FORMATS, MOST_EXPORTED
from components.panels import source
from components.panels.source import Source
from components.server import export as module
from components.server import routes
from components.server.export import LONGEST_QUERY
from tests.logs import FAULTY, FIRST, SECOND


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "log.yaml"
    path.write_text(FIRST)
    return path


@pytest.fixture
def client(path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(source, "_source", Source(path, interval=0, settle=0))
    return TestClient(Starlette(routes=routes()), base_url="http://host.example")


def ids(data: bytes) -> list[str]:
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [row["id"] for row in rows]


@pytest.mark.parametrize("key", FORMATS)
def test_every_format_is_a_download_that_any_site_may_read(client: TestClient, key: str) -> None:
    answer = client.get(f"/api/events.{key}?q=again")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(FORMATS[key].media_type)
    name = f'attachment; filename="first-version-1-event.{FORMATS[key].suffix}"'
    assert answer.headers["content-disposition"] == name
    assert answer.headers["link"] == '<http://host.example/?q=again>; rel="alternate"'
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.content


def test_the_query_is_the_page_s(client: TestClient) -> None:
    assert ids(client.get("/api/events.csv").content) == ["first", "second"]
    assert ids(client.get("/api/events.csv?from=2025-05-11").content) == ["second"]
    assert ids(client.get("/api/events.csv?tier=record&embed=true").content) == ["second"]
    assert ids(client.get("/api/events.csv?tier=record&tier=article").content) == [
        "first",
        "second",
    ]


def test_what_cannot_be_used_is_refused_by_name_instead_of_sending_everything(
    client: TestClient,
) -> None:
    answer = client.get("/api/events.json?actor=nobody&colour=red")
    assert answer.status_code == 400
    assert answer.json()["ignored"] == [
        {"key": "actor", "value": "nobody", "why": "this log has no such actor"},
        {"key": "colour", "value": "red", "why": "there is no such filter"},
    ]
    assert answer.headers["cache-control"] == "no-store"


def test_an_unknown_format_is_told_the_known_ones(client: TestClient) -> None:
    answer = client.get("/api/events.exe")
    assert (answer.status_code, answer.json()["formats"]) == (404, list(FORMATS))


def test_an_address_may_be_so_long_and_no_longer(client: TestClient) -> None:
    short = "q=" + "a" * (LONGEST_QUERY - 2)
    assert client.get(f"/api/events.csv?{short}").status_code == 400  # too long a search
    assert client.get(f"/api/events.csv?{short}a").status_code == 414


def test_who_has_the_view_is_sent_nothing_until_the_log_changes(
    client: TestClient, path: Path
) -> None:
    first = client.get("/api/events.csv?q=again")
    etag = first.headers["etag"]
    again = client.get("/api/events.csv?q=again", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["access-control-allow-origin"] == "*"
    for other in ("/api/events.csv", "/api/events.json?q=again"):
        assert client.get(other, headers={"If-None-Match": etag}).status_code == 200
    path.write_text(SECOND)
    source.current().snapshot()
    assert client.get("/api/events.csv?q=again", headers={"If-None-Match": etag}).status_code == 200


def test_only_reading_is_offered(client: TestClient) -> None:
    asked = client.options("/api/events.csv", headers={"Origin": "https://elsewhere.example"})
    assert (asked.status_code, asked.headers["access-control-allow-methods"]) == (
        204,
        "GET, HEAD, OPTIONS",
    )
    head = client.head("/api/events.csv")
    assert (head.status_code, head.content) == (200, b"")
    for method in ("POST", "PUT", "DELETE"):
        assert client.request(method, "/api/events.csv").status_code == 405


def test_without_a_log_there_is_nothing_to_send(client: TestClient, path: Path) -> None:
    path.write_text(FAULTY)
    answer = client.get("/api/events.csv")
    assert (answer.status_code, answer.json()) == (503, {"error": "there is no log to show yet"})


def test_no_more_than_so_many_events_are_sent_and_it_is_said(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_EXPORTED == 100_000
    monkeypatch.setattr(module, "MOST_EXPORTED", 1)
    told = json.loads(client.get("/api/events.json").content)
    assert list(told["events"]) == ["first"]
    assert told["log"]["exported"]["view"] == "All 2 events (the first 1)"
