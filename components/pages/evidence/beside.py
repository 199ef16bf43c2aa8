"""What each article says on one question, passage by passage, beside each other."""

from collections.abc import Sequence

from components import wording
from components.events import Account, Disagreement
from components.figures import account_table
from components.pages.citation import publisher, quotation, to_passage
from components.pages.evidence.disagreement import records
from components.pages.evidence.joint import joint
from components.pages.evidence.steps import steps
from components.pages.html import Child, Node, h
from components.pages.page_context import EventsRead, Passages
from components.selection import Selection, View, address


def has_passages(question: Disagreement, passages: Passages) -> bool:
    """Return whether any account of a question is of a passage that is known."""
    return any((account.source, account.passage) in passages for account in question.accounts)


def to_question(selection: Selection, question: str) -> str:
    """Return the address of the passages on a question, beside each other."""
    return address(selection.to("evidence", "passages", question))


def table_with_passages(
    view: View, read: EventsRead, passages: Passages
) -> account_table.AccountTable:
    """Return the questions in view of which passages are known, in the order of the table."""
    questions = account_table.questions_in_view(
        view, frozenset(read.events), is_whole_log=read.is_whole_log
    )
    known = [each for each in questions if has_passages(each, passages)]
    return account_table.plan(view.log, known, most=len(known))


def _said(view: View, account: Account) -> list[Node]:
    return [
        h("p.gt-on-question", h("span", wording.evidence.ON_QUESTION), account.says),
        *([quotation(view.log, account)] if account.quote else []),
    ]


def _passage(view: View, accounts: Sequence[Account], passages: Passages) -> Node:
    """Return a passage with what it says on the question; of others, where in the article."""
    words, first = wording.evidence, accounts[0]
    number = first.passage or 0
    known = passages.get((first.source, number))
    said = [_said(view, account) for account in accounts]
    if not known:
        where = wording.citation.place(publisher(view.log, first.source), number, first.locator)
        return h("li", h("div", said, h("p.gt-locator", where)))
    return h(
        "li",
        h(
            "a.gt-number",
            str(number),
            h("span.gt-hidden", words.link_to_passage(number)),
            href=to_passage(view.selection, first.source, number),
        ),
        h("div", h("p", known.says), said),
        data_key=f"{first.source}.{number}",
    )


def _article(
    view: View, row: account_table.Row, cell: account_table.Cell, passages: Passages
) -> Node:
    """Return what an article says on the question of a row."""
    words = wording.evidence
    by_passage: dict[tuple[int, str], list[Account]] = {}
    for account in row.question.accounts:
        if account.source == cell.article:
            by_passage.setdefault((account.passage or 0, account.locator), []).append(account)
    stands: Child = None
    if cell.stands:
        drawn = joint(cell.stands, is_spoken=False)
        stands = h("span.gt-stands", drawn, words.JOINTS[cell.stands])
    return h(
        "section",
        h("h3", publisher(view.log, cell.article), stands),
        h(
            "ol.gt-passages",
            [_passage(view, accounts, passages) for accounts in by_passage.values()],
        )
        if by_passage
        else h("p", cell.words or words.SAYS_NOTHING),
        data_key=cell.article,
    )


def elements(view: View, table: account_table.AccountTable, passages: Passages) -> list[Node]:
    """Return the passages on the question that the address names; none where none are known."""
    words = wording.evidence
    rows = table.rows
    place = next((n for n, row in enumerate(rows) if row.question.id == view.selection.at), None)
    if place is None:
        return []
    row, question = rows[place], rows[place].question
    # of many articles, those that say nothing of it are left out
    cells = [cell for cell in row.cells if cell.words or table.is_in_words]
    found = records(view.log, question)
    return [
        h(
            "section.gt-beside",
            h(
                "header.gt-on-screen",
                h("p.gt-locator", words.place_beside(place + 1, len(rows))),
                steps(view, rows, place),
            ),
            h("h2", question.question, id=f"at-{question.id}", tabindex="-1"),
            h("p.gt-lead", words.PARAPHRASES),
            h("div.gt-articles", [_article(view, row, cell, passages) for cell in cells]),
            h(
                "section.gt-found",
                h("h3", words.FINDINGS),
                h("p", question.finding) if question.finding else None,
                found,
            )
            if question.finding or found
            else None,
            h(
                "p.gt-on-screen.gt-onward",
                h(
                    "a.gt-button",
                    words.TO_TABLE,
                    href=address(view.selection.to("evidence", at=question.id)),
                ),
                h("a.gt-button", words.ALL_PASSAGES, href=view.address(at="", event="")),
            ),
            data_key=question.id,
        )
    ]
