"""The spreadsheet of TimelineJS becomes a log without a mapping."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.imports.sample import Converted

HEADER = (
    *("Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time"),
    *("Display Date", "Headline", "Text", "Media", "Media Credit", "Media Caption"),
    *("Media Thumbnail", "Type", "Group", "Background"),
)
ROWS: tuple[dict[str, str | int], ...] = (
    {"Headline": "A <b>short</b> history", "Text": "<p>One.</p>", "Type": "title"},
    {"Year": 2025, "Month": 5, "Day": 10, "Time": "9:30 AM", "Headline": "First", "Group": "Talks"},
    {"Year": -500, "Headline": "Long &amp; ago", "Display Date": "c. 500 BC"},
    {"Year": 2024, "End Year": 2025, "End Month": 5, "Headline": "The quarrel", "Type": "era"},
    {"Year": 2025, "Media Caption": "A picture", "Media": "https://press.example/a.jpg"},
    {"Year": 2025, "Month": 13, "Headline": "Never"},
    {"Headline": "No year"},
)


def sheet(ending: str) -> bytes:
    """Return the spreadsheet as a file."""
    rows = [HEADER, *(tuple(row.get(name, "") for name in HEADER) for row in ROWS)]
    if ending == "csv":
        return "\n".join(",".join(map(str, row)) for row in rows).encode()
    book = Workbook()
    for row in rows:
        book.worksheets[0].append([cell if cell != "" else None for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_rows_are_slides_eras_and_the_title(ending: str, tmp_path: Path) -> None:
    converted = Converted(tmp_path, f"sheet.{ending}", sheet(ending))
    log = converted.log
    assert converted.whens == ["2025-05-10T09:30", "-0499", "2024/2025-05", "2025"]
    assert (log.about.title, log.about.summary) == ("A short history", "One.")
    first, second, era, picture = log.events.values()
    assert (first.title, first.topics) == ("First", ("talks",))
    assert (second.title, second.dating) == ("Long & ago", "Shown as c. 500 BC")
    assert (era.title, era.dating) == ("The quarrel", "Given as an era")
    assert picture.citations[0].locator == "https://press.example/a.jpg"
    assert [report.partition(": ")[0] for report in converted.reports] == [
        f"sheet.{ending}:7",
        f"sheet.{ending}:8",
    ]


def test_a_table_with_other_columns_is_none(tmp_path: Path) -> None:
    converted = Converted(tmp_path, "a.csv", "Year,Headline\n2025,A\n")
    assert list(converted.log.events) == ["a-2025"]
    assert converted.reports == []
