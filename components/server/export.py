"""The address of a view comes in, the view in a format goes out: what a page shows, as data.

Readable from any other site (CORS, GET alone), because it holds nothing that the page does not show
to everybody who can reach it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from threading import BoundedSemaphore
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.types import Send

from components.events import DamagedLogError, Log
from components.exports import FORMATS, MOST_EXPORTED, View, event_page, write_feed
from components.exports.picture import PictureError
from components.frames import Engine
from components.frames.warehouse import EngineError
from components.selection import LONGEST_QUERY, Ignored, Selection, address, decode
from components.server.plain_page import is_person, plain_page
from components.sources import current, telemetry
from components.web import base_path

AT_ONCE = 4  # exports that are made at a time, so that pages keep being answered
TURN = 2.0  # seconds that one waits for its turn
_turns = BoundedSemaphore(AT_ONCE)
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag, Link",
    "X-Content-Type-Options": "nosniff",
    # nothing that is exported runs scripts where it is opened
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}

# a document of its own: it may send people on, and runs nothing
_SHOWN = {
    "Access-Control-Allow-Origin": "*",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'",
}
# and what is refused to a person has a style sheet
_TOLD = {
    **_SHOWN,
    "Content-Security-Policy": f"{_SHOWN['Content-Security-Policy']}; style-src 'unsafe-inline'",
}


def refusal(status: int, error: str, **details: object) -> JSONResponse:
    """Return a refusal in JSON that says what would be right."""
    headers = {**_OPEN, "Cache-Control": "no-store"}
    return JSONResponse({"error": error, **details}, status_code=status, headers=headers)


def query_of(request: Request) -> str:
    """Return the query of an address, whatever bytes it holds."""
    query: bytes = request.scope["query_string"]
    return query.decode("utf-8", "replace")


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


def answered(request: Request, kind: str, answer: Answer, *, is_strict: bool = True) -> Response:
    """Answer a request for a view, timed by its kind; what cannot be is refused in a sentence.

    What of its query is of no use is refused, or left out where that is not `is_strict`.
    """
    with telemetry.timed(kind):
        return _answered(request, answer, is_strict=is_strict)


def _answered(request: Request, answer: Answer, *, is_strict: bool) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={**_OPEN, "Access-Control-Max-Age": "86400"})
    query = query_of(request)
    if len(query) > LONGEST_QUERY:
        return refusal(414, f"an address has {LONGEST_QUERY:,} characters at most after its ?")
    snapshot = current().snapshot()
    if snapshot.log is None or snapshot.index is None:
        return refusal(503, "there is no log to show yet")
    selection, ignored = decode(parse_qs(query), snapshot.log)
    if ignored and is_strict:
        return refusal(400, "part of this address could not be used", ignored=_named(ignored))
    try:
        return answer(request, snapshot.log, snapshot.index, selection)
    except DamagedLogError as error:
        current().report_damage(snapshot.log, error)
        return refusal(503, "the log is damaged")
    except (EngineError, PictureError) as error:
        return refusal(503, str(error))


def _named(ignored: tuple[Ignored, ...]) -> list[dict[str, str]]:
    return [{"key": each.key, "value": each.value, "why": each.why} for each in ignored]


def export(request: Request) -> Response:
    """Answer `/api/events.FORMAT` with the view that the query asks for.

    A format of references answers for an open event (`event=ID`) with that event's alone.
    """
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
        one = selection.event if chosen.cite else ""
        name = f"{one}.{chosen.suffix}" if one else view.name(chosen.suffix)
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
        headers["Link"] = f'<{view.link(one) if one else view.permalink}>; rel="alternate"'
        return _streamed(request, chosen.parts(view, one), headers, chosen.media_type)

    return answered(request, "export", answer)


def unknown(_: Request) -> Response:
    """Answer any other address below `/api/`, where Streamlit would show its page."""
    error = "there is no such address; data are at events.FORMAT"
    return refusal(404, error, formats=list(FORMATS))


def feed(request: Request) -> Response:
    """Answer `/feed.xml` with the last events of the view that the query asks for."""

    def answer(request: Request, log: Log, engine: Engine, selection: Selection) -> Response:
        etag = etag_of(log, selection, "feed")
        headers = {**_OPEN, "ETag": etag, "Cache-Control": "no-cache"}
        if is_known(request, etag):
            return Response(status_code=304, headers=headers)
        view = View.of(log, engine, selection, base_of(request), datetime.now(UTC), MOST_EXPORTED)
        own = f"{view.base}feed.xml{address(view.selection)}".removesuffix("?")
        data = b"".join(write_feed(view, own))
        return Response(data, headers=headers, media_type="application/atom+xml")

    return answered(request, "feed", answer)


def event(request: Request) -> Response:
    """Answer `/e/ID`, the short address of one event: a preview for programs, the page for people.

    An event that is not there is not found, in words and with the way to those that are. Sites on
    which people share a link add marks of their own to it, so what is not known is left out.
    """

    def answer(request: Request, log: Log, engine: Engine, selection: Selection) -> Response:
        key = request.path_params["event"]
        if key not in log.events:
            return _missing(request)
        etag = etag_of(log, replace(selection, event=key), "page")
        headers = {**_SHOWN, "ETag": etag, "Cache-Control": "no-cache"}
        if is_known(request, etag):
            return Response(status_code=304, headers=headers)
        told = Selection(clock=selection.clock)
        view = View.of(log, engine, told, base_of(request), datetime.now(UTC), MOST_EXPORTED)
        page = event_page(view, key, selection)
        return Response(page, headers=headers, media_type="text/html")

    return answered(request, "event", answer, is_strict=False)


def _missing(request: Request) -> Response:
    """Say that there is no such event, to people in a page and to programs in JSON."""
    if is_person(request.headers):
        words = "It may have had another name when this link was made."
        # the short address is one step below the dashboard's own
        return plain_page(404, "This log has no such event", words, "../", _TOLD)
    answer = refusal(404, "this log has no such event", log=base_of(request))
    answer.headers["Vary"] = "Accept"
    return answer


def _streamed(
    request: Request, parts: Iterator[bytes], headers: dict[str, str], media_type: str
) -> Response:
    """Answer part by part; the first is made before, so that what fails at once is refused yet.

    Who asks for the headers alone (HEAD) does not have the rest made.
    """
    if not _turns.acquire(timeout=TURN):
        answer = refusal(503, "too many exports are being made; try again in a little while")
        answer.headers["Retry-After"] = "10"
        return answer
    try:
        first = next(parts, b"")
    finally:
        _turns.release()
    rest = () if request.method == "HEAD" else _in_turn(parts)
    return _Parts(chain((first,), rest), headers=headers, media_type=media_type)


class _Parts(StreamingResponse):
    """An answer part by part, which is broken off when a part cannot be made.

    Nobody must take it for the whole, so its end is not sent: the server cuts the connection.
    """

    async def stream_response(self, send: Send) -> None:
        """Send what there is."""
        try:
            await super().stream_response(send)
        except (DamagedLogError, EngineError) as error:
            telemetry.write_line("broken off", kind="export", why=str(error))


def _in_turn(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Give parts of which no more than `AT_ONCE` are made at a time, whoever waits for them."""
    while True:
        with _turns:
            part = next(parts, None)
        if part is None:
            return
        yield part
