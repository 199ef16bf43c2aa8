"""The page: load, choose, show. `st.App` in `app.py` runs this script for every reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from components.panels import board, data, filters, header, source, state, timeline
from components.panels.board import Node, h
from components.selection import option_names, query

ICON = Path(__file__).with_name("icon.svg")
SIDEBAR = 256  # pixels


def _problems(snapshot: source.Snapshot) -> Node | None:
    """Return the banner that names what is wrong with the newest version of the log."""
    if not snapshot.problems and not snapshot.notice:
        return None
    shown = snapshot.problems[:5]
    rest = len(snapshot.problems) - len(shown)
    heading = (
        "The newest version of the log has problems; this is the last good one."
        if snapshot.log
        else "This log cannot be shown yet."
    )
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


def _nothing(_: str) -> None:
    """Follow no link: there is no log to follow it in."""


def show() -> None:
    """Show the page that the address asks for."""
    snapshot = source.current().snapshot()
    log, index, frame = snapshot.log, snapshot.index, snapshot.frame
    if log is None or index is None or frame is None:
        st.set_page_config(page_title="Timeline", page_icon=ICON, layout="wide")
        banner = _problems(snapshot)
        board.show({"header": [banner]}, key=timeline.KEY, on_go=_nothing, state=snapshot.state)
        return

    selection, ignored = state.read(log)
    opened = log.events.get(selection.event)
    st.set_page_config(
        page_title=f"{opened.title} · {log.about.title}" if opened else log.about.title,
        page_icon=ICON,
        layout="wide",
        initial_sidebar_state=SIDEBAR,
    )
    names = option_names(log)
    answer = index.ask(query(selection, log))
    embedded = bool(st.context.is_embedded)

    def go(link: str) -> None:
        state.follow(link, log)

    def fill_in(values: Mapping[str, object]) -> None:
        state.fill_in(values, log)

    areas: dict[str, Sequence[Node | None]] = {}
    if not embedded:
        with st.sidebar:
            board.show(
                {"filters": filters.tree(log, selection, answer, names)},
                key="filters",
                on_go=go,
                on_form=fill_in,
            )
        areas["header"] = [
            header.title(log, selection),
            _problems(snapshot),
            header.ignored_notice(ignored),
            header.view(log, selection, answer, names),
        ]
    picture = None
    if embedded or selection.page == "timeline":
        shown = [index.ids[row] for row in answer.rows]
        if not embedded:
            areas |= timeline.areas(log, selection, answer, shown, snapshot.passages)
        if shown or len(answer.beyond):
            picture = timeline.picture(log, index, selection, answer, names)
    board.show(
        areas,
        key=timeline.KEY,
        on_go=go,
        on_form=fill_in,
        picture=picture,
        focus="gt-event" if selection.event else "",
        state=snapshot.state,
    )
    if selection.page == "data" and not embedded:
        data.show(
            log,
            selection,
            frame,
            answer,
            name=snapshot.name,
            digest=snapshot.hash,
            problems=snapshot.problems,
        )


show()
