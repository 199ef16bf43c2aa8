"""Answers and connections pass; how many pages are open is counted on the way."""

from __future__ import annotations

from prometheus_client import Gauge
from starlette.types import ASGIApp, Receive, Scope, Send

from components.panels.journal import REGISTRY

_open = Gauge("timeline_readers", "Pages that are open now.", registry=REGISTRY)


class Readers:
    """ASGI middleware that counts the open WebSockets: each page has one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request or connection on."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        with _open.track_inprogress():
            await self._app(scope, receive, send)
