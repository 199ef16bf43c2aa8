"""Where the accounts differ: each question a card, the accounts side by side, the finding."""

from collections import Counter
from collections.abc import Mapping, Sequence

from components import wording
from components.events import Disagreement, Log
from components.pages.chart import Chart
from components.pages.citation import brief, external, publisher, quotation
from components.pages.correction import corrected
from components.pages.html import Node, h
from components.pages.page_context import EventsRead, Passages
from components.pages.shared_element import event_link, separated
from components.selection import Selection, View, address
from components.wording import VERDICTS


def _accounts(view: View, question: Disagreement) -> Node:
    return h(
        "ul.gt-accounts",
        [
            h(
                "li",
                h("strong", publisher(view.log, account.source)),
                h("p", account.says),
                quotation(view.log, account) if account.quote else None,
                h("p.gt-locator", brief(view, account))
                if account.passage or account.locator
                else None,
            )
            for account in question.accounts
        ],
    )


def _record(log: Log, question: Disagreement) -> Node | None:
    if not question.record:
        return None
    return h(
        "ul.gt-record",
        [
            h(
                "li",
                external(log.sources[entry.source].url, publisher(log, entry.source)),
                wording.evidence.entry(entry.says),
                h("span.gt-locator", wording.evidence.locator(entry.locator))
                if entry.locator
                else None,
            )
            for entry in question.record
        ],
    )


def card(view: View, question: Disagreement, *, level: int, events: bool) -> Node:
    """Return the card of a disagreement; `level` is that of its heading.

    With `events` it names the events that it touches and stands as an entry of a page, under an
    address of its own; else it is part of an event's panel and leads to that page.
    """
    heading = f"h{level}"
    there = view.selection.to("evidence", at=question.id)
    status = VERDICTS[str(question.status)].name
    return h(
        "article",
        h(
            heading,
            question.question if events else h("a", question.question, href=address(there)),
            id=f"at-{question.id}" if events else None,
            tabindex="-1" if events else None,
        ),
        h("p.gt-flags", h("span", status, class_=f"gt-flag gt-verdict-{question.status}")),
        _accounts(view, question),
        h("p.gt-finding", h("strong", wording.evidence.FINDING), question.finding)
        if question.finding
        else None,
        [corrected(entry) for entry in view.log.corrections if entry.disagreement == question.id],
        h("p", h("strong", wording.evidence.RECORD)) if question.record and events else None,
        _record(view.log, question),
        h(
            "p.gt-touched",
            h("strong", wording.evidence.EVENTS),
            separated(event_link(view, event, at="") for event in question.events),
        )
        if events and question.events
        else None,
        h("a.gt-locator.gt-on-screen", wording.evidence.LINK_TO_QUESTION, href=address(there))
        if events
        else None,
        class_="gt-difference" + (" gt-card" if events else ""),
        aria_current="true" if events and view.selection.at == question.id else None,
        data_key=question.id,
    )


def sources_of(question: Disagreement) -> set[str]:
    """Return the ids of the sources that are heard on a question, the record among them."""
    accounts = {account.source for account in question.accounts}
    return accounts | {entry.source for entry in question.record}


def _bears(selection: Selection, question: Disagreement) -> bool:
    """Return whether a disagreement fits the choice of verdicts and sources."""
    return (not selection.verdict or question.status in selection.verdict) and (
        not selection.source or not sources_of(question).isdisjoint(selection.source)
    )


def differing(view: View, read: EventsRead) -> list[Disagreement]:
    """Return the disagreements that bear on the view: all, when the whole log is in view.

    The one that the address names is always among them.
    """
    events = frozenset(read.events)
    return [
        question
        for question in view.log.disagreements.values()
        if question.id == view.selection.at
        or (
            _bears(view.selection, question)
            and (read.is_whole_log or not events.isdisjoint(question.events))
        )
    ]


def _verdicts(view: View, questions: Sequence[Disagreement]) -> Node:
    """Return the ways in which accounts differ, with their counts, each a link that chooses it."""
    offered = {str(question.status) for question in view.log.disagreements.values()}
    counts = Counter(str(question.status) for question in questions)

    def choice(status: str) -> Node:
        is_chosen = status in view.selection.verdict
        others = tuple(verdict for verdict in view.selection.verdict if verdict != status)
        verdict = others if is_chosen else (*others, status)
        return h(
            "li",
            h(
                "a",
                f"{VERDICTS[status].name} ",
                h("span.gt-count", str(counts[status])),
                href=view.address(verdict=verdict, event="", at="", number=""),
                class_=f"gt-chip gt-verdict-{status}",
                aria_current="true" if is_chosen else None,
            ),
        )

    return h(
        "ul.gt-chips",
        [choice(status) for status in VERDICTS if status in offered],
        aria_label=wording.evidence.ONE_KIND,
    )


def elements(view: View, read: EventsRead, _: Passages) -> tuple[list[Node], Mapping[str, Chart]]:
    """Return the questions that bear on the events in view, each as a card."""
    questions = differing(view, read)
    of_any_verdict = view.changed(verdict=(), at="")
    if not questions:
        return [h("p.gt-empty", wording.evidence.NO_DISAGREEMENT)], {}
    return [
        h("p.gt-lead", wording.evidence.questions(len(questions))),
        _verdicts(view, differing(of_any_verdict, read)),
        h(
            "div.gt-questions",
            [card(view, question, level=2, events=True) for question in questions],
        ),
    ], {}
