"""A log as JSON Lines comes in, its head and its events go out, an event after the other.

The first line holds all of the log but its events, every further line an event with its id. Where
the first line gives the number of events under `events`, a file that was cut is told from a whole
one; programs write such files, and for them a count is no work.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import BinaryIO

from pydantic import JsonValue

from components.events import (
    LIMITS,
    Event,
    Log,
    Problem,
    StoredError,
    make_event,
    one_line,
    read_head,
    read_tree,
)
from components.imports.record import Reach, UnreadableFileError

CODE = "unreadable-line"


class _Anything:
    """Every event is there: whether it is can be told when all of them have been read."""

    def __contains__(self, _: object) -> bool:
        return True


def is_log_in_lines(path: Path) -> bool:
    """Tell whether a file is such a log, and not records of another kind; raise OSError."""
    if path.suffix.lower() not in (".jsonl", ".ndjson"):
        return False
    with path.open("rb") as file:
        try:
            head = read_tree(file.readline(LIMITS.head_bytes))
        except StoredError:
            return False
    return {"format", "log"} <= head.keys()


def read_log_in_lines(path: Path, reach: Reach) -> tuple[Log, Iterator[Event]]:
    """Read a log's head, and its events while they are asked for.

    Raise UnreadableFileError for the first line that is wrong, now or while events are asked for;
    OSError as `open` does.
    """
    file = path.open("rb")
    reach.size = path.stat().st_size
    first = file.readline(LIMITS.head_bytes)
    reach.done = len(first)
    try:
        tree = read_tree(first)
        expected = _counted(tree.pop("events", None))
        head = read_head(tree)
    except StoredError as error:
        file.close()
        raise _unreadable(path, 1, error) from None
    return head, _events(path, file, head, expected, reach)


def _counted(value: JsonValue) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise StoredError('"events" is the number of lines that follow, one for each event')


def _events(
    path: Path, file: BinaryIO, head: Log, expected: int | None, reach: Reach
) -> Iterator[Event]:
    ids: set[str] = set()
    linked: dict[str, int] = {}
    with file:
        for number in count(2):
            line = file.readline(LIMITS.line_bytes + 1)
            if not line:
                break
            reach.done += len(line)
            if not line.strip():
                continue
            try:
                event = _event(line, head)
            except StoredError as error:
                raise _unreadable(path, number, error) from None
            if event.id in ids:
                message = f'there is another event "{event.id}" before'
                raise _unreadable(path, number, StoredError(message))
            ids.add(event.id)
            for link in event.links:
                linked.setdefault(link.event, number)
            yield event
    if expected not in (None, len(ids)):
        message = f"the first line speaks of {expected:,} events, and there are {len(ids):,}"
        raise _unreadable(path, number, StoredError(message))
    for key, line_number in linked.items():
        if key not in ids:
            raise _unreadable(path, line_number, StoredError(f'no event "{key}"'))


def _event(line: bytes, head: Log) -> Event:
    if len(line) > LIMITS.line_bytes:
        raise StoredError(f"a line has more than the limit of {LIMITS.line_bytes:,} bytes")
    said = read_tree(line)
    key = said.pop("id", None)
    if not isinstance(key, str):
        raise StoredError("an event without an id")
    return make_event(said, key, head, _Anything())


def _unreadable(path: Path, line: int, error: StoredError) -> UnreadableFileError:
    return UnreadableFileError(Problem(path.name, line, error.column, CODE, one_line(str(error))))
