"""A log as JSON Lines: its head on the first line, then an event with its id on each line.

The head is all of the log but its events. Where it gives their number under `events`, a file that
was cut is told from a whole one; programs write such files, and for them a count is no work.
"""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import BinaryIO

from pydantic import JsonValue

from components.events import (
    LIMITS,
    Event,
    Log,
    StoredError,
    make_event,
    read_head,
    read_tree,
)
from components.imports.file import InputFile, UnreadableFileError

CODE = "unreadable-line"


def is_log_in_lines(file: InputFile) -> bool:
    """Tell whether a file is such a log, and not records of another kind; raise OSError."""
    with file.path.open("rb") as lines:
        try:
            head = read_tree(lines.readline(LIMITS.head_bytes))
        except StoredError:
            return False
    return {"format", "log"} <= head.keys()


def read_log_in_lines(file: InputFile) -> tuple[Log, Iterator[Event]]:
    """Read a log's head now, and each of its events when it is asked for.

    Raise UnreadableFileError for the first line that is wrong, now or while events are asked for;
    OSError as `open` does.
    """
    lines = file.path.open("rb")
    file.size = file.path.stat().st_size
    first = lines.readline(LIMITS.head_bytes)
    file.done = len(first)
    try:
        tree = read_tree(first)
        expected = _count(tree.pop("events", None))
        head = read_head(tree)
    except StoredError as error:
        lines.close()
        raise _unreadable(file, 1, error) from None
    return head, _events(file, lines, head, expected, first.endswith(b"\n"))


def _count(value: JsonValue) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise StoredError('"events" is the number of lines that follow, one for each event')


def _events(
    file: InputFile, lines: BinaryIO, head: Log, expected: int | None, is_ended: bool
) -> Iterator[Event]:
    ids: set[str] = set()
    linked: dict[str, int] = {}
    named: dict[str, Event | None] = dict.fromkeys(head.events_named_by_head())
    with lines:
        for number in count(2):
            line = lines.readline(LIMITS.line_bytes + 1)
            if not line:
                number -= not is_ended  # after a line without an end there is no empty one
                break
            is_ended = line.endswith(b"\n")
            file.done += len(line)
            if not line.strip():
                continue
            try:
                event = _event(line, head)
            except StoredError as error:
                raise _unreadable(file, number, error) from None
            if event.id in ids:
                message = f'there is another event "{event.id}" before'
                raise _unreadable(file, number, StoredError(message))
            ids.add(event.id)
            for link in event.links:
                linked.setdefault(link.event, number)
            if event.id in named:
                named[event.id] = event
            yield event
    if expected not in (None, len(ids)):
        message = f"the first line speaks of {expected:,} events, and there are {len(ids):,}"
        raise _unreadable(file, number, StoredError(message))
    if fault := _fault_of_head(head, named):
        raise _unreadable(file, 1, StoredError(fault))
    for key, line_number in linked.items():
        if key not in ids:
            raise _unreadable(file, line_number, StoredError(f'no event "{key}"'))


def _fault_of_head(head: Log, named: Mapping[str, Event | None]) -> str:
    """Say what the head says of events that is not so, "" for nothing; `named` are those it names.

    None stands for an event that the file does not have.
    """
    known = {key: event for key, event in named.items() if event}
    for key in named:
        if key not in known:
            return f'no event "{key}"'
    for step, words in head.misquoting_steps(known):
        return f'step {step} of the walk quotes "{words}", which nobody says'
    return ""


def _event(line: bytes, head: Log) -> Event:
    if len(line) > LIMITS.line_bytes:
        raise StoredError(f"a line has more than the limit of {LIMITS.line_bytes:,} bytes")
    tree = read_tree(line)
    key = tree.pop("id", None)
    if not isinstance(key, str):
        raise StoredError("an event without an id")
    return make_event(tree, key, head)


def _unreadable(file: InputFile, line: int, error: StoredError) -> UnreadableFileError:
    return file.unreadable(CODE, str(error), line, error.column)
