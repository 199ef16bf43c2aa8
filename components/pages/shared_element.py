"""Elements that several pages share: a link to an event, a fact, a table, buttons that copy."""

from collections.abc import Iterable, Sequence
from typing import Any

from components import wording
from components.pages.html import Child, Node, h
from components.selection import View


def event_link(view: View, event: str, **fields: Any) -> Node:  # noqa: ANN401 - as View.address
    """Return an event's title, linked to the view in which it is open."""
    class_ = fields.pop("class_", None)
    href = view.address(event=event, **fields)
    return h("a", view.log.events[event].title, href=href, class_=class_)


def separated(nodes: Iterable[Node]) -> list[Node]:
    """Return elements with semicolons between them."""
    return [part for node in nodes for part in ("; ", node)][1:]


def fact(name: str, *values: Child) -> list[Node]:
    """Return a row of a list of facts, none when there is nothing to say."""
    return [h("dt", name), h("dd", *values)] if any(values) else []


def table(heads: Sequence[str], rows: Sequence[Node], label: str) -> Node:
    """Return a table in a region of its own, which scrolls where the page is too narrow."""
    return h(
        "div.gt-scroll",
        h(
            "table.gt-table",
            h("thead", h("tr", [h("th", head, scope="col") for head in heads])),
            h("tbody", rows),
        ),
        tabindex="0",
        role="region",
        aria_label=label,
    )


def step(
    name: str, sign: str, target: str | None, shortcut: str | None, title: str, class_: str = ""
) -> Node:
    """Return a way to what stands beside: a link, or its place where there is nothing."""
    return h(
        "span" if target is None else "a",
        h("span", sign, aria_hidden="true"),
        href=target,
        class_=f"gt-button {class_}".rstrip(),
        data_shortcut=None if target is None else shortcut,
        role="link" if target is None else None,
        aria_disabled="true" if target is None else None,
        aria_label=name,
        title=title,
    )


def _copy_button(words: str, **attributes: str) -> Node:
    return h("button.gt-button", h("span", words, aria_live="polite"), type="button", **attributes)


def copy_link(link: str = "") -> Node:
    """Return the button that copies the address of a view; without a link, of the present one."""
    return _copy_button(wording.download.COPY_LINK, data_copy=link)


def copy_text(element: str, what: str) -> Node:
    """Return the button that copies the text of an element, by its id; `what` names the text."""
    return _copy_button(
        wording.download.COPY, data_copy_text=element, aria_label=wording.download.copy(what)
    )
