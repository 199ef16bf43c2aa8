"""A view as a log of its own, in YAML, JSON or JSON Lines, which the dashboard and `convert` read.

An extract names its view (`log.exported`). What names events outside it is left out: links,
questions and corrections. So is the walk, because its steps show other views of the whole log.
Of actors, topics, sources and the other tables it has what its events and questions name, and what
that names in turn.
"""

from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from itertools import compress, islice

from components import wording
from components.events import (
    Event,
    EventTable,
    Exported,
    Log,
    Strict,
    references,
    write_event,
    write_head,
    write_in_parts,
    write_json_in_parts,
)
from components.exports.batch import in_batches
from components.exports.download import Download
from components.exports.id_set import IdSet

FIELDS = frozenset(Event.model_fields)
_TABLES = ("parties", "delegations", "actors", "topics", "sources", "measures")
_AT_ONCE = 1_000  # events that are asked for at a time
_TEXTS = 100  # written at a time
_FEW = 10_000  # events whose ids are kept, so that those of all others need not be read


def _events(download: Download, exported: IdSet | None) -> Iterator[Event]:
    """Yield some events in file order, with links among themselves only; `None` stands for all."""
    table = download.log.events
    keys = iter(table)
    is_chosen = exported is not None
    if is_chosen and download.count <= _FEW:
        keys, is_chosen = iter(_in_file_order(table, list(download.ids()))), False
    while some := list(islice(keys, _AT_ONCE)):
        if exported is not None and is_chosen:
            some = list(compress(some, exported.contains(some)))
        events = (
            table.fetch(some) if isinstance(table, EventTable) else (table[key] for key in some)
        )
        yield from (_without_links(event, exported) for event in events)


def _in_file_order(table: Mapping[str, Event], keys: Sequence[str]) -> Sequence[str]:
    if isinstance(table, EventTable):
        return table.in_file_order(keys)
    chosen = frozenset(keys)
    return [key for key in table if key in chosen]


def _ids(download: Download) -> IdSet | None:
    """Return the ids of what is exported, `None` for the whole log."""
    is_whole = download.count == download.view.answer.total
    return None if is_whole else IdSet(download.ids())


def _head(download: Download, exported: IdSet | None) -> Generator[bytes, None, Log]:
    """Return the log without its events, and with the view that is exported.

    What the events name is gathered in steps that yield no bytes.
    """
    about = Exported(
        view=wording.without_isolates(download.sentence),
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
        extract = log.model_copy(update=tables)
        tables = yield from _used(extract, _events(download, exported))
        return extract.model_copy(update=tables)
    return log.model_copy(update=tables)


def _used(head: Log, events: Iterable[Event]) -> Generator[bytes, None, dict[str, object]]:
    """Return of each table the entries that a log of these events names, in their order."""
    tables: dict[str, Mapping[str, Strict]] = {name: getattr(head, name) for name in _TABLES}
    unused = {name: set(table) for name, table in tables.items()}
    pending: deque[Strict] = deque()

    def use(named: Iterable[tuple[str, str]]) -> None:
        for name, key in named:
            if key in unused.get(name, ()):
                unused[name].discard(key)
                pending.append(tables[name][key])

    use(references(head.about))
    for question in head.disagreements.values():
        use(references(question))
        use(("sources", article) for article in question.articles)
    for number, event in enumerate(events):
        use(references(event))
        if not any(unused.values()):
            break
        if number % _TEXTS == 0:
            yield b""
    while pending:
        use(references(pending.popleft()))
    return {
        name: {key: entry for key, entry in table.items() if key not in unused[name]}
        for name, table in tables.items()
    }


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
    head = yield from _head(download, exported)
    for part in write_in_parts(head, _events(download, exported)):
        yield part.encode()


def write_json(download: Download) -> Iterator[bytes]:
    """Write the view as the same log in JSON, which is YAML as well."""
    exported = _ids(download)
    head = yield from _head(download, exported)
    texts = write_json_in_parts(head, _events(download, exported))
    yield from in_batches(map(str.encode, texts), _TEXTS)


def write_lines(download: Download) -> Iterator[bytes]:
    """Write the view as JSON Lines: the log with the number of its events, then an event a line."""
    exported = _ids(download)
    head = yield from _head(download, exported)
    yield write_head(head, events=download.count).encode() + b"\n"
    lines = (
        f'{{"id": "{event.id}", {write_event(event)[1:]}\n' for event in _events(download, exported)
    )
    yield from in_batches(map(str.encode, lines), _TEXTS)
