"""The address of a view comes in, the view in a format goes out: what a page shows, as data.

Readable from any other site (CORS, GET alone), because it holds nothing that the page does not show
to everybody who can reach it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import chain
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from components.events import DamagedLogError, Log
from components.exports import FORMATS, MOST_EXPORTED, View
from components.frames import Engine
from components.frames.warehouse import EngineError
from components.panels.asset import base_path
from components.panels.source import current
from components.selection import Ignored, Selection, address, decode

LONGEST_QUERY = 16 * 1024  # characters; the page itself takes no more values than fit
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag, Link",
    "X-Content-Type-Options": "nosniff",
    # nothing that is exported runs scripts where it is opened
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}


def refusal(status: int, error: str, **details: object) -> JSONResponse:
    """Return a refusal in JSON that says what would be right."""
    headers = {**_OPEN, "Cache-Control": "no-store"}
    return JSONResponse({"error": error, **details}, status_code=status, headers=headers)


def base_of(request: Request) -> str:
    """Return the address of the dashboard as this request's sender knows it."""
    return f"{str(request.base_url).rstrip('/')}{base_path()}/"


def etag_of(log: Log, selection: Selection, key: str) -> str:
    """Return a weak validator: the same for all exports of one view of one log, whenever made."""
    told = f"{log.hash}\n{address(selection)}\n{key}"
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


def is_known(request: Request, etag: str) -> bool:
    """Tell whether the sender has what would be sent (RFC 9110, If-None-Match)."""
    known = (each.strip() for each in request.headers.get("If-None-Match", "").split(","))
    return any(each == "*" or each.removeprefix("W/") == etag.removeprefix("W/") for each in known)


Answer = Callable[[Request, Log, Engine, Selection], Response]


def answered(request: Request, answer: Answer) -> Response:
    """Answer a request for a view; what cannot be answered is refused in a sentence."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={**_OPEN, "Access-Control-Max-Age": "86400"})
    query = request.url.query
    if len(query) > LONGEST_QUERY:
        return refusal(414, f"an address has {LONGEST_QUERY:,} characters at most after its ?")
    snapshot = current().snapshot()
    if snapshot.log is None or snapshot.index is None:
        return refusal(503, "there is no log to show yet")
    selection, ignored = decode(parse_qs(query), snapshot.log)
    if ignored:
        return refusal(400, "part of this address could not be used", ignored=_named(ignored))
    try:
        return answer(request, snapshot.log, snapshot.index, selection)
    except DamagedLogError:
        return refusal(503, "the log is damaged")
    except EngineError as error:
        return refusal(503, str(error))


def _named(ignored: tuple[Ignored, ...]) -> list[dict[str, str]]:
    return [{"key": each.key, "value": each.value, "why": each.why} for each in ignored]


def export(request: Request) -> Response:
    """Answer `/api/events.FORMAT` with the view that the query asks for."""
    chosen = FORMATS.get(request.path_params["format"])
    if chosen is None:
        return refusal(404, "there is no such format", formats=list(FORMATS))

    def answer(request: Request, log: Log, engine: Engine, selection: Selection) -> Response:
        etag = etag_of(log, selection, chosen.key)
        headers = {**_OPEN, "ETag": etag, "Cache-Control": "no-cache"}
        if is_known(request, etag):
            return Response(status_code=304, headers=headers)
        made = datetime.now(UTC)
        view = View.of(log, engine, selection, base_of(request), made, MOST_EXPORTED)
        headers["Content-Disposition"] = f'attachment; filename="{view.name(chosen.suffix)}"'
        headers["Link"] = f'<{view.permalink}>; rel="alternate"'
        return StreamingResponse(
            _begun(chosen.write(view)), headers=headers, media_type=chosen.media_type
        )

    return answered(request, answer)


def _begun(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Return the same parts, the first of which is there: what fails at once is refused yet."""
    first = next(parts, b"")
    return chain((first,), parts)
