"""The view in the frame of another page: what stands there."""

from dataclasses import replace
from urllib.parse import parse_qs

from components import wording
from components.figures import MARKS
from components.frames import LogFacts
from components.pages import event, reading_list, timeline, walk
from components.pages.html import Element, Node, h
from components.pages.page_context import Areas, Content, PageContext
from components.selection import Selection, Stop, View, address, decode, stop_of


def shown(selection: Selection) -> str:
    """Return what a frame shows: an event only if there is one, else the picture."""
    return "chart" if selection.show == "event" and not selection.event else selection.show


def _apart(node: Node, facts: LogFacts) -> Node:
    """Return an element with its links to other pages opening beside the frame."""
    if isinstance(node, str):
        return node
    attributes = dict(node.attributes)
    href = attributes.get("href")
    if isinstance(href, str) and href.startswith("?") and "page=" in href:
        there = decode(parse_qs(href.removeprefix("?")), facts)[0]
        if there.page != "timeline":
            attributes |= {
                "href": address(replace(there, show="chart")),
                "target": "_blank",
                "rel": "noopener",
            }
    return Element(node.tag, attributes, tuple(_apart(child, facts) for child in node.children))


def _head(view: View, words: str) -> Node:
    """Return the headline of a whole log with its title below it, else the title; a link to all."""
    full = replace(view.selection, show="chart")
    about, answer = view.log.about, view.answer
    headline = about.headline if words and answer.matching == answer.total else ""
    if headline:
        words = wording.download.titled(about.title, words)
    return h(
        "header.gt-framed",
        h(
            "h1",
            h(
                "a",
                headline or about.title,
                h("span.gt-hidden", wording.citation.NEW_TAB),
                href=address(full),
                target="_blank",
                rel="noopener",
            ),
        ),
        h("p.gt-sentence", words, role="status") if words else None,
    )


def content(view: View, context: PageContext) -> Content:
    """Return what stands in a frame: the picture and what is said of it, the list or an event."""
    if stop := stop_of(view):
        return _walk(view, context, stop)
    shows = shown(view.selection)
    words = view.sentence if shows != "event" else ""
    areas: dict[str, list[Node]] = {"header": [_head(view, words)]}
    picture = None
    if shows == "chart":
        planned = timeline.plan_of(view, context.width)
        picture = timeline.picture_of(view, planned) if planned else None
        if timeline.is_in_columns(planned):
            areas["controls"] = timeline.above_picture(view, planned)
    if shows == "list":
        areas["main"] = reading_list.elements(view, has_numbers=view.answer.matching > MARKS)
    if opened := event.panel(view, context, alone=shows == "event"):
        areas["main" if shows == "event" else "reading"] = opened
    return Content(_all_apart(view, areas), picture)


def _walk(view: View, context: PageContext, stop: Stop) -> Content:
    """Return a step of the walk with its picture, and the rail that leads to the others."""
    page = walk.content(view, context)
    head = [_head(view, ""), *page.tools, walk.rail(view, stop)]
    return Content(_all_apart(view, {"header": head, **page.areas}), page.picture)


def _all_apart(view: View, areas: Areas) -> Areas:
    facts = view.engine.facts
    return {
        name: [_apart(node, facts) for node in nodes if node is not None]
        for name, nodes in areas.items()
    }
