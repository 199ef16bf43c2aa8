"""What is refused comes in, a page that says so to a person goes out; no script runs in it."""

from __future__ import annotations

from html import escape

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>:root {{ color-scheme: light dark; font-family: sans-serif; margin: 2rem }}</style>
</head>
<body>
<h1>{title}</h1>
<p>{words}</p>
<p><a href="{back}">Show the whole log</a></p>
</body>
</html>
"""


def is_person(asked: Headers) -> bool:
    """Tell whether a request is a browser's, which shows its reader what it gets."""
    return "text/html" in asked.get("accept", "")


def plain_page(
    status: int, title: str, words: str, back: str, headers: dict[str, str] | None = None
) -> HTMLResponse:
    """Return a refusal as a page with a link to the whole log, which is found at `back`."""
    page = _PAGE.format(title=escape(title), words=escape(words), back=escape(back))
    kept = {**(headers or {}), "Cache-Control": "no-store", "Vary": "Accept"}
    return HTMLResponse(page, status_code=status, headers=kept)
