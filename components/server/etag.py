"""ETags (RFC 9110): a client that already has an answer is not sent it again."""

import hashlib

from starlette.requests import Request

from components.selection import View


def cached_etags(request: Request) -> set[str]:
    """Return the ETags that the client has (If-None-Match), without the `W/` of weak ones."""
    header = request.headers.get("If-None-Match", "")
    return {etag.strip().removeprefix("W/") for etag in header.split(",")}


def view_etag(view: View, key: str) -> str:
    """Return a weak ETag: the same for all exports of one view of one log, whenever made."""
    state = f"{view.log.hash}\n{view.address()}\n{key}"
    return f'W/"{hashlib.sha256(state.encode()).hexdigest()[:32]}"'


def is_cached(request: Request, etag: str) -> bool:
    """Return whether the client has the answer already."""
    return not cached_etags(request).isdisjoint(("*", etag.removeprefix("W/")))
