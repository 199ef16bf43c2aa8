"""How to cite an event or a view: the reference as a line to copy, and links to it as files.

A reference says when it was retrieved, because a log grows.
"""

from dataclasses import replace

from components import wording
from components.events import Event
from components.exports import FORMATS, Download, Reference, as_text, cite_event, cite_view
from components.pages.html import Child, Node, h
from components.pages.link import to_export, to_export_of
from components.pages.page_context import PageContext
from components.pages.shared_element import copy_text
from components.selection import View

MACHINES = ("bib", "csl")  # keys of the formats that reference managers read


def event_line(download: Download, event: str) -> str:
    """Return the line that cites an event of the log."""
    return _line(cite_event(download, event))


def view_line(download: Download) -> str:
    """Return the line that cites a view."""
    cited, digest = cite_view(download), download.log.hash
    # The start of the hash is enough to identify the log's version; files have all of it.
    remark = wording.download.digest(digest[:12]) if digest else cited.remark
    return _line(replace(cited, remark=remark))


def _line(cited: Reference) -> str:
    """Return a reference as text, dated to the day, so that a page stays the same all day."""
    return as_text(replace(cited, retrieved=cited.retrieved[:10]))


def _shown(id_: str, line: str, what: str, machines: Child) -> list[Node]:
    return [
        h("p.gt-reference", line, id=id_),
        h("p.gt-row-of-buttons", copy_text(id_, what), machines),
    ]


def _link(key: str, href: str) -> Node:
    return h("a.gt-button", FORMATS[key].name, href=href, download=True)


def of_event(view: View, context: PageContext, event: Event) -> Node:
    """Return how to cite an event, folded away: the line, and the same for programs."""
    line = event_line(context.download(view), event.id)
    machines = [_link(key, to_export_of(key, event.id)) for key in MACHINES if key in FORMATS]
    return h(
        "details.gt-cite",
        h("summary", wording.download.CITE_EVENT),
        _shown("gt-cite-event", line, wording.download.EVENT_REFERENCE, machines),
    )


def of_view(view: View, context: PageContext) -> list[Node]:
    """Return how to cite a view: the line, and its events for programs."""
    line = view_line(context.download(view))
    rows = [FORMATS[key] for key in MACHINES if key in FORMATS]
    machines = [_link(row.key, to_export(row, view.selection)) for row in rows]
    return _shown("gt-cite-view", line, wording.download.VIEW_REFERENCE, machines)
