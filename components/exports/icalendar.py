"""iCalendar (RFC 5545): an entry for each event, or a note where a day would be made up.

A clock time stays one, in the zone of the event. Any other date becomes whole days: all that the
event was or could have been on, which make nobody busy. Where these say more than is known, words
before the title say what is: "In May 2025: ...". What lasted with an open end is on the day of the
end that is known. What was some time before or after a day, or in years that a calendar does not
have, is a note without a day (VJOURNAL). Events that are uncertain, scheduled or only possible are
tentative.

Properties of our own (`X-TIMELINE-...`) keep what the others cannot, such as the date in EDTF, so
that `convert` reads the same event again.

The library is imported by the functions that use it: at the start it would cost a tenth of a
second.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from components import wording
from components.events import Event, EventStatus, Form, LocalDate, When, bounds, zone_of
from components.exports.batch import in_batches
from components.exports.download import Download
from components.exports.event_row import OWN, own_columns
from components.exports.event_text import clean, log_slug, origin, paragraphs, single_line

if TYPE_CHECKING:
    from icalendar import Calendar, Component, Timezone

_PRODUCT = "-//Geneva Timeline//Geneva Timeline//EN"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_ENTRIES = 100  # written at a time
_END = b"END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True)
class EntryTime:
    """The time of an entry: two instants or two days, the last day not included.

    Without `stop` it is a moment, or in days all from `start` to the end of the year 9999.
    """

    start: datetime | date
    stop: datetime | date | None
    is_exact: bool


def entry_time(when: When) -> EntryTime | None:
    """Return the time of an event's entry, None where no day of a calendar would be right.

    Those are moments some time before or after a date, and years that a calendar does not have.
    """
    ends = when.ends_on(when.zone)
    first, last = ends[0] or ends[1], ends[1] or ends[0]
    if when.form is Form.MOMENT and None in ends:
        return None
    if first is None or last is None or not (first.year >= 1 and last.year <= 9999):
        return None
    try:
        return _exact(when) or _days(first, last)
    except OverflowError:  # near the year 1 or 9999 it has no date on the clocks of UTC
        return _days(first, last)


def _says_more_than_is_known(event: Event) -> bool:
    """Return whether an event was not at all times, or on all days, of its entry."""
    when = event.when
    ends = when.ends_on(when.zone)
    is_vague = when.is_loose or bool(when.part_of_day) or event.inferred
    return is_vague or any(end is None or end.day is None for end in ends)


def _exact(when: When) -> EntryTime | None:
    first, last = when.ends
    if when.is_loose or not when.has_clock or first is None or last is None:
        return None
    zone = zone_of(when.zone)
    start, stop = (_instant(bounds(end, zone)[0], zone) for end in (first, last))
    if not (_is_unambiguous(start) and _is_unambiguous(stop)):
        start, stop = start.astimezone(UTC), stop.astimezone(UTC)
    lasts = when.form is Form.DURATION and start != stop
    return EntryTime(start, stop if lasts else None, is_exact=True)


def _instant(milliseconds: int, zone: ZoneInfo) -> datetime:
    """Return the second of an instant; a calendar has no finer times."""
    return (_EPOCH + timedelta(seconds=milliseconds // 1000)).astimezone(zone)


def _is_unambiguous(moment: datetime) -> bool:
    """Return whether every calendar understands a time on the clocks of its zone the same way.

    An hour that comes twice is the first to some and the second to others, and some lose the
    seconds by which clocks differed before there were zones.
    """
    offset = moment.replace(fold=0).utcoffset() or timedelta()
    return offset == moment.replace(fold=1).utcoffset() and not offset % timedelta(minutes=1)


def _days(first: LocalDate, last: LocalDate) -> EntryTime:
    stop = date(*last.last_day)
    return EntryTime(
        date(*first.first_day), None if stop == date.max else stop + _DAY, is_exact=False
    )


@dataclass(slots=True)
class _Contents:
    """What the head of a calendar says of its events: how many, and the years of each zone."""

    entries: int = 0
    notes: int = 0
    years: dict[str, set[int]] = field(default_factory=dict)

    def add(self, event: Event) -> None:
        time = entry_time(event.when)
        if time is None:
            self.notes += 1
            return
        self.entries += 1
        for end in (time.start, time.stop):
            zone = end.tzinfo if isinstance(end, datetime) else None
            if end and isinstance(zone, ZoneInfo):
                self.years.setdefault(zone.key, set()).add(end.year)


def write_calendar(download: Download) -> Iterator[bytes]:
    """Write the view as a calendar, which says how many events are notes.

    The head tells of all events, so they are read twice; each step of that yields no bytes.
    """
    contents = _Contents()
    for number, event in enumerate(download.events()):
        contents.add(event)
        if number % _ENTRIES == 0:
            yield b""
    calendar = _head(download, contents.notes)
    # Times in UTC are written with a Z.
    contents.years.pop("UTC", None)
    # A calendar has one component at least (RFC 5545, 3.6), and an entry would be made up.
    is_empty = not (contents.entries or contents.notes)
    zones = {download.view.zone: {download.made.year}} if is_empty else contents.years
    for zone, years in sorted(zones.items()):
        calendar.add_component(_rules(zone_of(zone), sorted(years)))
        yield b""
    yield calendar.to_ical().removesuffix(_END)
    entries = (_component(download, event).to_ical() for event in download.events())
    yield from in_batches(entries, _ENTRIES)
    yield _END


def _head(download: Download, notes: int) -> "Calendar":
    from icalendar import Calendar, vText

    calendar = Calendar()
    calendar.add("PRODID", _PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", vText(single_line(download.log.about.title)))
    lines = list(origin(download))
    if notes:
        remark = wording.export.notes_of_calendar(notes)
        lines.append(remark)
        calendar.add("COMMENT", remark)
    calendar.add("X-WR-CALDESC", vText("\n".join(lines)))
    if download.base:
        calendar.add("URL", download.permalink)
    return calendar


def remark_on_notes(download: Download) -> str:
    """Say how many events have no day in a calendar, "" where all have one."""
    notes = sum(entry_time(event.when) is None for event in download.events())
    return wording.export.notes_of_calendar(notes) if notes else ""


def _component(download: Download, event: Event) -> "Component":
    """Return the entry of an event, or the note."""
    from icalendar import Event as Entry
    from icalendar import Journal as Note
    from icalendar import vText

    time = entry_time(event.when)
    component = Entry() if time else Note()
    component.add("UID", f"{event.id}@{log_slug(download.log)}")
    component.add("DTSTAMP", download.made)
    summary = title = single_line(event.title)
    if time is None or _says_more_than_is_known(event):
        words = single_line(download.view.time_in_words(event))
        summary = wording.export.at_time(words, title)
    component.add("SUMMARY", summary)
    component.add("DESCRIPTION", "\n".join(paragraphs(download, event)))
    is_sure = event.status is EventStatus.HAPPENED and not event.when.uncertain
    if time:
        _add_time(component, time)
        component.add("STATUS", "CONFIRMED" if is_sure else "TENTATIVE")
        if event.place:
            component.add("LOCATION", clean(event.place))
    else:
        component.add("STATUS", "FINAL" if is_sure else "DRAFT")
    if topics := [single_line(download.log.topics[topic].name) for topic in event.topics]:
        component.add("CATEGORIES", topics)
    if download.base:
        component.add("URL", download.link(event.id))
    own = own_columns(download, event, ("title", *OWN))
    for name in ("title" if summary == title else "", "place" if time else ""):
        own.pop(name, None)
    for name, text in own.items():
        component.add(f"X-TIMELINE-{name.upper()}", vText(clean(text)))
    return component


def _add_time(entry: "Component", time: EntryTime) -> None:
    entry.add("DTSTART", time.start)
    if time.stop:
        entry.add("DTEND", time.stop)
    elif not time.is_exact and time.start != date.max:
        # The day after the last one that can be written cannot be.
        first = date(time.start.year, time.start.month, time.start.day)
        entry.add("DURATION", date.max - first + _DAY)
    entry.add("TRANSP", "OPAQUE" if time.is_exact else "TRANSPARENT")


@dataclass(frozen=True, slots=True)
class _Rule:
    """The offset and name that the clocks of a zone have at some time."""

    offset: timedelta
    is_daylight: bool
    name: str

    @classmethod
    def at(cls, moment: datetime, zone: ZoneInfo) -> "_Rule":
        local = moment.astimezone(zone)
        name = local.tzname() or zone.key
        return cls(local.utcoffset() or timedelta(), bool(local.dst()), name)


def _rules(zone: ZoneInfo, years: Sequence[int]) -> "Timezone":
    """Return the rules of a zone's clocks in these years.

    The library's own rules let summer time begin by the clocks that already show it.
    """
    starts: dict[tuple[timedelta, _Rule], list[datetime]] = {}
    for year in years:
        opening = datetime(year, 1, 1)
        before = opening.replace(tzinfo=zone).utcoffset() or timedelta()
        moment = _within(opening, -before)
        rule = _Rule.at(moment, zone)
        starts.setdefault((rule.offset, rule), []).append(opening)
        end = _within(datetime(year, 12, 31), 2 * _DAY)
        while moment < end:
            following = min(moment + _DAY, end)
            other = _Rule.at(following, zone)
            if other != rule:
                change = _change(moment, following, zone)
                onset = (change + rule.offset).replace(tzinfo=None)
                if onset.year == year:
                    starts.setdefault((rule.offset, other), []).append(onset)
                rule = other
            moment = following
    return _timezone(zone.key, starts)


def _within(local: datetime, shift: timedelta) -> datetime:
    """Return a time in UTC, at least a day within the range of Python's dates in any zone."""
    low, high = datetime.min + 2 * _DAY, datetime.max - 2 * _DAY
    if local.year in (low.year, high.year):
        shift = timedelta()
    return min(max(local + shift, low), high).replace(tzinfo=UTC)


def _change(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """Return the second after `low`, up to `high`, from which on the clocks have another rule."""
    rule = _Rule.at(low, zone)
    seconds = int((high - low).total_seconds())
    first, last = 0, seconds
    while last - first > 1:
        middle = (first + last) // 2
        if _Rule.at(low + timedelta(seconds=middle), zone) == rule:
            first = middle
        else:
            last = middle
    return low + timedelta(seconds=last)


def _timezone(name: str, starts: dict[tuple[timedelta, _Rule], list[datetime]]) -> "Timezone":
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    component = Timezone()
    component.add("TZID", name)
    for (before, rule), onsets in starts.items():
        part = TimezoneDaylight() if rule.is_daylight else TimezoneStandard()
        part.add("DTSTART", onsets[0])
        part.add("TZOFFSETFROM", before)
        part.add("TZOFFSETTO", rule.offset)
        part.add("TZNAME", rule.name)
        # One line for each, the first included: all calendars read that, and ignore duplicates.
        for onset in onsets if len(onsets) > 1 else ():
            part.add("RDATE", [onset])
        component.add_component(part)
    return component
