"""The Timeline page: the picture, the sentence, the reading list and one event."""

from collections.abc import Mapping, Sequence

from components import wording
from components.figures import (
    MARKS,
    ColumnPlan,
    PicturePlan,
    density,
    event_bounds,
    mark_numbers,
    plan_picture,
)
from components.pages import download, event, event_card, header, legend, reading_list
from components.pages.html import Node, h
from components.pages.page_context import Content, PageContext
from components.pages.picture import MOST_NAMED, Named, Picture, describe_picture
from components.selection import View, address
from components.wording import FILTERS

LOG_HASH_PARAMETER = "log"  # holds the hash of the log that an address is about


def plan_of(view: View, width: int) -> PicturePlan | None:
    """Return the plan of a view's picture, for a width in pixels; `None` without an event."""
    if not (view.answer.matching or view.answer.outside):
        return None
    return plan_picture(view, width)


def picture_of(view: View, planned: PicturePlan) -> Picture:
    """Return the picture of a view as it is planned."""
    shown = planned.shown or ()
    numbers = dict(zip(shown, mark_numbers(view, shown), strict=True))
    many = len(numbers) > MOST_NAMED
    return describe_picture(
        planned.chart,
        names=_named(view, numbers, with_cards=not many),
        ask=_cards_address(view) if many else "",
        alt=wording.picture.alternative(view.sentence),
        selected=view.selection.event,
        home=planned.home,
        extent=planned.extent,
        overview=planned.overview,
        moved=planned.has_window,
        busiest=planned.busiest,
    )


def _named(view: View, numbers: Mapping[str, int], *, with_cards: bool) -> list[Named]:
    """Return what a picture says of its events, given with their numbers in its order."""
    ends = event_bounds(view.log, view.zone, numbers)
    names: list[Named] = []
    for event_id, number in numbers.items():
        happened = view.log.events[event_id]
        named: Named = {
            "id": event_id,
            "number": number,
            "title": happened.title,
            "words": view.time_in_words(happened),
            "start": ends[event_id][0],
        }
        if happened.label not in happened.title:
            named["label"] = happened.label
        names.append({**named, **event_card.event_card_of(view, happened)} if with_cards else named)
    return names


def _cards_address(view: View) -> str:
    """Return where the browser asks for the card of an event of a full picture.

    It is the same whichever event is open, so that walking through them asks for nothing.
    """
    shown = view.selection.in_view()
    return f"event-card{address(shown)}&{LOG_HASH_PARAMETER}={view.log.hash}"


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
    if empty := header.relax(view, context.asked):
        areas["empty"] = [empty]
    picture = picture_of(view, planned) if planned else None
    if picture and has_columns and not view.selection.event:
        picture = {**picture, "hint": wording.picture.HINT}
    height = planned.chart.height if planned else 0.0
    tools = (header.controls(view), download.menus(view, context, height))
    return Content(areas, picture, tools=tools)


def is_in_columns(planned: PicturePlan | None) -> bool:
    """Return whether a picture is one in columns."""
    return planned is not None and isinstance(planned.chart, ColumnPlan)


def above_picture(view: View, planned: PicturePlan | None) -> list[Node]:
    """Return what stands right above the picture: the legend of columns, or a note on marks."""
    if not planned:
        return []
    signs = legend.line(planned.chart) if isinstance(planned.chart, ColumnPlan) else None
    return [note for note in (_crowded(view, planned), signs) if note]


def _crowded(view: View, planned: PicturePlan) -> Node | None:
    """Return the note on events without a mark in the picture, and on how to see their marks."""
    words, chart = wording.picture, planned.chart
    if view.answer.matching == len(planned.shown or ()):
        return None
    if planned.shown:
        note = f"{words.unmarked(planned.unmarked)} {words.marks_for_all(MARKS)}"
    else:
        is_too_wide = planned.shown is None
        note = words.too_many_for_marks(MARKS) if is_too_wide else words.no_marks_here(MARKS)
    if isinstance(chart, density.DensityPlan) and chart.left_out:
        every = sum(lane.id != density.OTHERS for lane in chart.lanes) + chart.left_out
        heading = next(row.heading for row in FILTERS if row.key == chart.by)
        shown = every - chart.left_out
        note = f"{note} {words.busiest_rows(every, chart.by, shown, heading)}"
    return h("p.gt-lead", note, role="note")
