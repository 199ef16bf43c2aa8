"""What a look at a file found, in words: one line, a list of the fields, and a mapping."""

import json
import re
from collections.abc import Iterator
from pathlib import PurePath

from components.events import abridged, escaped
from components.imports.looks.look import LAYOUT_KEYS, Look
from components.imports.looks.roles import Entry, role_name
from components.imports.looks.sample import FieldSample
from components.imports.mapping import FIELD_KEYS
from components.imports.sentence import counted, listed, quoted
from components.imports.value import Value

_MOST_FIELDS = 40
_LONGEST_EXAMPLE = 60  # characters
_PLAIN = re.compile(r"[^\W\d_]\w*(?:[ .-]\w+)*")
# Plain words that YAML, or an older YAML, takes for something else.
_NO_TEXT = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


def mapping_name(source: PurePath) -> str:
    """Return the name of the file for the mapping of another."""
    return f"{source.stem}.map.yaml"


def summary(look: Look) -> str:
    """Say in a sentence which field was taken for what, and which for nothing."""
    words = []
    for entry in look.entries:
        if entry.key in LAYOUT_KEYS:
            continue
        words.append(f"{role_name(entry.key)} from {_said(entry.value)}")
    left = [quoted(f.name) for f in look.sample.fields if _is_left(look, f)]
    return ", ".join(words) + (f"; not taken: {listed(left)}" if left else "")


def _is_left(look: Look, f: FieldSample) -> bool:
    return bool(f.filled) and f.name not in look.roles


def _said(value: Value) -> str:
    """Say which fields one key of a mapping names, and how they are read."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return " and ".join(map(_said, value))
    parts = []
    for key in FIELD_KEYS:
        names = value.get(key, "")
        several = names if isinstance(names, list) else [names] if names else []
        if several:
            parts.append(" or ".join(map(_said, several)))
    settings = []
    if form := value.get("format"):
        settings.append(", ".join(map(str, form)) if isinstance(form, list) else str(form))
    if (separator := value.get("separator")) and separator != ";":
        settings.append(f'cut at "{separator}"')
    return " and ".join(parts) + (f" ({'; '.join(settings)})" if settings else "")


def listing(look: Look) -> Iterator[str]:
    """Yield a line for each field: how full it is, what it is taken for, and an example."""
    sample = look.sample
    rows = counted(sample.records, "row")
    yield f"{look.format}, {'' if sample.is_whole else 'a sample of '}{rows}:"
    shown = sample.fields[:_MOST_FIELDS]
    names = [_in_quotes(abridged(f.name)) for f in shown]
    width = min(max(map(len, names), default=0), 40)
    counts = [f"{len(f.filled):,}" for f in shown]
    digits = max(map(len, counts), default=0)
    roles = [look.roles.get(f.name, "") for f in shown]
    roles_width = max(map(len, roles), default=0)
    for f, name, count, role in zip(shown, names, counts, roles, strict=True):
        line = f"  {name:<{width}}  {count:>{digits}}  {role:<{roles_width}}  {_example(f)}"
        yield line.rstrip()
    if len(sample.fields) > len(shown):
        yield f"  and {len(sample.fields) - len(shown):,} more"


def _example(f: FieldSample) -> str:
    text = f.example
    shown = text if len(text) <= _LONGEST_EXAMPLE else f"{text[: _LONGEST_EXAMPLE - 3]}..."
    return escaped(shown.replace("\n", "; "))


def mapping_lines(look: Look) -> Iterator[str]:
    """Yield the lines of a mapping that reads the file, with what there is to choose from."""
    name = escaped(abridged(look.file))
    yield f"# What the fields of {name} mean; the lines behind # are remarks."
    for question in look.questions:
        yield f"# CHOOSE: {escaped(question)}"
    for entry in look.entries:
        yield from _lines_of_entry(entry)
    left = [f for f in look.sample.fields if _is_left(look, f)]
    if left:
        yield "# Not taken; name them under summary, place, actors, topics, source, url, note, ..."
        for f in left[:_MOST_FIELDS]:
            yield f"#   {_scalar(f.name)}: {_example(f)}"
        if len(left) > _MOST_FIELDS:
            yield f"#   and {len(left) - _MOST_FIELDS:,} more"


def _lines_of_entry(entry: Entry) -> Iterator[str]:
    for remark in entry.remarks:
        yield f"# {escaped(remark)}"
    if not isinstance(entry.value, dict):
        yield f"{entry.key}: {_flow(entry.value)}" + "  # or:" * bool(entry.choices)
        for _, other in entry.choices:
            yield f"# {entry.key}: {_flow(other)}"
        return
    yield f"{entry.key}:"
    for key, value in entry.value.items():
        others = [other for name, other in entry.choices if name == key]
        yield f"  {key}: {_flow(value)}" + "  # or:" * bool(others)
        for other in others:
            yield f"  # {key}: {_flow(other)}"


def _flow(value: Value) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{key}: {_flow(item)}" for key, item in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return _scalar(value)


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.casefold() not in _NO_TEXT and text.isprintable():
        return text
    return _in_quotes(text)


def _in_quotes(text: str) -> str:
    """Quote a text as JSON and YAML do, with every character that cannot be seen written out."""
    return "".join(map(_seen, json.dumps(text, ensure_ascii=False)))


def _seen(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
