"""The times at which entries of a calendar recur, within bounds."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

from components.events import abridged
from components.imports.formats.calendar_entry import (
    Entry,
    day_of,
    days_of,
    moment_of,
    properties,
    text_of_entry,
)

_MOST_TIMES = 1_000  # that one entry recurs
_MOST_TIMES_IN_ALL = 100_000
# Days of a rule that are looked at together, so that few times are held at once.
_WINDOWS: Mapping[str, float] = {"SECONDLY": 0.05, "MINUTELY": 3, "HOURLY": 180, "DAILY": 4_000}
_WINDOW = 40_000  # days, of rules that recur less often
_MOST_WINDOWS = 2_000
# Rules by days that never come (30 February) keep the library busy for seconds each.
_MOST_VAIN = 3
_BY_DAYS = ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO")
_RULES = ("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")


class Recurrence:
    """Finds the times at which entries recur, and keeps what is to be told of those cut short."""

    def __init__(self, latest: date) -> None:
        """Follow rules without an end up to `latest`, but for a year at least."""
        self._latest = latest
        self._endless: list[str] = []
        self._cut: list[str] = []
        self._vain = self._times = 0
        self._until = date.min

    def times(self, versions: Sequence[Entry]) -> list[Entry]:
        """Return all times of the entries with one id, as the library reads their rules.

        Raise ValueError when a rule cannot be read.
        """
        if not any(key in version for version in versions for key in _RULES):
            return list(versions)
        return self._expanded(versions)

    def notes(self) -> Iterator[str]:
        """Yield what is to be told of entries that were not followed to their end."""
        if self._endless:
            yield (
                f"{_recurring(self._endless)} without an end; read is what lies before "
                f"{self._until + timedelta(days=1)}, at most {_MOST_TIMES:,} times each"
            )
        if self._cut:
            yield f"{_recurring(self._cut)} more often than the limit allows; the first times count"

    def _expanded(self, versions: Sequence[Entry]) -> list[Entry]:
        rules = [rule for one in versions for rule in properties(one, "RRULE")]
        names = [str(rule.get("FREQ", [""])[0]).upper() for rule in rules]
        window = min((_WINDOWS.get(name, _WINDOW) for name in names), default=_WINDOW)
        is_often = any(name in _WINDOWS for name in names)
        by_days = is_often and any(key in rule for rule in rules for key in _BY_DAYS)
        is_refused = is_often and any("BYSETPOS" in rule for rule in rules)
        title = text_of_entry(versions[0], "SUMMARY")
        if is_refused or (by_days and self._vain >= _MOST_VAIN):
            self._cut.append(title)
            return list(versions)
        starts = [start for one in versions if (start := moment_of(one, "DTSTART"))]
        if not starts:
            raise ValueError("it has no beginning")
        first = min(map(day_of, starts))
        last = _end_of(rules, versions)
        if any(not {"COUNT", "UNTIL"} & rule.keys() for rule in rules):
            last = max(self._latest, first + timedelta(days=365))
            self._until = max(self._until, last)
            self._endless.append(title)
        most = min(_MOST_TIMES, _MOST_TIMES_IN_ALL - self._times)
        # Before the first day lie times that were moved there.
        lead = min(366 if window > 1 else 1, first.toordinal() - 1)
        times, is_whole = _within(
            versions, first - timedelta(days=lead), last, timedelta(days=window), most
        )
        if not is_whole or len(times) > most:
            self._cut.append(title)
        self._vain += by_days and len(times) <= 1
        self._times += min(len(times), most)
        return times[:most]


def _within(
    versions: Sequence[Entry], first: date, last: date, window: timedelta, most: int
) -> tuple[list[Entry], bool]:
    """Return the times from one day to another, in order, and whether these are all.

    As soon as there are more than `most`, no more are looked for. Raise ValueError when the library
    cannot read a rule.
    """
    import recurring_ical_events
    from icalendar import Calendar

    calendar = Calendar()
    for version in versions:
        calendar.add_component(version)
    with _faults_named():
        query = recurring_ical_events.of(calendar)
    start = datetime.combine(first, time())
    end = datetime.combine(min(last, date.max - timedelta(days=1)), time.max)
    found: dict[tuple[str, str], Entry] = {}
    for _ in range(_MOST_WINDOWS):
        stop = start + window if end - start > window else end
        with _faults_named():
            times = list(query.between(start, stop))
        for one in times:
            begins = one["DTSTART"]
            found[str(begins.dt), str(one.get("RECURRENCE-ID", begins).dt)] = one
        if len(found) > most or stop >= end:
            break
        start = stop
    return [found[key] for key in sorted(found)], stop >= end


@contextmanager
def _faults_named() -> Iterator[None]:
    """Turn what the library raises for a rule that it cannot read into a ValueError."""
    try:
        yield
    except (KeyError, AttributeError, TypeError, OverflowError) as error:
        raise ValueError(str(error)) from None


def _end_of(rules: Sequence[Any], versions: Sequence[Entry]) -> date:
    """Return the last day on which an entry can recur, the last of all when that is not said."""
    if any("UNTIL" not in rule for rule in rules):
        return date.max
    days = [day_of(until) for rule in rules for until in rule["UNTIL"][:1]]
    days += [day for version in versions for day in days_of(version)]
    return max(days, default=date.max)


def _recurring(titles: Sequence[str]) -> str:
    example = f'"{abridged(titles[0])}"'
    if len(titles) == 1:
        return f"{example} recurs"
    return f"{len(titles):,} entries, {example} among them, recur"
