"""Elements of a sheet: HTML described as plain lists, so that no text is ever parsed as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Node: TypeAlias = "str | list[object]"
Child: TypeAlias = "Node | Iterable[Child] | None"
Attribute: TypeAlias = "str | int | bool | None"


def _flat(children: Iterable[Child]) -> Iterable[Node]:
    for child in children:
        if child is None or child == "":
            continue
        if isinstance(child, str):
            yield child
        elif isinstance(child, list) and child and isinstance(child[0], str) and len(child) > 1:
            if isinstance(child[1], dict):
                yield child
            else:
                yield from _flat(child)
        else:
            yield from _flat(child)  # type: ignore[arg-type]


def h(tag: str, *children: Child, **attributes: Attribute) -> Node:
    """Return an element: its tag, its children (texts, elements, or lists of them), attributes.

    A trailing underscore keeps clear of Python's words (`class_`, `for_`), other underscores
    become hyphens (`aria_label`). `None` and `False` leave an attribute or a child out.
    """
    written = {
        name.rstrip("_").replace("_", "-"): value if isinstance(value, bool) else str(value)
        for name, value in attributes.items()
        if value is not None and value is not False
    }
    return [tag, written, *_flat(children)]
