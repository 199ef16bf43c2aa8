"""iCalendar (RFC 5545): a record for each entry of a calendar, and for each time that it recurs.

Our own calendars also say, in properties of their own, what no calendar holds; those come first.
The libraries are imported by the functions that use them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from components.events import WhenError, abridged, parse_when, zone_of
from components.imports.fault import CANCELLED, INVALID, NO_DATE
from components.imports.file import LOST_ROWS, InputFile
from components.imports.formats.calendar_entry import (
    Entry,
    days_of,
    edtf_of,
    end_of,
    items_of,
    moment_of,
    properties,
    text_of_entry,
    unescaped,
)
from components.imports.formats.exported_view import exported_kinds, exported_record, with_usual
from components.imports.formats.recurrence import Recurrence
from components.imports.mapping import FieldMapping, usual_mapping
from components.imports.record import InputRecord, UnreadableRecord
from components.imports.value import Value

_MOST_LINES = 1_000_000  # of a calendar, which is held in memory
_ENTRY = "VEVENT"
_NAMES = (_ENTRY, "VTODO", "VJOURNAL")
_BEGIN = re.compile(rb"^BEGIN:(VEVENT|VTODO|VJOURNAL)[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_OWN = "X-TIMELINE-"
_STATUSES = {"TENTATIVE": "possible", "DRAFT": "possible"}
_NO_PEOPLE = ("ROOM", "RESOURCE")

_Record = InputRecord | UnreadableRecord
_Versions = Sequence[tuple[str, Entry]]


def calendar_mapping(file: InputFile) -> FieldMapping:
    """Return the mapping of the records of a calendar, with what it says of itself."""
    content = file.once(_read)
    people = {"field": "participants", "kind": "person"}
    entries = (entry for versions in content.entries for _, entry in versions)
    kinds = exported_kinds(file, (text_of_entry(entry, f"{_OWN}KIND") for entry in entries))
    return usual_mapping(
        kinds=with_usual(kinds),
        log={"title": content.title, "summary": content.summary, "zone": content.zone or "UTC"},
        actors=[
            {"field": "hosts", "kind": "person", "role": "host"},
            people,
            {"field": "actors", "separator": ";"},
        ],
        source={"field": ["sources"], "separator": ";"},
    )


def read_calendar(file: InputFile, _: FieldMapping) -> Iterator[_Record]:
    """Read the entries of a calendar at the lines where they begin.

    Raise OSError as `open` does and UnreadableFileError when the file is no calendar.
    """
    content = file.once(_read)
    file.size, file.rows = len(content.entries), 0
    recurrence = Recurrence(content.latest)
    read: set[str] = set()
    for file.done, versions in enumerate(content.entries):
        for series in _series(versions):
            read.update(place for place, _ in series)
            for record in _records(series, recurrence):
                file.rows += 1
                yield record
    # An entry may be many rows, so the entries are counted apart, by the lines that begin one.
    known = len(read) + content.others.total()
    if known != content.begun:
        message = f"it begins {content.begun:,} entries, but {known:,} were met"
        raise file.unreadable(LOST_ROWS, f"{message}; this is a fault of the program")
    for note in (*content.notes, *recurrence.notes()):
        file.note(note)


def _series(versions: _Versions) -> Iterator[_Versions]:
    """Take apart the entries with one id: what changes single times belongs to one of the others.

    Programs give one id to entries that have nothing to do with each other, and none may be lost.
    """
    changes = [version for version in versions if "RECURRENCE-ID" in version[1]]
    others = [version for version in versions if "RECURRENCE-ID" not in version[1]]
    latest = max(others, key=lambda version: _sequence(version[1]), default=None)
    for other in others:
        yield [other, *changes] if other is latest else [other]
    if latest is None:
        yield changes


def _sequence(entry: Entry) -> int:
    text = text_of_entry(entry, "SEQUENCE")
    return int(text) if text.isdecimal() else 0


def _records(versions: _Versions, recurrence: Recurrence) -> Iterator[_Record]:
    """Yield the records of the entries of a series; each entry has one or is told."""
    places = {id(entry): place for place, entry in versions}
    try:
        times = recurrence.times([entry for _, entry in versions])
    except ValueError as error:
        reason = f"it recurs by a rule that cannot be read: {_reason(error)}"
        yield from (UnreadableRecord(place, reason, INVALID) for place, _ in versions)
        return
    for entry in times:
        yield _record(places.get(id(entry), versions[0][0]), entry, recurs=len(times) > 1)
    if not times:
        yield UnreadableRecord(versions[0][0], "none of the times at which it recurs is left")
    found = set(map(_said_by, times))
    for place, entry in versions[1:]:
        if _said_by(entry) not in found:
            reason = "another entry changes the same time, or it is none at which the entry recurs"
            yield UnreadableRecord(place, reason)


def _said_by(entry: Entry) -> tuple[str, str, str]:
    """Return what an entry and a time that it became have in common."""
    try:
        begins = str(moment_of(entry, "DTSTART"))
    except ValueError:
        begins = ""
    return begins, text_of_entry(entry, "SUMMARY"), text_of_entry(entry, "DESCRIPTION")


@dataclass(slots=True)
class _Content:
    """What a calendar holds: its entries, those of one id together, each with its line."""

    title: str = ""
    summary: str = ""
    zone: str = ""
    latest: date = date.min
    begun: int = 0
    entries: list[list[tuple[str, Entry]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    by_id: dict[str, list[tuple[str, Entry]]] = field(default_factory=dict)

    def add(self, place: str, entry: Entry) -> None:
        """Add an entry, to those with the same id if there are any."""
        if entry.name != _ENTRY and f"{_OWN}WHEN" not in entry:
            self.others[entry.name] += 1
            return
        self.latest = max(self.latest, *days_of(entry))
        id_ = text_of_entry(entry, "UID")
        if not id_ or id_ not in self.by_id:
            self.entries.append([])
        versions = self.by_id.setdefault(id_, self.entries[-1]) if id_ else self.entries[-1]
        versions.append((place, entry))


def _read(file: InputFile) -> _Content:
    """Read the whole file."""
    from icalendar import Calendar

    data = file.read()
    if data.count(b"\n") > _MOST_LINES:
        message = f"the calendar is longer than the limit of {_MOST_LINES:,} lines"
        raise file.unreadable("too-big", message)
    content = _Content()
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("windows-1252", errors="replace")
        content.notes.append(
            "the calendar is not UTF-8, as it should be; it is read as windows-1252"
        )
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except OSError:  # of a file of the system's zones
        message = "the file is no calendar: it names a zone that cannot be looked up"
        raise file.unreadable("syntax", message) from None
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        raise file.unreadable("syntax", f"the file is no calendar: {error}") from None
    if not calendars or b"END:VCALENDAR" not in data[-1_000:].upper():
        words = "it does not end with END:VCALENDAR, so it is cut off or no calendar"
        raise file.unreadable("syntax", words)
    begins = list(_lines(data))
    content.begun = len(begins)
    lines = iter(begins)
    for calendar in calendars:
        content.title = content.title or text_of_entry(calendar, "X-WR-CALNAME", "NAME")
        content.summary = content.summary or text_of_entry(calendar, "X-WR-CALDESC", "DESCRIPTION")
        zone = text_of_entry(calendar, "X-WR-TIMEZONE", "TIMEZONE-ID")
        content.zone = content.zone or _zone(zone)
        for component in calendar.walk():
            if component.name in _NAMES:
                content.add(f":{next(lines, 1)}", component)
    met = content.others.total() + sum(map(len, content.entries))
    if met != content.begun:
        message = f"it begins {content.begun:,} entries, of which {met:,} can be told apart"
        raise file.unreadable("syntax", f"{message}: the END of one is missing or broken")
    for name, count in content.others.items():
        content.notes.append(
            f"the calendar has {count:,} of {name} too, and only events (VEVENT) are read"
        )
    return content


def _lines(data: bytes) -> Iterator[int]:
    """Yield the lines at which entries begin."""
    line = end = 0
    for match in _BEGIN.finditer(data):
        line += data.count(b"\n", end, match.start())
        end = match.start()
        yield line + 1


def _record(place: str, component: Entry, *, recurs: bool = False) -> _Record:
    """Make the record of an entry, or of one time that it recurs."""
    if text_of_entry(component, "STATUS").upper() == "CANCELLED":
        return UnreadableRecord(place, "it is cancelled, so it did not happen", CANCELLED)
    own = {
        key.removeprefix(_OWN).lower(): unescaped(value)
        for key, value in component.items()
        if key.startswith(_OWN)
    }
    if own.get("when"):
        return _exported_record(place, component, own)
    try:
        start, end = moment_of(component, "DTSTART"), end_of(component)
        when, end_text = edtf_of(start), edtf_of(end, is_end=True)
    except (ValueError, OverflowError) as error:
        return UnreadableRecord(place, f"its date cannot be read: {_reason(error)}", NO_DATE)
    hosts, participants, remarks = _people(component)
    if zone := _unknown_zone(component, start):
        words = "its clock is taken for that of the log"
        remarks.append(f'its zone "{abridged(zone)}" is not known: {words}')
    id_ = text_of_entry(component, "UID").partition("@")[0]
    fields: dict[str, Value] = {
        "id": f"{id_} {when[:10]}" if recurs and id_ else id_,
        "when": when,
        "end": "" if end_text == when else end_text,
        "zone": _zone_of(start),
        "title": text_of_entry(component, "SUMMARY"),
        "summary": text_of_entry(component, "DESCRIPTION"),
        "place": text_of_entry(component, "LOCATION"),
        "status": _STATUSES.get(text_of_entry(component, "STATUS").upper(), ""),
        "topics": [*map(str, items_of(component, "CATEGORIES"))],
        "hosts": hosts,
        "participants": participants,
        "url": text_of_entry(component, "URL"),
    }
    return InputRecord(place, fields, tuple(remarks))


def _exported_record(place: str, component: Entry, own: Mapping[str, str]) -> InputRecord:
    """Make the record of an event of a view that was exported."""
    cells = {
        "id": text_of_entry(component, "UID").partition("@")[0],
        "title": text_of_entry(component, "SUMMARY"),
        "place": text_of_entry(component, "LOCATION"),
        **own,
    }
    topics = [*map(str, items_of(component, "CATEGORIES"))]
    return exported_record(place, cells, tuple(_moved(component, cells)), topics=topics)


def _moved(component: Entry, cells: Mapping[str, str]) -> Iterator[str]:
    """Say that an entry is not where it was put; what it says of its date stayed as it was."""
    begins = component.get("DTSTART")
    try:
        when = parse_when(cells["when"], cells.get("zone", ""))
    except WhenError:
        return
    first, last = when.ends_on(when.zone)
    day = first or last
    if begins is None or day is None:
        return
    if isinstance(begins.dt, datetime):
        is_there = when.start is not None and begins.dt.timestamp() == when.start // 1000
    else:
        is_there = begins.dt == date(*day.first_day)
    if not is_there:
        yield (
            f"the calendar has it at {begins.dt}, where another program put it; "
            f"{cells['when']}, as in the view, is read"
        )


def _reason(error: Exception) -> str:
    """Return the library's words for what is broken, without what they say of its own values."""
    words = str(error)
    return words.partition("): ")[2] or words if words.startswith("Cannot access") else words


def _people(component: Entry) -> tuple[list[Value], list[Value], list[str]]:
    """Return who invites, who takes part, and what is to be told of who does not."""
    hosts: list[Value] = [_name(one) for one in properties(component, "ORGANIZER")]
    participants: list[Value] = []
    remarks = []
    for one in properties(component, "ATTENDEE"):
        parameters = getattr(one, "params", {})
        if str(parameters.get("CUTYPE", "")).upper() in _NO_PEOPLE:
            continue
        if str(parameters.get("PARTSTAT", "")).upper() == "DECLINED":
            remarks.append(f"{_name(one)} declined, and is no participant")
        elif (name := _name(one)) not in hosts:
            participants.append(name)
    return hosts, participants, remarks


def _name(address: Entry) -> str:
    named = str(getattr(address, "params", {}).get("CN", ""))
    return named or re.sub(r"^mailto:", "", str(address), flags=re.IGNORECASE)


def _zone_of(moment: object) -> str:
    """Return the IANA zone of a moment, "" when it has none."""
    key = getattr(getattr(moment, "tzinfo", None), "key", "")
    return "" if key == "UTC" else _zone(str(key or ""))


def _unknown_zone(component: Entry, start: object) -> str:
    """Return the name of a zone that neither the calendar nor anybody else explains, else ""."""
    params = getattr(component.get("DTSTART"), "params", {})
    is_floating = isinstance(start, datetime) and start.tzinfo is None
    return str(params.get("TZID", "")) if is_floating else ""


def _zone(name: str) -> str:
    if not name:
        return ""
    try:
        zone_of(name)
    except WhenError:
        return ""
    return name
