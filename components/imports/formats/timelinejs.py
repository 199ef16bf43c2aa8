"""TimelineJS 3: every slide of a timeline is a record, and so is every era.

HTML becomes its text. Years before Christ, which TimelineJS writes -500 for 500 BC, become EDTF.
"""

import re
from collections.abc import Iterator
from html import unescape

from components.events import FORBIDDEN, WhenError
from components.imports.dates.date import date_of_parts
from components.imports.dates.part import Years
from components.imports.file import InputFile
from components.imports.formats.exported_view import exported_kinds, exported_record, with_usual
from components.imports.formats.html import text_of
from components.imports.mapping import FieldMapping, usual_mapping
from components.imports.record import InputRecord, UnreadableRecord
from components.imports.value import Value, lookup

_OWN_PICTURE = re.compile(r"/api/events\.\w+\.png\?event=")


def is_timelinejs(file: InputFile) -> bool:
    """Tell whether a JSON file is a TimelineJS timeline."""
    slides = file.json.get("events") if isinstance(file.json, dict) else None
    return isinstance(slides, list) and any(
        isinstance(slide, dict) and "start_date" in slide for slide in slides
    )


def timelinejs_mapping(file: InputFile) -> FieldMapping:
    """Return the mapping of a timeline's records, with what its title slide says of it."""
    head = {
        name: FORBIDDEN.sub("", text_of(_text(file.json, f"title.text.{part}")))
        for name, part in (("title", "headline"), ("summary", "text"))
    }
    title = head["title"]
    source = {"field": "credit", "kind": "digest"}
    slides = lookup(file.json, "events")
    of_slides = (_text(slide, "timeline.kind") for slide in slides if isinstance(slides, list))
    return usual_mapping(
        kinds=with_usual(exported_kinds(file, of_slides)),
        log=head,
        source=source | ({"constant": title} if title else {}),
    )


def read_timelinejs(file: InputFile, _: FieldMapping) -> Iterator[InputRecord | UnreadableRecord]:
    """Read the slides of a timeline, then its eras, at their index in their lists."""
    for name, dating in (("events", ""), ("eras", "Given as an era")):
        slides = lookup(file.json, name) or []
        file.rows += len(slides) if isinstance(slides, list) else 1
        if not isinstance(slides, list):
            yield UnreadableRecord(f".{name}", "it is no list")
            continue
        for index, slide in enumerate(slides):
            yield _record(f".{name}[{index}]", slide, dating)


def _record(place: str, slide: Value, dating: str) -> InputRecord | UnreadableRecord:
    if not isinstance(slide, dict):
        return UnreadableRecord(place, "it is no JSON object")
    if isinstance(own := slide.get("timeline"), dict) and "when" in own:
        cells = {n: unescape(unescape(text)) for n, text in own.items() if isinstance(text, str)}
        cells |= {"id": _text(slide, "unique_id"), "title": text_of(_text(slide, "text.headline"))}
        return exported_record(place, cells)
    try:
        when, end = _date(slide.get("start_date", "")), _date(slide.get("end_date", ""))
    except WhenError as error:
        return UnreadableRecord(place, str(error))
    shown = _decoded_twice(slide, "display_date")
    summary = text_of(_text(slide, "text.text"))
    title = text_of(_text(slide, "text.headline")) or text_of(_text(slide, "media.caption"))
    fields: dict[str, Value] = {
        "when": when,
        "end": end,
        "title": title or summary.partition("\n")[0],
        "summary": summary,
        "id": _text(slide, "unique_id"),
        "topics": [group] if (group := _decoded_twice(slide, "group")) else [],
        "credit": text_of(_text(slide, "media.credit")),
        "url": _text(slide, "media.link") or _source(_text(slide, "media.url")),
        "place": text_of(_text(slide, "location.name")),
        "dating": f"Shown as {shown}" if shown else dating,
    }
    return InputRecord(place, fields, is_plain=True)


def _source(url: str) -> str:
    """Return the address of what a slide shows; a picture of a log is no source of it."""
    return "" if _OWN_PICTURE.search(url) else url


def _text(value: Value, path: str) -> str:
    text = lookup(value, path)
    return text if isinstance(text, str) else ""


def _decoded_twice(slide: Value, path: str) -> str:
    """Return a text as TimelineJS shows it, which takes the text of its HTML for HTML again."""
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
            if fraction := _text(value, "millisecond").strip():
                time += f".{fraction.zfill(3)}"
    return date_of_parts(year, parts["month"], parts["day"], time, years=Years.ISO)
