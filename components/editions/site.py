"""A view as a site of files, for any host that serves a folder: a page, a page an event, data.

Nothing is read or written here. With the address of the site, links end with a slash and previews
have an image; without it they name files, so that the site opens from a disk.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from components import wording
from components.editions.event_page import Surroundings, write_event
from components.editions.page import MOST, write_page
from components.editions.policy import hash_of, policy_of
from components.editions.site_link import FEED, feed_link, icon_link
from components.editions.style import EVENT_SHEETS, base_style
from components.exports import (
    FORMATS,
    INDEX_PAGE,
    PREVIEW,
    Download,
    event_place,
    index_tags,
    single_line,
    write_feed,
)
from components.pages import Element, PageContext, h, to_html
from components.sources import Snapshot
from components.web import FONT, ICON, headline_font

# What a site has a view as, by the name of the file: the keys of formats.
_FORMATS: Mapping[str, str] = {
    "events.csv": "csv",
    "events.xlsx": "xlsx",
    "events.json": "json",
    "events.ics": "ics",
    "timeline.svg": "svg",
}
ASSETS = "assets/"  # whose files are called after what is in them, and never change
_SHORT = 12  # hex digits of the hash in a name
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ALONE = "main{margin:20vh auto;max-width:30rem;padding:0 1rem}a{color:inherit}\n"
_PICTURE = FORMATS["wide.png"]


def files_of(download: Download, *, has_images: bool = False) -> Iterator[tuple[str, bytes]]:
    """Yield each file of a site with its path below the root; what others need comes first.

    With `has_images`, and an address, each event has an image on which it stands out. Raise
    ValueError for more events than a page may have.
    """
    if download.count > MOST:
        raise ValueError(f"{download.count} events are more than a site has")
    download = replace(download, is_for_site=True)
    events = list(download.ids())
    assets = dict(_assets())
    yield from assets.values()
    yield PREVIEW, b"".join(_PICTURE.write(download))
    for name, key in _FORMATS.items():
        yield name, b"".join(FORMATS[key].write(download))
    yield FEED, b"".join(write_feed(download, download.base + FEED))
    snapshot = Snapshot("", download.log.hash, passages=download.passages)
    around = Surroundings(
        download,
        PageContext(snapshot, download.base, download.made),
        frozenset(events),
        style=assets["style"][0],
        icon=assets["icon"][0],
        image="" if has_images else download.base + PREVIEW,
    )
    for before, event, after in zip(["", *events], events, [*events[1:], ""], strict=False):
        if has_images and download.base:
            image = b"".join(_PICTURE.parts(download, event))
            yield event_place(event) + PREVIEW, image
        page = b"".join(write_event(around, event, before, after))
        yield event_place(event) + INDEX_PAGE, page
    yield "404.html", _not_found(download)
    yield ".nojekyll", b""  # or GitHub Pages would look for templates in the files
    if download.base:
        yield "sitemap.xml", _sitemap(download, events)
        if urlsplit(download.base).path == "/":  # it is only read there
            yield "robots.txt", f"Sitemap: {download.base}sitemap.xml\n".encode()
    yield INDEX_PAGE, _with_tags(b"".join(write_page(download)), download, around.icon)


def _with_tags(page: bytes, download: Download, icon: str) -> bytes:
    """Add to the head of the first page its icon, and what other sites and feed readers read."""
    title, end, rest = page.partition(b"</title>")
    tags = "\n".join(["", icon_link(icon), feed_link(download, ""), *index_tags(download)])
    return b"".join((title, end, tags.encode(), rest))


def _assets() -> Iterator[tuple[str, tuple[str, bytes]]]:
    """Yield the style, its font and the icon, with names that change when they do."""
    font = _named(FONT, headline_font())
    style = base_style(EVENT_SHEETS | {"site.css"}, font[0].removeprefix(ASSETS)).encode()
    yield "font", font
    yield "style", _named("style.css", style)
    yield "icon", _named("icon.svg", ICON.read_bytes())


def _named(name: str, content: bytes) -> tuple[str, bytes]:
    stem, _, suffix = name.rpartition(".")
    return f"{ASSETS}{stem}.{hashlib.sha256(content).hexdigest()[:_SHORT]}.{suffix}", content


def _not_found(download: Download) -> bytes:
    """Return what a host shows in the place of any page that is not there."""
    words = wording.site
    style = base_style(()) + _ALONE
    body = h(
        "main",
        h("h1", words.NOT_FOUND),
        h("p", words.NOT_FOUND_WHY),
        h("p", h("a", words.TO_TIMELINE, href=download.base)) if download.base else None,
    )
    head = h(
        "head",
        h("meta", charset="utf-8"),
        h("meta", name="viewport", content="width=device-width,initial-scale=1"),
        h(
            "meta",
            http_equiv="Content-Security-Policy",
            content=policy_of(style_src=hash_of(style)),
        ),
        h("meta", name="robots", content="noindex"),
        h("title", f"{words.NOT_FOUND} | {single_line(download.log.about.title)}"),
        Element("style", {}, (style,)),
    )
    return f"<!doctype html>\n{to_html(h('html', head, h('body', body), lang='en'))}\n".encode()


def _sitemap(download: Download, events: list[str]) -> bytes:
    root = ET.Element("urlset", xmlns=_SITEMAP)
    for address in (download.base, *map(download.link, events)):
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = address
    head = b'<?xml version="1.0" encoding="utf-8"?>\n'
    return b"%b%b\n" % (head, ET.tostring(root, encoding="utf-8"))
