"""The Timeline page: the picture, the sentence, the reading list and one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.events import Log
from components.figures import (
    Plan,
    Span,
    all_lanes,
    around,
    bounds,
    busy_of,
    density,
    extent_of,
    home_of,
    lanes_of,
    plan,
    view_of,
)
from components.frames import Answer, Engine, Query
from components.panels import board, citation, event, header, listing, state, take
from components.panels.asset import base_path
from components.panels.event import Neighbours
from components.selection import (
    Selection,
    address,
    from_wall,
    query,
    sentence,
    written,
    zone_of,
)

KEY = "board"
STATE = "log"  # the parameter of an address that names the log which it speaks of
OVERVIEW = 160  # steps of time in the strip below the picture
MARKS = 1000  # in one picture; more could be neither told apart nor drawn at once
BEYOND = 200  # marks outside the window that keep their lanes


def picture(
    log: Log,
    index: Engine,
    selection: Selection,
    answer: Answer,
    names: Mapping[str, Mapping[str, str]],
) -> board.Picture:
    """Return the picture of the view; what the reader does with it becomes the address.

    More than `MARKS` events are shown as counts, until the window is narrow enough for marks.
    """
    zone = zone_of(selection, log).zone
    by = header.lanes(log, selection)
    asked = query(selection, log)
    moved = bool(selection.start or selection.end)
    extent = extent_of(index.extent(Query()), zone)
    home = home_of(log, zone, _busy(index, log, zone, extent))
    overview = _overview(index, selection, log, extent)
    view = view_of(asked.window, zone, home, extent)

    def take_window(span: Span | None) -> None:
        now = state.read(log)[0]
        start, end = written(*span, zone) if span else ("", "")
        state.write(replace(now, start=start, end=end))

    drawn: Plan | density.DensityPlan
    ask = ""
    shown, beyond = _single(index, asked, answer)
    crowded = not _is_legible(log, answer, shown, by) and density.is_drawable(view)
    if crowded:
        offered = all_lanes(log, by, names)[:-1]
        step = (view[1] - view[0]) / density.STEPS
        begin = from_wall(int(view[0]), zone)
        drawn = density.plan(
            offered,
            index.bins(asked, by, [each.id for each in offered], begin, step, density.STEPS),
            view=view,
            width=board.width(KEY),
            # a window leaves out what is beside it, the picture's own opening does not
            beside=(0, 0) if moved else around(overview, extent, view),
        )
    else:
        named = [*shown, *beyond]
        ask = _names_address(selection, log) if len(named) > board.MOST_NAMED else ""
        drawn = plan(
            log,
            shown,
            bounds(log, zone, named),
            beyond=beyond,
            by=by,
            names=names,
            view=view,
            width=board.width(KEY),
            selected=selection.event,
        )
    return board.picture(
        drawn,
        names=() if ask or crowded else names_of(log, index, selection),
        ask=ask,
        alt=f"Timeline. {sentence(selection, log, answer.found, answer.total)}",
        selected=selection.event,
        home=home,
        extent=extent,
        overview=overview,
        moved=moved,
        on_open=lambda chosen: state.open_event(chosen, log),
        on_window=take_window,
    )


def _single(index: Engine, asked: Query, answer: Answer) -> tuple[Sequence[str], Sequence[str]]:
    """Return the events that have a mark each: those of the view, and some outside its window."""
    if answer.found > MARKS:
        return (), ()
    beyond = index.beyond(asked, 0, answer.outside) if answer.outside <= BEYOND else ()
    return index.page(asked, 0, answer.found), beyond


def _is_legible(log: Log, answer: Answer, shown: Sequence[str], by: str) -> bool:
    """Tell whether a view is shown as marks: an event has one in each of its lanes."""
    if answer.found > MARKS:
        return False
    return sum(len(lanes_of(log.events[event], by)) for event in shown) <= MARKS


def names_of(log: Log, index: Engine, selection: Selection) -> list[board.Named]:
    """Return what the picture of a view says of each of its marks' events, in its order."""
    asked = query(selection, log)
    shown, beyond = _single(index, asked, index.ask(asked))
    ends = bounds(log, zone_of(selection, log).zone, (*shown, *beyond))
    return [
        {
            "id": each,
            "number": number if number <= len(shown) else 0,
            "title": log.events[each].title,
            "words": listing.time_in_words(log, selection, log.events[each]),
            "start": ends[each][0],
            "stop": ends[each][1],
        }
        for number, each in enumerate((*shown, *beyond), 1)
    ]


def _names_address(selection: Selection, log: Log) -> str:
    """Return where the browser asks for the names of a full picture's events.

    It is the same whichever event is open, so that walking through them asks for nothing.
    """
    view = replace(selection.to("timeline"), show="chart")
    return f"{base_path()}/names{address(view)}&{STATE}={log.hash}"


def _overview(
    index: Engine, selection: Selection, log: Log, extent: Span, zone: str = ""
) -> list[float]:
    """Return the events of the view, whatever its window, in even steps of the whole log."""
    zone = zone or zone_of(selection, log).zone
    anywhere = query(selection.without("window"), log)
    step = (extent[1] - extent[0]) / OVERVIEW
    begin = from_wall(int(extent[0]), zone)
    counts = index.bins(anywhere, "kind", [], begin, step, OVERVIEW)
    return [float(count) for count in counts[0]]


def _busy(index: Engine, log: Log, zone: str, extent: Span) -> Span:
    """Return the time in which nearly all events of a log of many lie."""
    if index.total <= MARKS:
        return extent
    return log.keep(
        f"busy in {zone}",
        lambda log: busy_of(_overview(index, Selection(), log, extent, zone), extent),
    )


def beside(index: Engine, asked: Query, event: str) -> Neighbours:
    """Return where an event stands in the view; the first follows one that is outside."""
    place = index.place(asked, event)
    if place is None:
        return Neighbours(after=next(iter(index.page(asked, 0, 1)), ""))
    first = max(place - 1, 0)
    around = index.page(asked, first, place - first + 2)
    here = place - first
    return Neighbours(
        place + 1,
        around[here - 1] if here else "",
        around[here + 1] if here + 1 < len(around) else "",
    )


def areas(
    log: Log,
    index: Engine,
    selection: Selection,
    answer: Answer,
    passages: citation.Passages,
) -> dict[str, Sequence[board.Node | None]]:
    """Return what stands around the picture: its controls, the open event, the reading list."""
    asked = query(selection, log)
    place = index.place(asked, selection.event) if selection.event else None
    first = listing.first_of(selection, answer.found, place)
    shown = index.page(asked, first, listing.PAGE)
    entries = listing.tree(log, selection, shown, first, answer.found)
    if selection.event:
        differing = listing.differing_events(log)
        around = beside(index, asked, selection.event)
        reading = [*event.tree(log, selection, around, passages, differing), *entries]
    else:
        reading = [*entries, *event.introduction(log)]
    found: dict[str, Sequence[board.Node | None]] = {
        "controls": [
            board.h(
                "div",
                header.controls(log, selection),
                take.menus(log, selection, answer.found, answer.total),
                class_="gt-above-picture",
            ),
            _crowded(log, index, selection, answer),
        ],
        "reading": reading,
    }
    empty = header.relax(selection, answer)
    return {**found, "empty": [empty]} if empty else found


def _crowded(log: Log, index: Engine, selection: Selection, answer: Answer) -> board.Node | None:
    """Return what tells the reader that the picture counts instead of showing each event."""
    shown, _ = _single(index, query(selection, log), answer)
    if _is_legible(log, answer, shown, header.lanes(log, selection)):
        return None
    return board.h(
        "p",
        "Too many events for a mark each: the ridges show how many there are in each step of time. "
        "Narrow the window or the filters to see them one by one.",
        class_="gt-lead",
        role="note",
    )
