"""The address of a view comes in, what its picture's events are called goes out as JSON.

A full picture is drawn from numbers; its names follow on their own, so that it is not kept waiting.
"""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.events import DamagedLogError
from components.frames.warehouse import EngineError
from components.pages import STATE, names_of
from components.selection import LONGEST_QUERY, decode
from components.server.export import query_of
from components.sources import current, telemetry

_KEEP = {"Cache-Control": "private, max-age=600"}
_LOSE = {"Cache-Control": "no-store"}


def names(request: Request) -> Response:
    """Name the events that have marks in a view, in the order of the picture.

    409 when the log has changed since the picture was drawn: the page is about to be made anew.
    400 or 414 for an address that no picture asks at, so that nothing is named in vain.
    """
    with telemetry.timed("names"):
        return _names(request)


def _names(request: Request) -> Response:
    snapshot = current().snapshot()
    log, index = snapshot.log, snapshot.index
    if log is None or index is None or request.query_params.get(STATE, "") != log.hash:
        return JSONResponse([], status_code=409, headers=_LOSE)
    query = query_of(request)
    if len(query) > LONGEST_QUERY:
        return JSONResponse([], status_code=414, headers=_LOSE)
    parameters = parse_qs(query)
    parameters.pop(STATE, None)
    selection, ignored = decode(parameters, log)
    if ignored:
        return JSONResponse([], status_code=400, headers=_LOSE)
    try:
        found = names_of(log, index, selection)
    except DamagedLogError as error:
        current().report_damage(log, error)
        return JSONResponse([], status_code=503, headers=_LOSE)
    except EngineError:
        return JSONResponse([], status_code=503, headers=_LOSE)
    return JSONResponse(found, headers=_KEEP)
