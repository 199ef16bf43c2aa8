"""A log to a pandas table: one row per event, in file order. The columns are the contract.

Times are integers, milliseconds since 1970-01-01T00:00Z, missing where an end is open, so that
years before the first and after the last that pandas can date are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd

from components.events import Event, Log
from components.frames.facet import FACETS, Facet
from components.frames.text import fold

COLUMNS: tuple[str, ...] = (
    "id",
    "title",
    "when",
    "start",
    "stop",
    "form",
    "precision",
    "place",
    "channel",
    "summary",
    *(facet.key for facet in FACETS),
    "search",
)


def _search(log: Log, event: Event) -> str:
    """Return the folded text that a search looks through, parts set apart by line ends."""
    parts = [event.title, event.summary, event.place, event.channel]
    for part in event.actors:
        actor = log.actors[part.actor]
        parts += [actor.name, actor.title, *actor.aliases]
    parts += [log.topics[topic].name for topic in event.topics]
    parts += [citation.quote for citation in event.citations]
    return "\n".join(fold(part) for part in parts if part)


def _ids(log: Log, facet: Facet, event: Event) -> tuple[str, ...]:
    """Return what an event has of a facet, each id once."""
    return tuple(dict.fromkeys(facet.values(log, event)))


def table(log: Log) -> pd.DataFrame:
    """Return one row per event with the columns of `COLUMNS`.

    `start` and `stop` are `Int64` milliseconds (`stop` exclusive); each facet's column holds a
    tuple of ids without repeats; `search` holds folded text.
    """
    columns: dict[str, Callable[[Event], object]] = {
        "id": lambda event: event.id,
        "title": lambda event: event.title,
        "when": lambda event: event.when.text,
        "start": lambda event: event.when.start,
        "stop": lambda event: event.when.stop,
        "form": lambda event: str(event.when.form),
        "precision": lambda event: str(event.when.precision),
        "place": lambda event: event.place,
        "channel": lambda event: event.channel,
        "summary": lambda event: event.summary,
        **{facet.key: partial(_ids, log, facet) for facet in FACETS},
        "search": partial(_search, log),
    }
    events = list(log.events.values())
    return pd.DataFrame(
        {
            name: pd.Series(
                [columns[name](event) for event in events],
                dtype="Int64" if name in ("start", "stop") else object,
            )
            for name in COLUMNS
        }
    )
