"""The route of the page's scripts and style sheets, below `/assets/`."""

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from components.server.etag import cached_etags
from components.web import SHORT, asset_content, asset_names, content_hash
from components.wording import refusal

_TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
_FOR_EVER = "public, max-age=31536000, immutable"


def asset(request: Request) -> Response:
    """Answer with an asset of `components.web`, and with nothing else.

    A browser may keep an address that ends in the hash of its content for ever; at any other it
    asks each time whether the file changed.
    """
    name = request.path_params["name"]
    if name not in asset_names():
        return PlainTextResponse(refusal.NO_FILE, status_code=404)
    digest = content_hash(name)
    etag = f'"{digest}"'
    is_versioned = request.query_params.get("v", "") == digest[:SHORT]
    headers = {
        "Cache-Control": _FOR_EVER if is_versioned else "no-cache",
        "ETag": etag,
        "X-Content-Type-Options": "nosniff",
    }
    if etag in cached_etags(request):
        return Response(status_code=304, headers=headers)
    content = asset_content(name)
    media_type = _TYPES[name[name.rindex(".") :]]
    if isinstance(content, bytes):
        return Response(content, headers=headers, media_type=media_type)
    return FileResponse(content, headers=headers, media_type=media_type)
