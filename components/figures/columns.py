"""The picture of a view as columns of time and rows of sides: every event once, with its words.

A tinted box is the span in which its events happened; a place inside it means nothing. Only what is
known to the minute or by its hours stands on a ruler. The plan is plain numbers in pixels; nothing
in it depends on who draws it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import inf

from components.events import Log
from components.figures.cell import LINE
from components.figures.column_layout import Setting
from components.figures.column_plan import ColumnPlan
from components.figures.group import Placed, group_events
from components.figures.narrow import Narrow
from components.figures.placement import Known, Placement, place
from components.figures.side import actors_of, row_order
from components.figures.span import Bounds, Span
from components.figures.wide import Wide

NARROW = 700.0  # below it days run down instead of across
_MOST_AREA, _MOST_HEIGHT = 1160 * 1150, 1300.0  # of a picture in which every label stands
# Of the labels of a box: how high they may be, and up to which height they are one column.
_ALL = ((inf, 2 * LINE),)
_LIMITS = tuple((most, 2 * LINE) for most in (360.0, 252.0, 180.0, 126.0, 90.0, 54.0, 36.0, 0.0))


def plan(
    log: Log, events: Sequence[str], bounds: Mapping[str, Bounds], setting: Setting
) -> ColumnPlan:
    """Lay out events (ids, in reading order).

    `bounds` are milliseconds on the reader's clock, those of days on their own. When the picture
    would be too high, labels that matter less give way to their marks.

    Below `NARROW` pixels days run down: each row of the plan is a section of time, with its name
    and the number of its events, and 28 px of head; in it the boxes stand below each other, and
    their captions begin with whose they are. There is no gutter, and every column has the whole
    width.
    """
    placed = [
        Placed(
            event,
            actors_of(log, event, setting.sides),
            Placement(setting.hourless[event.id], 0, 0)
            if event.id in setting.hourless
            else place(event.when, bounds[event.id], setting.periods),
            bounds[event.id],
        )
        for event in map(log.events.__getitem__, events)
    ]
    since = [item for item in placed if item.placement.known is Known.SINCE]
    rest = [item for item in placed if item.placement.known is not Known.SINCE]
    grouped = group_events(log, rest, setting.captions)
    groups = {row: grouped[row] for row in row_order(log, setting.sides) if row in grouped}
    hours = _hours(log, placed)
    most = setting.most_height or max(_MOST_HEIGHT, _MOST_AREA / setting.width)
    runs_down = setting.width < NARROW if setting.runs_down is None else setting.runs_down
    kind = Narrow if runs_down else Wide
    limits = (
        (*_ALL, *_LIMITS) if len(placed) * LINE * LINE < setting.width * most else _LIMITS[1::3]
    )
    layout = kind(log, setting, groups, since, hours)
    for limit in limits:
        layout.arrange(limit)
        if layout.height <= most:
            break
    return layout.plan()


def _hours(log: Log, placed: Sequence[Placed]) -> dict[str, list[Span]]:
    """Return the hours that are known of what lasts for days, from its parts."""
    hours: dict[str, list[Span]] = defaultdict(list)
    for item in placed:
        start, stop = item.bounds
        if item.placement.known is Known.CLOCK and start is not None and stop is not None:
            for link in item.event.links:
                if link.relation == "part-of":
                    hours[link.event].append((start, stop))
    return hours
