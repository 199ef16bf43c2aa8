"""References to events and views, as text, BibTeX or CSL-JSON.

A reference names the event, its date as far as it is known, its sources, its log, its address and
the time of retrieval. A file of references begins with that of the view itself.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from components import wording
from components.events import LocalDate, edtf_date
from components.exports.batch import in_batches
from components.exports.download import Download
from components.exports.event_text import (
    citations,
    log_slug,
    single_line,
    source_label,
    status_sentence,
)
from components.selection import address

FIELDS = frozenset({"id", "title", "status", "zone", "when", "inferred", "citations"})
_REFERENCES = 200  # written at a time


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference says, in text of single lines; `dates` are the ends that are known.

    `dating` is the date in EDTF, "" where there is none; `is_circa` tells that `dates` are surer
    than the event's. `url` is "" when the address of the dashboard is unknown; `place` is the
    query part then. `retrieved` is "" on a page that stays as it is, where nobody knows when it is
    read.
    """

    key: str
    is_view: bool
    title: str
    container: str
    when: str
    dates: Sequence[LocalDate]
    dating: str
    is_circa: bool
    sources: Sequence[str]
    remark: str
    url: str
    place: str
    retrieved: str

    @property
    def note(self) -> str:
        """What has no field of its own, in sentences."""
        sources = wording.export.sources(self.sources) if self.sources else ""
        where = "" if self.url else wording.export.view(self.place)
        return ". ".join(filter(None, (self.when, self.remark, sources, where)))


def cite_event(download: Download, event_id: str) -> Reference:
    """Return the reference to an event of the log."""
    event = download.log.events[event_id]
    first, last = event.when.ends_on(download.view.zone)
    known = [end for end in (first, last) if end]
    link = download.link(event_id)
    when = single_line(download.view.time_in_words(event))
    return Reference(
        key=f"{log_slug(download.log)}:{event_id}",
        is_view=False,
        title=single_line(event.title),
        container=single_line(download.log.about.title),
        when=when[:1].upper() + when[1:],
        dates=known[:1] if first == last else known,
        dating=_edtf(first, last, event.when.uncertain, event.when.approximate),
        is_circa=event.when.is_loose or first is None,
        sources=[single_line(source_label(download.log, place)) for place in citations(event)],
        remark=status_sentence(event).removesuffix("."),
        url=link if download.base else "",
        place=link,
        retrieved=download.exported_at,
    )


def cite_view(download: Download) -> Reference:
    """Return the reference to a view as a whole, which has no date of its own."""
    query = address(download.selection)
    digest = hashlib.sha256(query.encode(errors="replace")).hexdigest()[:8]
    return Reference(
        key=f"{log_slug(download.log)}.{digest}",
        is_view=True,
        title=single_line(download.sentence),
        container=single_line(download.log.about.title),
        when="",
        dates=(),
        dating="",
        is_circa=False,
        sources=(),
        remark=wording.export.digest(download.log.hash) if download.log.hash else "",
        url=download.permalink if download.base else "",
        place=download.permalink,
        retrieved=download.exported_at,
    )


def _edtf(
    first: LocalDate | None, last: LocalDate | None, uncertain: bool, approximate: bool
) -> str:
    mark = {(True, False): "?", (False, True): "~", (True, True): "%"}.get(
        (uncertain, approximate), ""
    )
    one, other = (
        f"{edtf_date(date.year, date.month, date.day)}{mark}" if date else ".."
        for date in (first, last)
    )
    return one if one == other else f"{one}/{other}"


def as_text(reference: Reference) -> str:
    """Return a reference as a line of plain text."""
    words = wording.export
    parts = (
        words.title(_quoted(reference.title)),
        f"{reference.when}." if reference.when else "",
        f"{words.container(reference.container, is_view=reference.is_view)}.",
        f"{reference.remark}." if reference.remark else "",
        f"{words.sources(reference.sources)}." if reference.sources else "",
        words.retrieved(reference.place, reference.retrieved)
        if reference.retrieved
        else reference.url,
    )
    return " ".join(filter(None, parts))


_STRAIGHT = re.compile(r'(?<!\w)"([^"]+)"(?!\w)')  # inches have a digit before them
_INNER = str.maketrans("“”", "\u2018\u2019")


def _quoted(text: str) -> str:
    """Return a text to stand between quotation marks: its own become single ones."""
    return _STRAIGHT.sub(r"“\1”", text).translate(_INNER)


# BibTeX counts braces even behind a backslash, so they are written by name.
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "%&$#_"},
    }
)
_UNSAFE_IN_URL = re.compile(r"[{}\\\s\"]")


def as_bibtex(reference: Reference) -> str:
    """Return a reference as an entry of BibTeX, in UTF-8; BibLaTeX finds a date in EDTF there."""
    year = reference.dates[0].year if reference.dates else 0
    fields = {
        "title": f"{{{_latex(reference.title)}}}",
        "howpublished": _latex(
            wording.export.container(reference.container, is_view=reference.is_view)
        ),
        "year": str(year) if year > 0 else "",
        "date": reference.dating,
        "note": _latex(wording.export.note(reference.note, reference.retrieved)),
        "url": _UNSAFE_IN_URL.sub(lambda match: f"%{ord(match[0]):02X}", reference.url),
        "urldate": reference.retrieved[:10],
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{{reference.key},\n{''.join(lines)}}}\n"


def _latex(text: str) -> str:
    return wording.without_isolates(text).translate(_LATEX)


def as_csl(reference: Reference) -> dict[str, object]:
    """Return a reference as an item of CSL-JSON (version 1.0.2)."""
    item: dict[str, object] = {
        "id": reference.key,
        "type": "dataset" if reference.is_view else "webpage",
        "title": wording.without_isolates(reference.title),
        "container-title": reference.container,
        "accessed": {"date-parts": [[int(part) for part in reference.retrieved[:10].split("-")]]},
    }
    if reference.dates:
        circa = {"circa": True} if reference.is_circa else {}
        item["issued"] = {"date-parts": [_date_parts(date) for date in reference.dates], **circa}
    if reference.url:
        item["URL"] = reference.url
    note = wording.export.note(reference.note, reference.retrieved)
    item["note"] = wording.without_isolates(note)
    return item


def _date_parts(date: LocalDate) -> list[int]:
    """Return the known parts of a day; citation processors have no year 0: their -44 is 44 BC."""
    year = date.year if date.year > 0 else date.year - 1
    return [year, *(part for part in (date.month, date.day) if part)]


def cite_in_text(download: Download, event_id: str) -> Iterator[bytes]:
    """Write the reference to one event as a line of text."""
    yield f"{as_text(cite_event(download, event_id))}\n".encode()


def cite_in_bibtex(download: Download, event_id: str) -> Iterator[bytes]:
    """Write the reference to one event as BibTeX."""
    yield as_bibtex(cite_event(download, event_id)).encode()


def cite_in_csl(download: Download, event_id: str) -> Iterator[bytes]:
    """Write the reference to one event as a list in CSL-JSON."""
    item = as_csl(cite_event(download, event_id))
    yield json.dumps([item], ensure_ascii=False, indent=1).encode() + b"\n"


def write_text(download: Download) -> Iterator[bytes]:
    """Write the references as text, one a line, with that of the view set apart."""
    return _in_parts(download, lambda cited: as_text(cited) + ("\n\n" if cited.is_view else "\n"))


def write_bibtex(download: Download) -> Iterator[bytes]:
    """Write the references as BibTeX."""
    return _in_parts(download, lambda cited: as_bibtex(cited) + "\n")


def write_csl(download: Download) -> Iterator[bytes]:
    """Write the references as a list in CSL-JSON."""
    yield b"["
    yield from _in_parts(
        download,
        lambda cited: (
            ("\n" if cited.is_view else ",\n") + json.dumps(as_csl(cited), ensure_ascii=False)
        ),
    )
    yield b"\n]\n"


def _in_parts(download: Download, write: Callable[[Reference], str]) -> Iterator[bytes]:
    events = (cite_event(download, event) for event in download.ids())
    texts = map(write, chain([cite_view(download)], events))
    return in_batches(map(str.encode, texts), _REFERENCES)
