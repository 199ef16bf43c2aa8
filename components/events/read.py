"""Read the bytes of a YAML file into mappings, lists and text, or say what is wrong with them.

A builder over the event stream of libyaml, without its composer, which overflows the C stack on
deep nesting. Only plain YAML passes: no aliases, anchors, tags, merge keys or further documents.
No scalar is given a type: `no`, `010`, `12:30` and `~` stay what was written.

A file that says `end: marked` ends with a line `...`, so that a file that was cut anywhere is never
taken for a whole one. Whoever edits the file would have to keep a count or a hash up to date; this
line is never touched.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import yaml

from components.events.limit import LIMITS, Limits
from components.events.locate import BOM, KeyPath, locate, parse_yaml, place_of
from components.events.problem import Place, abridged, place_after

Plain: TypeAlias = str | list["Plain"] | dict[str, "Plain"]


END, MARKED = "end", "marked"


class Fault(NamedTuple):
    """A fault of the writing: its place, the path of the value it spoils, and what it is."""

    place: Place
    path: KeyPath
    code: str
    message: str


class Written(NamedTuple):
    """What a file holds (None when it cannot be read to its end) and what is wrong with it."""

    value: Plain | None
    faults: tuple[Fault, ...]


# libyaml compares each tag directive with all before it: a file of them takes minutes.
_TAG_DIRECTIVE = re.compile(r"(?:\A|(?<=[\r\n]))%TAG(?=[ \t])")
# C0 and C1 controls, delete, line separators that editors do not count, marks that turn the
# direction of the text around (CVE-2021-42574), and non-characters.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_NO_TEXT = (
    (b"\xff\xfe\0\0", "UTF-32; save it as UTF-8"),
    (b"\0\0\xfe\xff", "UTF-32; save it as UTF-8"),
    (b"\xff\xfe", "UTF-16; save it as UTF-8"),
    (b"\xfe\xff", "UTF-16; save it as UTF-8"),
    (b"PAR1", "Parquet; the name of such a log ends with .parquet"),
    (b"\x1f\x8b", "compressed with gzip; unpack it"),
    (b"PK\x03\x04", "a ZIP archive; unpack it"),
)


def read_file(path: Path) -> bytes:
    """Read a file up to the first byte that is too many; raise OSError as `open` does."""
    with path.open("rb") as file:
        return file.read(LIMITS.file_bytes + 1)


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
    opening = next(event for event in parse_yaml(data.removeprefix(BOM)) if type(event) in _OPENING)
    return bool(opening.flow_style) or spots[(END,)] != spots[()]


class _UnreadableError(Exception):
    """The file cannot be read to its end."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


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
    if match := FORBIDDEN.search(text):
        place = place_after(text[: match.start()])
        return Fault(place, (), "control-character", _unseen(match[0]))
    if b"%TAG" in data and (match := _TAG_DIRECTIVE.search(text)):
        place = place_after(text[: match.start()])
        return Fault(place, (), "tag", "%TAG: values have no tags here")
    return None


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
            place = place_of(event.start_mark)
            raise _UnreadableError(Fault(place, (), "more-problems", "reading stops here"))
        levels = [(container, step) for container, step, _ in stack] + [(current, key)]
        path = tuple(
            len(container) - (depth < len(levels)) if type(container) is list else step
            for depth, (container, step) in enumerate(levels[1:], start=2)
            if step is not None or type(container) is list
        )
        return Fault(place_of(event.start_mark), path[:-1] if around else path, code, message)

    for event in parse_yaml(data):
        kind = type(event)
        if kind is yaml.ScalarEvent:
            value: Any = event.value
            if len(value) > limits.scalar_characters:
                size = f"{len(value):,} characters; the limit is {limits.scalar_characters:,}"
                faults.append(fault(event, "too-long", f"a text has {size}"))
            # Only between double quotes can an escape bring in what the file itself may not hold.
            if event.style == '"' and (match := FORBIDDEN.search(value)):
                faults.append(fault(event, "control-character", _unseen(match[0])))
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
                raise _UnreadableError(Fault(place_of(event.start_mark), (), "too-deep", message))
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
    place, end = place_of(mark), place_after(text)
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
