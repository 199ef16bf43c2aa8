"""Whose an event is: of the side that acts first, of two together, or of the others."""

from typing import Any

import pytest

from components.events import Log
from components.figures.side import OTHERS, TOGETHER, actors_of, row_order, rows_spoken_of, sides_of
from tests.frames.sample import make_log

ROLES = {"ann": "north", "eve": "south", "host": None, "guest": "east"}


def log_of(*actors: tuple[str, str | None], seated: bool = True) -> Log:
    people: dict[str, Any] = {
        name: {"name": name, "kind": "person", **({"party": party} if party else {})}
        for name, party in ROLES.items()
    }
    tables: dict[str, Any] = {
        "parties": {name: {"name": name} for name in ("north", "south", "east")},
        "actors": people,
        "events": {
            "e": {
                "title": "E",
                "kind": "meeting",
                "when": "2025-05-11",
                "actors": [
                    {"actor": name, **({"role": role} if role else {})} for name, role in actors
                ],
            }
        },
    }
    if seated:
        tables["delegations"] = {side: {"name": side, "party": side} for side in ("north", "south")}
    return make_log(tables)


def row_of(*actors: tuple[str, str | None], seated: bool = True) -> tuple[str, tuple[int, ...]]:
    log = log_of(*actors, seated=seated)
    found = actors_of(log, log.events["e"], sides_of(log))
    return found.row, found.hues


@pytest.mark.parametrize(
    ("actors", "row", "hues"),
    [
        ([("ann", "speaker")], "north", (0,)),
        ([("ann", "speaker"), ("eve", "subject")], "north", (0,)),
        ([("eve", "participant"), ("ann", "participant")], TOGETHER, (1, 0)),
        ([("host", "host"), ("ann", "participant")], OTHERS, ()),
        ([("eve", "subject")], "south", (1,)),
        ([("guest", "speaker")], OTHERS, ()),
        ([], OTHERS, ()),
    ],
)
def test_who_acts_first_gives_the_row(
    actors: list[tuple[str, str | None]], row: str, hues: tuple[int, ...]
) -> None:
    assert row_of(*actors) == (row, hues)


def test_without_delegations_each_party_is_a_side() -> None:
    assert row_of(("guest", "speaker"), seated=False) == ("east", (2,))


def test_together_comes_first() -> None:
    log = make_log({"events": {}})
    assert row_order(log, ("a", "b", "c")) == (TOGETHER, "a", "b", "c", OTHERS)
    assert row_order(log, ("a",)) == ("a", OTHERS)
    assert row_order(log, ()) == (OTHERS,)


@pytest.mark.parametrize(
    ("actors", "rows"),
    [
        ([("ann", "speaker")], ()),
        ([("ann", "speaker"), ("eve", "subject"), ("guest", "subject")], ("south", OTHERS)),
        ([("ann", "speaker"), ("ann", "subject")], ()),
        ([("ann", "participant"), ("eve", "participant"), ("eve", "subject")], ()),
        ([("eve", "subject"), ("ann", "subject")], ()),
    ],
)
def test_an_event_points_to_the_rows_of_those_whom_it_speaks_of(
    actors: list[tuple[str, str | None]], rows: tuple[str, ...]
) -> None:
    log = log_of(*actors)
    assert rows_spoken_of(log, log.events["e"], sides_of(log)) == rows
