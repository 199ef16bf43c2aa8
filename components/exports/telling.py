"""An event comes in; what several formats tell of it in words goes out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from components.events import Citation, Event, Log
from components.exports.download import Download, names

# What neither XML nor a line of a calendar may hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 40


def clean(text: str) -> str:
    """Return a text with a mark in the place of each character that some format forbids."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def in_a_line(text: str) -> str:
    """Return a text as `clean` does, on one line."""
    return " ".join(clean(text).split())


def known_as(log: Log) -> str:
    """Return a name of a log that stays when its events change: made of its title.

    The digest keeps apart what the letters cannot, such as titles in other scripts.
    """
    title = log.about.title
    words = _OTHER.sub("-", title.casefold()).strip("-")[:_LONGEST_NAME].strip("-")
    digest = hashlib.sha256(title.encode(errors="replace")).hexdigest()[:8]
    return f"{words or 'timeline'}-{digest}"


def citations(event: Event) -> Sequence[Citation]:
    """Return what an event rests on, each place in a source once."""
    found: dict[tuple[str, int | None, str], Citation] = {}
    for each in event.citations:
        found.setdefault((each.source, each.passage, each.locator), each)
    return list(found.values())


def source_in_words(log: Log, citation: Citation) -> str:
    """Return a source and the place in it, such as "The Monitor: Talks begin, passage 3"."""
    source = log.sources[citation.source]
    is_told = source.publisher and source.publisher != source.title
    words = f"{source.publisher}: {source.title}" if is_told else source.title
    if citation.passage:
        return f"{words}, passage {citation.passage}"
    return f"{words}, {citation.locator}" if citation.locator else words


def status_in_words(event: Event) -> str:
    """Return what has to be said of an event that did not simply happen, "" of one that did."""
    return {"scheduled": "Scheduled.", "possible": "Possible."}.get(str(event.status), "")


def paragraphs(download: Download, event: Event) -> Iterator[str]:
    """Tell when an event was, what it was, who took part, and what all that rests on."""
    when = in_a_line(download.view.time_in_words(event))
    yield f"{status_in_words(event)} {when[:1].upper()}{when[1:]}.".strip()
    if event.summary:
        yield clean(event.summary)
    if who := names(download.log, event):
        yield f"Who: {'; '.join(map(in_a_line, who))}."
    if cited := [in_a_line(source_in_words(download.log, each)) for each in citations(event)]:
        yield f"Sources: {'; '.join(cited)}."


def origin(download: Download) -> Iterator[str]:
    """Tell which view of which log an export is, line by line."""
    yield f"{in_a_line(download.sentence)}."
    yield f"Log: {in_a_line(download.log.about.title)}"
    if download.log.hash:
        yield f"SHA-256 of the log: {download.log.hash}"
    yield f"Exported: {download.exported_at}"
    yield f"View: {download.permalink}"
