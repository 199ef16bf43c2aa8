"""Elements of the dashboard as elements of a document that has no server behind it.

A link to a view becomes a link within the document: `?event=ID` becomes `#event=ID`, which is the
id of an element there, so that it leads on without a script. What only a server can do is left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import parse_qs, urlencode

from components import wording
from components.figures import SHAPES
from components.pages import SHAPE_PATHS, Element, Node, h

# Addresses say more than a document shows: it has one clock, one picture, and the whole list.
_UNSHOWN = ("clock", "lanes", "show", "number")
_PARTS = ("accounts", "sources")  # of the Evidence page that a document has
_PAGES = ("timeline", "evidence")
_SHAPES: Mapping[str, str] = {**SHAPES, **SHAPE_PATHS}
_SHAPE_BOX = "-11 -11 22 22"
_DATA = frozenset({"data-name"})
# What only the dashboard can do: it knows the time of reading, and has the passages in order.
_ONLY_THERE = frozenset({"gt-cite", "gt-on-screen"})
_COPIES = frozenset({"data-copy", "data-copy-text"})  # a button that copies
_IDS = ("id", "for", "aria-labelledby")

FILTERING = "gt-filtering"  # the class of a link that only the script can follow
_PLACES = ({"event"}, {"walk"}, {"page", "part", "at"})
_NEW_TAB = ("target", "rel")
_NEW_TAB_SAID = h("span.gt-hidden", wording.citation.NEW_TAB)

Attributes: TypeAlias = Mapping[str, str | bool]


def place_of(query: str) -> str | None:
    """Return where in a document an address of the dashboard leads, from its `#` on.

    `query` is what stands behind the question mark. `None` stands for what no document has.
    """
    parameters = {key: values for key, values in parse_qs(query).items() if key not in _UNSHOWN}
    page = parameters.pop("page", ["timeline"])[-1]
    if "event" in parameters:  # a document has one place for an event, beside its picture
        page = "timeline"
        parameters = {key: parameters[key] for key in parameters if key not in ("part", "at")}
    if page == "people":
        return "#" + urlencode(parameters, doseq=True) if parameters else None
    if page not in _PAGES or parameters.get("part", ["accounts"])[-1] not in _PARTS:
        return None
    if page == "evidence":
        parameters = {"page": ["evidence"], **parameters}
    return "#" + urlencode(parameters, doseq=True)


@dataclass(frozen=True, slots=True)
class Offline:
    """Makes elements fit for a document.

    `id_of` gives an element the id that it has in the document: the dashboard has one open event, a
    document has them all. `place` says where an address of the dashboard leads; `data` are the
    attributes of data that are kept. `queries` gathers the addresses of all links that are kept,
    without their question mark.
    """

    id_of: Callable[[str], str] = str
    place: Callable[[str], str | None] = place_of
    data: Set[str] = _DATA
    queries: list[str] = field(default_factory=list)

    def nodes(self, nodes: Iterable[Node | None]) -> list[Node]:
        """Return elements without what cannot stand in a document."""
        return [made for node in nodes if node is not None for made in self._made(node)]

    def _made(self, node: Node) -> Iterator[Node]:
        if isinstance(node, str):
            yield node
            return
        if not _ONLY_THERE.isdisjoint(str(node.attributes.get("class", "")).split()):
            return
        attributes = {
            name: self.id_of(str(value)) if name in _IDS else value
            for name, value in node.attributes.items()
            if not name.startswith("data-") or name in self.data
        }
        if "data-shape" in node.attributes:
            yield _shape(attributes, str(node.attributes["data-shape"]))
            return
        if node.tag == "a":
            yield from self._link(node, attributes)
            return
        # the address bar has the link, and a text can be selected
        if not _COPIES.isdisjoint(node.attributes):
            return
        children = self.nodes(node.children)
        if node.children and not children:
            return
        yield Element(node.tag, attributes, tuple(children))

    def _link(self, node: Element, attributes: dict[str, str | bool]) -> Iterator[Node]:
        href = str(attributes.get("href", ""))
        children = tuple(self.nodes(node.children))
        if href.startswith("?"):
            target = self.place(href[1:])
            if target is not None:
                self.queries.append(href[1:])
                if _needs_script(target):
                    attributes["class"] = f"{attributes.get('class', '')} {FILTERING}".strip()
                yield Element("a", {**attributes, "href": target}, children)
                return
        elif href.startswith(("http://", "https://")):
            # a document stays where it is, and what leads out of it says so by its look alone
            written = {name: attributes[name] for name in attributes if name not in _NEW_TAB}
            yield Element(
                "a", written, tuple(child for child in children if child != _NEW_TAB_SAID)
            )
            return
        # a button or a file of the server's; of a link within a text the words stay
        if "gt-button" in str(attributes.get("class", "")) or "download" in attributes:
            return
        kept = {name: value for name, value in attributes.items() if name in ("class", "id", "dir")}
        yield Element("span", kept, children)


def _needs_script(target: str) -> bool:
    """Tell whether a link leads to a view that no element of a document shows by itself."""
    keys = parse_qs(target[1:]).keys()
    return bool(keys) and not any(keys <= place for place in _PLACES)


def id_of_place(query: str) -> str:
    """Return the id of the element that an address of the dashboard leads to."""
    return (place_of(query) or "#")[1:]


def _shape(attributes: Attributes, shape: str) -> Node:
    path = Element("path", {"d": _SHAPES[shape]}, ())
    return Element("svg", {**attributes, "viewBox": _SHAPE_BOX, "aria-hidden": "true"}, (path,))
