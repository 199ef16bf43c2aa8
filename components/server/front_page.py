"""The route of the page itself: Streamlit's HTML, with our style sheet and script in its head.

Streamlit's scripts fetch ours only once they have run. Until then the page would stand without its
styles, and jump when they come.
"""

import hashlib
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from components.pages import PAGES
from components.selection import asks_for_walk
from components.server.etag import is_cached
from components.server.view_request import query_string
from components.streamlit_app import page_html
from components.web import address

_HEAD = "</head>"
_HTML = '<html lang="en">'
_BESIDE = '<html lang="en" class="gt-beside-filters">'  # the style sheet keeps the sidebar's place


async def front_page(request: Request) -> Response:
    """Answer with the page, whatever view its address asks for."""
    # not Starlette's parameters: to ask those for each key takes the square of their number
    query = parse_qs(query_string(request))
    embed, asked = (query.get(key, [""])[-1] for key in ("embed", "page"))
    is_bare = asks_for_walk(query) or embed.lower() == "true"
    page = PAGES.get(asked, PAGES["timeline"])
    html = _BESIDE if page.has_filters_beside and not is_bare else _HTML
    content, etag = _page(html, page_html(), (address("style.css"), address("board.js")))
    headers = {"Cache-Control": "no-cache", "ETag": etag}
    if is_cached(request, etag):
        return Response(status_code=304, headers=headers)
    return HTMLResponse(content, headers=headers)


@lru_cache(maxsize=4)
def _page(html: str, path: Path, files: tuple[str, str]) -> tuple[str, str]:
    """Return Streamlit's page, beginning with `html`, that asks for our files, and its ETag.

    Raise ValueError where Streamlit's page is another than the one known.
    """
    page = path.read_text(encoding="utf-8")
    if page.count(_HTML) != 1 or page.count(_HEAD) != 1:
        raise ValueError(f"{path.name} of Streamlit has no {_HTML} or {_HEAD}")
    style, script = files
    links = (
        f'<link rel="stylesheet" href="./{style}">\n'
        f'    <link rel="modulepreload" href="./{script}">\n  '
    )
    content = page.replace(_HTML, html).replace(_HEAD, f"  {links}{_HEAD}")
    return content, f'"{hashlib.sha256(content.encode()).hexdigest()}"'
