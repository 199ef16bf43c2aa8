"""What was published: the ids that the events and names of an earlier log have."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from components.events import Event, Log, folded
from components.imports.file import InputFile
from components.imports.formats.format import LogFormat, format_of
from components.imports.matching import Traits, address_of, content_of


class Published:
    """The ids of a log's events, what these are recognised by, and the ids of its names.

    `names` has the ids of the actors, topics and sources by their names and aliases, folded, where
    these stand for one of them only.
    """

    def __init__(self, head: Log, events: Iterable[Event]) -> None:
        self.traits = Traits()
        self.ids: list[str] = []
        self.names = names_of(head)
        main = {
            "actors": {key: folded(actor.name) for key, actor in head.actors.items()},
            "topics": {key: folded(topic.name) for key, topic in head.topics.items()},
            "sources": {key: folded(source.title) for key, source in head.sources.items()},
        }
        for event in events:
            content = content_of(event, lambda table, key: main[table][key])
            self.traits.add(event, event.id, address_of(event, head.sources), content)
            self.ids.append(event.id)


def names_of(log: Log) -> Mapping[str, Mapping[str, str]]:
    """Return the ids of a log's actors, topics and sources by name, as `Published.names`."""
    named: Mapping[str, list[tuple[str, Sequence[str]]]] = {
        "actors": [(key, (actor.name, *actor.aliases)) for key, actor in log.actors.items()],
        "topics": [(key, (topic.name,)) for key, topic in log.topics.items()],
        "sources": [
            (key, tuple(filter(None, (source.title, source.short))))
            for key, source in log.sources.items()
        ],
    }
    return {table: _by_name(entries) for table, entries in named.items()}


def _by_name(entries: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """Return ids by folded names, without the names that several entries have.

    The first name of an entry comes before the aliases of others.
    """
    entries = list(entries)
    ids: dict[str, set[str]] = {}
    for key, names in entries:
        ids.setdefault(folded(names[0]), set()).add(key)
    main = set(ids)
    for key, (_, *aliases) in entries:
        for alias in map(folded, aliases):
            if alias not in main:
                ids.setdefault(alias, set()).add(key)
    return {name: next(iter(keys)) for name, keys in ids.items() if len(keys) == 1}


def read_published(path: Path) -> Published:
    """Read what a log in any format published.

    Raise OSError when it cannot be opened, and UnreadableFileError when it is no log.
    """
    file = InputFile(path)
    format_ = format_of(file, None)
    if not isinstance(format_, LogFormat):
        raise file.unreadable("wrong-shape", "this is no log, so that it has published no ids")
    return Published(*format_.read(file))
