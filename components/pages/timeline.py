"""The Timeline page: the picture, the sentence, the reading list and one event."""

from collections.abc import Mapping, Sequence

from components import wording
from components.figures import (
    MARKS,
    ColumnPlan,
    density,
    event_bounds,
    fitting_events,
    is_legible,
    mark_numbers,
    marked_events,
    plan_picture,
)
from components.pages import download, event, header, reading_list
from components.pages.html import Node, h
from components.pages.page_context import Content, PageContext
from components.pages.picture import MOST_NAMED, Named, Picture, describe_picture
from components.selection import View, address

LOG_HASH_PARAMETER = "log"  # holds the hash of the log that an address is about


def picture_of(view: View, width: int) -> Picture | None:
    """Return the picture of a view, laid out for a width in pixels; `None` without an event."""
    if not (view.answer.matching or view.answer.outside):
        return None
    planned = plan_picture(view, width, in_columns=True)
    plan = planned.chart
    if isinstance(plan, ColumnPlan):
        numbers = {event: number for number, event in enumerate(view.page(0, MARKS), 1)}
    else:
        marks = () if isinstance(plan, density.DensityPlan) else plan.marks
        numbers = {mark.event: mark.number for mark in marks}
    full = len(numbers) > MOST_NAMED and not isinstance(plan, ColumnPlan)
    return describe_picture(
        plan,
        names=() if full else _named(view, numbers),
        ask=_names_address(view) if full else "",
        alt=wording.picture.alternative(view.sentence),
        selected=view.selection.event,
        home=planned.home,
        extent=planned.extent,
        overview=planned.overview,
        moved=planned.has_window,
    )


def label_marks(view: View) -> list[Named]:
    """Return the labels of the marks of a view's picture, in the picture's order."""
    shown, beyond = marked_events(view)
    numbers = zip(shown, mark_numbers(view, shown), strict=True)
    return _named(view, {**dict(numbers), **dict.fromkeys(beyond, 0)})


def _named(view: View, numbers: Mapping[str, int]) -> list[Named]:
    """Return what a picture says of its events, given with their numbers in its order."""
    ends = event_bounds(view.log, view.zone, numbers)
    return [
        {
            "id": event_id,
            "number": number,
            "title": view.log.events[event_id].title,
            "words": view.time_in_words(view.log.events[event_id]),
            "start": ends[event_id][0],
            "stop": ends[event_id][1],
        }
        for event_id, number in numbers.items()
    ]


def _names_address(view: View) -> str:
    """Return where the browser asks for the names of a full picture's events.

    It is the same whichever event is open, so that walking through them asks for nothing.
    """
    shown = view.selection.in_view()
    return f"names{address(shown)}&{LOG_HASH_PARAMETER}={view.log.hash}"


def content(view: View, context: PageContext) -> Content:
    """Return the picture, its controls, the open event and the reading list."""
    reading = [*event.panel(view, context), *reading_list.elements(view)]
    if not view.selection.event:
        reading += event.introduction(view)
    areas: dict[str, Sequence[Node | None]] = {
        "controls": [
            h("div.gt-above-picture", header.controls(view), download.menus(view, context)),
            _crowded(view),
        ],
        "reading": reading,
    }
    if empty := header.relax(view):
        areas["empty"] = [empty]
    return Content(areas, picture_of(view, context.width))


def _crowded(view: View) -> Node | None:
    """Return the note on events without a mark in the picture, and on how to see their marks."""
    words = wording.picture
    count = unmarked(view)
    if count is not None:
        return without_mark(count, words.marks_for_all(MARKS))
    reason = (
        words.no_marks_here(MARKS)
        if fitting_events(view) == []
        else words.too_many_for_marks(MARKS)
    )
    return h("p.gt-lead", reason, role="note")


def unmarked(view: View) -> int | None:
    """Return how many events of a view have no mark beside those that have; `None` if none has."""
    shown, _ = marked_events(view)
    return view.answer.matching - len(shown) if is_legible(view, shown) else None


def without_mark(count: int, advice: str = "") -> Node | None:
    """Return the note that `count` events have no mark in a picture of marks; `None` for 0."""
    if not count:
        return None
    return h("p.gt-lead", f"{wording.picture.unmarked(count)} {advice}".rstrip(), role="note")
