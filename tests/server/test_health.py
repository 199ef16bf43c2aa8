"""What `/healthz` says of the log, in each state that its file can be in."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.panels import source
from components.panels.source import Source
from components.server import routes
from tests.logs import FAULTY, FIRST

GOOD = {
    "title": "First version",
    "hash": hashlib.sha256(FIRST.encode()).hexdigest(),
    "events": 2,
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.yaml"


@pytest.fixture
def client(path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(source, "_source", Source(path, interval=0, settle=0))
    return TestClient(Starlette(routes=routes()))


def test_a_good_log_is_ok(path: Path, client: TestClient) -> None:
    path.write_text(FIRST)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", **GOOD})
    assert answer.headers["cache-control"] == "no-store"


def test_a_faulty_version_degrades_it_and_repair_heals_it(path: Path, client: TestClient) -> None:
    path.write_text(FIRST)
    client.get("/healthz")
    path.write_text(FAULTY)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (
        200,
        {"status": "degraded", **GOOD, "problems": 1},
    )
    path.write_text(FIRST)
    assert client.get("/healthz").json()["status"] == "ok"


def test_a_missing_file_degrades_it_without_telling_where_it_was(
    path: Path, client: TestClient
) -> None:
    path.write_text(FIRST)
    client.get("/healthz")
    path.unlink()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (
        200,
        {"status": "degraded", **GOOD, "notice": "log.yaml is missing."},
    )


def test_without_any_good_log_it_is_unavailable(path: Path, client: TestClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (
        503,
        {"status": "unavailable", "notice": "log.yaml is missing."},
    )
    path.write_text(FAULTY)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable", "problems": 1})


def test_the_state_is_another_whenever_a_reader_would_see_something_else(
    path: Path, client: TestClient
) -> None:
    def state() -> object:
        answer = client.get("/state")
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        return answer.json()["state"]

    path.write_text(FIRST)
    good = state()
    assert state() == good
    path.write_text(FAULTY)
    faulty = state()
    path.unlink()
    assert len({good, faulty, state()}) == 3
    path.write_text(FIRST)
    assert state() == good
    # Another process that follows the same file has the same word for it.
    assert Source(path).snapshot().state == good
