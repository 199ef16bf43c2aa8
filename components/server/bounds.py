"""Requests come in; a page whose address is too long to be read is refused in a sentence.

Streamlit reads no more than a thousand parameters, and of more it reads none: a reader would be
shown everything, without a word. Programs are told the same by the routes that they ask.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from components.selection import LONGEST_QUERY, MOST_PARAMETERS
from components.server.plain_page import is_person, plain_page


class Bounds:
    """ASGI middleware that answers 414 (RFC 9110) to a browser with too long an address."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        app = self._app
        if scope["type"] == "http" and is_person(Headers(scope=scope)):
            app = _refusal(scope["query_string"]) or app
        await app(scope, receive, send)


def _refusal(query: bytes) -> HTMLResponse | None:
    parameters = query.count(b"&") + 1
    if len(query) <= LONGEST_QUERY and parameters <= MOST_PARAMETERS:
        return None
    words = (
        f"Behind its question mark it has {len(query):,} characters and {parameters:,} parameters; "
        f"{LONGEST_QUERY:,} and {MOST_PARAMETERS:,} are the most. Nothing of it was used."
    )
    return plain_page(414, "This link is too long", words, "?")
