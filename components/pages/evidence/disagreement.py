"""Where the accounts differ: each question a card, the accounts side by side, the finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.events import Disagreement, Log
from components.pages.chart import Chart
from components.pages.citation import brief, external, publisher, quotation
from components.pages.node import Node, h
from components.pages.page import EventsRead, Passages
from components.selection import Selection, View, address
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


def _bears(selection: Selection, told: Disagreement) -> bool:
    """Tell whether a disagreement fits the choice of verdicts and sources."""
    sources = {each.source for each in told.accounts} | {each.source for each in told.record}
    return (not selection.verdict or told.status in selection.verdict) and (
        not selection.source or not sources.isdisjoint(selection.source)
    )


def differing(view: View, read: EventsRead) -> list[Disagreement]:
    """Return the disagreements that bear on the view: all, when the whole log is in view.

    The one that the address names is always among them.
    """
    events = frozenset(read.events)
    return [
        each
        for each in view.log.disagreements.values()
        if each.id == view.selection.at
        or (
            _bears(view.selection, each)
            and (read.is_whole_log or not events.isdisjoint(each.events))
        )
    ]


def _verdicts(view: View, told: Sequence[Disagreement]) -> Node:
    """Return the ways in which accounts differ, with their counts, each a link that chooses it."""
    offered = {str(each.status) for each in view.log.disagreements.values()}
    counts = {status: sum(each.status == status for each in told) for status in VERDICTS}

    def choice(status: str) -> Node:
        chosen = status in view.selection.verdict
        other = tuple(each for each in view.selection.verdict if each != status)
        target = replace(
            view.selection,
            verdict=other if chosen else (*other, status),
            event="",
            at="",
            number="",
        )
        return h(
            "li",
            h(
                "a",
                f"{VERDICTS[status].name} ",
                h("span", str(counts[status]), class_="gt-count"),
                href=address(target),
                class_=f"gt-chip gt-verdict-{status}",
                aria_current="true" if chosen else None,
            ),
        )

    return h(
        "ul",
        [choice(status) for status in VERDICTS if status in offered],
        class_="gt-chips",
        aria_label="Show only one kind",
    )


def elements(view: View, read: EventsRead, _: Passages) -> tuple[list[Node], Mapping[str, Chart]]:
    """Return the questions that bear on the events in view, each as a card."""
    told = differing(view, read)
    of_any_verdict = view.changed(verdict=(), at="")
    if not told:
        return [h("p", "No disagreement bears on the events in view.", class_="gt-empty")], {}
    count = len(told)
    noun = "question" if count == 1 else "questions"
    return [
        h("p", f"{count} {noun} on which the accounts do not say the same.", class_="gt-lead"),
        _verdicts(view, differing(of_any_verdict, read)),
        h(
            "div",
            [card(view, each, level=2, events=True) for each in told],
            class_="gt-questions",
        ),
    ], {}
