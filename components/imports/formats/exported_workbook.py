"""The workbook (.xlsx) of a view: its sheets of events, citations, sources, actors and topics."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from components.events import FORBIDDEN, Actor, Source, Topic, abridged, first_reason
from components.imports.file import InputFile, UnreadableFileError
from components.imports.formats.exported_view import (
    exported_mapping,
    exported_record,
    is_exported_header,
    split_names,
)
from components.imports.formats.xlsx import read_xlsx, workbook_of
from components.imports.mapping import FieldMapping
from components.imports.record import InputRecord, UnreadableRecord, named_with_id

_EVENTS, _CITATIONS, _KINDS, _VIEW = "Events", "Citations", "Kinds", "View"
_ENTRIES: Mapping[str, type[Actor | Topic | Source]] = {
    "Actors": Actor,
    "Topics": Topic,
    "Sources": Source,
}
# What names entries of which the workbook has no sheet, or not all.
_ELSEWHERE = frozenset(("party", "retells"))


def is_exported_workbook(file: InputFile) -> bool:
    """Tell whether a workbook is that of a view."""
    try:
        return is_exported_header(next(_cells(file, _EVENTS), {}).values())
    except UnreadableFileError:
        return False


def exported_workbook_mapping(file: InputFile) -> FieldMapping:
    """Return the mapping of the workbook of a view; the file keeps the entries of its sheets."""
    for sheet, model in _ENTRIES.items():
        file.entries[sheet.lower()] = dict(_entries(file, sheet, model))
    about = {row.get(1, ""): row.get(2, "") for row in _cells(file, _VIEW)}
    kinds = {
        row["id"]: {name: row.get(name, "") for name in ("name", "plural", "shape")}
        for row in _rows(file, _KINDS)
        if row.get("id")
    }
    try:
        return exported_mapping(
            kinds,
            title=about.get("Log", ""),
            summary=about.get("Summary", ""),
            zone=about.get("Zone", ""),
            as_of=about.get("As of", ""),
        )
    except ValidationError as error:
        message = f"what it says of the log is not as it should be: {first_reason(error)}"
        raise file.unreadable("wrong-shape", message) from None


def _entries(
    file: InputFile, sheet: str, model: type[Actor | Topic | Source]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the entries of a sheet by their ids; one that is faulty is noted, and left out."""
    for row in _rows(file, sheet):
        names = [name for name in row if name in model.model_fields and name not in _ELSEWHERE]
        entry: dict[str, Any] = {name: row[name] for name in names if row[name]}
        if "aliases" in entry:
            entry["aliases"] = split_names(row["aliases"])
        key = entry.pop("id", "")
        try:
            model.model_validate({"id": key, **entry})
        except ValidationError as error:
            reason = f"is not as it should be: {first_reason(error)}"
            file.note(f'"{abridged(key)}" in the sheet "{sheet}" {reason}')
        else:
            yield key, entry


def read_exported_workbook(
    file: InputFile, mapping: FieldMapping
) -> Iterator[InputRecord | UnreadableRecord]:
    """Read the events of the workbook of a view; raise as `read_xlsx` does."""
    cited: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    named: dict[str, dict[str, None]] = defaultdict(dict)  # as the cell `sources` names them
    sources = file.entries.get("sources", {})
    for row in _rows(file, _CITATIONS):
        key, event = row.get("source", ""), row.get("event", "")
        title = str(sources.get(key, {}).get("title", key))
        passage = row.get("passage", "")
        place = f"passage {passage}" if passage else row.get("locator", "")
        citation = {
            "source": named_with_id(title, key) if key in sources else title,
            "locator": place,
            **{name: row.get(name, "") for name in ("quote", "speaker", "translated_from")},
            "verbatim": "false" if row.get("verbatim") else "",
        }
        cited[event].append({name: text for name, text in citation.items() if text})
        publisher = str(sources.get(key, {}).get("publisher", title))
        named[event][f"{publisher}, {place}" if passage else publisher] = None
    for record in read_xlsx(file, mapping.model_copy(update={"sheet": _EVENTS})):
        if isinstance(record, InputRecord):
            cells = {name: text for name, text in record.fields.items() if isinstance(text, str)}
            id_, remarks = cells.get("id", ""), record.remarks
            if cited[id_] and [*named[id_]] != [*split_names(cells.get("sources", ""))]:
                remarks += (f'the cell sources and the sheet "{_CITATIONS}" differ; that is read',)
            yield exported_record(record.place, cells, remarks, cited[id_] or None)
        else:
            yield record


def _rows(file: InputFile, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a sheet by the names of its columns, none where there is no such sheet."""
    cells = _cells(file, name)
    header = next(cells, {})
    for row in cells:
        yield {column: row.get(at, "") for at, column in header.items()}


def _cells(file: InputFile, name: str) -> Iterator[dict[int, str]]:
    from components.imports.formats.workbook import WorkbookError

    book = workbook_of(file)
    try:
        for sheet in book.sheets:
            if sheet.name == name:
                for row in book.rows(sheet):
                    cells = {at: FORBIDDEN.sub("", cell.text) for at, cell in row.cells.items()}
                    if any(cell.text != cells[at] for at, cell in row.cells.items()):
                        file.note(f'characters that cannot be seen are left out of "{name}"')
                    yield cells
    except WorkbookError as error:
        raise file.unreadable("syntax", str(error)) from None
