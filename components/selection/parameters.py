"""The query string as a table: what each key sets, its values, its default and an example."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from components.events import USUAL_KINDS
from components.frames import LogFacts
from components.selection.filters import option_names
from components.selection.model import LANES, PAGES, PARTS, ROLES, SHOWS, Selection
from components.selection.url import address, parameter_of
from components.selection.window import clocks
from components.wording import FILTERS


def _codes(values: Iterable[str]) -> str:
    return ", ".join(f"`{value}`" for value in values)


_VALUES = {
    "party": "an id under `parties:`",
    "delegation": "an id under `delegations:`",
    "member": "an id under `actors:`",
    "actor": "an id under `actors:`",
    "topic": "an id under `topics:`",
    "kind": f"an id under `kinds:`, without them {_codes(USUAL_KINDS)}",
    "source": "an id under `sources:`",
    "tier": "`article`, `several`, `only-` and the id of an article, `record`",
}
_DATE = "a date in the chosen clock, or an instant such as `2025-05-11T14:00Z`"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One key of an address. `example` is a selection in which the key has a value."""

    key: str
    sets: str
    values: str
    default: str
    example: Selection


def parameters(facts: LogFacts) -> Iterator[Parameter]:
    """Yield the parameters in the order in which an address has them, with examples from a log."""
    rows = _rows(facts)
    default = Selection()
    for field in fields(Selection):
        sets, values, *changes = rows[field.name]
        example = replace(default, **dict(changes))
        key = parameter_of(field.name)
        unset = getattr(default, field.name)
        shown = f"`{unset}`" if unset else ""
        if field.name == "lanes":
            shown += ", else the first that the log has"
        yield Parameter(key, sets, values, shown, example)


def table(facts: LogFacts) -> str:
    """Return the parameters as a table in Markdown."""
    lines = ["| key | sets | values | default | example |", "| --- | --- | --- | --- | --- |"]
    for row in parameters(facts):
        cells = (f"`{row.key}`", row.sets, row.values, row.default, f"`{address(row.example)}`")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _rows(facts: LogFacts) -> dict[str, tuple[Any, ...]]:
    """Return for each field what it sets, its values, and the fields of an example."""
    log, ids = facts.log, option_names(facts)
    filters = {
        row.key: (
            f"filter: {row.heading.lower()}",
            _codes(row.options) if row.options else _VALUES.get(row.key, "a value of the log"),
            (row.key, tuple(ids[row.key])[:1]),
        )
        for row in FILTERS
    }
    return {
        **filters,
        "page": ("the page", _codes(PAGES), ("page", PAGES[1])),
        "part": ("the part of the Evidence page", _codes(PARTS), ("part", PARTS[1])),
        "at": (
            "what stands out on the Evidence page",
            "the id of a disagreement, a measure or a source, or a passage as `SOURCE.NUMBER`; "
            "with `part=passages` a disagreement has its passages beside each other",
            ("page", "evidence"),
            ("at", next(iter(log.disagreements))),
        ),
        "event": ("the event that is open", "its id", ("event", next(iter(log.events)))),
        "q": ("the search", "text of up to 200 characters", ("q", "tariffs geneva")),
        "start": ("the beginning of the window", _DATE, ("start", "2025-05-10")),
        "end": (
            "the end of the window",
            f"{_DATE}; a date is included whole",
            ("end", "2025-05-11"),
        ),
        "clock": ("the clock", "a clock of the log, or `utc`", ("clock", list(clocks(log))[1])),
        "lanes": ("the rows of the picture", _codes(LANES), ("lanes", LANES[1])),
        "number": ("where the reading list begins", "a whole number", ("number", "101")),
        "role": (
            "what those do whom a filter of people or delegations chooses",
            f"{_codes(ROLES)}: they act, or are only spoken of; nothing without such a filter",
            ("actor", tuple(ids["actor"])[:1]),
            ("role", ROLES[0]),
        ),
        "show": ("what a frame shows", _codes(SHOWS), ("show", SHOWS[1])),
        "walk": ("the step of the walk", "its number, alone", ("walk", "4")),
    }
