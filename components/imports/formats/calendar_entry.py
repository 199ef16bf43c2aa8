"""The properties of an entry of a calendar, as the library gives them, in Python's own values.

The library has a class for each kind of value and each kind of fault, so entries are of any type.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from components.events import abridged

Entry: TypeAlias = Any


def properties(component: Entry, key: str) -> list[Any]:
    """Return all properties with one name."""
    value = component.get(key)
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def items_of(component: Entry, key: str) -> Iterable[object]:
    """Yield the items of all lists with one name."""
    for one in properties(component, key):
        yield from getattr(one, "cats", [one])


def text_of_entry(component: Entry, *keys: str) -> str:
    """Return the text of the first property that there is."""
    for key in keys:
        if found := properties(component, key):
            return unescaped(found[0])
    return ""


def unescaped(value: object) -> str:
    """Return the text of a property, of which the library unescapes those that it knows."""
    from icalendar import vUnknown
    from icalendar.parser import unescape_backslash

    return unescape_backslash(str(value)) if isinstance(value, vUnknown) else str(value)


def moment_of(component: Entry, key: str) -> Any:  # noqa: ANN401 - a day, an instant or a length
    """Return a day, an instant or a length, None when there is none.

    Raise ValueError when it is broken, or anything else.
    """
    found = properties(component, key)
    moment = _value_of(found[0]) if found else None
    if moment is None or isinstance(moment, date | timedelta):
        return moment
    raise ValueError(f"{abridged(str(moment))} is no day")


def _value_of(one: Any) -> Any:  # noqa: ANN401 - as `moment_of`
    """Return the value of a date; raise ValueError when it is broken."""
    try:
        return one.dt
    except AttributeError as error:  # so the library says that a property is broken
        raise ValueError(str(error)) from None


def end_of(component: Entry) -> date | datetime | None:
    """Return when an entry ends: the day after the last, for days."""
    start, end = moment_of(component, "DTSTART"), moment_of(component, "DTEND")
    duration = moment_of(component, "DURATION")
    if end is None and start is not None and isinstance(duration, timedelta):
        end = start + duration
    if not isinstance(end, date):
        return None
    # Many programs write the day itself as the end of a day.
    is_day_itself = end == start and not isinstance(end, datetime)
    return end + timedelta(days=1) if is_day_itself else end


def edtf_of(moment: date | datetime | None, *, is_end: bool = False) -> str:
    """Write a date or time as EDTF; an end in days is the day after the last."""
    if moment is None:
        return ""
    if not isinstance(moment, datetime):
        return str(moment - timedelta(days=1) if is_end else moment)
    text = moment.replace(tzinfo=None).isoformat("T", "seconds" if moment.second else "minutes")
    offset = moment.utcoffset()
    if offset is None:
        return text
    minutes, seconds = divmod(int(offset.total_seconds()), 60)
    if seconds:
        return text
    sign = "-" if minutes < 0 else "+"
    return f"{text}{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else f"{text}Z"


def day_of(moment: date | datetime) -> date:
    """Return the day of a moment, on its own clocks."""
    return moment.date() if isinstance(moment, datetime) else moment


def days_of(component: Entry) -> list[date]:
    """Return all days that an entry names, the day of its making among them."""
    days = [date.min]
    for key in ("DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED", "CREATED", "RECURRENCE-ID"):
        for one in properties(component, key):
            try:
                moment = _value_of(one)
            except ValueError:
                continue
            if isinstance(moment, date):
                days.append(day_of(moment))
    for one in properties(component, "RDATE"):
        try:
            moments = [item.dt for item in getattr(one, "dts", ())]
        except ValueError:  # so the library says that a property is broken
            continue
        days += [day_of(moment) for moment in moments if isinstance(moment, date)]
    return days
