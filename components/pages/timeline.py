"""The Timeline page: the picture, the sentence, the reading list and one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.events import Log
from components.figures import (
    MARKS,
    about_unmarked,
    bounds,
    closely,
    density,
    is_legible,
    lanes_by,
    numbers_of,
    scene,
    single,
)
from components.frames import Answer, Engine, Query
from components.pages import citation, downloads, event, header, reading_list
from components.pages.event import Neighbours
from components.pages.node import Node, h
from components.pages.picture import MOST_NAMED, Named, Picture, describe_picture
from components.selection import Selection, address, query, sentence, zone_of

STATE = "log"  # the parameter of an address that names the log which it speaks of


def picture(
    log: Log,
    index: Engine,
    selection: Selection,
    answer: Answer,
    names: Mapping[str, Mapping[str, str]],
    width: int,
) -> Picture:
    """Return the picture of the view, laid out for a width in pixels."""
    planned = scene(log, index, selection, answer, names, width)
    drawn = planned.drawn
    marks = () if isinstance(drawn, density.DensityPlan) else drawn.marks
    numbers = {mark.event: mark.number for mark in marks}
    full = len(numbers) > MOST_NAMED
    return describe_picture(
        drawn,
        names=() if full else _named(log, selection, numbers),
        ask=_names_address(selection, log) if full else "",
        alt=f"Timeline. {sentence(selection, log, answer.found, answer.total)}",
        selected=selection.event,
        home=planned.home,
        extent=planned.extent,
        overview=planned.overview,
        moved=planned.moved,
    )


def names_of(log: Log, index: Engine, selection: Selection) -> list[Named]:
    """Return what the picture of a view says of each of its marks' events, in its order."""
    asked = query(selection, log)
    answer = index.ask(asked)
    shown, beyond = single(log, index, asked, answer)
    numbers = zip(shown, numbers_of(index, asked, answer, shown), strict=True)
    return _named(log, selection, {**dict(numbers), **dict.fromkeys(beyond, 0)})


def _named(log: Log, selection: Selection, numbers: Mapping[str, int]) -> list[Named]:
    """Return what a picture says of its events, given with their numbers in its order."""
    ends = bounds(log, zone_of(selection, log).zone, numbers)
    return [
        {
            "id": each,
            "number": number,
            "title": log.events[each].title,
            "words": reading_list.time_in_words(log, selection, log.events[each]),
            "start": ends[each][0],
            "stop": ends[each][1],
        }
        for each, number in numbers.items()
    ]


def _names_address(selection: Selection, log: Log) -> str:
    """Return where the browser asks for the names of a full picture's events.

    It is the same whichever event is open, so that walking through them asks for nothing.
    """
    view = replace(selection.to("timeline"), show="chart")
    return f"names{address(view)}&{STATE}={log.hash}"


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
) -> dict[str, Sequence[Node | None]]:
    """Return what stands around the picture: its controls, the open event, the reading list."""
    asked = query(selection, log)
    place = index.place(asked, selection.event) if selection.event else None
    first = reading_list.first_of(selection, answer.found, place)
    shown = index.page(asked, first, reading_list.PAGE)
    entries = reading_list.tree(log, selection, shown, first, answer.found)
    if selection.event:
        differing = reading_list.differing_events(log)
        around = beside(index, asked, selection.event)
        reading = [*event.tree(log, selection, around, passages, differing), *entries]
    else:
        reading = [*entries, *event.introduction(log)]
    found: dict[str, Sequence[Node | None]] = {
        "controls": [
            h(
                "div",
                header.controls(log, selection),
                downloads.menus(log, selection, answer.found, answer.total),
                class_="gt-above-picture",
            ),
            _crowded(log, index, selection, answer),
        ],
        "reading": reading,
    }
    empty = header.relax(selection, answer)
    return {**found, "empty": [empty]} if empty else found


def _crowded(log: Log, index: Engine, selection: Selection, answer: Answer) -> Node | None:
    """Return what tells the reader which events have no mark in the picture, and what brings it."""
    few = f"filters that leave no more than {MARKS:,}"
    left = unmarked(log, index, selection, answer)
    if left is not None:
        return without_mark(left, f"{few.capitalize()} events give each its mark.")
    if closely(log, index, query(selection, log)) == []:
        words = (
            "All of these events reach far beyond this window, like one that is dated to a year "
            "and could have happened anywhere in it: the ridges show their shares. No narrower "
            f"window brings marks, but {few} events do."
        )
    else:
        words = (
            "Too many events for a mark each: the ridges show how many there are in each step of "
            "time. A narrower window brings the marks of those that are dated as closely, "
            f"{few} events those of all."
        )
    return h("p", words, class_="gt-lead", role="note")


def unmarked(log: Log, index: Engine, selection: Selection, answer: Answer) -> int | None:
    """Return how many events of a view have no mark beside those that have; `None` if none has."""
    shown, _ = single(log, index, query(selection, log), answer)
    is_marked = is_legible(log, answer, shown, lanes_by(log, selection))
    return answer.found - len(shown) if is_marked else None


def without_mark(left: int, advice: str = "") -> Node | None:
    """Return what tells that `left` events have no mark in a picture of marks, if there are any."""
    if not left:
        return None
    return h(
        "p",
        f"{about_unmarked(left)} {advice}".rstrip(),
        class_="gt-lead",
        role="note",
    )
