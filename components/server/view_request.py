"""A request for a view of the log: its query is decoded, and what cannot be answered is refused.

Any site may read the answers (CORS, GET alone), because they hold nothing that the page does not
show to everybody who can reach it.
"""

from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.events import DamagedLogError, Log
from components.frames.warehouse import EngineError
from components.selection import LONGEST_QUERY, Ignored, Selection, View, decode
from components.server.request_work import GoneError, address_of, in_thread
from components.sources import LogSource, Snapshot, current, telemetry
from components.wording import refusal as words

OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag, Link",
    "X-Content-Type-Options": "nosniff",
    # no export runs scripts where it is opened
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}

RETRY = 10.0  # seconds; whoever waits for a turn now has had it by then, or most of them have

Answer = Callable[[Request, View], Awaitable[Response]]


def refusal(status: int, error: str, **details: object) -> JSONResponse:
    """Return a refusal in JSON that says what would be right."""
    headers = {**OPEN, "Cache-Control": "no-store"}
    return JSONResponse({"error": error, **details}, status_code=status, headers=headers)


def refused_for_now(why: str, seconds: float = RETRY) -> JSONResponse:
    """Refuse what cannot be made now, and say after how many seconds to ask again."""
    answer = refusal(503, why)
    answer.headers["Retry-After"] = f"{seconds:.0f}"
    return answer


def _refusal_of(error: DamagedLogError | EngineError, log: Log) -> JSONResponse:
    """Return the refusal of a request for a view of a log that turns out to be unusable."""
    if isinstance(error, DamagedLogError):
        current().report_damage(log, error)
        return refusal(503, words.DAMAGED_LOG)
    return refusal(503, str(error))


def query_string(request: Request) -> str:
    """Return the query of an address, whatever bytes it holds."""
    query: bytes = request.scope["query_string"]
    return query.decode("utf-8", "replace")


async def answer_view(
    request: Request, kind: str, answer: Answer, *, is_strict: bool = True
) -> Response:
    """Answer a request for a view, timed by its kind.

    An unknown part of its query is refused, or ignored where the route is not `is_strict`.
    """
    with telemetry.timed(kind):
        try:
            return await _answer(request, answer, is_strict=is_strict)
        except GoneError:
            return Response(status_code=503)  # nobody reads it


async def _answer(request: Request, answer: Answer, *, is_strict: bool) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={**OPEN, "Access-Control-Max-Age": "86400"})
    query = query_string(request)
    if len(query) > LONGEST_QUERY:
        return refusal(414, words.query_too_long(LONGEST_QUERY))
    source = current()
    snapshot, selection, ignored = await in_thread(
        lambda: _decode(source, query), address_of(request)
    )
    if snapshot.log is None or snapshot.index is None or selection is None:
        return refusal(503, words.NO_LOG)
    try:
        if ignored and is_strict:
            parts = await in_thread(partial(_as_json, ignored, snapshot.log), address_of(request))
            return refusal(400, words.UNUSABLE_ADDRESS, ignored=parts)
        return await answer(request, View(snapshot.log, snapshot.index, selection))
    except (DamagedLogError, EngineError) as error:
        return _refusal_of(error, snapshot.log)


def _decode(
    source: LogSource, query: str
) -> tuple[Snapshot, Selection | None, tuple[Ignored, ...]]:
    """Return the log that is shown, and what a query selects of it."""
    snapshot = source.snapshot()
    if snapshot.index is None:
        return snapshot, None, ()
    return snapshot, *decode(parse_qs(query), snapshot.index.facts)


def _as_json(ignored: tuple[Ignored, ...], log: Log) -> list[dict[str, object]]:
    return [
        {
            **{"key": part.key, "value": part.value, "why": part.why},
            **({"nearest": nearest_events(part.near, log)} if part.near else {}),
            **({"search": part.search} if part.search else {}),
        }
        for part in ignored
    ]


def nearest_events(ids: Iterable[str], log: Log) -> list[dict[str, str]]:
    """Return events by id and title, for programs; raise DamagedLogError as they do."""
    return [{"id": key, "title": log.events[key].title} for key in ids]
