"""The picture of a view as columns of time and rows: every event once, with its words.

A tinted box is the span in which its events happened; a place inside it means nothing. Only what is
known to the minute or by its hours stands on a ruler. The plan is plain numbers in pixels; nothing
in it depends on who draws it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf

from components.events import Log, Relation
from components.figures.box_content import LINE
from components.figures.column_layout import Content, Layout, Setting
from components.figures.column_plan import ColumnPlan
from components.figures.connection_line import relate
from components.figures.edge import edges_of
from components.figures.group import Placed, group_events
from components.figures.narrow import Narrow
from components.figures.placement import BEFORE, Known, Placement, place
from components.figures.row import Rows, arrange_rows, row_keys
from components.figures.side import actors_of, sides_of
from components.figures.span import Span
from components.figures.wide import Wide
from components.selection import Bounds

NARROW = 900.0  # below it days run down instead of across
_MOST_AREA, _MOST_HEIGHT = 1160 * 1150, 1300.0  # of a picture in which every label stands
_WORTH = 1.25  # of the height without labels, that some labels may take where nothing fits
# Of the labels of a box: how high they may be, and up to which height they are one column.
_ALL = ((inf, 2 * LINE),)
_LIMITS = tuple((most, 2 * LINE) for most in (360.0, 252.0, 180.0, 126.0, 90.0, 54.0, 36.0, 0.0))


def plan(
    log: Log, events: Sequence[str], bounds: Mapping[str, Bounds], setting: Setting
) -> ColumnPlan:
    """Lay out events (ids, in reading order).

    `bounds` are milliseconds on the reader's clock, those of days on their own. When the picture
    would be too high, labels that matter less give way to their marks.

    What has gone on since before the window stands in a band of its own. At a step of a walk that
    tells of nothing in that band, its marks stand in the column before the first.

    Days run down where `setting.runs_down` says so, else below `NARROW` pixels. Then each row of
    the plan is a section of time, with its name and the number of its events, and `SECTION_HEAD`
    pixels of head. There is no gutter, and every column has the whole width.
    """
    entries = [log.events[event] for event in events]
    places = [
        Placement(setting.hourless[event.id], 0, 0)
        if event.id in setting.hourless
        else place(event.when, bounds[event.id], setting.periods)
        for event in entries
    ]
    is_told = any(
        where.known is Known.SINCE and event.id in setting.focus
        for event, where in zip(entries, places, strict=True)
    )
    if setting.focus and not is_told:
        # a band with nothing of the step in it would be empty of words
        places = [replace(at, last=BEFORE) if at.known is Known.SINCE else at for at in places]
    has_band = is_told or not setting.focus
    sides = sides_of(log)
    since = [
        Placed(event, "", actors_of(log, event, sides).hues, where, bounds[event.id])
        for event, where in zip(entries, places, strict=True)
        if where.known is Known.SINCE and has_band
    ]
    rest = [
        (event, where)
        for event, where in zip(entries, places, strict=True)
        if where.known is not Known.SINCE or not has_band
    ]

    def arrange(by: str) -> tuple[Rows, Sequence[Placed]]:
        rows = arrange_rows(log, by, (event for event, _ in rest), setting.names)
        stands = rows.stands
        return rows, [
            Placed(event, stands[event.id].row, stands[event.id].hues, where, bounds[event.id])
            for event, where in rest
        ]

    rows, placed = arrange(setting.by)
    groups = group_events(log, placed, setting.captions, setting.related)
    hours = _hours((*placed, *since))
    most = setting.most_height or max(_MOST_HEIGHT, _MOST_AREA / setting.width)
    limits = (
        (*_ALL, *_LIMITS) if len(entries) * LINE * LINE < setting.width * most else _LIMITS[1::3]
    )
    content = Content(rows.heads, groups, edges_of(log, placed, rows), since, hours)
    if setting.width < NARROW if setting.runs_down is None else setting.runs_down:
        layout: Layout = Narrow(log, setting, content)
    else:
        wide = layout = Wide(log, setting, content)
        if setting.by != (first := row_keys(log)[0]):
            # columns are as wide with all rows, so that nothing moves sideways between them
            heads, usual = arrange(first)
            usual_groups = group_events(log, usual, setting.captions, setting.related)
            other = Content(heads.heads, usual_groups, {}, since, hours)
            wide.follow(Wide(log, setting, other))
    _arrange(layout, limits, most)
    return relate(layout.plan(), setting.connections)


def _arrange(layout: Layout, limits: Sequence[tuple[float, float]], most: float) -> None:
    """Arrange a layout with the first of `limits` that keeps it to a height.

    Where none does, some labels are worth a quarter more than the height of marks alone.
    """
    layout.arrange(limits[0])
    most = min(most, layout.most_height)
    if layout.height <= most:
        return
    layout.arrange(limits[-1])
    most = max(most, _WORTH * layout.height)
    first, last = 1, len(limits) - 1
    at = last
    while first < last:
        at = (first + last) // 2
        layout.arrange(limits[at])
        if layout.height <= most:
            last = at
        else:
            first = at + 1
    if at != first:
        layout.arrange(limits[first])


def _hours(placed: Sequence[Placed]) -> dict[str, list[Span]]:
    """Return the hours that are known of what lasts for days, from its parts."""
    hours: dict[str, list[Span]] = defaultdict(list)
    for item in placed:
        start, stop = item.bounds
        if item.placement.known is Known.CLOCK and start is not None and stop is not None:
            for link in item.event.links:
                if link.relation is Relation.PART_OF:
                    hours[link.event].append((start, stop))
    return hours
