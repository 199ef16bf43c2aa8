"""One run of the script `page.py`: load the log, read the address, show the page it asks for."""

import time
import weakref
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Literal, TypeVar

import streamlit as st

from components import web, wording
from components.editions import FORMATS
from components.events import DamagedLogError, Log
from components.frames import Engine, LogFacts, Query
from components.frames.warehouse import LostEngineError, SlowEngineError
from components.pages import PAGES, Node, PageContext, dashboard, filter_form, notice
from components.sources import LogSource, Snapshot, current, telemetry
from components.streamlit_app import address_bar, board, engine_wait
from components.streamlit_app.throttle import in_turn

SIDEBAR = 264  # pixels
T = TypeVar("T")
_PAGE = "gt-page"  # session key of what the browser was told of its tab and its sidebar, and when
_ARRIVES = 2.0  # seconds after which a message has left the server
BOARD = "board"  # the key of the component that holds all but the filters


def show() -> None:
    """Show the page that the address asks for."""
    source = current()
    if not source.limit:
        with telemetry.timed("page"), in_turn():
            _show_log(source)
        return
    if engine_wait.is_stopped():
        words = wording.notice.STOPPED_REASON
        _show_unanswered(source, wording.notice.STOPPED_TITLE, wording.notice.STOPPED, words)
        return
    try:
        # so that the tab has a title while the reader waits
        _set_page(wording.header.PAGES["timeline"])
        # No `in_turn` here: the engine has a queue of its own, and waiting must not block others.
        with engine_wait.shown_wait(source.limit), telemetry.timed("page"):
            _show_log(source)
    except LostEngineError as error:
        source.report_loss(error)
        words = wording.notice.LOOKING_AGAIN
        _show_unanswered(source, wording.notice.NO_ANSWER, str(error), words)
    except SlowEngineError as error:
        words = wording.notice.LOOK_AT_LESS
        _show_unanswered(source, wording.notice.NO_ANSWER, str(error), words)


def _set_page(title: str, sidebar: int | Literal["auto", "collapsed"] = "auto") -> None:
    """Name the tab and say how the sidebar begins, unless the browser knows it from a run before.

    Each time, it would load the icon anew and render the whole page once more. A run that another
    one interrupts may lose what it said, so only what was said `_ARRIVES` ago is taken for known.
    """
    now = time.monotonic()
    known, at = st.session_state.get(_PAGE, ((), now))
    if known == (title, sidebar) and now - at > _ARRIVES:
        return
    st.set_page_config(
        page_title=title, page_icon=web.ICON, layout="wide", initial_sidebar_state=sidebar
    )
    if known != (title, sidebar):
        st.session_state[_PAGE] = (title, sidebar), now


def _show_unanswered(source: LogSource, title: str, heading: str, words: str) -> None:
    unanswered = notice.unanswered(heading, words, address_bar.here())
    _show_notice(source.snapshot(), title, unanswered)


def _show_notice(snapshot: Snapshot, title: str, shown: Node | None) -> None:
    """Show a page that is nothing but a notice."""
    _set_page(title)
    board.show(
        {"header": [shown]},
        board.Handlers(_go_on, address_bar.go_to),
        key=BOARD,
        address=address_bar.here(),
        state=snapshot.state,
    )


def _go_on(link: str) -> None:
    """Follow a link of a page that shows no log: ask again, or go to another view."""
    engine_wait.resume()
    address_bar.go_to(link)


def _show_log(source: LogSource) -> None:
    snapshot = source.snapshot()
    log, engine = snapshot.log, snapshot.index
    if log is None or engine is None:
        _show_notice(snapshot, wording.header.PAGES["timeline"], notice.problems(snapshot))
        return
    try:
        _show_view(snapshot, log, engine)
    except DamagedLogError as error:
        # Only now, because of a large log only the events that are shown are read.
        source.report_damage(log, error)
        damaged = replace(snapshot, problems=(), notice="", damage=error.problem)
        _show_notice(source.snapshot(), wording.header.PAGES["timeline"], notice.problems(damaged))


def _knowing(facts: LogFacts, act: Callable[[LogFacts, T], None]) -> Callable[[T], None]:
    """Return an action that knows the facts of the log shown, or of the one that replaced it.

    A session keeps the actions of its last page, even after its reader left. They must not keep a
    replaced log with them, which may take gigabytes on the disk.
    """
    shown = weakref.ref(facts)

    def do(value: T) -> None:
        known = shown()
        if known is None and (engine := current().snapshot().index):
            known = engine.facts
        if known:
            act(known, value)

    return do


def _show_view(snapshot: Snapshot, log: Log, engine: Engine) -> None:
    """Show the view that the address asks for; raise DamagedLogError as the log's events do."""
    selection, ignored = address_bar.read(engine.facts)
    context = PageContext(
        snapshot,
        base=address_bar.own_address(),
        today=datetime.now(UTC),
        width=board.width(),
        option_searches=address_bar.option_searches(),
        is_framed=address_bar.is_embedded(),
        formats=FORMATS,
        asked=address_bar.asked(selection),
    )
    view = dashboard.view_of(log, engine, selection, context)
    has_filters = PAGES[view.selection.page].has_filters_beside
    _set_page(dashboard.title(view), SIDEBAR if has_filters else "collapsed")
    facts = engine.facts
    handlers = board.Handlers(
        go=_knowing(facts, address_bar.follow),
        back=address_bar.go_to,
        form=_knowing(facts, address_bar.fill_in),
        open=_knowing(facts, address_bar.open_event),
        window=_knowing(facts, address_bar.set_window),
        ask=_knowing(facts, partial(address_bar.ask, extent=engine.extent(Query()))),
    )
    # Make all of the content before showing any: an event may turn out to be damaged, and what
    # comes together takes the browser one frame.
    content = dashboard.content(view, context, ignored)
    if not (context.is_framed or view.selection.walk):
        with st.sidebar:
            filters = filter_form.elements(view, context.option_searches, address_bar.refused())
            board.show({"filters": filters}, handlers, key="filters")
    board.show(
        content.areas,
        handlers,
        key=BOARD,
        picture=content.picture,
        charts=content.charts,
        focus=dashboard.focus(view),
        address=address_bar.here(),
        state=snapshot.state,
    )
    if content.below:
        board.show(content.below, handlers, key="data")
