"""Every format that a view can leave in: one row each, for the page, the server and the command."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from types import MappingProxyType

from components import wording
from components.events import Event, Log, SeedPassage
from components.exports import (
    csv,
    event_row,
    icalendar,
    log,
    picture,
    reference,
    spreadsheet,
    timelinejs,
)
from components.exports.download import Download
from components.selection import Selection, View

_ALL_DIGITS = 9  # of a fraction of a second in a log


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name and what it is for in a reader's words, the suffix of its files.

    `key` stands in addresses and on the command line. `write` gives the bytes of a view in parts;
    `of_event`, where a format can be of one event, those of that: its reference, or the image on
    which it stands out. `draw`, of a picture, only lays out what these two write, so that the image
    can be made elsewhere. `carries` and `leaves_out` are the fields of an event that a file has and
    has not; every field is in one of the two. `of_accounts` is what it is for where it draws the
    accounts side by side, because the page shows them; "" where it never does. `remark` says what
    else of a view a file cannot show, "" for nothing. `fraction_digits` is how many digits of a
    fraction of a second it holds, `lacks` which parts of fields it has no place for, as `_PARTS`
    names them. A file that `is_stored` is whole on the disk before its first byte can leave. `most`
    is how many events a view may have to leave in it, `None` for any number.
    """

    key: str
    name: str
    purpose: str
    suffix: str
    media_type: str
    write: Callable[[Download], Iterator[bytes]]
    carries: frozenset[str]
    leaves_out: tuple[str, ...] = ()
    of_event: Callable[[Download, str], Iterator[bytes]] | None = None
    remark: Callable[[Download], str] = lambda _: ""
    of_accounts: str = ""
    draw: Callable[[Download, str], picture.Drawing] | None = None
    fraction_digits: int = _ALL_DIGITS
    lacks: tuple[str, ...] = ()
    is_stored: bool = False
    most: int | None = None

    def draws_accounts(self, selection: Selection) -> bool:
        """Return whether the file of a view is of its accounts side by side."""
        is_of_event = bool(self.of_event and selection.event)
        return bool(self.of_accounts) and selection.is_on_accounts and not is_of_event

    def download(
        self,
        view: View,
        base: str,
        made: datetime,
        most: int,
        passages: Mapping[tuple[str, int], SeedPassage] = MappingProxyType({}),
    ) -> Download:
        """Return a view to export in this format; `passages` are those of the log's seeds."""
        is_of_accounts = self.draws_accounts(view.selection) and bool(view.log.disagreements)
        return Download(view, base, made, most, is_of_accounts, passages=passages)

    def refusal(self, matching: int) -> str:
        """Return why a view of so many events cannot leave in this format; "" when it can."""
        if self.most is None or matching <= self.most:
            return ""
        return wording.export.too_many(self.name, matching, self.most)

    def parts(self, download: Download, event: str) -> Iterator[bytes]:
        """Yield the file of a view in parts; `event` is the open event's id, "" for none.

        References and images of a set size are those of the open event; every other format is of
        the whole view.
        """
        return self.of_event(download, event) if self.of_event and event else self.write(download)

    def remarks(self, download: Download, event: str) -> Iterator[str]:
        """Yield what the same file cannot say, a line each."""
        events = [download.log.events[event]] if self.of_event and event else download.events()
        # a table of questions does not stand for the events
        if not download.is_of_accounts and (lost := lost_fields(self, events)):
            yield wording.export.no_place_for(self.name, lost)
        if self.lacks and (shared := shared_names(download.log)):
            yield wording.export.come_back_as_one(shared)
        if remark := self.remark(download):
            yield remark


def shared_names(log: Log) -> Sequence[str]:
    """Return the names that several actors or several topics have; most formats have no ids."""
    shared: list[str] = []
    for table in (log.actors, log.topics):
        counts = Counter(entry.name for entry in table.values())
        shared += [name for name, count in counts.items() if count > 1]
    return shared


def lost_fields(row: Format, events: Iterable[Event]) -> Sequence[str]:
    """Return the fields that a format leaves out and in which any of `events` has a value."""
    names = (*row.leaves_out, *row.lacks)
    if row.fraction_digits < _ALL_DIGITS:
        names = (*names, wording.export.FRACTIONS)
    unseen = set(names)
    for event in events:
        if not unseen:
            break
        unseen -= {name for name in unseen if _has_value(event, name, row.fraction_digits)}
    return [name for name in names if name not in unseen]


def _has_value(event: Event, name: str, digits: int) -> bool:
    if name == wording.export.FRACTIONS:
        dates = (date for group in event.when.groups for date in group)
        return any(date is not None and len(date.fraction.rstrip("0")) > digits for date in dates)
    if name in _PARTS:
        return _PARTS[name](event)
    return bool(getattr(event, name) != Event.model_fields[name].default)


_PARTS: Mapping[str, Callable[[Event], bool]] = {
    wording.export.PRESENCES: lambda event: any(
        part.presence or part.citations for part in event.actors
    ),
    wording.export.QUOTATIONS: lambda event: any(place.quote for place in event.citations),
    wording.export.PLACES: lambda event: any(place.locator for place in event.citations),
}
_REFERENCES_LEAVE_OUT = (
    *("label", "key", "kind", "dating", "place", "channel", "actors", "topics"),
    *("summary", "note", "figures", "links"),
)
_PICTURES_LEAVE_OUT = (
    "dating",
    "place",
    "channel",
    "summary",
    "note",
    "figures",
    "links",
)


def _image(key: str, purpose: str, accounts: str, preset: picture.Preset) -> Format:
    """Return the format of an image of a set size; its suffix tells it from one of another size."""
    draw = partial(picture.draw_sized_png, preset)
    write = partial(picture.write_drawing, draw)
    return Format(
        key,
        f"PNG {preset.width} \N{MULTIPLICATION SIGN} {preset.height}",
        purpose,
        key,
        "image/png",
        write,
        picture.PNG_FIELDS,
        leaves_out=("id", *_PICTURES_LEAVE_OUT),
        of_event=write,
        remark=partial(picture.remark_on_room, preset),
        of_accounts=accounts,
        draw=draw,
    )


# A table, so that the formats can be compared.
# fmt: off
_ROWS = (
    Format("csv", "CSV", "a row per event, for spreadsheets",
           "csv", "text/csv", csv.write_csv, event_row.FIELDS,
           leaves_out=("figures", "links"), remark=csv.remark_on_emptiness,
           lacks=(wording.export.PRESENCES, wording.export.QUOTATIONS, wording.export.PLACES)),
    Format("xlsx", "Excel", "sheets of events, sources and actors, with dates that can be sorted",
           "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
           spreadsheet.write_spreadsheet, event_row.FIELDS,
           leaves_out=("figures", "links"), remark=spreadsheet.remark_on_limits,
           lacks=(wording.export.PRESENCES,), is_stored=True),
    Format("yaml", "YAML", "a log to read and edit",
           "yaml", "application/yaml", log.write_yaml, log.FIELDS),
    Format("json", "JSON", "the same log for programs",
           "json", "application/json", log.write_json, log.FIELDS),
    Format("jsonl", "JSON Lines", "an event a line, for many of them",
           "jsonl", "application/jsonl", log.write_lines, log.FIELDS),
    Format("svg", "SVG", "the picture, for print",
           "svg", "image/svg+xml", partial(picture.write_drawing, picture.draw_svg),
           picture.SVG_FIELDS, leaves_out=_PICTURES_LEAVE_OUT,
           of_accounts="the table of accounts, for print", draw=picture.draw_svg),
    Format("png", "PNG", "the picture, for slides and messages",
           "png", "image/png", partial(picture.write_drawing, picture.draw_png),
           picture.PNG_FIELDS, leaves_out=("id", *_PICTURES_LEAVE_OUT),
           remark=picture.remark_on_letters,
           of_accounts="the table of accounts, for slides and messages",
           draw=picture.draw_png),
    _image("wide.png", "wide, for slides and previews of links",
           "the groups of questions that have room, wide", picture.WIDE),
    _image("square.png", "square, for posts",
           "the groups of questions that have room, square", picture.SQUARE),
    _image("tall.png", "upright, for telephones",
           "the groups of questions that have room, upright", picture.TALL),
    Format("ics", "iCalendar", "for calendars",
           "ics", "text/calendar", icalendar.write_calendar, event_row.FIELDS,
           leaves_out=("figures", "links"),
           remark=icalendar.remark_on_notes,
           lacks=(wording.export.PRESENCES, wording.export.QUOTATIONS),
           fraction_digits=0),
    Format("timelinejs", "TimelineJS", "slides, for TimelineJS 3",
           "timelinejs.json", "application/json", timelinejs.write_timelinejs, event_row.FIELDS,
           leaves_out=("figures", "links"),
           lacks=(wording.export.PRESENCES, wording.export.QUOTATIONS),
           remark=timelinejs.remark_on_walk, fraction_digits=3),
    Format("txt", "Text", "references, for reading",
           "txt", "text/plain", reference.write_text, reference.FIELDS,
           leaves_out=_REFERENCES_LEAVE_OUT, of_event=reference.cite_in_text),
    Format("bib", "BibTeX", "references, for LaTeX",
           "bib", "application/x-bibtex", reference.write_bibtex, reference.FIELDS,
           leaves_out=_REFERENCES_LEAVE_OUT, of_event=reference.cite_in_bibtex),
    Format("csl", "CSL-JSON", "references, for Zotero and other citation managers",
           "csl.json", "application/vnd.citationstyles.csl+json", reference.write_csl,
           reference.FIELDS, leaves_out=_REFERENCES_LEAVE_OUT, of_event=reference.cite_in_csl),
)
# fmt: on
FORMATS: Mapping[str, Format] = {row.key: row for row in _ROWS}
