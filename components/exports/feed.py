"""Atom (RFC 4287): the events of a view, the last one first.

A log does not know when an event was added to it. A feed reader does, because it keeps the ids that
it has seen. So the feed has room for every event of a log of ordinary size, whatever its date, and
says so when it has not.

Nor does a log know when an event was written. So an entry has the time of its event: a clock time
as it is, any other date at its beginning, one with an open beginning at its end. An entry that was
corrected says so, and was updated on the day of its last correction. The feed itself has the time
at which it was made.
"""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from components import wording
from components.events import Correction, Event, When, civil, utc_instant
from components.exports.download import Download
from components.exports.event_text import clean, log_slug, origin, paragraphs, single_line
from components.selection import address

MOST_ENTRIES = 200
_ATOM = "http://www.w3.org/2005/Atom"
_TAG = "tag:timeline.invalid,2025:"  # RFC 4151: an id that leads nowhere, and does not change
_DAY = 86_400_000


def write_feed(download: Download, self_link: str) -> Iterator[bytes]:
    """Write the latest events of a view as a feed whose own address is `self_link`.

    Events in years that RFC 3339 does not have are left out, and the feed says how many.
    """
    events = [download.log.events[key] for key in _latest(download)]
    dated = [(event, moment) for event in events if (moment := moment_of(event.when))]
    yield b'<?xml version="1.0" encoding="utf-8"?>\n'
    yield ET.tostring(_feed(download, self_link, dated, len(events) - len(dated)), encoding="utf-8")
    yield b"\n"


def moment_of(when: When) -> str:
    """Return the time of an entry as RFC 3339 has it, "" for years before 1 or after 9999."""
    known = when.start if when.start is not None else when.stop
    if known is None:
        return ""
    if when.start is None:
        known = (known - 1) // 1000 * 1000  # the end itself is not part of it
    return utc_instant(known) if 1 <= civil(known // _DAY)[0] <= 9999 else ""


def _latest(download: Download) -> Sequence[str]:
    """Return the ids of the last events of the whole view, the last one first."""
    first = max(download.view.answer.matching - MOST_ENTRIES, 0)
    return list(download.view.page(first, download.view.answer.matching - first))[::-1]


def _feed(
    download: Download, self_link: str, dated: Sequence[tuple[Event, str]], left_out: int
) -> ET.Element:
    lines = list(origin(download))
    if download.view.answer.matching > MOST_ENTRIES:
        lines.append(wording.export.last_of_feed(MOST_ENTRIES))
    if left_out:
        lines.append(wording.export.left_out_of_feed(left_out))
    title = single_line(download.log.about.title)
    where = address(download.selection)
    feed = ET.Element("feed", xmlns=_ATOM)
    _add(
        feed,
        "id",
        download.permalink if download.base else f"{_TAG}{log_slug(download.log)}/{where}",
    )
    _add(feed, "title", title)
    _add(feed, "subtitle", "\n".join(lines))
    _add(feed, "updated", download.exported_at)
    _add(feed, "link", rel="self", type="application/atom+xml", href=clean(self_link))
    _add(feed, "link", rel="alternate", type="text/html", href=clean(download.permalink))
    _add(_add(feed, "author"), "name", title)
    _add(feed, "generator", "Geneva Timeline")
    for event, moment in dated:
        _add_entry(feed, download, event, moment)
    return feed


def _add_entry(feed: ET.Element, download: Download, event: Event, moment: str) -> None:
    link = download.link(event.id)
    entry = _add(feed, "entry")
    _add(entry, "id", link if download.base else f"{_TAG}{log_slug(download.log)}/{event.id}")
    _add(entry, "title", single_line(event.title))
    corrections = [entry for entry in download.log.corrections if entry.event == event.id]
    _add(entry, "summary", "\n".join((*paragraphs(download, event), *map(_corrected, corrections))))
    _add(entry, "published", moment)
    _add(entry, "updated", max((moment, *(moment_of(entry.date) for entry in corrections))))
    _add(entry, "link", rel="alternate", type="text/html", href=clean(link))
    for topic in event.topics:
        name = single_line(download.log.topics[topic].name)
        _add(entry, "category", term=topic, label=name)


def _corrected(correction: Correction) -> str:
    words = wording.correction
    was_and_is = words.was_and_is(correction.was, correction.now)
    return clean(f"{words.corrected_on(correction.date)} {was_and_is}")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = text or None
    return child
