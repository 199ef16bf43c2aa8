"""A question on which accounts differ: what each says, what other sources say, the finding."""

from collections.abc import Sequence

from components import wording
from components.events import Account, Disagreement, Log
from components.figures import account_table
from components.frames import article_names
from components.pages.citation import brief, external, publisher, quotation, to_passage
from components.pages.correction import corrected
from components.pages.evidence.joint import joint
from components.pages.html import Node, h
from components.selection import View, address
from components.wording import VERDICTS


def _accounts(view: View, question: Disagreement) -> Node:
    """Return what each account says, with the joint of its article to what other sources find."""

    def account_of(account: Account) -> Node:
        judgement = question.articles.get(account.source)
        return h(
            "li",
            joint(judgement.stands) if judgement and judgement.stands else None,
            h("div", h("strong", publisher(view.log, account.source)), said(view, account)),
        )

    return h("ul.gt-accounts", [account_of(account) for account in question.accounts])


def said(view: View, account: Account, *, is_named: bool = True) -> list[Node]:
    """Return what an account says: in our words, in its own, and where, perhaps with its name."""
    where = brief(view, account)
    if account.passage and not is_named:
        there = to_passage(view.selection, account.source, account.passage)
        where = h("a", wording.citation.passage(account.passage), href=there)
    return [
        h("p", account.says),
        *([quotation(view.log, account)] if account.quote else []),
        *([h("p.gt-locator", where)] if account.passage or account.locator else []),
    ]


def records(log: Log, question: Disagreement) -> Node | None:
    """Return what other sources say on a question, each with its name and where it says so."""
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


def card(view: View, question: Disagreement, *, level: int) -> Node:
    """Return a disagreement as a part of an event's panel, which leads to the Evidence page.

    `level` is that of its heading.
    """
    there = address(view.selection.to("evidence", at=question.id))
    status = VERDICTS[str(question.status)].name
    return h(
        "article.gt-difference",
        h(f"h{level}", h("a", question.question, href=there)),
        h("p.gt-flags", h("span", status, class_=f"gt-flag gt-verdict-{question.status}")),
        _accounts(view, question),
        h("p.gt-finding", h("strong", wording.evidence.FINDING), question.finding)
        if question.finding
        else None,
        corrections_of(view.log, question),
        records(view.log, question),
        data_key=question.id,
    )


def corrections_of(log: Log, question: Disagreement) -> list[Node]:
    """Return what the log said once about a disagreement."""
    return [corrected(entry) for entry in log.corrections if entry.disagreement == question.id]


def in_brief(view: View, question: Disagreement, articles: Sequence[str]) -> Node:
    """Return a question with what each article says in few words, and the finding."""
    names = article_names(view.log)
    row = account_table.row_of(question, articles)
    # of many articles, those that say nothing of it are left out
    cells = [
        cell for cell in row.cells if cell.words or len(row.cells) <= account_table.MOST_IN_WORDS
    ]
    there = view.selection.to("evidence", "accounts", question.id)
    return h(
        "div.gt-in-brief",
        h("p", h("a", question.question, href=address(there))),
        h(
            "ul",
            [
                h(
                    "li",
                    joint(cell.stands) if cell.stands else None,
                    h(
                        "span",
                        h("strong", names[cell.article].short),
                        wording.walk.says(cell.words)
                        if cell.words
                        else [wording.walk.says(""), h("em", wording.evidence.SILENT)],
                    ),
                )
                for cell in cells
            ],
        ),
        h("p.gt-quiet", row.finding) if row.finding else None,
        data_key=question.id,
    )
