"""The routes of a view as data: `/api/events.FORMAT`, the feed, an event's short address."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from components.events import Log
from components.exports import FORMATS, MOST_EXPORTED, View, event_page, write_feed
from components.frames import Engine
from components.selection import Selection, address
from components.server.etag import is_cached, view_etag
from components.server.refusal_page import refusal_page, wants_html
from components.server.stream import stream
from components.server.view_request import OPEN, answer_view, dashboard_url, refusal

# The page of an event may send people on, but runs nothing.
_PAGE = {
    "Access-Control-Allow-Origin": "*",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'",
}
_PAGE_WITH_STYLE = {
    **_PAGE,
    "Content-Security-Policy": f"{_PAGE['Content-Security-Policy']}; style-src 'unsafe-inline'",
}


def export(request: Request) -> Response:
    """Answer `/api/events.FORMAT` with the view that the query asks for.

    A format of references answers for an open event (`event=ID`) with that event's alone.
    """
    row = FORMATS.get(request.path_params["format"])
    if row is None:
        return refusal(404, "there is no such format", formats=list(FORMATS))

    def answer(request: Request, log: Log, engine: Engine, selection: Selection) -> Response:
        etag = view_etag(log, selection, row.key)
        headers = {**OPEN, "ETag": etag, "Cache-Control": "no-cache"}
        if is_cached(request, etag):
            return Response(status_code=304, headers=headers)
        view = _view(request, log, engine, selection)
        event_id = selection.event if row.cite else ""
        name = f"{event_id}.{row.suffix}" if event_id else view.name(row.suffix)
        page = view.link(event_id) if event_id else view.permalink
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
        headers["Link"] = f'<{page}>; rel="alternate"'
        return stream(request, row.parts(view, event_id), headers, row.media_type)

    return answer_view(request, "export", answer)


def unknown(_: Request) -> Response:
    """Answer any other address below `/api/`, where Streamlit would show its page."""
    error = "there is no such address; data are at events.FORMAT"
    return refusal(404, error, formats=list(FORMATS))


def feed(request: Request) -> Response:
    """Answer `/feed.xml` with the last events of the view that the query asks for."""

    def answer(request: Request, log: Log, engine: Engine, selection: Selection) -> Response:
        etag = view_etag(log, selection, "feed")
        headers = {**OPEN, "ETag": etag, "Cache-Control": "no-cache"}
        if is_cached(request, etag):
            return Response(status_code=304, headers=headers)
        view = _view(request, log, engine, selection)
        self_link = f"{view.base}feed.xml{address(view.selection)}".removesuffix("?")
        data = b"".join(write_feed(view, self_link))
        return Response(data, headers=headers, media_type="application/atom+xml")

    return answer_view(request, "feed", answer)


def event(request: Request) -> Response:
    """Answer `/e/ID`, the short address of one event: a preview for programs, the page for people.

    An unknown event is refused with a link to the whole log. Sites on which people share a link
    add parameters of their own to it, so unknown ones are ignored.
    """

    def answer(request: Request, log: Log, engine: Engine, selection: Selection) -> Response:
        event_id = request.path_params["event"]
        if event_id not in log.events:
            return _no_such_event(request)
        etag = view_etag(log, replace(selection, event=event_id), "page")
        headers = {**_PAGE, "ETag": etag, "Cache-Control": "no-cache"}
        if is_cached(request, etag):
            return Response(status_code=304, headers=headers)
        view = _view(request, log, engine, Selection(clock=selection.clock))
        page = event_page(view, event_id, selection)
        return Response(page, headers=headers, media_type="text/html")

    return answer_view(request, "event", answer, is_strict=False)


def _view(request: Request, log: Log, engine: Engine, selection: Selection) -> View:
    base, made = dashboard_url(request), datetime.now(UTC)
    return View.of(log, engine, selection, base, made, MOST_EXPORTED)


def _no_such_event(request: Request) -> Response:
    """Refuse an unknown event, with a page for people and in JSON for programs."""
    if wants_html(request.headers):
        words = "It may have had another name when this link was made."
        # the short address is one step below the dashboard's own
        title = "This log has no such event"
        return refusal_page(404, title, words, "../", _PAGE_WITH_STYLE)
    answer = refusal(404, "this log has no such event", log=dashboard_url(request))
    answer.headers["Vary"] = "Accept"
    return answer
