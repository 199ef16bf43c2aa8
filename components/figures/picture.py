"""A view to the plan of its picture: which events have a mark each, and when they are counted.

The page draws it, and so does what is taken away from the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from components.events import Form, Log
from components.figures import density
from components.figures.lane import all_lanes, lanes_of
from components.figures.timeline import GUTTER, Plan, plan
from components.figures.view import Span, bounds, busy_of, extent_of, home_of, view_of
from components.frames import Engine, Query, once_per_log
from components.selection import Selection, View, from_wall

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


def lanes_by(view: View) -> str:
    """Return the lanes that a view is drawn by: the chosen ones, else the first that there are."""
    offered = lane_keys(view.log)
    return view.selection.lanes if view.selection.lanes in offered else offered[0]


def scene(view: View, width: float, *, gutter: float = GUTTER, roomy: bool = True) -> Scene:
    """Plan the picture of a view, `width` pixels wide, of which `gutter` are the lanes' names.

    More than `MARKS` events are counted, until the window is narrow enough for marks. A `roomy`
    picture keeps the lanes of the events outside the window, because the window may move.
    """
    log, engine, zone, by = view.log, view.engine, view.zone, lanes_by(view)
    extent = extent_of(engine.extent(Query()), zone)
    home = home_of(log, zone, _busy(engine, view.selection.clock, extent))
    overview = _overview(view, extent)
    span = view_of(view.query.window, zone, home, extent)

    drawn: Plan | density.DensityPlan
    shown, beyond = single(view)
    unmarked = 0
    if not is_legible(view, shown) and density.is_drawable(span):
        lanes = all_lanes(log, by, view.option_names)[:-1]
        step = (span[1] - span[0]) / density.STEPS
        begin = from_wall(int(span[0]), zone)
        drawn = density.plan(
            lanes,
            engine.bins(view.query, by, [lane.id for lane in lanes], begin, step, density.STEPS),
            view=span,
            width=width,
            gutter=gutter,
            beside=_beside(view, span, extent),
        )
    else:
        kept = beyond if roomy else ()
        unmarked = view.answer.found - len(shown)
        drawn = plan(
            log,
            shown,
            bounds(log, zone, (*shown, *kept)),
            numbers=numbers_of(view, shown),
            beyond=kept,
            by=by,
            names=view.option_names,
            view=span,
            width=width,
            gutter=gutter,
            selected=view.selection.event,
        )
    moved = bool(view.selection.start or view.selection.end)
    return Scene(drawn, home, extent, overview, moved, unmarked)


def about_unmarked(events: int) -> str:
    """Say that so many events of a view have no mark in its picture, and why."""
    has, they = ("has", "it reaches") if events == 1 else ("have", "they reach")
    return (
        f"{events:,} of these events {has} no mark: {they} far beyond this window, like one that "
        "is dated to a year and could have happened anywhere in it."
    )


def single(view: View) -> tuple[Sequence[str], Sequence[str]]:
    """Return the events to draw as single marks: those in view, plus a few just outside.

    When there are too many, return those that `closely` keeps.
    """
    answer = view.answer
    if answer.found > MARKS:
        return closely(view) or (), ()
    beyond: Sequence[str] = ()
    if answer.outside <= BEYOND:
        beyond = view.engine.beyond(view.query, 0, answer.outside)
    return view.page(0, answer.found), beyond


def closely(view: View) -> Sequence[str] | None:
    """Return the events that fit a window: they reach no further than its length out of it.

    What lasts needs only to begin there. However narrow a window is, all events that are known by
    their year alone may lie in it; these are left out. `None` where too many fit, or it is open.
    """
    engine, asked = view.engine, view.query
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
            when = view.log.events[each].when
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


def numbers_of(view: View, shown: Sequence[str]) -> Sequence[int]:
    """Return the numbers that events of the view, in reading order, have in its reading list."""
    if not shown or len(shown) == view.answer.found:
        return range(1, len(shown) + 1)
    first = view.engine.place(view.query, shown[0]) or 0
    last = view.engine.place(view.query, shown[-1]) or 0
    page = view.page(first, last - first + 1)
    numbers = {event: number for number, event in enumerate(page, first + 1)}
    return [numbers[event] for event in shown]


def is_legible(view: View, shown: Sequence[str]) -> bool:
    """Tell whether a view is shown as marks: an event has one in each of its lanes."""
    if view.answer.found and not shown:
        return False
    by = lanes_by(view)
    return sum(len(lanes_of(view.log.events[event], by)) for event in shown) <= MARKS


def _beside(view: View, span: Span, extent: Span) -> tuple[int, int]:
    """Return how many events in view lie wholly before and after the `span` that is drawn.

    There are such events only where the window is open: a closed end has left out what is beside
    it. `extent` is that of the log.
    """
    asked = view.query
    first, last = asked.window

    def left_out_by(window: tuple[int | None, int | None]) -> int:
        return view.answer.found - view.engine.ask(replace(asked, window=window)).found

    before = after = 0
    if first is None and span[0] > extent[0]:
        before = left_out_by((from_wall(int(span[0]), view.zone), last))
    if last is None and span[1] < extent[1]:
        after = left_out_by((first, from_wall(int(span[1]), view.zone)))
    return before, after


def _overview(view: View, extent: Span) -> list[float]:
    """Return the events of the view, whatever its window, in even steps of the whole log."""
    anywhere = replace(view.query, window=(None, None))
    step = (extent[1] - extent[0]) / OVERVIEW
    begin = from_wall(int(extent[0]), view.zone)
    counts = view.engine.bins(anywhere, "kind", [], begin, step, OVERVIEW)
    return [float(count) for count in counts[0]]


@once_per_log
def _busy(engine: Engine, clock: str, extent: Span) -> Span:
    """Return the time in which nearly all events of a log of many lie."""
    if engine.total <= MARKS:
        return extent
    whole = View(engine.facts.log, engine, Selection(clock=clock))
    return busy_of(_overview(whole, extent), extent)
