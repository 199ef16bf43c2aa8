"""Out and in again: what a view is exported to, `convert` reads as equal events."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from components.events import Event, Log, check
from components.exports import FORMATS
from components.imports import RowReport, convert
from tests.exports.hostile import hostile_log
from tests.exports.sample import download_of, written
from tests.frames.sample import logs, make_log, of_whens, read_log, small_log, the_log
from tests.odd_logs import odd_log

ENDINGS = {"csv": "csv", "xlsx": "xlsx", "ics": "ics", "timelinejs": "json"}
EQUAL = ("jsonl", "yaml", "json")
# Those that are texts, and the same in the event that comes back.
PLAIN = (
    *("id", "title", "kind", "status", "zone", "when", "dating", "inferred", "key", "place"),
    *("channel", "summary", "note"),
)


def came_back(key: str, log: Log, **fields: Any) -> tuple[Log, list[RowReport]]:  # noqa: ANN401
    reports: list[RowReport] = []
    with TemporaryDirectory() as name:
        source, out = Path(name) / f"view.{ENDINGS.get(key, key)}", Path(name) / "log.yaml"
        source.write_bytes(written(key, download_of(log, **fields)))
        outcome = convert(source, out, report=reports.append)
        assert outcome.problems == ()
        assert outcome.left_out == 0
        again, problems = check(out.read_bytes(), "log.yaml")
    assert again, problems
    return again, reports


def plain(event: Event, names: Sequence[str] = PLAIN) -> Mapping[str, object]:
    return {name: getattr(event, name) for name in names}


def roles(log: Log, event: Event) -> dict[str, set[str]]:
    by_name: dict[str, set[str]] = {}
    for part in event.actors:
        by_name.setdefault(log.actors[part.actor].name, set()).add(str(part.role))
    return by_name


def topics(log: Log, event: Event) -> list[str]:
    return [log.topics[topic].name for topic in event.topics]


def same_events(key: str, log: Log, **fields: Any) -> Log:  # noqa: ANN401
    again, reports = came_back(key, log, **fields)
    assert set(again.events) == set(download_of(log, **fields).ids())
    lost_labels = 0
    for id_, event in again.events.items():
        original = log.events[id_]
        assert plain(event) == plain(original)
        assert roles(again, event) == roles(log, original)
        assert topics(again, event) == topics(log, original)
        places = {
            (log.sources[c.source].publisher or log.sources[c.source].title, c.passage)
            for c in original.citations
        }
        if key != "xlsx":
            assert {again.sources[c.source].title for c in event.citations} == {
                p[0] for p in places
            }
            assert {c.locator for c in event.citations} == {
                f"passage {number}" if number else "" for _, number in places
            }
        if event.label != original.label:
            lost_labels += 1
            assert not event.label and '"' in original.label
    assert len(reports) == lost_labels
    return again


@pytest.mark.parametrize("key", ENDINGS)
def test_the_events_of_the_log_come_back(key: str) -> None:
    log = the_log().model_copy(update={"walk": None})  # of one, TimelineJS has the steps
    again = same_events(key, log)
    assert len(again.events) == len(log.events)
    assert again.about.title == log.about.title


@pytest.mark.parametrize("key", ENDINGS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(log=logs(most=5))
def test_the_events_of_any_log_come_back(key: str, log: Log) -> None:
    if log.events:
        same_events(key, log)


def test_a_workbook_brings_its_citations_and_entries_back() -> None:
    log = the_log()
    again, reports = came_back("xlsx", log)
    assert not reports
    for id_, event in again.events.items():
        original = log.events[id_]
        assert event.label == original.label
        assert event.topics == original.topics
        assert [part.actor for part in event.actors] == [part.actor for part in original.actors]
        for place, was in zip(event.citations, original.citations, strict=True):
            locator = f"passage {was.passage}" if was.passage else was.locator
            changed = {"passage": None, "locator": locator}
            assert place == was.model_copy(update=changed)
    for key, source in again.sources.items():
        assert source == log.sources[key].model_copy(update={"seed": "", "retells": ()})
    about = again.about
    assert (about.zone, about.as_of, about.summary) == (
        *(log.about.zone, log.about.as_of, log.about.summary),
    )


@pytest.mark.parametrize("key", EQUAL)
def test_logs_come_back_whole(key: str) -> None:
    again, reports = came_back(key, the_log())
    assert not reports
    assert dict(again.events) == dict(the_log().events)


@pytest.mark.parametrize("key", ENDINGS)
def test_a_time_comes_back_in_its_zone(key: str) -> None:
    fields = {"title": "One", "kind": "post", "when": "2025-05-11T22:00", "zone": "Europe/London"}
    (event,) = came_back(key, make_log({"events": {"e": fields}}))[0].events.values()
    assert (event.when.text, event.zone) == ("2025-05-11T22:00", "Europe/London")


@pytest.mark.parametrize("key", ENDINGS)
def test_every_form_of_a_date_comes_back(key: str) -> None:
    log = of_whens(
        *("2025", "2025-05", "2025-05-XX", "201X", "2025-05-11?", "2025-05-11~", "2025-05-11%"),
        *("[..2025-05-06]", "[2025-05-06..]", "2025-05-06/..", "../2025-05-06", "Y-20000"),
        *("[2025-05-10,2025-05-12]", "[2025-05-11T18:00~..2025-05-11T23:59~]", "-0043-03-15"),
        *("2025-05-11T10:00+02:00/2025-05-11T12:30+02:00", "2025-10-26T02:30+01:00", "0001-01-01"),
        *("2025-05-11T10:00:30.123456Z", "9999-12-31"),
    )
    again, reports = came_back(key, log)
    assert not reports
    assert {k: e.when.text for k, e in again.events.items()} == {
        k: e.when.text for k, e in log.events.items()
    }


@pytest.mark.parametrize("key", ENDINGS)
def test_the_kinds_of_a_log_come_back(key: str) -> None:
    kinds = {"hearing": {"name": "Public hearing", "plural": "public hearings", "shape": "met"}}
    fields = {"title": "One", "kind": "hearing", "when": "2025"}
    log = make_log({"kinds": kinds, "events": {"e": fields, "f": {**fields, "title": "Two"}}})
    again = same_events(key, log)
    assert again.kinds["hearing"].name == ("Public hearing" if key == "xlsx" else "Hearing")


TEXTS = (
    *(
        "=1+1",
        "'=1",
        "''-30",
        "-30 degrees",
        "@someone said",
        "+1",
        "_x0041_",
        "C:\\new",
        "<b>x</b>",
    ),
    *(
        "&amp; so",
        "a;b,c",
        '"quoted" words',
        "何立峰",
        "مرحبا بالعالم.",
        "<r><t>x</t></r>",
        "NULL",
        "1e5",
    ),
)


@pytest.mark.parametrize("key", ENDINGS)
def test_every_text_comes_back(key: str) -> None:
    events = {
        f"e{n}": {
            **{"title": text, "kind": "post", "when": "2025", "summary": f"{text}\n{text}"},
            **{"place": text, "channel": text, "note": text, "dating": text},
            **{"actors": [{"actor": f"a{n}", "role": "author"}], "topics": [f"t{n}"]},
        }
        for n, text in enumerate(TEXTS)
    }
    log = make_log(
        {
            "events": events,
            "actors": {f"a{n}": {"name": text, "kind": "person"} for n, text in enumerate(TEXTS)},
            "topics": {f"t{n}": {"name": text} for n, text in enumerate(TEXTS)},
        }
    )
    same_events(key, log)


def test_what_is_changed_in_a_table_is_read_or_told(tmp_path: Path) -> None:
    source, out = tmp_path / "view.csv", tmp_path / "log.yaml"
    text = written("csv", download_of(small_log())).decode()
    changed = text.replace("Ann Ångström; Eve", "Ann Ångström; Eve; Zoe").replace(
        "They talk", "They talked"
    )
    source.write_text(changed)
    reports: list[RowReport] = []
    convert(source, out, report=reports.append)
    again = check(out.read_bytes(), "log.yaml").log
    assert again
    talks = again.events["talks"]
    assert talks.title == "They talked"
    assert [again.actors[part.actor].name for part in talks.actors][-1] == "Zoe"
    (report,) = reports
    assert "2 roles for 3 actors" in report.message


def test_what_is_changed_in_a_workbook_is_read_or_told(tmp_path: Path) -> None:
    source, out = tmp_path / "view.xlsx", tmp_path / "log.yaml"
    source.write_bytes(written("xlsx", download_of(small_log())))
    book = openpyxl.load_workbook(source)
    sheet = book["Events"]
    columns = {cell.value: number for number, cell in enumerate(sheet[1], start=1)}
    rows = {sheet.cell(row, columns["id"]).value: row for row in range(2, sheet.max_row + 1)}
    sheet.cell(rows["word"], columns["date"]).value = datetime(2025, 5, 14, 9, 30)
    sheet.cell(rows["talks"], columns["sources"]).value = "Another paper"
    sheet.cell(rows["plan"], columns["title"]).value = "No further round"
    new = {"title": "A new row", "date": date(2025, 5, 20), "sources": "Press, passage 2"}
    sheet.append([new.get(str(cell.value)) for cell in sheet[1]])
    book.save(source)
    reports: list[RowReport] = []
    outcome = convert(source, out, report=reports.append)
    assert (outcome.events, outcome.left_out) == (4, 0)
    assert sorted(report.message for report in reports) == [
        "date says 2025-05-14T09:30 and when says 2025-05-11T10:00Z, which is read",
        'the cell sources and the sheet "Citations" differ; that is read',
    ]
    again = check(out.read_bytes(), "log.yaml").log
    assert again
    assert again.events["plan"].title == "No further round"
    (added,) = again.events.keys() - rows.keys()
    assert again.events[added].when.text == "2025-05-20"
    assert [place.locator for place in again.events[added].citations] == ["passage 2"]


def test_an_entry_that_another_program_moved_or_made_is_told(tmp_path: Path) -> None:
    source, out = tmp_path / "view.ics", tmp_path / "log.yaml"
    data = written("ics", download_of(of_whens("2025-05-11", "2025-05-12"))).replace(
        b"DTSTART;VALUE=DATE:20250511", b"DTSTART;VALUE=DATE:20250513"
    )
    made = b"BEGIN:VEVENT\r\nUID:new\r\nSUMMARY:New\r\nDTSTART:20250514T100000Z\r\nEND:VEVENT\r\n"
    source.write_bytes(data.replace(b"END:VCALENDAR", made + b"END:VCALENDAR"))
    reports: list[RowReport] = []
    outcome = convert(source, out, report=reports.append)
    # an entry of another program is read like any other calendar's
    assert (outcome.events, outcome.left_out) == (3, 0)
    (report,) = reports
    assert report.message.startswith("the calendar has it at 2025-05-13")


@pytest.mark.parametrize("key", ENDINGS)
def test_what_a_hostile_log_says_comes_back(key: str) -> None:
    again, _ = came_back(key, hostile_log())
    assert len(again.events) == len(hostile_log().events)


@pytest.mark.parametrize("key", ENDINGS)
def test_logs_of_other_sizes_come_back(key: str) -> None:
    same_events(key, read_log(json.dumps(odd_log(articles=5, alike=3, delegations=3))))


def test_names_that_a_file_does_not_tell_apart_are_told() -> None:
    actors = {key: {"name": "Same", "kind": "person"} for key in ("a", "b")}
    topics = {"t": {"name": "T"}, "u": {"name": "T"}, "v": {"name": "V"}}
    download = download_of(make_log({"events": {}, "actors": actors, "topics": topics}))
    words = "several actors or topics have one name and come back as one: Same, T"
    for key, row in FORMATS.items():
        assert (words in row.remarks(download, "")) == (key in ENDINGS)


def test_the_command_names_the_parts_that_are_lost() -> None:
    lost = {part for row in FORMATS.values() for part in row.lacks}
    assert lost == {
        "presence and citations of actors",
        "quotations",
        "places in sources that are not passages",
    }
