"""The routes for monitors and open pages: whether the server is alive and which log it shows."""

import time
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Gauge
from prometheus_client.exposition import choose_encoder
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from components.sources import REGISTRY, Snapshot, current

_FRESH = {"Cache-Control": "no-store"}


async def livez(_: Request) -> Response:
    """Answer 200 as long as the server runs; a host restarts a server that does not answer.

    A faulty log changes nothing here: after a restart the log would still be faulty, and the last
    good one lost.
    """
    return PlainTextResponse("ok\n", headers=_FRESH)


async def readyz(_: Request) -> Response:
    """Answer with the log that is shown, its age, and what is or was wrong with newer versions.

    `ok`: it is the newest. `degraded`: it is the last good one, and the newest has problems or
    cannot be read. `unavailable`, with status 503: there is none to show. Times are UTC, `age` is
    in seconds.
    """
    # A coroutine, as all here: no pool of threads can be so full that a monitor has to wait.
    snapshot = current().glance()
    answer: dict[str, object] = {"status": _status(snapshot)}
    if snapshot.log:
        answer |= {
            "title": snapshot.log.about.title,
            "hash": snapshot.hash,
            "events": len(snapshot.log.events),
            "loaded": _rfc3339(snapshot.loaded),
            "age": round(time.time() - snapshot.loaded, 1),
        }
    if snapshot.problems:
        answer["problems"] = len(snapshot.problems)
    if snapshot.notice:
        answer["notice"] = snapshot.notice
    if snapshot.trouble:
        at = _rfc3339(snapshot.trouble.at)
        answer["last_problem"] = {"at": at, "what": snapshot.trouble.words}
    return JSONResponse(answer, status_code=200 if snapshot.log else 503, headers=_FRESH)


def _status(snapshot: Snapshot) -> str:
    if not snapshot.log:
        return "unavailable"
    return "degraded" if snapshot.trouble_now else "ok"


def _rfc3339(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


async def state(_: Request) -> Response:
    """Answer with a digest of the log's state, by which open pages see that they are out of date.

    Each page asks every second, so the answer must be cheap: it takes no rerun of the page, and no
    more reads of the disk than `LogFile` makes anyway.
    """
    return JSONResponse({"state": current().glance().state}, headers=_FRESH)


async def metrics(request: Request) -> Response:
    """Answer with the metrics of the server and its log, in a text format of Prometheus."""
    try:
        encode, media_type = choose_encoder(request.headers.get("Accept", ""))
    except TypeError:  # the library compares a version that is no number
        encode, media_type = choose_encoder("")
    registry = CollectorRegistry()
    registry.register(REGISTRY)
    _add_log(registry, current().glance())
    return Response(encode(registry), headers={**_FRESH, "Content-Type": media_type})


def _add_log(registry: CollectorRegistry, snapshot: Snapshot) -> None:
    """Add the metrics of the log, made for each answer, so that they are never stale."""

    def gauge(name: str, help_text: str, value: float) -> None:
        Gauge(f"timeline_{name}", help_text, registry=registry).set(value)

    gauge(
        "last_reload_successful",
        "Whether the newest version of the log is the one shown.",
        _status(snapshot) == "ok",
    )
    gauge(
        "last_reload_success_timestamp_seconds",
        "When the log shown was last found to be the newest; 0 when there is none.",
        snapshot.loaded,
    )
    gauge("log_events", "Events of the log shown.", len(snapshot.log.events) if snapshot.log else 0)
    gauge("log_problems", "Problems of the newest version of the log.", len(snapshot.problems))
