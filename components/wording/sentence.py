"""The sentence that states a view: its count, then a clause for each filter."""

from collections.abc import Sequence


def any_of(names: Sequence[str]) -> str:
    """Join names by commas and "or"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} or {names[-1]}"


def matching(text: str) -> str:
    """Say which text is searched for."""
    return f"matching “{text}”"


def on_day(date: str) -> str:
    """Say that a window is one day, given in words."""
    return f"on {date}"


def in_period(date: str) -> str:
    """Say that a window is one month or year, given in words."""
    return f"in {date}"


def from_date(date: str) -> str:
    """Say that a window is open at its end."""
    return f"from {date} on"


def up_to(date: str) -> str:
    """Say that a window is open at its beginning."""
    return f"up to {date}"


def view_sentence(count: int, total: int, clauses: Sequence[str]) -> str:
    """State a view of `count` of `total` events, such as "5 of 47 events: on tariffs"."""
    events = "event" if total == 1 else "events"
    if clauses:
        return f"{f'{count:,}' if count else 'None'} of {total:,} {events}: {', '.join(clauses)}"
    return f"All {total:,} {events}" if total > 1 else f"{total or 'No'} {events}"
