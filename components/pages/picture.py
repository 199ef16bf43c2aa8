"""The picture, which is the chart of the timeline, as data for the browser to draw."""

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypeAlias, TypedDict

from components import wording
from components.figures import (
    Column,
    ColumnPlan,
    Span,
    column_figure,
    density,
    edge,
)
from components.web import address

MOST_NAMED = 150  # events whose cards come with the picture; those of more are asked for

# What the browser draws, ready for JSON.
Picture: TypeAlias = Mapping[str, Any]


class Named(TypedDict):
    """What a picture says of an event: its number in the reading list, its title, its time.

    `words` are its time in words, `label` is its short name where the title does not contain that,
    `start` is milliseconds on the reader's clock. `card` is what its card says below them, each
    line with its kind; `rows` are those of whom it speaks.
    """

    id: str
    number: int
    title: str
    words: str
    label: NotRequired[str]
    start: float | None
    card: NotRequired[Sequence[tuple[str, str]]]
    rows: NotRequired[Sequence[str]]


def describe_picture(
    plan: density.DensityPlan | ColumnPlan,
    *,
    names: Sequence[Named],
    ask: str,
    alt: str,
    selected: str,
    home: Span,
    extent: Span,
    overview: Sequence[float],
    moved: bool,
    busiest: Mapping[str, Span],
) -> Picture:
    """Return a plan as the browser needs it.

    `names` are those of the events that have a mark; `ask` is where the browser asks for the card
    of an event that comes without one. `alt` says what the picture shows, `home` and `extent` are
    the window it opens on and the whole log, `overview` the events in even steps of the whole log,
    `moved` tells whether the reader has set a window, `busiest` is for each unit of a calendar the
    period with the most events in view.
    """
    if isinstance(plan, ColumnPlan):
        described, figure = _in_columns(plan, names, ask), column_figure.draw(plan)
    else:
        described, figure = _counted(plan), density.draw(plan)
    return {
        **described,
        "figure": figure,
        "home": home,
        "extent": extent,
        "overview": [round(count, 1) for count in overview],
        "moved": moved,
        "busiest": busiest,
        "height": plan.height,
        "gutter": plan.gutter,
        "alt": alt,
        "selected": selected,
        "script": address("plotly.min.js"),
    }


def _in_columns(plan: ColumnPlan, names: Sequence[Named], ask: str) -> dict[str, Any]:
    """Return what the browser lays over a figure in columns: heads, rows, captions, labels."""
    by_id = {named["id"]: named for named in names}
    bonds = wording.picture.BONDS
    periods = [column.span for column in plan.columns if column.span]
    return {
        "view": (periods[0][0], periods[-1][1]),
        "width": plan.width,
        # where columns stand side by side, their heads say it
        "before": _earlier(plan.columns[0].beyond) if plan.runs_down else "",
        "after": _later(plan.columns[-1].beyond) if plan.runs_down else "",
        "unit": plan.unit,
        **({"ask": ask} if ask else {}),
        "columns": [
            _head(column, place == 0)
            for place, column in enumerate(plan.columns)
            if column.width and not plan.runs_down
        ],
        "down": plan.runs_down,
        "sectionsName": wording.picture.SECTIONS,
        "halves": [(half.name, half.x, half.width, half.hues) for half in plan.halves],
        "top": plan.since_height,
        "rows": [
            (
                row.name,
                row.top,
                row.height,
                row.hues,
                row.group,
                wording.picture.section_count(row.count, row.beyond) if plan.runs_down else "",
                row.id,
                row.short,
                row.count or row.beyond,
            )
            for row in plan.rows
        ],
        "captions": [
            *((box.caption, box.x, box.y, box.width) for box in plan.boxes),
            *(edge.caption_box(stay) for stay in plan.stays),
        ],
        "ticks": [
            # a name stands below its tick, or in the middle of a ruler that runs down
            (ruler.x, at - 8, name) if ruler.runs_down else (at, ruler.y, name)
            for ruler in (*plan.rulers, *([plan.since_ruler] if plan.since_ruler else []))
            for at, name in ruler.ticks
        ],
        "labels": [
            {
                **by_id[mark.event],
                "about": mark.is_faint,
                **({"bond": mark.bond} if mark.bond else {}),
                **({"bondWords": bonds[mark.bond]} if mark.bond in bonds else {}),
                "x": mark.x,
                "y": mark.y,
                "left": mark.text_x,
                "top": mark.text_y,
                "lines": mark.lines,
                "bold": mark.bold,
                "aside": mark.aside_lines,
            }
            for mark in (*plan.since, *plan.marks)
        ],
    }


def _head(column: Column, is_first: bool) -> tuple[str, float, float, str, Span | None, str]:
    """Return the head of a column: its name, place, count and time, and how many lie beyond it."""
    beyond = (_earlier if is_first else _later)(column.beyond)
    # what has no hour has no place in time, and what is left out here is said by its number
    span = column.span if column.span and column.span[0] < column.span[1] else None
    says_count = not beyond or column.possible
    return column.name, column.x, column.width, column.count if says_count else "", span, beyond


def _earlier(count: int) -> str:
    return wording.picture.earlier(count) if count else ""


def _later(count: int) -> str:
    return wording.picture.later(count) if count else ""


def _counted(plan: density.DensityPlan) -> dict[str, Any]:
    """Return the counts of each lane, step by step, for a picture that has no marks."""
    return {
        "lanes": [(lane.name, lane.top, lane.height) for lane in plan.lanes],
        "groups": plan.groups,
        "view": plan.view,
        "width": plan.width + plan.gutter,
        "before": _earlier(plan.before),
        "after": _later(plan.after),
        "steps": {
            "from": plan.view[0],
            "step": plan.step,
            "counts": [[round(count, 1) for count in row] for row in plan.counts],
        },
    }
