"""JSON and JSON Lines are read record by record, and each faulty one is reported at its place."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from components.events import (
    LIMITS,
)
from components.imports import convert
from components.imports.file import InputFile
from components.imports.formats.json import read_json
from components.imports.formats.json_lines import read_json_lines
from components.imports.mapping import usual_mapping
from components.imports.record import InputRecord
from components.imports.relaxed_json import strict_json
from components.imports.value import parse_json
from tests.imports.sample import Converted


def test_a_json_list_is_reported_by_index_and_found_by_its_path(tmp_path: Path) -> None:
    rows = [{"date": "2025", "title": "a"}, 3, {"title": "b"}]
    converted = Converted(
        tmp_path,
        "a.json",
        json.dumps({"data": {"items": rows}}),
        "rows: data.items\nwhen: date\ntitle: title\n",
    )
    assert [report.partition(" error")[0] for report in converted.reports] == [
        "a.json[1]:",
        "a.json[2]:",
    ]
    converted = Converted(tmp_path, "b.json", json.dumps({"data": 3}))
    assert converted.outcome.problems[0].code == "wrong-shape"


def test_every_faulty_line_of_json_lines_is_reported(tmp_path: Path) -> None:
    lines = [
        b'{"date": "2025", "title": "good"}',
        b'{"date": "2025", "title": ',
        b"[1, 2]",
        b'{"date": "2025", "title": "caf\xe9"}',
        b'{"date":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"date": "2025", "title": "\\ud800 half"}',
    ]
    converted = Converted(tmp_path, "a.ndjson", b"\n".join(lines))
    assert [event.title for event in converted.log.events.values()] == ["good", "half"]
    assert [report.partition("] ")[2].partition(",")[0] for report in converted.reports] == [
        "it is not JSON: Expecting value",
        "it is no JSON object",
        "it is not UTF-8",
        "it is nested too deeply",
        "characters that cannot be seen are left out of title",
    ]


def test_a_broken_line_of_json_is_reported_with_the_column_where_it_breaks(tmp_path: Path) -> None:
    source = tmp_path / "rows.jsonl"
    source.write_text('{"date": "2025", "title": "A"}\n{"date": "2025"\n', encoding="utf-8")
    reports: list[str] = []
    convert(source, tmp_path / "log.yaml", report=lambda row: reports.append(str(row)))
    assert [report.rpartition(", at ")[2] for report in reports] == ["column 16"]
    assert ":2: error[left-out]" in reports[0]


def test_a_record_longer_than_the_limit_is_left_out_and_the_next_one_read(tmp_path: Path) -> None:
    source, target = tmp_path / "rows.jsonl", tmp_path / "out.yaml"
    long = '{"date": "2025", "title": "' + "a" * (2 * LIMITS.line_bytes) + '"}\n'
    source.write_text(long + '{"date": "2025", "title": "Short"}\n' + long.rstrip("\n"))
    reports: list[str] = []
    outcome = convert(source, target, report=lambda row: reports.append(str(row)))
    assert (outcome.events, outcome.left_out) == (1, 2)
    assert [report.rpartition("rows.jsonl")[2] for report in reports] == [
        ":1: error[left-out] it has more than 2,097,152 bytes",
        ":3: error[left-out] it has more than 2,097,152 bytes",
    ]


def test_a_file_of_json_has_a_length(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.imports.file.LIMITS", replace(LIMITS, json_bytes=100))
    for padding, problems in ((60, 0), (100, 1)):
        text = '[{"date": "2025", "title": "a"}]' + " " * padding
        converted = Converted(tmp_path, "a.json", text)
        assert [problem.code for problem in converted.outcome.problems] == ["too-big"] * problems


def test_json_in_utf_16_is_read(tmp_path: Path) -> None:
    data = json.dumps([{"date": "2025", "title": "Zürich"}], ensure_ascii=False)
    converted = Converted(tmp_path, "a.json", data.encode("utf-16"))
    assert [event.title for event in converted.log.events.values()] == ["Zürich"]
    cut = Converted(tmp_path, "b.json", data.encode("utf-16")[:-1])
    assert cut.outcome.problems[0].code == "encoding"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ('// mine\n[{"title":"A // b","date":"2025"}, /* two\nlines */ ]', "comments, surplus"),
        ('[{"title":"A // b","date":"2025",},]', "comments, surplus"),
        ('window.YTD.tweets.part0 = [{"title":"A // b","date":"2025"}];\n', "comments, surplus"),
        ('eqfeed_callback([{"title":"A // b","date":"2025"}]);', "comments, surplus"),
        ('{"title":"A // b","date":"2025"}\n\n{"title":"C","date":"2026"}', "2 JSON values one"),
        ('[{"title":"B","title":"A // b","date":"2025"}]', '"title" more than once'),
        ('[{"title":"A // b","date":"2025","n":NaN}]', ""),
    ],
)
def test_what_is_json_but_for_little_is_read_and_told(text: str, note: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    file = InputFile(path)
    file.begin()
    first, *_ = read_json(file, usual_mapping())
    assert isinstance(first, InputRecord)
    assert first.fields["title"] == "A // b"
    assert first.fields.get("n", "") == ""
    assert note in " ".join(file.notes)


def test_a_repeated_key_in_json_lines_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"title":"A","date":"2024","date":"2025"}\n')
    file = InputFile(path)
    assert len(list(read_json_lines(file, usual_mapping()))) == 1
    assert file.notes == ['some objects have "date" more than once, and the last is read']


@pytest.mark.parametrize(
    "text", ["[" + '"\\' * 20_000, "/*" * 20_000, ", " * 20_000, "a." * 20_000, "//" * 20_000]
)
def test_faulty_json_is_told_in_time_that_grows_with_it(text: str) -> None:
    with pytest.raises(json.JSONDecodeError):
        parse_json(strict_json(text))


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ({"$date": {"$numberLong": "978393600000"}}, "2001-01-02T00:00:00.000Z"),
        ({"$date": "2001-01-02T00:00:00Z"}, "2001-01-02T00:00:00Z"),
        ({"$date": {"$numberLong": "99999999999999"}}, "5138-11-16T09:46:39.999Z"),
        ({"$oid": "507f"}, "507f"),
        ({"date-parts": [[2019, 3, 4]]}, {"date-parts": "2019-03-04"}),
        ({"date-parts": [[2020, 1], [2020, 2]]}, {"date-parts": "2020-01/2020-02"}),
        ({"date-parts": [["44"]], "circa": True}, {"date-parts": "0044~", "circa": "true"}),
        ({"date-parts": [[None]]}, {"date-parts": [[""]]}),
        (
            {"time": "+1812-01-01T00:00:00Z", "precision": 9, "calendarmodel": "Q"},
            {"time": "+1812-00-00T00:00:00Z", "precision": "9", "calendarmodel": "Q"},
        ),
        (
            {"time": "+1812-01-01T00:00:00Z", "precision": 8, "calendarmodel": "Q"},
            {"time": "181X", "precision": "8", "calendarmodel": "Q"},
        ),
        (
            {"time": "+1900-01-01T00:00:00Z", "precision": 7, "calendarmodel": "Q"},
            {"time": "18XX", "precision": "7", "calendarmodel": "Q"},
        ),
        (
            {"time": "-3000-01-01T00:00:00Z", "precision": 6, "calendarmodel": "Q"},
            {"time": "-3000~", "precision": "6", "calendarmodel": "Q"},
        ),
    ],
)
def test_objects_that_stand_for_a_value_become_it(value: object, plain: object) -> None:
    assert parse_json(json.dumps(value)) == plain


@pytest.mark.parametrize("text", ['[{"title":"A","date":"2025"}]', '{\n"title":"A","date":"2025"}'])
def test_json_that_is_named_json_lines_is_told_how_it_is_read(text: str, tmp_path: Path) -> None:
    converted = Converted(tmp_path, "a.jsonl", text)
    assert not converted.is_written
    assert "with .json in its name" in converted.reports[0]
