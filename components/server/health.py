"""The state of the log comes in, a short JSON answer for whoever watches the server goes out."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.panels.source import current


def health(_: Request) -> Response:
    """Say which log is shown and whether the newest version of its file could be read.

    `ok`: it is the newest. `degraded`: it is the last good one, and the newest has problems or
    cannot be read. `unavailable`, with status 503: there is none to show.
    """
    # Not a coroutine, so that Starlette asks in a thread: a new version may have to be read.
    snapshot = current().snapshot()
    answer: dict[str, object] = {"status": "unavailable"}
    if snapshot.log:
        sound = not snapshot.problems and not snapshot.notice
        answer = {
            "status": "ok" if sound else "degraded",
            "title": snapshot.log.about.title,
            "hash": snapshot.hash,
            "events": len(snapshot.log.events),
        }
    if snapshot.problems:
        answer["problems"] = len(snapshot.problems)
    if snapshot.notice:
        answer["notice"] = snapshot.notice
    status = 200 if snapshot.log else 503
    return JSONResponse(answer, status_code=status, headers={"Cache-Control": "no-store"})


def state(_: Request) -> Response:
    """Name the state of the log, for open pages to see that theirs is no longer it.

    A question that a page asks every second has to cost next to nothing: it needs no rerun of the
    page, and the disk is looked at no more often than `Source` does anyway.
    """
    return JSONResponse(
        {"state": current().snapshot().state}, headers={"Cache-Control": "no-store"}
    )
