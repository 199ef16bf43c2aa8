"""The sentence that states a view: its count, then a clause for each filter."""

from collections.abc import Callable, Mapping, Sequence

from components.wording.phrase import isolated, phrase


def any_of(names: Sequence[str]) -> str:
    """Join names by commas and "or"."""
    if len(names) < 2:
        return "".join(names)
    *others, last = map(isolated, names)
    return f"{', '.join(others)} or {last}"


def all_of(names: Sequence[str]) -> str:
    """Join names by commas and "and"."""
    if len(names) < 2:
        return "".join(names)
    *others, last = map(isolated, names)
    return f"{', '.join(others)} and {last}"


matching = phrase("matching “{}”")
on_day = phrase("on {}")
in_period = phrase("in {}")
from_date = phrase("from {} on")
up_to = phrase("up to {}")

# How closely the events of a window within one day are known, by what `Closeness` says.
CLOSENESS: Mapping[str, Callable[[str], str]] = {
    "time": phrase("{} at a known time"),
    "part": phrase("{} in a known part of the day"),
    "day": phrase("{} some time that day"),
    "perhaps": phrase("{} perhaps that day"),
    "lasts": phrase("{} going on"),
}


def view_sentence(count: int, total: int, clauses: Sequence[str]) -> str:
    """State a view of `count` of `total` events, such as "5 of 47 events: on tariffs"."""
    events = "event" if total == 1 else "events"
    if clauses:
        return f"{f'{count:,}' if count else 'None'} of {total:,} {events}: {', '.join(clauses)}"
    return f"All {total:,} {events}" if total > 1 else f"{total or 'No'} {events}"
