"""Notices above a page: a log with problems, a link not understood, an engine without answer."""

from collections.abc import Sequence

from components import wording
from components.events import Log
from components.pages.html import Node, h
from components.selection import Ignored, Selection, address
from components.sources import Snapshot

SHOWN = 5  # problems, or parts of a link


def _notice(heading: str, *content: Node | None, role: str, class_: str = "gt-notice") -> Node:
    return h("aside", h("strong", heading), content, class_=class_, role=role)


def _list(rows: Sequence[Node], rest: int) -> Node:
    return h("ul", rows, h("li", wording.notice.more(rest)) if rest > 0 else None)


def problems(snapshot: Snapshot) -> Node | None:
    """Return what is wrong with the newest version of the log, if anything is."""
    if not snapshot.trouble_now:
        return None
    shown = (snapshot.problems or snapshot.damages)[:SHOWN]
    heading = wording.notice.DAMAGED
    if not snapshot.log:
        heading = wording.notice.NOT_YET
    elif snapshot.is_lost:
        heading = wording.notice.LAST_ANSWER
    elif snapshot.problems or snapshot.notice:
        heading = wording.notice.LAST_GOOD
    rows = [h("li", h("code", str(problem))) for problem in shown]
    return _notice(
        heading,
        h("p", snapshot.notice) if snapshot.notice else None,
        _list(rows, len(snapshot.problems) - len(shown)) if shown else None,
        role="alert",
        class_="gt-notice gt-problems",
    )


def ignored(parts: Sequence[Ignored], log: Log) -> Node | None:
    """Return the parts of the address that could not be used, so that none fails silently.

    An event that is gone has links to those that are called alike, and to a search.
    """
    if not parts:
        return None
    rows = [
        h(
            "li",
            h("code", f"{part.key}={part.value}"),
            wording.notice.ignored(part.why),
            _instead(part, log),
        )
        for part in parts[:SHOWN]
    ]
    heading = wording.notice.LINK_IGNORED
    return _notice(heading, _list(rows, len(parts) - SHOWN), role="note")


def _instead(part: Ignored, log: Log) -> list[Node | str]:
    links: list[Node | str] = []
    if part.near:
        links.append(f"; {wording.link.NEAR_EVENTS} ")
        for number, key in enumerate(part.near):
            links += [", "] * (number > 0)
            title = h("bdi", log.events[key].title)
            links.append(h("a", title, href=address(Selection(event=key))))
    if part.search:
        links += ["; ", h("a", wording.link.SEARCH_FOR_IT, href=part.search)]
    return links


def unanswered(heading: str, words: str, again: str) -> Node:
    """Return that a view is not shown, and what the reader may do: `again` is its address."""
    return _notice(
        heading,
        h("p", words),
        h(
            "p",
            h("a.gt-button", wording.notice.ASK_AGAIN, href=again),
            " ",
            h("a.gt-button", wording.notice.WHOLE_LOG, href="?"),
        ),
        role="alert",
    )
