"""The body of the single page: each part of the dashboard as a part of a document, in turn."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from html import escape
from typing import Any

from components import wording
from components.editions.offline import Offline, id_of_place
from components.editions.site_link import files_line
from components.exports import INDEX_PAGE, Download, event_place, write_inset
from components.figures import ColumnPlan, PicturePlan, plan_picture
from components.frames import ACTING
from components.pages import (
    Element,
    Node,
    PageContext,
    event,
    evidence,
    filter_form,
    h,
    header,
    legend,
    reading_list,
    to_html,
    walk,
)
from components.selection import Selection, View, address, headline_of, stops
from components.sources import Snapshot

_WIDE, _NARROW = 1_140.0, 358.0  # pixels of the two pictures: of a desktop and of a telephone
_FILTER_DATA = frozenset({"data-list", "data-narrows", "data-values", "data-says", "data-key"})


class PageBody:
    """A body in the making, of a download whose events are all those of `view`."""

    def __init__(self, download: Download, view: View) -> None:
        self.download = download
        self.view = view
        self.is_part = download.count < download.view.answer.total
        self.context = PageContext(
            Snapshot("", download.log.hash, passages=download.passages),
            base=download.base,
            today=download.made,
        )
        self.own = replace(download, view=view)
        self.offline = Offline()

    @cached_property
    def wide(self) -> PicturePlan:
        """The picture for a desktop."""
        return plan_picture(self.view, _WIDE)

    @property
    def has_columns(self) -> bool:
        """Whether the picture has a mark for each event."""
        return isinstance(self.wide.chart, ColumnPlan)

    @property
    def queries(self) -> Sequence[str]:
        """The addresses of all links in what was made so far, without their question mark."""
        return self.offline.queries

    def parts(self) -> Iterator[str]:
        """Yield the body as HTML, piece by piece."""
        yield from self._head()
        yield from self._timeline()
        yield from self._events()
        yield from self._accounts()
        yield from self._walk()
        yield from self._sources()
        yield from self._foot()

    def _html(self, *nodes: Node | None, **changes: Any) -> str:  # noqa: ANN401 - as of Offline
        return "".join(map(to_html, replace(self.offline, **changes).nodes(nodes)))

    def _head(self) -> Iterator[str]:
        words, log = wording.edition, self.view.log
        links = [
            (words.TIMELINE, "?"),
            (words.ACCOUNTS, address(self.view.selection.to("evidence")))
            if log.disagreements
            else None,
            (words.WALK, "?walk=1") if stops(self.view) else None,
            (words.SOURCES, address(self.view.selection.to("evidence", "sources")))
            if log.sources
            else None,
        ]
        masthead = h(
            "div",
            h("h1", log.about.title),
            h(
                "nav.gt-pages",
                [h("a", name, href=href) for name, href in filter(None, links)],
                aria_label=words.PARTS_LABEL,
            ),
            class_="gt-masthead" + ("" if log.about.headline else " gt-titled"),
        )
        yield '<header class="gt-area-header gt-tree">'
        yield self._html(masthead)
        if self.is_part:
            yield self._html(
                h("div.gt-view", h("h2.gt-headline", self.download.sentence)),
            )
        else:
            yield self._html(header.view(self.view, headline_of(self.view)))
        yield "</header>"

    def _filters(self) -> Iterator[str]:
        """Yield the filters; a date can only be chosen where the page knows what it stands for."""
        shown: list[Node] = [
            node
            for node in filter_form.elements(self.view, {}, has_server=False)
            if isinstance(node, Element) and node.attributes.get("data-key") != "window"
        ]
        if any(self.view.option_names[key] for key in ACTING):
            shown.append(filter_form.role_choice("", 0, 0))
        yield '<aside class="gt-area-filters gt-tree"><details id="gt-filters">'
        yield self._html(h("summary.gt-button", wording.filter_form.FILTER_AND_SEARCH))
        yield self._html(*shown, data=_FILTER_DATA)
        yield "</details></aside>"

    def _timeline(self) -> Iterator[str]:
        yield '<div class="gt-sheet">'
        yield from self._filters()
        yield '<main class="gt-tree" id="gt-timeline">'
        yield '<div id="gt-stated"></div>'
        plan = self.wide.chart
        if isinstance(plan, ColumnPlan):
            yield self._html(legend.line(plan))
        yield '<div class="gt-pictures">'
        for name, planned in (("wide", self.wide), ("narrow", plan_picture(self.view, _NARROW))):
            yield write_inset(self.own, planned, name, _to_event)
        yield "</div>"
        style = reading_list.style_of(has_numbers=not self.has_columns)
        yield '<section class="gt-listing gt-area-list" aria-labelledby="gt-list">'
        yield self._html(h("h2", wording.reading_list.READING_LIST, id="gt-list"))
        yield f'<ol class="{style}">'
        for number, id_ in enumerate(self._ids(), 1):
            happened = self.view.log.events[id_]
            yield self._html(
                reading_list.row(self.view, happened, None if self.has_columns else number)
            )
        yield "</ol></section></main></div>"

    def _ids(self) -> Iterable[str]:
        return self.view.page(0, self.view.answer.total)

    def _events(self) -> Iterator[str]:
        yield '<section class="gt-tree gt-opened" id="gt-events" aria-labelledby="gt-all-events">'
        yield self._html(h("h2", wording.edition.EVENTS, id="gt-all-events"))
        for number, id_ in enumerate(self._ids(), 1):
            opened = self.view.changed(event=id_)
            panel = event.panel(
                opened,
                self.context,
                alone=True,
                has_number=not self.has_columns,
                is_brief=True,
            )
            yield f'<div class="gt-place" id="{escape(_to_event(id_)[1:])}">'
            yield self._html(*panel, id_of=partial("{1}-{0}".format, number))
            if self.download.is_for_site:
                href = event_place(id_) + ("" if self.download.base else INDEX_PAGE)
                yield to_html(h("p", h("a", wording.site.OWN_PAGE, href=href)))
            yield "</div>"
        yield "</section>"

    def _accounts(self) -> Iterator[str]:
        if not self.view.log.disagreements:
            return
        yield _part("page=evidence", wording.edition.ACCOUNTS, "gt-area-main")
        view = self.view.changed(page="evidence")
        shown = evidence.whole_table(view, self.context.passages)
        yield self._html(*shown, id_of=partial(_id_in, "page=evidence&at="))
        yield "</section>"

    def _walk(self) -> Iterator[str]:
        all_stops = stops(self.view)
        if not all_stops:
            return
        title = all_stops[0].walk.title
        yield _part("gt-walk", title, "gt-walk")
        yield self._html(h("h2", title), walk.rail(self.view, None))
        for stop in all_stops:
            shown = self.view.changed(walk=str(stop.number))
            yield f'<div class="gt-place" id="walk={stop.number}">'
            yield self._html(walk.card(shown, stop))
            yield "</div>"
        yield "</section>"

    def _sources(self) -> Iterator[str]:
        if not self.view.log.sources:
            return
        yield _part("page=evidence&part=sources", wording.edition.SOURCES, "gt-area-main")
        shown = evidence.sources(self.view.changed(page="evidence", part="sources"))
        yield self._html(*shown, id_of=partial(_id_in, "page=evidence&part=sources&at="))
        yield "</section>"

    def _foot(self) -> Iterator[str]:
        words, download = wording.edition, self.download
        day = f"{download.made.day} {download.made:%B %Y}"
        origin: Node = download.log.about.title
        if download.base:
            origin = h("a", download.log.about.title, href=download.permalink)
        yield '<footer class="gt-tree gt-imprint">'
        if download.is_for_site:
            yield to_html(h("p", wording.site.made(download.sentence, day)))
            yield to_html(files_line(""))
        else:
            saved = words.saved(download.sentence, day)
            yield self._html(h("p", saved, [words.FROM, origin] if download.base else None))
        yield "</footer>"


def _part(id_: str, label: str, look: str) -> str:
    """Return how a part beside the timeline begins; its label makes it a landmark."""
    return (
        f'<section class="gt-tree gt-part {look}" id="{escape(id_)}" aria-label="{escape(label)}">'
    )


def _to_event(id_: str) -> str:
    return f"#{id_of_place(address(Selection(event=id_))[1:])}"


def _id_in(place: str, id_: str) -> str:
    """Return the id of what stands out in a part of the page: that of the link that leads there."""
    return id_of_place(place + id_.removeprefix("at-")) if id_.startswith("at-") else id_
