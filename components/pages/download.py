"""The menus and the section that offer a view as a file, an address, a reference or a frame."""

from components import wording
from components.exports import FORMATS, MOST_ENTRIES, MOST_EXPORTED, Format
from components.pages import reference
from components.pages.html import Node, h
from components.pages.link import to_export, to_feed
from components.pages.page_context import PageContext
from components.pages.shared_element import copy_link, copy_text
from components.pages.snippet import frame_names, snippet
from components.selection import View


def _formats(view: View, context: PageContext) -> Node:
    """Return every format that the view can be had in, with what it is for, or why it cannot."""
    return h("ul.gt-formats", [_format(view, row) for row in context.formats.values()])


def _format(view: View, row: Format) -> Node:
    if row.refusal(view.answer.matching):
        return h(
            "li", h("span", row.name), h("span", wording.download.holds_at_most(row.most or 0))
        )
    selection = view.selection
    return h(
        "li",
        h("a", row.name, href=to_export(row, selection), download=True),
        h("span", row.of_accounts if row.draws_accounts(selection) else row.purpose),
    )


def _cut(matching: int) -> Node | None:
    if matching <= MOST_EXPORTED:
        return None
    return h("p.gt-lead", wording.download.first_exported(MOST_EXPORTED, matching))


def _menu(name: str, *content: Node | list[Node] | None) -> Node:
    """Return a menu that Escape and a press beside it close (the board's script does that)."""
    return h(
        "details.gt-menu",
        h("summary.gt-button", name),
        h("div.gt-menu-body", content),
        data_menu="",
    )


def _snippets(view: View, base: str, height: float) -> list[Node]:
    def one(show: str, name: str) -> Node:
        id_ = f"gt-embed-{show}"
        words = view.log.events[view.selection.event].title if show == "event" else view.sentence
        return h(
            "details.gt-snippet",
            h("summary", name),
            h("pre", h("code", snippet(view, show, words, base, height), id=id_)),
            h("p.gt-row-of-buttons", copy_text(id_, wording.download.snippet(name))),
            # of details with the same name one is open
            name="gt-embed",
            open=show == "chart",
            data_key=id_,
        )

    return [one(show, name) for show, name in frame_names(view.selection).items()]


def menu(view: View, context: PageContext) -> Node:
    """Return the menu of all files of a view."""
    words = wording.download
    return _menu(
        words.DOWNLOAD,
        h("h2", words.DOWNLOAD_VIEW),
        _cut(view.answer.matching),
        _formats(view, context),
    )


def menus(view: View, context: PageContext, height: float = 0.0) -> Node:
    """Return what stands beside the picture: its files, its reference and frame, its link.

    `height` is that of the picture in pixels, 0 for none.
    """
    words = wording.download
    return h(
        "div.gt-take",
        menu(view, context),
        _menu(
            words.SHARE,
            h("p.gt-in-menu", copy_link()),
            h("h2", words.CITE_VIEW),
            reference.of_view(view, context),
            h("h2", words.EMBED),
            h("p", wording.download.FRAME_HEIGHT),
            _snippets(view, context.base, height),
        ),
        copy_link(),
    )


def _by_address(id_: str, name: str, purpose: str, address: str) -> list[Node]:
    return [
        h("dt", name),
        h(
            "dd",
            h("span", purpose),
            h("code", address, id=id_),
            copy_text(id_, wording.download.address(name)),
        ),
    ]


def _feed(matching: int) -> str:
    """Return what a feed reader learns of the view; a log does not know when events were added."""
    if matching <= MOST_ENTRIES:
        return wording.download.WHOLE_FEED
    return wording.download.last_of_feed(MOST_ENTRIES)


def section(view: View, context: PageContext) -> Node:
    """Return the part of the Data page from which a view is taken away."""
    return h(
        "section.gt-on-screen",
        h("h2", wording.download.TAKE_AWAY),
        h("p", f"{view.sentence}."),
        _cut(view.answer.matching),
        _formats(view, context),
        h("h3", wording.download.AS_ADDRESS),
        h(
            "dl.gt-addresses",
            _by_address(
                "gt-address-api",
                wording.download.FOR_PROGRAMS,
                wording.download.FOR_PROGRAMS_PURPOSE,
                context.base + to_export(FORMATS["json"], view.selection),
            ),
            _by_address(
                "gt-address-feed",
                wording.download.FEED,
                _feed(view.answer.matching),
                context.base + to_feed(view.selection),
            ),
        ),
    )


def imprint(view: View, context: PageContext) -> Node:
    """Return what ends a printed page: where it is from, and when it was read."""
    day = f"{context.today.day} {context.today:%B %Y}"
    return h(
        "p.gt-on-paper.gt-imprint",
        wording.download.retrieved(context.base + view.address().removesuffix("?"), day),
    )
