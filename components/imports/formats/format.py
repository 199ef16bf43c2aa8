"""Every format that a file can come in: one row each, for the command and the conversion."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from components.events import Event, Log
from components.imports.file import InputFile
from components.imports.formats.csv import read_csv, read_header
from components.imports.formats.exported_view import (
    exported_csv_mapping,
    is_exported_csv,
    read_exported_csv,
)
from components.imports.formats.exported_workbook import (
    exported_workbook_mapping,
    is_exported_workbook,
    read_exported_workbook,
)
from components.imports.formats.icalendar import calendar_mapping, read_calendar
from components.imports.formats.json import read_json
from components.imports.formats.json_lines import read_json_lines
from components.imports.formats.log import is_log_in_json, read_log
from components.imports.formats.log_lines import is_log_in_lines, read_log_in_lines
from components.imports.formats.markdown import read_markdown
from components.imports.formats.sparql import is_sparql, read_sparql, sparql_mapping
from components.imports.formats.table import TABLE_ENDINGS
from components.imports.formats.timelinejs import is_timelinejs, read_timelinejs, timelinejs_mapping
from components.imports.formats.timelinejs_sheet import (
    is_timelinejs_sheet,
    read_timelinejs_sheet,
    timelinejs_sheet_mapping,
)
from components.imports.formats.toml import read_toml
from components.imports.formats.vis import is_vis, read_vis, vis_mapping
from components.imports.formats.xlsx import read_header as read_xlsx_header
from components.imports.formats.xlsx import read_xlsx
from components.imports.formats.yaml import is_log_in_yaml, read_yaml
from components.imports.mapping import FieldMapping
from components.imports.record import InputRecord, UnreadableRecord


@dataclass(frozen=True, slots=True)
class LogFormat:
    """A format of logs: `read` gives the log without its events, and those one by one.

    `recognises` tells such files from others with the same ending, if there are any.
    """

    name: str
    endings: Sequence[str]
    read: Callable[[InputFile], tuple[Log, Iterator[Event]]]
    recognises: Callable[[InputFile], bool] | None = None


@dataclass(frozen=True, slots=True)
class RecordFormat:
    """A format of other people's records: `read` gives them one by one.

    `recognises` tells such files from others with the same ending, if there are any. `mapping`
    says what their fields mean when the user gives none; without it they have the usual names.
    `header` reads the names of all fields, where a file gives them before its records.
    """

    name: str
    endings: Sequence[str]
    read: Callable[[InputFile, FieldMapping], Iterator[InputRecord | UnreadableRecord]]
    recognises: Callable[[InputFile], bool] | None = None
    mapping: Callable[[InputFile], FieldMapping] | None = None
    header: Callable[[InputFile, FieldMapping], Sequence[str]] | None = None


# The first row that fits a file counts.
FORMATS: tuple[LogFormat | RecordFormat, ...] = (
    LogFormat("log in YAML", (".yaml", ".yml"), read_log, is_log_in_yaml),
    RecordFormat("YAML", (".yaml", ".yml"), read_yaml),
    LogFormat("log in Parquet", (".parquet",), read_log),
    RecordFormat(
        "CSV of a view",
        (".csv",),
        read_exported_csv,
        is_exported_csv,
        exported_csv_mapping,
    ),
    RecordFormat(
        "TimelineJS sheet",
        (*TABLE_ENDINGS, ".xlsx", ".xlsm"),
        read_timelinejs_sheet,
        is_timelinejs_sheet,
        timelinejs_sheet_mapping,
    ),
    RecordFormat("CSV", TABLE_ENDINGS, read_csv, header=read_header),
    RecordFormat(
        "workbook of a view",
        (".xlsx",),
        read_exported_workbook,
        is_exported_workbook,
        exported_workbook_mapping,
    ),
    RecordFormat("XLSX", (".xlsx", ".xlsm"), read_xlsx, header=read_xlsx_header),
    RecordFormat("iCalendar", (".ics", ".ical"), read_calendar, mapping=calendar_mapping),
    LogFormat("log in JSON", (".json",), read_log, is_log_in_json),
    RecordFormat("TimelineJS", (".json",), read_timelinejs, is_timelinejs, timelinejs_mapping),
    RecordFormat("SPARQL results", (".json", ".srj"), read_sparql, is_sparql, sparql_mapping),
    RecordFormat("vis-timeline", (".json",), read_vis, is_vis, vis_mapping),
    RecordFormat("JSON", (".json", ".geojson", ".jsonld", ".srj"), read_json),
    LogFormat("log in JSON Lines", (".jsonl", ".ndjson"), read_log_in_lines, is_log_in_lines),
    RecordFormat("JSON Lines", (".jsonl", ".ndjson"), read_json_lines),
    RecordFormat("TOML", (".toml",), read_toml),
    RecordFormat("Markdown", (".md", ".markdown"), read_markdown),
)
INPUT_ENDINGS = tuple(dict.fromkeys(ending for row in FORMATS for ending in row.endings))
# What to do with files that many people have and that are not read.
OTHER_ENDINGS: Mapping[str, str] = dict.fromkeys(
    (".xls", ".xlsb", ".ods", ".numbers"),
    "save it as .xlsx or .csv in the program that it comes from",
)


def format_of(file: InputFile, mapping: FieldMapping | None) -> LogFormat | RecordFormat:
    """Return the format of a file; one with a mapping holds records, whatever it looks like.

    Raise OSError and UnreadableFileError when the file cannot be read, ValueError when its ending
    is not among `INPUT_ENDINGS`.
    """
    if file.path.exists() and not (file.path.is_file() or file.path.is_dir()):
        message = "it is no file but a pipe or a device, and a file is read more than once; save it"
        raise file.unreadable("wrong-shape", message)
    for row in FORMATS:
        if file.ending in row.endings and (
            row.recognises is None or (mapping is None and row.recognises(file))
        ):
            return row
    raise ValueError(f"{file.name} does not end with {', '.join(INPUT_ENDINGS)}")
