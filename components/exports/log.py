"""A view as a log of its own, in YAML, JSON or JSON Lines, which the dashboard and `convert` read.

An extract names its view (`log.exported`). What names events outside it is left out: links,
questions and corrections. So is the walk, because its steps show other views of the whole log.
Everything else is kept.
"""

from collections.abc import Iterable, Iterator
from itertools import compress, islice

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
from components.exports.batch import in_batches
from components.exports.download import Download
from components.exports.id_set import IdSet

FIELDS = frozenset(Event.model_fields)
_AT_ONCE = 1_000  # events that are asked for at a time
_TEXTS = 100  # written at a time


def _events(download: Download, exported: IdSet | None) -> Iterator[Event]:
    """Yield some events in file order, with links among themselves only; `None` stands for all."""
    keys = iter(download.log.events)
    table = download.log.events
    while some := list(islice(keys, _AT_ONCE)):
        if exported is not None:
            some = list(compress(some, exported.contains(some)))
        events = (
            table.fetch(some) if isinstance(table, EventTable) else (table[key] for key in some)
        )
        yield from (_without_links(event, exported) for event in events)


def _ids(download: Download) -> IdSet | None:
    """Return the ids of what is exported, `None` for the whole log."""
    is_whole = download.count == download.view.answer.total
    return None if is_whole else IdSet(download.ids())


def _head(download: Download, exported: IdSet | None) -> Log:
    """Return the log without its events, and with the view that is exported."""
    about = Exported(
        view=download.sentence,
        link=download.permalink,
        sha256=download.log.hash,
        at=download.exported_at,
    )
    log = download.log
    tables: dict[str, object] = {
        "about": log.about.model_copy(update={"exported": about}),
        "events": {},
    }
    if exported is not None:

        def within(events: Iterable[str]) -> tuple[str, ...]:
            return tuple(event for event in events if event in exported)

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
            if (entry.event and entry.event in exported) or entry.disagreement in questions
        )
        tables["walk"] = None
    return log.model_copy(update=tables)


def _without_links(event: Event, exported: IdSet | None) -> Event:
    """Return an event without its links to events outside the view."""
    if exported is None or all(link.event in exported for link in event.links):
        return event
    kept = tuple(link for link in event.links if link.event in exported)
    return event.model_copy(update={"links": kept})


def write_yaml(download: Download) -> Iterator[bytes]:
    """Write the view as a log in format 1, to be read and edited.

    The events are in file order, which decides how those of one day are drawn.
    """
    exported = _ids(download)
    for part in write_in_parts(_head(download, exported), _events(download, exported)):
        yield part.encode()


def write_json(download: Download) -> Iterator[bytes]:
    """Write the view as the same log in JSON, which is YAML as well."""
    exported = _ids(download)
    texts = write_json_in_parts(_head(download, exported), _events(download, exported))
    yield from in_batches(map(str.encode, texts), _TEXTS)


def write_lines(download: Download) -> Iterator[bytes]:
    """Write the view as JSON Lines: the log with the number of its events, then an event a line."""
    exported = _ids(download)
    yield write_head(_head(download, exported), events=download.count).encode() + b"\n"
    lines = (
        f'{{"id": "{event.id}", {write_event(event)[1:]}\n' for event in _events(download, exported)
    )
    yield from in_batches(map(str.encode, lines), _TEXTS)
