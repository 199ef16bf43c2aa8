"""The folded text of an event that a search looks through: one line for each part."""

from collections.abc import Iterable, Mapping

from components.events import Log
from components.frames.text import fold


def actor_texts(log: Log) -> Mapping[str, str]:
    """Return for each actor what a search finds it by: name, title and aliases."""
    return {
        key: "\n".join(fold(part) for part in (actor.name, actor.title, *actor.aliases) if part)
        for key, actor in log.actors.items()
    }


def topic_texts(log: Log) -> Mapping[str, str]:
    """Return for each topic what a search finds it by."""
    return {key: fold(topic.name) for key, topic in log.topics.items()}


def search_text(parts: Iterable[str], names: Iterable[str]) -> str:
    """Join the parts of an event, which are folded, with the texts of its actors and topics."""
    return "\n".join((*map(fold, filter(None, parts)), *names))
