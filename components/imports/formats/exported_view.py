"""Files that the exports of this program wrote: the cells of their tables become events again.

The names of the columns, and how several names stand in one cell, are those of the exports.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from components.events import (
    FORBIDDEN,
    USUAL_KINDS,
    Shape,
    WhenError,
    iso_date,
    parse_when,
    slug,
)
from components.imports.file import InputFile
from components.imports.formats.csv import read_csv
from components.imports.formats.table import layout_of
from components.imports.mapping import FieldMapping, usual_mapping
from components.imports.record import ExportedValues, InputRecord, UnreadableRecord
from components.imports.sentence import listed
from components.imports.value import Value

# No other table has all of these.
_COLUMNS = frozenset(("id", "title", "when", "zone", "roles", "sources", "start_utc", "precision"))
_TEXTS = (
    *("id", "title", "when", "zone", "kind", "status", "summary", "note", "dating", "place"),
    "channel",
)
_NAME = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^;]*))\s*(?:;|\Z)')
_SHOWN_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]([0-9]{2}:[0-9]{2})[0-9:.]*)?")
_PLACE = re.compile(r"(.+), (passage [0-9]+)", re.DOTALL)
_YES = "yes"
_QUOTATION_MARKS = frozenset('"\N{LEFT DOUBLE QUOTATION MARK}')


def is_exported_header(columns: Iterable[str]) -> bool:
    """Tell whether the columns of a table are those of an export."""
    return frozenset(columns) >= _COLUMNS


def split_names(cell: str) -> Sequence[str]:
    """Return the names that stand in one cell."""
    names = []
    for match in _NAME.finditer(cell):
        quoted, plain = match.groups()
        names.append(plain.strip() if quoted is None else quoted.replace('""', '"'))
    return [name for name in names if name]


def exported_record(
    place: str,
    cells: Mapping[str, str],
    remarks: Sequence[str] = (),
    citations: Sequence[Mapping[str, str]] | None = None,
    topics: Sequence[str] | None = None,
) -> InputRecord:
    """Return the record of an event from the cells of its row, by the names of their columns.

    `citations` are those of the event, where the file has more of them than the cell `sources`;
    `topics` are its topics where the file has a list of them.
    """
    told = list(remarks)
    label = cells.get("label", "")
    if citations is None and not _QUOTATION_MARKS.isdisjoint(label):
        told.append(
            "its label quotes words, and the file has no citation with them: it is left out"
        )
        label = ""
    actors = split_names(cells.get("actors", ""))
    roles = [tuple(several.split(" and ")) for several in split_names(cells.get("roles", ""))]
    if len(roles) != len(actors):
        if roles:
            told.append(
                f"it has {len(roles)} roles for {len(actors)} actors, which are participants"
            )
        roles = [("participant",)] * len(actors)
    told += [
        f"{name} is {_YES} or empty; it counts as empty"
        for name in ("key", "inferred")
        if cells.get(name, "") not in ("", _YES)
    ]
    told += _dated_otherwise(cells)
    fields: dict[str, Value] = {name: cells.get(name, "") for name in _TEXTS}
    fields["when"] = cells.get("when") or cells.get("date", "")
    fields["actors"] = [*actors]
    fields["topics"] = [*(split_names(cells.get("topics", "")) if topics is None else topics)]
    exported = ExportedValues(
        label,
        cells.get("key") == _YES,
        cells.get("inferred") == _YES,
        tuple(roles),
        tuple(_places(cells.get("sources", "")) if citations is None else citations),
    )
    return InputRecord(place, fields, tuple(told), is_plain=True, exported=exported)


def _dated_otherwise(cells: Mapping[str, str]) -> Iterator[str]:
    """Say that somebody changed the date beside `when`."""
    shown = _SHOWN_DATE.fullmatch(cells.get("date", ""))
    if not shown or not cells.get("when"):
        return
    try:
        when = parse_when(cells["when"], cells.get("zone", ""))
    except WhenError:
        return  # which is told when the date is read
    day, _ = when.ends_on(when.zone)
    if day and (iso_date(*day.first_day), day.clock_time[:5]) != (shown[1], shown[2] or ""):
        yield f"date says {shown[0]} and when says {when.text}, which is read"


def _places(sources: str) -> Iterator[Mapping[str, str]]:
    """Yield citations of sources and places in them, such as "The Monitor, passage 3"."""
    for name in split_names(sources):
        match = _PLACE.fullmatch(name)
        yield {"source": match[1], "locator": match[2]} if match else {"source": name}


def exported_kinds(file: InputFile, ids: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the kinds of a file of which it says no more than their ids; none for the usual ones.

    The file notes that they are named by their ids.
    """
    own = {
        key: {"name": key.replace("-", " ").capitalize(), "plural": key.replace("-", " ")}
        for key in dict.fromkeys(ids)
        if key and key not in USUAL_KINDS and slug(key) == key
    }
    if own:
        file.note(f"of the kinds {listed([*own])} it has no more than their ids, which name them")
    return {key: {**kind, "shape": str(Shape.WRITTEN)} for key, kind in own.items()}


def with_usual(kinds: Mapping[str, Mapping[str, str]]) -> Mapping[str, object]:
    """Return kinds with the usual ones before them, as a mapping has them; none for none."""
    usual = {key: kind.model_dump(exclude={"id"}) for key, kind in USUAL_KINDS.items()}
    return {**usual, **kinds} if kinds else {}


def exported_mapping(kinds: Mapping[str, Mapping[str, str]], **head: str) -> FieldMapping:
    """Return the mapping of such records, with what the file says of the log.

    `kinds` are its kinds beside the usual ones.
    """
    return usual_mapping(
        kinds=with_usual(kinds),
        log={name: FORBIDDEN.sub("", text) for name, text in head.items() if text},
        when={"field": "when"},
        end=None,
        zone={"field": "zone"},
        title={"field": "title"},
        actors={"field": "actors"},
        topics={"field": "topics"},
        source=None,
        url=None,
    )


def is_exported_csv(file: InputFile) -> bool:
    """Tell whether a table is the CSV of a view."""
    return is_exported_header(layout_of(file, usual_mapping()).columns)


def exported_csv_mapping(file: InputFile) -> FieldMapping:
    """Return the mapping of the CSV of a view, whose rows say of which log and kind they are."""
    title = ""
    kinds: dict[str, None] = {}
    for record in read_csv(file, usual_mapping()):
        if isinstance(record, InputRecord):
            title = title or str(record.fields.get("log", ""))
            kinds[str(record.fields.get("kind", ""))] = None
    return exported_mapping(exported_kinds(file, kinds), title=title)


def read_exported_csv(
    file: InputFile, mapping: FieldMapping
) -> Iterator[InputRecord | UnreadableRecord]:
    """Read the rows of the CSV of a view; raise as `read_csv` does."""
    for record in read_csv(file, mapping):
        if isinstance(record, InputRecord):
            cells = {name: text for name, text in record.fields.items() if isinstance(text, str)}
            yield exported_record(record.place, cells, record.remarks)
        else:
            yield record
