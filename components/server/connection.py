"""Messages of the page's own connection come in, the same go out as far as they may.

Each open page has one connection, so that counting them counts the pages.

No browser sends text. Streamlit would take it for an error of the program, and tell the host so.

The other way, Streamlit tells every reader where the page's script stands on the disk, and a number
of the machine. The browser's half makes one thing of them: when they change it takes another
replica for another page, and clears the screen before it shows the same again.
"""

from __future__ import annotations

from pathlib import PurePath

from prometheus_client import Gauge
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.sources import REGISTRY

_open = Gauge("timeline_readers", "Pages that are open now.", registry=REGISTRY)
LARGEST = 1 << 14  # bytes; the messages that tell it have some five hundred

NO_TEXT = 1003  # RFC 6455, section 7.4.1: a kind of data that is not accepted


def discreet(data: bytes) -> bytes:
    """Return a message of Streamlit's, without the script's folder and the machine's number."""
    if len(data) > LARGEST:
        return data
    message = ForwardMsg.FromString(data)
    if message.WhichOneof("type") != "new_session":
        return data
    told = message.new_session
    told.main_script_path = PurePath(told.main_script_path).name
    told.initialize.user_info.Clear()
    told.initialize.user_info.SetInParent()
    return bytes(message.SerializeToString())


class Connection:
    """ASGI middleware for the page's own connection."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return

        async def told(message: Message) -> None:
            if message["type"] == "websocket.send" and message.get("bytes"):
                message = {**message, "bytes": discreet(message["bytes"])}
            await send(message)

        async def heard() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive" and message.get("bytes") is None:
                await send({"type": "websocket.close", "code": NO_TEXT})
                return {"type": "websocket.disconnect", "code": NO_TEXT}
            return message

        with _open.track_inprogress():
            await self._app(scope, heard, told)
