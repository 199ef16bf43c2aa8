"""An event as the cells of a table, which CSV and spreadsheets share, and `convert` reads again.

A cell with several names parts them with semicolons; a name that holds one, or begins with a
quotation mark, stands between quotation marks as in CSV.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from components import wording
from components.events import Event, utc_instant
from components.exports.download import Download, names

FIELDS = frozenset(
    (
        *("id", "title", "label", "key", "inferred", "kind", "status", "zone", "when", "dating"),
        *("place", "channel", "actors", "topics", "summary", "note", "citations"),
    )
)


def joined(names: Iterable[str]) -> str:
    """Write several names in one cell."""
    return "; ".join(
        f'"{name.replace(chr(34), chr(34) * 2)}"' if ";" in name or name[:1] == '"' else name
        for name in names
    )


def _sources(download: Download, event: Event) -> Iterator[str]:
    for citation in event.citations:
        source = download.log.sources[citation.source]
        name = source.publisher or source.title
        yield wording.without_isolates(wording.citation.place(name, citation.passage))


def _roles(download: Download, event: Event) -> Iterator[str]:
    """Yield the roles of each actor whose name `names` returns."""
    roles: dict[str, list[str]] = {}
    for part in event.actors:
        roles.setdefault(download.log.actors[part.actor].name, []).append(str(part.role))
    yield from (" and ".join(dict.fromkeys(several)) for several in roles.values())


COLUMNS: Mapping[str, Callable[[Download, Event], str]] = {
    "id": lambda download, event: event.id,
    "title": lambda download, event: event.title,
    "when": lambda download, event: event.when.text,
    "time": lambda download, event: wording.without_isolates(download.view.time_in_words(event)),
    "start_utc": lambda download, event: utc_instant(event.when.start),
    "stop_utc": lambda download, event: utc_instant(event.when.stop),
    "precision": lambda download, event: str(event.when.precision),
    "kind": lambda download, event: event.kind,
    "status": lambda download, event: str(event.status),
    "actors": lambda download, event: joined(names(download.log, event)),
    "topics": lambda download, event: joined(
        download.log.topics[topic].name for topic in event.topics
    ),
    "place": lambda download, event: event.place,
    "channel": lambda download, event: event.channel,
    "summary": lambda download, event: event.summary,
    "sources": lambda download, event: joined(dict.fromkeys(_sources(download, event))),
    "link": lambda download, event: download.link(event.id),
    "label": lambda download, event: event.label,
    "key": lambda download, event: "yes" if event.key else "",
    "inferred": lambda download, event: "yes" if event.inferred else "",
    "zone": lambda download, event: event.zone,
    "roles": lambda download, event: joined(_roles(download, event)),
    "dating": lambda download, event: event.dating,
    "note": lambda download, event: event.note,
}
# Those that come back in formats of another kind, which have properties of ours for them.
OWN = (
    *("when", "zone", "kind", "status", "actors", "roles", "place", "channel", "summary"),
    *("sources", "label", "key", "inferred", "dating", "note"),
)


def own_columns(download: Download, event: Event, names: Iterable[str] = OWN) -> dict[str, str]:
    """Return the cells of an event that are not empty, by the names of their columns."""
    cells = ((name, COLUMNS[name](download, event)) for name in names)
    return {name: cell for name, cell in cells if cell}
