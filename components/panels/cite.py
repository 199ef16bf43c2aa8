"""References: an event or a view comes in, one line to put below a text goes out.

A line says what was looked at, where it is and when it was read, for a log grows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from components.events import Event, Log
from components.exports import FORMATS
from components.panels import citation
from components.panels.asset import own_address
from components.panels.board import Child, Node, h
from components.panels.copy import copy_text
from components.panels.listing import time_in_words
from components.panels.ways import to_event, to_export, to_export_of, to_view
from components.selection import Selection, sentence

MACHINES = ("bib", "csl")  # formats that hold references for programs


def today() -> date:
    """Return the date on which a reader retrieves what is shown, in UTC."""
    return datetime.now(UTC).date()


def in_full(day: date) -> str:
    """Return a day as it stands in a reference, such as 7 May 2025."""
    return f"{day.day} {day:%B %Y}"


def _line(parts: Iterator[str]) -> str:
    return " ".join(part if part.endswith((".", "?", "!", "”")) else f"{part}." for part in parts)


def reference(log: Log, selection: Selection, event: Event, base: str, today: date) -> str:
    """Return the line that cites an event: title, date as known, log, sources, link, when read.

    It stands here until exports has references of its own (`components.exports.reference`), whose
    text for an event then takes its place, so that page and downloads cite alike.
    """

    def parts() -> Iterator[str]:
        yield f"“{event.title}”, {time_in_words(log, selection, event)}"
        yield f"In: {log.about.title}"
        if event.citations:
            yield f"Source: {citation.in_words(log, event.citations)}"
        yield f"{to_event(event.id, base)} (retrieved {in_full(today)})"

    return _line(parts())


def reference_of_view(
    log: Log, selection: Selection, found: int, total: int, base: str, today: date
) -> str:
    """Return the line that cites a view: the log, the view in words, link, day of reading."""

    def parts() -> Iterator[str]:
        yield f"{log.about.title}, {sentence(selection, log, found, total)}"
        yield f"{to_view(selection, base) or '?'} (retrieved {in_full(today)})"

    return _line(parts())


def _shown(id_: str, line: str, what: str, machines: Child) -> list[Node]:
    return [
        h("p", line, id=id_, class_="gt-reference"),
        h("p", copy_text(id_, what), machines, class_="gt-row-of-buttons"),
    ]


def _link(key: str, href: str) -> Node:
    return h("a", FORMATS[key].name, href=href, download=True, class_="gt-button")


def of_event(log: Log, selection: Selection, event: Event) -> Node:
    """Return how to cite an event, folded away: the line, and the same for programs."""
    line = reference(log, selection, event, own_address(), today())
    machines = [_link(key, to_export_of(key, event.id)) for key in MACHINES if key in FORMATS]
    return h(
        "details",
        h("summary", "Cite this event"),
        _shown("gt-cite-event", line, "the reference of this event", machines),
        class_="gt-cite",
    )


def of_view(log: Log, selection: Selection, found: int, total: int) -> list[Node]:
    """Return how to cite a view: the line, and its events for programs."""
    line = reference_of_view(log, selection, found, total, own_address(), today())
    machines = [_link(key, to_export(key, selection)) for key in MACHINES if key in FORMATS]
    return _shown("gt-cite-view", line, "the reference of this view", machines)
