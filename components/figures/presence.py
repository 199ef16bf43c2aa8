"""Who was at which meeting, as a grid of signs: `plan` places them, `draw` makes a Plotly figure.

x are fractions of the width, y are pixels from the top. The figure holds signs only: the page lays
names and links over it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from components.events import Presence
from components.figures.chart import frame, rules
from components.frames import ABSENT, PresenceTable

ROW = 30  # pixels
_MARK = 15  # pixels across
_ABSENT = 8
# Plotly's symbols by number: told apart by shape, surest first.
SYMBOLS: Mapping[str, int] = {
    str(Presence.CONFIRMED): 0,  # circle
    str(Presence.REPORTED): 300,  # circle-open-dot
    str(Presence.DISPUTED): 102,  # diamond-open
    str(Presence.ANNOUNCED): 100,  # circle-open
    ABSENT: 141,  # line-ew-open
}
_COLOURS: Mapping[str, str] = {str(Presence.DISPUTED): "@differ"}

_RING = "M0-9A9 9 0 1 1 0 9A9 9 0 1 1 0-9Z"
# the same symbols as SVG paths around (0, 0), to be stroked; confirmed is filled as well
SIGNS: Mapping[str, str] = {
    str(Presence.CONFIRMED): "M0-8A8 8 0 1 1 0 8A8 8 0 1 1 0-8Z",
    str(Presence.REPORTED): f"{_RING}M0-1.5A1.5 1.5 0 1 1 0 1.5A1.5 1.5 0 1 1 0-1.5Z",
    str(Presence.DISPUTED): "M0-9L9 0L0 9L-9 0Z",
    str(Presence.ANNOUNCED): _RING,
    ABSENT: "M-5 0H5",
}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person, and the y of their line."""

    actor: str
    y: float


@dataclass(frozen=True, slots=True)
class MeetingColumn:
    """A meeting, and the x of its middle."""

    event: str
    x: float


@dataclass(frozen=True, slots=True)
class PresenceMark:
    """A person at a meeting, in a state other than `ABSENT`."""

    actor: str
    event: str
    x: float
    y: float
    state: str


@dataclass(frozen=True, slots=True)
class PresencePlan:
    """Everything in the grid; `absent` are the places (x, y) of people who are not mentioned."""

    height: float
    rows: tuple[PersonRow, ...] = ()
    columns: tuple[MeetingColumn, ...] = ()
    marks: tuple[PresenceMark, ...] = ()
    absent: tuple[tuple[float, float], ...] = ()


def plan(table: PresenceTable) -> PresencePlan:
    """Plan the grid of a table: a row per person, a column per meeting, both in its order."""
    rows = tuple(PersonRow(actor, (at + 0.5) * ROW) for at, actor in enumerate(table.people))
    count = len(table.meetings)
    columns = tuple(
        MeetingColumn(event, (at + 0.5) / count) for at, event in enumerate(table.meetings)
    )
    places = [
        (row, column, table.cells[row.actor, column.event].state)
        for row in rows
        for column in columns
    ]
    return PresencePlan(
        height=float(max(len(rows), 1) * ROW),
        rows=rows,
        columns=columns,
        marks=tuple(
            PresenceMark(row.actor, column.event, column.x, row.y, state)
            for row, column, state in places
            if state != ABSENT
        ),
        absent=tuple((column.x, row.y) for row, column, state in places if state == ABSENT),
    )


def draw(grid: PresencePlan) -> dict[str, object]:
    """Return a grid as a Plotly figure: a plain dict without words, colours as tokens."""
    colours = [_COLOURS.get(mark.state, "@ink") for mark in grid.marks]
    return {
        "data": [
            rules(((0, row.y, 1, row.y) for row in grid.rows), "@grid"),
            {
                "type": "scatter",
                "mode": "markers",
                "x": [x for x, _ in grid.absent],
                "y": [y for _, y in grid.absent],
                "marker": {
                    "symbol": SYMBOLS[ABSENT],
                    "size": _ABSENT,
                    "color": "@join",
                    "line": {"width": 1.5},
                },
                "hoverinfo": "skip",
            },
            {
                "type": "scatter",
                "mode": "markers",
                "x": [mark.x for mark in grid.marks],
                "y": [mark.y for mark in grid.marks],
                "marker": {
                    "symbol": [SYMBOLS[mark.state] for mark in grid.marks],
                    "size": _MARK,
                    "color": colours,
                    "line": {"width": 2, "color": colours},
                },
                "cliponaxis": False,
                "hoverinfo": "skip",
            },
        ],
        "layout": frame(grid.height),
    }
