"""The routes of a view as data: `/api/events.FORMAT`, the feed, an event's short address."""

from datetime import UTC, datetime
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from components.editions import FORMATS
from components.events import Log
from components.exports import MOST_EXPORTED, Download, event_page, write_feed
from components.selection import Selection, View, address, instead_of
from components.server.etag import is_cached, view_etag
from components.server.picture_response import send_picture
from components.server.public_address import dashboard_url, varying
from components.server.refusal_page import refusal_page, wants_html
from components.server.request_work import address_of, in_thread
from components.server.stream import stream
from components.server.view_request import OPEN, answer_view, nearest_events, refusal
from components.sources import current
from components.wording import refusal as words

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


async def export(request: Request) -> Response:
    """Answer `/api/events.FORMAT` with the view that the query asks for.

    A format that can be of one event is of the open one (`event=ID`). A picture is of what the page
    shows: of the accounts side by side, or of the timeline. For the headers alone nothing is made,
    and those that only the work can tell are left out.
    """
    row = FORMATS.get(request.path_params["format"])
    if row is None:
        return refusal(404, words.NO_FORMAT, formats=list(FORMATS))

    async def answer(request: Request, view: View) -> Response:
        if row.most is not None:
            matching = await in_thread(lambda: view.answer.matching, address_of(request))
            if reason := row.refusal(matching):
                return refusal(422, f"{reason}.", formats=list(FORMATS))
        base = dashboard_url(request)
        etag = view_etag(view, row.key, base)
        headers = {**OPEN, **varying(), "ETag": etag, "Cache-Control": "no-cache"}
        if is_cached(request, etag):
            return Response(status_code=304, headers=headers)
        if request.method == "HEAD":
            return _head(headers, row.media_type)
        passages = current().snapshot().passages
        download = row.download(view, base, datetime.now(UTC), MOST_EXPORTED, passages)
        event_id = view.selection.event if row.of_event else ""

        def describe() -> dict[str, str]:
            name = f"{event_id}.{row.suffix}" if event_id else download.name(row.suffix)
            # relative, so that it is right under any name: data are one step below the dashboard
            page = f"../e/{event_id}" if event_id else f"../{address(download.selection)}"
            return {
                "Content-Disposition": f'attachment; filename="{name}"',
                "Link": f'<{page.removesuffix("?")}>; rel="alternate"',
            }

        headers |= await in_thread(describe, address_of(request))
        if row.draw:
            lay_out = partial(row.draw, download, event_id)
            return await send_picture(request, lay_out, headers, row.media_type)
        parts = row.parts(download, event_id)
        return await stream(request, parts, headers, row.media_type, is_stored=row.is_stored)

    return await answer_view(request, "export", answer)


def _head(headers: dict[str, str], media_type: str) -> Response:
    """Return headers without a body, nor its length, which only the work can tell."""
    answer = Response(headers=headers, media_type=media_type)
    del answer.headers["Content-Length"]
    return answer


async def unknown(_: Request) -> Response:
    """Answer any other address below `/api/`, where Streamlit would show its page."""
    return refusal(404, words.NO_DATA_ADDRESS, formats=list(FORMATS))


async def feed(request: Request) -> Response:
    """Answer `/feed.xml` with the last events of the view that the query asks for."""

    async def answer(request: Request, view: View) -> Response:
        etag = view_etag(view, "feed", dashboard_url(request))
        headers = {**OPEN, **varying(), "ETag": etag, "Cache-Control": "no-cache"}
        if is_cached(request, etag):
            return Response(status_code=304, headers=headers)
        media_type = "application/atom+xml"
        if request.method == "HEAD":
            return _head(headers, media_type)
        download = _download(request, view)
        self_link = f"{download.base}feed.xml{address(download.selection)}".removesuffix("?")
        return await stream(request, write_feed(download, self_link), headers, media_type)

    return await answer_view(request, "feed", answer)


async def event(request: Request) -> Response:
    """Answer `/e/ID`, the short address of one event: a preview for programs, the page for people.

    An unknown event is refused with a link to the whole log. Sites on which people share a link
    add parameters of their own to it, so unknown ones are ignored.
    """

    async def answer(request: Request, view: View) -> Response:
        event_id = request.path_params["event"]
        return await in_thread(lambda: _event_page(request, view, event_id), address_of(request))

    return await answer_view(request, "event", answer, is_strict=False)


def _event_page(request: Request, view: View, event_id: str) -> Response:
    if event_id not in view.log.events:
        return _no_such_event(request, view.log, event_id)
    etag = view_etag(view.changed(event=event_id), "page", dashboard_url(request))
    headers = {**_PAGE, **varying(), "ETag": etag, "Cache-Control": "no-cache"}
    if is_cached(request, etag):
        return Response(status_code=304, headers=headers)
    whole = View(view.log, view.engine, Selection(clock=view.selection.clock))
    page = event_page(_download(request, whole), event_id, view.selection)
    return Response(page, headers=headers, media_type="text/html")


def _download(request: Request, view: View) -> Download:
    return Download(view, dashboard_url(request), datetime.now(UTC), MOST_EXPORTED)


def _no_such_event(request: Request, log: Log, event_id: str) -> Response:
    """Refuse an unknown event, with a page for people and in JSON for programs.

    Both lead to events that are called alike, and to a search for the words of the id.
    """
    near, search = instead_of(event_id, log)
    if wants_html(request.headers):
        # the short address is one step below the dashboard's own
        title, reason = words.NO_EVENT_TITLE, words.NO_EVENT_REASON
        links = [(f"../{address(Selection(event=key))}", log.events[key].title) for key in near]
        if search:
            links.append((f"../{search}", words.SEARCH_FOR_EVENT))
        return refusal_page(404, title, reason, "../", _PAGE_WITH_STYLE, links)
    base = dashboard_url(request)
    more: dict[str, object] = {"nearest": nearest_events(near, log)} if near else {}
    if search:
        more["search"] = f"{base}{search}"
    answer = refusal(404, words.NO_EVENT, log=base, **more)
    answer.headers["Vary"] = "Accept"
    return answer
