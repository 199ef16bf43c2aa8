"""New entries and new values are put into a log in YAML as text: all else keeps every byte.

Comments, order, quoting and line ends stay as they were. Where the layout leaves no place for it,
such as in braces on one line, the caller is told so.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml
from pydantic import JsonValue

from components.events.locate import BOM, parse_yaml
from components.events.write import write_entries

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))(#[^\r\n]*)")
_DEPTH = 3  # a table, an entry, a field

# What each entry says, by its id.
Entries = Mapping[str, Mapping[str, JsonValue]]


class EntryChange(NamedTuple):
    """Those fields of an entry that change, and the whole of it, for where it stands in braces."""

    fields: Mapping[str, JsonValue]
    whole: Mapping[str, JsonValue]


Changes = Mapping[str, EntryChange]


class LayoutError(ValueError):
    """A text that leaves no place for what is to be put in; the message says where."""


@dataclass(slots=True)
class _Place:
    """Where a key and its value stand: lines from 0, the last one that holds any of the value."""

    line: int
    column: int
    last: int
    is_flow: bool = False
    is_mapping: bool = False
    at: tuple[int, int, int] = (0, 0, 0)  # the line and the columns of a value on one line
    places: "dict[str, _Place]" = field(default_factory=dict)


@dataclass(slots=True)
class _Level:
    """A collection that is open, and the key of what comes next."""

    place: _Place
    is_mapping: bool
    key: Any = None


def insert(
    data: bytes, additions: Mapping[str, Entries], changes: Mapping[str, Changes] | None = None
) -> bytes:
    """Return the text of a log with further entries in its tables, and other values of fields.

    `data` is a log that `check` accepts. Entries come last in their table; a table that is not
    there is put before the events. An entry in braces that changes no longer stands in braces.
    Raise LayoutError.
    """
    text = data.removeprefix(BOM).decode("utf-8")
    lines = _LINE.findall(text)
    root = _places(data, lines)
    if root.is_flow:
        raise LayoutError("the log stands in braces")
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    # a new table goes below what is added to the one above it
    ordered = sorted(additions.items(), key=lambda item: item[0] not in root.places)
    edits = [
        *(
            edit
            for table, entries in (changes or {}).items()
            for key, change in entries.items()
            for edit in _changed(_entry(root, table, key), key, change, lines)
        ),
        *(
            edit
            for table, entries in ordered
            if entries
            for edit in _added(root, table, entries, lines)
        ),
    ]
    # Later lines first, so that earlier ones stay where they are; at one line, what takes its place
    # before what goes above it, and of several the last one first.
    order = sorted(
        ((first, after > first, number) for number, (first, after, _) in enumerate(edits)),
        reverse=True,
    )
    for first, _, number in order:
        _, after, new = edits[number]
        block = [f"{line}{ending}" for line in new.split("\n")[:-1]]
        if first == len(lines) and lines and not lines[-1].endswith(("\n", "\r")):
            lines[-1] += ending
        lines[first:after] = block
    prefix = BOM if data.startswith(BOM) else b""
    return prefix + "".join(lines).encode()


_Edit = tuple[int, int, str]  # lines from the first up to another, and the text in their place


def _entry(root: _Place, table: str, key: str) -> _Place:
    place = root.places.get(table)
    entry = place.places.get(key) if place else None
    if place is None or entry is None or place.is_flow:
        raise LayoutError(f'"{table}" stands in braces')
    return entry


def _changed(entry: _Place, key: str, change: EntryChange, lines: Sequence[str]) -> Iterator[_Edit]:
    if entry.is_flow:
        new = _indented(write_entries({key: change.whole}), entry.column)
        old = lines[entry.line : entry.last + 1]
        yield entry.line, entry.last + 1, _commented(new, old, is_one_line=True)
        return
    column = next(iter(entry.places.values())).column
    for name, value in change.fields.items():
        new = _indented(write_entries({name: value}), column)
        if place := entry.places.get(name):
            old = lines[place.line : place.last + 1]
            commented = _commented(new, old, is_one_line=new.count("\n") == 1)
            yield place.line, place.last + 1, commented
        else:
            yield entry.last + 1, entry.last + 1, new


def _commented(new: str, old: Sequence[str], *, is_one_line: bool) -> str:
    """Return lines with the comments of those whose place they take.

    A single one goes to the end of the first line if that has room for it, others above it.
    """
    comments = list(_comments(old))
    if len(comments) == 1 and is_one_line:
        heading, rest = new.split("\n", 1)
        return f"{heading}  {comments[0]}\n{rest}"
    indent = " " * (len(new) - len(new.lstrip(" ")))
    return "".join(f"{indent}{comment}\n" for comment in comments) + new


def _comments(lines: Sequence[str]) -> Iterator[str]:
    """Walk over the comments in the lines of a key and its value."""
    if not any("#" in line for line in lines):
        return
    bare = list(lines)
    for parsed in parse_yaml("".join(lines).encode()):
        if isinstance(parsed, yaml.ScalarEvent):
            event: Any = parsed
            start, end = event.start_mark, event.end_mark
            # behind the sign of a block, a comment may stand
            first = start.line + (event.style in ("|", ">"))
            for number in range(first, min(end.line + 1, len(bare))):
                line = bare[number]
                left = start.column if number == start.line else 0
                right = end.column if number == end.line else len(line)
                bare[number] = f"{line[:left]}{'x' * (right - left)}{line[right:]}"
    for line in bare:
        if match := _COMMENT.search(line):
            yield match[1].rstrip()


def _added(root: _Place, table: str, entries: Entries, lines: list[str]) -> Iterator[_Edit]:
    place = root.places.get(table)
    if place is None:
        at = _above(lines, root.places["events"].line)
        yield at, at, f"{table}:\n{_indented(write_entries(entries), 2)}"
        return
    if not place.places:
        line, start, stop = place.at
        after = lines[line]
        if place.last != line or after[start:stop].replace(" ", "") not in ("{}", ""):
            raise LayoutError(f'"{table}" stands in braces')
        bare = f"{after[:start].rstrip()}{after[stop:]}".rstrip("\r\n")
        yield line, line + 1, f"{bare}\n{_indented(write_entries(entries), 2)}"
        return
    if place.is_flow:
        raise LayoutError(f'"{table}" stands in braces')
    held = list(place.places.values())
    column, at = held[0].column, _below(lines, place.last + 1, held[0].column)
    apart = "\n" if len(held) > 1 and not lines[held[-1].line - 1].strip() else ""
    parts = (_indented(write_entries({key: entry}), column) for key, entry in entries.items())
    yield at, at, "".join(f"{apart}{part}" for part in parts)


def _indented(text: str, column: int) -> str:
    return "".join(
        f"{' ' * column}{line}\n" if line.strip() else f"{line}\n" for line in text.split("\n")[:-1]
    )


def _above(lines: Sequence[str], line: int) -> int:
    """Return the first of the comment lines just above a line, else the line itself."""
    while line and lines[line - 1].startswith("#") and not _is_modeline(lines, line - 1):
        line -= 1
    return line


def _is_modeline(lines: Sequence[str], line: int) -> bool:
    return line == 0 and "yaml-language-server" in lines[line]


def _below(lines: Sequence[str], line: int, column: int) -> int:
    """Return the line after the comments that follow, as far as they are indented like entries."""
    end = line
    while line < len(lines):
        words = lines[line].lstrip(" ")
        if words.strip() and not (words[0] == "#" and len(lines[line]) - len(words) >= column):
            break
        line += 1
        end = line if words.strip() else end
    return end


def _places(data: bytes, lines: Sequence[str]) -> _Place:
    """Find where tables, entries and fields stand."""
    root = _Place(0, 0, 0)
    stack: list[_Level] = []
    for parsed in parse_yaml(data.removeprefix(BOM)):
        event: Any = parsed  # libyaml's have no types
        if isinstance(parsed, yaml.CollectionEndEvent):
            level = stack.pop()
            if level.place.is_flow:
                level.place.last = event.end_mark.line
                start = level.place.at
                level.place.at = (start[0], start[1], event.end_mark.column)
            if stack:
                stack[-1].place.last = max(stack[-1].place.last, level.place.last)
            continue
        if not isinstance(parsed, yaml.NodeEvent):
            continue
        mark = event.start_mark
        if not stack:
            root.is_flow, root.is_mapping = bool(event.flow_style), True
            stack.append(_Level(root, is_mapping=True))
            continue
        level = stack[-1]
        if level.is_mapping and level.key is None:
            level.key = (event.value, mark)
            continue
        place = _Place(mark.line, mark.column, mark.line)
        if level.is_mapping:
            (name, key_mark), level.key = level.key, None
            place.line, place.column = key_mark.line, key_mark.column
            if len(stack) <= _DEPTH:
                level.place.places[name] = place
        if isinstance(parsed, yaml.ScalarEvent):
            end = event.end_mark
            place.at = (mark.line, mark.column, end.column)
            place.last = max(_last_line(event, lines), place.line)
            level.place.last = max(level.place.last, place.last)
        else:
            place.is_flow = bool(event.flow_style)
            place.at = (mark.line, mark.column, mark.column)
            place.is_mapping = isinstance(parsed, yaml.MappingStartEvent)
            stack.append(_Level(place, place.is_mapping))
    return root


def _last_line(event: Any, lines: Sequence[str]) -> int:  # noqa: ANN401 - libyaml's events have no types
    """Return the last line of a scalar that is not blank."""
    end = event.end_mark
    if event.style not in ("|", ">"):
        return int(end.line)
    last = int(end.line) if end.column else int(end.line) - 1
    last = min(last, len(lines) - 1)
    while last > event.start_mark.line and not lines[last].strip():
        last -= 1
    return last
