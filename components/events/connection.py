"""What an event of a log is connected with: links either way, and accounts that differ."""

from dataclasses import dataclass

from components.events.log import Log
from components.events.vocabulary import Relation


@dataclass(frozen=True, slots=True)
class Connections:
    """The links of an event, and the other events of the questions on which its accounts differ.

    Each link has the other event, what it says, and whether the other event states it. What is
    linked is not among the `differing`.
    """

    event: str
    links: tuple[tuple[str, Relation, bool], ...] = ()
    differing: tuple[str, ...] = ()

    @property
    def linked(self) -> frozenset[str]:
        """The ids of the events that are linked with it."""
        return frozenset(other for other, _, _ in self.links)


def connections(log: Log, event: str) -> Connections:
    """Return what an event is connected with, by its id."""
    links = (
        *((link.event, link.relation, False) for link in log.events[event].links),
        *((other, link.relation, True) for other, link in log.links_to(event)),
    )
    known = {event, *(other for other, _, _ in links)}
    differing = dict.fromkeys(
        other
        for question in log.disagreements.values()
        if event in question.events
        for other in question.events
        if other not in known
    )
    return Connections(event, links, tuple(differing))
