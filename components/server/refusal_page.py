"""The HTML page of a refused request: the reason, and a link to the whole log; without scripts."""

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
<h1 dir="auto">{title}</h1>
<p dir="auto">{words}</p>
<p><a href="{home}">Show the whole log</a></p>
</body>
</html>
"""


def wants_html(request: Headers) -> bool:
    """Return whether a request comes from a browser, which shows the answer to a person."""
    return "text/html" in request.get("accept", "")


def refusal_page(
    status: int, title: str, words: str, home: str, headers: dict[str, str] | None = None
) -> HTMLResponse:
    """Return a refusal as a page with a link to the whole log, at the address `home`."""
    page = _PAGE.format(title=escape(title), words=escape(words), home=escape(home))
    headers = {**(headers or {}), "Cache-Control": "no-store", "Vary": "Accept"}
    return HTMLResponse(page, status_code=status, headers=headers)
