"""A view as a calendar: what another program reads of it."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from icalendar import Calendar
from icalendar.timezone import tzp

from components.events import Event, EventStatus, Form, Log, local_time
from components.exports import FORMATS
from tests.exports.sample import BASE, MADE, download_of, written
from tests.frames.sample import logs, make_log, of_whens, the_log

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def calendar_of(log: Log, q: str = "") -> Any:  # noqa: ANN401
    calendar = Calendar.from_ical(written("ics", download_of(log, q=q)))
    assert isinstance(calendar, Calendar)
    return calendar


def entries(calendar: Any) -> dict[str, Any]:  # noqa: ANN401
    by_id = {str(entry["UID"]).partition("@")[0]: entry for entry in calendar.events}
    assert len(by_id) == len(calendar.events)
    return by_id


def notes(calendar: Any) -> dict[str, Any]:  # noqa: ANN401
    return {str(note["UID"]).partition("@")[0]: note for note in calendar.walk("VJOURNAL")}


def title_of(component: Any) -> str:  # noqa: ANN401
    """Return the title of an event without the words about its time."""
    own = "X-TIMELINE-TITLE"
    return text_of(component, own) if own in component else str(component["SUMMARY"])


def entry_of(when: str, **about: str) -> Any:  # noqa: ANN401
    return entries(calendar_of(of_whens(when, **about)))["e0"]


def text_of(calendar: Any, name: str) -> str:  # noqa: ANN401
    """Return a property that the library leaves as it is written, because it does not know it."""
    return re.sub(
        r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], str(calendar[name])
    )


def last_day(event: Event) -> date:
    """Return the last day of the interval that an event lies in, in its own zone."""
    stop = event.when.stop if event.when.stop is not None else event.when.start
    assert stop is not None
    instant = stop - 1 if event.when.stop is not None else stop
    return date(*local_time(instant, ZoneInfo(event.when.zone))[:3])


def first_day(event: Event) -> date:
    start = event.when.start if event.when.start is not None else event.when.stop
    assert start is not None
    instant = start if event.when.start is not None else start - 1
    return date(*local_time(instant, ZoneInfo(event.when.zone))[:3])


def test_every_event_of_the_log_is_an_entry_with_its_day_its_clock_and_its_status() -> None:
    log = the_log()
    by_id = entries(calendar_of(log))
    by_id |= notes(calendar_of(log))
    assert by_id.keys() == log.events.keys()
    for event in log.events.values():
        entry = by_id[event.id]
        assert title_of(entry) == event.title
        assert event.summary in entry["DESCRIPTION"]
        assert entry["URL"] == f"{BASE}e/{event.id}"
        assert entry["DTSTAMP"].dt == MADE
        sure = event.status is EventStatus.HAPPENED and not event.when.uncertain
        if "DTSTART" not in entry:
            assert event.when.text.startswith("[..") or event.when.text.endswith("..]")
            assert entry["STATUS"] == ("FINAL" if sure else "DRAFT")
            continue
        assert entry["STATUS"] == ("CONFIRMED" if sure else "TENTATIVE")
        start = entry["DTSTART"].dt
        if isinstance(start, datetime):
            assert event.when.start is not None
            assert start - EPOCH == timedelta(milliseconds=event.when.start)
            assert str(start.tzinfo) == event.when.zone
            assert entry["TRANSP"] == "OPAQUE"
        else:
            assert (start, entry["DTEND"].dt) == (
                first_day(event),
                last_day(event) + timedelta(days=1),
            )
            assert entry["TRANSP"] == "TRANSPARENT"
    dated = [entry for entry in by_id.values() if "DTSTART" in entry]
    assert {type(entry["DTSTART"].dt) for entry in dated} == {date, datetime}
    assert {str(entry["STATUS"]) for entry in dated} == {"CONFIRMED", "TENTATIVE"}


def test_the_calendar_says_where_it_is_from() -> None:
    calendar = calendar_of(the_log(), q="tariffs")
    assert text_of(calendar, "X-WR-CALNAME") == the_log().about.title
    for told in (
        "matching “tariffs”.",
        the_log().hash,
        "2025-06-01T12:30:15Z",
        f"{BASE}?q=tariffs",
    ):
        assert told in text_of(calendar, "X-WR-CALDESC")
    assert calendar["URL"] == f"{BASE}?q=tariffs"
    assert (calendar["VERSION"], calendar["CALSCALE"]) == ("2.0", "GREGORIAN")
    assert calendar["COMMENT"].startswith("1 event is a note without a day")
    assert "COMMENT" not in calendar_of(of_whens("2025-05-11"))


@given(logs())
def test_any_log_reads_back_with_its_times_and_its_zones(log: Log) -> None:
    calendar = calendar_of(log)
    by_id = entries(calendar)
    zones = {zone.tz_name: zone.to_tz(tzp, lookup_tzid=False) for zone in calendar.timezones}
    without_day = notes(calendar)
    assert without_day.keys() | by_id.keys() == log.events.keys()
    undated = {"-0043-03-15", "0000", "Y-20000", "Y12345"}
    undated |= {"[..2025-05-10]", "[2025-05-11..]", "[..2025-05-11T10:00Z]"}
    assert {log.events[key].when.text for key in without_day} <= undated
    assert not {log.events[key].when.text for key in by_id} & undated
    for key, note in without_day.items():
        assert text_of(note, "X-TIMELINE-WHEN") == log.events[key].when.text
        assert not {"DTSTART", "DTEND", "TRANSP"} & note.keys()
    if without_day:
        assert calendar["COMMENT"] in text_of(calendar, "X-WR-CALDESC")
        assert calendar["COMMENT"].startswith(f"{len(without_day)} event")
        assert FORMATS["ics"].remark(download_of(log)) == calendar["COMMENT"]
    else:
        assert FORMATS["ics"].remark(download_of(log)) == ""
    for key, entry in by_id.items():
        event = log.events[key]
        start = entry["DTSTART"].dt
        exact = (
            event.when.has_clock and event.when.form is Form.MOMENT and "[" not in event.when.text
        )
        assert isinstance(start, datetime) == exact
        if isinstance(start, datetime):
            assert event.when.start == (start - EPOCH) // timedelta(milliseconds=1)
            assert "DTEND" not in entry
            if event.when.zone == "UTC":
                assert zones.keys() <= {event.when.zone} - {"UTC"}
                continue
            # Told by the calendar's own rules, without the system's: the same instant.
            rules = zones[event.when.zone]
            assert start.replace(tzinfo=rules).utcoffset() == start.utcoffset()
        else:
            assert start == first_day(event)
            if last_day(event) == date.max:
                assert "DTEND" not in entry
            else:
                assert entry["DTEND"].dt == last_day(event) + timedelta(days=1)


@pytest.mark.parametrize(
    ("when", "start", "stop"),
    [
        ("2025-05-11", date(2025, 5, 11), date(2025, 5, 12)),
        ("2025-05", date(2025, 5, 1), date(2025, 6, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("201X", date(2010, 1, 1), date(2020, 1, 1)),
        ("2025-05-10/2025-05-11", date(2025, 5, 10), date(2025, 5, 12)),
        ("[2025-05-10..2025-05-12]", date(2025, 5, 10), date(2025, 5, 13)),
        ("2025-05-11T23:30Z~", date(2025, 5, 12), date(2025, 5, 13)),
        ("2025-05-11T10:00Z/..", date(2025, 5, 11), date(2025, 5, 12)),
        ("../2025-05-10", date(2025, 5, 10), date(2025, 5, 11)),
        ("2025-05-11T10:00Z/2025-05-12", date(2025, 5, 11), date(2025, 5, 13)),
    ],
)
def test_what_has_no_clock_is_whole_days_that_make_nobody_busy(
    when: str, start: date, stop: date
) -> None:
    entry = entry_of(when)
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (start, stop)
    assert entry["DTSTART"].params["VALUE"] == "DATE"
    assert entry["TRANSP"] == "TRANSPARENT"


def test_the_words_say_how_much_is_known() -> None:
    assert "Some time on 11 May 2025" in entry_of("2025-05-11")["DESCRIPTION"]
    assert "In May 2025" in entry_of("2025-05")["DESCRIPTION"]
    (note,) = notes(calendar_of(of_whens("[..2025-05-10]"))).values()
    assert "On or before 10 May 2025" in note["DESCRIPTION"]


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2025-05-11", ""),
        ("2025-05-10/2025-05-11", ""),
        ("2025-05-11T10:00Z", ""),
        ("2025-05-11T10:00Z/2025-05-12", ""),
        ("2025-05", "In May 2025"),
        ("201X", "In the 2010s"),
        ("2025-05-11~", "About 11 May 2025"),
        ("2025-05-11?", "Perhaps on 11 May 2025"),
        ("[2025-05-10..2025-05-12]", "Some time between 10 and 12 May 2025"),
        ("2025-04-09/..", "From 9 April 2025"),
        ("../2025-05-10", "Until 10 May 2025"),
        ("[2025-05-11T18:00~..2025-05-11T23:59~]", "In the evening of 11 May 2025"),
        ("[..2025-05-06]", "On or before 6 May 2025"),
        ("[2025-05-06..]", "On or after 6 May 2025"),
        ("-0043-03-15", "Some time on 15 March 44 BC"),
    ],
)
def test_what_is_less_known_than_its_days_says_so_before_its_title(when: str, words: str) -> None:
    calendar = calendar_of(of_whens(when))
    (component,) = (entries(calendar) | notes(calendar)).values()
    assert title_of(component) == "Event 0"
    if words:
        assert component["SUMMARY"].startswith(words)
        assert component["SUMMARY"].endswith(": Event 0")
    else:
        assert component["SUMMARY"] == "Event 0"


def test_a_duration_by_the_clock_ends_when_it_is_said_to() -> None:
    entry = entry_of("2025-05-11T10:00+02:00/2025-05-11T12:30+02:00")
    zurich = ZoneInfo("Europe/Zurich")
    assert entry["DTSTART"].dt == datetime(2025, 5, 11, 10, tzinfo=zurich)
    assert entry["DTEND"].dt == datetime(2025, 5, 11, 12, 30, tzinfo=zurich)
    assert entry["DTSTART"].params["TZID"] == "Europe/Zurich"


def test_the_last_year_ends_where_dates_do() -> None:
    entry = entry_of("9999")
    assert (entry["DTSTART"].dt, entry["DURATION"].dt) == (date(9999, 1, 1), timedelta(days=365))
    assert "DTEND" not in entry_of("9999-12-31")


@pytest.mark.parametrize(
    ("zone", "when"),
    [
        ("Europe/Zurich", "2025-03-30T01:59"),
        ("Europe/Zurich", "2025-03-30T03:00"),
        ("Europe/Zurich", "2025-10-26T03:00"),
        ("Europe/Zurich", "1894-06-01T01:00"),
        ("America/New_York", "2007-03-11T03:30"),
        ("America/New_York", "1883-11-18T12:30"),
        ("Africa/Casablanca", "2025-03-01T12:00"),
        ("Pacific/Apia", "2011-12-31T00:00"),
        ("Asia/Kathmandu", "1986-01-01T01:00"),
        ("Australia/Sydney", "9999-12-31T12:00"),
    ],
)
def test_the_rules_of_a_zone_hold_without_any_other_knowledge_of_it(zone: str, when: str) -> None:
    log = of_whens(when, zone=zone)
    calendar = calendar_of(log)
    (rules,) = (timezone.to_tz(tzp, lookup_tzid=False) for timezone in calendar.timezones)
    start = entries(calendar)["e0"]["DTSTART"].dt
    offset = start.replace(tzinfo=rules).utcoffset()
    assert offset == start.replace(tzinfo=ZoneInfo(zone)).utcoffset()


@pytest.mark.parametrize(
    ("log", "q", "zone"),
    [
        (the_log(), "nothing like it", "Europe/Zurich"),
        (of_whens("2025", zone="UTC"), "nothing like it", "UTC"),
    ],
)
def test_an_empty_calendar_has_the_reader_s_zone_because_one_component_has_to_be(
    log: Log, q: str, zone: str
) -> None:
    calendar = calendar_of(log, q=q)
    (rules,) = calendar.subcomponents
    assert (rules.name, rules.tz_name, calendar.events) == ("VTIMEZONE", zone, [])
    assert not calendar.errors and not rules.errors
    offset = MADE.replace(tzinfo=rules.to_tz(tzp, lookup_tzid=False)).utcoffset()
    assert offset == MADE.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    calendar.validate()


def test_summer_time_begins_by_the_clocks_that_do_not_show_it_yet() -> None:
    text = written("ics", download_of(of_whens("2025-05-11T10:00"))).decode()
    assert "BEGIN:DAYLIGHT\r\nDTSTART:20250330T020000\r\n" in text
    assert "BEGIN:STANDARD\r\nDTSTART:20251026T030000\r\n" in text


@pytest.mark.parametrize(("offset", "hour"), [("+02:00", 0), ("+01:00", 1)])
def test_an_hour_that_comes_twice_is_told_in_utc(offset: str, hour: int) -> None:
    # The first pass is meant (RFC 5545, 3.3.5), but not every calendar knows.
    entry = entry_of(f"2025-10-26T02:30{offset}")
    assert entry["DTSTART"].dt == datetime(2025, 10, 26, hour, 30, tzinfo=UTC)
    assert "TZID" not in entry["DTSTART"].params


@pytest.mark.parametrize("when", ["1893-06-01T12:00", "0001-01-01T06:00"])
def test_a_time_from_before_there_were_zones_is_told_in_utc(when: str) -> None:
    log = of_whens(when)
    start = log.events["e0"].when.start
    property_ = entry_of(when)["DTSTART"]
    assert property_.dt.tzname() == "UTC"
    assert start == (property_.dt - EPOCH) // timedelta(milliseconds=1)
    assert calendar_of(log).timezones == []


def test_each_change_of_the_clocks_has_a_line() -> None:
    # Some calendars read the first date of a line alone, and that of DTSTART only without others.
    text = written("ics", download_of(of_whens("2024-05-11T10:00", "2025-05-11T10:00"))).decode()
    onsets = ("DTSTART:20240331T020000", "RDATE:20240331T020000", "RDATE:20250330T020000")
    assert "\r\n".join([*onsets, "TZNAME:CEST"]) in text


def test_an_event_keeps_its_identity_when_the_log_changes() -> None:
    one = entry_of("2025-05-11", title="谈判")["UID"]
    assert one == entry_of("2024", title="谈判", zone="UTC")["UID"]
    assert one != entry_of("2025-05-11", title="其他")["UID"]
    assert one.startswith("e0@timeline-")


def test_nothing_of_the_log_can_end_a_line_or_begin_a_property() -> None:
    title = "a;b,c\\d: é\x00\x1b"
    event = {
        "title": title,
        "kind": "post",
        "when": "2025-05-11",
        "summary": "x\r\nEND:VEVENT\nSTATUS:CANCELLED",
        "place": "Zürich\nX-EVIL:1",
        "topics": ["t"],
    }
    log = make_log({"events": {"e": event}, "topics": {"t": {"name": "a,b;c"}}}, title="A\\,;b")
    data = written("ics", download_of(log, base=""))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert not set(data) & {0, 0x1B}
    calendar: Any = Calendar.from_ical(data)
    (entry,) = calendar.events
    assert entry["SUMMARY"] == "a;b,c\\d: é\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"
    assert "x\nEND:VEVENT\nSTATUS:CANCELLED" in entry["DESCRIPTION"]
    assert entry["LOCATION"] == "Zürich\nX-EVIL:1"
    assert entry.categories == ["a,b;c"]
    assert "URL" not in entry
    assert "X-EVIL" not in entry
    assert text_of(entry, "X-TIMELINE-SUMMARY") == "x\nEND:VEVENT\nSTATUS:CANCELLED"
    assert text_of(calendar, "X-WR-CALNAME") == "A\\,;b"
