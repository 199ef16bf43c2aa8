"""What a reader takes away: the view as a file, as an address, as a reference, as a frame."""

from __future__ import annotations

from components.exports import FORMATS, MOST_ENTRIES, MOST_EXPORTED
from components.pages import cite, embed
from components.pages.copy_button import copy_link, copy_text
from components.pages.link import to_export, to_feed
from components.pages.node import Node, h
from components.pages.page import PageContext
from components.selection import Selection, View


def _formats(selection: Selection) -> Node:
    """Return every format that the view can be had in, with what it is for."""
    return h(
        "ul",
        [
            h(
                "li",
                h("a", row.name, href=to_export(row.key, selection), download=True),
                h("span", row.purpose),
            )
            for row in FORMATS.values()
        ],
        class_="gt-formats",
    )


def _cut(found: int) -> Node | None:
    if found <= MOST_EXPORTED:
        return None
    return h(
        "p",
        f"The first {MOST_EXPORTED:,} of {found:,} events are exported; filters bring the others.",
        class_="gt-lead",
    )


def _menu(name: str, *content: Node | list[Node] | None) -> Node:
    """Return a menu that Escape and a press beside it close (the board's script does that)."""
    return h(
        "details",
        h("summary", name, class_="gt-button"),
        h("div", content, class_="gt-menu-body"),
        class_="gt-menu",
        data_menu="",
    )


def _snippets(view: View, base: str) -> list[Node]:
    def one(show: str, name: str) -> Node:
        id_ = f"gt-embed-{show}"
        words = view.log.events[view.selection.event].title if show == "event" else view.sentence
        return h(
            "details",
            h("summary", name),
            h("pre", h("code", embed.snippet(view, show, words, base), id=id_)),
            h("p", copy_text(id_, f"the snippet: {name.lower()}"), class_="gt-row-of-buttons"),
            # of details with the same name one is open
            name="gt-embed",
            open=show == "chart",
            class_="gt-snippet",
            data_key=id_,
        )

    return [one(show, name) for show, name in embed.choices(view.selection).items()]


def menus(view: View, context: PageContext) -> Node:
    """Return what stands beside the picture: its files, its reference and frame, its link."""
    return h(
        "div",
        _menu(
            "Download",
            h("h2", "Download this view"),
            _cut(view.answer.found),
            _formats(view.selection),
        ),
        _menu(
            "Share",
            h("h2", "Cite this view"),
            cite.of_view(view, context),
            h("h2", "Embed in a page"),
            _snippets(view, context.base),
        ),
        copy_link(),
        class_="gt-take",
    )


def _by_address(id_: str, name: str, purpose: str, address: str) -> list[Node]:
    return [
        h("dt", name),
        h(
            "dd",
            h("span", purpose),
            h("code", address, id=id_),
            copy_text(id_, f"the address: {name.lower()}"),
        ),
    ]


def _feed(found: int) -> str:
    """Return what a feed reader learns of the view; a log does not know when events were added."""
    if found <= MOST_ENTRIES:
        return "has every event of the view, so a feed reader tells of each that is added"
    return (
        f"has the last {MOST_ENTRIES} events of the view by date; "
        "of an earlier one that is added a feed reader does not hear"
    )


def section(view: View, context: PageContext) -> Node:
    """Return the part of the Data page from which a view is taken away."""
    return h(
        "section",
        h("h2", "Take this view away"),
        h("p", f"{view.sentence}."),
        _cut(view.answer.found),
        _formats(view.selection),
        h("h3", "As an address"),
        h(
            "dl",
            _by_address(
                "gt-address-api",
                "For programs",
                "answers with the view as it then is; another ending gives another format",
                context.base + to_export("json", view.selection),
            ),
            _by_address(
                "gt-address-feed",
                "Feed",
                _feed(view.answer.found),
                context.base + to_feed(view.selection),
            ),
            class_="gt-addresses",
        ),
        class_="gt-on-screen",
    )


def imprint(view: View, context: PageContext) -> Node:
    """Return what ends a printed page: where it is from, and when it was read."""
    day = f"{context.today.day} {context.today:%B %Y}"
    return h(
        "p",
        f"{context.base}{view.address().removesuffix('?')} (retrieved {day})",
        class_="gt-on-paper gt-imprint",
    )
