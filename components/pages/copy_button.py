"""Buttons that copy: a link, or the text of an element that stands on the page."""

from components import wording
from components.pages.html import Node, h


def _button(words: str, **attributes: str) -> Node:
    return h("button.gt-button", h("span", words, aria_live="polite"), type="button", **attributes)


def copy_link(link: str = "") -> Node:
    """Return the button that copies the address of a view; without a link, of the present one."""
    return _button(wording.download.COPY_LINK, data_copy=link)


def copy_text(element: str, what: str) -> Node:
    """Return the button that copies the text of an element, by its id; `what` names the text."""
    return _button(
        wording.download.COPY, data_copy_text=element, aria_label=wording.download.copy(what)
    )
