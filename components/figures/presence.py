"""Who was at which meeting to a grid: `plan` decides what stands where, `draw` makes a figure.

Across are fractions of the width, down are pixels from the top. The figure holds signs only:
names and links are the page's to lay over it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from components.events import Presence
from components.figures.theme import frame, rules
from components.frames import ABSENT, PresenceTable

ROW = 30  # pixels
_SPOT = 15  # pixels across
_ABSENT = 8


class State(NamedTuple):
    """How a state is shown: Plotly's symbol by number, a sign for plain text, a word."""

    symbol: int
    sign: str
    word: str


# Told apart by shape, surest first.
STATES: Mapping[str, State] = {
    str(Presence.CONFIRMED): State(0, "\N{BLACK CIRCLE}", "confirmed"),
    str(Presence.REPORTED): State(300, "\N{FISHEYE}", "reported"),  # circle-open-dot
    str(Presence.DISPUTED): State(102, "\N{WHITE DIAMOND}", "disputed"),  # diamond-open
    str(Presence.ANNOUNCED): State(100, "\N{WHITE CIRCLE}", "announced"),  # circle-open
    ABSENT: State(141, "\N{EN DASH}", ABSENT),  # line-ew-open
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
class Row:
    """A person, and where their line lies."""

    actor: str
    y: float


@dataclass(frozen=True, slots=True)
class Column:
    """A meeting, and the middle of its place."""

    event: str
    x: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A person at a meeting, in a state other than `ABSENT`."""

    actor: str
    event: str
    x: float
    y: float
    state: str


@dataclass(frozen=True, slots=True)
class PresencePlan:
    """Everything in the grid; `absent` are the places (x, y) of who is not mentioned."""

    height: float
    rows: tuple[Row, ...] = ()
    columns: tuple[Column, ...] = ()
    spots: tuple[Spot, ...] = ()
    absent: tuple[tuple[float, float], ...] = ()


def plan(table: PresenceTable) -> PresencePlan:
    """Plan the grid of a table: a row per person, a column per meeting, both in its order."""
    rows = tuple(Row(actor, (at + 0.5) * ROW) for at, actor in enumerate(table.people))
    count = len(table.meetings)
    columns = tuple(Column(event, (at + 0.5) / count) for at, event in enumerate(table.meetings))
    places = [
        (row, column, table.cells[row.actor, column.event].state)
        for row in rows
        for column in columns
    ]
    return PresencePlan(
        height=float(max(len(rows), 1) * ROW),
        rows=rows,
        columns=columns,
        spots=tuple(
            Spot(row.actor, column.event, column.x, row.y, state)
            for row, column, state in places
            if state != ABSENT
        ),
        absent=tuple((column.x, row.y) for row, column, state in places if state == ABSENT),
    )


def draw(drawn: PresencePlan) -> dict[str, object]:
    """Return a grid as a Plotly figure: a plain dict without words, colours as tokens."""
    colours = [_COLOURS.get(spot.state, "@ink") for spot in drawn.spots]
    return {
        "data": [
            rules(((0, row.y, 1, row.y) for row in drawn.rows), "@grid"),
            {
                "type": "scatter",
                "mode": "markers",
                "x": [x for x, _ in drawn.absent],
                "y": [y for _, y in drawn.absent],
                "marker": {
                    "symbol": STATES[ABSENT].symbol,
                    "size": _ABSENT,
                    "color": "@join",
                    "line": {"width": 1.5},
                },
                "hoverinfo": "skip",
            },
            {
                "type": "scatter",
                "mode": "markers",
                "x": [spot.x for spot in drawn.spots],
                "y": [spot.y for spot in drawn.spots],
                "marker": {
                    "symbol": [STATES[spot.state].symbol for spot in drawn.spots],
                    "size": _SPOT,
                    "color": colours,
                    "line": {"width": 2, "color": colours},
                },
                "cliponaxis": False,
                "hoverinfo": "skip",
            },
        ],
        "layout": frame(drawn.height),
    }
