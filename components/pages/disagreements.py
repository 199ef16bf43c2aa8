"""A question on which the accounts differ, as a card: the accounts side by side, the finding."""

from __future__ import annotations

from components.events import Disagreement, Log
from components.pages.citation import brief, external, publisher, quotation
from components.pages.node import Node, h
from components.selection import View, address
from components.wording import VERDICTS


def _accounts(view: View, told: Disagreement) -> Node:
    return h(
        "ul",
        [
            h(
                "li",
                h("strong", publisher(view.log, account.source)),
                h("p", account.says),
                quotation(view.log, account) if account.quote else None,
                h("p", brief(view, account), class_="gt-locator")
                if account.passage or account.locator
                else None,
            )
            for account in told.accounts
        ],
        class_="gt-accounts",
    )


def _record(log: Log, told: Disagreement) -> Node | None:
    if not told.record:
        return None
    return h(
        "ul",
        [
            h(
                "li",
                external(log.sources[each.source].url, publisher(log, each.source)),
                f" {each.says}",
                h("span", f" ({each.locator})", class_="gt-locator") if each.locator else None,
            )
            for each in told.record
        ],
        class_="gt-record",
    )


def card(view: View, told: Disagreement, *, level: int, events: bool) -> Node:
    """Return the card of a disagreement; `level` is that of its heading.

    With `events` it names the events that it touches and stands as an entry of a page, under an
    address of its own; else it is part of an event's panel and leads to that page.
    """
    heading = f"h{level}"
    there = view.selection.to("evidence", at=told.id)
    status = VERDICTS[str(told.status)].name
    return h(
        "article",
        h(
            heading,
            told.question if events else h("a", told.question, href=address(there)),
            id=f"at-{told.id}" if events else None,
            tabindex="-1" if events else None,
        ),
        h("p", h("span", status, class_=f"gt-flag gt-verdict-{told.status}"), class_="gt-flags"),
        _accounts(view, told),
        h("p", h("strong", "Finding. "), told.finding, class_="gt-finding")
        if told.finding
        else None,
        h("p", h("strong", "The record")) if told.record and events else None,
        _record(view.log, told),
        h(
            "p",
            h("strong", "Events "),
            [
                [
                    h(
                        "a",
                        view.log.events[event].title,
                        href=view.address(event=event, at=""),
                    ),
                    "; " if place < len(told.events) else None,
                ]
                for place, event in enumerate(told.events, 1)
            ],
            class_="gt-touched",
        )
        if events and told.events
        else None,
        h("a", "Link to this question", href=address(there), class_="gt-locator gt-on-screen")
        if events
        else None,
        class_="gt-difference" + (" gt-card" if events else ""),
        aria_current="true" if events and view.selection.at == told.id else None,
        data_key=told.id,
    )
