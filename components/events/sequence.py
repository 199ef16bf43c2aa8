"""The order of events that `follows` states, against their times and against itself."""

from collections.abc import Iterator

from components.events.cross_check import Finding, name_of
from components.events.entry import Event
from components.events.locate import KeyPath
from components.events.log import Log
from components.events.vocabulary import Relation


def misplaced(log: Log) -> Iterator[Finding]:
    """Yield each link `follows` that cannot be true.

    The event ended, at the latest, before the one it follows began at the earliest; or it follows
    itself in a circle.
    """
    for event in log.events.values():
        for path, first in _followed(log, event):
            stop, start = event.when.stop, first.when.start
            if stop is not None and start is not None and stop <= start:
                message = f'{name_of(path)}it had ended when "{first.id}" began, and follows it'
                yield Finding((*path, "event"), False, "backwards-link", message)
    yield from _circles(log)


def _followed(log: Log, event: Event) -> Iterator[tuple[KeyPath, Event]]:
    for index, link in enumerate(event.links):
        if link.relation is Relation.FOLLOWS:
            yield ("events", event.id, "links", index), log.events[link.event]


def _circles(log: Log) -> Iterator[Finding]:
    """Yield each link that closes a circle, as a walk along the links from each event finds it."""
    open_events: set[str] = set()
    done: set[str] = set()
    for event in log.events.values():
        branches = [] if event.id in done else [(event.id, _followed(log, event))]
        open_events.update(key for key, _ in branches)
        while branches:
            key, links = branches[-1]
            link = next(links, None)
            if link is None:
                branches.pop()
                open_events.discard(key)
                done.add(key)
                continue
            path, first = link
            if first.id in open_events:
                message = f'{name_of(path)}it follows "{first.id}", which comes after it by links'
                yield Finding((*path, "event"), False, "backwards-link", message)
            elif first.id not in done:
                open_events.add(first.id)
                branches.append((first.id, _followed(log, first)))
