"""Tools whose files are known by their fields, and what those fields mean.

Only what the usual names of fields do not tell stands here, as a mapping would say it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from components.imports.mapping import FIELD_KEYS
from components.imports.value import Value


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: its name, fields that all its files have, and its mapping."""

    name: str
    fields: Sequence[str]
    mapping: Mapping[str, Value]


_SEVERAL: Value = ";"  # what sets several names in one text apart
TOOLS: tuple[Tool, ...] = (
    Tool(
        "ACLED",
        ("event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "notes"),
        {
            "when": "event_date",
            "title": {"field": ["sub_event_type", "event_type"]},
            "id": "event_id_cnty",
            "summary": "notes",
            "place": {"field": ["location", "admin1", "country"]},
            "actors": [
                {"field": name, "separator": _SEVERAL}
                for name in ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2")
            ],
            "topics": [{"field": "event_type"}, {"field": "disorder_type"}],
            "source": {"field": "source", "separator": _SEVERAL},
        },
    ),
    Tool(
        "Plaso (l2tcsv)",
        ("date", "time", "timezone", "MACB", "sourcetype", "short", "desc", "inode"),
        {
            "when": {"field": "date", "format": "%m/%d/%Y", "time": "time"},
            "zone": "timezone",
            "title": {"field": ["short", "desc"]},
            "summary": "desc",
            "dating": "type",
            "note": "filename",
            "actors": {"field": "user", "values": {"-": ""}},
            "topics": [{"field": "source"}, {"field": "sourcetype"}],
        },
    ),
    Tool(
        "Timesketch",
        ("message", "datetime", "timestamp_desc"),
        {
            "when": "datetime",
            "title": "message",
            "dating": "timestamp_desc",
            "note": {"field": ["display_name", "filename"]},
            "actors": {"field": ["username", "user"], "values": {"-": ""}},
            "topics": [
                {"field": "tag", "separator": ","},
                {"field": ["source_short", "data_type"]},
            ],
        },
    ),
    Tool(
        "MISP",
        ("info", "date", "Orgc.name"),
        {
            "when": "date",
            "title": "info",
            "id": {"field": ["uuid", "id"]},
            "topics": "Tag.name",
            "source": "Orgc.name",
        },
    ),
    Tool(
        "GitHub's commits",
        ("sha", "commit.message", "commit.author.date"),
        {
            "when": "commit.author.date",
            "title": "commit.message",
            "id": "sha",
            "actors": {"field": ["commit.author.name", "author.login"], "kind": "person"},
            "url": "html_url",
        },
    ),
    Tool(
        "Wikidata",
        ("id", "labels.en.value", "claims.P585.mainsnak.datavalue.value.time"),
        {
            # Unlike its queries, Wikidata's own JSON has no year 0.
            "when": {
                "field": "claims.P585.mainsnak.datavalue.value.time",
                "years": "historical",
            },
            "title": "labels.en.value",
            "id": "id",
            "summary": "descriptions.en.value",
        },
    ),
    Tool(
        "StoryMap",
        ("date", "text.headline", "text.text", "media.url"),
        {
            "when": "date",
            "title": "text.headline",
            "summary": "text.text",
            "place": "location.name",
            "source": "media.credit",
            "url": {"field": ["media.link", "media.url"]},
        },
    ),
    Tool(
        "Google Calendar",
        ("kind", "summary", "start.dateTime", "end.dateTime", "htmlLink"),
        {
            "when": {"field": ["start.dateTime", "start.date"]},
            "end": {"field": ["end.dateTime", "end.date"]},
            "zone": {"field": ["start.timeZone"]},
            "title": "summary",
            "id": "id",
            "summary": "description",
            "place": "location",
            "status": {
                "field": "status",
                "values": {"tentative": "possible"},
                "otherwise": "happened",
            },
            "actors": [
                {"field": ["organizer.displayName"], "role": "host", "kind": "person"},
                {"field": "attendees", "kind": "person"},
            ],
            "url": "htmlLink",
        },
    ),
)


def tool_of(names: Collection[str]) -> Tool | None:
    """Return the tool whose fields are among `names`, with a mapping of those that there are."""
    for tool in TOOLS:
        if all(name in names for name in tool.fields):
            there = {key: _there(value, names) for key, value in tool.mapping.items()}
            return Tool(tool.name, tool.fields, {key: v for key, v in there.items() if v})
    return None


def fields_in(value: Value) -> list[str]:
    """Return the fields that one key of a mapping names."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [name for item in value for name in fields_in(item)]
    names = [value[key] for key in FIELD_KEYS if key in value]
    return [name for held in names for name in fields_in(held)]


def _there(value: Value, names: Collection[str]) -> Value:
    """Return one key of a mapping with the fields among `names` alone, "" when there are none."""
    if isinstance(value, str):
        return value if _is_among(value, names) else ""
    if isinstance(value, list):
        return [kept for item in value if (kept := _there(item, names))]
    field = value["field"]
    kept = [name for name in fields_in(field) if _is_among(name, names)]
    return {**value, "field": kept[0] if len(kept) == 1 else [*kept]} if kept else ""


def _is_among(name: str, names: Collection[str]) -> bool:
    """Tell whether a field is there, or fields within it."""
    return name in names or any(other.startswith(f"{name}.") for other in names)
