"""A page of HTML read back by Python's own parser."""

from collections import Counter
from html.parser import HTMLParser

# What ends where it begins.
VOID = {"br", "circle", "hr", "img", "input", "link", "meta", "path", "rect", "use"}


class Document(HTMLParser):
    """A page that is sound: every element is closed, no attribute stands twice.

    `elements` have their tag and their attributes, `texts` the tag of the element they stand in.
    """

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(data.decode())
        self.close()
        assert self._open == []

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, attrs)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID or "svg" in self._open
        self._add(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self._open[-1] if self._open else "", data))

    def all(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of each element of a tag."""
        return [attributes for name, attributes in self.elements if name == tag]

    def within(self, tag: str) -> list[str]:
        """Return the texts that stand in elements of a tag."""
        return [text for there, text in self.texts if there == tag]

    def text(self, tag: str) -> str:
        return "".join(self.within(tag))

    @property
    def ids(self) -> Counter[str]:
        return Counter(found["id"] for _, found in self.elements if "id" in found)

    @property
    def links(self) -> list[str]:
        return [found["href"] for found in self.all("a") if "href" in found]

    @property
    def metas(self) -> dict[str, str]:
        return {
            meta.get("name") or meta.get("property") or meta.get("http-equiv", ""): meta["content"]
            for meta in self.all("meta")
            if "content" in meta
        }
