"""A running dashboard answers rubbish, foreign hosts and wild links."""

import json
import socket
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from components.selection import LONGEST_QUERY, MOST_PARAMETERS
from components.server.transport import LARGEST_MESSAGE
from components.streamlit_app import page_html
from tests.hostile.links import LINKS, generated
from tests.logs import FIRST
from tests.serving import ROOT, Running, running

PATIENCE = 60.0  # seconds that an answer may take on a busy machine
OWN = "desk.example"
MOST_SAID = LARGEST_MESSAGE - 1_000  # bytes of a query in the largest message of a browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Serve a small log to those who call the server by its number or by its name."""
    folder = tmp_path_factory.mktemp("wire")
    (folder / "log.yaml").write_text(FIRST)
    hosts = ["--server.allowedHosts", "127.0.0.1", "--server.allowedHosts", OWN]
    own = ["--browser.serverAddress", OWN]
    with running(
        folder, ROOT / "app.py", "readyz", *hosts, *own, log=folder / "log.yaml"
    ) as started:
        yield started


def place(server: Running) -> tuple[str, int]:
    split = urlsplit(server.address)
    assert split.hostname and split.port
    return split.hostname, split.port


@contextmanager
def line(server: Running, origin: str | None = None, host: str = "") -> Iterator[ClientConnection]:
    """Open the connection that a page has, as a page of `origin` that calls the server `host`."""
    number, port = place(server)
    with (
        socket.create_connection((number, port)) as plain,
        connect(
            f"ws://{host or number}:{port}/_stcore/stream",
            sock=plain,
            origin=origin,  # type: ignore[arg-type]
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            open_timeout=PATIENCE,
            compression=None,
        ) as opened,
    ):
        yield opened


def is_well(server: Running) -> bool:
    with urllib.request.urlopen(f"{server.address}readyz", timeout=PATIENCE) as answer:
        return bool(json.load(answer)["status"] == "ok")


def page(opened: ClientConnection, query: str, url: str = "") -> dict[str, Any]:
    """Ask for the page of a query, and return what its elements are told, by area."""
    request = BackMsg()
    request.rerun_script.query_string = query
    request.rerun_script.context_info.url = url
    opened.send(request.SerializeToString())
    areas: dict[str, Any] = {}
    while True:
        data = opened.recv(timeout=PATIENCE)
        message = ForwardMsg()
        message.ParseFromString(data if isinstance(data, bytes) else data.encode())
        if message.WhichOneof("type") == "delta":
            element = message.delta.new_element
            assert element.WhichOneof("type") != "exception", element.exception.message
            if element.WhichOneof("type") == "bidi_component":
                areas |= json.loads(element.bidi_component.bytes)["areas"]
        elif message.WhichOneof("type") == "script_finished":
            assert message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            return areas


def words(node: Any) -> str:  # noqa: ANN401 - as JSON has it
    """Return all that stands in an element."""
    if isinstance(node, str):
        return node
    return " ".join(map(words, node[2:] if node and isinstance(node[0], str) else node))


@pytest.mark.thorough
def test_the_page_answers_every_link_and_says_what_of_it_is_of_no_use(server: Running) -> None:
    for kind, query in LINKS.items():
        with line(server) as opened:
            if len(query) > MOST_SAID:
                with pytest.raises(ConnectionClosed, match=r"1009|too big|large|no close frame"):
                    page(opened, query.decode("utf-8", "replace"))
                continue
            board = page(opened, query.decode("utf-8", "replace"))
        header = words(board["header"])
        if len(query) <= LONGEST_QUERY and query.count(b"&") < MOST_PARAMETERS:
            # what is longer gets no further than the question for the page, which is refused
            assert "Part of this link could not be used" in header or kind == "frames", kind
        assert len(header) < 3_000, kind
        assert "Traceback" not in header
    assert is_well(server)


def test_the_page_answers_links_that_were_made_at_random(server: Running) -> None:
    with line(server) as opened:
        for seed in range(0, 5_000, 200):
            board = page(opened, generated(seed).decode("utf-8", "replace"))
            assert "of 2 events" in words(board["header"]) or "All 2" in words(board["header"]), (
                seed
            )


def test_the_page_answers_whatever_a_browser_says_of_its_own_address(server: Running) -> None:
    for url in ("http://[", "javascript:alert(1)", "http://evil.example\r\nX: y", "\u202e", "//x"):
        with line(server) as opened:
            assert "All 2 events" in words(page(opened, "page=data", url)["header"])


def raw(server: Running, target: bytes, **headers: str) -> bytes:
    """Ask for a target, byte by byte as it is, and return all that is answered."""
    fields = {"Host": "127.0.0.1", "Accept": "text/html", "Connection": "close", **headers}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    with socket.create_connection(place(server), timeout=PATIENCE) as plain:
        plain.sendall(b"GET " + target + b" HTTP/1.1\r\n" + head.encode("latin-1") + b"\r\n")
        parts = []
        try:
            while part := plain.recv(1 << 16):
                parts.append(part)
        except ConnectionError:
            pass  # of too long a question the end is never read
        return b"".join(parts)


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


def test_over_the_wire_a_link_gives_the_page_or_is_refused(server: Running) -> None:
    for kind, query in LINKS.items():
        target = b"/?" + b"".join(
            b"%%%02X" % byte if byte <= 32 or byte >= 127 else bytes([byte])
            for byte in query[:99_000]
        )
        answer = raw(server, target)
        assert status(answer) in (200, 400, 414), kind
        if len(query) <= LONGEST_QUERY and query.count(b"&") < MOST_PARAMETERS:
            assert status(answer) == 200, kind
        else:
            assert status(answer) in (400, 414), kind
        assert b"Traceback" not in answer
    for query in (b"q=\x00", b"q=\xff\xfe", b"q=a b", b"q=a\tb", b"\r\nX: y"):
        assert status(raw(server, b"/?" + query)) in (200, 400)
    assert is_well(server)


UP = (
    *(b"/../../etc/passwd", b"/..%2f..%2fetc%2fpasswd", b"/%2e%2e/%2e%2e/etc/passwd"),
    *(b"/static/../../../etc/passwd", b"/static/..%2f..%2f..%2fetc/passwd", b"//etc/passwd"),
    *(b"/static/%2e%2e/%2e%2e/app.py", b"/assets/..%2fpage.py", b"/assets/../page.py"),
    *(b"/component/../../etc/passwd", b"/component/x/..%2f..%2fapp.py", b"/media/../app.py"),
    *(b"/_stcore/../app.py", b"/app.py", b"/log.yaml", b"/.streamlit/config.toml", b"/.git/config"),
    *(
        b"/static/..\\..\\app.py",
        b"/%c0%ae%c0%ae/etc/passwd",
        b"/static/%00",
        b"/e/..%2f..%2flog.yaml",
    ),
    *(b"file:///etc/passwd", b"http://evil.example/"),
)


def test_no_path_leads_to_a_file_that_is_not_served(server: Running) -> None:
    front = raw(server, b"/").partition(b"\r\n\r\n")[2]
    plain = page_html().read_bytes()  # which Streamlit answers with on any path
    assert all(b"<title>Streamlit" in page for page in (front, plain))
    assert len(UP) >= 20
    for target in UP:
        answer = raw(server, target)
        assert status(answer) in (200, 400, 404), target
        body = answer.partition(b"\r\n\r\n")[2]
        if status(answer) == 200:
            assert body in (front, plain), target
        for secret in (b"root:", b"They meet", b"[server]", b"import streamlit"):
            assert secret not in body, target


RUBBISH = (b"", b"\x00", b"\xff" * 1_000, Random(1).randbytes(100_000), b"\x0a\xff\xff\xff\xff\x0f")  # noqa: S311


def test_rubbish_on_the_line_ends_the_line_and_not_the_server(server: Running) -> None:
    for rubbish in (*RUBBISH, "text", "{}", "x" * 100_000, b"\x00" * 30_000_000):
        try:
            with line(server) as opened:
                opened.send(rubbish)
                opened.recv(timeout=1)
        except (ConnectionClosed, TimeoutError):
            pass  # closed, or left without an answer
        assert is_well(server)
    with line(server) as opened:
        assert "All 2 events" in words(page(opened, "")["header"])


def test_a_page_of_another_site_may_not_open_the_line(server: Running) -> None:
    port = place(server)[1]
    for origin in (
        "https://evil.example",
        "null",
        f"http://x.{OWN}",
        f"https://{OWN}.evil.example",
    ):
        with pytest.raises(InvalidStatus) as refused, line(server, origin):
            pass
        assert refused.value.response.status_code == 403, origin
    for own in (f"http://127.0.0.1:{port}", f"https://{OWN}", None):
        with line(server, own) as opened:
            assert "All 2 events" in words(page(opened, "")["header"])


def test_who_calls_the_server_by_a_name_that_leads_here_by_a_trick_is_refused(
    server: Running,
) -> None:
    port = place(server)[1]
    with pytest.raises(InvalidStatus) as refused, line(server, host="evil.example"):
        pass
    assert refused.value.response.status_code in (400, 403)
    for target in (b"/", b"/api/events.json", b"/feed.xml", b"/event-card", b"/e/first", b"/state"):
        for host in ("evil.example", f"evil.example:{port}", f"{OWN}.evil.example", "", "[", "a b"):
            assert status(raw(server, target, Host=host)) in (400, 403), (target, host)
        for host in ("127.0.0.1", f"127.0.0.1:{port}", OWN, f"{OWN}:443", OWN.upper()):
            assert status(raw(server, target, Host=host)) in (200, 409), (target, host)
    # who watches the server knows no name
    assert status(raw(server, b"/readyz", Host="10.0.0.7:8501")) == 200
    assert status(raw(server, b"/_stcore/health", Host="10.0.0.7")) == 200
