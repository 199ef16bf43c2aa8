"""A view as one HTML file that needs no server: picture, list, events, accounts, walk, sources.

It reads as a document without a script. With its script the filters count, events open beside the
picture, and what follows the `#` of its address is the view, as in the dashboard's own addresses.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from html import escape
from typing import Any
from urllib.parse import parse_qs

from components import wording
from components.editions.extract import extract_of
from components.editions.offline import Offline, id_of_place
from components.editions.policy import hash_of, own_files, policy_of
from components.editions.rules import rules_of
from components.editions.site_link import files_line
from components.editions.style import EVENT_SHEETS, base_style
from components.exports import INDEX_PAGE, Download, event_place, script_json, write_inset
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
from components.selection import Selection, address, decode, headline_of, stops
from components.sources import Snapshot
from components.web import font_of, script_of

MOST = 2_000  # events of a page: a browser has all of them in memory at once
_WIDE, _NARROW = 1_140.0, 358.0  # pixels of the two pictures: of a desktop and of a telephone
_SHEETS = EVENT_SHEETS | {
    *("board.css", "header.css", "filters.css", "timeline.css", "walk.css", "chip.css"),
    "page.css",
}
_FILTER_DATA = frozenset({"data-list", "data-narrows", "data-values", "data-says", "data-key"})
_LIVE = 'document.documentElement.classList.add("gt-live")'


def write_page(download: Download) -> Iterator[bytes]:
    """Yield the page of a view of at most `MOST` events in parts."""
    yield from _Page(download).parts()


class _Page:
    """One page in the making."""

    def __init__(self, download: Download) -> None:
        self.download = download
        self.is_part = download.count < download.view.answer.total
        self.view = extract_of(download)
        self.context = PageContext(
            Snapshot("", download.log.hash, passages=download.passages),
            base=download.base,
            today=download.made,
        )
        self.own = replace(download, view=self.view)
        self.offline = Offline()

    @cached_property
    def wide(self) -> PicturePlan:
        """The picture for a desktop."""
        return plan_picture(self.view, _WIDE)

    @property
    def has_columns(self) -> bool:
        """Whether the picture has a mark for each event."""
        return isinstance(self.wide.chart, ColumnPlan)

    def parts(self) -> Iterator[bytes]:
        """Yield the page; while it is made, parts without bytes, so that others have a turn."""
        title = self.view.log.about.title
        body = []
        for text in self._body():
            body.append(text)
            yield b""
        texts = "".join(body)
        style = base_style(_SHEETS, font=font_of(_letters(texts)))
        script = script_of("edition.js")
        policy = policy_of(
            script_src=f"{hash_of(_LIVE)} {hash_of(script)}",
            style_src=hash_of(style),
            font_src="data:",
            # of a site the icon
            **({"img_src": own_files(self.download)} if self.download.is_for_site else {}),
        )
        head = (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
            f"<title>{escape(title)}</title>\n"
            f'<meta name="description" content="{escape(self.download.sentence)}">\n'
            f"<script>{_LIVE}</script>\n<style>{style}</style>\n</head>\n"
        )
        yield head.encode()
        yield b'<body><div class="gt-board gt-edition">'
        yield texts.encode()
        yield f'<script type="application/json" id="gt-data">{self._data()}</script>'.encode()
        yield f'</div><script type="module">{script}</script></body></html>\n'.encode()

    def _body(self) -> Iterator[str]:
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
            for node in filter_form.elements(self.view, {}, has_questions=False)
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
        yield '<div class="gt-stated-here" id="gt-stated"></div>'
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
        return self.view.page(0, MOST)

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
                yield to_html(h("p.gt-own-page", h("a", wording.site.OWN_PAGE, href=href)))
            yield "</div>"
        yield "</section>"

    def _accounts(self) -> Iterator[str]:
        if not self.view.log.disagreements:
            return
        yield '<section class="gt-tree gt-area-main gt-part" id="page=evidence">'
        view = self.view.changed(page="evidence")
        shown = evidence.whole_table(view, self.context.passages)
        yield self._html(*shown, id_of=partial(_id_in, "page=evidence&at="))
        yield "</section>"

    def _walk(self) -> Iterator[str]:
        all_stops = stops(self.view)
        if not all_stops:
            return
        yield '<section class="gt-tree gt-part gt-walk" id="gt-walk">'
        yield self._html(h("h2", all_stops[0].walk.title), walk.rail(self.view, None))
        for stop in all_stops:
            shown = self.view.changed(walk=str(stop.number))
            yield f'<div class="gt-place" id="walk={stop.number}">'
            yield self._html(walk.card(shown, stop))
            yield "</div>"
        yield "</section>"

    def _sources(self) -> Iterator[str]:
        if not self.view.log.sources:
            return
        yield '<section class="gt-tree gt-area-main gt-part" id="page=evidence&amp;part=sources">'
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

    def _data(self) -> str:
        """Return what the script works by, as JSON that can stand in a script element."""
        rules = rules_of(self.view, self._linked())
        data = {
            "rules": rules,
            "words": wording.edition.words(self.view.answer.total),
            "steps": [sorted(stop.focus) for stop in stops(self.view)],
        }
        return script_json(data)

    def _linked(self) -> list[Selection]:
        """Return the views that links of the page lead to: it can read no other dates."""
        facts, own = self.view.engine.facts, self.view.clock.id
        queries = map(parse_qs, dict.fromkeys(self.offline.queries))
        # a day on another clock is another day
        return [decode(query, facts)[0] for query in queries if query.get("clock", [own]) == [own]]


def _to_event(id_: str) -> str:
    return f"#{id_of_place(address(Selection(event=id_))[1:])}"


def _id_in(place: str, id_: str) -> str:
    """Return the id of what stands out in a part of the page: that of the link that leads there."""
    return id_of_place(place + id_.removeprefix("at-")) if id_.startswith("at-") else id_


def _letters(text: str) -> str:
    return "".join(sorted(set(text)))
