"""HTML described as values, so that no text is ever parsed as HTML; `web/tree.js` builds it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

from components.wording import has_right_to_left

Attribute: TypeAlias = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Element:
    """An element of HTML: its tag, its attributes as they are written, its children."""

    tag: str
    attributes: Mapping[str, str | bool]
    children: "tuple[Node, ...]"


Node: TypeAlias = str | Element
Child: TypeAlias = Node | Iterable["Child"] | None


def _flat(children: Iterable[Child]) -> Iterator[Node]:
    for child in children:
        if isinstance(child, str | Element):
            if child != "":
                yield child
        elif child is not None:
            yield from _flat(child)


def h(tag: str, *children: Child, **attributes: Attribute) -> Element:
    """Return an element: its tag, its children (texts, elements, or groups of them), attributes.

    Classes may stand behind the tag, as in a style sheet: `p.gt-note`. A trailing underscore keeps
    clear of Python's words (`class_`, `for_`), other underscores become hyphens (`aria_label`).
    `None` and `False` leave an attribute out, `None` a child.

    Text from right to left keeps its own direction: the element has `dir=auto` when it holds
    nothing else (but marks within the text), and the text an element of its own beside others.
    """
    tag, *classes = tag.split(".")
    written = {
        name.rstrip("_").replace("_", "-"): value if isinstance(value, bool) else str(value)
        for name, value in attributes.items()
        if value is not None and value is not False
    }
    if classes:
        written["class"] = " ".join(classes)
    return Element(tag, *_directed(written, tuple(_flat(children))))


def _directed(
    attributes: dict[str, str | bool], children: tuple[Node, ...]
) -> tuple[dict[str, str | bool], tuple[Node, ...]]:
    if not any(isinstance(child, str) and has_right_to_left(child) for child in children):
        return attributes, children
    if all(isinstance(child, str) or child.tag == "mark" for child in children):
        return {"dir": "auto", **attributes}, children
    return attributes, tuple(part for child in children for part in _apart(child))


def _apart(child: Node) -> Iterator[Node]:
    """Yield a text from right to left as an element, and the blanks around it beside that."""
    if not isinstance(child, str) or not has_right_to_left(child):
        yield child
        return
    text = child.strip()
    before, _, after = child.partition(text)
    if before:
        yield before
    yield Element("bdi", {}, (text,))
    if after:
        yield after


def to_tree(node: Node) -> str | list[object]:
    """Return an element as the lists that the browser reads: [tag, attributes, ...children]."""
    if isinstance(node, str):
        return node
    return [node.tag, node.attributes, *map(to_tree, node.children)]


_VOID = frozenset({"br", "circle", "hr", "img", "input", "link", "meta", "path", "rect", "use"})


def to_html(node: Node) -> str:
    """Return an element as HTML, for a file; texts and attributes are escaped.

    Elements of SVG that hold nothing close themselves, as HTML's own void elements need not.
    """
    return "".join(_written(node))


def _written(node: Node) -> Iterator[str]:
    if isinstance(node, str):
        yield escape(node, quote=False)
        return
    yield f"<{node.tag}"
    for name, value in node.attributes.items():
        yield f" {name}" if value is True else f' {name}="{escape(str(value))}"'
    if node.tag in _VOID and not node.children:
        yield "/>"
        return
    yield ">"
    for child in node.children:
        yield from _written(child)
    yield f"</{node.tag}>"
