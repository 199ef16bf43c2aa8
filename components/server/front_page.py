"""The route of the page itself: Streamlit's HTML, with our style sheet and script in its head.

Streamlit's scripts fetch ours only once they have run. Until then the page would stand without its
styles, and jump when they come.
"""

import hashlib

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from components.pages import PAGES
from components.server.etag import cached_etags
from components.streamlit_app import page_html
from components.web import address

_HEAD = "</head>"
_HTML = '<html lang="en">'
_BESIDE = '<html lang="en" class="gt-beside-filters">'  # the style sheet keeps the sidebar's place


def front_page(request: Request) -> Response:
    """Answer with the page, whatever view its address asks for."""
    query = request.query_params
    is_bare = bool(query.get("walk") or query.get("embed"))
    page = PAGES.get(query.get("page", ""), PAGES["timeline"])
    content = _page(_BESIDE if page.has_filters_beside and not is_bare else _HTML)
    etag = f'"{hashlib.sha256(content.encode()).hexdigest()}"'
    headers = {"Cache-Control": "no-cache", "ETag": etag}
    if etag in cached_etags(request):
        return Response(status_code=304, headers=headers)
    return HTMLResponse(content, headers=headers)


def _page(html: str) -> str:
    """Return Streamlit's page, beginning with `html`, that asks for our files at once."""
    links = (
        f'<link rel="stylesheet" href="./{address("style.css")}">\n'
        f'    <link rel="modulepreload" href="./{address("board.js")}">\n  '
    )
    page = page_html().read_text(encoding="utf-8")
    return page.replace(_HTML, html, 1).replace(_HEAD, f"  {links}{_HEAD}", 1)
