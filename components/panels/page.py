"""The page: load, choose, show. `st.App` in `app.py` runs this script for every reader."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.panels import data, filters, header, sheet, source, state, timeline
from components.panels.sheet import Node, h
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
        sheet.show(banner, key="header", on_go=_nothing, state=snapshot.state)
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

    if not embedded:
        with st.sidebar:
            sheet.show(
                *filters.tree(log, selection, answer, names),
                key="filters",
                on_go=go,
                on_form=lambda values: state.fill_in(values, log),
            )
        sheet.show(
            header.title(log, selection),
            _problems(snapshot),
            header.ignored_notice(ignored),
            header.view(log, selection, answer, names),
            key="header",
            on_go=go,
            state=snapshot.state,
        )
    if embedded:
        sheet.show(key="header", on_go=go, state=snapshot.state)
        timeline.show_picture(log, index, selection, answer, names)
    elif selection.page == "data":
        data.show(
            log,
            selection,
            frame,
            answer,
            name=snapshot.name,
            digest=snapshot.hash,
            problems=snapshot.problems,
        )
    else:
        timeline.show(log, index, selection, answer, names, snapshot.passages)


show()
