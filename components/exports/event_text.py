"""An event in words, as calendars, feeds, slides, references and previews have it."""

import hashlib
import re
from collections.abc import Iterator, Sequence

from components import wording
from components.events import Citation, Event, Log
from components.exports.download import Download, names

# Characters that neither XML nor a line of a calendar may hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 40
# What `paragraphs` says of an event.
FIELDS = frozenset({"status", "zone", "when", "inferred", "summary", "actors", "citations"})


def clean(text: str) -> str:
    """Return a text with a mark in the place of each character that some format forbids."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def single_line(text: str) -> str:
    """Return a text as `clean` does, on one line."""
    return " ".join(clean(text).split())


def log_slug(log: Log) -> str:
    """Return a short name of a log, made of its title, so that it stays when events change.

    The digest tells titles apart that have the same Latin letters, such as those in other scripts.
    """
    title = log.about.title
    words = _NOT_ALPHANUMERIC.sub("-", title.casefold()).strip("-")[:_LONGEST_SLUG].strip("-")
    digest = hashlib.sha256(title.encode(errors="replace")).hexdigest()[:8]
    return f"{words or 'timeline'}-{digest}"


def citations(event: Event) -> Sequence[Citation]:
    """Return the citations of an event, each place in a source once."""
    places: dict[tuple[str, int | None, str], Citation] = {}
    for citation in event.citations:
        places.setdefault((citation.source, citation.passage, citation.locator), citation)
    return list(places.values())


def source_label(log: Log, citation: Citation) -> str:
    """Return a source and the place in it, such as "The Monitor: Talks begin, passage 3"."""
    source = log.sources[citation.source]
    name = wording.citation.source(source.publisher, source.title)
    return wording.citation.place(name, citation.passage, citation.locator)


def status_sentence(event: Event) -> str:
    """Return the status of an event as a sentence, "" when it happened."""
    return wording.export.STATUSES.get(str(event.status), "")


def paragraphs(download: Download, event: Event) -> Iterator[str]:
    """Yield when an event was, what it was, who took part, and its sources, a paragraph each."""
    words = wording.export
    yield words.when(status_sentence(event), single_line(download.view.time_in_words(event)))
    if event.summary:
        yield clean(event.summary)
    if who := names(download.log, event):
        yield f"{words.who([single_line(name) for name in who])}."
    if cited := [single_line(source_label(download.log, place)) for place in citations(event)]:
        yield f"{words.sources(cited)}."


def origin(download: Download) -> Iterator[str]:
    """Yield which view of which log an export is, line by line."""
    yield f"{single_line(download.sentence)}."
    yield wording.export.log(single_line(download.log.about.title))
    if download.log.hash:
        yield wording.export.digest(download.log.hash)
    yield wording.export.exported(download.exported_at)
    yield wording.export.view(download.permalink)
