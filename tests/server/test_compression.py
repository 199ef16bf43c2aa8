"""What passes the compression changed, what passes unchanged, and how often work is done."""

import asyncio
import gzip
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from components.server import compression
from components.server.compression import Compression, accepted_coding
from tests.loop import finished

SCRIPT = b"const answer = 42;\n" * 5000
GZIP = {"Accept-Encoding": "gzip, deflate"}
BROTLI = {"Accept-Encoding": "gzip, deflate, br"}
PLAIN = {"Accept-Encoding": "identity"}


async def page(_: Request) -> Response:
    return Response("<p>The page</p>" * 50, media_type="text/html", headers={"ETag": '"page"'})


async def encoded(_: Request) -> Response:
    headers = {"ETag": '"done"', "Content-Encoding": "gzip"}
    return Response(gzip.compress(SCRIPT), media_type="text/javascript", headers=headers)


async def stream(_: Request) -> Response:
    return StreamingResponse(iter([b"one ", b"two"]), media_type="text/plain")


async def health(request: Request) -> Response:
    return PlainTextResponse(request.headers["accept-encoding"])


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(await socket.receive_text())
    await socket.close()


class Counted:
    """Counts the requests and the body bytes that leave an app."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.methods: list[str] = []
        self.sent = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def count(message: Message) -> None:
            self.sent += len(message.get("body", b""))
            await send(message)

        if scope["type"] == "http":
            self.methods.append(scope["method"])
        await self.app(scope, receive, count)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "app.js").write_bytes(SCRIPT)
    (tmp_path / "style.css").write_bytes(b"p { margin: 0 }\n" * 100)
    (tmp_path / "icon.svg").write_bytes(b"<svg></svg>" * 100)
    (tmp_path / "font.woff2").write_bytes(b"wOF2" * 500)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" * 100)
    return tmp_path


@pytest.fixture
def inner(directory: Path) -> Counted:
    routes = [
        Route("/", page),
        Route("/static/encoded.js", encoded),
        Route("/static/stream.txt", stream),
        Route("/readyz", health),
        WebSocketRoute("/static/socket", echo),
        Mount("/static", StaticFiles(directory=directory)),
    ]
    return Counted(Starlette(routes=routes))


@pytest.fixture
def client(inner: Counted) -> Iterator[TestClient]:
    with TestClient(Compression(inner)) as made:
        yield made


@pytest.mark.parametrize("name", ["app.js", "style.css", "icon.svg"])
def test_text_is_compressed_and_says_so(client: TestClient, directory: Path, name: str) -> None:
    for _ in range(2):
        answer = client.get(f"/static/{name}", headers=GZIP)
        assert answer.content == (directory / name).read_bytes()
        assert answer.headers["content-encoding"] == "gzip"
        assert int(answer.headers["content-length"]) == answer.num_bytes_downloaded
        assert answer.num_bytes_downloaded < (directory / name).stat().st_size / 5
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["etag"].startswith('W/"')
        assert "accept-ranges" not in answer.headers


def test_the_page_itself_is_compressed_but_not_kept(client: TestClient, inner: Counted) -> None:
    for _ in range(2):
        answer = client.get("/", headers=GZIP)
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.text == "<p>The page</p>" * 50
    assert inner.methods == ["GET", "GET"]


def test_a_file_is_compressed_once_and_then_not_even_read(
    client: TestClient, inner: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get("/static/app.js", headers=GZIP)
    assert (inner.methods, inner.sent) == (["GET"], len(SCRIPT))
    monkeypatch.setattr(compression, "gzip", None)
    second = client.get("/static/app.js?v=2", headers=GZIP)
    assert second.content == first.content
    assert (inner.methods, inner.sent) == (["GET", "HEAD"], len(SCRIPT))


def test_readers_who_come_at_once_share_one_compression(
    inner: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[int] = []
    compress = gzip.compress

    def counted(body: bytes, **options: int) -> bytes:
        done.append(len(body))
        return compress(body, **options)

    monkeypatch.setattr("gzip.compress", counted)
    with TestClient(Compression(inner)) as client, ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(lambda _: client.get("/static/app.js", headers=GZIP), range(8)))
    assert all(answer.content == SCRIPT for answer in answers)
    assert done == [len(SCRIPT)]


def test_a_file_that_changes_is_compressed_anew(client: TestClient, directory: Path) -> None:
    client.get("/static/app.js", headers=GZIP)
    (directory / "app.js").write_bytes(b"changed " * 100)
    answer = client.get("/static/app.js", headers=GZIP)
    assert answer.content == b"changed " * 100
    assert answer.headers["content-encoding"] == "gzip"


def test_a_file_that_disappears_is_gone(client: TestClient, directory: Path) -> None:
    client.get("/static/app.js", headers=GZIP)
    (directory / "app.js").unlink()
    assert client.get("/static/app.js", headers=GZIP).status_code == 404


def test_a_browser_that_has_the_file_is_told_so(client: TestClient) -> None:
    for _ in range(2):  # before it is kept, and after
        etag = client.get("/static/app.js", headers=PLAIN).headers["etag"]
        answer = client.get("/static/app.js", headers={**GZIP, "If-None-Match": etag})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == etag
        assert answer.headers["vary"] == "Accept-Encoding"
        client.get("/static/app.js", headers=GZIP)


def test_a_client_that_takes_no_gzip_gets_the_file_as_it_is(client: TestClient) -> None:
    answer = client.get("/static/app.js", headers=PLAIN)
    assert "content-encoding" not in answer.headers
    assert answer.content == SCRIPT
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["accept-ranges"] == "bytes"


def test_a_range_is_of_the_file_as_it_is(client: TestClient) -> None:
    client.get("/static/app.js", headers=GZIP)
    answer = client.get("/static/app.js", headers={**GZIP, "Range": "bytes=6-11"})
    assert (answer.status_code, answer.content) == (206, b"answer")
    assert answer.headers["content-range"] == f"bytes 6-11/{len(SCRIPT)}"
    assert "content-encoding" not in answer.headers


def test_head_is_left_alone(client: TestClient) -> None:
    answer = client.head("/static/app.js", headers=GZIP)
    assert (answer.status_code, answer.content) == (200, b"")
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-length"] == str(len(SCRIPT))


@pytest.mark.parametrize("name", ["font.woff2", "picture.png"])
def test_what_is_compressed_by_nature_is_left_alone(
    client: TestClient, directory: Path, name: str
) -> None:
    answer = client.get(f"/static/{name}", headers=GZIP)
    assert "content-encoding" not in answer.headers
    assert answer.content == (directory / name).read_bytes()


def test_what_is_encoded_already_is_not_encoded_twice(client: TestClient) -> None:
    answer = client.get("/static/encoded.js", headers=GZIP)
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.content == SCRIPT


def test_a_stream_stays_a_stream(client: TestClient) -> None:
    answer = client.get("/static/stream.txt", headers=GZIP)
    assert "content-encoding" not in answer.headers
    assert answer.text == "one two"


def test_an_unknown_file_stays_unknown(client: TestClient) -> None:
    answer = client.get("/static/unknown.js", headers=GZIP)
    assert (answer.status_code, answer.text) == (404, "Not Found")


def test_other_addresses_pass_untouched(client: TestClient) -> None:
    answer = client.get("/readyz", headers=GZIP)
    assert answer.text == GZIP["Accept-Encoding"]
    assert "vary" not in answer.headers


def test_web_sockets_pass_untouched(client: TestClient) -> None:
    with client.websocket_connect("/static/socket") as socket:
        socket.send_text("hello")
        assert socket.receive_text() == "hello"


def test_what_is_kept_never_takes_more_than_its_room(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_bytes(str(number).encode() * 100_000)
    inner = Counted(Starlette(routes=[Mount("/static", StaticFiles(directory=tmp_path))]))
    size = len(gzip.compress(b"0" * 100_000, mtime=0))
    with TestClient(Compression(inner, room=3 * size)) as client:

        def methods(number: int) -> list[str]:
            inner.methods.clear()
            assert client.get(f"/static/{number}.txt", headers=GZIP).status_code == 200
            return list(inner.methods)

        assert [methods(number) for number in (0, 1, 2)] == [["GET"]] * 3
        assert methods(0) == ["HEAD"]
        assert methods(3) == ["GET"]
        # 1 was the least used, and had to go.
        assert [methods(number) for number in (0, 2, 3)] == [["HEAD"]] * 3
        assert methods(1) == ["GET"]


def test_a_file_over_the_limit_is_sent_as_it_is(inner: Counted) -> None:
    with TestClient(Compression(inner, largest=len(SCRIPT) - 1)) as client:
        answer = client.get("/static/app.js", headers=GZIP)
    assert "content-encoding" not in answer.headers
    assert answer.content == SCRIPT


def test_a_roundabout_address_is_not_kept_a_second_time(inner: Counted) -> None:
    app = Compression(inner)
    with TestClient(app) as client:
        client.get("/static/app.js", headers=GZIP)
        for path in ("/static/%2e/app.js", "/static//app.js", "/static/%2e/%2e//app.js"):
            answer = client.get(path, headers=GZIP)
            assert "content-encoding" not in answer.headers
    assert inner.methods == ["GET"] * 4


def test_below_a_base_path_only_that_is_compressed(directory: Path) -> None:
    static = StaticFiles(directory=directory)
    inner = Starlette(routes=[Mount("/tl/static", static), Mount("/static", static)])
    with TestClient(Compression(inner, base="/tl")) as client:
        below = client.get("/tl/static/app.js", headers=GZIP)
        beside = client.get("/static/app.js", headers=GZIP)
    assert below.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in beside.headers


def test_a_failing_app_does_not_stop_the_next_answer(directory: Path) -> None:
    failures = iter([True, False])

    async def fails_once(scope: Scope, receive: Receive, send: Send) -> None:
        if next(failures):
            headers = [(b"content-type", b"text/css"), (b"etag", b'"1"'), (b"content-length", b"9")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            raise OSError("the disk is gone")
        await FileResponse(directory / "app.js")(scope, receive, send)

    app = Compression(fails_once)
    client = TestClient(app, raise_server_exceptions=False)
    assert client.get("/static/app.js", headers=GZIP).status_code == 500
    assert client.get("/static/app.js", headers=GZIP).content == SCRIPT


def test_a_server_that_sends_files_itself_is_left_to_do_so(directory: Path) -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/static/app.js",
        "headers": [(b"accept-encoding", b"gzip")],
        "extensions": {"http.response.pathsend": {}},
    }
    app = Compression(FileResponse(directory / "app.js"))
    with start_blocking_portal() as portal:
        portal.call(app, scope, receive, send)
    assert [message["type"] for message in sent] == [
        "http.response.start",
        "http.response.pathsend",
    ]
    assert "content-encoding" not in Headers(raw=sent[0]["headers"])


def test_who_reads_slowly_keeps_no_copy_of_the_file(tmp_path: Path) -> None:
    """However many ask at once for a file that has not been compressed yet."""
    path = tmp_path / "app.js"
    path.write_bytes(SCRIPT * 10)
    headers = [(b"accept-encoding", b"gzip")]
    scope = {"type": "http", "method": "GET", "path": "/static/app.js", "headers": headers}
    clients = 20

    async def hold() -> int:
        app = Compression(FileResponse(path))
        reads, waiting = asyncio.Event(), []

        async def send(message: Message) -> None:
            if message["type"] == "http.response.body":
                waiting.append(message)
                await reads.wait()

        async def receive() -> Message:
            await asyncio.Event().wait()
            return {}

        asked = [asyncio.create_task(app(scope, receive, send)) for _ in range(clients)]
        while len(waiting) < clients and not any(task.done() for task in asked):
            await asyncio.sleep(0.001)
        held = tracemalloc.get_traced_memory()[0]
        reads.set()
        await asyncio.gather(*asked)
        return held

    tracemalloc.start()
    try:
        assert finished(hold()) < clients * path.stat().st_size / 4
    finally:
        tracemalloc.stop()


def test_brotli_is_sent_where_it_is_taken_and_kept_beside_gzip(
    client: TestClient, inner: Counted
) -> None:
    answers = [client.get("/static/app.js", headers=headers) for headers in (BROTLI, GZIP) * 2]
    assert [answer.headers["content-encoding"] for answer in answers] == ["br", "gzip"] * 2
    assert inner.methods == ["GET", "GET", "HEAD", "HEAD"]
    smaller, gzipped = answers[2:]
    assert smaller.content == gzipped.content == SCRIPT
    assert smaller.num_bytes_downloaded < gzipped.num_bytes_downloaded


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("gzip", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.1, gzip", "br"),
        ("br;q=0, gzip", "gzip"),
        ("gzip ; q=1.0, *;q=0", "gzip"),
        ("*", "br"),
        ("", ""),
        ("br", "br"),
        ("xgzip", ""),
        ("gzip;q=0", ""),
        ("gzip;q=0.000, *", "br"),
        ("gzip;q=0, br;q=0, *", ""),
        ("*;q=0", ""),
        ("gzip;q=nonsense", ""),
        ("gzip;q=nan", ""),
        ("identity", ""),
    ],
)
def test_only_a_coding_that_is_accepted_is_used(header: str, coding: str) -> None:
    assert accepted_coding(Headers({"accept-encoding": header})) == coding
