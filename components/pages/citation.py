"""Citations to elements: a source by its name, its passage, the words that it quotes."""

import re
from collections.abc import Iterable

from components import wording
from components.events import Account, Citation, Event, Log, Tier, is_url
from components.frames import article_names, name_of_source
from components.pages.html import Child, Node, h
from components.pages.legend import side_hue
from components.pages.page_context import Passages
from components.pages.shared_element import separated
from components.selection import Selection, View, address

_HOST = re.compile(r"https?://([^/?#]+)")


def host_of(url: str) -> str:
    """Return where an address leads, in letters that cannot be taken for others (IDNA)."""
    match = _HOST.match(url)
    host = match[1] if match else ""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:  # not a name that a browser would follow either
        return host.encode("ascii", "backslashreplace").decode("ascii")


def external(url: str, text: str) -> Node:
    """Return a text as a link to another site, in a new tab; plain text where there is none.

    Whatever the text says, the reader who points at it is told the host.
    """
    if not url:
        return h("span", text)
    return h(
        "a",
        text,
        h("span.gt-hidden", wording.citation.NEW_TAB),
        href=url,
        title=host_of(url),
        target="_blank",
        rel="noopener noreferrer",
    )


def publisher(log: Log, source: str) -> str:
    """Return an article's own name, of another source who published it, else its title."""
    record = log.sources[source]
    if record.tier is Tier.ARTICLE:
        return article_names(log)[source].full
    return name_of_source(record)


def source_name(log: Log, source: str) -> Node:
    """Return a source's publisher and title, linked to its address where that is known."""
    record = log.sources[source]
    return external(
        record.url or record.archive, wording.citation.source(record.publisher, record.title)
    )


def archived(log: Log, source: str) -> Node | None:
    """Return a quiet link to the archived copy of a source, if its name leads elsewhere."""
    record = log.sources[source]
    if not record.archive or not record.url:
        return None
    return h("span.gt-said-by", external(record.archive, wording.citation.ARCHIVED))


def to_passage(selection: Selection, source: str, passage: int) -> str:
    """Return the address of a passage among the passages of its article."""
    return address(selection.to("evidence", "passages", f"{source}.{passage}"))


def to_source(selection: Selection, source: str) -> str:
    """Return the address of a source among the sources."""
    return address(selection.to("evidence", "sources", source))


def brief(view: View, citation: Citation | Account) -> Node:
    """Return a citation in a few words: the publisher and the passage, linked to it."""
    name = publisher(view.log, citation.source)
    where = wording.citation.place(name, citation.passage, citation.locator)
    if citation.passage:
        return h("a", where, href=to_passage(view.selection, citation.source, citation.passage))
    return external(view.log.sources[citation.source].url, where)


def briefly(view: View, citations: Iterable[Citation]) -> list[Node]:
    """Return several citations in a few words, each once, with semicolons between."""
    places = {(cited.source, cited.passage, cited.locator): cited for cited in citations}
    return separated(brief(view, cited) for cited in places.values())


def in_words(log: Log, citations: Iterable[Citation]) -> str:
    """Return several citations as plain text."""
    places = (
        wording.citation.place(publisher(log, cited.source), cited.passage) for cited in citations
    )
    return wording.listed(places, "; ")


def change_in_words(citation: Citation | Account) -> str:
    """Say that quoted words are translated, or not word for word what was said; else ""."""
    if citation.translated_from:
        return wording.citation.translated(citation.translated_from)
    return "" if citation.verbatim else wording.citation.NOT_VERBATIM


def changes(citation: Citation | Account) -> Node | None:
    """Return the note on how quoted words were changed, if they were."""
    words = change_in_words(citation)
    return h("span.gt-flag", words) if words else None


def leading(event: Event) -> Citation | None:
    """Return the quotation to begin with: whose speaker is known, word for word, not translated."""
    return min(
        (cited for cited in event.citations if cited.quote),
        key=lambda cited: (not cited.speaker, not cited.verbatim, bool(cited.translated_from)),
        default=None,
    )


def spoken(view: View, cited: Citation, channel: str = "") -> Node | None:
    """Return somebody's words, with who that is, the channel, and whose report of them it is."""
    if not cited.speaker:
        return None
    speaker = view.log.actors[cited.speaker]
    return h(
        "blockquote",
        h("p", wording.citation.quoted(cited.quote)),
        h(
            "footer",
            h("p", h("strong", speaker.name), (", ", speaker.title) if speaker.title else None),
            h("p.gt-locator", channel) if channel else None,
            h("p.gt-locator", brief(view, cited)),
            changes(cited),
        ),
        class_=f"gt-said {side_hue(view.log, speaker.party)}",
    )


def quotation(log: Log, citation: Citation | Account) -> Node:
    """Return the words that a source puts in quotation marks, set apart, with their speaker."""
    return h(
        "blockquote",
        h("p", wording.citation.quoted(citation.quote)),
        h(
            "footer",
            log.actors[citation.speaker].name if citation.speaker else "",
            changes(citation),
        ),
    )


def full(view: View, citation: Citation, passages: Passages, *, is_quoted: bool = True) -> Node:
    """Return a citation as an entry of a list: its source, its quotation, its passage to unfold."""
    known = passages.get((citation.source, citation.passage or 0))
    where: Child = None
    if known:
        where = h(
            "details.gt-passage",
            h("summary", wording.citation.passage(known.passage)),
            h("p", known.says),
            h(
                "a.gt-on-screen",
                wording.citation.AMONG_PASSAGES,
                href=to_passage(view.selection, citation.source, known.passage),
            ),
        )
    elif citation.passage:
        target = to_passage(view.selection, citation.source, citation.passage)
        where = h("a.gt-locator", wording.citation.passage(citation.passage), href=target)
    elif citation.locator:
        # a converted record cites the very address that it came from
        url = citation.locator if is_url(citation.locator) else ""
        where = h("span.gt-locator", external(url, citation.locator))
    later = view.log.sources[citation.source].tier is Tier.RECORD
    return h(
        "li",
        source_name(view.log, citation.source),
        archived(view.log, citation.source),
        h("span.gt-flag.gt-flag-record", wording.citation.CHECKED_AGAINST) if later else None,
        quotation(view.log, citation) if citation.quote and is_quoted else None,
        where,
    )
