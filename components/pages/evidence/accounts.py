"""The accounts side by side: what they come to, the main figures, every question as a row."""

from collections.abc import Iterator, Mapping, Set

from components import wording
from components.events import Standing
from components.figures import account_table
from components.pages.chart import Chart
from components.pages.citation import to_source
from components.pages.evidence.answer import answer
from components.pages.evidence.figure_strip import figure_strip
from components.pages.evidence.joint import joint
from components.pages.html import Node, h
from components.pages.page_context import EventsRead, Passages
from components.selection import View, days_of


def _headline(view: View, table: account_table.AccountTable) -> list[Node]:
    headline, opening = account_table.finding(view.log, table)
    return [h("h2.gt-headline", headline), h("p.gt-opening", opening)]


def _key(table: account_table.AccountTable) -> Node | None:
    """Return what the joints mean, as far as the log judges."""
    if not table.is_judged:
        return None
    words = wording.evidence
    return h(
        "ul.gt-joints",
        h("li", words.KEY),
        [
            h("li", joint(stands, is_spoken=False), words.JOINTS[stands], data_key=str(stands))
            for stands in Standing
        ],
        h("li", h("em", words.SILENT), " ", words.SILENT_MEANS),
    )


def _head(view: View, table: account_table.AccountTable, article: str) -> Node:
    fits, judged = table.fitting(article)
    return h(
        "th",
        h("a", table.names[article], href=to_source(view.selection, article)),
        [" ", h("span", wording.evidence.fit(fits, judged))] if judged else None,
        scope="col",
        class_=_side(table, article),
        data_key=article,
    )


def _side(table: account_table.AccountTable, article: str) -> str:
    """Return the classes of an article's cells: two stand on both sides of the other sources."""
    if not table.is_in_words:
        return "gt-wing gt-node"
    is_left = article in table.articles[: table.before]
    return f"gt-wing gt-{'left' if is_left else 'right'}"


def _cell(table: account_table.AccountTable, cell: account_table.Cell) -> Node:
    words = h("span.gt-words", cell.words) if cell.words else h("em", wording.evidence.SILENT)
    if cell.stands and not table.is_in_words:
        words = h("span.gt-hidden", cell.words)
    return h(
        "td",
        joint(cell.stands) if cell.stands else None,
        words,
        class_=_side(table, cell.article),
        data_key=cell.article,
        # where its column has no head above it
        data_name=table.names[cell.article] if len(table.articles) > 2 else None,
    )


def _in_order(table: account_table.AccountTable, cells: list[Node], finding: Node) -> list[Node]:
    """Return the cells of a row: other sources between two articles, or before more of them."""
    return [*cells[: table.before], finding, *cells[table.before :]]


def _row(
    view: View, table: account_table.AccountTable, row: account_table.Row, *, has_days: bool
) -> Node:
    question = row.question
    is_open = view.selection.at == question.id
    days, there = days_of(view, question)
    finding = h(
        "td.gt-other-sources",
        h("span.gt-words", row.finding),
        h(
            "span.gt-count",
            str(row.sources),
            h("span.gt-hidden", wording.evidence.by_sources(row.sources)),
        )
        if row.sources
        else None,
        data_key="finding",
    )
    return h(
        "tr.gt-question",
        h(
            "th",
            h(
                "a",
                row.words,
                href=view.address(at="" if is_open else question.id, event=""),
                id=f"at-{question.id}",
                aria_expanded="true" if is_open else "false",
                data_row="",
            ),
            scope="row",
        ),
        _in_order(table, [_cell(table, cell) for cell in row.cells], finding),
        h("td.gt-days", h("a", days, href=there) if days else None) if has_days else None,
        aria_current="true" if is_open else None,
        data_key=question.id,
    )


def _group(
    view: View,
    table: account_table.AccountTable,
    group: account_table.Group,
    width: int,
    passages: Passages,
    opened: Set[str],
    *,
    has_days: bool,
) -> Node:
    words = wording.evidence

    def rows() -> Iterator[Node]:
        for row in group.shown:
            yield _row(view, table, row, has_days=has_days)
            if row.question.id in opened:
                panel = h("td", answer(view, table, group, row, passages), colspan=str(width))
                yield h("tr.gt-answered", panel, data_key=f"answer-{row.question.id}")
        if rest := len(group.rows) - len(group.shown):
            more = h("td", words.more_questions(rest), colspan=str(width))
            yield h("tr.gt-more-questions", more, data_key="more")

    has_open = any(row.question.id in opened for row in group.rows)
    return h(
        "tbody",
        h(
            "tr.gt-question-group",
            h(
                "th",
                h(
                    "details",
                    h(
                        "summary",
                        h("strong", f"{len(group.rows):,} "),
                        h("strong", words.GROUPS[group.key]),
                        h("span", f" {words.GLOSSES[group.key]}"),
                    ),
                    open=not group.is_folded,
                ),
                scope="rowgroup",
                colspan=str(width),
            ),
        ),
        rows(),
        class_="gt-has-open" if has_open else None,
        data_key=group.key,
    )


def table_of(
    view: View, table: account_table.AccountTable, passages: Passages, opened: Set[str]
) -> Node:
    """Return the table with the answers to the questions of `opened`, by their ids."""
    words = wording.evidence
    has_days = any(days_of(view, row.question)[0] for row in table.shown)
    width = 2 + len(table.articles) + has_days
    found = h(
        "th.gt-other-sources",
        words.FINDINGS,
        h("span", words.HOW_MANY) if any(row.sources for row in table.rows) else None,
        scope="col",
        data_key="finding",
    )
    heads = [_head(view, table, article) for article in table.articles]
    key = _key(table)
    return h(
        "table",
        h(
            "thead",
            h(
                "tr",
                h("th", words.QUESTION, scope="col"),
                _in_order(table, heads, found),
                h("th.gt-days", words.DAYS, scope="col") if has_days else None,
            ),
            h("tr.gt-joint-key", h("td", key, colspan=str(width))) if key else None,
        ),
        [
            _group(view, table, group, width, passages, opened, has_days=has_days)
            for group in table.groups
        ],
        aria_label=words.TABLE,
        data_rows="",
    )


def elements(
    view: View, read: EventsRead, passages: Passages
) -> tuple[list[Node], Mapping[str, Chart]]:
    """Return the questions that bear on the events in view, side by side."""
    questions = account_table.questions_in_view(
        view, frozenset(read.events), is_whole_log=read.is_whole_log
    )
    if not questions:
        return [h("p.gt-empty", wording.evidence.NO_DISAGREEMENT)], {}
    table = account_table.plan(view.log, questions, at=view.selection.at)
    is_open = any(question.id == view.selection.at for question in questions)
    wings = min(len(table.articles), account_table.MOST_IN_WORDS + 1)
    return [
        h(
            "div.gt-asked-top",
            h(
                "div.gt-came-to",
                _headline(view, table),
                figure_strip(view, read),
                h(
                    "div",
                    table_of(view, table, passages, {view.selection.at}),
                    class_=f"gt-asked gt-wings-{wings}" + (" gt-has-answer" if is_open else ""),
                ),
            ),
        ),
    ], {}


def whole_table(view: View, passages: Passages) -> list[Node]:
    """Return all questions of a log with their answers, for a document that needs no server."""
    questions = list(view.log.disagreements.values())
    table = account_table.plan(view.log, questions, most=len(questions))
    wings = min(len(table.articles), account_table.MOST_IN_WORDS + 1)
    return [
        h(
            "div.gt-asked-top",
            h(
                "div.gt-came-to",
                _headline(view, table),
                figure_strip(view, EventsRead.of(view)),
                h(
                    f"div.gt-asked.gt-wings-{wings}",
                    table_of(view, table, passages, frozenset(view.log.disagreements)),
                ),
            ),
        ),
    ]
