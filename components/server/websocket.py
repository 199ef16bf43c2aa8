"""The page's WebSocket: counted, closed when it sends text, and stripped of what hosts keep secret.

Each open page has one connection, so the gauge of connections counts open pages.

No browser sends text. Streamlit would take it for an error of the program, and log it as one.

Streamlit sends every reader the path of the page's script on the disk and a number of the machine.
The browser uses them for one thing: when they change it takes another replica for another page,
and clears the screen before it shows the same again.
"""

from prometheus_client import Gauge
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.sources import REGISTRY
from components.streamlit_app import redact

_open = Gauge("timeline_readers", "Pages that are open now.", registry=REGISTRY)
NO_TEXT = 1003  # RFC 6455, section 7.4.1: a kind of data that is not accepted


class WebSocketFilter:
    """ASGI middleware for the page's WebSocket; everything else passes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return

        async def send_redacted(message: Message) -> None:
            if message["type"] == "websocket.send" and message.get("bytes"):
                message = {**message, "bytes": redact(message["bytes"])}
            await send(message)

        async def receive_bytes() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive" and message.get("bytes") is None:
                await send({"type": "websocket.close", "code": NO_TEXT})
                return {"type": "websocket.disconnect", "code": NO_TEXT}
            return message

        with _open.track_inprogress():
            await self._app(scope, receive_bytes, send_redacted)
