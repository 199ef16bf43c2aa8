"""TimelineJS 3: a slide for each event, as JSON; of a whole log with a walk, one for each step.

TimelineJS takes its texts for HTML, so every text of the log is escaped. It decodes two of them
again, the group and the displayed date, so they are escaped twice. It would make links of whatever
looks like an address in a text, quotation marks included, so `autolink` is off.

What a slide has under `timeline`, which TimelineJS passes over, lets `convert` read the same event
again.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from components import wording
from components.events import Citation, Event, LocalDate
from components.exports.batch import in_batches
from components.exports.download import Download, names
from components.exports.event_row import OWN, own_columns
from components.exports.event_text import (
    citations,
    clean,
    origin,
    single_line,
    source_label,
    status_sentence,
)
from components.exports.metadata import image_address
from components.selection import Stop, address, at_step, citation_of, stops

_SLIDES = 200  # written at a time
# The years that TimelineJS shows on its human scale; all others have no months or days.
_FIRST_YEAR, _LAST_YEAR = -271_820, 275_759
_STEP_ID = "step-"
_TITLE_ID = "_title"  # no event's, because those have no underscore


def write_timelinejs(download: Download) -> Iterator[bytes]:
    """Write the view as slides; the title slide says where it is from."""
    yield b'{"title": ' + _json(_title(download)) + b',\n"events": ['
    scale = "human"

    def written() -> Iterator[bytes]:
        nonlocal scale
        mark = b"\n"
        for slide, years in _slides(download):
            if not all(_FIRST_YEAR <= year <= _LAST_YEAR for year in years):
                scale = "cosmological"
            yield mark + _json(slide)
            mark = b",\n"

    yield from in_batches(written(), _SLIDES)
    yield b'\n],\n"scale": ' + _json(scale) + b"}\n"


def remark_on_walk(download: Download) -> str:
    """Say that the slides are the steps of a walk, "" where they are events."""
    return wording.export.slides_of_walk(len(_steps(download))) if _steps(download) else ""


def _steps(download: Download) -> Sequence[Stop]:
    """Return the steps of the walk of a log that is exported whole."""
    return () if download.view.selection.has_filters else stops(download.view)


def _slides(download: Download) -> Iterator[tuple[dict[str, object], list[int]]]:
    """Yield the slides with the years in them."""
    if steps := _steps(download):
        yield from _in_order([_slide_of_step(download, stop) for stop in steps])
    else:
        yield from (_slide(download, event) for event in download.events())


def _in_order(
    slides: Sequence[tuple[dict[str, object], list[int]]],
) -> Sequence[tuple[dict[str, object], list[int]]]:
    """Return the slides of steps with dates that keep their order, as far as dates can.

    TimelineJS orders slides by date, and has a day begin before all that has an hour on it; the
    date that it displays stays as precise.
    """
    following: dict[str, int] | None = None
    for slide, _ in reversed(slides):
        date = slide["start_date"]
        if isinstance(date, dict):
            shorter = dict(date)
            while following and len(shorter) > 1 and _place(shorter) > _place(following):
                shorter.popitem()
            if not following or _place(shorter) <= _place(following):
                slide["start_date"] = shorter
            following = shorter
    return slides


def _place(date: Mapping[str, int]) -> tuple[int, ...]:
    """Return where TimelineJS puts a date."""
    firsts = {"year": 0, "month": 1, "day": 1, "hour": 0, "minute": 0, "second": 0}
    return tuple(date.get(part, first) for part, first in firsts.items())


def _slide_of_step(download: Download, stop: Stop) -> tuple[dict[str, object], list[int]]:
    """Return the slide of a step: its words, at the time of the event that it opens."""
    slide, years = _slide(download, download.log.events[stop.event])
    lines = [f"<p>{_html(stop.step.text)}</p>"]
    cited = citation_of(download.view, stop)
    if cited and cited.speaker:
        words = wording.citation.quoted(single_line(cited.quote))
        speaker = download.log.actors[cited.speaker]
        said = wording.export.said_by(speaker.name, speaker.title)
        changed = (
            wording.citation.translated(cited.translated_from) if cited.translated_from else ""
        )
        place = "; ".join(filter(None, (_source(download, cited), _html(changed))))
        lines += [f"<blockquote>{_html(words)}</blockquote>", f"<p>{_html(said)}<br>{place}</p>"]
    if download.base:
        there = download.base + address(at_step(download.selection, stop.number))
        lines.append(f"<p>{_link(there, wording.export.STEP_LINK)}</p>")
    text = {"headline": _html(single_line(stop.step.title)), "text": "".join(lines)}
    del slide["group"], slide["timeline"]
    return {**slide, "unique_id": f"{_STEP_ID}{stop.number}", "text": text}, years


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _title(download: Download) -> dict[str, object]:
    lines = [f"<p>{_html(line)}</p>" for line in origin(download)]
    if summary := download.log.about.summary:
        lines.insert(0, f"<p>{_html(summary)}</p>")
    if download.base:
        lines[-1] = f"<p>{_link(download.permalink, wording.export.VIEW_LINK)}</p>"
    return {
        "unique_id": _TITLE_ID,
        "text": {"headline": _html(single_line(download.log.about.title)), "text": "".join(lines)},
        "autolink": False,
    }


def _slide(download: Download, event: Event) -> tuple[dict[str, object], list[int]]:
    """Return the slide of an event, and the years in it."""
    first, last = event.when.ends_on(download.view.zone)
    start, end = (_date(date) if date else None for date in (first or last, last or first))
    slide: dict[str, object] = {
        "unique_id": event.id,
        "start_date": start,
        "display_date": _html_of_html(download.view.time_in_words(event)),
        "text": {"headline": _html(single_line(event.title)), "text": _text(download, event)},
        "group": _html_of_html(single_line(_group(download, event))),
        "autolink": False,
        "timeline": {
            name: _html_of_html(text)
            for name, text in own_columns(download, event, ("topics", *OWN)).items()
        },
        **_picture(download, event),
    }
    if end != start:
        slide["end_date"] = end
    return slide, [date["year"] for date in (start, end) if date]


def _picture(download: Download, event: Event) -> dict[str, object]:
    """Return the image on which an event stands out, at its address on the dashboard."""
    if not download.base:
        return {}
    alternative = wording.picture.chosen(single_line(event.title))
    return {"media": {"url": image_address(download, event.id), "alt": _html(alternative)}}


def _date(date: LocalDate) -> dict[str, int]:
    parts = {
        # TimelineJS has no year 0: its year -500 is 500 BC.
        "year": date.year if date.year > 0 else date.year - 1,
        "month": date.month,
        "day": date.day,
        "hour": date.hour,
        "minute": date.minute,
        "second": date.second,
        "millisecond": int(date.fraction[:3].ljust(3, "0")) if date.fraction else None,
    }
    return {name: part for name, part in parts.items() if part is not None}


def _group(download: Download, event: Event) -> str:
    if event.topics:
        return download.log.topics[event.topics[0]].name
    return download.log.kinds[event.kind].name


def _text(download: Download, event: Event) -> str:
    lines = [_html(event.summary), _html(status_sentence(event))]
    if who := names(download.log, event):
        lines.append(_html(wording.export.who(who)))
    if event.place:
        lines.append(_html(wording.export.where(event.place)))
    if cited := list(_sources(download, event)):
        lines.append(wording.export.sources(cited))
    if download.base:
        lines.append(_link(download.link(event.id), wording.export.EVENT_LINK))
    return "".join(f"<p>{line}</p>" for line in lines if line)


def _sources(download: Download, event: Event) -> Iterator[str]:
    return (_source(download, citation) for citation in citations(event))


def _source(download: Download, citation: Citation) -> str:
    words = single_line(source_label(download.log, citation))
    url = download.log.sources[citation.source].url
    return _link(url, words) if url else _html(words)


def _html(text: str) -> str:
    return escape(clean(text), quote=False)


def _html_of_html(text: str) -> str:
    return escape(_html(text), quote=False)


def _link(url: str, text: str) -> str:
    return f'<a href="{escape(url)}">{_html(text)}</a>'
