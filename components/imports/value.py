"""The values of foreign files: text, lists and objects, with every scalar as the text it is.

Numbers are not rounded and nothing is guessed.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TypeAlias, cast

from components.imports.typed_value import plain_of_typed

# What databases, spreadsheets, pandas and R write for no value, and nobody for a name.
NOTHING = frozenset(
    (
        "\\N",
        "NULL",
        "<NA>",
        "#N/A",
        "N/A",
        "n/a",
        "NaN",
        "nan",
        "NaT",
        "-",
        "--",
        "\u2013",
        "\u2014",
    )
)
# May be a name or a word, but no title.
NO_TITLE = frozenset(("NA", "None", "null"))

Value: TypeAlias = str | list["Value"] | dict[str, "Value"]

_NO_NUMBER = "NaN"  # what pandas writes for a value that is missing


def parse_json(text: str, repeated: set[str] | None = None) -> Value:
    """Read JSON with every scalar as text; raise JSONDecodeError or RecursionError.

    The keys that an object has more than once, of which the last counts, are added to `repeated`.
    """
    return _as_text(_decoder(repeated).decode(text))


def parse_first_json(text: str) -> tuple[Value, int]:
    """Read the JSON at the beginning of a text, and say where it ends; raise as `parse_json`."""
    value, end = _decoder(None).raw_decode(text)
    return _as_text(value), end


def parse_several_json(text: str, repeated: set[str] | None = None) -> list[Value]:
    """Read JSON values that stand one after the other; raise as `parse_json` does."""
    decoder = _decoder(repeated)
    values, start = [], _start_of_value(text, 0)
    while start < len(text):
        value, end = decoder.raw_decode(text, start)
        values.append(_as_text(value))
        start = _start_of_value(text, end)
    return values


def _start_of_value(text: str, start: int) -> int:
    while start < len(text) and text[start] in " \t\r\n":
        start += 1
    return start


def _decoder(repeated: set[str] | None) -> json.JSONDecoder:
    def take(pairs: list[tuple[str, object]]) -> Value:
        fields = {key: _as_text(value) for key, value in pairs}
        if repeated is not None and len(fields) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            repeated.update(key for key, count in counts.items() if count > 1)
        return cast(Value, plain_of_typed(fields) or fields)

    return json.JSONDecoder(
        parse_int=str,
        parse_float=str,
        parse_constant=lambda name: "" if name == _NO_NUMBER else name,
        object_pairs_hook=take,
    )


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
