"""The sentence that states a view: its count, then a clause for each filter."""

from collections.abc import Callable, Mapping, Sequence


def any_of(names: Sequence[str]) -> str:
    """Join names by commas and "or"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} or {names[-1]}"


def all_of(names: Sequence[str]) -> str:
    """Join names by commas and "and"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


matching = "matching “{}”".format
on_day = "on {}".format
in_period = "in {}".format
from_date = "from {} on".format
up_to = "up to {}".format

# How closely the events of a window within one day are known, by what `Closeness` says.
CLOSENESS: Mapping[str, Callable[[str], str]] = {
    "time": "{} at a known time".format,
    "part": "{} in a known part of the day".format,
    "day": "{} some time that day".format,
    "perhaps": "{} perhaps that day".format,
    "lasts": "{} going on".format,
}


def view_sentence(count: int, total: int, clauses: Sequence[str]) -> str:
    """State a view of `count` of `total` events, such as "5 of 47 events: on tariffs"."""
    events = "event" if total == 1 else "events"
    if clauses:
        return f"{f'{count:,}' if count else 'None'} of {total:,} {events}: {', '.join(clauses)}"
    return f"All {total:,} {events}" if total > 1 else f"{total or 'No'} {events}"
