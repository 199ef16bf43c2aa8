"""A view to the plan of its picture: which events have a mark each, and when they are counted.

The page draws it, and so does what is taken away from the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from components.events import Form, Log
from components.figures import density
from components.figures.lane import all_lanes, lanes_of
from components.figures.timeline import GUTTER, Plan, plan
from components.figures.view import Span, bounds, busy_of, extent_of, home_of, view_of
from components.frames import Answer, Engine, Query
from components.selection import Selection, from_wall, query, zone_of

OVERVIEW = 160  # steps of time in the strip below the picture
MARKS = 1000  # in one picture; more could be neither told apart nor drawn at once
BEYOND = 200  # marks outside the window that keep their lanes
_READ = 250  # events that are looked at together for how closely they are dated


@dataclass(frozen=True, slots=True)
class Scene:
    """A view as a picture: its plan, the time that it opens on, and that of the whole log.

    `overview` holds the events of the view, whatever its window, in even steps of `extent`;
    `moved` tells whether the reader has set a window, `unmarked` how many events of the view have
    no mark beside those that have.
    """

    drawn: Plan | density.DensityPlan
    home: Span
    extent: Span
    overview: Sequence[float]
    moved: bool
    unmarked: int


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
    shown, beyond = single(log, engine, asked, answer)
    unmarked = 0
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
            beside=_beside(engine, asked, answer, (view, extent), zone),
        )
    else:
        kept = beyond if roomy else ()
        unmarked = answer.found - len(shown)
        drawn = plan(
            log,
            shown,
            bounds(log, zone, (*shown, *kept)),
            numbers=numbers_of(engine, asked, answer, shown),
            beyond=kept,
            by=by,
            names=names,
            view=view,
            width=width,
            gutter=gutter,
            selected=selection.event,
        )
    return Scene(drawn, home, extent, overview, moved, unmarked)


def about_unmarked(events: int) -> str:
    """Say that so many events of a view have no mark in its picture, and why."""
    has, they = ("has", "it reaches") if events == 1 else ("have", "they reach")
    return (
        f"{events:,} of these events {has} no mark: {they} far beyond this window, like one that "
        "is dated to a year and could have happened anywhere in it."
    )


def single(
    log: Log, engine: Engine, asked: Query, answer: Answer
) -> tuple[Sequence[str], Sequence[str]]:
    """Return the events that have a mark each: those of the view, and some outside its window.

    Of too many for that those of `closely`, if there are any.
    """
    if answer.found > MARKS:
        return closely(log, engine, asked) or (), ()
    beyond = engine.beyond(asked, 0, answer.outside) if answer.outside <= BEYOND else ()
    return engine.page(asked, 0, answer.found), beyond


def closely(log: Log, engine: Engine, asked: Query) -> Sequence[str] | None:
    """Return the events that fit a window: they reach no further than its length out of it.

    What lasts needs only to begin there. However narrow a window is, all events that are known by
    their year alone may lie in it; these are left out. `None` where too many fit, or it is open.
    """
    first, last = asked.window
    if first is None or last is None:
        return None
    length = last - first
    if engine.bins(asked, "kind", [], first, length, 1).sum() > MARKS:
        return None
    # what begins after a moment comes in reading order: the closely dated before the others
    later = replace(asked, window=(None, first - length))
    found: list[str] = []
    for read in range(0, 2 * MARKS, _READ):
        some = engine.beyond(later, read, _READ)
        for each in some:
            when = log.events[each].when
            start, stop = when.start or 0, when.stop
            lasts = when.form is Form.DURATION or stop is None
            if (start if lasts else (start + (stop or 0)) / 2) >= last + length / 2:
                return found if len(found) <= MARKS else None
            is_known = when.form is Form.DURATION or (stop is not None and stop <= last + length)
            if is_known and start < last and (stop is None or stop > first):
                found.append(each)
        if len(some) < _READ:
            return found if len(found) <= MARKS else None
    return None


def numbers_of(engine: Engine, asked: Query, answer: Answer, shown: Sequence[str]) -> Sequence[int]:
    """Return the numbers that events of the view, in reading order, have in its reading list."""
    if not shown or len(shown) == answer.found:
        return range(1, len(shown) + 1)
    first = engine.place(asked, shown[0]) or 0
    last = engine.place(asked, shown[-1]) or 0
    every = {
        each: number for number, each in enumerate(engine.page(asked, first, last - first + 1))
    }
    return [first + 1 + every[each] for each in shown]


def is_legible(log: Log, answer: Answer, shown: Sequence[str], by: str) -> bool:
    """Tell whether a view is shown as marks: an event has one in each of its lanes."""
    if answer.found and not shown:
        return False
    return sum(len(lanes_of(log.events[event], by)) for event in shown) <= MARKS


def _beside(
    engine: Engine, asked: Query, answer: Answer, spans: tuple[Span, Span], zone: str
) -> tuple[int, int]:
    """Return how many events of the answer lie wholly before and after the picture's view.

    `spans` are the view and the extent of the log. There are such events only where the window is
    open: a closed end has left out what is beside it.
    """
    view, extent = spans
    first, last = asked.window
    before = after = 0
    if first is None and view[0] > extent[0]:
        later = replace(asked, window=(from_wall(int(view[0]), zone), last))
        before = answer.found - engine.ask(later).found
    if last is None and view[1] < extent[1]:
        earlier = replace(asked, window=(first, from_wall(int(view[1]), zone)))
        after = answer.found - engine.ask(earlier).found
    return before, after


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
