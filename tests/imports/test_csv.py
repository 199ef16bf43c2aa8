"""CSV is read at its lines, and no faulty row is lost in silence."""

from dataclasses import replace
from pathlib import Path

import pytest

from components.events import LIMITS
from components.imports import convert
from components.imports.file import InputFile
from components.imports.formats.csv import read_csv
from components.imports.record import InputRecord
from tests.imports.sample import Converted, mapping_of

SURPLUS = (
    "it has 4 cells; the header has 3: a comma within a cell needs quotation marks around the cell"
)
MAPPING = "when: date\ntitle: title\n"


def test_bom_crlf_semicolons_quotes_and_lines_within_cells_are_read(tmp_path: Path) -> None:
    data = (
        b"\xef\xbb\xbfdate;title;summary\r\n"
        b'2025-05-10;"He said ""no"";","one\r\ntwo"\r\n'
        b"\r\n"
        b"2025-05-11;yes;\r\n"
        b"soon;later;\r\n"
    ).replace(b',"one', b';"one')
    converted = Converted(tmp_path, "talks.csv", data)
    first, second = converted.log.events.values()
    assert (first.title, first.summary) == ('He said "no";', "one\ntwo")
    assert second.title == "yes"
    assert [report.partition(" error")[0] for report in converted.reports] == ["talks.csv:6:"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_of_the_header(tmp_path: Path, delimiter: str) -> None:
    data = delimiter.join(("date", "title", "note")) + "\n" + delimiter.join(("2025", "a", "b"))
    assert Converted(tmp_path, "talks.csv", data).log.events["a-2025"].note == "b"


def test_every_faulty_row_of_a_csv_is_reported_with_its_line_and_its_reason(tmp_path: Path) -> None:
    converted = Converted(
        tmp_path,
        "talks.csv",
        b"date,title,kind\n"
        b"2025-05-10,good,\n"
        b"2025-02-30,no such day,\n"
        b",no date,\n"
        b"2025-05-10,,\n"
        b"2025-05-10,too,many,cells\n"
        b"2025-05-10,kind,crime\n"
        b"2025-05-10,caf\xe9,\n"
        b"2025-05-11,also g\xc3\xb6od,meeting\n",
    )
    assert [event.title for event in converted.log.events.values()] == ["good", "also göod"]
    assert (converted.outcome.events, converted.outcome.left_out) == (2, 6)
    assert converted.reports == [
        'talks.csv:3: error[left-out] "2025-02-30": February 2025 has the days 01 to 28',
        "talks.csv:4: error[left-out] it has no date: date is empty or missing",
        "talks.csv:5: error[left-out] it has no title",
        "talks.csv:6: error[left-out] it has 4 cells; the header has 3: a comma within a cell "
        "needs quotation marks around the cell",
        'talks.csv:7: error[left-out] "crime" is no kind; those are meeting, statement, interview, '
        "post, agreement, announcement, background, publication",
        "talks.csv:8: error[left-out] it is not UTF-8",
    ]


def test_other_encodings_are_read_when_the_mapping_says_so(tmp_path: Path) -> None:
    text = "encoding: windows-1252\nwhen: date\ntitle: title\n"
    converted = Converted(tmp_path, "talks.csv", b"date,title\n2025,caf\xe9\n", text)
    assert converted.log.events["cafe-2025"].title == "café"


def test_an_open_quotation_mark_loses_its_row_aloud(tmp_path: Path) -> None:
    source, target = tmp_path / "rows.csv", tmp_path / "out.yaml"
    source.write_text('date,title\n2025,"a ""b"" c"\n2025,"never closed\n2026,kept\n')
    reports: list[str] = []
    outcome = convert(source, target, report=lambda row: reports.append(str(row)))
    assert (outcome.events, outcome.left_out) == (2, 1)
    assert reports[0].endswith("a quotation mark is open up to the end of the file")
    assert ":3: " in reports[0]


def test_a_row_without_end_is_refused_before_it_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "components.imports.formats.table_line.LIMITS", replace(LIMITS, record_characters=100)
    )
    good = "date,title\n" + "2025,a\n" * 50
    assert not Converted(tmp_path, "good.csv", good).outcome.problems
    (problem,) = Converted(tmp_path, "a.csv", f"{good}{'a,' * 200}\n").outcome.problems
    assert problem.message == "a row has more than the limit of 100 characters"
    assert (problem.code, problem.line) == ("too-big", 52)


def test_a_quotation_mark_open_beyond_the_limit_loses_its_row_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "components.imports.formats.table_line.LIMITS", replace(LIMITS, record_characters=100)
    )
    data = '"date","title"\n2025,"open\n' + "2025,a\n" * 50
    converted = Converted(tmp_path, "a.csv", data)
    assert (converted.outcome.events, converted.outcome.left_out) == (50, 1)
    assert converted.reports == [
        "a.csv:2: error[left-out] a quotation mark is open over too many lines, over what look "
        "like rows"
    ]


@pytest.mark.parametrize(
    ("rows", "titles", "reasons"),
    [
        # Ragged rows.
        ("2025,a\n2025,b,x,\n2025,c,y,,\n", "a b c", []),
        ("2025,a\n2025\n", "a", ["it has no title"]),
        (
            "2025,a\nMay 10,2025,b,x\n",
            "a",
            [
                "it has 4 cells; the header has 3: a comma within a cell needs quotation marks: "
                '"May 10,2025"'
            ],
        ),
        # A date that can be put together in one way only.
        ("2025,a\nMay 10, 2025,b,x\nSaturday, May 10, 2025,c,x\n", "a b c", []),
        ("2025,a\n2025, May,b,x\n", "a", [SURPLUS]),
        # What programs write behind a table, and for nothing.
        ("2025,a\n2025,(2 rows)\n(2 rows)\n1,200 rows in set (0.01 sec)\n", "a (2_rows)", []),
        ("2025,a\n2025,NA\n2025,-\n2025,NULL\n", "a", ["it has no title"] * 3),
        ("2025,a,x\n2025,b, again,x\n", "a", [SURPLUS]),
        # Marks that enclose cells, and marks that do not.
        ('2025, "a, b", "x, y"\n2025, c, x\n', "a,_b c", []),
        ('2025,"a, b" ,x\n2025,"c" , "x"\n', "a,_b c", []),
        ('2025,"a, ""b""\n\n c",x\n2025,d,x\n', 'a,_"b"_c d', []),
        ('2025-05-10,a,"x\ny, of 2025-05-09, z\n"\n2025-05-11,b,x\n', "a b", []),
        ('2025,5" pipe,"x, y"\n2025,6",x\n', '5"_pipe 6"', []),
        ('2025,"say \\"no\\", twice","x, y"\n', 'say_"no",_twice', []),
        (
            '2025,"a, b",x\n2025,"say "no" now",x\n2025,c,x\n',
            "a,_b c",
            ["text stands behind a closing quotation mark; within a cell, a mark is doubled"],
        ),
        (
            '2025-05-10,"a, b",1\n2025-05-11,"c\n2025-05-12,d,2\n2025-05-13,"e, f",3\n',
            "a,_b d e,_f",
            ["a quotation mark is open up to line 5, over what look like rows"],
        ),
        (
            '2025-05-10,"a, b",1\n2025-05-11,"c\n2025-05-12,d"\n2025-05-13,e,3\n',
            'a,_b d" e',
            ["a quotation mark is open up to line 4, over what look like rows"],
        ),
        (
            '2025-05-10,"a, b",1\n2025-05-11,"c\n2025-05-12,d,\n',
            "a,_b d",
            ["a quotation mark is open up to the end of the file"],
        ),
        # What stands between rows, and odd characters.
        ("2025,a\n\n , ,\n---+---\n2025,b\n", "a b", []),
        ("2025,a\u2028b\n2025,c\n", "ab c", []),
        ("2025,a\0b\n", "ab", []),
        (
            "2025,a\rb\n2025,c\n",
            "c",
            ["a carriage return stands within a cell that has no quotation marks"],
        ),
        ("2025,a,x\r2025,b,x\r2025,c,x\n2025,d,x\n", "a b c d", []),
        # What keeps a spreadsheet from taking a cell for a formula.
        ("2025,'-30 degrees\n2025,'tis,'=1\n", "-30_degrees 'tis", []),
        ('="2025","=""a"""\n', "a", []),
    ],
)
def test_each_row_is_read_or_told(
    rows: str, titles: str, reasons: list[str], tmp_path: Path
) -> None:
    converted = Converted(tmp_path, "a.csv", f"date,title,note\n{rows}", MAPPING)
    assert [
        report.partition(" error[left-out] ")[2]
        for report in converted.reports
        if "left-out" in report
    ] == reasons
    assert [event.title.replace(" ", "_") for event in converted.log.events.values()] == (
        titles.split()
    )


def test_a_line_feed_ends_a_row_of_a_file_with_carriage_returns(tmp_path: Path) -> None:
    text = "date,title\r2025,a\r2025,b\n2025,c\r2025,d\n2026\r"
    converted = Converted(tmp_path, "a.csv", text, MAPPING)
    assert [event.title for event in converted.log.events.values()] == ["a", "b", "c"]
    (report,) = (report for report in converted.reports if "left-out" in report)
    assert report.endswith("a line feed stands within a cell that has no quotation marks")


def test_marks_in_a_file_with_tabs_are_letters(tmp_path: Path) -> None:
    titles = ['"Quoted" start', "B", 'C "inner" quote', '"open quote only', "D", 'E" closes', "F"]
    rows = "".join(f"2025-05-{10 + n}\t{title}\n" for n, title in enumerate(titles))
    for ending, delimiter in (("tsv", "\t"), ("csv", ",")):
        data = f"date\ttitle\n{rows}".replace("\t", delimiter)
        converted = Converted(tmp_path, f"a.{ending}", data, MAPPING)
        assert [event.title for event in converted.log.events.values()] == titles


def test_a_mark_behind_the_sample_is_a_letter_where_none_was_needed_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.imports.formats.table._SAMPLE_BYTES", 40)
    data = "date\ttitle\n" + "2025-05-09\tx\n" * 9 + '2025-05-10\t"Quoted" start\n'
    converted = Converted(tmp_path, "a.tsv", data, MAPPING)
    assert converted.outcome.events == 10
    assert list(converted.log.events.values())[-1].title == '"Quoted" start'


def test_marks_that_stay_open_in_each_row_end_the_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.imports.formats.table_line._LEAST_REREAD", 1_000)
    data = '"date","title"\n' + 'x","2025\n' * 500
    (problem,) = Converted(tmp_path, "a.csv", data, MAPPING).outcome.problems
    assert (problem.code, problem.message) == (
        "syntax",
        "quotation marks are open over too many lines; `quote: none` in a mapping takes them for "
        "letters",
    )


def test_a_row_of_utf_8_in_a_western_file_is_read_as_such(tmp_path: Path) -> None:
    western = "2025,é è\n".encode("windows-1252") * 3
    path = tmp_path / "a.csv"
    path.write_bytes(b"date,title\n" + western + "2025,ü\n".encode())
    file = InputFile(path)
    *_, last = read_csv(file, mapping_of(MAPPING))
    assert isinstance(last, InputRecord)
    assert last.fields["title"] == "ü"
    assert file.notes[-1] == "rows in UTF-8 are read as such, first in line 5"


def test_a_comma_in_the_last_text_is_read_where_nothing_else_it_can_be(tmp_path: Path) -> None:
    data = "nr,date,title\n1,2025-05-10,Talks begin, then stop, then go on\n2,2025-05-11,a,b\n"
    path = tmp_path / "a.csv"
    path.write_text(data)
    file = InputFile(path)
    first, second = read_csv(file, mapping_of(MAPPING))
    assert isinstance(first, InputRecord)
    assert first.fields["title"] == "Talks begin, then stop, then go on"
    assert not isinstance(second, InputRecord)
    assert file.notes == [
        "the last cell of 1 row, first in line 2, holds a comma without quotation marks, and is "
        "read to its end"
    ]


ZEEK = (
    "#separator \\x09\n#unset_field\t-\n#fields\tts\tuid\tmsg\tname\n#types\ttime\tstring\n"
    "1746867600.5\tC1\ta scan\t-\n#close\t2025\n"
)
W3C = (
    "#Version: 1.0\n#Fields: date time cs-uri-stem x-name\n2025-05-10 09:00:00 a_scan -\n"
    "#Fields: date time cs-uri-stem x-name\n"
)


@pytest.mark.parametrize(
    ("name", "text", "when", "date"),
    [
        ("a.log", ZEEK, "2025-05-10T09:00:00.5Z", "{field: ts, format: epoch}"),
        ("a.txt", W3C, "2025-05-10T09:00:00", "{field: date, time: time}"),
    ],
)
def test_logs_name_their_fields_in_a_remark(
    name: str, text: str, when: str, date: str, tmp_path: Path
) -> None:
    names = "title: {field: [msg, cs-uri-stem]}\nplace: {field: [name, x-name]}\n"
    converted = Converted(tmp_path, name, text, f"when: {date}\n{names}")
    (event,) = converted.log.events.values()
    assert (event.when.text, event.place, converted.outcome.left_out) == (when, "", 0)


def test_fields_that_change_within_a_log_are_refused(tmp_path: Path) -> None:
    text = f"{W3C}#Fields: date c-ip\n2025-05-10 a\n"
    converted = Converted(tmp_path, "a.log", text, "when: date\ntitle: cs-uri-stem\n")
    assert "the fields change here" in converted.outcome.problems[0].message
