"""The Timeline page: the picture, the sentence, the reading list and one event."""

from collections.abc import Mapping, Sequence

from components import wording
from components.figures import (
    MARKS,
    SIDE,
    ColumnPlan,
    PicturePlan,
    event_bounds,
    fitting_events,
    lane_key,
    mark_numbers,
    marked_events,
    plan_picture,
    rows_spoken_of,
    sides_of,
)
from components.pages import download, event, event_card, header, legend, reading_list
from components.pages.html import Node, h
from components.pages.page_context import Content, PageContext
from components.pages.picture import MOST_NAMED, Named, Picture, describe_picture
from components.selection import View, address

LOG_HASH_PARAMETER = "log"  # holds the hash of the log that an address is about


def plan_of(view: View, width: int) -> PicturePlan | None:
    """Return the plan of a view's picture, for a width in pixels; `None` without an event."""
    if not (view.answer.matching or view.answer.outside):
        return None
    return plan_picture(view, width)


def picture_of(view: View, planned: PicturePlan) -> Picture:
    """Return the picture of a view as it is planned."""
    shown = marked_events(view) if isinstance(planned.chart, ColumnPlan) else None
    numbers = dict(zip(shown or (), mark_numbers(view, shown or ()), strict=True))
    many = len(numbers) > MOST_NAMED
    return describe_picture(
        planned.chart,
        names=_named(view, numbers, with_cards=not many),
        ask=_names_address(view) if many else "",
        alt=wording.picture.alternative(view.sentence),
        selected=view.selection.event,
        home=planned.home,
        extent=planned.extent,
        overview=planned.overview,
        moved=planned.has_window,
        busiest=planned.busiest,
    )


def label_marks(view: View) -> list[Named]:
    """Return the labels of the marks of a view's picture, in the picture's order.

    With an event open, return its own alone, with what its card says.
    """
    if view.selection.event:
        return _named(view, {view.selection.event: 0}, with_cards=True)
    shown = marked_events(view) or ()
    return _named(view, dict(zip(shown, mark_numbers(view, shown), strict=True)))


def _named(view: View, numbers: Mapping[str, int], *, with_cards: bool = False) -> list[Named]:
    """Return what a picture says of its events, given with their numbers in its order."""
    ends = event_bounds(view.log, view.zone, numbers)
    names: list[Named] = [
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
    return [_with_card(view, named) for named in names] if with_cards else names


def _with_card(view: View, named: Named) -> Named:
    """Return what a picture in columns says of an event, with its card."""
    log, happened = view.log, view.log.events[named["id"]]
    # rows by actor have ticks of those who are spoken of anyway, other rows have no people
    rows = rows_spoken_of(log, happened, sides_of(log)) if lane_key(view) == SIDE else ()
    return {**named, "card": event_card.lines(log, happened), "rows": rows}


def _names_address(view: View) -> str:
    """Return where the browser asks for the names of a full picture's events.

    It is the same whichever event is open, so that walking through them asks for nothing.
    """
    shown = view.selection.in_view()
    return f"names{address(shown)}&{LOG_HASH_PARAMETER}={view.log.hash}"


def content(view: View, context: PageContext) -> Content:
    """Return the picture with its legend, the open event and the reading list."""
    planned = plan_of(view, context.width)
    has_columns = is_in_columns(planned)
    listed = reading_list.elements(view, has_numbers=not has_columns)
    areas: dict[str, Sequence[Node | None]] = {"list": listed}
    if view.selection.event:
        areas["reading"] = event.panel(view, context, has_number=not has_columns)
    else:
        listed += event.introduction(view, has_columns=has_columns or not view.answer.matching)
    if notes := above_picture(view, planned):
        areas["controls"] = notes
    if empty := header.relax(view):
        areas["empty"] = [empty]
    picture = picture_of(view, planned) if planned else None
    height = planned.chart.height if planned else 0.0
    tools = (header.controls(view), download.menus(view, context, height))
    return Content(areas, picture, tools=tools)


def is_in_columns(planned: PicturePlan | None) -> bool:
    """Return whether a picture is one in columns."""
    return planned is not None and isinstance(planned.chart, ColumnPlan)


def above_picture(view: View, planned: PicturePlan | None) -> list[Node]:
    """Return what stands right above the picture: the legend of columns, or a note on marks."""
    columns = planned.chart if planned else None
    signs = legend.line(columns) if isinstance(columns, ColumnPlan) else None
    return [note for note in (_crowded(view), signs) if note]


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
    shown = marked_events(view)
    return None if shown is None else view.answer.matching - len(shown)


def without_mark(count: int, advice: str = "") -> Node | None:
    """Return the note that `count` events have no mark in a picture of marks; `None` for 0."""
    if not count:
        return None
    return h("p.gt-lead", f"{wording.picture.unmarked(count)} {advice}".rstrip(), role="note")
