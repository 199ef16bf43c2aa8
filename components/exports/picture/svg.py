"""Shapes and words to SVG 1.1. Words come in as they are; nothing of them becomes an element."""

from __future__ import annotations

import re
from xml.etree import ElementTree

Element = ElementTree.Element

# what XML 1.0 has no way to write, and half of a pair that stands alone
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# marks that turn the direction of what follows; right-to-left text does without them
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Return a text that XML can hold and that leaves the direction of its neighbours alone."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", _TURNS.sub("", text))


def figure(value: float) -> str:
    """Return a number in the fewest digits that a picture needs."""
    return f"{value:.3f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


def new(tag: str, /, text: str = "", **attributes: str | float | None) -> Element:
    """Return an element: of an attribute's name `_` becomes `-`, `None` leaves it out."""
    made = ElementTree.Element(tag)
    for name, value in attributes.items():
        if value is not None:
            written = clean(value) if isinstance(value, str) else figure(value)
            made.set(name.rstrip("_").replace("_", "-"), written)
    made.text = clean(text) or None
    return made


def add(parent: Element, tag: str, /, text: str = "", **attributes: str | float | None) -> Element:
    """Append an element to another and return it."""
    made = new(tag, text, **attributes)
    parent.append(made)
    return made


def link(parent: Element, address: str) -> Element:
    """Append a link to an address of the web; another kind of address is no link."""
    if not address.startswith(("https://", "http://")):
        return parent
    made = add(parent, "a")
    made.set("xlink:href", clean(address))
    return made


def written(root: Element) -> str:
    """Return a picture as text."""
    root.set("xmlns", "http://www.w3.org/2000/svg")
    root.set("xmlns:xlink", "http://www.w3.org/1999/xlink")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + ElementTree.tostring(root, encoding="unicode") + "\n"
