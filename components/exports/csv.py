"""A view comes in, a table of comma-separated values goes out: one row per event (RFC 4180).

It is as safe in a spreadsheet as in a program: a cell that a spreadsheet would take for a formula
begins with an apostrophe (OWASP, CSV injection). Each row says which view of which log it is from.
The table of an empty view has no place for that: a row that is no event would be counted as one,
and a line of comment is one more row to a spreadsheet and to pandas.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from components.events import Event, utc_instant
from components.exports.view import View, names

# What a formula or a command begins with, and what a spreadsheet leaves out before it.
_FORMULA = frozenset("=+-@|%")
_LEFT_OUT = frozenset("\t\r\n\0")
_ROWS = 500  # written at a time


def _sources(view: View, event: Event) -> Iterator[str]:
    for citation in event.citations:
        source = view.log.sources[citation.source]
        passage = f", passage {citation.passage}" if citation.passage else ""
        yield (source.publisher or source.title) + passage


_COLUMNS: Mapping[str, Callable[[View, Event], str]] = {
    "id": lambda view, event: event.id,
    "title": lambda view, event: event.title,
    "when": lambda view, event: event.when.text,
    "time": lambda view, event: view.time_in_words(event),
    "start_utc": lambda view, event: utc_instant(event.when.start),
    "stop_utc": lambda view, event: utc_instant(event.when.stop),
    "precision": lambda view, event: str(event.when.precision),
    "kind": lambda view, event: str(event.kind),
    "status": lambda view, event: str(event.status),
    "actors": lambda view, event: "; ".join(names(view.log, event)),
    "topics": lambda view, event: "; ".join(view.log.topics[each].name for each in event.topics),
    "place": lambda view, event: event.place,
    "channel": lambda view, event: event.channel,
    "summary": lambda view, event: event.summary,
    "sources": lambda view, event: "; ".join(dict.fromkeys(_sources(view, event))),
    "link": lambda view, event: view.link(event.id),
    "log": lambda view, event: view.log.about.title,
    "log_sha256": lambda view, event: view.log.hash,
    "view": lambda view, event: view.sentence,
    "view_link": lambda view, event: view.permalink,
    "exported_at": lambda view, event: view.exported_at,
}


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, whatever the width of its signs."""
    first = unicodedata.normalize("NFKC", cell.lstrip()[:1])
    return f"'{cell}" if first in _FORMULA or cell[:1] in _LEFT_OUT else cell


def write_csv(view: View) -> Iterator[bytes]:
    """Write the view in UTF-8, with a mark at the beginning by which spreadsheets know that."""
    written = io.StringIO()
    rows = csv.writer(written)
    written.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    rows.writerow(["number", *_COLUMNS])
    for number, event in enumerate(view.events(), start=1):
        rows.writerow([number, *(defused(column(view, event)) for column in _COLUMNS.values())])
        if number % _ROWS == 0:
            yield _taken(written)
    yield _taken(written)


def remark_on_emptiness(view: View) -> str:
    """Say what the table of an empty view cannot."""
    return "" if view.count else f"{view.sentence}: the table has its heading and no row"


def _taken(written: io.StringIO) -> bytes:
    data = written.getvalue().encode()
    written.seek(0)
    written.truncate()
    return data
