"""Requests come in; a page whose address is too long to be read is refused in a sentence.

Streamlit reads no more than a thousand parameters, and of more it reads none: a reader would be
shown everything, without a word. Programs are told the same by the routes that they ask.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from components.selection import LONGEST_QUERY, MOST_PARAMETERS

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>This link is too long</title>
<style>:root {{ color-scheme: light dark; font-family: sans-serif; margin: 2rem }}</style>
</head>
<body>
<h1>This link is too long</h1>
<p>Behind its question mark it has {characters:,} characters and {parameters:,} parameters;
{most_characters:,} and {most_parameters:,} are the most. Nothing of it was used.</p>
<p><a href="?">Show the whole log</a></p>
</body>
</html>
"""


class Bounds:
    """ASGI middleware that answers 414 (RFC 9110) to a browser with too long an address."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        app = self._app
        if scope["type"] == "http" and "text/html" in Headers(scope=scope).get("accept", ""):
            app = _refusal(scope["query_string"]) or app
        await app(scope, receive, send)


def _refusal(query: bytes) -> HTMLResponse | None:
    parameters = query.count(b"&") + 1
    if len(query) <= LONGEST_QUERY and parameters <= MOST_PARAMETERS:
        return None
    page = _PAGE.format(
        characters=len(query),
        parameters=parameters,
        most_characters=LONGEST_QUERY,
        most_parameters=MOST_PARAMETERS,
    )
    return HTMLResponse(page, status_code=414, headers={"Cache-Control": "no-store"})
