"""Reads the elements of a page, for tests."""

from collections.abc import Iterator

from components.pages import Element, Node


def elements(node: Node, tag: str = "", class_: str = "") -> Iterator[Element]:
    """Yield an element and all below it that have a tag and a class."""
    if isinstance(node, str):
        return
    classes = str(node.attributes.get("class", "")).split()
    if (not tag or node.tag == tag) and (not class_ or class_ in classes):
        yield node
    for child in node.children:
        yield from elements(child, tag, class_)


def words(node: Node) -> str:
    """Return the text of an element."""
    return node if isinstance(node, str) else "".join(map(words, node.children))
