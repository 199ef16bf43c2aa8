"""The Timeline page: the picture, the sentence, the reading list and one event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from components.events import Log
from components.figures import Span, bounds, extent_of, home_of, plan, view_of
from components.frames import Answer, Index
from components.panels import event, header, listing, plot, sheet, state
from components.selection import Selection, query, sentence, written, zone_of

PICTURE = "picture"


def show_picture(
    log: Log,
    index: Index,
    selection: Selection,
    answer: Answer,
    names: Mapping[str, Mapping[str, str]],
) -> None:
    """Show the picture of the view; what the reader does with it becomes the address."""
    zone = zone_of(selection, log).zone
    known = bounds(log, zone)
    extent = extent_of(known)
    home = home_of(log, zone, extent)
    shown = [index.ids[row] for row in answer.rows]
    beyond = [index.ids[row] for row in answer.beyond]

    def take_window(span: Span | None) -> None:
        now = state.read(log)[0]
        start, end = written(*span, zone) if span else ("", "")
        state.write(replace(now, start=start, end=end))

    drawn = plan(
        log,
        shown,
        known,
        beyond=beyond,
        by=selection.lanes,
        names=names,
        view=view_of(query(selection, log).window, zone, home, extent),
        width=plot.width(PICTURE),
    )
    plot.show(
        drawn,
        key=PICTURE,
        names={
            each: (log.events[each].title, listing.time_in_words(log, selection, log.events[each]))
            for each in (*shown, *beyond)
        },
        alt=f"Timeline. {sentence(selection, log, len(shown), answer.total)}",
        selected=selection.event,
        home=home,
        extent=extent,
        moved=bool(selection.start or selection.end),
        on_open=lambda chosen: state.open_event(chosen, log),
        on_window=take_window,
    )


def show(
    log: Log,
    index: Index,
    selection: Selection,
    answer: Answer,
    names: Mapping[str, Mapping[str, str]],
    passages: event.Passages,
) -> None:
    """Show the page's main part; beside the picture the open event, below it the list."""
    shown = [index.ids[row] for row in answer.rows]

    def go(link: str) -> None:
        state.follow(link, log)

    left, right = st.columns([2, 1], gap="medium")
    with left:
        sheet.show(
            header.controls(log, selection),
            key="controls",
            on_go=go,
            on_form=lambda values: state.fill_in(values, log),
        )
        if shown or len(answer.beyond):
            show_picture(log, index, selection, answer, names)
        empty = header.relax(selection, answer)
        if empty:
            sheet.show(empty, key="empty", on_go=go)
    with right:
        differing = listing.differing_events(log)
        panel = (
            event.tree(log, selection, shown, passages, differing)
            if selection.event
            else event.introduction(log)
        )
        entries = listing.tree(log, selection, shown)
        order = [*panel, *entries] if selection.event else [*entries, *panel]
        sheet.show(*order, key="reading", on_go=go, focus=selection.event and "gt-event")
