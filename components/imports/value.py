"""The values of foreign files: text, lists and objects, with every scalar as the text it is.

Numbers are not rounded and nothing is guessed.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TypeAlias, cast

Value: TypeAlias = str | list["Value"] | dict[str, "Value"]


def parse_json(text: str) -> Value:
    """Read JSON with every scalar as text; raise JSONDecodeError or RecursionError."""
    value: object = json.loads(
        text,
        parse_int=str,
        parse_float=str,
        parse_constant=str,
        object_pairs_hook=lambda pairs: {key: _as_text(value) for key, value in pairs},
    )
    return _as_text(value)


def _as_text(value: object) -> Value:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return [_as_text(item) for item in value]
    return cast(Value, value)


def lookup(value: Value | Mapping[str, Value], path: str) -> Value:
    """Return what stands at a dotted path, "" if nothing does.

    A key that holds the dots itself comes first. A number is the place of an item in a list; any
    other step leads into each object of the list, and texts beside the objects stay.
    """
    held = _at(value, path)
    return "" if held is None else held


def is_there(value: Value | Mapping[str, Value], path: str) -> bool:
    """Tell whether a dotted path leads to anything, be it empty."""
    return _at(value, path) is not None


def _at(value: Value | Mapping[str, Value], path: str) -> Value | None:
    if isinstance(value, Mapping) and path in value:
        return value[path]
    held = cast("Value | None", value)
    for step in path.split("."):
        if isinstance(held, Mapping):
            held = held.get(step)
        elif isinstance(held, list) and step.isascii() and step.isdigit() and len(step) < 9:
            held = next(islice(held, int(step), None), None)
        elif isinstance(held, list):
            held = list(_within(held, step)) or None
        else:
            return None
    return held


def _within(items: list[Value], step: str) -> Iterator[Value]:
    """Yield what stands under a key in each object of a list; of a list, each of its items."""
    for item in items:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict) and (held := item.get(step, "")):
            if isinstance(held, list):
                yield from held
            else:
                yield held
