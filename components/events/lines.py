"""A log as JSON Lines comes in, its head and its events go out, an event after the other.

The first line holds all of the log but its events, every further line an event with its id.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from components.events.model import Event, Log
from components.events.read import LIMITS, Problem
from components.events.record import Reach, UnreadableFileError
from components.events.stored import StoredError, read_event, read_head, read_tree

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
            head = read_tree(file.readline(LIMITS.file_bytes))
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
    first = file.readline()
    reach.done = len(first)
    try:
        head = read_head(read_tree(first))
    except StoredError as error:
        file.close()
        raise _unreadable(path, 1, str(error)) from None
    return head, _events(path, file, head, reach)


def _events(path: Path, file: BinaryIO, head: Log, reach: Reach) -> Iterator[Event]:
    ids: set[str] = set()
    linked: dict[str, int] = {}
    with file:
        for number, line in enumerate(file, start=2):
            reach.done += len(line)
            if not line.strip():
                continue
            try:
                event = _event(line, head)
            except StoredError as error:
                raise _unreadable(path, number, str(error)) from None
            if event.id in ids:
                raise _unreadable(path, number, f'there is another event "{event.id}" before')
            ids.add(event.id)
            for link in event.links:
                linked.setdefault(link.event, number)
            yield event
    for key, number in linked.items():
        if key not in ids:
            raise _unreadable(path, number, f'no event "{key}"')


def _event(line: bytes, head: Log) -> Event:
    said = read_tree(line)
    key = said.pop("id", None)
    if not isinstance(key, str):
        raise StoredError("an event without an id")
    return read_event(json.dumps(said), key, head, _Anything())


def _unreadable(path: Path, line: int, message: str) -> UnreadableFileError:
    return UnreadableFileError(Problem(path.name, line, 1, CODE, message))
