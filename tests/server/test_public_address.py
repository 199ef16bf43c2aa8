"""What depends on the name that a server is called by says so, and a stated address ends that."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from components.server import etag
from components.server.public_address import URL, VARY, stated_url
from tests.logs import FIRST

ANSWERS = ("/api/events.csv", "/api/events.svg", "/feed.xml", "/e/second")


@pytest.fixture(autouse=True)
def first_version(path: Path) -> None:
    """Serve a log of two events."""
    path.write_text(FIRST)


@pytest.mark.parametrize("path_asked", ANSWERS)
def test_under_another_name_it_is_another_answer_and_caches_are_told(
    client: TestClient, path_asked: str
) -> None:
    one = client.get(path_asked)
    other = client.get(
        path_asked, headers={"Host": "other.example", "If-None-Match": one.headers["etag"]}
    )
    assert (other.status_code, other.headers["etag"] != one.headers["etag"]) == (200, True)
    assert set(VARY.split(", ")) <= set(one.headers["vary"].split(", "))
    link = one.headers.get("link", "<../>")
    assert link.startswith("<../") and "example" not in link


@pytest.mark.parametrize("path_asked", ANSWERS)
def test_a_stated_address_is_the_only_one_whatever_name_is_used(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path_asked: str
) -> None:
    monkeypatch.setenv(URL, "https://timeline.example/desk")
    answers = [
        client.get(path_asked, headers={"Host": host}) for host in ("a.example", "b.example")
    ]
    assert len({answer.headers["etag"] for answer in answers}) == 1
    for answer in answers:
        assert "Host" not in answer.headers.get("vary", "")
        assert "a.example" not in answer.text and "b.example" not in answer.text
    assert "https://timeline.example/desk/" in client.get("/feed.xml").text


@pytest.mark.parametrize("host", ["a/b", "<b>.example", "a.example:port", "x@a.example", "[::1"])
def test_what_is_no_host_is_never_repeated(client: TestClient, host: str) -> None:
    for path_asked in ("/feed.xml", "/e/second", "/api/events.csv"):
        answer = client.get(path_asked, headers={"Host": host})
        assert answer.status_code == 200 and host not in answer.text


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ("", ""),
        ("https://timeline.example", "https://timeline.example/"),
        (" http://localhost:8501/timeline/ ", "http://localhost:8501/timeline/"),
    ],
)
def test_an_address_is_read_with_or_without_its_last_slash(stated: str, read: str) -> None:
    assert stated_url({URL: stated}) == read


@pytest.mark.parametrize(
    "stated",
    [
        "timeline.example",
        "ftp://a.example",
        "https://",
        "https://a@b.example",
        "https://a.example/?q=",
        "https://a b",
    ],
)
def test_what_is_no_address_of_a_page_is_named_at_the_start(stated: str) -> None:
    with pytest.raises(ValueError, match=URL):
        stated_url({URL: stated})


def test_another_program_gives_other_etags(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get("/api/events.csv").headers["etag"]
    assert client.get("/api/events.csv").headers["etag"] == first
    monkeypatch.setattr(etag, "program_version", lambda: "another")
    answer = client.get("/api/events.csv", headers={"If-None-Match": first})
    assert (answer.status_code, answer.headers["etag"] == first) == (200, False)
