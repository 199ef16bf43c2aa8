"""What the page's own connection lets through, and what becomes of it at the end."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from components.server.transport import LARGEST_MESSAGE
from components.server.websocket import BEGINNING, WebSocketFilter
from components.streamlit_app.private import LARGEST, redact
from tests.logs import FIRST
from tests.loop import finished
from tests.soak.server import Server, served
from tests.soak.session import Session


def begun() -> ForwardMsg:
    """Return the message that opens every run of a page, with what Streamlit puts into it."""
    message = ForwardMsg()
    session = message.new_session
    session.name = "page"
    session.main_script_path = "/home/somebody/timeline/page.py"
    session.page_script_hash = "abc"
    session.initialize.session_id = "one of many"
    session.initialize.user_info.installation_id = "a number"
    session.initialize.user_info.installation_id_v3 = "the machine's"
    session.initialize.user_info.installation_id_v4 = "another"
    return message


def test_a_run_of_the_page_tells_neither_its_folder_nor_the_machine() -> None:
    data = redact(begun().SerializeToString())
    assert b"somebody" not in data and b"machine" not in data
    kept = ForwardMsg.FromString(data).new_session
    assert (kept.name, kept.page_script_hash, kept.main_script_path) == ("page", "abc", "page.py")
    assert kept.initialize.session_id == "one of many"
    # the browser's half reads a field of it, so it has to be there
    assert kept.initialize.HasField("user_info")


def test_replicas_on_other_machines_say_the_same() -> None:
    other = begun()
    other.new_session.main_script_path = "/srv/page.py"
    other.new_session.initialize.user_info.installation_id_v3 = "another machine's"
    assert redact(other.SerializeToString()) == redact(begun().SerializeToString())


@pytest.mark.parametrize("size", [10, LARGEST + 1])
def test_every_other_message_passes_as_it_is(size: int) -> None:
    message = ForwardMsg()
    message.delta.new_element.text.body = "x" * size
    data = message.SerializeToString()
    assert redact(data) is data


def passed(kind: str, messages: list[Message]) -> list[Message]:
    """Return what comes out of the middleware when the page sends messages."""
    out: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        for message in messages:
            await send(message)

    async def receive() -> Message:
        return {}

    async def send(message: Message) -> None:
        out.append(message)

    scope: dict[str, Any] = {"type": kind, "headers": [(b"host", b"host.example")]}
    finished(WebSocketFilter(app)(scope, receive, send))
    return out


def test_only_what_is_sent_over_the_pages_connection_is_looked_into() -> None:
    data = begun().SerializeToString()
    opening: Message = {"type": "websocket.accept"}
    message: Message = {"type": "websocket.send", "bytes": data}
    assert passed("websocket", [opening, message]) == [
        opening,
        {**message, "bytes": redact(data)},
    ]
    body: Message = {"type": "http.response.body", "body": data}
    assert passed("http", [body]) == [body]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("connection"), FIRST) as started:
        yield started


def close_code(server: Server, message: str | bytes) -> int | None:
    """Send one message, and return with which code the server closes the connection for it.

    `None` when it leaves it open.
    """

    async def tell() -> int | None:
        stream = server.address.replace("http", "ws", 1) + "_stcore/stream"
        async with connect(stream, max_size=None, proxy=None, compression=None) as socket:
            return await _code(socket, message)

    return finished(tell())


async def _code(socket: ClientConnection, message: str | bytes) -> int | None:
    try:
        await socket.send(message)
        async with asyncio.timeout(2):
            while True:
                await socket.recv()
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 0
    except TimeoutError:
        return None


def reads(server: Server) -> str:
    """Return what a reader who comes now is shown."""

    async def read() -> str:
        session = Session(server.address)
        answer = await session.open()
        await session.close()
        return answer.sentence

    return finished(read())


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (b"\xff" * 100, 1002),
        (b"\x00" * (LARGEST_MESSAGE + 1), 1009),
        ("words", 1003),
        (b"", None),
        (b"\x12\x00", None),
    ],
    ids=["garbage", "too large", "text", "nothing", "an order that is not given"],
)
def test_what_no_browser_sends_ends_that_connection_at_most(
    server: Server, message: str | bytes, code: int | None
) -> None:
    assert close_code(server, message) == code
    assert reads(server).startswith("All 2 events")
    # the server's log says so when an error was caught by nobody
    assert "Exception in ASGI" not in server.output.read_text(encoding="utf-8")


def test_no_session_is_named_in_the_servers_output(server: Server) -> None:
    """Whoever says a session's name is given the session."""

    async def named() -> str:
        session = Session(server.address)
        await session.open()
        await session.run(go="?page=people")
        await session.close()
        return session.name

    name = finished(named())
    assert len(name) == 36
    written = server.output.read_text(encoding="utf-8", errors="replace")
    assert name not in written


def test_a_server_with_open_pages_ends_within_seconds_of_being_told(tmp_path: Path) -> None:
    async def end(server: Server) -> float:
        sessions = [Session(server.address) for _ in range(20)]
        await asyncio.gather(*(session.open() for session in sessions))
        begun = time.monotonic()
        stopped = asyncio.to_thread(server.stop)
        await asyncio.gather(stopped, *(session.gone() for session in sessions))
        return time.monotonic() - begun

    with served(tmp_path, FIRST) as server:
        assert finished(end(server)) <= 15  # a quiet machine needs four
        assert server.code == 0
        assert '"what": "stop"' in server.output.read_text(encoding="utf-8").splitlines()[-1]
        assert not server.troubles()


def test_a_few_sessions_begin_at_a_time_and_none_waits_for_one_that_is_silent() -> None:
    begun: list[int] = []
    ends = {n: asyncio.Event() for n in range(BEGINNING + 3)}

    async def app(scope: Scope, _: Receive, __: Send) -> None:
        begun.append(scope["number"])
        await ends[scope["number"]].wait()

    async def ignored(*_: Message) -> Any:  # noqa: ANN401 - what ASGI passes on
        await asyncio.sleep(0)

    async def visits() -> None:
        door = WebSocketFilter(app)
        headers = [(b"host", b"timeline.example"), (b"origin", b"http://timeline.example")]
        common = {"type": "websocket", "scheme": "ws", "path": "/", "headers": headers}
        pages = [
            asyncio.create_task(
                door({**common, "number": n, "client": ("192.0.2.1", n)}, ignored, ignored)
            )
            for n in ends
        ]
        await asyncio.sleep(0.01)
        assert begun == list(range(BEGINNING))
        pages[BEGINNING].cancel()  # it has no turn yet
        ends[0].set()
        await asyncio.sleep(0.01)
        assert begun == [*range(BEGINNING), BEGINNING + 1]
        while len(begun) < len(ends) - 1:  # none of those that have begun says a word
            await asyncio.sleep(0.01)
        for end in ends.values():
            end.set()
        await asyncio.gather(*pages, return_exceptions=True)

    finished(visits())
