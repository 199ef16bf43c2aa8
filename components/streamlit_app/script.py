"""The page: load, choose, show. `page.py` calls `show` for every reader and every press."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st

from components import web
from components.events import DamagedLogError, Event, Log
from components.figures import Span
from components.frames import Engine
from components.frames.warehouse import LostEngineError, SlowEngineError
from components.pages import (
    Chart,
    Node,
    data,
    downloads,
    embed,
    event,
    evidence,
    filters,
    h,
    header,
    people,
    timeline,
)
from components.selection import Selection, View
from components.sources import LogSource, Snapshot, current, telemetry
from components.streamlit_app import address_bar, board, patience
from components.streamlit_app.throttle import in_turn

ICON = Path(web.__file__).with_name("icon.svg")
SIDEBAR = 256  # pixels
KEY = "board"  # of the component that holds all but the filters
READ = 5000  # events that People and Evidence look at


def _problems(snapshot: Snapshot) -> Node | None:
    """Return the banner that names what is wrong with the newest version of the log."""
    if not snapshot.trouble_now:
        return None
    shown = (snapshot.problems or snapshot.damages)[:5]
    rest = len(snapshot.problems) - len(shown)
    heading = "Something in this log is damaged; what needs it cannot be shown."
    if not snapshot.log:
        heading = "This log cannot be shown yet."
    elif snapshot.is_lost:
        heading = "Nothing new comes from the engine; what is shown is its last answer."
    elif snapshot.problems or snapshot.notice:
        heading = "The newest version of the log has problems; this is the last good one."
    return h(
        "aside",
        h("strong", heading),
        h("p", snapshot.notice) if snapshot.notice else None,
        h(
            "ul",
            [h("li", h("code", str(problem))) for problem in shown],
            h("li", f"and {rest} more") if rest > 0 else None,
        )
        if shown
        else None,
        class_="gt-notice gt-problems",
        role="alert",
    )


def _standing_out(selection: Selection) -> list[str]:
    """Return the ids of the elements that the address points at."""
    found = ["gt-event"] if selection.event else []
    if selection.page == "evidence" and selection.at:
        found.append(f"at-{selection.at}")
    if selection.page == "people" and selection.actor:
        found.append(f"person-{selection.actor[0]}")
    return found


def _heading(selection: Selection, opened: Event | None) -> str:
    """Return what tells this view from others among the reader's tabs; "" for the first page."""
    if opened:
        return opened.title
    if selection.page == "evidence":
        return evidence.PART_NAMES[selection.part]
    return "" if selection.page == "timeline" else header.PAGE_NAMES[selection.page]


def _only_the_first(read: int, found: int) -> Node | None:
    """Return the notice that a page tells of a part of the events alone."""
    if read >= found:
        return None
    return h(
        "p",
        f"This page reads the first {read:,} of the {found:,} events in view; "
        "filters bring the others.",
        class_="gt-lead",
        role="note",
    )


def _go_on(link: str) -> None:
    """Follow a link of a page that shows no log: ask again, or go to another view."""
    patience.go_on()
    parameters = parse_qs(link.removeprefix("?"))
    st.query_params.from_dict(parameters)


def _banner(snapshot: Snapshot, notice: Node | None) -> None:
    """Show a page that is nothing but a notice."""
    areas = {"header": [notice]}
    board.show(areas, key=KEY, on_go=_go_on, state=snapshot.state)


def _unanswered(heading: str, words: str) -> Node:
    """Return the notice that a view is not shown, and what the reader may do about it."""
    return h(
        "aside",
        h("strong", heading),
        h("p", words),
        h(
            "p",
            h("a", "Ask again", href=address_bar.here(), class_="gt-button"),
            " ",
            h("a", "Show the whole log", href="?", class_="gt-button"),
        ),
        class_="gt-notice",
        role="alert",
    )


def show() -> None:
    """Show the page that the address asks for."""
    source = current()
    if not source.limit:
        with telemetry.timed("page"), in_turn():
            _show_log(source)
        return
    if patience.is_stopped():
        words = "You stopped the question before the engine had answered it."
        _set_title("Stopped")
        _banner(source.snapshot(), _unanswered("Stopped.", words))
        return
    try:
        # whoever waits has no title yet
        _set_title("Timeline")
        # An engine has its own turns; who waits for it must not keep others from theirs.
        with patience.patiently(source.limit), telemetry.timed("page"):
            _show_log(source)
    except LostEngineError as error:
        source.report_loss(error)
        _set_title("No answer")
        words = (
            "The page looks every few seconds whether the engine answers again, and then goes on."
        )
        _banner(source.snapshot(), _unanswered(str(error), words))
    except SlowEngineError as error:
        words = "A narrower window or one filter more leaves less to look at."
        _set_title("No answer")
        _banner(source.snapshot(), _unanswered(str(error), words))


def _set_title(title: str) -> None:
    st.set_page_config(page_title=title, page_icon=ICON, layout="wide")


def _show_log(source: LogSource) -> None:
    snapshot = source.snapshot()
    log, index = snapshot.log, snapshot.index
    if log is None or index is None:
        _set_title("Timeline")
        _banner(snapshot, _problems(snapshot))
        return

    try:
        _show(snapshot, log, index)
    except DamagedLogError as error:
        # found only now: of a large log no more is read than what is shown
        source.report_damage(log, error)
        _set_title("Timeline")
        damaged = replace(snapshot, problems=(), notice="", damage=error.problem)
        _banner(source.snapshot(), _problems(damaged))


def _show(snapshot: Snapshot, log: Log, index: Engine) -> None:
    """Show the view that the address asks for; raise DamagedLogError as the log's events do."""
    selection, ignored = address_bar.read(log)
    embedded = address_bar.is_embedded()
    if embedded:
        selection = replace(selection, page="timeline")
    if selection.page == "evidence":
        selection = evidence.within(log, selection, snapshot.passages)
    opened = log.events.get(selection.event)
    st.set_page_config(
        page_title=" · ".join(filter(None, (_heading(selection, opened), log.about.title))),
        page_icon=ICON,
        layout="wide",
        initial_sidebar_state=SIDEBAR,
    )
    view = View(log, index, selection)

    def go(link: str) -> None:
        address_bar.follow(link, log)

    def fill_in(values: Mapping[str, object]) -> None:
        address_bar.fill_in(values, log)

    def open_event(event: str) -> None:
        address_bar.open_event(event, log)

    def take_window(span: Span | None) -> None:
        address_bar.set_window(span, log)

    areas: dict[str, Sequence[Node | None]] = {}
    if not embedded:
        with st.sidebar:
            board.show(
                {"filters": filters.tree(view, address_bar.finding())},
                key="filters",
                on_go=go,
                on_form=fill_in,
            )
        areas["header"] = [
            header.title(view),
            _problems(snapshot),
            header.ignored_notice(ignored),
            header.view(view),
        ]
    picture = None
    charts: Mapping[str, Chart] = {}
    if selection.page == "timeline":
        shows = embed.shown(selection) if embedded else "chart"
        if embedded:
            areas |= embed.areas(view, snapshot.passages)
        else:
            areas |= timeline.areas(view, snapshot.passages)
        if shows == "chart" and (view.answer.found or view.answer.outside):
            picture = timeline.picture(view, board.width(KEY))
    elif selection.page == "people":
        # whoever is chosen stands out among all, counted under the other filters
        others = view.changed(actor=())
        everyone = others.page(0, READ)
        main, charts = people.tree(view, everyone, others.answer.counts["actor"])
        areas["main"] = [_only_the_first(len(everyone), others.answer.found), *main]
        if selection.actor:
            areas["reading"] = people.of_person(view)
    elif selection.page == "evidence":
        # how accounts differ is a filter of the questions there, counted under the other filters
        wide = view if selection.part != "accounts" else view.changed(verdict=())
        read = wide.page(0, READ)
        in_view = wide.answer.found
        everything = in_view == view.answer.total
        main, charts = evidence.tree(
            view, read, everything, snapshot.passages, only_first=len(read) < in_view
        )
        areas["main"] = [_only_the_first(len(read), in_view), *main]
    if opened and "main" in areas and not embedded:
        areas["reading"] = event.tree(view, timeline.beside(view), snapshot.passages)
    if selection.page != "data":  # which has more to say below its table
        areas["foot"] = [downloads.imprint(selection)]
    # before anything is shown: an event may turn out to be damaged
    table = None
    if selection.page == "data":
        table = data.view_table(view, view.page(0, data.ROWS))
    board.show(
        areas,
        key=KEY,
        on_go=go,
        on_form=fill_in,
        on_open=open_event,
        on_window=take_window,
        picture=picture,
        charts=charts,
        focus=_standing_out(selection),
        state=snapshot.state,
    )
    if table is not None:
        if len(table):
            st.dataframe(table, width="stretch", height=min(36 * (len(table) + 1) + 4, 560))
        below = data.parts(
            view,
            table,
            name=snapshot.name,
            digest=snapshot.hash,
            problems=snapshot.problems,
        )
        board.show(below, key="data", on_go=go)
