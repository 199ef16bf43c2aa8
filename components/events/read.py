"""The bytes of a YAML file come in; mappings, lists and text go out, or what is wrong with them.

A builder over the event stream of libyaml, without its composer, which overflows the C stack on
deep nesting. Only plain YAML passes: no aliases, anchors, tags, merge keys or further documents.
No scalar is given a type: `no`, `010`, `12:30` and `~` stay what was written.

A file that says `end: marked` ends with a line `...`, so that one that was cut is told from a whole
one wherever it was cut. A count or a hash would have to be kept up by whoever edits the file, and a
count tells only of what it counts; this line is never touched.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, NamedTuple, Protocol, TypeAlias

import yaml

from components.events.problem import abridged

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold, so that no file can stop the process that reads it.

    `head_bytes` and `line_bytes` bound the first and any other line of JSON Lines. `values` are all
    keys and values of a file together, `entries` those of one mapping, `items` those of one list,
    `dates` those in all dates of a log, ends and members counted. What is allowed is read in two
    seconds and 300 MB, which `make fuzz` measures.
    """

    file_bytes: int = 32 * 1024 * 1024
    head_bytes: int = 8 * 1024 * 1024
    line_bytes: int = 2 * 1024 * 1024
    scalar_characters: int = 64 * 1024
    depth: int = 32
    values: int = 650_000
    entries: int = 40_000
    dates: int = 80_000
    items: int = 10_000
    problems: int = 1_000


LIMITS = Limits()
# For a log that is turned into Parquet once, by its author and not by whoever shows it.
LIMITS_OF_CONVERSION = Limits(values=16_000_000, entries=1_000_000, dates=2_000_000)
END, MARKED = "end", "marked"


class _Mark(Protocol):
    """A place as libyaml counts it, from 0."""

    @property
    def index(self) -> int: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class Place(NamedTuple):
    """A line and a column, both counted from 1."""

    line: int
    column: int


class Fault(NamedTuple):
    """A fault of the writing: its place, the path of the value it spoils, and what it is."""

    place: Place
    path: Path
    code: str
    message: str


class Written(NamedTuple):
    """What a file holds (None when it cannot be read to its end) and what is wrong with it."""

    value: Plain | None
    faults: tuple[Fault, ...]


class Spot(NamedTuple):
    """Where a value stands: its key (for an item of a list, the item) and its own beginning."""

    key: Place
    value: Place


# libyaml compares each tag directive with all before it: a file of them takes minutes.
_TAG_DIRECTIVE = re.compile(r"(?:\A|(?<=[\r\n]))%TAG(?=[ \t])")
# C0 and C1 controls, delete, line separators that editors do not count, marks that turn the
# direction of the text around (CVE-2021-42574), and non-characters.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
BOM = b"\xef\xbb\xbf"
_NO_TEXT = (
    (b"\xff\xfe\0\0", "UTF-32; save it as UTF-8"),
    (b"\0\0\xfe\xff", "UTF-32; save it as UTF-8"),
    (b"\xff\xfe", "UTF-16; save it as UTF-8"),
    (b"\xfe\xff", "UTF-16; save it as UTF-8"),
    (b"PAR1", "Parquet; the name of such a log ends with .parquet"),
    (b"\x1f\x8b", "compressed with gzip; unpack it"),
    (b"PK\x03\x04", "a ZIP archive; unpack it"),
)


def read_file(path: FilePath, limits: Limits = LIMITS) -> bytes:
    """Read a file up to the first byte that is too many; raise OSError as `open` does."""
    with path.open("rb") as file:
        return file.read(limits.file_bytes + 1)


def read(data: bytes, limits: Limits = LIMITS) -> Written:
    """Read `data` into text, lists and mappings, and name every fault of the writing.

    Of a key written twice the first value is kept, and an alias leaves an empty text. Raise
    nothing: a file that cannot be read to its end has a value of None and a fault that says why.
    """
    data = data.removeprefix(BOM)
    fault = _fault_of_bytes(data, limits)
    if fault:
        return Written(None, (fault,))
    faults: list[Fault] = []
    with without_collection():
        try:
            value, is_closed = _build(data, limits, faults)
        except _UnreadableError as error:
            return Written(None, (*faults, error.fault))
        except yaml.YAMLError as error:
            return Written(None, (*faults, _syntax(error, data)))
    if not is_closed and isinstance(value, dict) and value.get(END) == MARKED:
        faults.append(_cut(data))
    return Written(value, tuple(faults))


def is_end_marked(data: bytes) -> bool:
    """Tell whether a mapping that `read` could read would be refused if its end were missing."""
    spots = locate(data, [(), (END,)])
    opening = next(each for each in _parse(data.removeprefix(BOM)) if type(each) in _OPENING)
    return bool(opening.flow_style) or spots[(END,)] != spots[()]


def locate(data: bytes, paths: Collection[Path]) -> dict[Path, Spot]:
    """Find where the values at `paths` stand in `data`, which `read` could read to its end.

    A path that leads nowhere is given the place of the nearest value around it. Only what is wrong
    is looked up, because to keep every place costs more than to read.
    """
    wanted = {path[:length] for path in paths for length in range(len(path) + 1)}
    spots: dict[Path, Spot] = {}
    stack: list[_Level] = []
    for event in _parse(data.removeprefix(BOM)):
        if isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
        if not isinstance(event, yaml.NodeEvent):
            continue
        path: Path = ()
        mark: _Mark | None = event.start_mark
        if stack:
            level = stack[-1]
            if level.is_mapping and level.key_mark is None:
                level.step, level.key_mark = getattr(event, "value", ""), mark
                continue
            path = (*level.path, level.step)
            if level.is_mapping:
                mark, level.key_mark = level.key_mark, None
            else:
                level.step += 1
        if path in wanted and path not in spots:
            spots[path] = Spot(_place(mark), _place(event.start_mark))
            if len(spots) == len(wanted):
                break
        if isinstance(event, yaml.CollectionStartEvent):
            stack.append(_Level(path, isinstance(event, yaml.MappingStartEvent)))
    return {path: _nearest(path, spots) for path in paths}


def _nearest(path: Path, spots: Mapping[Path, Spot]) -> Spot:
    while path not in spots:
        path = path[:-1]
    return spots[path]


@dataclass(slots=True)
class _Level:
    """A list or mapping that is open: its path, and the key or index of what comes next."""

    path: Path
    is_mapping: bool
    step: Any = 0
    key_mark: _Mark | None = None


class _UnreadableError(Exception):
    """The file cannot be read to its end."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def _parse(data: bytes) -> Iterator[Any]:
    # The loader's own method, because the generator of `yaml.parse` costs a fifth of the reading.
    return iter(yaml.CBaseLoader(data).get_event, None)


def _place(mark: _Mark | None) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _fault_of_bytes(data: bytes, limits: Limits) -> Fault | None:
    """Find what keeps `data` from being text that may be parsed."""
    if len(data) > limits.file_bytes:
        size = f"longer than the limit of {limits.file_bytes:,} bytes"
        return Fault(Place(1, 1), (), "too-big", f"the file is {size}")
    for sign, words in _NO_TEXT:
        if data.startswith(sign):
            return Fault(Place(1, 1), (), "encoding", f"the file is {words}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = place_after(data[: error.start].decode("utf-8"))
        byte = f"byte 0x{data[error.start]:02X} is not UTF-8"
        return Fault(place, (), "encoding", f"{byte}; save the file as UTF-8")
    found = FORBIDDEN.search(text)
    if found:
        place = place_after(text[: found.start()])
        return Fault(place, (), "control-character", _unseen(found[0]))
    if b"%TAG" in data and (found := _TAG_DIRECTIVE.search(text)):
        place = place_after(text[: found.start()])
        return Fault(place, (), "tag", "%TAG: values have no tags here")
    return None


def place_after(text: str) -> Place:
    """Give the place after the last character, without a list of what may be millions of lines."""
    breaks = text.count("\n") + text.count("\r") - text.count("\r\n")
    return Place(breaks + 1, len(text) - max(text.rfind("\n"), text.rfind("\r")))


def _cut(data: bytes) -> Fault:
    message = (
        f'"{END}: {MARKED}" says that the last line is "...", and it is missing: the file was cut, '
        "or that line was lost"
    )
    return Fault(place_after(data.decode("utf-8")), (), "cut", message)


def _unseen(character: str) -> str:
    return f"the character U+{ord(character):04X} cannot be seen and may not stand in a log"


_OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)


def _build(data: bytes, limits: Limits, faults: list[Fault]) -> tuple[Plain, bool]:
    """Build lists, mappings and text from the event stream, without recursion.

    Tell whether the document is closed, by a line `...` or by the bracket that it opens with.
    """
    root: list[Plain] = []
    values = 0
    is_flow = is_closed = False
    current: Any = root
    key: Any = None
    lines: dict[str, int] = {}
    stack: list[tuple[Any, Any, dict[str, int]]] = []

    def fault(event: yaml.Event, code: str, message: str, around: bool = False) -> Fault:
        if len(faults) >= limits.problems:
            place = _place(event.start_mark)
            raise _UnreadableError(Fault(place, (), "more-problems", "reading stops here"))
        levels = [(container, step) for container, step, _ in stack] + [(current, key)]
        path = tuple(
            len(container) - (depth < len(levels)) if type(container) is list else step
            for depth, (container, step) in enumerate(levels[1:], start=2)
            if step is not None or type(container) is list
        )
        return Fault(_place(event.start_mark), path[:-1] if around else path, code, message)

    for event in _parse(data):
        kind = type(event)
        if kind is yaml.ScalarEvent:
            value: Any = event.value
            if len(value) > limits.scalar_characters:
                size = f"{len(value):,} characters; the limit is {limits.scalar_characters:,}"
                faults.append(fault(event, "too-long", f"a text has {size}"))
            # Only between double quotes can an escape bring in what the file itself may not hold.
            if event.style == '"' and (found := FORBIDDEN.search(value)):
                faults.append(fault(event, "control-character", _unseen(found[0])))
        elif kind is yaml.MappingStartEvent:
            value = {}
        elif kind is yaml.SequenceStartEvent:
            value = []
        elif kind is yaml.AliasEvent:
            faults.append(fault(event, "alias", f"*{event.anchor}: write the value out again"))
            value = ""
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            current, key, lines = stack.pop()
            key = None
            continue
        else:
            if kind is yaml.DocumentStartEvent and root:
                raise _UnreadableError(fault(event, "several-documents", _several(is_closed)))
            if kind is yaml.DocumentEndEvent:
                is_closed = event.explicit
            continue
        values += 1
        if values > limits.values:
            message = f"a file holds at most {limits.values:,} keys and values{_ELSEWHERE}"
            raise _UnreadableError(fault(event, "too-many-values", message))

        if kind is not yaml.AliasEvent:
            if event.anchor is not None:
                message = f"&{event.anchor}: values have no names here"
                faults.append(fault(event, "anchor", message))
            if event.tag is not None:
                message = f"{event.tag}: values have no tags here"
                faults.append(fault(event, "tag", message))

        if type(current) is list:
            if len(current) == limits.items:
                message = f"a list holds at most {limits.items:,} values"
                raise _UnreadableError(fault(event, "too-many-values", message))
            current.append(value)
        elif key is None:
            if kind is not yaml.ScalarEvent:
                raise _UnreadableError(fault(event, "complex-key", "a key is plain text"))
            key = value
            if value in lines:
                message = f'"{abridged(value)}" stands in line {lines[value]} already'
                faults.append(fault(event, "duplicate-key", message))
                key = _DROPPED
            elif value == "<<" and not event.style:
                faults.append(fault(event, "merge-key", "<<: write the keys out again", True))
                key = _DROPPED
            elif len(lines) == limits.entries:
                message = f"a mapping holds at most {limits.entries:,} values{_ELSEWHERE}"
                raise _UnreadableError(fault(event, "too-many-values", message))
            else:
                lines[value] = event.start_mark.line + 1
            continue
        else:
            if key is not _DROPPED:
                current[key] = value
            if kind is yaml.ScalarEvent or kind is yaml.AliasEvent:
                key = None
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            stack.append((current, key, lines))
            if len(stack) > limits.depth:
                message = f"nested deeper than {limits.depth}"
                raise _UnreadableError(Fault(_place(event.start_mark), (), "too-deep", message))
            is_flow = is_flow or (current is root and bool(event.flow_style))
            current, key, lines = value, None, {}
    if not root or root == [""]:
        raise _UnreadableError(Fault(Place(1, 1), (), "empty-file", "the file holds nothing"))
    return root[0], is_closed or is_flow


_DROPPED: Any = object()
_ELSEWHERE = "; a larger log is kept as Parquet"


def _several(is_closed: bool) -> str:
    if is_closed:
        return 'the line "..." ends the file; move what follows to before it'
    return "a file holds one document; remove this line and what follows"


_ADVICE = (
    ("mapping values are not allowed", 'a text that holds ": " stands between quotation marks'),
    ("cannot start any token", "a text that begins with this character stands in quotation marks"),
    ("did not find expected key", "look for a wrong indent or an unquoted text here or just above"),
    ("<document start>", 'the line "..." ends the file; move what follows to before it'),
    ("could not find expected ':'", "a key is followed by a colon and a space"),
    ("did not find expected ',' or", "a bracket or brace is not closed, or a comma is missing"),
    ("did not find expected '-' indicator", "look for a wrong indent here or just above"),
    ("found unexpected end of stream", "this quotation mark is never closed"),
    ("found unknown escape character", "a backslash stands between single quotation marks"),
)


def _syntax(error: yaml.YAMLError, data: bytes) -> Fault:
    """Put libyaml's words into a sentence, at the place to look at."""
    problem = str(getattr(error, "problem", None) or "it cannot be read")
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    if mark is None or problem == "found unexpected end of stream":
        mark = context
    text = data.decode("utf-8")
    place, end = _place(mark), place_after(text)
    if place.line > end.line:
        # At the end of a file libyaml adds the line break that is missing.
        place = end
    advice = next((words for sign, words in _ADVICE if sign in problem), "")
    is_tab = mark is not None and text.startswith("\t", mark.index)
    if "cannot start any token" in problem and is_tab:
        advice = "indent with spaces, not with tabs"
    since = f", in what begins in line {context.line + 1}" if context and context != mark else ""
    message = f"this is not YAML: {problem}{since}{'; ' if advice else ''}{advice}"
    return Fault(place, (), "syntax", message)


@contextmanager
def without_collection() -> Iterator[None]:
    """Keep the cycle collector from walking a tree that only grows."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
