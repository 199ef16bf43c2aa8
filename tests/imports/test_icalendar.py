"""The entries of calendars become events, each time that they recur, within bounds."""

from pathlib import Path

import pytest

from components.imports.file import InputFile
from components.imports.formats import icalendar, recurrence
from components.imports.formats.icalendar import read_calendar
from components.imports.mapping import usual_mapping
from components.imports.record import InputRecord
from tests.imports.sample import Converted

ZONE = """\
BEGIN:VTIMEZONE
TZID:Of our own
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0330
TZOFFSETTO:+0330
END:STANDARD
END:VTIMEZONE
"""


def calendar_of(*entries: str, head: str = "", kind: str = "VEVENT") -> str:
    """Return a calendar of entries, each given by its properties."""
    parts = [f"BEGIN:{kind}\n{entry}\nEND:{kind}\n" for entry in entries]
    lines = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{head}{''.join(parts)}END:VCALENDAR\n"
    return lines.replace("\n", "\r\n")


def whens_of(folder: Path, entry: str, head: str = "") -> list[str]:
    """Return the dates of an entry called A."""
    return Converted(folder, "a.ics", calendar_of(f"SUMMARY:A\n{entry}", head=head)).whens


@pytest.mark.parametrize(
    ("entry", "when"),
    [
        ("DTSTART;VALUE=DATE:20250510", "2025-05-10"),
        ("DTSTART;VALUE=DATE:20250510\nDTEND;VALUE=DATE:20250511", "2025-05-10"),
        ("DTSTART;VALUE=DATE:20250510\nDTEND;VALUE=DATE:20250510", "2025-05-10"),
        ("DTSTART;VALUE=DATE:20250510\nDTEND;VALUE=DATE:20250513", "2025-05-10/2025-05-12"),
        ("DTSTART;VALUE=DATE:20250510\nDURATION:P2D", "2025-05-10/2025-05-11"),
        ("DTSTART:20250510T093000Z", "2025-05-10T09:30Z"),
        ("DTSTART:20250510T093015", "2025-05-10T09:30:15"),
        ("DTSTART:20250510T093000Z\nDURATION:PT1H", "2025-05-10T09:30Z/2025-05-10T10:30Z"),
        ("DTSTART:20250510T093000Z\nDTEND:20250510T093000Z", "2025-05-10T09:30Z"),
        ("DTSTART;TZID=Europe/Zurich:20250510T093000", "2025-05-10T09:30+02:00"),
        ("DTSTART;TZID=Of our own:20250510T093000", "2025-05-10T09:30+03:30"),
        ("DTSTART;TZID=W. Europe Standard Time:20250110T093000", "2025-01-10T09:30+01:00"),
    ],
)
def test_dates_are_days_or_times_in_their_zone(entry: str, when: str, tmp_path: Path) -> None:
    assert whens_of(tmp_path, entry, ZONE) == [when]


def test_an_entry_gives_its_people_topics_place_and_address(tmp_path: Path) -> None:
    entry = (
        "UID:talks@press.example\nDTSTART;TZID=Asia/Tokyo:20250510T093000\nSUMMARY:Talks\\, again\n"
        "DESCRIPTION:One.\\nTwo.\nLOCATION:Geneva\nCATEGORIES:Trade,Tariffs\nCATEGORIES:China\n"
        "ORGANIZER;CN=Ann Lee:mailto:ann@press.example\n"
        'ATTENDEE;CN="Bo Ek":mailto:bo@press.example\nATTENDEE:mailto:cy@press.example\n'
        "ATTENDEE;CN=Room 1;CUTYPE=ROOM:mailto:r@press.example\n"
        "ATTENDEE;CN=Di;PARTSTAT=DECLINED:mailto:di@press.example\n"
        "URL:https://press.example/1\nSTATUS:TENTATIVE"
    )
    head = "X-WR-CALNAME:My year\nX-WR-CALDESC:All of it\nX-WR-TIMEZONE:Europe/Zurich\n"
    converted = Converted(tmp_path, "a.ics", calendar_of(entry, head=head))
    log = converted.log
    event = log.events["talks"]
    assert (event.title, event.summary, event.place) == ("Talks, again", "One.\nTwo.", "Geneva")
    assert (event.status, event.zone) == ("possible", "Asia/Tokyo")
    assert [topic.name for topic in log.topics.values()] == ["Trade", "Tariffs", "China"]
    people = [(log.actors[part.actor].name, part.role) for part in event.actors]
    assert people == [
        ("Ann Lee", "host"),
        ("Bo Ek", "participant"),
        ("cy@press.example", "participant"),
    ]
    assert event.citations[0].locator == "https://press.example/1"
    about = log.about
    assert (about.title, about.summary, about.zone) == ("My year", "All of it", "Europe/Zurich")
    assert converted.reports == ["a.ics:7: warning[changed] Di declined, and is no participant"]


def test_a_rule_is_followed_with_its_exceptions_and_changes(tmp_path: Path) -> None:
    weekly = (
        "UID:w\nSUMMARY:W\nDTSTART;TZID=Europe/Zurich:20250317T090000\n"
        "RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=Europe/Zurich:20250324T090000"
    )
    moved = (
        "UID:w\nSUMMARY:Moved\nRECURRENCE-ID;TZID=Europe/Zurich:20250407T090000\n"
        "DTSTART;TZID=Europe/Zurich:20250408T090000"
    )
    converted = Converted(tmp_path, "a.ics", calendar_of(weekly, moved))
    assert converted.whens == [
        "2025-03-17T09:00+01:00",
        "2025-03-31T09:00+02:00",
        "2025-04-08T09:00+02:00",
    ]
    assert list(converted.log.events) == ["w-2025-03-17", "w-2025-03-31", "w-2025-04-08"]
    days = (
        "DTSTART;VALUE=DATE:20250510\nDTEND;VALUE=DATE:20250512\nRRULE:FREQ=MONTHLY;UNTIL=20250701"
    )
    assert whens_of(tmp_path, days) == ["2025-05-10/2025-05-11", "2025-06-10/2025-06-11"]
    more = "DTSTART;VALUE=DATE:20250510\nRDATE;VALUE=DATE:20250601,20250603"
    assert whens_of(tmp_path, more) == ["2025-05-10", "2025-06-01", "2025-06-03"]


def test_entries_of_one_id_are_all_read_or_told(tmp_path: Path) -> None:
    day = "DTSTART;VALUE=DATE:202505"
    daily = "RRULE:FREQ=DAILY;COUNT=2"
    change = f"UID:c\n{day}13\nRECURRENCE-ID;VALUE=DATE:20250510\nSUMMARY:"
    converted = Converted(
        tmp_path,
        "a.ics",
        calendar_of(
            f"UID:a\n{day}10\n{daily}\nSUMMARY:A",
            f"UID:a\n{day}20\nSUMMARY:B",
            f"UID:a\n{day}30\nRRULE:FREQ=X\nSUMMARY:C",
            f"UID:c\n{day}10\n{daily}\nSUMMARY:D",
            f"{change}first",
            f"{change}second\nSEQUENCE:2",
            f"UID:e\n{day}10\nRRULE:FREQ=DAILY;COUNT=1\nEXDATE;VALUE=DATE:20250510\nSUMMARY:E",
        ),
    )
    titles = [event.title for event in converted.log.events.values()]
    assert titles == ["A", "A", "B", "D", "second"]
    assert [report.partition("] ")[2][:40] for report in converted.reports] == [
        "it recurs by a rule that cannot be read:",
        "another entry changes the same time, or ",
        "none of the times at which it recurs is ",
    ]


def test_a_rule_without_an_end_ends_where_the_calendar_does(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    yearly = "UID:y\nSUMMARY:Y\nDTSTART;VALUE=DATE:20000510\nRRULE:FREQ=YEARLY"
    path.write_text(calendar_of(yearly, "DTSTART:20030101T000000Z\nSUMMARY:Last"))
    file = InputFile(path)
    records = [*read_calendar(file, usual_mapping())]
    days = [record.fields["when"] for record in records if isinstance(record, InputRecord)]
    assert days == ["2000-05-10", "2001-05-10", "2002-05-10", "2003-01-01T00:00Z"]
    assert file.rows == 4
    assert file.notes == [
        '"Y" recurs without an end; read is what lies before 2003-01-02, at most 1,000 times each'
    ]


@pytest.mark.parametrize("rule", ["SECONDLY", "MINUTELY", "HOURLY", "DAILY"])
def test_a_rule_that_recurs_too_often_is_cut_short(
    rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recurrence, "_MOST_TIMES", 20)
    path = tmp_path / "a.ics"
    path.write_text(calendar_of(f"SUMMARY:A\nDTSTART:20250510T093000Z\nRRULE:FREQ={rule}"))
    file = InputFile(path)
    assert len([*read_calendar(file, usual_mapping())]) == 20
    assert file.notes[-1] == ('"A" recurs more often than the limit allows; the first times count')


def test_a_rule_that_leads_nowhere_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.ics"
    monkeypatch.setattr(recurrence, "_MOST_VAIN", 0)
    start = "SUMMARY:A\nDTSTART:20250510T093000Z"
    for rule in ("SECONDLY;BYSETPOS=2", "DAILY;BYMONTH=2;BYMONTHDAY=30"):
        path.write_text(calendar_of(f"{start}\nRRULE:FREQ={rule}"))
        file = InputFile(path)
        assert len([*read_calendar(file, usual_mapping())]) == 1
        assert "more often than the limit allows" in file.notes[0]


def test_entries_that_are_no_events_are_told(tmp_path: Path) -> None:
    entries = (
        "SUMMARY:A\nDTSTART:20250510T093000Z",
        "SUMMARY:B\nDTSTART:20250510T093000Z\nSTATUS:CANCELLED",
        "SUMMARY:C\nDTSTART:2025xx",
        "SUMMARY:D",
        "SUMMARY:E\nDTSTART:20250510T093000Z\nRRULE:FREQ=NEVER",
        "SUMMARY:F\nDTSTART:20250510T093000Z\nRDATE:2025xx",
    )
    converted = Converted(tmp_path, "a.ics", calendar_of(*entries))
    assert len(converted.reports) == 5
    for report, words in zip(
        converted.reports,
        (
            ":8: error[left-out] it is cancelled",
            ":13: error[left-out] its date cannot be read: Expected time",
            ":17: error[left-out] it has no date: when",
            ":20: error[left-out] it recurs by a rule that cannot be read: ",
            ":25: error[left-out] it recurs by a rule that cannot be read: ",
        ),
        strict=True,
    ):
        assert words in report
    path = tmp_path / "b.ics"
    path.write_text(calendar_of("SUMMARY:A", kind="VTODO"))
    file = InputFile(path)
    assert [*read_calendar(file, usual_mapping())] == []
    assert file.notes == ["the calendar has 1 of VTODO too, and only events (VEVENT) are read"]


ENTRY = calendar_of("SUMMARY:A\nDTSTART:20250510T093000Z")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("hello", "the file is no calendar: "),
        ("", "it is cut off or no calendar"),
        (ENTRY[:60], "cut off or no calendar"),
        ("BEGIN:VCALENDAR\n" * 10, "it is cut off or no calendar"),
        (
            ENTRY + ENTRY.replace("END:VEVENT\r\n", ""),
            "it begins 2 entries, of which 1 can be told apart",
        ),
    ],
)
def test_other_files_are_refused(data: str, reason: str, tmp_path: Path) -> None:
    assert reason in Converted(tmp_path, "a.ics", data).outcome.problems[0].message


def test_our_own_properties_come_first(tmp_path: Path) -> None:
    entry = (
        "UID:a@log\nSUMMARY:On or before 6 May: A\nDTSTART;VALUE=DATE:20250506\n"
        "X-TIMELINE-TITLE:A\\, b\nX-TIMELINE-WHEN:[..2025-05-06]\nX-TIMELINE-STATUS:scheduled\n"
        "X-TIMELINE-ACTORS:Ann\\; Bo\nX-TIMELINE-SUMMARY:One.\nDESCRIPTION:More."
    )
    converted = Converted(tmp_path, "a.ics", calendar_of(entry, kind="VJOURNAL"))
    (event,) = converted.log.events.values()
    assert (event.id, event.title, event.when.text) == ("a", "A, b", "[..2025-05-06]")
    assert (event.status, event.summary, len(event.actors)) == ("scheduled", "One.", 2)


def test_a_calendar_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    entry = "SUMMARY:Z\u00fcrich\nDTSTART:20250510T093000Z"
    path.write_bytes(calendar_of(entry).encode("windows-1252"))
    file = InputFile(path)
    (record,) = read_calendar(file, usual_mapping())
    assert isinstance(record, InputRecord)
    assert record.fields["title"] == "Zürich"
    assert "windows-1252" in file.notes[0]


def test_a_zone_that_nobody_knows_is_told(tmp_path: Path) -> None:
    data = (
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:a\nBEGIN:VEVENT\nUID:1\nSUMMARY:A\n"
        "DTSTART;TZID=Nowhere/City:20240601T100000\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    converted = Converted(tmp_path, "a.ics", data)
    assert converted.whens == ["2024-06-01T10:00"]
    assert 'its zone "Nowhere/City" is not known' in converted.reports[0]


def test_an_entry_that_is_lost_on_the_way_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [
        f"BEGIN:VEVENT\nUID:a\nSUMMARY:{day}\nDTSTART:202505{day}\nEND:VEVENT" for day in (10, 11)
    ]
    data = "\n".join(["BEGIN:VCALENDAR", *entries, "END:VCALENDAR", ""])
    assert Converted(tmp_path, "a.ics", data).outcome.events == 2
    monkeypatch.setattr(icalendar, "_series", lambda versions: [versions[:1]])
    (problem,) = Converted(tmp_path, "a.ics", data).outcome.problems
    assert problem.code == "lost-rows"
