"""Who has a seat at the table, by whose word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from components.events import Actor, Citation, Log, Presence, Tier
from components.frames.facts import LogFacts, once_per_log


class Seating(StrEnum):
    """How a source seats a person at the table."""

    NAMED = "by name"
    COUNTED = "counted, not named"
    IN_DOUBT = "in doubt"


@dataclass(frozen=True, slots=True)
class SeatCell:
    """How a source seats one person, and where it says so."""

    state: Seating
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatRow:
    """Whom an article seats, by the person's id; `article` is "" for all other sources together."""

    article: str
    cells: Mapping[str, SeatCell]

    def seats(self, state: Seating) -> tuple[str, ...]:
        """Return the ids of those who are seated in one way, in file order."""
        return tuple(actor for actor, cell in self.cells.items() if cell.state is state)


@dataclass(frozen=True, slots=True)
class SeatTable:
    """The people with a seat, in file order, those whose seat is in doubt, and a row per source."""

    people: tuple[str, ...]
    doubted: tuple[str, ...]
    rows: tuple[SeatRow, ...]


@once_per_log
def seat_table(facts: LogFacts) -> SeatTable:
    """Return whom each article seats at the table, then whom all other sources do.

    A row in which nobody has a seat is left out. Of a disputed seat, what other sources say is in
    doubt; where no others are cited, what the articles say.
    """
    log = facts.log
    seated = [actor for actor in log.actors.values() if actor.seat]
    articles = [id_ for id_, source in log.sources.items() if source.tier is Tier.ARTICLE]
    others = [id_ for id_, source in log.sources.items() if source.tier is not Tier.ARTICLE]
    rows = [
        SeatRow(article, _cells(log, seated, (article,), is_article=True)) for article in articles
    ]
    rows.append(SeatRow("", _cells(log, seated, others, is_article=False)))
    return SeatTable(
        tuple(actor.id for actor in seated),
        tuple(actor.id for actor in seated if _is_disputed(actor)),
        tuple(row for row in rows if row.cells),
    )


def _is_disputed(actor: Actor) -> bool:
    return actor.seat is not None and actor.seat.presence is Presence.DISPUTED


def _cells(
    log: Log, seated: Iterable[Actor], sources: Iterable[str], *, is_article: bool
) -> Mapping[str, SeatCell]:
    among, cells = frozenset(sources), {}
    for actor in seated:
        seat = actor.seat
        if seat is None:
            continue
        citations = tuple(cited for cited in seat.citations if cited.source in among)
        counting = among.intersection(seat.counted_in)
        naming = {cited.source for cited in citations} - counting
        if not naming and not counting:
            continue
        is_checked = any(log.sources[c.source].tier is not Tier.ARTICLE for c in seat.citations)
        if _is_disputed(actor) and (not is_article or not is_checked):
            state = Seating.IN_DOUBT
        else:
            state = Seating.NAMED if naming else Seating.COUNTED
        cells[actor.id] = SeatCell(state, citations)
    return MappingProxyType(cells)
