"""The panel of the open question: what each article says, what other sources say, its events."""

from collections.abc import Iterable

from components import wording
from components.events import Account
from components.figures import account_table
from components.pages.citation import publisher
from components.pages.evidence import beside
from components.pages.evidence.disagreement import corrections_of, records, said
from components.pages.evidence.joint import joint
from components.pages.evidence.steps import steps
from components.pages.html import Child, Node, h
from components.pages.legend import mark_of
from components.pages.page_context import Passages
from components.pages.shared_element import copy_link, event_link
from components.selection import View, days_of


def _section(title: Child, *content: Child) -> Node:
    return h("section", h("h4", title), *content)


def _accounts(view: View, accounts: Iterable[Account]) -> Node:
    return h("ul", [h("li", said(view, account, is_named=False)) for account in accounts])


def _article(view: View, row: account_table.Row, cell: account_table.Cell) -> Node:
    own = [account for account in row.question.accounts if account.source == cell.article]
    words = wording.evidence
    stands = (
        [*joint(cell.stands, is_spoken=False), words.JOINTS[cell.stands]] if cell.stands else ()
    )
    return _section(
        [publisher(view.log, cell.article), h("span.gt-stands", stands) if stands else None],
        _accounts(view, own) if own else h("p", cell.words or words.SAYS_NOTHING),
    )


def answer(
    view: View,
    table: account_table.AccountTable,
    group: account_table.Group,
    row: account_table.Row,
    passages: Passages,
) -> Node:
    """Return the panel of a row, with the ways to the questions above and below it."""
    words, question = wording.evidence, row.question
    place = group.rows.index(row) + 1
    days, there = days_of(view, question)
    others = [account for account in question.accounts if account.source not in set(table.articles)]
    found = records(view.log, question)
    name = f"answer-{question.id}"
    return h(
        "div.gt-answer",
        h(
            "header",
            h(
                "p.gt-locator",
                words.place_in_group(words.GROUPS[group.key], place, len(group.rows)),
            ),
            steps(view, table.rows, table.rows.index(row)),
        ),
        h("h3", question.question, id=name),
        h("p", question.finding) if question.finding else None,
        corrections_of(view.log, question),
        [_article(view, row, cell) for cell in row.cells],
        _section(
            words.OTHER_ACCOUNTS,
            h(
                "ul",
                [
                    h("li", h("strong", publisher(view.log, account.source)), said(view, account))
                    for account in others
                ],
            ),
        )
        if others
        else None,
        _section(words.RECORD, found) if found else None,
        _section(
            words.EVENTS,
            h(
                "ul.gt-touched",
                [
                    h(
                        "li",
                        mark_of(view.log, view.log.events[event]),
                        h("span", event_link(view, event, at="")),
                        h("span.gt-locator", view.date(view.log.events[event])),
                    )
                    for event in question.events
                ],
            ),
        )
        if question.events
        else None,
        h(
            "p.gt-on-screen.gt-onward",
            h("a.gt-button", words.show_days(days), href=there) if days else None,
            h(
                "a.gt-button",
                words.PASSAGES_BESIDE,
                href=beside.to_question(view.selection, question.id),
            )
            if beside.has_passages(question, passages)
            else None,
            copy_link(view.address(at=question.id)),
        ),
        role="group",
        aria_labelledby=name,
        data_key=question.id,
    )
