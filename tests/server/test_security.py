"""What every answer tells the browser of how little it may do."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.server import middleware, routes
from components.server.security import FRAMES, frames, inline_hashes, policy
from components.sources import LogFile, use_source
from tests.logs import FIRST


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    path = tmp_path / "log.yaml"
    path.write_text(FIRST)
    with use_source(LogFile(path, interval=0, settle=0)):
        yield TestClient(Starlette(routes=routes(), middleware=middleware()))


def test_every_answer_has_the_headers(client: TestClient) -> None:
    for address in ("/readyz", "/state", "/assets/style.css", "/nothing", "/api/events.csv"):
        headers = client.get(address).headers
        assert headers["x-content-type-options"] == "nosniff", address
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert "camera=()" in headers["permissions-policy"]
        assert "content-security-policy" in headers


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "NONSENSE"])
@pytest.mark.parametrize("path", ["/", "/readyz", "/_stcore/upload_file/a/b", "/api/events.csv"])
def test_nothing_but_reading_is_answered(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path, content=b"x")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("allowed", "origin", "is_open"),
    [
        ("'self' https://news.example", "https://news.example", True),
        ("'self' https://news.example", "https://NEWS.example", True),
        ("https://news.example", "http://news.example", False),
        ("https://news.example", "https://news.example.evil.example", False),
        ("https://news.example", "https://sub.news.example", False),
        ("https://*.news.example", "https://sub.news.example", True),
        ("https://*.news.example", "https://evilnews.example", False),
        ("https://*.news.example", "https://news.example", False),
        ("http://desk.example:8080", "http://desk.example:8080", True),
        ("http://desk.example", "http://desk.example:8080", False),
        ("'none'", "https://news.example", False),
        ("'self'", "null", False),
        ("'self'", "", False),
    ],
)
def test_who_may_not_frame_it_may_not_read_its_data_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allowed: str, origin: str, is_open: bool
) -> None:
    path = tmp_path / "log.yaml"
    path.write_text(FIRST)
    monkeypatch.setenv(FRAMES, allowed)
    client = TestClient(Starlette(routes=routes(), middleware=middleware()))
    for address in ("/api/events.json", "/feed.xml", "/e/first", "/api/events.nonsense"):
        with use_source(LogFile(path, interval=0, settle=0)):
            headers = client.get(address, headers={"Origin": origin}).headers
        assert headers.get("access-control-allow-origin") == (origin if is_open else None)
        assert "origin" in headers["vary"].lower()


def test_any_site_may_read_its_data_when_any_may_frame_it(client: TestClient) -> None:
    headers = client.get("/api/events.json", headers={"Origin": "https://news.example"}).headers
    assert headers["access-control-allow-origin"] == "*"


def test_answers_with_a_stricter_policy_keep_it(client: TestClient) -> None:
    assert "sandbox" in client.get("/api/events.svg").headers["content-security-policy"]
    assert "script-src" not in client.get("/e/first").headers["content-security-policy"]


def test_no_script_runs_but_the_server_s_and_the_one_of_streamlit_s_page() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in policy({}).split(";"))
    assert "unsafe-eval" not in policy({})
    assert "unsafe-inline" not in rules["script-src"]
    assert rules["script-src"].startswith("'self' blob: 'sha256-")
    assert rules["object-src"] == rules["base-uri"] == "'none'"
    assert rules["connect-src"] == rules["default-src"] == "'self'"


def test_streamlit_s_page_has_one_script_of_its_own_and_it_is_the_known_one() -> None:
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text()
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(inline) == len(inline_hashes()) == 1
    # of Streamlit 1.67: when this fails, read the new script before its hash is written here
    assert inline_hashes() == ("sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA=",)


@pytest.mark.parametrize(
    ("given", "allowed"),
    [
        (None, "*"),
        ("", "*"),
        ("'self' https://news.example", "'self' https://news.example"),
        ("'none'", "'none'"),
        ("*; script-src *", "'none'"),
        ("https://a.example\r\nX: 1", "'none'"),
        ("https://é.example", "'none'"),
    ],
)
def test_who_may_frame_it_is_the_host_s_choice(given: str | None, allowed: str) -> None:
    assert frames({} if given is None else {FRAMES: given}) == allowed
