"""A view to the plan of its picture: which events have a mark each, and when they are counted.

The page draws it, and so does what is taken away from the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.events import Log
from components.figures import density
from components.figures.lane import all_lanes, lanes_of
from components.figures.timeline import GUTTER, Plan, plan
from components.figures.view import Span, around, bounds, busy_of, extent_of, home_of, view_of
from components.frames import Answer, Engine, Query
from components.selection import Selection, from_wall, query, zone_of

OVERVIEW = 160  # steps of time in the strip below the picture
MARKS = 1000  # in one picture; more could be neither told apart nor drawn at once
BEYOND = 200  # marks outside the window that keep their lanes


@dataclass(frozen=True, slots=True)
class Scene:
    """A view as a picture: its plan, the time that it opens on, and that of the whole log.

    `overview` holds the events of the view, whatever its window, in even steps of `extent`;
    `moved` tells whether the reader has set a window.
    """

    drawn: Plan | density.DensityPlan
    home: Span
    extent: Span
    overview: Sequence[float]
    moved: bool


def lane_keys(log: Log) -> tuple[str, ...]:
    """Return what a log can be drawn by: by actors only when it has any, and so on."""
    without = {"actor": not log.actors, "topic": not log.topics, "source": not log.sources}
    return tuple(key for key in ("actor", "topic", "kind", "source") if not without.get(key))


def lanes_by(log: Log, selection: Selection) -> str:
    """Return the lanes that a view is drawn by: the chosen ones, else the first that there are."""
    offered = lane_keys(log)
    return selection.lanes if selection.lanes in offered else offered[0]


def scene(
    log: Log,
    engine: Engine,
    selection: Selection,
    answer: Answer,
    names: Mapping[str, Mapping[str, str]],
    width: float,
    *,
    gutter: float = GUTTER,
    roomy: bool = True,
) -> Scene:
    """Plan the picture of a view, `width` pixels wide, of which `gutter` are the lanes' names.

    More than `MARKS` events are counted, until the window is narrow enough for marks. A `roomy`
    picture keeps the lanes of the events outside the window, because the window may move.
    """
    zone = zone_of(selection, log).zone
    by = lanes_by(log, selection)
    asked = query(selection, log)
    moved = bool(selection.start or selection.end)
    extent = extent_of(engine.extent(Query()), zone)
    home = home_of(log, zone, _busy(engine, log, zone, extent))
    overview = _overview(engine, selection, log, extent, zone)
    view = view_of(asked.window, zone, home, extent)

    drawn: Plan | density.DensityPlan
    shown, beyond = single(engine, asked, answer)
    if not is_legible(log, answer, shown, by) and density.is_drawable(view):
        offered = all_lanes(log, by, names)[:-1]
        step = (view[1] - view[0]) / density.STEPS
        begin = from_wall(int(view[0]), zone)
        drawn = density.plan(
            offered,
            engine.bins(asked, by, [each.id for each in offered], begin, step, density.STEPS),
            view=view,
            width=width,
            gutter=gutter,
            # a window leaves out what is beside it, the picture's own opening does not
            beside=(0, 0) if moved else around(overview, extent, view),
        )
    else:
        kept = beyond if roomy else ()
        drawn = plan(
            log,
            shown,
            bounds(log, zone, (*shown, *kept)),
            beyond=kept,
            by=by,
            names=names,
            view=view,
            width=width,
            gutter=gutter,
            selected=selection.event,
        )
    return Scene(drawn, home, extent, overview, moved)


def single(engine: Engine, asked: Query, answer: Answer) -> tuple[Sequence[str], Sequence[str]]:
    """Return the events that have a mark each: those of the view, and some outside its window."""
    if answer.found > MARKS:
        return (), ()
    beyond = engine.beyond(asked, 0, answer.outside) if answer.outside <= BEYOND else ()
    return engine.page(asked, 0, answer.found), beyond


def is_legible(log: Log, answer: Answer, shown: Sequence[str], by: str) -> bool:
    """Tell whether a view is shown as marks: an event has one in each of its lanes."""
    if answer.found > MARKS:
        return False
    return sum(len(lanes_of(log.events[event], by)) for event in shown) <= MARKS


def _overview(
    engine: Engine, selection: Selection, log: Log, extent: Span, zone: str
) -> list[float]:
    """Return the events of the view, whatever its window, in even steps of the whole log."""
    anywhere = query(selection.without("window"), log)
    step = (extent[1] - extent[0]) / OVERVIEW
    begin = from_wall(int(extent[0]), zone)
    counts = engine.bins(anywhere, "kind", [], begin, step, OVERVIEW)
    return [float(count) for count in counts[0]]


def _busy(engine: Engine, log: Log, zone: str, extent: Span) -> Span:
    """Return the time in which nearly all events of a log of many lie."""
    if engine.total <= MARKS:
        return extent
    return log.keep(
        f"busy in {zone}",
        lambda log: busy_of(_overview(engine, Selection(), log, extent, zone), extent),
    )
