"""The route `/event-card`: what the card of an event says, as JSON.

A picture of many events comes without their cards; the browser asks for one when a reader points
at its mark.
"""

from functools import partial
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.events import DamagedLogError
from components.frames.warehouse import EngineError
from components.pages import LOG_HASH_PARAMETER, event_card_of
from components.selection import LONGEST_QUERY, View, decode
from components.server.request_work import GoneError, address_of, in_thread, while_connected
from components.server.view_request import query_string
from components.sources import current, telemetry

_KEEP = {"Cache-Control": "private, max-age=600"}
_NO_STORE = {"Cache-Control": "no-store"}


async def event_card(request: Request) -> Response:
    """Return the card of the event that is open in a view.

    Answer 409 when the log has changed since the picture was drawn, since the page is about to be
    made anew; 400 or 414 for a query that no picture sends.
    """

    async def answer() -> Response:
        return await in_thread(partial(_event_card, request), address_of(request))

    with telemetry.timed("event-card"):
        try:
            return await while_connected(request, answer)
        except GoneError:
            return Response(status_code=503)  # nobody reads it


def _event_card(request: Request) -> Response:
    source = current()
    snapshot = source.snapshot()
    log, index = snapshot.log, snapshot.index
    if log is None or index is None or request.query_params.get(LOG_HASH_PARAMETER, "") != log.hash:
        return _refusal(409)
    query = query_string(request)
    if len(query) > LONGEST_QUERY:
        return _refusal(414)
    parameters = parse_qs(query)
    parameters.pop(LOG_HASH_PARAMETER, None)
    selection, ignored = decode(parameters, index.facts)
    if ignored or not selection.event:
        return _refusal(400)
    try:
        card = event_card_of(View(log, index, selection), log.events[selection.event])
    except DamagedLogError as error:
        source.report_damage(log, error)
        return _refusal(503)
    except EngineError:
        return _refusal(503)
    return JSONResponse(card, headers=_KEEP)


def _refusal(status: int) -> JSONResponse:
    return JSONResponse({}, status_code=status, headers=_NO_STORE)
