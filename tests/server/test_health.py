"""What a host is told of the server and its log, in each state that its file can be in."""

import hashlib
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg

from components.server import routes
from components.server.websocket import WebSocketFilter
from components.sources import LogFile
from tests.logs import FAULTY, FIRST

GOOD = {
    "title": "First version",
    "hash": hashlib.sha256(FIRST.encode()).hexdigest(),
    "events": 2,
}


def ready(client: TestClient) -> tuple[int, dict[str, Any]]:
    """Return the status and what is said, without the times after having looked at them."""
    answer = client.get("/readyz")
    assert answer.headers["cache-control"] == "no-store"
    state = answer.json()
    if "loaded" in state:
        since = datetime.now(UTC) - datetime.fromisoformat(state.pop("loaded"))
        assert -1 < since.total_seconds() < 60
        assert 0 <= state.pop("age") < 60
    if "last_problem" in state:
        assert datetime.fromisoformat(state["last_problem"].pop("at")).tzinfo == UTC
    return answer.status_code, state


def test_a_good_log_is_ok(path: Path, client: TestClient) -> None:
    path.write_text(FIRST)
    assert ready(client) == (200, {"status": "ok", **GOOD})


def test_a_faulty_version_degrades_it_and_repair_heals_it(path: Path, client: TestClient) -> None:
    path.write_text(FIRST)
    client.get("/readyz")
    path.write_text(FAULTY)
    status, said = ready(client)
    assert status == 200
    what = said["last_problem"]["what"]
    assert what.startswith("log.yaml:")
    assert "unknown-actor" in what or "ben" in what
    assert said == {"status": "degraded", **GOOD, "problems": 1, "last_problem": {"what": what}}
    path.write_text(FIRST)
    assert ready(client) == (200, {"status": "ok", **GOOD, "last_problem": {"what": what}})


def test_a_missing_file_degrades_it_without_telling_where_it_was(
    path: Path, client: TestClient
) -> None:
    path.write_text(FIRST)
    client.get("/readyz")
    path.unlink()
    notice = "log.yaml is missing."
    expected = {"status": "degraded", **GOOD, "notice": notice, "last_problem": {"what": notice}}
    assert ready(client) == (200, expected)


def test_without_any_good_log_it_is_unavailable(path: Path, client: TestClient) -> None:
    status, said = ready(client)
    assert (status, said["status"], said["notice"]) == (503, "unavailable", "log.yaml is missing.")
    path.write_text(FAULTY)
    status, said = ready(client)
    assert (status, said["status"], said["problems"]) == (503, "unavailable", 1)
    assert "notice" not in said


@pytest.mark.parametrize("name", ["/livez", "/healthz"])
@pytest.mark.parametrize("text", [FIRST, FAULTY, ""])
def test_the_server_lives_whatever_the_log_is(
    path: Path, client: TestClient, text: str, name: str
) -> None:
    path.write_text(text)
    answer = client.get(name)
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert answer.headers["cache-control"] == "no-store"


def figures(client: TestClient, accept: str = "") -> dict[str, float]:
    answer = client.get("/metrics", headers={"Accept": accept})
    assert answer.status_code == 200
    families = list(text_string_to_metric_families(answer.text))
    assert len({family.name for family in families}) == len(families)
    return {
        sample.name: sample.value
        for family in families
        for sample in family.samples
        if not sample.labels
    }


def test_the_figures_follow_the_log(path: Path, client: TestClient) -> None:
    samples = figures(client)
    assert samples["timeline_last_reload_successful"] == 0
    assert samples["timeline_last_reload_success_timestamp_seconds"] == 0
    path.write_text(FIRST)
    samples = figures(client)
    assert samples["timeline_last_reload_successful"] == 1
    assert samples["timeline_log_events"] == 2
    when = samples["timeline_last_reload_success_timestamp_seconds"]
    assert 0 <= time.time() - when < 60
    path.write_text(FAULTY)
    samples = figures(client)
    assert samples["timeline_last_reload_successful"] == 0
    assert samples["timeline_last_reload_success_timestamp_seconds"] == when
    assert (samples["timeline_log_events"], samples["timeline_log_problems"]) == (2, 1)
    assert samples["process_resident_memory_bytes"] > 2**20


def test_the_figures_come_in_the_format_that_is_asked_for(client: TestClient) -> None:
    plain = client.get("/metrics")
    assert plain.headers["content-type"].startswith("text/plain; version=")
    accept = {"Accept": "application/openmetrics-text; version=1.0.0"}
    newer = client.get("/metrics", headers=accept)
    assert newer.headers["content-type"].startswith("application/openmetrics-text")
    assert newer.text.endswith("# EOF\n")
    assert newer.text.count("# EOF") == 1


@pytest.mark.parametrize("kind", ["text/plain", "application/openmetrics-text"])
def test_a_format_that_there_is_not_gives_the_usual_one(client: TestClient, kind: str) -> None:
    answer = client.get("/metrics", headers={"Accept": f"{kind}; version=x"})
    assert (answer.status_code, answer.headers["content-type"]) == (
        200,
        client.get("/metrics").headers["content-type"],
    )


def test_open_pages_are_counted(client: TestClient) -> None:
    async def echo(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_bytes(await socket.receive_bytes())

    server = Starlette(
        routes=[*routes(), WebSocketRoute("/stream", echo)],
        middleware=[Middleware(WebSocketFilter)],
    )
    with TestClient(server) as counted:
        before = figures(counted)["timeline_readers"]
        with counted.websocket_connect("/stream") as socket:
            assert figures(counted)["timeline_readers"] == before + 1
            socket.send_bytes(BackMsg(stop_script=True).SerializeToString())
            socket.receive_bytes()
        assert figures(counted)["timeline_readers"] == before


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
    assert LogFile(path).snapshot().state == good
