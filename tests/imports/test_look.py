"""A look at a file tells what its fields are, asks what it cannot tell, and gives a mapping."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.events import read_file
from components.imports import Outcome, convert, read_mapping
from components.imports.convert import look_at_file
from components.imports.field_name import rank_of
from components.imports.looks.suggestion import listing, mapping_lines, summary
from tests.imports.sample import Converted


def told(folder: Path, name: str, data: str | bytes) -> tuple[Outcome, list[str]]:
    """Convert a file without a mapping; return the outcome and what was told of the file."""
    source, lines = folder / name, list[str]()
    source.write_bytes(data if isinstance(data, bytes) else data.encode())
    outcome = convert(source, folder / "out.yaml", tell=lines.append)
    return outcome, [line.removeprefix(f"{source}: ") for line in lines]


def converted_by_its_stub(folder: Path, name: str, data: str | bytes) -> Outcome:
    """Convert a file with the mapping that a look at it gives."""
    source = folder / name
    source.write_bytes(data if isinstance(data, bytes) else data.encode())
    look = look_at_file(source)
    assert look
    text = "".join(f"{line}\n" for line in mapping_lines(look))
    assert text.isascii() or text.replace("\n", "").isprintable()
    mapping, problems = read_mapping(text.encode(), "a.map.yaml")
    assert mapping, (problems, text)
    assert repr(mapping) == repr(look.mapping)
    return convert(source, folder / "out.yaml", mapping)


@pytest.mark.parametrize(
    ("header", "row", "sentence"),
    [
        ("Start Date,Headline", "2025-05-10,A", 'date from "Start Date", title from "Headline"'),
        ("startDate,name", "2025-05-10,A", 'date from "startDate", title from "name"'),
        ("Datum,Titel", "2025-05-10,A", 'date from "Datum", title from "Titel"'),
        ("fecha,título", "2025-05-10,A", 'date from "fecha", title from "título"'),
        ("event_date,event.value", "2025-05-10,A", 'date from "event_date", title from "event.val'),
        ("timestamp,date,message", "2025-05-10,2024,A", 'date from "date", title from "message"; '),
        ("Year,Month,Day,what", "2025,5,10,A", 'date from "Year" and "Month" and "Day", title fr'),
        ("Date,Time,what", "2025-05-10,9:30,A", 'date from "Date" and "Time", title from "what"'),
        ("iyear,imonth,iday,what", "2025,5,0,A", 'date from "iyear" and "imonth" and "iday", tit'),
        ("date,email,y", "2025-05-10,a@b.c,A", 'date from "date", title from "y"; not taken: '),
        ("d,t", "2025-05-10,A", 'date from "d", title from "t"'),
        ("date,title,tags", '2025,A,"a, b"', 'date from "date", title from "title", topics from'),
        (
            "date,title,source",
            "2025,A,https://a.org/b",
            'date from "date", title from "title", url',
        ),
        ("date,title,actor1,actor2", "2025,A,b,c", 'date from "date", title from "title", actors '),
    ],
)
def test_what_is_certain_is_taken_and_told(
    header: str, row: str, sentence: str, tmp_path: Path
) -> None:
    outcome, lines = told(tmp_path, "a.csv", f"{header}\n{row}\n")
    assert outcome.events == 1
    assert lines[0].startswith(sentence)


@pytest.mark.parametrize(
    ("data", "questions"),
    [
        (
            "date,title\n10/05/2025,A\n5/11/2025,B\n",
            [
                '"10/05/2025" in "date" is 2025-10-05 (month-first) or 2025-05-10 (day-first): '
                "choose one"
            ],
        ),
        (
            "date,title\n-44,A\n",
            ['"-44" in "date" is 44 BC (years: historical) or 45 BC (years: iso): choose one'],
        ),
        (
            "year,title\n-44,A\n",
            ['"-44" in "year" is 44 BC (years: historical) or 45 BC (years: iso): choose one'],
        ),
        (
            "created,published,title\n2025,2026,A\n",
            ['"published" and "created" look equally like the date: choose one'],
        ),
        (
            "built,burnt,title\n2025-05,2026-05,A\n",
            ['"built" and "burnt" hold dates, and none has a usual name: choose one'],
        ),
        (
            "Timestamp,Day of it,title\n2025-05-11,2025-05-09,A\n",
            ['"Timestamp" and "Day of it" look equally like the date: choose one'],
        ),
        (
            "Updated,Film-Date,title\n2025-05-11,20250509,A\n",
            ['"Film-Date" and "Updated" look equally like the date: choose one'],
        ),
        (
            "Created,Date,title\n2025-05-11,on the 9th,A\n",
            ['"Created" and "Date" look equally like the date: choose one'],
        ),
        (
            "Opened,title\n5/10/2025 9:30 AM,A\n5/13/2025 9:30 AM,B\n3,Total\n",
            ['is "Opened" the date? It holds "5/10/2025 9:30 AM"'],
        ),
        (
            "date,end,stop,title\n2025-05-11,2025-05-12,2025-05-13,A\n",
            ['"end" and "stop" look equally like the end: choose one'],
        ),
        (
            "created,release,title\n2025-05-10,,A\n2025-05-10,2025-05-12,B\n",
            ['"created" and "release" look equally like the date: choose one'],
        ),
        (
            "date,limit,n\n" + "2025,no,NA\n" * 20,
            ['is "limit" the title? Many rows have the same'],
        ),
        ("n,day_,title\n1746867600,20250510,A\n", ['is "day_" the date? It holds "20250510"']),
        ("day_,title\n45787,A\n", ['is "day_" the date? It holds "45787"']),
        ("date,a,b\n2025,One thing,Other\n", ['"a" and "b" may be the title: choose one']),
        ("date,title,title\n2025,A,B\n", ['"title.1" and "title.2" may be the title: choose one']),
        (
            "date,title\n2025-05-10,A\n1x,B\n2x,C\n",
            [
                '"date" holds dates in 1 of 3 rows only; "1x" is none: say how they are written, '
                "or which field is the date"
            ],
        ),
        (
            "date,title\nsoon,A\n",
            [
                '"date" holds no dates that can be read, but "soon": say how they are written, or '
                "which field is the date"
            ],
        ),
    ],
)
def test_what_is_unclear_is_asked_and_nothing_is_written(
    data: str, questions: list[str], tmp_path: Path
) -> None:
    outcome, lines = told(tmp_path, "a.csv", data)
    assert [problem.message for problem in outcome.problems] == questions
    assert {problem.code for problem in outcome.problems} == {"unclear-fields"}
    assert (outcome.events, lines, outcome.look is not None) == (0, [], True)
    assert not (tmp_path / "out.yaml").exists()


def test_one_of_two_fields_tells_how_the_dates_of_both_are_written(tmp_path: Path) -> None:
    outcome, lines = told(tmp_path, "a.csv", "date,end,title\n01/02/2025,25/02/2025,A\n")
    assert outcome.events == 1
    assert lines == ['date from "date" (day-first), end from "end" (day-first), title from "title"']


def test_a_usual_name_with_other_texts_is_told(tmp_path: Path) -> None:
    _, lines = told(tmp_path, "a.csv", "date,opened,title,kind\nsoon,2025-05-10,A,odd\n")
    assert lines[1:] == [
        '"opened" is the only field that holds dates',
        '"date" holds no dates, but "soon"',
        '"kind" is not taken: "odd" is no kind of a log',
    ]


def test_of_several_lists_in_a_file_a_person_chooses(tmp_path: Path) -> None:
    text = json.dumps({"past": [{"date": "2025", "title": "A"}], "next": [{"date": "2026"}]})
    outcome, _ = told(tmp_path, "a.json", text)
    assert "several lists of records" in outcome.problems[0].message
    assert outcome.look
    assert list(mapping_lines(outcome.look))[2:4] == ["rows: past  # or:", "# rows: next"]
    assert converted_by_its_stub(tmp_path, "a.json", text).events == 1


@pytest.mark.parametrize(
    ("rows", "question"),
    [
        ("2025-05,a\n2026-05,\n2027-05,\n", 'is "t" the title? Most rows have none'),
        ("2025-05-10,a\n,b\n,c\n", 'is "d" the date? It holds "2025-05-10"'),
    ],
)
def test_a_column_without_a_usual_name_that_is_mostly_empty_is_asked_about(
    rows: str, question: str, tmp_path: Path
) -> None:
    outcome, _ = told(tmp_path, "a.csv", f"d,t\n{rows}")
    assert [problem.message for problem in outcome.problems] == [question]


def test_fields_that_only_later_rows_have_are_told(tmp_path: Path) -> None:
    rows = [{"date": "2025", "title": f"row {number}"} for number in range(1_500)]
    rows[1_200]["place"] = "Geneva"
    _, lines = told(tmp_path, "a.jsonl", "".join(f"{json.dumps(row)}\n" for row in rows))
    assert lines[1:] == ['only later rows have "place" (at :1201); they are not taken']


def test_a_list_in_memory_is_looked_at_in_all_its_parts(tmp_path: Path) -> None:
    rows = [{"date": f"0{1 + n % 9}/05/2025", "title": f"row {n}"} for n in range(4_000)]
    for row in rows[3_800:]:
        row["date"] = "25/05/2025"
    outcome, lines = told(tmp_path, "a.json", json.dumps(rows))
    assert outcome.events == 4_000
    assert lines == [
        'date from "date" (day-first), title from "title"',
        '"date": "25/05/2025" decides how all are read: day-first',
    ]


def test_the_look_shows_each_field_and_the_mapping_what_there_is_to_choose(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("When it was;Title;x\n10/05/2025;A;\n5/11/2025;B;\x1b[31m\n")
    look = look_at_file(source)
    assert look
    assert (
        summary(look) == 'date from "When it was" (month-first), title from "Title"; not taken: "x"'
    )
    assert list(listing(look)) == [
        "CSV, 2 rows:",
        '  "When it was"  2  date   10/05/2025',
        '  "Title"        2  title  A',
        '  "x"            1         \\x1b[31m',
    ]
    asked = '"10/05/2025" in "When it was" is 2025-10-05 (month-first) or 2025-05-10 (day-first)'
    assert list(mapping_lines(look)) == [
        "# What the fields of a.csv mean; the lines behind # are remarks.",
        f"# CHOOSE: {asked}: choose one",
        'delimiter: ";"',
        "when:",
        "  field: When it was",
        "  format: month-first  # or:",
        "  # format: day-first",
        "title: Title",
        "# Not taken; name them under summary, place, actors, topics, source, url, note, ...",
        "#   x: \\x1b[31m",
    ]


CASES: dict[str, str | bytes] = {
    "us.csv": "Date,Title\n10/05/2025,A\n5/11/2025,B\n",
    "semicolons.csv": b"date;title\n2025-05-10;Z\xfcrich\n",
    "vis.json": '[{"id":1,"content":"<b>Item</b> 1","start":"2014-04-20","end":"2014-04-22"}]',
    "wrapped.json": '{"events":[{"date":"2025-05-10","title":"A"}]}',
    "keyed.json": '{"a":{"date":"2025-05-10","title":"A"},"b":{"date":"2025-05-11","title":"B"}}',
    "objects.json": '[{"date":"2025-05-10","title":"A","tags":["x",{"name":"y"}],'
    '"actors":[{"name":"P"},{"name":"Q"}]}]',
    "sparql.json": '{"head":{"vars":["date","eventLabel"]},"results":{"bindings":[{"date":{"type":'
    '"literal","value":"1969-07-20T00:00:00Z"},"eventLabel":{"value":"Moon landing"}}]}}',
    "timeline.json": '{"events":[{"start_date":{"year":"1900"},"text":{"headline":"A"}}]}',
    "features.json": '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,'
    '"properties":{"time":"2025-05-10","title":"A"}}]}',
    "columns.json": '{"columns":["date","title"],"data":[["2025-05-10","A"]]}',
    "days.csv": "d,t\n45787,A\n",
    "counts.jsonl": '{"ts":"1746835200.123456","title":"A"}\n{"ts":1746835200000,"title":"B"}\n',
    "tabs.tsv": 'date\ttitle\n2025-05-10\t"Quoted" start\n2025-05-11\tB\n',
    "banner.csv": "My events,,\n,,\ndate,title,x\n2025-05-10,A,1\n",
    "sep.csv": "sep=;\ndate;title\n2025-05-10;A\n",
    "twice.csv": "date,title,title\n2025-05-10,A,B\n",
    "bare.csv": "2025-05-10,A first thing\n2025-05-11,Another\n",
    "wide.csv": "date\ttitle\n2025\tA\n".encode("utf-16"),
    "bc.csv": "date,title\n-44,Caesar\n69,Nero\n",
    "odd.csv": '"no","a: b","#c"\n2025-05-10,x,y y\n',
}


@pytest.mark.parametrize("name", CASES)
def test_the_mapping_of_a_look_reads_the_file(name: str, tmp_path: Path) -> None:
    outcome = converted_by_its_stub(tmp_path, name, CASES[name])
    assert (outcome.problems, outcome.absent) == ((), ())
    assert outcome.events > 0


_DATES = st.sampled_from(
    ["2025-05-10", "10/05/2025", "25/05/2025", "10 May 2025", "2025", "1746835200", "-0043", ""]
)
_NAMES = st.one_of(
    st.sampled_from(["date", "Title", "end", "tags", "url", "no", "a.b", "x: y", "#", "é", "1"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=","), max_size=8),
)
_TEXTS = st.one_of(_DATES, st.text(max_size=20), st.sampled_from(["https://a.org", "a;b", "12"]))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(st.dictionaries(_NAMES, _TEXTS, max_size=5), min_size=1, max_size=4),
    date=_DATES.filter(bool),
)
def test_a_look_gives_a_mapping_whose_fields_are_all_there(
    rows: list[dict[str, str]], date: str, tmp_path: Path
) -> None:
    rows.append({"when": date, "title": "A"})
    text = "".join(f"{json.dumps(row)}\n" for row in rows)
    outcome = converted_by_its_stub(tmp_path, "a.jsonl", text)
    assert outcome.absent == ()


def test_the_look_reads_no_more_than_a_sample(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("date,title\n" + "2025,A row\n" * 50_000)
    look = look_at_file(source)
    assert look
    assert (look.sample.records, look.sample.is_whole) == (1_000, False)
    wide = tmp_path / "b.jsonl"
    wide.write_text(f"{json.dumps({'date': '2025', 'title': 'x' * 900_000})}\n" * 40)
    look = look_at_file(wide)
    assert look
    assert max(map(len, look.sample.fields[1].texts)) == 500


@pytest.mark.parametrize(
    ("role", "name", "fits"),
    [
        ("when", "Start Date", True),
        ("when", "start.dateTime", True),
        ("when", "user.created_at", True),
        ("when", "Startled", False),
        ("title", "event.value", True),
        ("title", "title.2", True),
        ("title", "title_es", True),
        ("title", "title_no", False),
        ("actors", "actors.name", True),
        ("place", "café", False),
    ],
)
def test_a_name_is_known_however_it_is_written(role: str, name: str, fits: bool) -> None:
    assert (rank_of(role, name) is not None) == fits


def test_a_field_of_its_own_goes_before_one_within_another() -> None:
    own, within = rank_of("when", "created_at"), rank_of("when", "user.created_at")
    assert own and within and own < within and within.is_within


def test_a_log_needs_no_look(tmp_path: Path) -> None:
    source = tmp_path / "log.yaml"
    source.write_bytes(read_file(Path(__file__).parents[2] / "data" / "events.yaml"))
    assert look_at_file(source) is None


def test_an_id_or_an_address_of_somebody_else_is_not_the_one_of_the_record(tmp_path: Path) -> None:
    rows = [
        {
            "title": f"Talks {number}",
            "date": f"2025-05-1{number}",
            "source": {"id": "bbc", "name": "BBC"},
            "organizer": {"name": "UN", "url": "https://un.example"},
            "steps": [
                {"at": "2025-05-12", "label": "One"},
                {"at": "2025-05-13", "label": "Two"},
            ],
        }
        for number in range(2)
    ]
    _, (line, *_) = told(tmp_path, "a.json", json.dumps(rows))
    assert 'source from "source.name"' in line
    assert line.endswith('"source.id", "organizer.url", "steps.at" and "steps.label"')


def test_twelve_digits_far_in_the_future_are_milliseconds(tmp_path: Path) -> None:
    data = json.dumps({"title": ["A", "B"], "date": [978307200000, 978393600000]})
    _, (line, *_) = told(tmp_path, "a.json", data)
    assert line.startswith('date from "date" (epoch-ms)')


def test_a_field_that_says_how_exact_a_date_is_cuts_it(tmp_path: Path) -> None:
    rows = [
        {"title": "A", "date": "1967-07-01", "date_precision": "month"},
        {"title": "B", "date": "1968-01-01", "date_precision": "Year"},
        {"title": "C", "date": "1969-01-02", "date_precision": "day"},
    ]
    _, (line, *_) = told(tmp_path, "a.json", json.dumps(rows))
    assert line == 'date from "date" and "date_precision", title from "title"'
    converted = Converted(tmp_path, "b.json", json.dumps(rows))
    assert converted.whens == ["1967-07", "1968", "1969-01-02"]
    assert converted_by_its_stub(tmp_path, "a.json", json.dumps(rows)).events == 3


def test_sources_may_be_names_and_addresses_in_one_field(tmp_path: Path) -> None:
    data = "date,event,source\n2025,A,BBC\n2025,B,https://a.org/1\n2025,C,https://a.org/2\n"
    outcome, lines = told(tmp_path, "a.csv", data)
    assert (outcome.events, outcome.left_out) == (3, 0)
    assert lines[0].endswith('source from "source"')


def test_a_date_without_any_text_is_asked_for_by_its_name(tmp_path: Path) -> None:
    source = tmp_path / "a.json"
    source.write_text('[{"date": NaN, "title": 1e999}]')
    look = look_at_file(source)
    assert look
    assert list(look.questions) == ['"date" holds no dates in any row: say which field is the date']
    assert look.mapping.when.field == ("date",)
