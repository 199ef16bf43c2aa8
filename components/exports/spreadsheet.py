"""A spreadsheet (Office Open XML): sheets of events, citations, sources, actors, topics, the view.

A cell of text is never a formula, a number or a link, whatever it holds. A date is one where the
day or the instant is exact and spreadsheets agree on it; `when` has every date in EDTF. The same
view of the same log is the same bytes.

XlsxWriter keeps rows in temporary files and is imported where it is used, because the start would
pay for it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from components import wording
from components.events import USUAL_KINDS, Event, Form, Log, guarded
from components.exports.download import Download
from components.exports.event_row import COLUMNS, joined
from components.exports.event_text import clean

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# What Excel can open; it counts a character beyond the first 65,536 as two.
MOST_CHARACTERS, MOST_ROWS = 32_767, 1_048_575
_CUT = "\N{HORIZONTAL ELLIPSIS}"
# Excel takes 1900 for a leap year, so that programs differ about the days before March.
_FIRST_DAY = date(1900, 3, 1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ROWS = 200  # written at a time
_PART = 1 << 16  # bytes

_Cell: TypeAlias = str | int | date


def exact_date(event: Event) -> date | None:
    """Return the day of an event, or its time on the clocks of its zone; None where not exact."""
    when = event.when
    first, _ = when.ends_on(when.zone)
    if when.form is not Form.MOMENT or when.is_loose or event.inferred or when.part_of_day:
        return None
    if first is None or first.month is None or first.day is None or not 1 <= first.year <= 9999:
        return None
    day = date(first.year, first.month, first.day)
    if day < _FIRST_DAY or first.hour is None or first.minute is None:
        return day if day >= _FIRST_DAY else None
    clock_time = first.hour, first.minute, first.second or 0
    return datetime(*first.first_day, *clock_time, int(first.fraction[:3].ljust(3, "0")) * 1000)


def _date_or_words(download: Download, event: Event) -> _Cell:
    return exact_date(event) or download.view.time_in_words(event)


# The columns of the events, in a reader's order, with their width in characters.
_EVENT_COLUMNS: Mapping[str, int] = {
    **{"number": 8, "title": 48, "date": 19, "time": 36, "zone": 18, "when": 22, "kind": 14},
    **{"status": 12, "actors": 34, "roles": 24, "topics": 24, "place": 20, "channel": 20},
    **{"summary": 60, "sources": 40, "link": 24, "id": 28, "label": 28, "key": 6, "inferred": 9},
    **{"dating": 40, "note": 40, "start_utc": 22, "stop_utc": 22, "precision": 10},
}
# Those whose texts come from the log and may be longer than a cell.
_LONG = ("title", "actors", "topics", "place", "channel", "summary", "sources", "dating", "note")
_CITATION_COLUMNS = {
    **{"event": 28, "source": 28, "passage": 9, "locator": 28, "quote": 60, "speaker": 24},
    **{"verbatim": 9, "translated_from": 16},
}
_SOURCE_COLUMNS = {
    **{"id": 28, "title": 60, "publisher": 28, "short": 20, "tier": 9, "kind": 12, "language": 10},
    **{"published": 14, "url": 48, "archive": 48, "retells": 28, "note": 60, "events": 8},
}
_ACTOR_COLUMNS = {
    **{"id": 28, "name": 30, "kind": 14, "title": 40, "party": 20, "delegation": 24},
    **{"aliases": 40, "wikidata": 12, "note": 60, "events": 8},
}
_TOPIC_COLUMNS = {"id": 28, "name": 30, "summary": 60, "events": 8}
_KIND_COLUMNS = {"id": 20, "name": 30, "plural": 30, "shape": 10}


def write_spreadsheet(download: Download) -> Iterator[bytes]:
    """Write the view as a spreadsheet; each step before the last ones yields no bytes."""
    from xlsxwriter.workbook import Workbook

    file = BytesIO()
    options = {
        **{"constant_memory": True, "default_date_format": "yyyy-mm-dd"},
        **{"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    }
    workbook = Workbook(file, options)
    try:
        workbook.set_properties(
            {"title": _text(download.log.about.title)[0], "created": _created(download.log)}
        )
        yield from _Spreadsheet(workbook).write(_within_rows(download))
        workbook.close()
    finally:
        _discard_rows(workbook)
    file.seek(0)
    while part := file.read(_PART):
        yield part


def _discard_rows(workbook: "Workbook") -> None:
    """Remove the temporary files of rows, which the library leaves when nobody wants the end."""
    for sheet in workbook.worksheets():
        sheet.row_data_fh.close()
        Path(sheet.row_data_filename).unlink(missing_ok=True)


def remark_on_limits(download: Download) -> str:
    """Say which events and texts a spreadsheet has no room for, "" when it holds everything."""
    remarks, within = [], _within_rows(download)
    if within is not download:
        remarks.append(wording.export.too_many_rows(download.count, MOST_ROWS))
    cut = sum(_text(COLUMNS[name](within, event))[1] for event in within.events() for name in _LONG)
    if cut:
        remarks.append(wording.export.too_long_for_cells(cut, MOST_CHARACTERS))
    return "; ".join(remarks)


def _within_rows(download: Download) -> Download:
    """Return a download with no more events than a sheet has rows; its sentence says so."""
    return replace(download, most=MOST_ROWS) if download.count > MOST_ROWS else download


def _created(log: Log) -> datetime:
    """Return a date for the file that is the same in each export: the day that the log knows."""
    earliest, latest = datetime(1980, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)
    milliseconds = timedelta(milliseconds=1)
    least, most = ((end - _EPOCH) // milliseconds for end in (earliest, latest))
    return _EPOCH + min(max(log.about.as_of.start or 0, least), most) * milliseconds


def _text(text: str) -> tuple[str, bool]:
    """Return a text as a cell can hold it, and whether it had to be cut."""
    text = clean(text)
    if len(text) * 2 <= MOST_CHARACTERS:
        return text, False
    data = text.encode("utf-16-le")
    if len(data) <= MOST_CHARACTERS * 2:
        return text, False
    kept = data[: (MOST_CHARACTERS - 1) * 2].decode("utf-16-le", errors="ignore")
    return kept + _CUT, True


class _Spreadsheet:
    """The sheets of one view."""

    def __init__(self, workbook: "Workbook") -> None:
        self.workbook = workbook
        self.cut = 0
        layout = {"valign": "top"}
        self.heading = workbook.add_format({**layout, "bold": True, "bottom": 1})
        self.plain = workbook.add_format({**layout, "text_wrap": True})
        # A text that would be a formula when somebody presses Enter in its cell stays a text.
        self.quoted = workbook.add_format({**layout, "text_wrap": True, "quote_prefix": True})
        self.dates = [
            workbook.add_format({**layout, "num_format": f"yyyy-mm-dd{clock}", "align": "left"})
            for clock in ("", " hh:mm", " hh:mm:ss", " hh:mm:ss.000")
        ]

    def write(self, download: Download) -> Iterator[bytes]:
        """Write all sheets, some rows in a step."""
        log = download.log
        events = _Table(self, "Events", _EVENT_COLUMNS)
        citations = _Table(self, "Citations", _CITATION_COLUMNS)
        used: dict[str, Counter[str]] = {"sources": Counter(), "actors": Counter()}
        used["topics"] = Counter()
        for number, event in enumerate(download.events(), start=1):
            cells: dict[str, _Cell] = {"number": number, "date": _date_or_words(download, event)}
            cells |= {name: column(download, event) for name, column in COLUMNS.items()}
            events.add(cells)
            for cited in _citations(log, event):
                citations.add(cited)
            used["sources"].update({citation.source for citation in event.all_citations()})
            used["actors"].update({part.actor for part in event.actors})
            used["topics"].update(event.topics)
            if number % _ROWS == 0:
                yield b""
        tables: Sequence[tuple[str, str, Mapping[str, int], Callable[[Log, str], _Cells]]] = (
            ("Sources", "sources", _SOURCE_COLUMNS, _source),
            ("Actors", "actors", _ACTOR_COLUMNS, _actor),
            ("Topics", "topics", _TOPIC_COLUMNS, _topic),
        )
        written = [events, citations]
        for name, key, columns, cells_of in tables:
            table = _Table(self, name, columns)
            written.append(table)
            for entry in getattr(log, key):
                if entry in used[key]:
                    table.add({**cells_of(log, entry), "events": used[key][entry]})
            yield b""
        if log.kinds != USUAL_KINDS:
            written.append(_Table(self, "Kinds", _KIND_COLUMNS))
            for key, kind in log.kinds.items():
                cells = {"id": key, "name": kind.name, "plural": kind.plural}
                written[-1].add({**cells, "shape": str(kind.shape)})
        for table in written:
            table.close()
        _write_view(self, download)
        yield b""


_Cells: TypeAlias = Mapping[str, _Cell]


class _Table:
    """A sheet with a heading that stays in view, and a filter."""

    def __init__(self, of: _Spreadsheet, name: str, columns: Mapping[str, int]) -> None:
        self._of = of
        self._columns = list(columns)
        self._sheet: Worksheet = of.workbook.add_worksheet(name)
        self._row = 0
        for at, (column, width) in enumerate(columns.items()):
            self._sheet.set_column(at, at, width)
            self._sheet.write_string(0, at, column, of.heading)
        self._sheet.freeze_panes(1, 0)

    def add(self, cells: _Cells) -> None:
        """Write one more row, as long as there is room for it."""
        if self._row == MOST_ROWS:
            return
        self._row += 1
        for at, column in enumerate(self._columns):
            _write_cell(self._of, self._sheet, self._row, at, cells.get(column, ""))

    def close(self) -> None:
        """Set the filter over all rows."""
        self._sheet.autofilter(0, 0, self._row, len(self._columns) - 1)


def _write_cell(of: _Spreadsheet, sheet: "Worksheet", row: int, at: int, cell: _Cell) -> None:
    """Write a text, a number or a date; an empty text is an empty cell."""
    if isinstance(cell, datetime):
        sheet.write_datetime(
            row, at, cell, of.dates[3 if cell.microsecond else 2 if cell.second else 1]
        )
    elif isinstance(cell, date):
        sheet.write_datetime(row, at, cell, of.dates[0])
    elif isinstance(cell, int):
        sheet.write_number(row, at, cell, of.plain)
    elif cell:
        text, is_cut = _text(cell)
        of.cut += is_cut
        form = of.quoted if guarded(text) != text else of.plain
        if text.startswith("<r>") and text.endswith("</r>"):
            # The library takes such a text for its markup; in pieces, three at least, it is text.
            sheet.write_rich_string(row, at, text[0], text[1], text[2:], form)
        else:
            sheet.write_string(row, at, text, form)


def _write_view(of: _Spreadsheet, download: Download) -> None:
    """Write the sheet that says which view of which log the others are."""
    words, about = wording.export, download.log.about
    rows = [
        (words.LOG_TITLE, about.title),
        (words.LOG_SUMMARY, about.summary),
        (words.VIEW, wording.without_isolates(download.sentence)),
        (words.LINK, download.permalink),
        (words.AS_OF, about.as_of.text),
        (words.ZONE, about.zone),
        (words.DIGEST, download.log.hash),
        (words.REMARK, words.DATES_NOTE),
    ]
    sheet = of.workbook.add_worksheet("View")
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 100)
    for row, (name, text) in enumerate(rows):
        sheet.write_string(row, 0, name, of.heading)
        _write_cell(of, sheet, row, 1, text)
    if of.cut:
        sheet.write_string(len(rows), 0, words.REMARK, of.heading)
        cut = words.too_long_for_cells(of.cut, MOST_CHARACTERS)
        _write_cell(of, sheet, len(rows), 1, cut)


def _citations(log: Log, event: Event) -> Iterable[_Cells]:
    for citation in event.citations:
        speaker = log.actors[citation.speaker].name if citation.speaker else ""
        yield {
            "event": event.id,
            "source": citation.source,
            "passage": citation.passage or "",
            "locator": citation.locator,
            "quote": citation.quote,
            "speaker": speaker,
            "verbatim": "" if citation.verbatim else "no",
            "translated_from": citation.translated_from,
        }


def _source(log: Log, key: str) -> _Cells:
    source = log.sources[key]
    plain = ("title", "publisher", "short", "language", "published", "url", "archive", "note")
    return {
        "id": key,
        **{name: getattr(source, name) for name in plain},
        "tier": str(source.tier),
        "kind": str(source.kind),
        "retells": joined(source.retells),
    }


def _actor(log: Log, key: str) -> _Cells:
    actor = log.actors[key]
    return {
        "id": key,
        **{name: getattr(actor, name) for name in ("name", "title", "wikidata", "note")},
        "kind": str(actor.kind),
        "party": log.parties[actor.party].name if actor.party else "",
        "delegation": log.delegations[actor.seat.delegation].name if actor.seat else "",
        "aliases": joined(actor.aliases),
    }


def _topic(log: Log, key: str) -> _Cells:
    topic = log.topics[key]
    return {"id": key, "name": topic.name, "summary": topic.summary}
