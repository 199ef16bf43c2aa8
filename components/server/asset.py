"""An address below `/assets/` comes in, one of the page's scripts or style sheets goes out."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from components.web import SHORT, assets, content_hash

_TYPES = {".js": "text/javascript", ".css": "text/css"}
_FOR_EVER = "public, max-age=31536000, immutable"


def asset(request: Request) -> Response:
    """Answer with a file of `components.web.asset.assets`, and with nothing else.

    An address with the hash of what the file holds may be kept for ever; without it, or with
    another, the browser asks each time whether it changed (RFC 9110, ETag).
    """
    path = assets().get(request.path_params["name"])
    if path is None:
        return PlainTextResponse("There is no such file.", status_code=404)
    found = content_hash(path)
    etag = f'"{found}"'
    version = request.query_params.get("v", "")
    headers = {
        "Cache-Control": _FOR_EVER if version == found[:SHORT] else "no-cache",
        "ETag": etag,
        "X-Content-Type-Options": "nosniff",
    }
    known = request.headers.get("If-None-Match", "").split(",")
    if etag in (each.strip().removeprefix("W/") for each in known):
        return Response(status_code=304, headers=headers)
    return FileResponse(path, headers=headers, media_type=_TYPES[path.suffix])
