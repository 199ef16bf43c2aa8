"""The sentence that states a view: its count, then a clause for each filter."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from components.wording.direction import isolated
from components.wording.template import template


def any_of(names: Sequence[str]) -> str:
    """Join names by commas and "or"."""
    *others, last = map(isolated, names or ("",))
    return f"{', '.join(others)} or {last}" if others else last


def all_of(names: Sequence[str]) -> str:
    """Join names by commas and "and"."""
    *others, last = map(isolated, names or ("",))
    return f"{', '.join(others)} and {last}" if others else last


def listed(names: Iterable[str], between: str = ", ") -> str:
    """Join names by commas, or by what else stands `between` them, each once."""
    return between.join(map(isolated, dict.fromkeys(names)))


matching = template("matching “{}”")
on_day = template("on {}")
in_period = template("in {}")
from_date = template("from {} on")
up_to = template("up to {}")

# How closely the events of a window within one day are known, by what `Closeness` says.
CLOSENESS: Mapping[str, Callable[[str], str]] = {
    "time": template("{} at a known time"),
    "part": template("{} in a known part of the day"),
    "day": template("{} some time that day"),
    "perhaps": template("{} perhaps that day"),
    "lasts": template("{} going on"),
}


def view_sentence(count: int, total: int, clauses: Sequence[str]) -> str:
    """State a view of `count` of `total` events, such as "5 of 47 events: on tariffs"."""
    events = "event" if total == 1 else "events"
    if clauses:
        return f"{f'{count:,}' if count else 'None'} of {total:,} {events}: {', '.join(clauses)}"
    return f"All {total:,} {events}" if total > 1 else f"{total or 'No'} {events}"
