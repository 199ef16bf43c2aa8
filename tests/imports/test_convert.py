"""Other people's files become logs: nothing is guessed, and no row is lost in silence."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events import Log, WhenError, check, parse_when
from components.events.identifier import Ids, Names, id_of, slug
from components.events.parquet import read_parquet
from components.imports import FieldMapping, Options, Outcome, convert
from components.imports import read_mapping as checked_mapping
from components.imports.date import date_of_parts, fault_of_pattern, to_edtf
from components.imports.timelinejs import text_of

ROOT = Path(__file__).resolve().parents[2]


def mapping(text: str) -> FieldMapping:
    columns, problems = checked_mapping(dedent(text).encode(), "map.yaml")
    assert columns, problems
    return columns


class Made:
    """What became of a file: the log, what was told of its rows, and the outcome."""

    def __init__(
        self, folder: Path, name: str, data: str | bytes, text: str = "", strict: bool = False
    ) -> None:
        source, target = folder / name, folder / "out.yaml"
        source.write_bytes(data if isinstance(data, bytes) else data.encode())
        self.told: list[str] = []
        self.outcome: Outcome = convert(
            source,
            target,
            mapping(text) if text else None,
            Options(strict=strict),
            lambda each: self.told.append(str(each).removeprefix(f"{folder}/")),
        )
        self.is_written = target.exists()
        self._target = target

    @property
    def log(self) -> Log:
        log, problems = check(self._target.read_bytes(), "out.yaml")
        assert log, problems
        return log

    @property
    def whens(self) -> list[str]:
        return [event.when.text for event in self.log.events.values()]


def test_a_csv_with_usual_names_needs_no_mapping(tmp_path: Path) -> None:
    made = Made(
        tmp_path,
        "talks.csv",
        "date,title,actors,topics,source,url,place\n"
        '2025-05-10,"They meet, at last",Ann; Bob,tea,Paper,https://paper.example/1,Zürich\n'
        "2025-05,A report,ANN,tea;trade,paper,,\n",
    )
    first, second = made.log.events.values()
    assert (first.title, first.place, first.kind) == ("They meet, at last", "Zürich", "background")
    assert [part.actor for part in first.actors] == ["ann", "bob"]
    assert [part.actor for part in second.actors] == ["ann"]
    assert second.topics == ("tea", "trade")
    assert first.citations[0].locator == "https://paper.example/1"
    assert {key: source.title for key, source in made.log.sources.items()} == {"paper": "Paper"}
    assert made.log.actors["ann"].aliases == ("ANN",)
    assert (made.log.about.title, made.log.about.zone) == ("talks", "UTC")
    assert made.log.about.as_of.text == "2025-05-10"
    assert made.told == []


def test_bom_crlf_semicolons_quotes_and_lines_within_cells_are_read(tmp_path: Path) -> None:
    data = (
        b"\xef\xbb\xbfdate;title;summary\r\n"
        b'2025-05-10;"He said ""no"";","one\r\ntwo"\r\n'
        b"\r\n"
        b"2025-05-11;yes;\r\n"
        b"soon;later;\r\n"
    ).replace(b',"one', b';"one')
    made = Made(tmp_path, "talks.csv", data)
    first, second = made.log.events.values()
    assert (first.title, first.summary) == ('He said "no";', "one\ntwo")
    assert second.title == "yes"
    assert [line.partition(" error")[0] for line in made.told] == ["talks.csv:6:"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_of_the_header(tmp_path: Path, delimiter: str) -> None:
    data = delimiter.join(("date", "title", "note")) + "\n" + delimiter.join(("2025", "a", "b"))
    assert Made(tmp_path, "talks.csv", data).log.events["a"].note == "b"


def test_every_faulty_row_of_a_csv_is_told_with_its_line_and_its_reason(tmp_path: Path) -> None:
    made = Made(
        tmp_path,
        "talks.csv",
        b"date,title,kind\n"
        b"2025-05-10,good,\n"
        b"2025-02-30,no such day,\n"
        b",no date,\n"
        b"2025-05-10,,\n"
        b"2025-05-10,too,many,cells\n"
        b"2025-05-10,few\n"
        b"2025-05-10,kind,crime\n"
        b"2025-05-10,caf\xe9,\n"
        b"2025-05-11,also good,meeting\n",
    )
    assert [event.title for event in made.log.events.values()] == ["good", "also good"]
    assert (made.outcome.events, made.outcome.left_out) == (2, 7)
    assert made.told == [
        'talks.csv:3: error[left-out] "2025-02-30": February 2025 has the days 01 to 28',
        "talks.csv:4: error[left-out] it has no date: when, date, start, start_date, timestamp "
        "is empty or missing",
        "talks.csv:5: error[left-out] it has no title",
        "talks.csv:6: error[left-out] it has 4 cells; the header has 3",
        "talks.csv:7: error[left-out] it has 2 cells; the header has 3",
        'talks.csv:8: error[left-out] "crime" is no kind; those are meeting, statement, interview, '
        "post, agreement, announcement, background, publication",
        "talks.csv:9: error[left-out] it is not UTF-8",
    ]


def test_rows_left_out_leave_no_names_behind(tmp_path: Path) -> None:
    data = "date,title,actors\n2025,a,Ann\nsoon,b,Bob\n2025,,Eve\n"
    assert list(Made(tmp_path, "talks.csv", data).log.actors) == ["ann"]


def test_other_encodings_are_read_when_the_mapping_says_so(tmp_path: Path) -> None:
    text = "encoding: windows-1252\nwhen: date\ntitle: title\n"
    made = Made(tmp_path, "talks.csv", b"date,title\n2025,caf\xe9\n", text)
    assert made.log.events["cafe"].title == "café"


VAIN = """\
when: datum
title: was
actors: people
topics: [tags, {field: [thema, subject]}]
source:
  kind: official
  field: quelle
"""


def test_a_csv_without_a_column_that_the_mapping_names_is_refused_at_once(tmp_path: Path) -> None:
    made = Made(tmp_path, "a.csv", "datum,was,Theme,tags\n2025,a,b,c\nsoon,a,b,c\n", VAIN)
    lack = "error[absent-field] the header of a.csv has no"
    assert [str(problem) for problem in made.outcome.problems] == [
        f'map.yaml:3:9: {lack} "people"; there are "Theme", "datum", "was", "tags"',
        f'map.yaml:4:24: {lack} "thema" or "subject"; there are "Theme", "tags", "was", "datum"',
        f'map.yaml:7:10: {lack} "quelle"; there are "Theme", "datum", "was", "tags"',
    ]
    assert made.told == []
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.csv"]


@pytest.mark.parametrize("ending", ["jsonl", "json"])
def test_a_field_that_no_row_of_json_has_is_told_at_the_end(tmp_path: Path, ending: str) -> None:
    rows = [
        {"datum": "2025", "was": "a", "tags": None},
        {"datum": "2025", "was": "b", "subject": "c", "who": {"people": ["d"]}},
        {"datum": "soon", "was": "b", "quelle": "e"},
    ]
    lines = [json.dumps(row) for row in rows]
    data = "\n".join(lines) if ending == "jsonl" else f"[{','.join(lines)}]"
    made = Made(tmp_path, f"a.{ending}", data, VAIN)
    assert made.is_written
    (problem,) = made.outcome.absent
    assert str(problem).startswith(
        f'map.yaml:3:9: error[absent-field] no row of a.{ending} has "people"; '
        'there are "who.people", '
    )
    (tmp_path / "strict").mkdir()
    assert not Made(tmp_path / "strict", f"a.{ending}", data, VAIN, strict=True).is_written


def test_a_mapping_made_in_code_is_told_of_what_is_missing_too(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("date\n2025\n")
    columns = FieldMapping.model_validate({"when": "date", "title": "head"})
    (problem,) = convert(source, tmp_path / "out.yaml", columns).problems
    lack = 'error[absent-field] the header of a.csv has no "head"; there is "date"'
    assert str(problem) == f"a.csv:1:1: {lack}"


def test_of_a_kind_that_is_none_the_column_is_named(tmp_path: Path) -> None:
    text = "when: date\ntitle: title\nkind: art\nstatus: {field: [a, b]}\n"
    data = "date,title,art,a,b\n2025,a,,,\n2025,b,Talk,,\n2025,c,meeting,,\n"
    made = Made(tmp_path, "a.csv", data, text)
    assert [line.partition("] ")[2].partition(";")[0] for line in made.told] == [
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
        {"at": {"day": [2024]}, "text": {"short": "D"}},
        {"at": {"day": "2024-05-01"}, "text": {"short": "E"}},
    ]
    data = "\ufeff" + "\r\n\r\n".join(json.dumps(row) for row in rows)
    made = Made(tmp_path, "nested.jsonl", data, NESTED)
    first, second, third = made.log.events.values()
    assert made.whens == ["2025-05-10", "2025-05", "2024"]
    assert (first.id, first.kind, first.status, first.place) == (
        "k-1",
        "meeting",
        "possible",
        "Genf",
    )
    names = [(made.log.actors[part.actor].name, part.role) for part in first.actors]
    assert names == [("Ann", "host"), ("何立峰", "host"), ("Bob", "speaker"), ("Eve", "speaker")]
    assert [made.log.topics[key].name for key in first.topics] == ["Tea", "Handel"]
    assert (second.kind, third.kind) == ("statement", "background")
    source = made.log.sources["the-archive"]
    assert (source.tier, source.kind, source.publisher, source.language) == (
        *("record", "archive"),
        *("Us", "de"),
    )
    assert made.log.about.as_of.text == "2025-06-01"
    assert made.told == [
        'nested.jsonl:7: error[left-out] "at.day" is a list, not text',
        'nested.jsonl:9: error[left-out] "2024-05-01" is not written as "%d.%m.%Y" or "%m/%Y" or '
        '"%Y"',
    ]


def test_every_faulty_line_of_json_lines_is_told(tmp_path: Path) -> None:
    lines = [
        b'{"date": "2025", "title": "good"}',
        b'{"date": "2025", "title": ',
        b"[1, 2]",
        b'{"date": "2025", "title": "caf\xe9"}',
        b'{"date":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"date": "2025", "title": "\\ud800 half"}',
    ]
    made = Made(tmp_path, "a.ndjson", b"\n".join(lines))
    assert [event.title for event in made.log.events.values()] == ["good", "half"]
    assert [line.partition("] ")[2].partition(",")[0] for line in made.told] == [
        "it is not JSON: Expecting value",
        "it is no JSON object",
        "it is not UTF-8",
        "it is nested too deeply",
        "characters that cannot be seen are left out of title",
    ]


def test_a_json_list_is_told_by_index_and_found_by_its_path(tmp_path: Path) -> None:
    rows = [{"date": "2025", "title": "a"}, 3, {"title": "b"}]
    made = Made(
        tmp_path,
        "a.json",
        json.dumps({"data": {"items": rows}}),
        "rows: data.items\nwhen: date\ntitle: title\n",
    )
    assert [line.partition(" error")[0] for line in made.told] == ["a.json[1]:", "a.json[2]:"]
    made = Made(tmp_path, "b.json", json.dumps({"data": rows}))
    assert made.outcome.problems[0].code == "wrong-shape"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.json", b'[{"date": ', "a.json:1:11: error[syntax] the file is not JSON"),
        ("a.json", b'\n["\xff"]', "a.json:2:3: error[encoding] the file is not UTF-8"),
        ("a.json", b"[" * 100_000, "a.json:1:1: error[too-deep]"),
        ("a.json", b"[]", "a.json:1:1: error[empty-file] the file has no rows"),
        ("a.csv", b"", "a.csv:1:1: error[empty-file] the file has no header"),
        ("a.csv", b"date,title\n", "a.csv:1:1: error[empty-file] the file has no rows"),
        ("a.csv", b"date,date\n1,2\n", 'a.csv:1:1: error[duplicate-key] the header names "date"'),
        ("a.csv", b"date,title\nx,y\n", "a.csv:1:1: error[empty-file] no row could be read"),
        ("a.yaml", b"format: 2\n", "a.yaml:1:1: error[missing-field]"),
        ("a.parquet", b"PAR1", "a.parquet:1:1: error[unreadable-parquet]"),
    ],
)
def test_a_file_without_a_row_is_a_problem_and_writes_nothing(
    tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    made = Made(tmp_path, name, data)
    assert str(made.outcome.problems[0]).startswith(told)
    assert sorted(tmp_path.iterdir()) == [tmp_path / name]


def test_a_strict_conversion_writes_nothing_when_a_row_is_lost(tmp_path: Path) -> None:
    data = "date,title\n2025,a\nsoon,b\n"
    assert not Made(tmp_path, "a.csv", data, strict=True).is_written
    assert Made(tmp_path, "a.csv", data).is_written


def test_ids_that_are_taken_get_a_number_and_are_told(tmp_path: Path) -> None:
    data = "id,date,title\nA 1,2025,x\na-1,2025,x\nA1,2025,x\n,2025,x\n,2025,x\n何,2025,何\n"
    made = Made(tmp_path, "a.csv", data)
    # The format has no two ids that differ in their hyphens only.
    assert list(made.log.events) == ["a-1", "a-1-2", "a1-3", "x", "x-2", "row-7"]
    assert made.told == [
        'a.csv:3: warning[changed] the id "a-1" is taken; this one is "a-1-2"',
        'a.csv:4: warning[changed] the id "A1" is taken; this one is "a1-3"',
    ]


TIMELINE = {
    "title": {"text": {"headline": "A <b>short</b> history", "text": "<p>One.</p><p>Two.</p>"}},
    "events": [
        {
            "start_date": {"year": "-500"},
            "text": {"headline": "Long &amp; ago", "text": "<p>A</p><script>alert(1)</script>"},
            "unique_id": "long-ago",
        },
        {
            "start_date": {"year": 2025, "month": 5},
            "end_date": {"year": 2025, "month": 6},
            "media": {"credit": "Press", "url": "https://press.example/a.jpg"},
            "text": {"headline": "Months"},
            "group": "Talks",
            "display_date": "Spring",
        },
        {
            "start_date": {"year": 2025, "month": 5, "day": 10, "hour": 9, "minute": 5},
            "text": {"text": "Only a text"},
            "location": {"name": "Geneva"},
        },
        {"start_date": {"year": 2025, "month": 13}, "text": {"headline": "Never"}},
        {"start_date": {"year": "", "month": 5}, "text": {"headline": "No year"}},
        {"text": {"headline": "No date"}},
        "a slide",
    ],
    "eras": [
        {
            "start_date": {"year": "2024"},
            "end_date": {"year": 2025, "month": 5},
            "text": {"headline": "The <i>long</i> quarrel", "text": "Tariffs."},
        },
        {"start_date": {"year": "2024"}, "end_date": {"year": "2025"}},
        {"start_date": {"year": "2025"}, "end_date": {"year": "2024"}, "text": {"headline": "E"}},
    ],
}


def test_a_timelinejs_timeline_is_read_with_its_precisions(tmp_path: Path) -> None:
    made = Made(tmp_path, "t.json", json.dumps(TIMELINE))
    first, second, third, era = made.log.events.values()
    assert made.whens == ["-0499", "2025-05/2025-06", "2025-05-10T09:05", "2024/2025-05"]
    assert made.log.about.title == "A short history"
    assert made.log.about.summary == "One.\nTwo."
    assert (first.id, first.title, first.summary) == ("long-ago", "Long & ago", "A")
    assert (second.topics, second.dating) == (("talks",), "Shown as Spring")
    assert second.citations[0].locator == "https://press.example/a.jpg"
    assert (third.title, third.place) == ("Only a text", "Geneva")
    assert first.citations[0].source == "a-short-history"
    places = [line.partition(": ")[0] for line in made.told]
    lost = [("events", index) for index in (3, 4, 5, 6)] + [("eras", 1), ("eras", 2)]
    assert places == [f"t.json.{name}[{index}]" for name, index in lost]
    assert (era.title, era.summary) == ("The long quarrel", "Tariffs.")
    assert (era.kind, era.when.form, era.dating) == ("background", "duration", "Given as an era")


def test_eras_that_are_no_list_are_told(tmp_path: Path) -> None:
    made = Made(tmp_path, "t.json", json.dumps({**TIMELINE, "eras": "none"}))
    assert made.told[-1] == "t.json.eras: error[left-out] it is no list"


def test_html_becomes_its_text() -> None:
    assert text_of("a<br>b <i>c</i>&nbsp;&lt;d&gt;<style>e</style>") == "a\nb c <d>"
    assert text_of("  2 < 3 ") == "2 < 3"


@pytest.mark.parametrize(
    ("text", "formats", "edtf"),
    [
        ("2025", ["iso"], "2025"),
        ("2025-05", ["iso"], "2025-05"),
        ("20250510", ["iso"], "2025-05-10"),
        ("2025-05-10 09:05", ["iso"], "2025-05-10T09:05"),
        ("2025-05-10T09:05:06.789+0200", ["iso"], "2025-05-10T09:05:06+02:00"),
        ("2025-05-10 09:05:06 UTC", ["iso"], "2025-05-10T09:05:06Z"),
        ("2025-05-10T09:05-00:00", ["iso"], "2025-05-10T09:05Z"),
        ("2025-05-10 09:05/2025-05-11", ["iso"], "2025-05-10T09:05/2025-05-11"),
        ("[2025..2026]", ["edtf"], "[2025..2026]"),
        ("1746867906789", ["epoch-ms"], "2025-05-10T09:05:06Z"),
        ("1.746867906789e12", ["epoch-ms"], "2025-05-10T09:05:06Z"),
        ("-1", ["epoch-ms"], "1969-12-31T23:59:59Z"),
        ("0", ["epoch-s"], "1970-01-01T00:00:00Z"),
        ("10 May 2025", ["%d %B %Y"], "2025-05-10"),
        ("May 2025", ["%d %B %Y", "%B %Y"], "2025-05"),
        ("10/5/25 9:05 PM", ["%d/%m/%y %I:%M %p"], "2025-05-10T21:05"),
        ("2025-05-10 09:05:06 -0430", ["%Y-%m-%d %H:%M:%S %z"], "2025-05-10T09:05:06-04:30"),
        ("2025-05-10T00:00:00Z", ["%Y-%m-%dT00:00:00Z"], "2025-05-10"),
        ("2025-130", ["%Y-%j"], "2025-05-10"),
        ("100 %", ["%y0 %%"], "2010"),
    ],
)
def test_a_date_keeps_its_precision(text: str, formats: list[str], edtf: str) -> None:
    assert to_edtf(text, formats) == edtf
    assert parse_when(edtf, "UTC").text == edtf


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        *(("1e999999999", "epoch-ms"), ("nan", "epoch-ms"), ("1" * 100, "epoch-s")),
        *(("9" * 14, "epoch-s"), ("soon", "epoch-ms"), ("10.5.", "%d.%m.%Y"), ("(", "%Y")),
    ],
)
def test_a_date_that_cannot_be_read_is_told(text: str, format_: str) -> None:
    with pytest.raises(WhenError):
        to_edtf(text, [format_])


@pytest.mark.parametrize(
    ("text", "formats", "told"),
    [
        (
            "31.02.2025",
            ["%d.%m.%Y"],
            '"31.02.2025" is written as "%d.%m.%Y", but there is no such day',
        ),
        ("29.02.25", ["%Y", "%d.%m.%y", "%m/%Y"], 'as "%d.%m.%y", but there is no such day'),
        ("366 in 2025", ["%j in %Y"], 'as "%j in %Y", but there is no such day'),
        ("2025-05-10 10:00:61", ["%Y-%m-%d %H:%M:%S"], "but there is no such time"),
        ("31.02.20255", ["%d.%m.%Y"], 'is not written as "%d.%m.%Y"'),
    ],
)
def test_a_day_that_does_not_exist_is_told_from_one_written_otherwise(
    text: str, formats: list[str], told: str
) -> None:
    with pytest.raises(WhenError) as caught:
        to_edtf(text, formats)
    assert str(caught.value).endswith(told)


def test_the_last_day_of_a_leap_year_and_the_first_of_the_next_are_read_by_their_number() -> None:
    assert to_edtf("2024-366", ["%Y-%j"]) == "2024-12-31"
    assert to_edtf("2025-001", ["%Y-%j"]) == "2025-01-01"


@given(st.integers(-(10**20), 10**20), st.sampled_from(["epoch-ms", "epoch-s"]))
def test_any_count_from_1970_is_an_instant_or_refused(count: int, format_: str) -> None:
    try:
        when = parse_when(to_edtf(str(count), [format_]), "UTC")
    except WhenError:
        assert abs(count) > 60_000_000_000
    else:
        assert when.start == (count // 1000 if format_ == "epoch-ms" else count) * 1000


@pytest.mark.parametrize(
    ("parts", "edtf"),
    [
        (("2025",), "2025"),
        (("2025", "5"), "2025-05"),
        (("2025", "05", "9"), "2025-05-09"),
        (("2025", "5", "9", "19:30"), "2025-05-09T19:30"),
        (("-44", "3", "15"), "-0044-03-15"),
        (("12345",), "Y12345"),
        (("-0",), "0000"),
    ],
)
def test_dates_in_parts_keep_their_precision(parts: tuple[str, ...], edtf: str) -> None:
    assert date_of_parts(*parts) == edtf
    parse_when(edtf, "UTC")


@pytest.mark.parametrize("parts", [("x",), ("2025", "", "5"), ("2025", "May"), ("1", "²"), ("٣",)])
def test_dates_with_a_gap_or_without_a_number_are_told(parts: tuple[str, ...]) -> None:
    with pytest.raises(WhenError):
        date_of_parts(*parts)


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
    made = Made(tmp_path, "a.csv", data, text)
    assert made.whens == ["2025", "2025-05/2025-06", "2025-05-10T10:00", "2025-05-10"]
    assert [event.zone for event in made.log.events.values()] == [
        *("Asia/Tokyo", "Asia/Tokyo"),
        *("Europe/Zurich", "Asia/Tokyo"),
    ]
    assert made.log.about.as_of.text == "2025-06-30"
    assert "runs backwards" in made.told[0]
    assert '"Mars/Base" is not an IANA zone' in made.told[1]


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
    assert Made(tmp_path, "a.csv", data).log.about.as_of.text == as_of


def test_text_of_a_row_is_never_run_or_formatted(tmp_path: Path) -> None:
    texts = ["=1+1", "{title}", "%(x)s", "*a", "&a b", "!!python/object:os.system x", ".*", "\\1"]
    data = "".join(
        json.dumps({"date": "2025", "title": each, "summary": each, "tags": [each]}) + "\n"
        for each in texts
    )
    made = Made(tmp_path, "a.jsonl", data)
    assert [event.title for event in made.log.events.values()] == texts
    assert [topic.name for topic in made.log.topics.values()] == texts


def test_lists_within_a_cell_are_read_as_json_when_the_mapping_says_so(tmp_path: Path) -> None:
    text = "when: date\ntitle: title\ntopics: {field: tags, json: true}\n"
    data = 'date,title,tags\n2025,a,"[""x"", ""y""]"\n2025,b,\n2025,c,[x\n2025,d,3\n'
    made = Made(tmp_path, "a.csv", data, text)
    assert [list(event.topics) for event in made.log.events.values()] == [["x", "y"], []]
    assert [line.partition("] ")[2] for line in made.told] == ["its topics are no JSON list"] * 2


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
    log = Made(tmp_path, "a.jsonl", data, text).log
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
    made = Made(tmp_path, "a.json", json.dumps(rows))
    assert list(made.log.events) == ["b"]
    assert "summary has 70,000 characters; the limit is 65,536" in made.told[0]


def test_what_yaml_is_too_small_for_is_sent_to_parquet(tmp_path: Path) -> None:
    rows = "".join(f"2025,a {number}\n" for number in range(40_002))
    made = Made(tmp_path, "a.csv", f"date,title\n{rows}")
    assert not made.is_written
    assert [problem.message for problem in made.outcome.problems] == [
        "a log in YAML holds at most 40,000 events; out.parquet would hold any number"
    ]
    text = "x" * 65_000
    rows = "".join(f"2025,a,{text}\n" for _ in range(550))
    made = Made(tmp_path, "b.csv", f"date,title,summary\n{rows}")
    assert not made.is_written
    assert [problem.message for problem in made.outcome.problems] == [
        "the file is longer than the limit of 33,554,432 bytes; out.parquet would hold any number"
    ]


def test_rows_become_the_same_log_in_yaml_and_in_parquet(tmp_path: Path) -> None:
    made = Made(tmp_path, "nested.jsonl", json.dumps({"date": "2025-05", "title": "a"}))
    target = tmp_path / "out.parquet"
    assert convert(tmp_path / "nested.jsonl", target).events == 1
    assert read_parquet(target).log == made.log.with_hash(
        getattr(read_parquet(target).log, "hash", "")
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title: a\n", '1:1: error[missing-field] "when" is missing'),
        ("when: a\ntitle: a\nkinds: b\n", "3:1: error[unknown-key]"),
        ("when: {format: iso}\ntitle: a\n", "1:7: error[missing-field] when names either a field"),
        ("when: {field: a, format: '%H'}\ntitle: a\n", "error[when-form]"),
        ("when: a\ntitle: {values: {a: b}}\n", "2:8: error[missing-field] title names neither"),
        ("when: a\ntitle: a\nlog: {zone: Mars}\n", "3:13: error[unknown-zone]"),
        ("when: a\ntitle: a\nactors: {field: b, role: boss}\n", "error[unknown-value]"),
        ("when: a\ntitle: a\nlog: {as_of: soon}\n", "3:14: error[when-form]"),
        ('when: a\ntitle: a\ntopics: {field: b, separator: [""]}\n', "error[empty]"),
        ("[", "error[syntax]"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_told_with_its_place(text: str, told: str) -> None:
    columns, problems = checked_mapping(text.encode(), "map.yaml")
    assert columns is None
    assert told in str(problems[0])


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "examples").glob("*.map.yaml")))
def test_the_mappings_among_the_examples_are_sound(path: Path) -> None:
    assert checked_mapping(path.read_bytes(), path.name)[1] == ()


def test_the_mapping_of_the_manual_is_sound_and_reads_its_own_example(tmp_path: Path) -> None:
    manual = (ROOT / "docs" / "your-own-log.md").read_text(encoding="utf-8")
    text = manual.split("```yaml\n")[1].split("```")[0]
    row = manual.split("```json\n")[1].split("```")[0]
    made = Made(tmp_path, "reports.jsonl", row, text)
    assert made.told == []
    assert made.whens == ["2025-05/2025-06-03"]


@pytest.mark.parametrize(
    ("pattern", "is_sound"),
    [
        *(("%Y", True), ("%d.%m.%Y", True), ("%j %y", True), ("%Y-%m-%d %I:%M %p", True)),
        *(("%m", False), ("%d %Y", False), ("%Y-%m-%d %H", False), ("%c", False), ("x", False)),
        *(("%Y-%m-%d %I:%M", False), ("%Y %H:%M", False), ("%Y-%m-%d %H:%M %Z", False)),
    ],
)
def test_a_pattern_gives_a_date_of_one_precision(pattern: str, is_sound: bool) -> None:
    assert (fault_of_pattern(pattern) == "") is is_sound


@given(st.lists(st.text(max_size=80), max_size=20))
def test_ids_of_any_names_are_of_the_format_and_differ(names: list[str]) -> None:
    ids = Ids()
    given_ids = [ids.take(id_of(name)) for name in names]
    topics = {key: {"name": "x"} for key in given_ids}
    Log.model_validate(
        {"format": 1, "log": {"title": "x", "zone": "UTC", "as_of": "2025"}, "topics": topics}
        | {"events": {}}
    )
    assert len({key.replace("-", "") for key in given_ids if key.startswith("x-")}) == len(
        [key for key in given_ids if key.startswith("x-")]
    )
    assert len(set(given_ids)) == len(names)


def test_names_are_told_apart_by_more_than_case_and_width() -> None:
    names = Names()
    first = [
        names.id_of(name) for name in ("Søren Łuk", "søren  łuk", "\uff33ØREN ŁUK", "Soren Luk")
    ]
    assert first == ["soren-luk", "soren-luk", "soren-luk", "soren-luk-2"]
    assert names.spellings["soren-luk"] == ("Søren Łuk", "søren łuk", "\uff33ØREN ŁUK")
    assert slug("何立峰") == ""
    assert id_of("何立峰") == id_of("何立峰") != id_of("何立")
    assert len(slug("word " * 40)) <= 64
    assert len(slug("x" * 99)) == 64


def test_usual_fields_are_found_however_their_names_are_written(tmp_path: Path) -> None:
    source = tmp_path / "rows.csv"
    source.write_text("Date;TITLE;Place\n2025-05;A month;Geneva\n", encoding="utf-8")
    target = tmp_path / "log.yaml"
    assert convert(source, target).events == 1
    log = check(target.read_bytes(), target.name).log
    assert log
    (event,) = log.events.values()
    assert (event.when.text, event.title, event.place) == ("2025-05", "A month", "Geneva")


def test_a_broken_line_of_json_is_told_with_the_column_where_it_breaks(tmp_path: Path) -> None:
    source = tmp_path / "rows.jsonl"
    source.write_text('{"date": "2025", "title": "A"}\n{"date": "2025"\n', encoding="utf-8")
    told: list[str] = []
    convert(source, tmp_path / "log.yaml", report=lambda each: told.append(str(each)))
    assert [each.rpartition(", at ")[2] for each in told] == ["column 16"]
    assert ":2: error[left-out]" in told[0]
