"""app.py as a host starts it: from any directory, with a log of its own, below a base path."""

import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.web.server.app_discovery import discover_asgi_app

from components.web.asset import SHORT, content_hash
from tests.logs import FAULTY, FIRST
from tests.pace import PATIENCE
from tests.serving import ROOT, Answer, answers, fetch, free_port, started

APP = ROOT / "app.py"


@dataclass
class Host:
    """A running server and the log that it was started with."""

    address: str
    log: Path

    def get(self, path: str, **headers: str) -> Answer:
        return fetch(self.address + path, None, **headers)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    directory = tmp_path_factory.mktemp("elsewhere")
    log = directory / "own.yaml"
    log.write_text(FIRST)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.baseUrlPath=tl"]
    with started(
        [sys.executable, "-m", "streamlit", "run", str(APP), *options, "--", "own.yaml"],
        directory / "output.txt",
        lambda: answers(f"{address}/tl/readyz"),
        folder=directory,
        environment={"TIMELINE_LOG": "not-this-one.yaml"},
    ):
        yield Host(address, log)


def test_streamlit_finds_the_app() -> None:
    discovered = discover_asgi_app(APP)
    assert (discovered.is_asgi_app, discovered.import_string) == (True, "app:app")


def test_the_log_on_the_command_line_is_the_one_shown(host: Host) -> None:
    answer = json.loads(host.get("/tl/readyz").body)
    assert (answer["status"], answer["title"], answer["events"]) == ("ok", "First version", 2)


def test_the_page_runs_in_streamlits_server(host: Host) -> None:
    assert host.get("/tl/_stcore/health").body == b"ok"
    assert b"<title>Streamlit</title>" in host.get("/tl/").body


def test_the_page_asks_for_our_style_sheet_and_script_at_once(host: Host) -> None:
    page = host.get("/tl/")
    head = page.body.decode().partition("</head>")[0]
    files = re.findall(r'<link rel="(stylesheet|modulepreload)" href="\./(assets/[^"]*)">', head)
    assert [kind for kind, _ in files] == ["stylesheet", "modulepreload"]
    for _, file in files:
        answer = host.get(f"/tl/{file}")
        assert answer.status == 200
        assert "immutable" in answer.headers["cache-control"]
    etag = page.headers["etag"]
    for known in (etag, f"W/{etag.removeprefix('W/')}", "*"):
        assert host.get("/tl/", **{"If-None-Match": known}).status == 304
    assert host.get("/tl/", **{"If-None-Match": '"another"'}).status == 200


@pytest.mark.parametrize(
    ("query", "has_filters_beside"),
    [
        ("", True),
        ("?page=data", True),
        ("?page=people", False),
        ("?walk=1", False),
        ("?walk=1&topic=x", True),
        ("?walk=1&utm_source=x&page=timeline&clock=utc", False),
        ("?embed=true", False),
        ("?embed=false", True),
    ],
)
def test_the_page_keeps_the_place_of_the_filters_where_they_will_stand(
    host: Host, query: str, has_filters_beside: bool
) -> None:
    page = host.get(f"/tl/{query}").body
    assert (b'class="gt-beside-filters"' in page) is has_filters_beside


def test_scripts_of_streamlit_and_ours_arrive_compressed(host: Host) -> None:
    page = host.get("/tl/").body.decode()
    start = page.index("./static/js/index.")
    script = page[start + 1 : page.index('"', start)]
    name = "plotly.min.js"
    version = content_hash(name)[:SHORT]
    for path in (f"/tl{script}", f"/tl/assets/{name}?v={version}"):
        plain = host.get(path)
        small = host.get(path, **{"Accept-Encoding": "gzip, br"})
        assert "content-encoding" not in plain.headers
        assert small.headers["content-encoding"] == "br"
        assert small.headers["vary"] == "Accept-Encoding"
        assert "immutable" in small.headers["cache-control"]
        assert len(small.body) == int(small.headers["content-length"]) < len(plain.body) / 2.5


def test_an_unknown_asset_is_not_answered_with_the_page(host: Host) -> None:
    assert host.get("/tl/assets/unknown.js").status == 404
    assert host.get("/tl/assets/plot/plot.js").status == 404
    assert host.get("/assets/plotly.min.js").status == 404


def test_a_faulty_save_is_noticed_while_the_server_runs(host: Host) -> None:
    host.log.write_text(FAULTY)
    deadline = time.monotonic() + PATIENCE
    while json.loads(host.get("/tl/readyz").body)["status"] != "degraded":
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert json.loads(host.get("/tl/readyz").body)["title"] == "First version"
