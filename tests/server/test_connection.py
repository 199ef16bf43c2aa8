"""What a client can ask of the page's connection, and how much of it."""

import asyncio
import json
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.datastructures import Headers
from starlette.types import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.server.origin import origin_for_streamlit
from components.server.transport import FRAMES, LARGEST_MESSAGE, Budget
from components.server.websocket import _Connection
from components.streamlit_app import ForeignMessageError, PageRequest, read_request
from components.streamlit_app.browser_message import (
    LARGEST_VALUES,
    LONGEST_WORD,
    MOST_HASHES,
    MOST_WIDGETS,
)
from tests.logs import FIRST
from tests.loop import finished
from tests.pace import PATIENCE
from tests.siege.attacker import frame
from tests.soak.server import Server, served
from tests.soak.session import Session

HOOK = """
import json, os, socket, subprocess, sys
def note(event, arguments):
    is_foreign = event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect")
    if is_foreign or event in ("subprocess.Popen", "os.fork", "os.posix_spawn", "os.system"):
        with open(os.environ["NOTED"], "a") as noted:
            noted.write(json.dumps([event, repr(arguments)]) + "\\n")
sys.addaudithook(note)
note("socket.getaddrinfo", ("the hook is there: 127.0.0.1",))
"""
PAGES = ("", "?page=people", "?page=evidence", "?page=data", "?walk=1")


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file in which the server's look-ups, calls and child processes are noted."""
    folder = tmp_path_factory.mktemp("hook")
    (folder / "sitecustomize.py").write_text(HOOK)
    return folder / "noted.txt"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, noted: Path) -> Iterator[Server]:
    patch = pytest.MonkeyPatch()
    patch.setenv("NOTED", str(noted))
    patch.setenv("PYTHONPATH", os.pathsep.join([str(noted.parent), os.getenv("PYTHONPATH", "")]))
    with served(tmp_path_factory.mktemp("connection"), FIRST) as started:
        yield started
    patch.undo()


def message(**fields: object) -> bytes:
    return bytes(BackMsg(**fields).SerializeToString())  # type: ignore[arg-type]


def rerun(query: str = "", widgets: int = 0, **fields: object) -> bytes:
    asked = BackMsg()
    asked.rerun_script.query_string = query
    for number in range(widgets):
        asked.rerun_script.widget_states.widgets.add(id=f"w{number}", json_trigger_value="[1]")
    for name, value in fields.items():
        setattr(asked.rerun_script, name, value)
    return bytes(asked.SerializeToString())


@pytest.mark.parametrize(
    "kind",
    ["load_git_info", "clear_cache", "set_run_on_save", "app_heartbeat", "debug_shutdown_runtime"],
)
def test_kinds_that_no_page_sends_are_passed_over(kind: str) -> None:
    assert read_request(message(**{kind: True})) is None


def test_addresses_for_uploads_are_not_handed_out() -> None:
    asked = BackMsg()
    asked.file_urls_request.file_names.extend(["a.txt"] * 1000)
    assert read_request(asked.SerializeToString()) is None


@pytest.mark.parametrize("data", [rerun("page=people", 3), message(stop_script=True)])
def test_what_a_page_sends_passes_as_it_is(data: bytes) -> None:
    request = read_request(data)
    assert request
    assert request.to_bytes() == data


def hashes(number: int) -> bytes:
    asked = BackMsg()
    asked.rerun_script.cached_message_hashes.extend([""] * number)
    return bytes(asked.SerializeToString())


def value(**kind: str) -> bytes:
    asked = BackMsg()
    asked.rerun_script.widget_states.widgets.add(id="w", **kind)
    return bytes(asked.SerializeToString())


@pytest.mark.parametrize(
    "data",
    [
        b"\xff" * 20,
        rerun(widgets=MOST_WIDGETS + 1),
        rerun(fragment_id="x" * (LONGEST_WORD + 1)),
        rerun(page_name="x" * (LONGEST_WORD + 1)),
        hashes(MOST_HASHES + 1),
        value(string_value="x" * (LARGEST_VALUES + 1)),
        value(json_trigger_value="x"),
        value(json_trigger_value="[" * 100_000),
        value(json_value=f"[{'9' * 10_000}]"),
    ],
    ids=["garbage", "widgets", "fragment", "page", "hashes", "value", "press", "deep", "number"],
)
def test_what_is_larger_than_any_page_s_is_foreign(data: bytes) -> None:
    with pytest.raises(ForeignMessageError):
        read_request(data)


def test_of_a_query_no_more_is_kept_than_an_address_has_twice_over() -> None:
    request = read_request(rerun("q=" + "x" * 200_000))
    assert request and len(request.to_bytes()) < 40_000


def test_fields_that_nobody_knows_are_left_out() -> None:
    request = read_request(rerun("page=people") + b"\xf2\x3f\x05other")
    assert request
    assert b"other" not in request.to_bytes()


def test_of_presses_that_wait_no_more_are_kept_than_one_message_may_hold() -> None:
    def pressed(widget: str) -> bytes:
        asked = BackMsg()
        asked.rerun_script.widget_states.widgets.add(
            id=widget, json_trigger_value=json.dumps("x" * 40_000)
        )
        return bytes(asked.SerializeToString())

    earlier, later = read_request(pressed("a")), read_request(pressed("b"))
    assert earlier
    assert later
    assert earlier.replaced_by(later).to_bytes() == later.to_bytes()


def asked_for(query: str, *, pressed: str = "", is_back: bool = False) -> PageRequest:
    asked = BackMsg()
    asked.rerun_script.query_string = query
    asked.rerun_script.is_history_navigation = is_back
    if pressed:
        asked.rerun_script.widget_states.widgets.add(id="board", json_trigger_value=pressed)
    request = read_request(asked.SerializeToString())
    assert request
    return request


def test_back_takes_no_press_along_that_waits_from_before() -> None:
    press, back = asked_for("page=people", pressed='"go"'), asked_for("topic=a", is_back=True)
    assert press.replaced_by(back).to_bytes() == back.to_bytes()


def test_a_press_after_back_is_still_a_step_through_history() -> None:
    back, press = asked_for("topic=a", is_back=True), asked_for("topic=a", pressed='"go"')
    joined = asked_for("topic=a", pressed='"go"', is_back=True)
    assert back.replaced_by(press).to_bytes() == joined.to_bytes()
    later = asked_for("topic=a", pressed='"open"')
    assert press.replaced_by(later).to_bytes() == later.to_bytes()


def test_of_an_address_no_more_is_kept_than_is_of_use() -> None:
    asked = BackMsg()
    asked.rerun_script.context_info.url = "http://host.example/" + "x" * 200_000
    request = read_request(asked.SerializeToString())
    assert request
    assert len(request.to_bytes()) < 40_000


def ended() -> bytes:
    over = ForwardMsg()
    over.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
    return bytes(over.SerializeToString())


def test_requests_that_wait_become_the_latest_with_all_presses() -> None:
    """Ten requests while the page is made: one run more, which knows every press."""

    async def ask() -> list[str]:
        arriving: asyncio.Queue[Message] = asyncio.Queue()

        async def send(_: Message) -> None:
            pass

        connection = _Connection(arriving.get, send)
        for number in range(10):
            data = rerun(f"n={number}", widgets=1 if number == 3 else 0)
            arriving.put_nowait({"type": "websocket.receive", "bytes": data})
        passed = [await connection.receive()]
        latest = asyncio.ensure_future(connection.receive())
        while not arriving.empty():
            await asyncio.sleep(0)
        assert not latest.done()
        await connection.send({"type": "websocket.send", "bytes": ended()})
        passed.append(await latest)
        arriving.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await connection.receive()
        asked = [BackMsg.FromString(each["bytes"]).rerun_script for each in passed]
        assert [len(each.widget_states.widgets) for each in asked] == [0, 1]
        return [each.query_string for each in asked]

    assert finished(ask()) == ["n=0", "n=9"]


def test_a_budget_allows_so_much_at_once_and_so_much_a_second() -> None:
    budget = Budget(10, 2, now=0)
    assert [budget.take(1, now=0) for _ in range(11)] == [True] * 10 + [False]
    assert budget.take(1, now=1)
    assert not budget.take(11, now=1000)


@pytest.mark.parametrize(
    ("host", "origin", "seen"),
    [
        ("host.example", "https://host.example", "https://host.example"),
        ("Host.example:8501", "http://host.EXAMPLE:8501", "http://Host.example:8501"),
        ("[::1]:8501", "http://[::1]:8501", "http://[::1]:8501"),
        ("host.example", None, ""),
        ("host.example", "https://evil.example", None),
        ("host.example", "https://host.example.evil.example", None),
        ("host.example", "https://host.example:444", None),
        ("host.example", "null", None),
        ("host.example", "", None),
        ("host.example", "http://[", None),
        ("[", "http://[", None),
        ("host.example", "file://host.example", None),
        ("host.example", "https://evil@host.example", None),
        ("host.example", "https://host.example\r\nx", None),
        ("", None, None),
        ("a" * 254, None, None),
        ("host.example", f"https://{'a' * 254}", None),
    ],
)
def test_only_pages_of_the_same_host_are_let_in(
    host: str, origin: str | None, seen: str | None
) -> None:
    given = {"Host": host} | ({} if origin is None else {"Origin": origin})
    assert origin_for_streamlit(Headers(given)) == seen


def handshake(server: Server, origin: str = "", more: str = "") -> socket.socket:
    """Ask for the page's connection, and leave the answer to be read."""
    name, port = urlsplit(server.address).netloc.split(":")
    opened = socket.create_connection((name, int(port)), timeout=PATIENCE)
    lines = [
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {name}:{port}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        *([f"Origin: {origin}"] if origin else []),
        *([more] if more else []),
    ]
    opened.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
    return opened


def status(server: Server, origin: str = "", more: str = "") -> int:
    with handshake(server, origin, more) as opened:
        return int(opened.recv(4096).split()[1])


def test_no_address_is_looked_up_or_called_and_no_program_started(
    server: Server, noted: Path
) -> None:
    """Whatever Origin is sent to whatever address; also at the start, and for git."""
    own = server.address.rstrip("/")
    foreign = ("http://evil.example", "null", "http://[", "x" * 5000, f"{own}0", "http://8.8.8.8")
    assert [status(server, origin) for origin in foreign] == [403] * len(foreign)
    assert status(server, own) == status(server) == 101
    name, port = urlsplit(server.address).netloc.split(":")
    paths = ("/", "/_stcore/health", "/_stcore/host-config", "/_stcore/nothing", "/livez")
    more = ("/readyz", "/state", "/api/events.json", "/feed.xml", "/e/first", "/assets/style.css")
    for path in (*paths, *more):
        for origin in foreign:
            with socket.create_connection((name, int(port)), timeout=PATIENCE) as opened:
                head = f"GET {path} HTTP/1.1\r\nHost: {name}:{port}\r\nOrigin: {origin}\r\n"
                opened.sendall(f"{head}Connection: close\r\n\r\n".encode())
                assert opened.recv(100).startswith(b"HTTP/1.1 ")
    with handshake(server, own) as opened:
        for kind in ("load_git_info", "clear_cache"):
            opened.sendall(frame(message(**{kind: True})))

    async def read() -> None:
        session = Session(server.address)
        await session.open()
        for page in PAGES[1:]:
            await session.run(go=page)
        await session.close()

    finished(read())
    calls = [json.loads(line) for line in noted.read_text().splitlines()]
    assert "the hook is there" in calls[0][1]
    # the address to listen on, which is a number
    assert [call for call in calls if "127.0.0.1" not in call[1]] == []
    assert [event for event, _ in calls if event != "socket.getaddrinfo"] == []


def is_cut_off(server: Server, data: bytes) -> bool:
    """Send what no page sends, and tell whether the server ends the connection for it."""
    with handshake(server) as opened:
        assert opened.recv(4096).startswith(b"HTTP/1.1 101")
        try:
            opened.sendall(data)
            opened.settimeout(5)
            while opened.recv(65_536):
                pass
        except TimeoutError:
            return False
        except OSError:
            return True
        return True


@pytest.mark.parametrize(
    "data",
    [
        frame(bytes(LARGEST_MESSAGE + 1))[:14],  # what announces it
        frame(bytes(LARGEST_MESSAGE // 2), is_last=False)
        + frame(bytes(LARGEST_MESSAGE), 0, is_last=False),
        frame(b"", 9) * (FRAMES * 2),
        frame(b"") * (FRAMES * 2),
        frame(b"", is_last=False) + frame(b"", 0, is_last=False) * (FRAMES * 2),
        frame(rerun()) * (FRAMES * 2),
        frame(bytes(20), 9) * 40_000,
        frame(b"\xff\xfe", 1),
    ],
    ids=["announced", "fragments", "pings", "empty", "empty fragments", "reruns", "bytes", "text"],
)
def test_what_is_too_much_for_a_page_ends_its_connection(server: Server, data: bytes) -> None:
    assert is_cut_off(server, data)


def test_frames_are_never_compressed(server: Server) -> None:
    with handshake(server, more="Sec-WebSocket-Extensions: permessage-deflate") as opened:
        answer = opened.recv(4096)
    assert answer.startswith(b"HTTP/1.1 101") and b"permessage-deflate" not in answer.lower()


def test_a_handshake_with_too_long_a_header_is_answered(server: Server) -> None:
    assert status(server, more=f"X-Long: {'x' * 10_000}") == 431


def test_what_a_session_would_keep_of_its_handshake_is_bounded(server: Server) -> None:
    lines = [f"X-{number}: {'x' * 4_000}" for number in range(5)]
    assert status(server, more="\r\n".join(lines[:3])) == 101
    assert status(server, more="\r\n".join(lines)) == 431


def test_nothing_of_that_is_an_error_of_the_program(server: Server) -> None:
    written = server.output.read_text(encoding="utf-8")
    assert not re.search("Traceback|Exception|ERROR|returned without", written), written
