"""The JSON of a TimelineJS 3 timeline comes in; its slides go out as records with a date in EDTF.

An era, which TimelineJS draws behind its slides, is a record as well: of what lasted as long. HTML
becomes its text. Years before Christ, which TimelineJS writes -500 for 500 BC, become EDTF.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from components.events import WhenError
from components.imports.dates import of_parts
from components.imports.mapping import Columns, usual
from components.imports.record import Record, Unreadable, Value, lookup

_BREAKING = frozenset({"br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4"})
_SILENT = frozenset({"script", "style"})


def is_timelinejs(value: Value) -> bool:
    """Tell whether the JSON of a file is a TimelineJS timeline."""
    slides = value.get("events") if isinstance(value, dict) else None
    return isinstance(slides, list) and any(
        isinstance(slide, dict) and "start_date" in slide for slide in slides
    )


def columns_of(value: Value) -> Columns:
    """Give the mapping of a timeline's records, with what its title slide says of it."""
    title = text_of(_text(value, "title.text.headline"))
    head = {"title": title, "summary": text_of(_text(value, "title.text.text"))}
    source = {"field": "credit", "kind": "digest"}
    return usual(log=head, source=source | ({"constant": title} if title else {}))


def slides(value: Value) -> Iterator[Record | Unreadable]:
    """Walk over the slides of a timeline and its eras, at their index in their lists."""
    for name, dating in (("events", ""), ("eras", "Given as an era")):
        found = lookup(value, name) or []
        if not isinstance(found, list):
            yield Unreadable(f".{name}", "it is no list")
            continue
        for index, slide in enumerate(found):
            yield _record(f".{name}[{index}]", slide, dating)


def _record(place: str, slide: Value, dating: str) -> Record | Unreadable:
    if not isinstance(slide, dict):
        return Unreadable(place, "it is no JSON object")
    try:
        when, end = _date(slide.get("start_date", "")), _date(slide.get("end_date", ""))
    except WhenError as error:
        return Unreadable(place, str(error))
    shown = _twice(slide, "display_date")
    summary = text_of(_text(slide, "text.text"))
    title = text_of(_text(slide, "text.headline")) or text_of(_text(slide, "media.caption"))
    fields: dict[str, Value] = {
        "when": when,
        "end": end,
        "title": title or summary.partition("\n")[0],
        "summary": summary,
        "id": _text(slide, "unique_id"),
        "topics": [group] if (group := _twice(slide, "group")) else [],
        "credit": text_of(_text(slide, "media.credit")),
        "url": _text(slide, "media.link") or _text(slide, "media.url"),
        "place": text_of(_text(slide, "location.name")),
        "dating": f"Shown as {shown}" if shown else dating,
    }
    return Record(place, fields)


def text_of(html: str) -> str:
    """Give the text of a piece of HTML, a line for each of its blocks."""
    if "<" not in html and "&" not in html:
        return html.strip()
    reader = _Text()
    reader.feed(html)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.parts).split("\n")]
    return "\n".join(line for line in lines if line)


class _Text(HTMLParser):
    """Collects the text between tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BREAKING:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(self._silent - (tag in _SILENT), 0)
        if tag in _BREAKING:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def _text(value: Value, path: str) -> str:
    found = lookup(value, path)
    return found if isinstance(found, str) else ""


def _twice(slide: Value, path: str) -> str:
    """Give what TimelineJS shows of a text that it takes for HTML, and its text for HTML again."""
    return text_of(text_of(_text(slide, path)))


def _date(value: Value) -> str:
    """Write a date of a slide in EDTF, "" when there is none."""
    if not value:
        return ""
    parts = {key: _text(value, key).strip() for key in ("year", "month", "day", "hour", "minute")}
    year = parts["year"]
    if year.startswith("-") and year[1:].isascii() and year[1:].isdigit() and len(year) < 12:
        year = str(1 - int(year[1:])) if int(year[1:]) else "0"
    time = ""
    if parts["hour"]:
        time = f"{parts['hour'].zfill(2)}:{(parts['minute'] or '0').zfill(2)}"
        if second := _text(value, "second").strip():
            time += f":{second.zfill(2)}"
    return of_parts(year, parts["month"], parts["day"], time)
