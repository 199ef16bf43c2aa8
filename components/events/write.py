"""Write a log as YAML or JSON in format 1, which reads back to an equal log."""

import json
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from itertools import islice
from typing import Any, cast

import yaml
from pydantic import BaseModel, JsonValue

from components.events.entry import Event
from components.events.field import ID_ALIAS
from components.events.log import Log
from components.events.problem import abridged
from components.events.read import END, FORBIDDEN, MARKED
from components.events.when import When

_WIDTH = 100
_LONGEST_FLOW = 76
_AT_ONCE = 100  # events written at a time


def plain(log: Log, *, events: bool = True) -> dict[str, JsonValue]:
    """Return a log as mappings, lists, text and numbers of the format, without defaults.

    Unless `events`, their table is left out.
    """
    return _plain_entry(log, log.about.zone, () if events else ("events",))


def plain_value(value: object, zone: str = "") -> JsonValue:
    """Return any value of a log as a plain value of the format."""
    if isinstance(value, BaseModel):
        return _plain_entry(value, zone)
    if isinstance(value, When):
        return value.text
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return [plain_value(item, zone) for item in value]
    if isinstance(value, Mapping):
        return {key: plain_value(item, zone) for key, item in value.items()}
    return cast(JsonValue, value)


def _plain_entry(
    entry: BaseModel, zone: str, without: tuple[str, ...] = ()
) -> dict[str, JsonValue]:
    tree: dict[str, JsonValue] = {}
    for name, field in type(entry).model_fields.items():
        if field.alias == ID_ALIAS or name in without:
            continue
        value = getattr(entry, name)
        if not field.is_required() and value == field.get_default(call_default_factory=True):
            continue
        if name == "zone" and isinstance(entry, Event) and value == zone:
            continue
        tree[field.alias or name] = plain_value(value, zone)
    return tree


def write(log: Log) -> str:
    """Write a log as YAML, in blocks and in file order, with its end marked.

    Raise ValueError when a text holds a character that the format refuses.
    """
    return "".join(write_in_parts(log, log.events.values()))


def write_part(value: BaseModel) -> str:
    """Write what is no whole log, such as a seed, as YAML; raise ValueError as `write` does."""
    return _dump(cast(dict[str, JsonValue], plain_value(value)))


def write_in_parts(head: Log, events: Iterable[Event]) -> Iterator[str]:
    """Write a log as `write` does, some events at a time; those of `head` are left out.

    The text is never in memory as a whole. Raise ValueError as `write` does.
    """
    tree = {"format": head.format, END: MARKED, **plain(head.model_copy(update={"events": {}}))}
    for name, value in tree.items():
        if name == "events":
            yield from _events_in_parts(events, head.about.zone)
        else:
            yield _dump({name: value})
    yield "...\n"


def _events_in_parts(events: Iterable[Event], zone: str) -> Iterator[str]:
    """Write the table of events, under one heading."""
    remaining, heading = iter(events), ""
    while some := {event.id: plain_value(event, zone) for event in islice(remaining, _AT_ONCE)}:
        text = _dump({"events": some})
        # Each part is written as a table of its own, because lines break by their indent.
        yield text.removeprefix(heading)
        heading = "events:\n"
    if not heading:
        yield _dump({"events": {}})


def write_entries(entries: Mapping[str, Any]) -> str:
    """Write entries of a table by their ids, or fields of an entry, without an indent.

    Raise ValueError as `write` does.
    """
    return _dump(dict(entries))


def _dump(tree: dict[str, JsonValue]) -> str:
    return yaml.dump(
        _shaped(tree),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=_WIDTH,
    )


def write_json_in_parts(head: Log, events: Iterable[Event]) -> Iterator[str]:
    """Write a log as JSON, one event at a time; those of `head` are left out."""
    tree = plain(head.model_copy(update={"events": {}}))
    mark = "{\n"
    for name, value in tree.items():
        if name == "events":
            yield f'{mark} "events": '
            inner = "{\n"
            for event in events:
                text = _indented(plain_value(event, head.about.zone), 2)
                yield f'{inner}  "{event.id}": {text}'
                inner = ",\n"
            yield "{}" if inner == "{\n" else "\n }"
        else:
            yield f'{mark} "{name}": {_indented(value, 1)}'
        mark = ",\n"
    yield "\n}\n"


def _indented(value: JsonValue, depth: int) -> str:
    """Return a value as JSON that stands so many levels deep; no text in it breaks a line."""
    lines = json.dumps(value, ensure_ascii=False, indent=1)
    return lines.replace("\n", "\n" + depth * " ")


class _Line(list[JsonValue]):
    """A list that stands on one line."""


class _Braces(dict[str, JsonValue]):
    """A mapping that stands on one line."""


def _shaped(value: JsonValue, in_list: bool = False) -> JsonValue:
    """Mark the short lists and the short items of lists, which read best on one line."""
    if isinstance(value, dict):
        shaped = {key: _shaped(item) for key, item in value.items()}
        return _Braces(shaped) if in_list and _is_short(value.values()) else shaped
    if isinstance(value, list):
        if _is_short(value):
            return _Line(value)
        return [_shaped(item, in_list=True) for item in value]
    return value


def _is_short(values: Iterable[JsonValue]) -> bool:
    length = 0
    for value in values:
        if isinstance(value, (list, dict)) or "\n" in str(value):
            return False
        length += len(str(value)) + 12
    return length <= _LONGEST_FLOW


class _Dumper(yaml.CSafeDumper):
    """Writes text as it reads best, and never an alias for what occurs twice."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _write_text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    if match := FORBIDDEN.search(text):
        message = f"the character U+{ord(match[0]):04X} may not stand in a log"
        raise ValueError(f'"{abridged(ascii(text))}": {message}')
    style = None
    if "\r" in text:
        # In a block a carriage return would come back as a line feed.
        style = '"'
    elif "\n" in text:
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _write_line(dumper: yaml.CSafeDumper, values: _Line) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=True)


def _write_braces(dumper: yaml.CSafeDumper, values: _Braces) -> yaml.MappingNode:
    # Pairs, because a mapping would be put into the order of its keys.
    return dumper.represent_mapping("tag:yaml.org,2002:map", values.items(), flow_style=True)


_Dumper.add_representer(str, _write_text)
_Dumper.add_representer(_Line, _write_line)
_Dumper.add_representer(_Braces, _write_braces)
