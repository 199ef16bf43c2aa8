"""A view as a spreadsheet: what another program reads in its cells."""

import io
import tempfile
import zipfile
from collections.abc import Generator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest

from components.events import Log
from components.exports import FORMATS, spreadsheet
from tests.exports.sample import BASE, download_of, written
from tests.frames.sample import make_log, of_whens, small_log, the_log

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def book_of(log: Log, **fields: Any) -> Any:  # noqa: ANN401 - openpyxl has no types
    return openpyxl.load_workbook(io.BytesIO(written("xlsx", download_of(log, **fields))))


def rows_of(book: Any, sheet: str) -> list[dict[str, Any]]:  # noqa: ANN401
    heading, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def one_event(**fields: str) -> Log:
    event = {"title": "One", "kind": "post", "when": "2025", **fields}
    return make_log({"events": {"e": event}})


def test_there_is_a_row_for_each_event_and_for_what_it_names() -> None:
    download = download_of(topic=("tariffs",))
    book = book_of(the_log(), topic=("tariffs",))
    assert book.sheetnames == ["Events", "Citations", "Sources", "Actors", "Topics", "View"]
    events = rows_of(book, "Events")
    assert [row["id"] for row in events] == list(download.ids())
    assert events[0]["link"] == f"{BASE}e/{events[0]['id']}"
    chosen = [the_log().events[row["id"]] for row in events]
    cited = [(row["event"], row["source"]) for row in rows_of(book, "Citations")]
    assert cited == [(event.id, place.source) for event in chosen for place in event.citations]
    for sheet, named in (
        ("Actors", {part.actor for event in chosen for part in event.actors}),
        ("Topics", {topic for event in chosen for topic in event.topics}),
        ("Sources", {place.source for event in chosen for place in event.all_citations()}),
    ):
        assert {row["id"] for row in rows_of(book, sheet)} == named
    tariffs = next(row for row in rows_of(book, "Topics") if row["id"] == "tariffs")
    assert tariffs["events"] == len(events)


def test_the_last_sheet_says_which_view_it_is() -> None:
    rows = dict(book_of(the_log(), topic=("tariffs",))["View"].iter_rows(values_only=True))
    assert rows["Log"] == the_log().about.title
    assert rows["View"].endswith("on Tariffs")
    assert rows["Link"] == f"{BASE}?topic=tariffs"
    assert rows["SHA-256 of the log"] == the_log().hash
    assert rows["As of"] == the_log().about.as_of.text


def test_headings_stay_and_filter() -> None:
    sheet = book_of(small_log())["Events"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert book_of(small_log(), q="nothing like it")["Events"].max_row == 1


@pytest.mark.parametrize(
    ("when", "cell", "form"),
    [
        ("2025-05-11", datetime(2025, 5, 11), "yyyy-mm-dd"),
        ("2025-05-11T10:00Z", datetime(2025, 5, 11, 12), "yyyy-mm-dd hh:mm"),
        ("2025-05-11T23:30:05Z", datetime(2025, 5, 12, 1, 30, 5), "yyyy-mm-dd hh:mm:ss"),
        (
            "2025-05-11T10:00:30.25Z",
            datetime(2025, 5, 11, 12, 0, 30, 250_000),
            "yyyy-mm-dd hh:mm:ss.000",
        ),
        ("1900-03-01", datetime(1900, 3, 1), "yyyy-mm-dd"),
        ("9999-12-31", datetime(9999, 12, 31), "yyyy-mm-dd"),
        ("1900-02-28", "some time on 28 February 1900", ""),
        ("2025-05", "in May 2025", ""),
        ("2025-05-11~", "about 11 May 2025", ""),
        ("[..2025-05-06]", "on or before 6 May 2025", ""),
        ("2025-05-10/2025-05-11", "10\u201311 May 2025", ""),
        ("-0043-03-15", "some time on 15 March 44 BC", ""),
    ],
)
def test_only_exact_days_and_instants_are_dates(when: str, cell: object, form: str) -> None:
    book = book_of(of_whens(when))
    (row,) = rows_of(book, "Events")
    assert row["when"] == when
    assert row["zone"] == "Europe/Zurich"
    if form:
        assert row["date"] == cell
        assert book["Events"]["C2"].number_format == form
    else:
        assert row["date"].startswith(cell)
        assert row["date"] == row["time"]


def test_an_inferred_clock_time_is_no_date() -> None:
    log = one_event(when="2025-05-11T10:00", inferred="true", dating="by the sun")
    (row,) = rows_of(book_of(log), "Events")
    assert row["date"].startswith("about 10:00 on 11 May 2025")


HOSTILE = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "|calc", "http://host.example/", "mailto:a@b"),
    *("internal:Events!A1", "external:c:\\x", "1e5", "0012", "TRUE", "#N/A", "'=1"),
    "<r><t>x</t></r></is></c><c><f>1+1</f></c><c><is><r></r>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_a_text_whatever_it_holds(text: str) -> None:
    data = written("xlsx", download_of(one_event(title=text, summary=text)))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            assert "hyperlink" not in parts.read(name).decode()
            root = ElementTree.fromstring(parts.read(name))  # noqa: S314 - our own
            assert not list(root.iter(f"{MAIN}f"))
        sheet = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))  # noqa: S314
    cells = {cell.get("r"): cell for cell in sheet.iter(f"{MAIN}c")}
    assert cells["B2"].get("t") == "inlineStr"
    assert "".join(cells["B2"].itertext()) == text
    table = pd.read_excel(io.BytesIO(data), sheet_name="Events", dtype=str, na_filter=False)
    assert list(table["title"]) == list(table["summary"]) == [text]


def test_what_would_be_a_formula_stays_a_text_when_it_is_edited() -> None:
    sheet = book_of(one_event(title="=1+1", summary="plain"))["Events"]
    by_heading = {cell.value: sheet.cell(2, cell.column) for cell in sheet[1]}
    assert by_heading["title"].quotePrefix and not by_heading["summary"].quotePrefix


def test_a_sentence_with_characters_that_no_cell_has_is_written_with_marks() -> None:
    rows = dict(book_of(small_log(), q="a\x01\x1fb")["View"].iter_rows(values_only=True))
    assert "a\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}b" in rows["View"]


def test_a_text_that_no_cell_can_hold_is_cut_and_that_is_said() -> None:
    fits, long = "\U0001f600" * 16_383, "\U0001f600" * 16_384
    log = make_log(
        {
            "events": {
                name: {"title": name, "kind": "post", "when": "2025", "summary": text}
                for name, text in (("fits", fits), ("long", long))
            }
        }
    )
    book = book_of(log)
    summaries = {row["id"]: row["summary"] for row in rows_of(book, "Events")}
    assert summaries == {"fits": fits, "long": f"{fits}\N{HORIZONTAL ELLIPSIS}"}
    words = "1 text is longer than the 32,767 characters of a cell and cut there"
    assert words in FORMATS["xlsx"].remark(download_of(log))
    assert str(book["View"]["B9"].value).startswith(words)
    assert FORMATS["xlsx"].remark(download_of(small_log())) == ""


def test_events_without_a_row_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 2)
    book = book_of(small_log())
    assert len(rows_of(book, "Events")) == 2
    assert dict(book["View"].iter_rows(values_only=True))["View"] == "All 3 events (the first 2)"
    remark = FORMATS["xlsx"].remark(download_of(small_log()))
    assert remark.startswith("a sheet has at most 2 rows below its heading")


def test_the_same_view_is_the_same_bytes() -> None:
    download = download_of(small_log())
    later = replace(download, made=datetime(2031, 1, 1, tzinfo=UTC))
    assert written("xlsx", later) == written("xlsx", download)
    book = book_of(small_log())
    assert book.properties.created == book.properties.modified == datetime(2025, 5, 11, 22)
    assert book_of(of_whens("2025", as_of="-0043")).properties.created.year == 1980


def test_rows_are_written_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "_ROWS", 1)
    monkeypatch.setattr(spreadsheet, "_PART", 1000)
    parts = list(FORMATS["xlsx"].write(download_of(small_log())))
    first = next(at for at, part in enumerate(parts) if part)
    assert first >= len(small_log().events)
    assert b"".join(parts) == written("xlsx", download_of(small_log()))
    assert all(0 < len(part) <= 1000 for part in parts[first:])


def test_nothing_stays_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(spreadsheet, "_ROWS", 1)
    written("xlsx", download_of(small_log()))
    assert not list(tmp_path.iterdir())
    parts = FORMATS["xlsx"].write(download_of(small_log()))
    assert isinstance(parts, Generator)
    assert next(parts) == b""
    assert list(tmp_path.iterdir())
    parts.close()
    assert not list(tmp_path.iterdir())
