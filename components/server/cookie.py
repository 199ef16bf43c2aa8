"""Middleware that drops cookies with a backslash, which neither the page nor Streamlit writes.

Python before 3.11.10 and 3.12.6 reads a quoted cookie in a time that grows with the square of its
length (CVE-2024-7592), and Streamlit reads cookies on the event loop: one of 60 KB kept the server
from everybody for three seconds.
"""

from starlette.types import ASGIApp, Receive, Scope, Send

_QUOTED = b"\\"


class PlainCookies:
    """ASGI middleware that passes on only cookies that are read as they stand."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on one request, or one handshake."""
        headers = scope.get("headers", ())
        if any(name == b"cookie" and _QUOTED in value for name, value in headers):
            scope = {**scope, "headers": [(name, _plain(name, value)) for name, value in headers]}
        await self._app(scope, receive, send)


def _plain(name: bytes, value: bytes) -> bytes:
    if name != b"cookie":
        return value
    return b";".join(cookie for cookie in value.split(b";") if _QUOTED not in cookie)
