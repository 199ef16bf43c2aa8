"""The fields of a record become an event, its actors, topics and sources."""

import json
from pathlib import Path

import pytest

from components.events import (
    check,
)
from components.imports import convert
from tests.imports.sample import Converted


def test_a_csv_with_usual_names_needs_no_mapping(tmp_path: Path) -> None:
    converted = Converted(
        tmp_path,
        "talks.csv",
        "date,title,actors,topics,source,url,place\n"
        '2025-05-10,"They meet, at last",Ann; Bob,tea,Paper,https://paper.example/1,Zürich\n'
        "2025-05,A report,ANN,tea;trade,paper,,\n",
    )
    first, second = converted.log.events.values()
    assert (first.title, first.place, first.kind) == ("They meet, at last", "Zürich", "background")
    assert [part.actor for part in first.actors] == ["ann", "bob"]
    assert [part.actor for part in second.actors] == ["ann"]
    assert second.topics == ("tea", "trade")
    assert first.citations[0].locator == "https://paper.example/1"
    assert {key: source.title for key, source in converted.log.sources.items()} == {
        "paper": "Paper"
    }
    assert converted.log.actors["ann"].aliases == ("ANN",)
    assert (converted.log.about.title, converted.log.about.zone) == ("talks", "UTC")
    assert converted.log.about.as_of.text == "2025-05-10"
    assert converted.reports == []


def test_usual_fields_are_found_however_their_names_are_written(tmp_path: Path) -> None:
    source = tmp_path / "rows.csv"
    source.write_text("Date;TITLE;Place\n2025-05;A month;Geneva\n", encoding="utf-8")
    target = tmp_path / "log.yaml"
    assert convert(source, target).events == 1
    log = check(target.read_bytes(), target.name).log
    assert log
    (event,) = log.events.values()
    assert (event.when.text, event.title, event.place) == ("2025-05", "A month", "Geneva")


def test_rows_left_out_leave_no_names_behind(tmp_path: Path) -> None:
    data = "date,title,actors\n2025,a,Ann\nsoon,b,Bob\n2025,,Eve\n"
    assert list(Converted(tmp_path, "talks.csv", data).log.actors) == ["ann"]


def test_of_a_kind_that_is_none_the_column_is_named(tmp_path: Path) -> None:
    text = "when: date\ntitle: title\nkind: art\nstatus: {field: [a, b]}\n"
    data = "date,title,art,a,b\n2025,a,,,\n2025,b,Talk,,\n2025,c,meeting,,\n"
    converted = Converted(tmp_path, "a.csv", data, text)
    assert [report.partition("] ")[2].partition(";")[0] for report in converted.reports] == [
        'it has no kind: "art" is empty or missing',
        '"Talk" in "art" is no kind',
        'it has no status: "a" or "b" is empty or missing',
    ]


NESTED = """\
    log: {title: Nested, summary: From afar., zone: Europe/Zurich, as_of: 2025-06-01}
    when: {field: at.day, format: ["%d.%m.%Y", "%m/%Y", "%Y"]}
    title: text.short
    id: key
    kind: {field: what, values: {Treffen: meeting}, otherwise: statement, constant: background}
    status: {constant: possible}
    place: where.0
    actors:
      - {field: people.hosts, role: host, kind: person}
      - {field: people.guest, separator: " und ", role: speaker, kind: person, until: " ("}
    topics: {field: tags, values: {t: Tea}}
    source: {constant: The archive, kind: archive, tier: record, publisher: Us, language: de}
    url: link
"""


def test_nested_fields_patterns_and_values_are_read_as_the_mapping_says(tmp_path: Path) -> None:
    rows = [
        {
            "key": "K 1",
            "at": {"day": "10.05.2025"},
            "text": {"short": "Sie treffen sich"},
            "what": "Treffen",
            "where": ["Genf", "Bern"],
            "people": {"hosts": ["Ann", "何立峰"], "guest": "Bob (Amt) und Eve"},
            "tags": ["t", "t", "Handel"],
            "link": "https://a.example/x",
        },
        {"at": {"day": "5/2025"}, "text": {"short": "B"}, "what": "Rede", "tags": None},
        {"at": {"day": 2024}, "text": {"short": "C"}, "what": None},
        {"at": {"day": [2024, 2025]}, "text": {"short": "D"}},
        {"at": {"day": "2024-05-01"}, "text": {"short": "E"}},
    ]
    data = "\ufeff" + "\r\n\r\n".join(json.dumps(row) for row in rows)
    converted = Converted(tmp_path, "nested.jsonl", data, NESTED)
    first, second, third = converted.log.events.values()
    assert converted.whens == ["2025-05-10", "2025-05", "2024"]
    assert (first.id, first.kind, first.status, first.place) == (
        "k-1",
        "meeting",
        "possible",
        "Genf",
    )
    names = [(converted.log.actors[part.actor].name, part.role) for part in first.actors]
    assert names == [("Ann", "host"), ("何立峰", "host"), ("Bob", "speaker"), ("Eve", "speaker")]
    assert [converted.log.topics[key].name for key in first.topics] == ["Tea", "Handel"]
    assert (second.kind, third.kind) == ("statement", "background")
    source = converted.log.sources["the-archive"]
    assert (source.tier, source.kind, source.publisher, source.language) == (
        *("record", "archive"),
        *("Us", "de"),
    )
    assert converted.log.about.as_of.text == "2025-06-01"
    assert converted.reports == [
        'nested.jsonl:7: error[left-out] "2024; 2025" is not written as "%d.%m.%Y" or "%m/%Y" or '
        '"%Y"',
        'nested.jsonl:9: error[left-out] "2024-05-01" is not written as "%d.%m.%Y" or "%m/%Y" or '
        '"%Y"',
    ]


def test_parts_ends_and_zones_are_read(tmp_path: Path) -> None:
    text = """\
        log: {zone: Asia/Tokyo}
        when: {year: y, month: m, day: d, time: t}
        end: until
        zone: tz
        title: name
    """
    data = (
        "y,m,d,t,until,tz,name\n"
        "2025,,,,,,a\n"
        "2025,5,,,2025-06,,b\n"
        "2025,5,10,10:00,,Europe/Zurich,c\n"
        "2025,5,10,,2025-05-10,,d\n"
        "2025,5,10,,2025-05-09,,e\n"
        "2025,5,10,,,Mars/Base,f\n"
    )
    converted = Converted(tmp_path, "a.csv", data, text)
    assert converted.whens == ["2025", "2025-05/2025-06", "2025-05-10T10:00", "2025-05-10"]
    assert [event.zone for event in converted.log.events.values()] == [
        *("Asia/Tokyo", "Asia/Tokyo"),
        *("Europe/Zurich", "Asia/Tokyo"),
    ]
    assert converted.log.about.as_of.text == "2025-06-30"
    assert "runs backwards" in converted.reports[0]
    assert '"Mars/Base" is not an IANA zone' in converted.reports[1]


@pytest.mark.parametrize(
    ("dates", "as_of"),
    [
        (["2025", "2024-05"], "2025"),
        (["2025", "2025-02"], "2025-02"),
        (["2025-02", "2025-02-01"], "2025-02"),
        (["2025-02-03T23:59"], "2025-02-03"),
        (["2025-01-01/2025-02-03"], "2025-02-03"),
        (["2025-01-01/.."], "2025-01-01"),
        (["../2025-01-01"], "2025-01-01"),
        (["-0043-03-15"], "-0043-03-15"),
        (["Y-20000"], "Y-20000"),
        (["201X"], "2019-12-31"),
    ],
)
def test_the_log_knows_up_to_its_last_event(tmp_path: Path, dates: list[str], as_of: str) -> None:
    data = "date,title\n" + "".join(f"{date},a\n" for date in dates)
    assert Converted(tmp_path, "a.csv", data).log.about.as_of.text == as_of


def test_text_of_a_row_is_never_run_or_formatted(tmp_path: Path) -> None:
    texts = ["=1+1", "{title}", "%(x)s", "*a", "&a b", "!!python/object:os.system x", ".*", "\\1"]
    data = "".join(
        json.dumps({"date": "2025", "title": text, "summary": text, "tags": [text]}) + "\n"
        for text in texts
    )
    converted = Converted(tmp_path, "a.jsonl", data)
    assert [event.title for event in converted.log.events.values()] == texts
    assert [topic.name for topic in converted.log.topics.values()] == texts


def test_lists_within_a_cell_are_read_as_json_when_the_mapping_says_so(tmp_path: Path) -> None:
    text = "when: date\ntitle: title\ntopics: {field: tags, json: true}\n"
    data = 'date,title,tags\n2025,a,"[""x"", ""y""]"\n2025,b,\n2025,c,[x\n2025,d,3\n'
    converted = Converted(tmp_path, "a.csv", data, text)
    assert [list(event.topics) for event in converted.log.events.values()] == [["x", "y"], []]
    assert [report.partition("] ")[2] for report in converted.reports] == [
        "its topics are no JSON list"
    ] * 2


def test_names_are_set_apart_by_any_of_several_separators(tmp_path: Path) -> None:
    text = """\
        when: date
        title: title
        actors: {field: who, separator: [";", ", ", ", and "], before: " - ", until: " ("}
    """
    who = {
        "a": "Yang Mi (actor), Athena Chu - faces, voices",
        "b": "Bill Posters; Daniel Howe, and 1,000 others",
        "c": "Sol Ecom, Inc.; Briver LLC, James Florence, Jr., Janitorai;",
        "d": ", , Inc.",
    }
    data = "".join(
        json.dumps({"date": "2025", "title": title, "who": names}) + "\n"
        for title, names in who.items()
    )
    log = Converted(tmp_path, "a.jsonl", data, text).log
    assert [
        [log.actors[part.actor].name for part in event.actors] for event in log.events.values()
    ] == [
        ["Yang Mi", "Athena Chu"],
        ["Bill Posters", "Daniel Howe", "1,000 others"],
        ["Sol Ecom, Inc.", "Briver LLC", "James Florence, Jr.", "Janitorai"],
        [", Inc."],
    ]


def test_a_text_beyond_the_limit_of_a_log_is_left_out(tmp_path: Path) -> None:
    rows = [{"date": "2025", "title": "a", "summary": "x" * 70_000}, {"date": "2025", "title": "b"}]
    converted = Converted(tmp_path, "a.json", json.dumps(rows))
    assert list(converted.log.events) == ["b-2025"]
    assert "summary has 70,000 characters; the limit is 65,536" in converted.reports[0]
