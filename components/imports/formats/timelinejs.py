"""TimelineJS: every slide of a timeline is a record, and so is every era.

Files of TimelineJS 2 are read as those of TimelineJS 3.

HTML becomes its text. Years before Christ, which TimelineJS writes -500 for 500 BC, become EDTF.
"""

import re
from collections.abc import Iterator
from html import unescape

from components.events import FORBIDDEN, WhenError
from components.imports.dates.date import USUAL, date_of_parts, to_edtf
from components.imports.dates.part import Years
from components.imports.fault import SHAPE, kind_of_date
from components.imports.file import InputFile
from components.imports.formats.exported_view import exported_kinds, exported_record, with_usual
from components.imports.formats.html import text_of
from components.imports.mapping import FieldMapping, usual_mapping
from components.imports.record import InputRecord, UnreadableRecord, record_of
from components.imports.value import Value, lookup

_PARTS = ("year", "month", "day", "hour", "minute", "second", "millisecond")
_OWN_PICTURE = re.compile(r"/api/events\.\w+\.png\?event=")


def is_timelinejs(file: InputFile) -> bool:
    """Tell whether a JSON file is a TimelineJS timeline."""
    slides = _timeline(file).get("events")
    return isinstance(slides, list) and any(
        isinstance(slide, dict) and "start_date" in slide for slide in slides
    )


def _timeline(file: InputFile) -> dict[str, Value]:
    """Return a timeline as TimelineJS 3 writes it."""
    value = file.json
    if not isinstance(value, dict):
        return {}
    old = value.get("timeline", "")
    if not isinstance(old, dict) or not isinstance(old.get("date"), list):
        return value
    head: Value = {"text": {"headline": old.get("headline", ""), "text": old.get("text", "")}}
    slides, eras = (_slides_of_old(old.get(key, [])) for key in ("date", "era"))
    return {"title": head, "events": slides, "eras": eras}


def _slides_of_old(slides: Value) -> Value:
    """Write the slides of TimelineJS 2 as those of TimelineJS 3."""
    if not isinstance(slides, list):
        return slides
    return [_slide_of_old(slide) if isinstance(slide, dict) else slide for slide in slides]


def _slide_of_old(slide: dict[str, Value]) -> Value:
    asset = slide.get("asset", "")
    media = dict(asset) if isinstance(asset, dict) else {}
    dates: dict[str, Value] = {
        new: _date_of_old(text) if isinstance(text := slide.get(old, ""), str) else text
        for old, new in (("startDate", "start_date"), ("endDate", "end_date"))
    }
    return {
        **dates,
        "text": {"headline": slide.get("headline", ""), "text": slide.get("text", "")},
        "media": {**media, "url": media.get("media", "")},
        "group": slide.get("tag", ""),
    }


def _date_of_old(text: str) -> Value:
    """Take 2012,1,26,14,30 apart; any other text stays."""
    parts = [part.strip() for part in text.split(",")]
    if not parts[0] or not all(part.lstrip("-").isdigit() for part in parts if part):
        return text
    return dict(zip(_PARTS, parts, strict=False))


def timelinejs_mapping(file: InputFile) -> FieldMapping:
    """Return the mapping of a timeline's records, with what its title slide says of it."""
    head = {
        name: FORBIDDEN.sub("", text_of(_text(_timeline(file), f"title.text.{part}")))
        for name, part in (("title", "headline"), ("summary", "text"))
    }
    title = head["title"]
    source = {"field": "credit", "kind": "digest"}
    slides = lookup(_timeline(file), "events")
    of_slides = (_text(slide, "timeline.kind") for slide in slides if isinstance(slides, list))
    return usual_mapping(
        kinds=with_usual(exported_kinds(file, of_slides)),
        log=head,
        source=source | ({"constant": title} if title else {}),
    )


def read_timelinejs(file: InputFile, _: FieldMapping) -> Iterator[InputRecord | UnreadableRecord]:
    """Read the slides of a timeline, then its eras, at their index in their lists."""
    for name, dating in (("events", ""), ("eras", "Given as an era")):
        slides = lookup(_timeline(file), name) or []
        file.rows += len(slides) if isinstance(slides, list) else 1
        if not isinstance(slides, list):
            yield UnreadableRecord(f".{name}", "it is no list", SHAPE)
            continue
        for index, slide in enumerate(slides):
            yield _record(f".{name}[{index}]", slide, dating)


def _record(place: str, slide: Value, dating: str) -> InputRecord | UnreadableRecord:
    if not isinstance(slide, dict):
        return record_of(place, slide)
    if isinstance(own := slide.get("timeline"), dict) and "when" in own:
        cells = {n: unescape(unescape(text)) for n, text in own.items() if isinstance(text, str)}
        cells |= {"id": _text(slide, "unique_id"), "title": text_of(_text(slide, "text.headline"))}
        return exported_record(place, cells)
    try:
        when, end = _date(slide.get("start_date", "")), _date(slide.get("end_date", ""))
    except WhenError as error:
        return UnreadableRecord(place, str(error), kind_of_date(error))
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
    if isinstance(value, str):
        return to_edtf(value, (USUAL,))
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
