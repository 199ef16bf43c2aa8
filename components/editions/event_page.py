"""An event as a page of its own on a site of files, for which no script is needed.

It is the panel of the dashboard, whose links lead to the places of the site.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qs

from components import wording
from components.editions.offline import Offline, id_of_place, place_of
from components.editions.policy import own_files, policy_of
from components.editions.site_link import feed_link, files_line, icon_link, link_element
from components.events import Event
from components.exports import (
    INDEX_PAGE,
    Download,
    as_text,
    cite_event,
    event_place,
    preview_tags,
    search_tags,
    single_line,
)
from components.pages import Element, Node, PageContext, event, h, to_html
from components.selection import Selection, View, address

_TO_ROOT = "../../"
# The panel stands in a page that has a heading; here it is the page.
_HEADINGS: Mapping[str, str] = {"h2": "h1", "h3": "h2", "h4": "h3", "h5": "h4"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all pages of events share: the download, its events, and where things stand.

    `style` and `icon` are their paths below the root. `image` is the address of the image that
    stands for every event, "" where each has its own.
    """

    download: Download
    context: PageContext
    events: frozenset[str]
    style: str
    icon: str
    image: str = ""

    @property
    def policy(self) -> str:
        """The Content-Security-Policy: nothing but the style, font and icon of the site."""
        own = own_files(self.download)
        return policy_of(style_src=own, font_src=own, img_src=own)

    def place(self, path: str) -> str:
        """Return a link from the page of an event to a file below the root.

        A folder's page is named where the address of the site is unknown, so that it opens from a
        disk.
        """
        name = path.rpartition("/")[2]
        index = "" if name or self.download.base else INDEX_PAGE
        return f"{_TO_ROOT}{path}{index}"

    def place_of(self, query: str) -> str | None:
        """Return where an address of the dashboard leads on the site, `None` for nowhere.

        `query` is what stands behind the question mark.
        """
        parameters = parse_qs(query)
        opened = parameters.get("event", [""])[-1]
        if "page" not in parameters and opened:
            return self.place(event_place(opened)) if opened in self.events else None
        there = place_of(query)
        return None if there is None else self.place("") + there


def write_event(
    around: Surroundings, event_id: str, before: str = "", after: str = ""
) -> Iterator[bytes]:
    """Write the page of an event, with links to those before and after it, "" for none."""
    download = around.download
    shown = download.log.events[event_id]
    clock = download.selection.clock
    view = View(download.log, download.view.engine, Selection(event=event_id, clock=clock))
    panel = event.panel(view, around.context, alone=True, has_number=False)
    title = single_line(download.log.about.title)
    offline = Offline(place=around.place_of, data=frozenset())
    body = h(
        "div.gt-board.gt-tree.gt-site",
        h("header", h("a", title, href=around.place(""))),
        h(
            "main",
            list(_as_page(offline.nodes(panel), set())),
            _ways(around, before, after),
            _reference(download, event_id),
        ),
        _footer(around, shown),
    )
    head = [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{around.policy}">',
        *preview_tags(download, event_id, around.image),
        link_element(rel="stylesheet", href=_TO_ROOT + around.style),
        icon_link(_TO_ROOT + around.icon),
        feed_link(download, _TO_ROOT),
        *search_tags(download, event_id, around.image),
    ]
    lines = ["<!doctype html>", '<html lang="en">', "<head>", *head, "</head>", "<body>"]
    yield "\n".join([*lines, to_html(body), "</body>", "</html>", ""]).encode()


def _as_page(nodes: Iterable[Node], opened: set[str]) -> Iterator[Node]:
    """Yield the elements of a panel as those of a page: its headings, each passage open once.

    `opened` gathers the passages that were.
    """
    for node in nodes:
        if isinstance(node, str):
            yield node
            continue
        attributes = dict(node.attributes)
        if attributes.get("class") == "gt-passage" and (words := to_html(node)) not in opened:
            opened.add(words)
            attributes["open"] = True
        tag = _HEADINGS.get(node.tag, node.tag)
        yield Element(tag, attributes, tuple(_as_page(node.children, opened)))


def _ways(around: Surroundings, before: str, after: str) -> Node | None:
    words, events = wording.site, around.download.log.events
    ways = [
        h(
            "a",
            h("span", word),
            single_line(events[key].title),
            href=around.place(event_place(key)),
            rel=rel,
        )
        for word, key, rel in ((words.EARLIER, before, "prev"), (words.LATER, after, "next"))
        if key
    ]
    return h("nav.gt-ways", ways, aria_label=words.NEIGHBOURS) if ways else None


def _reference(download: Download, event_id: str) -> Node:
    """Return the line that cites an event; nobody knows when its page will be read."""
    line = as_text(replace(cite_event(download, event_id), retrieved=""))
    return h("section.gt-cited", h("h2", wording.site.CITE), h("p", line, dir="ltr"))


def _footer(around: Surroundings, shown: Event) -> Node:
    words = wording.site
    here = f"{around.place('')}#{id_of_place(address(Selection(event=shown.id))[1:])}"
    return h("footer", h("p", h("a", words.IN_TIMELINE, href=here)), files_line(_TO_ROOT))
