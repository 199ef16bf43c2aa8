"""The Evidence page: the part that the address names, and the tabs that lead to the others."""

from collections.abc import Callable, Mapping, Sequence, Sized
from dataclasses import dataclass, replace

from components import wording
from components.events import Log
from components.pages import download
from components.pages.chart import Chart
from components.pages.evidence import accounts, figure, passage, source
from components.pages.html import Node, h
from components.pages.page_context import Content, EventsRead, PageContext, Passages
from components.selection import Selection, View, address

Elements = tuple[list[Node], Mapping[str, Chart]]  # and the charts that stand among them, by name


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: what it needs of a log, and its elements."""

    material: Callable[[Log, Passages], Sized]
    elements: Callable[[View, EventsRead, Passages], Elements]


PARTS: Mapping[str, Part] = {
    "accounts": Part(lambda log, _: log.disagreements, accounts.elements),
    "figures": Part(lambda log, _: log.measures, figure.elements),
    "sources": Part(lambda log, _: log.sources, source.elements),
    "passages": Part(lambda _, passages: passages, passage.elements),
}


def _offered(log: Log, passages: Passages) -> Sequence[str]:
    """Return the parts of the page that a log can fill."""
    return [key for key, part in PARTS.items() if part.material(log, passages)]


def within(log: Log, selection: Selection, passages: Passages) -> Selection:
    """Return a view on a part of the page that there is, the first where it asks for another."""
    offered = _offered(log, passages)
    if not offered or selection.part in offered:
        return selection
    return replace(selection, part=offered[0], at="")


def _tabs(view: View, passages: Passages) -> list[Node]:
    """Return the links to the parts that a log can fill, each with how much is in it."""
    offered = _offered(view.log, passages)
    if len(offered) < 2:
        return []
    return [
        h(
            "nav.gt-pages.gt-parts",
            [
                h(
                    "a",
                    wording.evidence.part(part, len(PARTS[part].material(view.log, passages))),
                    href=address(view.selection.to("evidence", part)),
                    aria_current="page" if part == view.selection.part else None,
                )
                for part in offered
            ],
            aria_label=wording.evidence.PAGE,
        )
    ]


def content(view: View, context: PageContext) -> Content:
    """Return the page for the events in view."""
    part = view.selection.part
    # how accounts differ is a filter of the questions there, counted under the other filters
    read = EventsRead.of(view.changed(verdict=()) if part == "accounts" else view)
    nodes, charts = PARTS[part].elements(view, read, context.passages)
    main = [read.notice, h("div", nodes, data_key=part)]
    tools = [*_tabs(view, context.passages), h("div.gt-take", download.menu(view, context))]
    return Content({"main": main}, charts=charts, tools=tools)
