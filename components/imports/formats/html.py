"""HTML in the texts of foreign files, and the text that a reader of it would see."""

import re
from html.entities import html5
from html.parser import HTMLParser

_VOID = ("br", "hr", "img", "wbr")
_OFTEN_OPEN = ("p", "li", "dd", "dt", "td", "tr")
_SILENT = ("script", "style")
_BREAKING = frozenset(
    (
        *("br", "p", "div", "li", "tr", "hr", "dd", "dt", "pre", "blockquote", "ul", "ol", "table"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "figure", "figcaption"),
    )
)
_KNOWN = frozenset(
    (
        *_BREAKING,
        *(*_VOID, *_OFTEN_OPEN, *_SILENT),
        *("a", "abbr", "audio", "b", "big", "body", "button", "caption", "center", "cite"),
        *("code", "del", "dfn", "dl", "em", "font", "footer", "head", "header", "html", "i"),
        *("iframe", "ins", "kbd", "mark", "nobr", "q", "s", "samp", "small", "span"),
        *("strike", "strong", "sub", "sup", "svg", "tbody", "th", "thead", "time", "tt", "u"),
        *("var", "video"),
    )
)
# A tag, the beginning of a comment, or a sign that begins neither.
_LESS = re.compile(r"<(?:(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>|!--)?")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|([a-zA-Z][a-zA-Z0-9]{1,31}));")
_AMPERSAND = re.compile(r"&(?!#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[a-zA-Z][a-zA-Z0-9]{1,31};)")


def is_html(text: str) -> bool:
    """Tell whether a text holds an element of HTML, opened and closed, or a character reference."""
    if "&" in text and any(
        not match[1] or f"{match[1]};" in html5 for match in _ENTITY.finditer(text)
    ):
        return True
    if "<" not in text:
        return False
    open_: set[str] = set()
    for match in _LESS.finditer(text):
        name = (match[2] or "").lower()
        if name not in _KNOWN:
            continue
        if name in _VOID or (match[1] and name in open_):
            return True
        if not match[1]:
            open_.add(name)
            if name in _OFTEN_OPEN:
                return True
    return False


def text_of(html: str) -> str:
    """Return the text of a piece of HTML, a line for each of its blocks.

    What only looks like markup stays as it is.
    """
    if "<" not in html and "&" not in html:
        return html.strip()
    reader = _Text()
    reader.feed(_LESS.sub(_tag, _AMPERSAND.sub("&amp;", html)))
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.parts).split("\n")]
    return "\n".join(line for line in lines if line)


def _tag(match: re.Match[str]) -> str:
    """Return a tag as it is, and what is none so that it stays text: `a < b`, `<jonas@x>`."""
    is_tag = match[0] == "<!--" or (match[2] or "").lower() in _KNOWN
    return match[0] if is_tag else f"&lt;{match[0][1:]}"


class _Text(HTMLParser):
    """Collects the text between tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BREAKING:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(self._silent - (tag in _SILENT), 0)
        if tag in _BREAKING:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)
