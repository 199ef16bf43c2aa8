"""The HTML page of a refused request: the reason, and a link to the whole log; without scripts."""

from collections.abc import Iterable
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
{links}<p><a href="{home}">Show the whole log</a></p>
</body>
</html>
"""


def wants_html(request: Headers) -> bool:
    """Return whether a request comes from a browser, which shows the answer to a person."""
    return "text/html" in request.get("accept", "")


def refusal_page(
    status: int,
    title: str,
    words: str,
    home: str,
    headers: dict[str, str] | None = None,
    links: Iterable[tuple[str, str]] = (),
) -> HTMLResponse:
    """Return a refusal as a page with a link to the whole log, at the address `home`.

    `links` are further addresses with their words.
    """
    shown = "".join(
        f'<p><a href="{escape(to)}" dir="auto">{escape(text)}</a></p>\n' for to, text in links
    )
    page = _PAGE.format(title=escape(title), words=escape(words), home=escape(home), links=shown)
    headers = {**(headers or {}), "Cache-Control": "no-store", "Vary": "Accept"}
    return HTMLResponse(page, status_code=status, headers=headers)
