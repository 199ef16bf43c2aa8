"""A log without its events as one JSON text, and each event as another.

Parquet files and warehouses hold a log so: its events are rows, all else is the head.
"""

import json
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from typing import TypeVar

from pydantic import JsonValue, TypeAdapter, ValidationError

from components.events.cross_check import cross_check
from components.events.entry import Event
from components.events.field import DEFAULT_ZONE, raise_own_fault
from components.events.log import EventTable, Log
from components.events.problem import abridged
from components.events.read import FORBIDDEN
from components.events.write import plain, plain_value
from components.events.zone import zone_names

T = TypeVar("T")


class StoredError(ValueError):
    """A stored text that is no part of a log; the message is for whoever keeps the log.

    `column` is where in its first line, counted from 1.
    """

    def __init__(self, message: str, column: int = 1) -> None:
        """Keep the column beside the sentence."""
        super().__init__(message)
        self.column = column


def write_head(log: Log, **beside: JsonValue) -> str:
    """Write all of a log but its events as one JSON object, the keys `beside` before it."""
    return json.dumps({**beside, **plain(log, events=False)}, ensure_ascii=False)


def read_tree(text: str | bytes) -> dict[str, JsonValue]:
    """Read one JSON object; raise StoredError when it is none."""
    try:
        tree = json.loads(text, object_pairs_hook=_object, parse_int=_integer)
    except UnicodeDecodeError as error:
        column = len(error.object[: error.start].decode(errors="replace")) + 1
        raise StoredError("what it says of the log is not UTF-8", column) from None
    except json.JSONDecodeError as error:
        message = f"what it says of the log is no JSON: {error.msg}"
        raise StoredError(message, error.colno) from None
    except RecursionError:
        raise StoredError("what it says of the log is nested too deeply") from None
    if not isinstance(tree, dict):
        raise StoredError("what it says of the log is no JSON object")
    return tree


def _integer(digits: str) -> int:
    try:
        return int(digits)
    except ValueError:  # Python's own limit, which keeps a number from taking minutes
        raise StoredError("what it says of the log holds a number of too many digits") from None


def _object(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    """Make an object as strictly as YAML is read: no key twice, no character that is not seen."""
    tree = dict(pairs)
    if len(tree) < len(pairs):
        twice = next(key for key, number in Counter(key for key, _ in pairs).items() if number > 1)
        raise StoredError(f'"{abridged(twice)}" stands twice in an object')
    for key, value in pairs:
        for text in (key, *(value if isinstance(value, list) else (value,))):
            if isinstance(text, str) and (match := FORBIDDEN.search(text)):
                raise StoredError(f"the character U+{ord(match[0]):04X} may not stand in a log")
    return tree


def read_head(tree: Mapping[str, JsonValue]) -> Log:
    """Make a log without events of what `write_head` wrote; raise StoredError.

    The events that it names are elsewhere, so whether they are there is not checked.
    """
    whole = {**tree, "events": {}}
    about = tree.get("log")
    zone = about.get("zone") if isinstance(about, dict) else None
    zone = zone if isinstance(zone, str) and zone in zone_names() else DEFAULT_ZONE
    try:
        head = Log.model_validate(whole, context={"zone": zone})
    except ValidationError as error:
        raise StoredError(first_reason(error)) from None
    for finding in cross_check(whole):
        if finding.code != "unknown-event":
            raise StoredError(finding.message)
    return head


def read_value(kind: type[T], value: object) -> T:
    """Make a value of a type, such as a dataclass, of what JSON says; raise StoredError."""
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        raise StoredError(f"what it says of the log is damaged: {first_reason(error)}") from None


def first_reason(error: ValidationError) -> str:
    """Say where the first thing that is wrong stands, and what it is; raise a fault of ours."""
    first = error.errors(include_url=False, include_input=False)[0]
    raise_own_fault(first)
    where = ".".join(str(step) for step in first["loc"])
    return f"{where}: {first['msg']}"


def with_events(head: Log, events: EventTable) -> Log:
    """Join a head and events that are elsewhere to a log."""
    tables = {name: getattr(head, name) for name in Log.model_fields}
    return Log.model_construct(None, **{**tables, "events": events})


def write_event(event: Event) -> str:
    """Write an event as JSON, without its id."""
    return json.dumps(plain_value(event), ensure_ascii=False)


def read_event(
    text: str | bytes, key: str, head: Log, events: Container[str] | None = None
) -> Event:
    """Make the event `key` of what `write_event` wrote; raise StoredError.

    What it names must be in the tables of `head`, the events that it links to among `events`, if
    they are known.
    """
    try:
        tree = read_tree(text)
    except StoredError as error:
        raise StoredError(f'event "{key}" cannot be read: {error}') from None
    return make_event(tree, key, head, events)


def make_event(
    tree: Mapping[str, JsonValue], key: str, head: Log, events: Container[str] | None = None
) -> Event:
    """Make the event `key` of a JSON object; raise as `read_event` does."""
    try:
        event = Event.model_validate({**tree, "id": key}, context={"zone": head.about.zone})
    except ValidationError as error:
        raise StoredError(f'event "{key}" cannot be read: {first_reason(error)}') from None
    for table, other in _references(event, head, events):
        if other not in table:
            raise StoredError(f'event "{key}" cannot be read: no "{other}"')
    return event


def _references(
    event: Event, head: Log, events: Container[str] | None
) -> Iterator[tuple[Container[str], str]]:
    yield head.kinds, event.kind
    yield from ((head.actors, part.actor) for part in event.actors)
    yield from ((head.topics, topic) for topic in event.topics)
    yield from ((head.sources, citation.source) for citation in event.all_citations())
    yield from ((head.measures, figure.measure) for figure in event.figures)
    if events is not None:
        yield from ((events, link.event) for link in event.links)
