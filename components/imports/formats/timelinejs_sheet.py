"""The spreadsheet of TimelineJS, as CSV or XLSX: a record for each row but that of the title.

Its columns have names that are always the same: Year, Month, Day, Time, End Year, Headline, Text,
Media and so on. HTML becomes its text, and the year -500 is 500 BC.
"""

from collections.abc import Iterator, Mapping

from components.events import WhenError
from components.imports.dates.date import date_of_parts
from components.imports.dates.part import Years
from components.imports.fault import kind_of_date
from components.imports.field_name import folded_name
from components.imports.file import InputFile, UnreadableFileError
from components.imports.formats.csv import read_csv
from components.imports.formats.csv import read_header as read_csv_header
from components.imports.formats.html import text_of
from components.imports.formats.xlsx import read_header as read_xlsx_header
from components.imports.formats.xlsx import read_xlsx
from components.imports.mapping import FieldMapping, usual_mapping
from components.imports.record import InputRecord, UnreadableRecord
from components.imports.value import Value

_NEEDED = frozenset(("year", "headline"))
_TELLING = frozenset(
    (
        *("endyear", "displaydate", "mediacredit", "mediacaption", "mediathumbnail"),
        *("type", "background", "group", "text", "media"),
    )
)
_WORKBOOKS = (".xlsx", ".xlsm")
_TITLE, _ERA = "title", "era"


def is_timelinejs_sheet(file: InputFile) -> bool:
    """Tell whether a table has the columns of such a spreadsheet."""
    read_header = read_xlsx_header if file.ending in _WORKBOOKS else read_csv_header
    try:
        names = {folded_name(name) for name in read_header(file, usual_mapping())}
    except UnreadableFileError:
        return False  # its reader says why
    finally:
        file.begin()
    return names >= _NEEDED and len(names & _TELLING) > 1


def timelinejs_sheet_mapping(file: InputFile) -> FieldMapping:
    """Return the mapping of such a spreadsheet, with what its row of the title says of it."""
    titles = (record for record in _rows(file) if isinstance(record, InputRecord))
    row = next((row for row in map(_fields, titles) if _is_title(row)), {})
    file.begin()
    title = _line(row, "headline")
    source = {"field": "credit", "kind": "digest"}
    return usual_mapping(
        log={"title": title, "summary": text_of(row.get("text", ""))},
        source=source | ({"constant": title} if title else {}),
    )


def read_timelinejs_sheet(
    file: InputFile, _: FieldMapping
) -> Iterator[InputRecord | UnreadableRecord]:
    """Read the rows at their lines."""
    for record in _rows(file):
        if isinstance(record, UnreadableRecord):
            yield record
            continue
        row = _fields(record)
        if _is_title(row):
            file.rows -= 1
            file.note(f"the row of the title ({record.place.removeprefix(':')}) heads the log")
            continue
        yield _record(record, row)


def _rows(file: InputFile) -> Iterator[InputRecord | UnreadableRecord]:
    read = read_xlsx if file.ending in _WORKBOOKS else read_csv
    return read(file, usual_mapping())


def _fields(record: InputRecord) -> Mapping[str, str]:
    return {
        folded_name(name): value.strip()
        for name, value in record.fields.items()
        if isinstance(value, str)
    }


def _is_title(row: Mapping[str, str]) -> bool:
    return row.get("type", "").casefold() == _TITLE


def _record(record: InputRecord, row: Mapping[str, str]) -> InputRecord | UnreadableRecord:
    try:
        when, end = _date(row, ""), _date(row, "end")
    except WhenError as error:
        return UnreadableRecord(record.place, str(error), kind_of_date(error))
    summary = text_of(row.get("text", ""))
    shown = _line(row, "displaydate")
    is_era = row.get("type", "").casefold() == _ERA
    dating = f"Shown as {shown}" if shown else "Given as an era" if is_era else ""
    media = row.get("media", "")
    fields: dict[str, Value] = {
        "when": when,
        "end": end,
        "title": _line(row, "headline") or _line(row, "mediacaption") or summary.partition("\n")[0],
        "summary": summary,
        "topics": [name for key in ("group", "tag") if (name := _line(row, key))],
        "credit": _line(row, "mediacredit"),
        "url": media if media.lower().startswith(("http://", "https://")) else "",
        "place": _line(row, "location"),
        "dating": dating,
    }
    return InputRecord(record.place, fields, record.remarks, is_plain=True)


def _line(row: Mapping[str, str], name: str) -> str:
    return " ".join(text_of(row.get(name, "")).split())


def _date(row: Mapping[str, str], prefix: str) -> str:
    parts = [row.get(f"{prefix}{part}", "") for part in ("year", "month", "day", "time")]
    year, month, day, time = parts
    return date_of_parts(year, month, day, time, years=Years.HISTORICAL) if year else ""
