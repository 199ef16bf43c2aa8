"""A view as an image of a set size, laid out for its shape and never a larger picture shrunk.

Where not all events fit with their labels, those that matter most stand in it, and it says how many
there are.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from components import wording
from components.events import Form, Relation, Shape, connections
from components.exports.download import Download
from components.exports.picture import account_plan
from components.exports.picture.account_area import account_area
from components.exports.picture.canvas import MARGIN, Sheet
from components.exports.picture.column_area import column_area, legend_line
from components.exports.picture.drawing import document, heading
from components.exports.picture.svg import Element, add, clean, link, new
from components.figures import (
    LIGHT,
    MARKS,
    ColumnPlan,
    account_table,
    advance,
    connection_line,
    planner,
)

_ZOOMS = (3.0, 2.75, 2.5, 2.25, 2.0)  # pixels of the image to one of its layout, if all fits
_LESS = (1.75, 1.5, 1.25, 1.0, 0.75, 0.5)  # where too little fits otherwise
_TABLE_ZOOMS = tuple(place / 10 for place in range(20, 9, -1))  # of a table, which has more words
_MORE = 12.0  # pixels by which a row of a table may be higher than it has to be
_FEW = 4  # events that an image of more has at least
_MOST = 64  # events whose labels may fit
_ENDLESS = 9_999.0  # pixels
_UNCOUNTED = 16.0  # pixels of the counts of columns, where these are left out
_SERIF = 1.08  # times as wide as the text of the product, at most
_LINE, _LETTERS = 16.0, 12.0  # of the lines at the foot
_MOST_LINES = 3  # of an address at the foot


@dataclass(frozen=True, slots=True)
class Preset:
    """The size of an image in pixels, and whether days may run down it, or across, in that order.

    `headline` is the size of the letters of its headline, in pixels of the layout.
    """

    width: int
    height: int
    runs_down: tuple[bool, ...]
    headline: float


WIDE = Preset(1200, 675, (False,), 20.0)
SQUARE = Preset(1080, 1080, (False, True), 20.0)
TALL = Preset(1080, 1920, (True, False), 28.0)


_Plan = TypeVar("_Plan", ColumnPlan, account_plan.AccountPlan)


@dataclass(frozen=True, slots=True)
class _Layout(Generic[_Plan]):
    """An image in the making: its plan from `top` on, and what is `left` of its height.

    `foot` are the lines at its foot, each with its address if it has one; `shown` counts the events
    or questions in the plan.
    """

    sheet: Sheet
    height: float
    head: Element
    top: float
    plan: _Plan
    foot: Sequence[tuple[str, str]]
    left: float
    shown: int


def sized_picture(download: Download, preset: Preset, chosen: str = "") -> str:
    """Return a view as SVG of a set size; the event `chosen` stands in the headline.

    It has a ring, as have those that it is connected with, by lines where days run across.
    Without it, the headline is the log's, or the view in words.
    """
    if download.is_of_accounts:
        return _sized_accounts(download, preset)
    layout = _fitting(download, preset, chosen)
    known = connections(download.log, chosen) if chosen else None
    plan = connection_line.relate(_spread(layout.plan, layout.left), known)
    counted = layout.shown == download.view.answer.matching
    body, _ = column_area(layout.sheet, plan, layout.top, counted=counted)
    return _with_foot(layout, preset, body)


def _with_foot(layout: _Layout[_Plan], preset: Preset, body: Element) -> str:
    """Return an image as SVG, with the lines at its foot."""
    foot = new("g")
    y = layout.height - MARGIN - _LINE * (len(layout.foot) - 1)
    for line, address in layout.foot:
        parent = link(foot, address)
        fill = layout.sheet.colours["quiet"]
        add(parent, "text", line, x=MARGIN, y=y, font_size=_LETTERS, fill=fill)
        y += _LINE
    size = preset.width, preset.height
    return document(layout.sheet, (layout.head, body, foot), layout.height, size)


def remark_on_room(preset: Preset, download: Download) -> str:
    """Say how many events or questions of a view have no room on an image of a set size."""
    if download.is_of_accounts:
        lacking = len(download.accounts.rows) - _accounts_fitting(download, preset).plan.shown
        return wording.export.questions_without_room(lacking) if lacking else ""
    without = download.view.answer.matching - _fitting(download, preset, "").shown
    return wording.export.without_room(without) if without else ""


def _fitting(download: Download, preset: Preset, chosen: str) -> _Layout[ColumnPlan]:
    """Return the layout of as many events as fit, as large as they may be."""
    ranked = _ranked(download, chosen)[:_MOST]
    view = download.view.changed(event="")
    plan = planner(view)
    known = connections(download.log, chosen) if chosen else None
    order = {event: place for place, event in enumerate(view.page(0, MARKS))}

    # on an endless line no word is broken, and no label gives way to its mark
    unbroken = {text for down in (False, True) for text in _texts(plan(ranked, _ENDLESS, down))}

    def lay_out(zoom: float, events: Sequence[str], *, is_lax: bool = False) -> _Layout[ColumnPlan]:
        events = sorted(events, key=order.__getitem__)
        sheet = Sheet(download, LIGHT, preset.width / zoom)
        plans = [
            connection_line.bind(plan(events, sheet.room, runs_down), known)
            for runs_down in preset.runs_down
        ]
        layouts = [_with_plan(sheet, preset, zoom, chosen, each, len(events)) for each in plans]
        sound = [each for each in layouts if is_lax or _texts(each.plan) <= unbroken]
        fitting = (each for each in sound if each.left >= 0)
        return next(fitting, replace(layouts[0], left=-1.0))

    def most(zoom: float, *, is_lax: bool) -> _Layout[ColumnPlan]:
        """Return the layout of as many events as fit at a zoom; one that does not is left out."""
        best, kept = lay_out(zoom, [], is_lax=is_lax), list[str]()
        for event in ranked:
            layout = lay_out(zoom, [*kept, event], is_lax=is_lax)
            if layout.left >= 0:
                best, kept = layout, [*kept, event]
        return best

    for zoom in _ZOOMS:
        whole = lay_out(zoom, ranked)
        if whole.left >= 0:
            return whole
    least = min(len(ranked), _FEW)
    tried = (most(zoom, is_lax=is_lax) for is_lax in (False, True) for zoom in (_ZOOMS[-1], *_LESS))
    return next((layout for layout in tried if layout.shown >= least), whole)


def _texts(plan: ColumnPlan) -> set[str]:
    """Return the labels and captions of a picture, each on one line."""
    labels = {" ".join(mark.lines) for mark in (*plan.since, *plan.marks)}
    return labels | {" ".join(box.caption_lines) for box in plan.boxes}


def _with_plan(
    sheet: Sheet, preset: Preset, zoom: float, chosen: str, plan: ColumnPlan, shown: int
) -> _Layout[ColumnPlan]:
    download = sheet.download
    about, answer = download.log.about, download.view.answer
    if chosen:
        event = download.log.events[chosen]
        words, below = event.title, download.view.time_in_words(event)
        below = below[:1].upper() + below[1:]
    else:
        is_whole = answer.matching == answer.total
        words, below = (is_whole and about.headline) or download.sentence, ""
    size = preset.headline
    lines = advance.wrap(clean(words), sheet.room / _SERIF, size, bold=True)
    head, top = heading(sheet, lines, advance.wrap(clean(below), sheet.room, 14), size)
    if shown < answer.matching:
        plan = _uncounted(plan)
    top = legend_line(head, sheet, plan, top - 4) + 4
    # what of the log stands above, and on which clock
    words = wording.legend.source(about.title, shown, answer.matching, download.view.clock.name)
    address = download.link(chosen) if chosen else download.permalink
    foot = list(_foot_lines(sheet, words, address))
    return _layout(sheet, preset.height / zoom, head, top, plan, foot, shown)


def _layout(
    sheet: Sheet,
    height: float,
    head: Element,
    top: float,
    plan: _Plan,
    foot: Sequence[tuple[str, str]],
    shown: int,
) -> _Layout[_Plan]:
    """Return a layout, having worked out what is left of its height."""
    left = height - top - plan.height - MARGIN - _LINE * len(foot) - 4
    return _Layout(sheet, height, head, top, plan, foot, left, shown)


def _foot_lines(sheet: Sheet, words: str, address: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of what is said at the foot, and of an address that is no longer than that.

    Of a longer one the dashboard's is written.
    """
    download = sheet.download
    for line in advance.wrap(clean(words), sheet.room, _LETTERS):
        yield line, ""
    if "?" in address or download.base:
        shorter = (address, download.base) if download.base else (address,)
        for written in shorter:
            lines = advance.wrap(clean(written).removesuffix("?"), sheet.room, _LETTERS)
            if len(lines) <= _MOST_LINES:
                yield from ((line, address) for line in lines)
                return


def _sized_accounts(download: Download, preset: Preset) -> str:
    layout = _accounts_fitting(download, preset)
    plan = layout.plan.heightened(layout.left, _MORE)
    body, _ = account_area(layout.sheet, plan, layout.top)
    return _with_foot(layout, preset, body)


def _accounts_fitting(download: Download, preset: Preset) -> _Layout[account_plan.AccountPlan]:
    """Return the layout of all questions, as large as they may be, or of those that have room.

    Groups stand in it whole; of a first one that is higher than the image, as many rows as fit.
    """
    table = download.accounts
    least = account_plan.least_width(table) + 2 * MARGIN
    zooms = [zoom for zoom in _TABLE_ZOOMS if preset.width / zoom >= least]
    zooms = zooms or [preset.width / least]
    plans = {
        zoom: account_plan.plan_accounts(download.view, table, preset.width / zoom - 2 * MARGIN)
        for zoom in zooms
    }
    for zoom, plan in plans.items():
        whole = _with_accounts(download, preset, zoom, plan)
        if whole.left >= 0:
            return whole
    parts = [_part_of_accounts(download, preset, zoom, plan) for zoom, plan in plans.items()]
    return max(parts, key=lambda part: part.plan.shown)


def _part_of_accounts(
    download: Download, preset: Preset, zoom: float, plan: account_plan.AccountPlan
) -> _Layout[account_plan.AccountPlan]:
    """Return the layout of the groups that have room, in their order, or of some first rows."""
    layout = _with_accounts(download, preset, zoom, replace(plan, groups=()))
    for group in plan.groups:
        more = _with_accounts(
            download, preset, zoom, replace(plan, groups=(*layout.plan.groups, group))
        )
        if more.left >= 0:
            layout = more
    if layout.plan.groups or not plan.groups:
        return layout
    first = plan.groups[0]
    for number in range(1, len(first.rows)):
        some = replace(first, rows=first.rows[:number])
        more = _with_accounts(download, preset, zoom, replace(plan, groups=(some,)))
        if more.left < 0:
            break
        layout = more
    return layout


def _with_accounts(
    download: Download, preset: Preset, zoom: float, plan: account_plan.AccountPlan
) -> _Layout[account_plan.AccountPlan]:
    sheet = Sheet(download, LIGHT, preset.width / zoom)
    headline, _ = account_table.finding(download.log, plan.table)
    size = preset.headline
    lines = advance.wrap(clean(headline), sheet.room / _SERIF, size, bold=True)
    is_whole = download.view.answer.matching == download.view.answer.total
    below = () if is_whole else advance.wrap(clean(download.sentence), sheet.room, 14)
    head, top = heading(sheet, lines, below, size)
    shown = {group.key: len(group.rows) for group in plan.groups}
    left_out = [
        (wording.evidence.GROUPS[group.key], len(group.rows) - shown.get(group.key, 0))
        for group in plan.table.groups
        if len(group.rows) > shown.get(group.key, 0)
    ]
    words = wording.legend.accounts_source(
        download.log.about.title, plan.shown, len(plan.table.rows), left_out
    )
    foot = list(_foot_lines(sheet, words, download.permalink))
    return _layout(sheet, preset.height / zoom, head, top, plan, foot, plan.shown)


def _ranked(download: Download, chosen: str) -> list[str]:
    """Return the events of a view by how much they matter.

    The chosen one is the first; then come those that it links to, the key ones with the last
    decision before the rest, those that others are part of, the disputed. What has gone on for long
    stands back.
    """
    log = download.log
    events = [event for event in download.view.page(0, MARKS) if event != chosen]
    order = {event: place for place, event in enumerate(events)}
    related: set[str] = set()
    if chosen:
        related |= connections(log, chosen).linked
    heads = {
        each.event
        for event in events
        for each in log.events[event].links
        if each.relation is Relation.PART_OF
    }

    def rank(key: str) -> tuple[bool | int, ...]:
        event = log.events[key]
        goes_on = event.when.form is Form.DURATION and event.when.stop is None
        is_decided = log.kinds[event.kind].shape is Shape.DECIDED
        return (
            key not in related,
            not event.key or goes_on,
            not is_decided,
            key not in heads,
            key not in log.disputed,
            -order[key] if is_decided else order[key],
        )

    return [*([chosen] if chosen else []), *sorted(events, key=rank)]


def _uncounted(plan: ColumnPlan) -> ColumnPlan:
    """Take the line of counts out of the heads of columns."""
    if plan.runs_down or not plan.rows:
        return plan
    return _lowered(plan, lambda _: -_UNCOUNTED, [-_UNCOUNTED] * len(plan.rows), 0.0)


def _spread(plan: ColumnPlan, room: float) -> ColumnPlan:
    """Share what is left of the height among the rows, so that none of it is blank at the foot."""
    if not plan.rows or room <= 0:
        return plan
    more = room / len(plan.rows)
    tops = [row.top for row in plan.rows]
    return _lowered(
        plan,
        lambda y: more * max(bisect_right(tops, y) - 1, 0),
        [more * place for place in range(len(tops))],
        more,
    )


def _lowered(
    plan: ColumnPlan, lower: Callable[[float], float], rows: Sequence[float], more: float
) -> ColumnPlan:
    """Move what stands in the rows down by as much as `lower` says for its y, rows by `rows`.

    Each row becomes `more` pixels higher.
    """
    return replace(
        plan,
        height=plan.height + rows[-1] + more,
        rows=tuple(
            replace(row, top=row.top + by, height=row.height + more)
            for row, by in zip(plan.rows, rows, strict=True)
        ),
        boxes=tuple(replace(box, y=box.y + lower(box.y)) for box in plan.boxes),
        marks=tuple(
            replace(mark, y=mark.y + lower(mark.y), text_y=mark.text_y + lower(mark.y))
            for mark in plan.marks
        ),
        rulers=tuple(ruler.lowered(lower(ruler.y)) for ruler in plan.rulers),
        strokes=tuple(
            replace(
                stroke,
                y=stroke.y + lower(stroke.y),
                y1=None if stroke.y1 is None else stroke.y1 + lower(stroke.y1),
            )
            for stroke in plan.strokes
        ),
    )
