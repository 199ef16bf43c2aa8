"""Elements of SVG 1.1; no text can become an element."""

import re
from xml.etree import ElementTree

from components import wording

Element = ElementTree.Element

# characters that XML 1.0 cannot write, and lone surrogates
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# controls that turn the direction of text beside them, so all but isolates that are closed again
_TURNS = re.compile("[\u202a-\u202e\u2066\u2067]")
_FIRST_STRONG, _END = "\u2068", "\u2069"


def clean(text: str) -> str:
    """Return a text that XML can hold and that does not turn the direction of its neighbours."""
    text = _TURNS.sub("", text)
    if not _is_balanced(text):
        text = text.replace(_FIRST_STRONG, "").replace(_END, "")
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _is_balanced(text: str) -> bool:
    """Tell whether every isolate is closed, and only what was opened."""
    depth = 0
    for sign in text if _FIRST_STRONG in text or _END in text else "":
        depth += (sign == _FIRST_STRONG) - (sign == _END)
        if depth < 0:
            return False
    return depth == 0


def decimal(value: float) -> str:
    """Return a number with three decimals at most."""
    return f"{value:.3f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


def new(tag: str, /, text: str = "", **attributes: str | float | None) -> Element:
    """Return an element; `_` in an attribute's name becomes `-`, `None` leaves it out."""
    element = ElementTree.Element(tag)
    for name, value in attributes.items():
        if value is not None:
            text_value = clean(value) if isinstance(value, str) else decimal(value)
            element.set(name.rstrip("_").replace("_", "-"), text_value)
    element.text = wording.isolated(clean(text)) or None
    return element


def add(parent: Element, tag: str, /, text: str = "", **attributes: str | float | None) -> Element:
    """Append an element to another and return it."""
    element = new(tag, text, **attributes)
    parent.append(element)
    return element


def link(parent: Element, address: str) -> Element:
    """Append a link and return it; an address that is not of the web gives no link."""
    if not address.startswith(("https://", "http://")):
        return parent
    element = add(parent, "a")
    element.set("xlink:href", clean(address))
    return element


def to_xml(root: Element) -> str:
    """Return a picture as text."""
    root.set("xmlns", "http://www.w3.org/2000/svg")
    root.set("xmlns:xlink", "http://www.w3.org/1999/xlink")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + ElementTree.tostring(root, encoding="unicode") + "\n"
