"""The rows of a workbook become events as a spreadsheet shows them, and no workbook does harm."""

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from components.imports.file import InputFile
from components.imports.formats import workbook_part
from components.imports.formats.xlsx import read_header, read_xlsx
from components.imports.mapping import FieldMapping
from components.imports.record import InputRecord
from tests.imports.sample import Converted, mapping_of

PLAIN = mapping_of("when: date\ntitle: title\n")
HEADER = ("date", "title")
SHEET = "xl/worksheets/sheet1.xml"


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def book_of(*rows: Sequence[Any], header: Sequence[str] = HEADER) -> Workbook:
    """Return a workbook of one sheet."""
    book = Workbook()
    for row in (header, *rows):
        book.worksheets[0].append(list(row))
    return book


def changed(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Return a ZIP archive one of whose parts was changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for part in old.namelist():
            text = old.read(part).decode()
            new.writestr(part, change(text) if part == name else text)
    return stream.getvalue()


def fields_of(
    folder: Path, data: bytes, mapping: FieldMapping = PLAIN
) -> list[Mapping[str, object]]:
    """Return the fields of all records of a workbook."""
    path = folder / "a.xlsx"
    path.write_bytes(data)
    records = list(read_xlsx(InputFile(path), mapping))
    return [record.fields for record in records if isinstance(record, InputRecord)]


def refusal(folder: Path, data: bytes, mapping: str = "") -> str:
    """Return why a workbook is refused."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return Converted(folder, "a.xlsx", data, mapping).outcome.problems[0].message


def test_dates_keep_the_precision_that_their_cells_show(tmp_path: Path) -> None:
    moment = datetime(2025, 5, 10, 9, 30)
    shown = [
        (date(2025, 5, 10), "yyyy-mm-dd", "2025-05-10"),
        (datetime(2025, 5, 10), "[$-409]d-mmm-yy;@", "2025-05-10"),
        (datetime(2025, 5, 1), "mmm-yy", "2025-05"),
        (datetime(2025, 5, 1), 'mmmm" in "yyyy', "2025-05"),
        (datetime(2025, 1, 1), "yyyy", "2025"),
        (moment, "yyyy-mm-dd hh:mm", "2025-05-10T09:30"),
        (moment, "dd/mm/yyyy", "2025-05-10T09:30"),
        (datetime(2025, 5, 10), "yyyy-mm-dd h:mm:ss", "2025-05-10T00:00"),
        (datetime(2025, 5, 10, 9, 30, 5), "m/d/yy h:mm AM/PM", "2025-05-10T09:30:05"),
        (45787, "General", "45787"),
        (2025, "General", "2025"),
        (2025.0, "0.00", "2025"),
        (45787.25, "General", "45787.25"),
        (0.1 + 0.2, "General", "0.3"),
        (time(9, 30), "h:mm", "09:30"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05:00"),
        (True, "General", "true"),
        ("May 2025", "@", "May 2025"),
    ]
    book = book_of(*((value, "a") for value, _, _ in shown))
    for row, (_, pattern, _) in enumerate(shown, start=2):
        book.worksheets[0].cell(row, 1).number_format = pattern
    fields = fields_of(tmp_path, saved(book))
    assert [record["date"] for record in fields] == [text for _, _, text in shown]
    book.epoch = CALENDAR_MAC_1904
    fields = fields_of(tmp_path, saved(book))
    assert [record["date"] for record in fields] == [text for _, _, text in shown]


def test_a_workbook_becomes_a_log(tmp_path: Path) -> None:
    rows = [(date(2025, 5, 10), "A"), (), (date(2025, 5, 11), "B")]
    converted = Converted(tmp_path, "a.xlsx", saved(book_of(*rows)))
    assert converted.whens == ["2025-05-10", "2025-05-11"]
    assert converted.reports == []
    path = tmp_path / "serial.xlsx"
    path.write_bytes(saved(book_of((45787, "A"), header=("d", "t"))))
    assert read_header(InputFile(path), PLAIN) == ("d", "t")


def test_lines_above_the_header_are_passed_over(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["My events"], [], ["As of", 2025], ["Date", "Title", "Note"], [2025, "A", "x"]):
        book.worksheets[0].append(row)
    assert fields_of(tmp_path, saved(book)) == [{"Date": "2025", "Title": "A", "Note": "x"}]
    file = InputFile(tmp_path / "a.xlsx")
    assert len([*read_xlsx(file, PLAIN)]) == 1
    assert file.notes == [
        'the header is row 4; what stands above it, such as "My events", is not read'
    ]
    asked = mapping_of("header: 3\nwhen: As of\ntitle: b\n")
    assert fields_of(tmp_path, saved(book), asked) == [
        {"As of": "Date", "2025": "Title"},
        {"As of": "2025", "2025": "A"},
    ]
    none = mapping_of("header: none\nwhen: '1'\ntitle: '2'\n")
    assert fields_of(tmp_path, saved(book), none)[-1] == {"1": "2025", "2": "A", "3": "x"}


def test_the_first_sheet_with_a_table_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["A cover sheet"])
    hidden = book.create_sheet("Hidden")
    hidden.sheet_state = "hidden"
    for name in ("Hidden", "Events", "More"):
        sheet = book["Hidden"] if name == "Hidden" else book.create_sheet(name)
        sheet.append(HEADER)
        sheet.append((2025, name))
    path = tmp_path / "a.xlsx"
    path.write_bytes(saved(book))
    file = InputFile(path)
    for _ in range(2):
        assert [record.place for record in read_xlsx(file, PLAIN)] == [":2"]
    assert (file.rows, file.notes) == (
        1,
        [
            'the sheet "Events" is read and not "Sheet" (1 row), "Hidden" (2 rows) and '
            '"More" (2 rows); `sheet: NAME` in a mapping reads another'
        ],
    )
    named = mapping_of("sheet: more\nwhen: date\ntitle: title\n")
    assert fields_of(tmp_path, saved(book), named)[0]["title"] == "More"
    absent = "sheet: Mroe\nwhen: date\ntitle: title\n"
    assert "there are" in refusal(tmp_path, saved(book), absent)


def test_a_sheet_about_the_others_is_passed_over(tmp_path: Path) -> None:
    book = book_of(("a", "what it is"), ("b", "what else"), header=("Column", "Meaning"))
    sheet = book.create_sheet("Events")
    for row in (HEADER, (2025, "A")):
        sheet.append(list(row))
    assert fields_of(tmp_path, saved(book)) == [{"date": "2025", "title": "A"}]


def test_merged_cells_hold_for_each_of_their_rows(tmp_path: Path) -> None:
    book = book_of((2025, "A"), (None, "B"), (None, "C"), (None, "D"))
    book.worksheets[0].merge_cells("A2:A4")
    fields = fields_of(tmp_path, saved(book))
    assert [record["date"] for record in fields] == ["2025", "2025", "2025", ""]


def test_addresses_of_cells_stand_in_for_a_column_of_them(tmp_path: Path) -> None:
    book = book_of((2025, "A"), (2025, "B"), (2025, "C"))
    sheet = book.worksheets[0]
    sheet["B2"].hyperlink = "https://press.example/1"
    sheet["B3"].hyperlink = "mailto:a@press.example"
    fields = fields_of(tmp_path, saved(book))
    assert [record.get("url") for record in fields] == ["https://press.example/1", None, None]
    with_column = book_of((2025, "A", "x"), header=("date", "title", "URL"))
    with_column.worksheets[0]["B2"].hyperlink = "https://press.example/1"
    assert fields_of(tmp_path, saved(with_column))[0] == {"date": "2025", "title": "A", "URL": "x"}


def test_cells_without_a_value_or_a_name_are_told(tmp_path: Path) -> None:
    book = book_of((2025, "A", "=1+1"), (2025, "B", "#REF!"), (2025, "C", "x", "y"))
    sheet = book.worksheets[0]
    sheet["C1"] = "note"
    sheet["C3"].data_type = "e"
    converted = Converted(tmp_path, "a.xlsx", saved(book))
    assert [report.partition("] ")[2].partition(";")[0] for report in converted.reports] == [
        "the cell C2 holds a formula without its value",
        "the cell C3 holds the error #REF!",
        "the cell D4 stands behind the last column that has a name, and is not read",
    ]
    assert [event.note for event in converted.log.events.values()] == ["", "", "x"]


def test_a_number_of_any_size_is_read_or_told(tmp_path: Path) -> None:
    book = book_of((2025, 7), (date(2025, 5, 10), "B"), (date(2025, 5, 11), "C"))
    values = {"B2": "1" + "0" * 400, "A3": "9" * 400, "A4": "1e999"}

    def fill(sheet: str) -> str:
        for cell, value in values.items():
            sheet = re.sub(rf'(<c r="{cell}"[^>]*><v>)[^<]*', rf"\g<1>{value}", sheet)
        return sheet

    converted = Converted(
        tmp_path, "a.xlsx", changed(saved(book), SHEET, fill), "when: date\ntitle: title\n"
    )
    (event,) = converted.log.events.values()
    assert event.title == values["B2"]
    assert ["too long for a date" in report for report in converted.reports] == [True, False]
    assert '"inf" is not read as a date' in converted.reports[1]


def test_an_empty_result_of_a_formula_is_no_fault(tmp_path: Path) -> None:
    book = book_of((2025, "A", "=IF(1,0,2)"), header=("date", "title", "note"))
    for value, text in (('t="str"><f>x</f><v></v>', ""), ("><f>x</f><v>7</v>", "7")):
        cell = f'<c r="C2" {value}</c>'
        data = changed(saved(book), SHEET, partial(re.sub, r'<c r="C2".*?</c>', cell))
        converted = Converted(tmp_path, "a.xlsx", data)
        assert converted.reports == []
        assert converted.log.events["a-2025"].note == text


def test_columns_of_one_name_are_told_apart(tmp_path: Path) -> None:
    book = book_of((2025, "A", "x", "B"), header=("date", "title", "", "title"))
    named = mapping_of("when: date\ntitle: title.2\n")
    fields = {"date": "2025", "title.1": "A", "3": "x", "title.2": "B"}
    assert fields_of(tmp_path, saved(book), named) == [fields]
    words = '"title.1" and "title.2" may be the title: choose one'
    assert words in refusal(tmp_path, saved(book))


ATTACKS: list[tuple[str, Callable[[str], str], str]] = [
    (
        "xl/workbook.xml",
        lambda xml: '<!DOCTYPE a [<!ENTITY b "bbbb">]>' + xml.replace("Sheet", "&b;"),
        "it defines XML entities, which no workbook does",
    ),
    (
        SHEET,
        lambda xml: '<!DOCTYPE a [<!ENTITY b "bbbb">]>' + xml.replace("2025", "&b;"),
        "it is no sound workbook: undefined entity",
    ),
    (SHEET, lambda xml: xml.replace('<row r="2"', '<row r="2000000"'), "row 2,000,000 has"),
    (SHEET, lambda xml: xml.replace('r="A2"', 'r="ZZZ2"'), "row 2 has a place that no sheet"),
    (SHEET, lambda xml: xml.replace('r="A2"', 'r="2"'), "it is no sound workbook: "),
    (
        SHEET,
        lambda xml: xml.replace("</c></row></sheet", "</row></sheet"),
        "it is no sound workbook: ",
    ),
    (SHEET, lambda xml: xml.replace("<row", "<a/>" * 900 + "<row"), "a row or an entry in"),
    ("[Content_Types].xml", lambda _: "<a/>", "it is no sound workbook: "),
]


@pytest.mark.parametrize(("part", "change", "reason"), ATTACKS)
def test_a_hostile_workbook_is_an_error(
    part: str,
    change: Callable[[str], str],
    reason: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook_part, "MOST_TAGS_AT_ONCE", 900)
    data = saved(book_of((2025, "A")))
    assert reason in refusal(tmp_path, changed(data, part, change))


def test_what_a_workbook_says_of_its_size_does_not_count(tmp_path: Path) -> None:
    wide = changed(
        saved(book_of((2025, "A"))),
        SHEET,
        lambda xml: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"', xml),
    )
    assert len(fields_of(tmp_path, wide)) == 1


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        ("MOST_BYTES", "unpacks to more than the limit"),
        ("MOST_TAGS", "unpacks to more than the limit"),
        ("MOST_ROWS", "unpacks to more than the limit"),
        ("MOST_STRINGS", "unpacks to more than the limit"),
        ("MOST_BYTES_AT_ONCE", "is too long"),
        ("MOST_PARTS", "it has more than 3 parts"),
    ],
)
def test_a_workbook_has_limits(
    limit: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_part, limit, 3)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((HEADER, *[("2025", "A"), ("2026", "B")] * 2)):
            sheet.write_row(number, 0, row)
    assert reason in refusal(tmp_path, stream.getvalue())


def test_other_files_are_refused_in_words(tmp_path: Path) -> None:
    assert "save it as .xlsx" in refusal(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99)
    assert "no whole ZIP archive" in refusal(tmp_path, b"date,title\n2025,A\n")
    assert "no sheet has a header" in refusal(tmp_path, saved(Workbook()))
    whole = saved(book_of((2025, "A")))
    assert "no whole ZIP archive" in refusal(tmp_path, whole[: len(whole) // 2])
