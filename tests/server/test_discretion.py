"""What the page's own connection does not tell a reader of the host."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.server.discretion import LARGEST, Discretion, discreet


def begun() -> ForwardMsg:
    """Return the message that opens every run of a page, with what Streamlit puts into it."""
    message = ForwardMsg()
    told = message.new_session
    told.name = "page"
    told.main_script_path = "/home/somebody/timeline/page.py"
    told.page_script_hash = "abc"
    told.initialize.session_id = "one of many"
    told.initialize.user_info.installation_id = "a number"
    told.initialize.user_info.installation_id_v3 = "the machine's"
    told.initialize.user_info.installation_id_v4 = "another"
    return message


def test_a_run_of_the_page_tells_neither_its_folder_nor_the_machine() -> None:
    data = discreet(begun().SerializeToString())
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
    assert discreet(other.SerializeToString()) == discreet(begun().SerializeToString())


@pytest.mark.parametrize("size", [10, LARGEST + 1])
def test_every_other_message_passes_as_it_is(size: int) -> None:
    message = ForwardMsg()
    message.delta.new_element.text.body = "x" * size
    data = message.SerializeToString()
    assert discreet(data) is data


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

    scope: dict[str, Any] = {"type": kind}
    asyncio.run(Discretion(app)(scope, receive, send))
    return out


def test_only_what_is_sent_over_the_pages_connection_is_looked_into() -> None:
    data = begun().SerializeToString()
    opening: Message = {"type": "websocket.accept"}
    message: Message = {"type": "websocket.send", "bytes": data}
    assert passed("websocket", [opening, message]) == [
        opening,
        {**message, "bytes": discreet(data)},
    ]
    body: Message = {"type": "http.response.body", "body": data}
    assert passed("http", [body]) == [body]
