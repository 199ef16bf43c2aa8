"""The Timeline page: the picture, the sentence, the reading list and one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.events import Log
from components.figures import Span, bounds, extent_of, home_of, plan, view_of
from components.frames import Answer, Index
from components.panels import board, event, header, listing, state
from components.selection import Selection, query, sentence, written, zone_of

KEY = "board"


def picture(
    log: Log,
    index: Index,
    selection: Selection,
    answer: Answer,
    names: Mapping[str, Mapping[str, str]],
) -> board.Picture:
    """Return the picture of the view; what the reader does with it becomes the address."""
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
        width=board.width(KEY),
    )
    return board.picture(
        drawn,
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


def areas(
    log: Log,
    selection: Selection,
    answer: Answer,
    shown: Sequence[str],
    passages: event.Passages,
) -> dict[str, Sequence[board.Node | None]]:
    """Return what stands around the picture: its controls, the open event, the reading list."""
    entries = listing.tree(log, selection, shown)
    if selection.event:
        differing = listing.differing_events(log)
        reading = [*event.tree(log, selection, shown, passages, differing), *entries]
    else:
        reading = [*entries, *event.introduction(log)]
    found: dict[str, Sequence[board.Node | None]] = {
        "controls": [header.controls(log, selection)],
        "reading": reading,
    }
    empty = header.relax(selection, answer)
    return {**found, "empty": [empty]} if empty else found
