"""What the card of an event says below its title and time, while a reader points at its mark."""

from collections.abc import Sequence
from typing import TypedDict

from components import wording
from components.events import Citation, Event, Log
from components.figures import SIDE, row_key, rows_spoken_of, sides_of
from components.pages import citation
from components.selection import View


class EventCard(TypedDict):
    """The lines of an event's card, each with its kind, and the rows of those it speaks of."""

    card: Sequence[tuple[str, str]]
    rows: Sequence[str]


def event_card_of(view: View, event: Event) -> EventCard:
    """Return what the card of an event says in a view, and the rows of those it speaks of."""
    # rows by actor have ticks of those who are spoken of anyway, other rows have no people
    rows = rows_spoken_of(view.log, event, sides_of(view.log)) if row_key(view) == SIDE else ()
    return {"card": _lines(view.log, event), "rows": rows}


def _lines(log: Log, event: Event) -> list[tuple[str, str]]:
    """Return who has which part, the quotation with its source, and what is disputed."""
    shown = [("who", _people(log, event)), *_quotation(log, event)]
    shown += [("disputed", words) for words in _disputes(log, event)]
    return [(kind, words) for kind, words in shown if words]


def _people(log: Log, event: Event) -> str:
    by_role: dict[str, list[str]] = {}
    for part in event.actors:
        by_role.setdefault(str(part.role), []).append(log.actors[part.actor].name)
    return wording.event_card.parts(
        [(role, list(dict.fromkeys(names))) for role, names in by_role.items()]
    )


def _quotation(log: Log, event: Event) -> list[tuple[str, str]]:
    """Return the leading quotation and where it stands, else where the event does."""
    led = citation.leading(event)
    if not led:
        return [("cited", citation.in_words(log, event.citations))]
    return [("quote", wording.citation.quoted(led.quote)), ("cited", _cited(log, led))]


def _cited(log: Log, cited: Citation) -> str:
    words = wording.citation
    speaker = log.actors[cited.speaker].name if cited.speaker else ""
    known_from = words.place(citation.publisher(log, cited.source), cited.passage)
    changed = citation.change_in_words(cited)
    return wording.event_card.after_quotation([speaker, known_from, changed])


def _disputes(log: Log, event: Event) -> list[str]:
    return [
        wording.event_card.in_dispute(question.brief or question.question, question.finding_brief)
        for question in log.disagreements.values()
        if event.id in question.in_dispute
    ]
