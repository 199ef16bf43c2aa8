"""Who was at which meeting: every pair has its place, every state a shape of its own."""

import json
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from plotly.validator_cache import ValidatorCache

from components.events import Presence
from components.figures import Palette
from components.figures.presence import (
    ROW,
    SIGNS,
    SYMBOLS,
    MeetingColumn,
    PersonRow,
    PresenceMark,
    PresencePlan,
    draw,
    plan,
)
from components.frames import ABSENT, Cell, PresenceTable, presence
from tests.figures.sample import every_palette, traces
from tests.frames.sample import the_log


def tabled(people: int, meetings: int, states: list[str]) -> PresenceTable:
    """Make a table whose cells have `states` over and over."""
    actors, events = [
        tuple(f"{x}{n}" for n in range(m)) for x, m in (("a", people), ("e", meetings))
    ]
    cells = {
        (actor, event): Cell(actor, event, states[at % len(states)], "", ())
        for at, (actor, event) in enumerate(product(actors, events))
    }
    return PresenceTable(actors, events, cells)


@st.composite
def tables(draw: st.DrawFn) -> PresenceTable:
    states = draw(st.lists(st.sampled_from(list(SYMBOLS)), min_size=1, max_size=20))
    return tabled(draw(st.integers(0, 12)), draw(st.integers(0, 12)), states)


def test_a_small_table_is_a_row_per_person_and_a_column_per_meeting() -> None:
    assert plan(tabled(2, 2, ["confirmed", ABSENT, "disputed"])) == PresencePlan(
        height=2 * ROW,
        rows=(PersonRow("a0", ROW / 2), PersonRow("a1", ROW * 3 / 2)),
        columns=(MeetingColumn("e0", 0.25), MeetingColumn("e1", 0.75)),
        marks=(
            PresenceMark("a0", "e0", 0.25, ROW / 2, "confirmed"),
            PresenceMark("a1", "e0", 0.25, ROW * 3 / 2, "disputed"),
            PresenceMark("a1", "e1", 0.75, ROW * 3 / 2, "confirmed"),
        ),
        absent=((0.75, ROW / 2),),
    )


def test_an_empty_table_is_an_empty_picture() -> None:
    chart = plan(tabled(0, 0, ["confirmed"]))
    assert chart == PresencePlan(height=ROW)
    assert traces(draw(chart))


@given(tables())
def test_what_holds_for_any_table(table: PresenceTable) -> None:
    chart = plan(table)
    places = [*((mark.x, mark.y) for mark in chart.marks), *chart.absent]
    assert len(set(places)) == len(places) == len(table.cells)
    assert all(0 < x < 1 and 0 < y < chart.height for x, y in places)
    states = {(mark.actor, mark.event): mark.state for mark in chart.marks}
    assert states == {
        pair: cell.state for pair, cell in table.cells.items() if cell.state != ABSENT
    }
    figure: dict[str, Any] = draw(chart)
    lines, absent, marks = figure["data"]
    assert len(marks["x"]) == len(marks["y"]) == len(chart.marks)
    assert len(absent["x"]) == len(absent["y"]) == len(chart.absent)
    assert len(lines["x"]) == len(lines["y"]) == 3 * len(chart.rows)
    assert json.loads(json.dumps(figure, allow_nan=False)) == figure


@every_palette
def test_plotly_takes_the_figure(palette: Palette) -> None:
    figure = draw(plan(tabled(3, 4, list(SYMBOLS))))
    assert traces(figure, palette) == ["lines", "markers", "markers"]


def test_the_meetings_of_the_real_log_can_be_drawn() -> None:
    log = the_log()
    chart = plan(presence(log, list(log.events)))
    assert len(chart.marks) > 10
    assert chart.absent
    text = json.dumps(draw(chart))
    assert not [row.actor for row in chart.rows if row.actor in text]


def test_every_state_has_a_symbol_and_a_sign_of_its_own() -> None:
    assert list(SYMBOLS) == list(SIGNS) == [*(str(state) for state in Presence), ABSENT]
    assert len(set(SYMBOLS.values())) == len(set(SIGNS.values())) == len(SYMBOLS)


def test_symbols_are_plotlys() -> None:
    named = ValidatorCache.get_validator("scatter.marker", "symbol").values
    assert {state: named[named.index(symbol) + 2] for state, symbol in SYMBOLS.items()} == {
        "confirmed": "circle",
        "reported": "circle-open-dot",
        "disputed": "diamond-open",
        "announced": "circle-open",
        ABSENT: "line-ew-open",
    }


def test_only_what_is_disputed_has_another_colour() -> None:
    states = [state for state in SYMBOLS if state != ABSENT]
    figure: dict[str, Any] = draw(plan(tabled(1, len(states), states)))
    marker = figure["data"][2]["marker"]
    assert dict(zip(states, marker["color"], strict=True)) == {
        "confirmed": "@ink",
        "reported": "@ink",
        "disputed": "@differ",
        "announced": "@ink",
    }
    assert marker["symbol"] == [SYMBOLS[state] for state in states]
