"""The folded text of an event that a search looks through: one line for each part."""

from collections.abc import Iterable, Iterator, Mapping

from components.events import Event, Log
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


def event_texts(log: Log, events: Iterable[Event]) -> Iterator[str]:
    """Yield the folded text of each of some events of a log."""
    actors, topics = actor_texts(log), topic_texts(log)
    for event in events:
        quotes = (citation.quote for citation in event.citations)
        names = [actors[part.actor] for part in event.actors]
        names += [topics[topic] for topic in event.topics]
        yield search_text((event.title, event.summary, event.place, event.channel, *quotes), names)
