"""A view as data by its address: the page's own query, for anybody who may read the page."""

import asyncio
import csv
import gzip
import io
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from errno import ENOSPC
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient
from starlette.types import Message

from components.editions import FORMATS
from components.exports import MOST_EXPORTED, Download, Drawing
from components.frames.warehouse import LostEngineError
from components.selection import LONGEST_QUERY
from components.server import export, picture_response, stream
from components.server.picture_queue import PictureQueue
from components.server.rasterizer import RasterError, Rasterizer
from components.server.request_work import GoneError
from components.sources import current, telemetry
from components.streamlit_app import FairTurns
from components.wording import refusal as words
from tests.logs import FAULTY, FIRST, SECOND
from tests.loop import finished


@pytest.fixture(autouse=True)
def first_version(path: Path) -> None:
    path.write_text(FIRST)


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
    assert answer.headers["link"] == '<../?q=again>; rel="alternate"'
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


def test_a_picture_is_of_the_accounts_where_the_page_shows_them(
    client: TestClient, path: Path
) -> None:
    question = "{question: Who paid?, status: corrected, finding: Nobody., events: [first, second]}"
    path.write_text(f"{FIRST}disagreements: {{fee: {question}}}\n")
    for key in ("svg", "wide.png"):
        answer = client.get(f"/api/events.{key}?page=evidence&q=again")
        name = f'attachment; filename="first-version-1-question.{FORMATS[key].suffix}"'
        assert answer.headers["content-disposition"] == name
        there = "../?page=evidence&q=again"
        assert answer.headers["link"] == f'<{there}>; rel="alternate"'
        assert answer.content
    assert "Who paid?" in client.get("/api/events.svg?page=evidence").text
    assert "Who paid?" not in client.get("/api/events.svg?page=evidence&part=figures").text
    assert ids(client.get("/api/events.csv?page=evidence").content) == ["first", "second"]


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


@pytest.mark.parametrize("address", ["/api/events", "/api/events/csv", "/api/", "/api/events.a/b"])
def test_an_address_without_a_format_is_told_the_formats_and_not_shown_the_page(
    client: TestClient, address: str
) -> None:
    answer = client.get(address, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.json()["formats"]) == (404, list(FORMATS))
    assert answer.headers["content-type"] == "application/json"


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
    current().snapshot()
    assert client.get("/api/events.csv?q=again", headers={"If-None-Match": etag}).status_code == 200


def test_only_reading_is_offered(client: TestClient) -> None:
    answer = client.options("/api/events.csv", headers={"Origin": "https://elsewhere.example"})
    assert (answer.status_code, answer.headers["access-control-allow-methods"]) == (
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
    monkeypatch.setattr(export, "MOST_EXPORTED", 1)
    data = json.loads(client.get("/api/events.json").content)
    assert list(data["events"]) == ["first"]
    assert data["log"]["exported"]["view"] == "All 2 events (the first 1)"


@pytest.mark.parametrize("key", ["txt", "bib", "csl"])
def test_an_open_event_is_cited_alone(client: TestClient, key: str) -> None:
    one = client.get(f"/api/events.{key}?event=second")
    assert one.status_code == 200
    assert "They meet again" in one.text and "First version." not in one.text.split("They meet")[0]
    assert one.headers["content-disposition"] == (
        f'attachment; filename="second.{FORMATS[key].suffix}"'
    )
    assert "They meet again" in client.get(f"/api/events.{key}").text
    assert len(client.get(f"/api/events.{key}").text) > len(one.text)


def test_the_feed_is_atom_with_the_latest_first(client: TestClient) -> None:
    answer = client.get("/feed.xml?tier=record&tier=article")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)  # noqa: S314 - our own words
    atom = "{http://www.w3.org/2005/Atom}"
    titles = [element.findtext(f"{atom}title") for element in root.iter(f"{atom}entry")]
    assert titles == ["They meet again", "They meet"]
    (own,) = [
        element.get("href")
        for element in root.findall(f"{atom}link")
        if element.get("rel") == "self"
    ]
    assert own == "http://host.example/feed.xml?tier=record&tier=article"
    assert 'rel="self"' in client.get("/feed.xml").text
    assert 'href="http://host.example/feed.xml"' in client.get("/feed.xml").text
    etag = answer.headers["etag"]
    again = client.get("/feed.xml?tier=record&tier=article", headers={"If-None-Match": etag})
    assert again.status_code == 304


def test_an_event_has_a_short_address_that_previews_read_and_people_are_sent_on_from(
    client: TestClient,
) -> None:
    answer = client.get("/e/second")
    assert answer.headers["content-type"].startswith("text/html")
    for part in (
        '<meta property="og:title" content="They meet again">',
        "application/ld+json",
        '<link rel="canonical" href="http://host.example/e/second">',
    ):
        assert part in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("mark", ["fbclid=abc", "utm_source=x&utm_medium=%3Cb%3E", "event=nobody"])
def test_what_other_sites_add_to_the_address_of_an_event_is_left_out(
    client: TestClient, mark: str
) -> None:
    answer, plain = client.get(f"/e/second?{mark}"), client.get("/e/second")
    assert (answer.status_code, answer.headers["etag"]) == (200, plain.headers["etag"])
    assert 'content="0; url=../?event=second"' in answer.text
    assert mark.partition("=")[0] + "=" not in answer.text.replace("?event=second", "")


def test_the_address_of_an_event_leads_to_it_in_the_view_that_was_asked_for(
    client: TestClient,
) -> None:
    address = "/e/second?clock=utc&q=%22%3E%3Cscript%3E&fbclid=abc"
    answer = client.get(address)
    view = "../?event=second&amp;q=%22%3E%3Cscript%3E&amp;clock=utc"
    assert f'content="0; url={view}"' in answer.text
    assert f'<a href="{view}">' in answer.text
    assert '<link rel="canonical" href="http://host.example/e/second">' in answer.text
    assert "script>" not in answer.text.replace("</script>", "")
    kept = {"If-None-Match": answer.headers["etag"]}
    assert client.get(address, headers=kept).status_code == 304
    for other in ("/e/second", "/e/second?clock=utc", "/e/first?clock=utc"):
        assert client.get(other, headers=kept).status_code == 200


def test_an_event_that_is_not_there_is_not_found_in_words_or_in_json(client: TestClient) -> None:
    for accepted in ("*/*", "application/json"):
        missing = client.get("/e/third", headers={"Accept": accepted})
        assert missing.status_code == 404
        assert missing.json()["error"] == "this log has no such event, or has it no longer"
        assert missing.headers["vary"] == "Accept"
    page = client.get("/e/%3Cb%3E?q=%3Ci%3E", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert '<h1 dir="auto">This log has no such event, or has it no longer</h1>' in page.text
    assert '<a href="../">Show the whole log</a>' in page.text
    assert "<b>" not in page.text and "<i>" not in page.text
    shown = client.get("/e/second").headers
    for name in ("access-control-allow-origin", "x-content-type-options"):
        assert page.headers[name] == shown[name]
    policy = page.headers["content-security-policy"]
    assert policy == f"{shown['content-security-policy']}; style-src 'unsafe-inline'"
    assert (page.headers["cache-control"], page.headers["vary"]) == ("no-store", "Accept")


def test_a_link_to_an_event_that_is_gone_leads_on(client: TestClient) -> None:
    (nearest,) = client.get("/e/second-2025").json()["nearest"]
    assert (nearest["id"], set(nearest)) == ("second", {"id", "title"})
    assert client.get("/e/second-2025").json()["search"].endswith("?q=second")
    page = client.get("/e/second-2025", headers={"Accept": "text/html"}).text
    assert f'<a href="../?event=second" dir="auto">{nearest["title"]}</a>' in page
    assert '<a href="../?q=second" dir="auto">Search for the words of its id</a>' in page
    (part,) = client.get("/api/events.csv?event=second-2025").json()["ignored"]
    assert (part["nearest"], part["search"]) == ([nearest], "?q=second")


def test_a_spreadsheet_for_which_there_is_no_room_is_refused(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Download) -> Iterator[bytes]:
        yield b""
        raise OSError(ENOSPC, "No space left on device")

    row = replace(FORMATS["xlsx"], write=full)
    monkeypatch.setattr(export, "FORMATS", {**FORMATS, "xlsx": row})
    answer = client.get("/api/events.xlsx")
    assert (answer.status_code, "no room on the disk" in answer.json()["error"]) == (503, True)


def test_a_spreadsheet_is_not_compressed_twice(client: TestClient) -> None:
    answer = client.get("/api/events.xlsx", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in answer.headers
    assert answer.content.startswith(b"PK")


@pytest.mark.parametrize(
    ("turns", "key", "other"),
    [("open_exports", "csv", "xlsx"), ("stored_exports", "xlsx", "csv")],
)
def test_who_comes_when_all_are_busy_is_told_so_and_nobody_keeps_a_place(
    turns: str, key: str, other: str, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "LONGEST_WAIT", 0.01)
    full = FairTurns(1)
    monkeypatch.setattr(stream, turns, full)
    for _ in range(3):
        assert client.get(f"/api/events.{key}?q=again").status_code == 200
    finished(full.wait("192.0.2.1"))
    answer = client.get(f"/api/events.{key}")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    assert client.get(f"/api/events.{other}").status_code == 200
    full.leave("192.0.2.1")
    assert client.get(f"/api/events.{key}").status_code == 200


@pytest.mark.parametrize(
    ("when", "zone"),
    [("9999-12-31T23:59", "Pacific/Pago_Pago"), ("0001-01-01T00:00", "Asia/Tokyo")],
)
def test_the_ends_of_the_calendar_are_no_error(
    client: TestClient, path: Path, when: str, zone: str
) -> None:
    head = "format: 1\nlog: {title: Ends, zone: UTC, as_of: 2020-01-03}\nevents:\n"
    event = f'  e: {{title: E, kind: post, when: "{when}", zone: {zone}}}\n'
    path.write_text(head + event)
    for key in FORMATS:
        assert client.get(f"/api/events.{key}").status_code == 200, key
    assert client.get("/feed.xml").status_code == client.get("/e/e").status_code == 200


class Exchange:
    """One request that is answered with parts: what is sent, until the client has enough."""

    def __init__(self, encoding: str = "identity", enough: int = 99) -> None:
        self.sent: list[Message] = []
        self.enough = enough
        self.has_gone = asyncio.Event()
        headers = [(b"accept-encoding", encoding.encode())]
        self.scope = {"type": "http", "method": "GET", "path": "/", "headers": headers}

    async def receive(self) -> Message:
        await self.has_gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        self.sent.append(message)
        if len(self.bodies) >= self.enough:
            self.has_gone.set()
            await asyncio.sleep(0.01)

    @property
    def bodies(self) -> list[bytes]:
        return [message["body"] for message in self.sent if message.get("body")]

    @property
    def is_whole(self) -> bool:
        return not self.sent[-1].get("more_body", True)

    def run(self, parts: Iterator[bytes]) -> "Exchange":
        async def answer() -> None:
            request = Request(self.scope, self.receive)
            response = await stream.stream(request, parts, {}, "text/plain")
            await response(self.scope, self.receive, self.send)

        finished(answer())
        return self


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    lines: list[str] = []
    monkeypatch.setattr(telemetry, "write_line", lambda what, **_: lines.append(what))
    return lines


def test_an_export_that_cannot_be_finished_is_broken_off_and_not_ended(lines: list[str]) -> None:
    def parts() -> Iterator[bytes]:
        yield b"part"
        raise LostEngineError("gone")

    answer = Exchange().run(parts())
    assert (answer.bodies, answer.is_whole, lines) == ([b"part"], False, ["broken off"])


def test_nothing_more_is_made_once_the_client_has_gone(lines: list[str]) -> None:
    made, closed = [], []

    def parts() -> Iterator[bytes]:
        try:
            for number in range(1000):
                made.append(number)
                yield b"part"
        finally:
            closed.append(True)

    answer = Exchange(enough=3).run(parts())
    assert len(made) <= 4 and closed and not answer.is_whole and not lines


def test_a_client_that_goes_before_the_first_byte_is_worked_for_no_more() -> None:
    made = []
    exchange = Exchange()

    def parts() -> Iterator[bytes]:
        for number in range(1000):
            made.append(number)
            time.sleep(0.001)
            yield b""

    async def answer() -> None:
        exchange.has_gone.set()
        await stream.stream(Request(exchange.scope, exchange.receive), parts(), {}, "text/plain")

    with pytest.raises(GoneError):
        finished(answer())
    assert len(made) < 10


def test_an_export_over_its_budget_is_refused_before_the_first_byte_and_broken_off_after(
    monkeypatch: pytest.MonkeyPatch, lines: list[str]
) -> None:
    monkeypatch.setattr(stream, "MOST_BYTES", 10)
    answer = Exchange().run(iter([b"a" * 20]))
    assert answer.sent[0]["status"] == 413 and b"more than 0 MB" in answer.bodies[0]
    answer = Exchange().run(iter([b"a" * 6] * 9))
    assert (answer.bodies, answer.is_whole) == ([b"a" * 6], False)
    monkeypatch.setattr(stream, "MOST_SECONDS", -1)
    answer = Exchange().run(iter([b"a"]))
    assert answer.sent[0]["status"] == 503 and b"seconds of work" in answer.bodies[0]
    assert lines == ["refused export", "broken off", "refused export"]


def test_a_client_that_stops_reading_is_cut_off(
    monkeypatch: pytest.MonkeyPatch, lines: list[str]
) -> None:
    monkeypatch.setattr(stream, "LONGEST_PAUSE", 0.01)
    exchange = Exchange()

    async def send(message: Message) -> None:
        exchange.sent.append(message)
        if len(exchange.bodies) == 2:
            await asyncio.Event().wait()

    monkeypatch.setattr(exchange, "send", send)
    exchange.run(iter([b"part"] * 9))
    assert (len(exchange.bodies), exchange.is_whole, lines) == (2, False, ["broken off"])


def test_parts_are_compressed_as_they_are_made() -> None:
    whole = Exchange("gzip").run(iter([b"one ", b"two"]))
    assert gzip.decompress(b"".join(whole.bodies)) == b"one two" and whole.is_whole


def test_who_asks_for_the_headers_alone_has_nothing_made(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Iterator[bytes]:
        raise AssertionError

    etags = {key: client.get(f"/api/events.{key}").headers["etag"] for key in FORMATS}
    rows = {key: replace(row, write=refuse, of_event=refuse) for key, row in FORMATS.items()}
    monkeypatch.setattr(export, "FORMATS", rows)
    monkeypatch.setattr(export, "write_feed", refuse)
    for key in FORMATS:
        answer = client.head(f"/api/events.{key}")
        assert (answer.status_code, answer.headers["etag"]) == (200, etags[key])
        assert answer.headers["content-type"].startswith(FORMATS[key].media_type)
        assert "content-length" not in answer.headers
    assert client.head("/feed.xml").status_code == 200


def test_a_picture_is_kept_by_its_etag_and_for_the_headers_alone_none_is_made(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    row = FORMATS["png"]

    def draw(_: Download, event: str) -> Drawing:
        made.append(event)
        return Drawing(f"picture {len(made)}")

    monkeypatch.setattr(export, "FORMATS", {"png": replace(row, draw=draw)})
    monkeypatch.setattr(picture_response, "pictures", PictureQueue())
    assert client.head("/api/events.png").status_code == 200 and not made
    one, two = client.get("/api/events.png"), client.get("/api/events.png")
    other = client.get("/api/events.png", headers={"Host": "other.example"})
    assert (one.content, two.content, other.content) == (b"picture 1", b"picture 1", b"picture 2")


def test_a_picture_that_cannot_be_made_is_refused_in_words_and_asked_for_again(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise RasterError("killed")

    lines: list[object] = []
    monkeypatch.setattr(telemetry, "write_line", lambda what, **more: lines.append((what, more)))
    monkeypatch.setattr(Rasterizer, "rasterize", fail)
    queues = (
        (PictureQueue(), words.NO_PICTURE, "60"),
        (PictureQueue(0, 0), words.TOO_MANY_PICTURES, "10"),
    )
    for queue, why, later in queues:
        monkeypatch.setattr(picture_response, "pictures", queue)
        answer = client.get("/api/events.png")
        assert (answer.status_code, answer.json()) == (503, {"error": why})
        assert (answer.headers["retry-after"], answer.headers["cache-control"]) == (
            later,
            "no-store",
        )
    assert ("not drawn", {"kind": "picture", "why": "killed"}) in lines
    monkeypatch.undo()
    assert client.get("/api/events.png").content.startswith(b"\x89PNG")
