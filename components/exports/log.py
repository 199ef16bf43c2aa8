"""A view as a log of its own, in YAML, JSON or JSON Lines, which the dashboard and `convert` read.

An extract names its view (`log.exported`). What names events outside it is left out: links,
questions and corrections. So is the walk, because its steps show other views of the whole log.
Everything else is kept.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from components.events import (
    Event,
    EventTable,
    Exported,
    Log,
    write_event,
    write_head,
    write_in_parts,
    write_json_in_parts,
)
from components.exports.download import Download

FIELDS = frozenset(Event.model_fields)
_AT_ONCE = 1_000  # events that are asked for at a time
_TEXTS = 100  # written at a time


def _events(download: Download, exported_ids: set[str]) -> Iterator[Event]:
    """Yield some events in file order, with links among themselves only."""
    is_whole = download.count == download.view.answer.total
    keys = (key for key in download.log.events if key in exported_ids)
    table = download.log.events
    while some := list(islice(keys, _AT_ONCE)):
        events = (
            table.fetch(some) if isinstance(table, EventTable) else (table[key] for key in some)
        )
        yield from (_without_links(event, exported_ids, is_whole=is_whole) for event in events)


def _head(download: Download) -> Log:
    """Return the log without its events, and with the view that is exported."""
    exported = Exported(
        view=download.sentence,
        link=download.permalink,
        sha256=download.log.hash,
        at=download.exported_at,
    )
    log = download.log
    tables: dict[str, object] = {
        "about": log.about.model_copy(update={"exported": exported}),
        "events": {},
    }
    if download.count < download.view.answer.total:
        exported_ids = set(download.ids())

        def within(events: Iterable[str]) -> tuple[str, ...]:
            return tuple(event for event in events if event in exported_ids)

        questions = {
            key: question.model_copy(
                update={"events": events, "in_dispute": within(question.in_dispute)}
            )
            for key, question in log.disagreements.items()
            if (events := within(question.events))
        }
        tables["disagreements"] = questions
        tables["corrections"] = tuple(
            entry
            for entry in log.corrections
            if entry.event in exported_ids or entry.disagreement in questions
        )
        tables["walk"] = None
    return log.model_copy(update=tables)


def _without_links(event: Event, exported_ids: set[str], *, is_whole: bool) -> Event:
    """Return an event without its links to events outside the view."""
    if is_whole or all(link.event in exported_ids for link in event.links):
        return event
    kept = tuple(link for link in event.links if link.event in exported_ids)
    return event.model_copy(update={"links": kept})


def write_yaml(download: Download) -> Iterator[bytes]:
    """Write the view as a log in format 1, to be read and edited."""
    for part in write_in_parts(_head(download), _exported(download)):
        yield part.encode()


def write_json(download: Download) -> Iterator[bytes]:
    """Write the view as the same log in JSON, which is YAML as well."""
    return _joined(write_json_in_parts(_head(download), _exported(download)))


def write_lines(download: Download) -> Iterator[bytes]:
    """Write the view as JSON Lines: the log with the number of its events, then an event a line."""
    yield write_head(_head(download), events=download.count).encode() + b"\n"
    yield from _joined(
        f'{{"id": "{event.id}", {write_event(event)[1:]}\n' for event in _exported(download)
    )


def _exported(download: Download) -> Iterator[Event]:
    """Yield the events of the view in file order, which decides how those of one day are drawn."""
    return _events(download, set(download.ids()))


def _joined(texts: Iterator[str]) -> Iterator[bytes]:
    """Yield texts as bytes, some at a time, because to send each costs more than to write it."""
    while some := list(islice(texts, _TEXTS)):
        yield "".join(some).encode()
