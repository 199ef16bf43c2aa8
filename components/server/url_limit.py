"""Middleware that answers 414 with a page when the URL that a browser asks for is too long.

Streamlit ignores all parameters of a URL that has more than a thousand of them, so without this
the reader would silently see the whole log. Programs get the same status from the routes.
"""

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from components.selection import LONGEST_QUERY, MOST_PARAMETERS
from components.server.refusal_page import refusal_page, wants_html
from components.wording import refusal


class UrlLimit:
    """ASGI middleware that answers 414 (RFC 9110) to a browser whose URL is too long."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        app = self._app
        if scope["type"] == "http" and wants_html(Headers(scope=scope)):
            app = _refusal(scope["query_string"]) or app
        await app(scope, receive, send)


def _refusal(query: bytes) -> HTMLResponse | None:
    parameters = query.count(b"&") + 1
    if len(query) <= LONGEST_QUERY and parameters <= MOST_PARAMETERS:
        return None
    reason = refusal.link_too_long(len(query), parameters, LONGEST_QUERY, MOST_PARAMETERS)
    return refusal_page(414, refusal.LINK_TOO_LONG_TITLE, reason, "?")
