"""Events as Google Calendar's interface gives them: what their fields do not say by themselves."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from components.imports.value import Value, lookup

_KIND = "calendar#event"
END_NOTE = "an end without a clock time is the day behind the last one, which is read"
RECURRENCE_NOTE = (
    "some events recur, and only the first time of each is read; in an .ics file all are"
)


def is_of_google(sample: Sequence[Mapping[str, Value]]) -> bool:
    """Tell whether records are events of Google Calendar."""
    return bool(sample) and all(record.get("kind") == _KIND for record in sample)


def with_last_day(fields: Mapping[str, Value]) -> Mapping[str, Value]:
    """Put the last day of an event of whole days in the place of the day behind it."""
    start, behind = lookup(fields, "start.date"), lookup(fields, "end.date")
    if not (isinstance(start, str) and isinstance(behind, str) and start and behind):
        return fields
    try:
        last = (date.fromisoformat(behind) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return fields
    return {**fields, "end": {"date": last if last > start else ""}}
