"""app.py as a host starts it: from any directory, with a log of its own, below a base path."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest
from streamlit.web.server.app_discovery import discover_asgi_app

from components.web.asset import SHORT, assets, content_hash
from tests.logs import FAULTY, FIRST

APP = Path(__file__).parents[2] / "app.py"
START = 60.0  # seconds that a server may take on a busy machine


@dataclass
class Answer:
    """What came over the wire, undecoded."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Host:
    """A running server and the log that it was started with."""

    address: str
    log: Path

    def get(self, path: str, **headers: str) -> Answer:
        request = Request(f"{self.address}{path}", headers=headers)
        try:
            with urlopen(request, timeout=10) as answer:
                known = {name.lower(): value for name, value in answer.headers.items()}
                return Answer(answer.status, known, answer.read())
        except HTTPError as error:
            return Answer(error.code, {}, error.read())


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    directory = tmp_path_factory.mktemp("elsewhere")
    log = directory / "own.yaml"
    log.write_text(FIRST)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.baseUrlPath=tl"]
    with (directory / "output.txt").open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(APP), *options, "--", "own.yaml"],
            cwd=directory,
            env={**os.environ, "TIMELINE_LOG": "not-this-one.yaml"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    started = Host(f"http://127.0.0.1:{port}", log)
    try:
        deadline = time.monotonic() + START
        while True:
            try:
                started.get("/tl/readyz")
                break
            except URLError:
                if time.monotonic() > deadline or server.poll() is not None:
                    raise AssertionError((directory / "output.txt").read_text()) from None
                time.sleep(0.1)
        yield started
    finally:
        server.terminate()
        server.wait(timeout=20)


def test_streamlit_finds_the_app() -> None:
    found = discover_asgi_app(APP)
    assert (found.is_asgi_app, found.import_string) == (True, "app:app")


def test_the_log_on_the_command_line_is_the_one_shown(host: Host) -> None:
    answer = json.loads(host.get("/tl/readyz").body)
    assert (answer["status"], answer["title"], answer["events"]) == ("ok", "First version", 2)


def test_the_page_runs_in_streamlits_server(host: Host) -> None:
    assert host.get("/tl/_stcore/health").body == b"ok"
    assert b"<title>Streamlit</title>" in host.get("/tl/").body


def test_scripts_of_streamlit_and_ours_arrive_compressed(host: Host) -> None:
    page = host.get("/tl/").body.decode()
    start = page.index("./static/js/index.")
    script = page[start + 1 : page.index('"', start)]
    name = "plotly.min.js"
    version = content_hash(assets()[name])[:SHORT]
    for path in (f"/tl{script}", f"/tl/assets/{name}?v={version}"):
        plain = host.get(path)
        small = host.get(path, **{"Accept-Encoding": "gzip, br"})
        assert "content-encoding" not in plain.headers
        assert small.headers["content-encoding"] == "gzip"
        assert small.headers["vary"] == "Accept-Encoding"
        assert "immutable" in small.headers["cache-control"]
        assert len(small.body) == int(small.headers["content-length"]) < len(plain.body) / 2.5


def test_an_unknown_asset_is_not_answered_with_the_page(host: Host) -> None:
    assert host.get("/tl/assets/unknown.js").status == 404
    assert host.get("/tl/assets/plot/plot.js").status == 404
    assert host.get("/assets/plotly.min.js").status == 404


def test_a_faulty_save_is_noticed_while_the_server_runs(host: Host) -> None:
    host.log.write_text(FAULTY)
    deadline = time.monotonic() + 5
    while json.loads(host.get("/tl/readyz").body)["status"] != "degraded":
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert json.loads(host.get("/tl/readyz").body)["title"] == "First version"
