"""An event for other sites and search engines: Open Graph, schema.org, and the page that has both.

The page stands at the event's short address and sends a reader on to the event in the dashboard.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from zoneinfo import ZoneInfo

from components import wording
from components.events import (
    ActorKind,
    Event,
    EventStatus,
    LocalDate,
    Participation,
    Presence,
    Role,
    When,
    bounds,
    iso_date,
    offset_at,
    utc_offset,
    zone_of,
)
from components.exports.download import Download, event_place
from components.exports.event_text import (
    citations,
    clean,
    paragraphs,
    single_line,
    source_label,
    status_sentence,
)
from components.exports.picture import WIDE
from components.selection import Selection, address

PREVIEW = "preview.png"  # on a site, of the view and of an event
_SCHEMA_ORG = "https://schema.org"
_ROLES = {
    Role.HOST: "organizer",
    Role.SPEAKER: "performer",
    Role.AUTHOR: "performer",
    Role.PARTICIPANT: "attendee",
}
_LONGEST_DESCRIPTION = 300
# What would end a script, or a line of one in older browsers.
_IN_SCRIPT = str.maketrans({"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def open_graph(download: Download, event_id: str, image: str = "") -> Mapping[str, str]:
    """Return what a site shows of a link to an event, by the names of Open Graph (ogp.me).

    `image` is the address of an image of the whole view, "" for that on which the event stands out.
    """
    event = download.log.events[event_id]
    title = single_line(event.title)
    properties = {
        "og:type": "article",
        "og:title": title,
        "og:description": description(download, event),
        "og:site_name": single_line(download.log.about.title),
        "og:locale": "en_GB",
    }
    if download.base:
        properties |= {
            "og:url": download.link(event_id),
            "og:image": image or image_address(download, event_id),
            "og:image:type": "image/png",
            "og:image:width": str(WIDE.width),
            "og:image:height": str(WIDE.height),
            "og:image:alt": single_line(download.log.about.title)
            if image
            else wording.picture.chosen(title),
        }
    return properties


def image_address(download: Download, event_id: str) -> str:
    """Return the address of the image on which an event stands out."""
    if download.is_for_site:
        return f"{download.base}{event_place(event_id)}{PREVIEW}"
    return f"{download.base}api/events.wide.png{address(Selection(event=event_id))}"


def description(download: Download, event: Event) -> str:
    """Return when an event was and what it was, on a line short enough for a preview."""
    return _shortened(" ".join(paragraphs(download, event)))


def _shortened(text: str) -> str:
    text = single_line(text)
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    return text[: _LONGEST_DESCRIPTION - 1].rsplit(" ", 1)[0] + "…"


def schema_org(download: Download, event_id: str, image: str = "") -> dict[str, object]:
    """Return an event in the terms of schema.org, with only what is known.

    An event that may have happened has no status, because schema.org has none for it. People who
    may have been there are not named among those who were. On a site of files nothing changes with
    the time or with other events, so that hosts are sent only what is new. `image` is as in
    `open_graph`.
    """
    event = download.log.events[event_id]
    item: dict[str, object] = {
        "@context": _SCHEMA_ORG,
        "@type": "Event",
        "identifier": event_id,
        "name": single_line(event.title),
        "description": wording.without_isolates("\n".join(paragraphs(download, event))),
        **_dates(event.when),
        **_people(download, event),
        "subjectOf": [*_sources(download, event), _log(download)],
    }
    if not download.is_for_site:
        item["sdDatePublished"] = download.exported_at
    if event.status is not EventStatus.POSSIBLE:
        item["eventStatus"] = f"{_SCHEMA_ORG}/EventScheduled"
    if event.place:
        item["location"] = {"@type": "Place", "name": clean(event.place)}
    if topics := [single_line(download.log.topics[topic].name) for topic in event.topics]:
        item["about"] = [{"@type": "Thing", "name": name} for name in topics]
    if download.base:
        item["url"] = download.link(event_id)
        item["image"] = image or image_address(download, event_id)
    return item


def _dates(when: When) -> dict[str, object]:
    """Return the ends that are known, in the zone of the event.

    An uncertain or approximate date, or a choice of several, has none: only words can say that.
    """
    if when.is_loose:
        return {}
    zone = zone_of(when.zone)
    first, last = (
        _iso(local, bounds(date, zone)[0], zone) if local and date else ""
        for local, date in zip(when.ends_on(when.zone), when.ends, strict=True)
    )
    dates = {"startDate": first, "endDate": last if last != first else ""}
    return {name: date for name, date in dates.items() if date}


def _iso(date: LocalDate, instant: int, zone: ZoneInfo) -> str:
    """Return a date as ISO 8601 has it, a clock time with its offset from UTC to the minute."""
    day = iso_date(date.year, date.month, date.day)
    if not date.clock_time:
        return day
    utc = instant // 1000
    minutes = (utc + offset_at(utc, zone)) // 60 - utc // 60
    return f"{day}T{date.clock_time}{utc_offset(minutes * 60) if minutes else 'Z'}"


def _people(download: Download, event: Event) -> dict[str, object]:
    by_role: dict[str, list[object]] = {}
    for part in event.actors:
        role = _ROLES.get(part.role)
        person = _person(download, part)
        if role and _was_there(part) and person not in by_role.setdefault(role, []):
            by_role[role].append(person)
    return {role: people for role, people in by_role.items() if people}


def _was_there(part: Participation) -> bool:
    return part.presence in (None, Presence.CONFIRMED, Presence.REPORTED)


def _person(download: Download, part: Participation) -> dict[str, str]:
    actor = download.log.actors[part.actor]
    kind = "Person" if actor.kind is ActorKind.PERSON else "Organization"
    title = {"jobTitle": single_line(actor.title)} if kind == "Person" and actor.title else {}
    return {"@type": kind, "name": single_line(actor.name), **title}


def _sources(download: Download, event: Event) -> Iterator[dict[str, object]]:
    for citation in citations(event):
        source = download.log.sources[citation.source]
        work: dict[str, object] = {
            "@type": "CreativeWork",
            "name": wording.without_isolates(single_line(source_label(download.log, citation))),
        }
        if source.publisher:
            work["publisher"] = {"@type": "Organization", "name": single_line(source.publisher)}
        if source.url:
            work["url"] = source.url
        yield work


def _log(download: Download) -> dict[str, object]:
    dataset: dict[str, object] = {
        "@type": "Dataset",
        "name": single_line(download.log.about.title),
    }
    if not download.is_for_site:
        dataset["description"] = wording.without_isolates(single_line(download.sentence))
    if download.log.hash and not download.is_for_site:
        dataset["version"] = f"sha256:{download.log.hash}"
    if download.base:
        dataset["url"] = download.permalink
    return dataset


def preview_tags(download: Download, event_id: str, image: str = "") -> list[str]:
    """Return the elements of a page's head that other sites show of an event.

    `image` is as in `open_graph`.
    """
    preview = open_graph(download, event_id, image)
    title, site = escape(preview["og:title"]), escape(preview["og:site_name"])
    card = "summary_large_image" if "og:image" in preview else "summary"
    return [
        f"<title>{title} | {site}</title>",
        f'<meta name="description" content="{escape(preview["og:description"])}">',
        *(
            f'<meta property="{name}" content="{escape(content)}">'
            for name, content in preview.items()
        ),
        f'<meta name="twitter:card" content="{card}">',
    ]


def index_tags(download: Download) -> list[str]:
    """Return the elements that the head of a site's first page has for others, but for its title.

    Without an address they have no image.
    """
    about = download.log.about
    title = single_line(about.title)
    words = {
        "og:type": "website",
        "og:title": single_line(about.headline) or title,
        "og:description": _shortened(about.summary or download.sentence),
        "og:site_name": title,
        "og:locale": "en_GB",
    }
    data: dict[str, object] = {
        "@context": _SCHEMA_ORG,
        **_log(download),
        "description": words["og:description"],
    }
    if download.base:
        image = download.base + PREVIEW
        words |= {
            "og:url": download.base,
            "og:image": image,
            "og:image:type": "image/png",
            "og:image:width": str(WIDE.width),
            "og:image:height": str(WIDE.height),
            "og:image:alt": words["og:title"],
        }
        data["image"] = image
    card = "summary_large_image" if download.base else "summary"
    tags = [
        f'<meta property="{name}" content="{escape(content)}">' for name, content in words.items()
    ]
    tags.append(f'<meta name="twitter:card" content="{card}">')
    if download.base:
        tags.append(f'<link rel="canonical" href="{escape(download.base)}">')
    return [*tags, f'<script type="application/ld+json">{script_json(data)}</script>']


def search_tags(download: Download, event_id: str, image: str = "") -> list[str]:
    """Return the elements of a page's head that search engines read of an event.

    `image` is as in `open_graph`.
    """
    data = script_json(schema_org(download, event_id, image))
    tags = [f'<script type="application/ld+json">{data}</script>']
    if download.base:
        tags.insert(0, f'<link rel="canonical" href="{escape(download.link(event_id))}">')
    return tags


def event_page(download: Download, event_id: str, within: Selection | None = None) -> bytes:
    """Return the page of an event's short address, which sends a reader on to the dashboard.

    There the event is open in the selection `within`. The page itself says nothing of that: a link
    could put words into the mouth of the log otherwise.
    """
    event = download.log.events[event_id]
    # The short address is one step below the dashboard's own.
    target = escape("../" + address(replace(within or Selection(), event=event_id)))
    title, site = escape(single_line(event.title)), escape(single_line(download.log.about.title))
    when = single_line(f"{download.view.time_in_words(event)}. {status_sentence(event)}")
    head = [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        *preview_tags(download, event_id),
        f'<meta http-equiv="refresh" content="0; url={target}">',
        *search_tags(download, event_id),
    ]
    body = [
        f'<h1 dir="auto">{title}</h1>',
        f'<p dir="auto">{escape(when[:1].upper() + when[1:])}</p>',
        f'<p dir="auto">{escape(single_line(event.summary))}</p>' if event.summary else "",
        f'<p><a href="{target}">See it in the timeline: <bdi>{site}</bdi></a></p>',
    ]
    lines = ["<!doctype html>", '<html lang="en">', "<head>", *head, "</head>", "<body>"]
    return "\n".join([*lines, *filter(None, body), "</body>", "</html>", ""]).encode()


def script_json(value: object) -> str:
    """Return a value as JSON that can stand in a script element."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return written.translate(_IN_SCRIPT)
