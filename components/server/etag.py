"""ETags (RFC 9110): what a sender has already need not be sent again."""

from __future__ import annotations

import hashlib

from starlette.requests import Request

from components.selection import View


def cached_etags(request: Request) -> set[str]:
    """Return the ETags of what the sender has (If-None-Match), without their mark for weak ones."""
    header = request.headers.get("If-None-Match", "")
    return {etag.strip().removeprefix("W/") for etag in header.split(",")}


def view_etag(view: View, key: str) -> str:
    """Return a weak ETag: the same for all exports of one view of one log, whenever made."""
    state = f"{view.log.hash}\n{view.address()}\n{key}"
    return f'W/"{hashlib.sha256(state.encode()).hexdigest()[:32]}"'


def is_cached(request: Request, etag: str) -> bool:
    """Tell whether the sender has the answer already."""
    return not cached_etags(request).isdisjoint(("*", etag.removeprefix("W/")))
