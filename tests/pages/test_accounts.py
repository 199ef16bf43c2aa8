"""The accounts side by side: a real table, the open question as a panel, logs of other sizes."""

from typing import Any

import pytest

from components.events import Log
from components.pages import Element, dashboard
from components.selection import Selection, address
from tests.figures.test_account_table import log_of
from tests.frames.sample import index_of, the_log
from tests.pages.sample import CONTEXT
from tests.pages.tree import elements, words
from tests.selection.sample import view_of

LOG = the_log()


def page(log: Log = LOG, **fields: Any) -> Element:  # noqa: ANN401 - as Selection has them
    """Return what the Evidence page shows of a log."""
    selection = Selection(page="evidence", **fields)
    view = dashboard.view_of(log, index_of(log), selection, CONTEXT)
    (main,) = [
        node for node in dashboard.content(view, CONTEXT).areas["main"] if isinstance(node, Element)
    ]
    return main


def one(node: Element, tag: str = "", class_: str = "") -> Element:
    (found,) = elements(node, tag, class_)
    return found


def test_the_table_has_heads_groups_and_a_row_for_each_question() -> None:
    table = one(page(), "table")
    heads = [words(head) for head in elements(one(table, "thead"), "th")]
    assert heads[0] == "Question" and heads[-1] == "Days"
    assert heads[1].startswith("The Kashmir Monitor ") and heads[3].startswith("uTo ")
    assert heads[2] == "Other sources find, and how many"
    for row in elements(table, "tr", "gt-question"):
        assert [cell.tag for cell in row.children if isinstance(cell, Element)] == [
            "th",
            *["td"] * 4,
        ]
        (head,) = elements(row, "th")
        assert head.attributes["scope"] == "row"
    groups = [words(group) for group in elements(table, "tr", "gt-question-group")]
    assert [group.split(" ", 1)[1].rstrip() for group in groups] == [
        "Contradicted they cannot both be right",
        "Corrected other sources decide",
        "Still open no other source says it, or none decides",
        "Only one has it no other article has it",
        "Both can stand no conflict",
    ]
    assert sum(int(group.split()[0]) for group in groups) == len(LOG.disagreements)


def test_every_joint_is_said_in_words_and_explained_below_the_heads() -> None:
    table = one(page(), "table")
    explained = words(one(table, class_="gt-joint-key"))
    for meaning in ("fits", "fits in part", "does not fit", "nobody else says it", "silent"):
        assert meaning in explained
    (row,) = (
        row for row in elements(table, "tr") if row.attributes.get("data-key") == "one-post-or-two"
    )
    assert "does not fit: yes, beside the post" in words(row)
    assert "silent" in words(row)


def test_the_lead_says_on_what_they_contradict_and_which_is_corrected_more_often() -> None:
    main = page()
    assert words(one(main, "h2")) == (
        f"Two articles, {len(LOG.disagreements)} questions: uTo is corrected more often"
    )
    lead = words(one(main, class_="gt-opening"))
    assert "The Kashmir Monitor (news) and uTo (digest)" in lead
    assert LOG.disagreements["who-sat-for-china"].question in lead
    wrong = {
        article: sum(
            question.status == "corrected"
            and article in question.articles
            and question.articles[article].stands in ("part", "not")
            for question in LOG.disagreements.values()
        )
        for article in ("kashmir-monitor", "uto-digest")
    }
    assert wrong == {"kashmir-monitor": 5, "uto-digest": 10}
    assert "The Kashmir Monitor five times and uTo ten times" in lead


@pytest.mark.parametrize("question", list(LOG.disagreements.values()), ids=lambda each: each.id)
def test_the_open_question_says_all_that_the_log_has_of_it(question: Any) -> None:  # noqa: ANN401
    answer = one(page(at=question.id), class_="gt-answer")
    said = words(answer)
    for part in (
        question.question,
        question.finding,
        *(account.says for account in question.accounts),
        *(account.quote for account in question.accounts),
        *(entry.says for entry in question.record),
        *(LOG.events[event].title for event in question.events),
    ):
        assert part in said


def test_the_row_of_the_open_question_is_marked_its_group_unfolds_and_it_can_be_left() -> None:
    main = page(at="which-day-the-post")
    (row,) = (row for row in elements(main, "tr") if row.attributes.get("aria-current"))
    assert row.attributes["data-key"] == "which-day-the-post"
    assert "gt-has-open" in str(
        next(
            group for group in elements(main, "tbody") if group.attributes["data-key"] == "both"
        ).attributes["class"]
    )
    close = next(
        link for link in elements(main, "a") if link.attributes.get("data-shortcut") == "Escape"
    )
    assert close.attributes["href"] == "?page=evidence"


def test_days_lead_to_the_timeline() -> None:
    (row,) = (
        row for row in elements(page(), "tr") if row.attributes.get("data-key") == "which-villa"
    )
    link = one(one(row, class_="gt-days"), "a")
    assert words(link) == "10\N{EN DASH}11 May"
    assert link.attributes["href"] == address(Selection(start="2025-05-10", end="2025-05-11"))


def test_figures_say_whose_they_are_and_that_scales_start_at_zero() -> None:
    strip = one(page(), class_="gt-figure-strip")
    said = words(strip)
    assert "Scales start at zero." in said
    assert "145% uTo" in said and "30% other sources" in said
    assert "295 billion USD The Kashmir Monitor" in said


@pytest.mark.parametrize("count", [1, 2, 3, 5, 6])
def test_each_article_has_a_column_of_its_own(count: int) -> None:
    stands = {f"p{n}": "fits" for n in range(count)}
    table = one(page(log_of({"stands": stands, "finding": "Found."})), "table")
    row = one(table, "tr", "gt-question")
    cells = [cell for cell in row.children if isinstance(cell, Element) and cell.tag == "td"]
    keys = [cell.attributes["data-key"] for cell in cells if "data-key" in cell.attributes]
    articles = [f"p{n}" for n in range(count)]
    between = 1 if count < 3 else 0
    assert keys == [*articles[:between], "finding", *articles[between:]]
    # of many articles the answers are said, not shown
    hidden = [words(span) for span in elements(row, "span", "gt-hidden")]
    assert ("p0 in brief" in hidden) == (count > 5)


def test_a_log_without_questions_opens_with_its_figures_or_its_sources() -> None:
    log = log_of()
    view = dashboard.view_of(log, index_of(log), Selection(page="evidence"), CONTEXT)
    assert view.selection.part == "sources"


def test_two_hundred_questions_fold_all_groups_but_the_first() -> None:
    status = ["differs", "corrected", "unresolved", "one-source", "compatible"]
    log = log_of(*({"status": status[n % 5], "stands": {"p0": "part"}} for n in range(200)))
    folded = [not d.attributes.get("open") for d in elements(one(page(log), "table"), "details")]
    assert folded == [False, True, True, True, True]


def test_the_count_is_said_and_not_shown_while_nothing_is_filtered() -> None:
    assert view_of(page="evidence").selection.part == "accounts"
    head = dashboard.content(view_of(page="evidence"), CONTEXT).areas["header"][-1]
    assert isinstance(head, Element)
    assert "gt-hidden" in str(one(head, class_="gt-sentence").attributes["class"])


def test_the_table_is_taken_away_from_its_own_page() -> None:
    view = dashboard.view_of(LOG, index_of(LOG), Selection(page="evidence", q="fentanyl"), CONTEXT)
    bar = dashboard.content(view, CONTEXT).areas["header"][0]
    assert isinstance(bar, Element)
    header = one(bar, class_="gt-take")
    offered = {link.attributes["href"]: words(link) for link in elements(header, "a")}
    assert offered["api/events.svg?page=evidence&q=fentanyl"] == "SVG"
    assert offered["api/events.csv?q=fentanyl"] == "CSV"
    assert "the table of accounts, for print" in words(header)
    assert "the picture" not in words(header)
