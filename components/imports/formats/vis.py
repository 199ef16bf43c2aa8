"""The items of vis-timeline, alone in a JSON file or beside the groups that they belong to."""

from collections.abc import Iterator, Mapping

from components.events import WhenError
from components.imports.dates.date import to_edtf
from components.imports.fault import kind_of_date
from components.imports.file import InputFile
from components.imports.mapping import FieldMapping, usual_mapping
from components.imports.record import InputRecord, UnreadableRecord, record_of
from components.imports.value import Value

_SHORTEST_NUMBER = 9  # of digits: a number of milliseconds, and not a year


def is_vis(file: InputFile) -> bool:
    """Tell whether a JSON file holds items of vis-timeline."""
    _, items = _items(file.json)
    first = items[0] if items else None
    return isinstance(first, dict) and {"content", "start"} <= first.keys()


def vis_mapping(_: InputFile) -> FieldMapping:
    """Return the mapping of the records that `read_vis` gives."""
    return usual_mapping()


def read_vis(file: InputFile, _: FieldMapping) -> Iterator[InputRecord | UnreadableRecord]:
    """Read the items at their index; their group is their topic."""
    place, items = _items(file.json)
    groups = _groups(file.json)
    file.size, file.rows = len(items), 0
    for index, item in enumerate(items):
        file.rows = file.done = index + 1
        where = f"{place}[{index}]"
        if not isinstance(item, dict):
            yield record_of(where, item)
            continue
        try:
            start, end = _date(item.get("start", "")), _date(item.get("end", ""))
        except WhenError as error:
            yield UnreadableRecord(where, str(error), kind_of_date(error))
            continue
        group = item.get("group", "")
        fields: dict[str, Value] = {
            "when": start,
            "end": end,
            "title": item.get("content", "") or item.get("title", ""),
            "summary": item.get("title", "") if item.get("content") else "",
            "topics": [groups.get(group, group) if isinstance(group, str) else group],
            "dating": "Given as a background" if item.get("type") == "background" else "",
        }
        yield InputRecord(where, fields)


def _items(value: Value) -> tuple[str, list[Value]]:
    items = value.get("items") if isinstance(value, dict) else value
    return (".items" if isinstance(value, dict) else "", items if isinstance(items, list) else [])


def _groups(value: Value) -> Mapping[str, Value]:
    """Return the names of the groups by their ids."""
    groups = value.get("groups") if isinstance(value, dict) else None
    return {
        str(group.get("id", "")): group.get("content", "") or group.get("id", "")
        for group in (groups if isinstance(groups, list) else [])
        if isinstance(group, dict)
    }


def _date(value: Value) -> Value:
    """Return a date as it is, or as EDTF when it is a number of milliseconds."""
    if isinstance(value, str) and len(value) >= _SHORTEST_NUMBER and value.lstrip("-").isdigit():
        return to_edtf(value, ["epoch-ms"])
    return value
