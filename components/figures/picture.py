"""Plan the timeline of a view: a mark for each event, or counts when there are too many events.

The page and the exported pictures draw the same plan.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from components.events import Form, When, connections
from components.figures import column_picture, connection_line, density
from components.figures.busiest import busiest_in_steps, busiest_spans
from components.figures.caption import Captions
from components.figures.column_layout import Setting
from components.figures.column_plan import ColumnPlan, Mark
from components.figures.column_window import column_window
from components.figures.group import MANY
from components.figures.lane import LaneLabel, lane_labels
from components.figures.row import SIDE, row_keys
from components.figures.span import (
    Span,
    busy_span,
    log_extent,
    opening_span,
    stated_bounds,
    visible_span,
)
from components.frames import Engine, Query, once_per_log
from components.selection import Bounds, Selection, View, from_wall, on_clock, stop_of

OVERVIEW = 160  # steps of time in the strip below the picture
MARKS = 1000  # in one picture; more could be neither told apart nor drawn at once
_ANY_HEIGHT = 20_000.0
_BESIDE = 700.0  # pixels down to which days run across in a picture beside an open event
_READ = 250  # events that are looked at together for how closely they are dated


@dataclass(frozen=True, slots=True)
class PicturePlan:
    """The plan of a view's picture, the time that it opens on, and the extent of the whole log.

    `overview` counts the events of the view, whatever its window, in even steps of `extent`.
    `has_window` tells whether the reader has set a window. `shown` are the events that have a mark,
    as `marked_events` returns them; `unmarked` counts those in view that have none while others
    have one. `busiest` is for some units of a calendar the period with the most events in view.
    """

    chart: density.DensityPlan | ColumnPlan
    home: Span
    extent: Span
    overview: Sequence[float]
    has_window: bool
    shown: Sequence[str] | None
    unmarked: int
    busiest: Mapping[str, Span]


def row_key(view: View) -> str:
    """Return the key of a view's rows: the reader's choice, else the log's first."""
    offered = row_keys(view.log)
    return view.selection.lanes if view.selection.lanes in offered else offered[0]


def _lanes_of_counts(view: View) -> str:
    """Return the key of the lanes in which a view's events are counted, which are no sides."""
    return next(key for key in (row_key(view), *row_keys(view.log)) if key != SIDE)


def plan_picture(
    view: View,
    width: float,
    *,
    gutter: float = density.GUTTER,
) -> PicturePlan:
    """Plan the picture of a view, `width` pixels wide.

    More than `MARKS` events are counted, until the window is narrow enough for marks; `gutter` are
    the pixels of the names of the lanes that count them.
    """
    engine, zone = view.engine, view.zone
    extent, home, span = _spans(view)
    counts, _ = overview(view)
    shown = marked_events(view)
    chart: density.DensityPlan | ColumnPlan
    unmarked = 0
    if not shown and view.answer.matching and density.is_drawable(span):
        by = _lanes_of_counts(view)
        step = (span[1] - span[0]) / density.STEPS
        grid = from_wall(int(span[0]), zone), step, density.STEPS
        lanes, left_out = _lanes(view, by, grid)
        chart = density.plan(
            lanes,
            engine.bins(view.query, by, [lane.id for lane in lanes], *grid),
            view=span,
            width=width,
            gutter=gutter,
            beside=_beside(view, span, extent),
            by=by,
            left_out=left_out,
        )
    else:
        chart = _plan_columns(view, shown or (), span, width)
        unmarked = view.answer.matching - len(shown or ())
    has_window = bool(view.selection.start or view.selection.end)
    busiest = _busiest(view, counts, extent, span)
    return PicturePlan(chart, home, extent, counts, has_window, shown, unmarked, busiest)


def _lanes(view: View, by: str, grid: tuple[int, float, int]) -> tuple[Sequence[LaneLabel], int]:
    """Return the lanes in which events are counted, and how many more lanes have events.

    The lanes keep their order, unless there are too many: then the fullest come first. Of too many,
    those of a single event are left out, because which of them are shown would say nothing.
    """
    names, most = view.option_names, density.MOST_LANES
    if len(names[by]) <= most:
        return lane_labels(view.log, by, names, names[by]), 0
    lanes = view.engine.lanes(view.query, by, most, *grid)
    if lanes.number <= most:
        return lane_labels(view.log, by, names, lanes.fullest), 0
    shown = [id for id, events in lanes.fullest.items() if events > 1] or [*lanes.fullest]
    labels = lane_labels(view.log, by, names, frozenset(shown))
    return sorted(labels, key=lambda label: shown.index(label.id)), lanes.number - len(shown)


def _plan_columns(view: View, events: Sequence[str], span: Span, width: float) -> ColumnPlan:
    """Plan events (ids, in reading order) in columns of time, `width` pixels wide.

    `span` is the time from the first column to the last, in milliseconds on the reader's clock.
    """
    # every event of a log of ordinary size keeps its words, however high the picture is
    most = _ANY_HEIGHT if len(events) <= MANY else 0.0
    bounds, setting = _setting(view, span, events, width, most)
    if view.selection.event:
        known = connections(view.log, view.selection.event)
        setting = replace(setting, runs_down=width < _BESIDE, connections=known)
    if stop := stop_of(view):
        setting = replace(setting, runs_down=width < _BESIDE, focus=stop.focus)
        plan = column_picture.plan(view.log, events, bounds, setting)
        return connection_line.single_out(plan, stop.event, stop.focus)
    return _in_roles(view, column_picture.plan(view.log, events, bounds, setting))


def _in_roles(view: View, plan: ColumnPlan) -> ColumnPlan:
    """Set apart the marks of what is only about the people whom the reader has chosen."""
    if not view.has_both_roles:
        return plan

    def in_role(marks: Sequence[Mark]) -> tuple[Mark, ...]:
        events = view.log.events
        return tuple(replace(mark, about=view.is_about(events[mark.event])) for mark in marks)

    return replace(plan, marks=in_role(plan.marks), since=in_role(plan.since))


def planner(view: View) -> Callable[[Sequence[str], float, bool], ColumnPlan]:
    """Return a function that plans some of a view's events in the columns of the whole view.

    It takes their ids in reading order, the width in pixels, and whether days run down the picture
    or across it. All events have their labels, however high the picture is then.
    """
    *_, span = _spans(view)
    bounds, setting = _setting(view, span, view.page(0, MARKS), 0.0, _ANY_HEIGHT)

    def plan_some(events: Sequence[str], width: float, runs_down: bool) -> ColumnPlan:
        some = replace(setting, width=width, runs_down=runs_down)
        return _in_roles(view, column_picture.plan(view.log, events, bounds, some))

    return plan_some


def _busiest(view: View, overview: Sequence[float], extent: Span, span: Span) -> Mapping[str, Span]:
    """Return for each unit of a calendar the period with the most events in view."""
    if view.answer.matching > MARKS:
        return busiest_in_steps(overview, extent, span)
    events = view.page(0, view.answer.matching)
    return busiest_spans(stated_bounds(view.log, view.zone, events).values())


def _extent(view: View) -> Span:
    """Return the time of a view's log, on the reader's clock."""
    return log_extent(view.engine.extent(Query()), view.zone)


def _spans(view: View) -> tuple[Span, Span, Span]:
    """Return the extent of a view's log, what its picture opens on, and what is visible of it."""
    extent, zone = _extent(view), view.zone
    home = _with_matches(view, opening(view))
    return extent, home, visible_span(view.query.window, zone, home, extent)


def opening(view: View) -> Span:
    """Return the time that the picture of the whole log opens on."""
    busy = _busy(view.engine, view.selection.clock, _extent(view))
    return opening_span(view.log, view.zone, busy)


def _with_matches(view: View, home: Span) -> Span:
    """Widen what a picture opens on to the events that filters leave, if they have a mark each.

    A log that says what to open on names all others beside that.
    """
    if view.log.about.window or view.answer.matching in (0, view.engine.total):
        return home
    known = view.engine.extent(view.query)
    if known is None or view.answer.matching > MARKS or view.query.window != (None, None):
        return home
    first, last = on_clock(*known, view.zone)
    return min(home[0], first), max(home[1], last)


def known_span(view: View) -> Span | None:
    """Return the time from the first event of a log to the last; `None` where none has a time."""
    known = view.engine.extent(Query())
    if known is None:
        return None
    first, last = on_clock(*known, view.zone)
    return first, max(last, first + 1)


def _bare(view: View, span: Span) -> Span:
    """Return a span without the margin that an axis has around a log which opens on no window."""
    if view.log.about.window or view.engine.total > MARKS:
        return span
    first, last = _ends(view.engine, view.zone)
    window = view.query.window
    start = span[0] if window[0] is not None else max(span[0], first)
    stop = span[1] if window[1] is not None else min(span[1], last)
    return (start, stop) if start < stop else span


@once_per_log
def _ends(engine: Engine, zone: str) -> Span:
    """Return the first and the last time of the events of a log, days on their own clock."""
    log = engine.facts.log
    bounds = stated_bounds(log, zone, log.events)
    ends = [end for pair in bounds.values() for end in pair if end is not None]
    return min(ends, default=0.0), max(ends, default=0.0)


def _setting(
    view: View, span: Span, events: Sequence[str], width: float, most_height: float
) -> tuple[Mapping[str, Bounds], Setting]:
    """Return the bounds of events, and what a picture of them is laid out for."""
    log, zone = view.log, view.zone
    bounds = stated_bounds(log, zone, events)
    window = column_window(log, bounds, _bare(view, span), zone, view.query.window)
    captions = Captions(zone, bounds, window.unit, window.periods, log)
    return window.bounds, Setting(
        row_key(view),
        view.option_names,
        window.unit,
        window.periods,
        width,
        captions,
        most_height,
        hourless=window.hourless,
        hourless_name=window.hourless_name,
        beyond=_left_out(view),
    )


def _left_out(view: View) -> tuple[int, int]:
    """Return how many events the window leaves out before it begins, and after it ends."""
    first, last = view.query.window
    outside = view.answer.outside
    if first is None or last is None or not outside:
        return (0, outside) if first is None else (outside, 0)
    later_too = view.engine.ask(replace(view.query, window=(first, None))).matching
    earlier = view.answer.matching + outside - later_too
    return earlier, outside - earlier


def marked_events(view: View) -> Sequence[str] | None:
    """Return the events to draw as single marks, in reading order; `None` where they are too many.

    These are those in view, or where they are too many those that `fits_window` keeps, if any.
    """
    if view.answer.matching > MARKS:
        return fitting_events(view)
    return view.page(0, view.answer.matching)


def fits_window(when: When, first: int, last: int) -> bool:
    """Return whether an event fits the window from `first` to `last`, in milliseconds UTC.

    An event fits when it overshoots the window by at most the window's own length; a lasting event
    only has to start inside. However narrow a window is, all events that are known by their year
    alone may lie in it; those do not fit.
    """
    start, stop = when.start or 0, when.stop
    if when.form is not Form.DURATION and (stop is None or stop > 2 * last - first):
        return False
    return start < last and (stop is None or stop > first)


def fitting_events(view: View) -> Sequence[str] | None:
    """Return the events that fit the view's window, `None` where it is open or too many fit."""
    engine, query = view.engine, view.query
    first, last = query.window
    if first is None or last is None:
        return None
    length = last - first
    if engine.bins(query, "kind", [], first, length, 1).sum() > MARKS:
        return None
    # what begins after a moment comes in reading order: the closely dated before the others
    later = replace(query, window=(None, first - length))
    fitting: list[str] = []
    for read in range(0, 2 * MARKS, _READ):
        ids = engine.beyond(later, read, _READ)
        for event in ids:
            when = view.log.events[event].when
            if _place_in_order(when) >= last + length / 2:
                return fitting if len(fitting) <= MARKS else None
            if fits_window(when, first, last):
                fitting.append(event)
        if len(ids) < _READ:
            return fitting if len(fitting) <= MARKS else None
    return None


def _place_in_order(when: When) -> float:
    """Return where an event stands in reading order: at its start, or its middle if it is short."""
    start, stop = when.start or 0, when.stop
    lasts = when.form is Form.DURATION or stop is None
    return start if lasts else (start + (stop or 0)) / 2


def mark_numbers(view: View, shown: Sequence[str]) -> Sequence[int]:
    """Return the numbers in the reading list of the events `shown`, which are in its order."""
    if not shown or len(shown) == view.answer.matching:
        return range(1, len(shown) + 1)
    first = view.engine.place(view.query, shown[0]) or 0
    last = view.engine.place(view.query, shown[-1]) or 0
    page = view.page(first, last - first + 1)
    numbers = {event: number for number, event in enumerate(page, first + 1)}
    return [numbers[event] for event in shown]


def _beside(view: View, span: Span, extent: Span) -> tuple[int, int]:
    """Return how many events in view lie wholly before and after the `span` that is drawn.

    There are none beyond a closed end of the window, which filters them out. `extent` is the log's.
    """
    first, last = view.query.window

    def left_out_by(window: tuple[int | None, int | None]) -> int:
        return view.answer.matching - view.engine.ask(replace(view.query, window=window)).matching

    before = after = 0
    if first is None and span[0] > extent[0]:
        before = left_out_by((from_wall(int(span[0]), view.zone), last))
    if last is None and span[1] < extent[1]:
        after = left_out_by((first, from_wall(int(span[1]), view.zone)))
    return before, after


@once_per_log
def overview(view: View) -> tuple[Sequence[float], Span]:
    """Return the events of the view, whatever its window, in even steps of the log, and its time.

    The bars beside the picture ask for them as well as the strip below it.
    """
    extent = _extent(view)
    anywhere = replace(view.query, window=(None, None))
    step = (extent[1] - extent[0]) / OVERVIEW
    begin = from_wall(int(extent[0]), view.zone)
    counts = view.engine.bins(anywhere, "kind", [], begin, step, OVERVIEW)
    return tuple(float(count) for count in counts[0]), extent


@once_per_log
def _busy(engine: Engine, clock: str, extent: Span) -> Span:
    """Return the time in which nearly all events of a log of many lie."""
    if engine.total <= MARKS:
        return extent
    whole = View(engine.facts.log, engine, Selection(clock=clock))
    return busy_span(overview(whole)[0], extent)
