"""The passages of all articles on one question, beside each other."""

from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import parse_qs

import pytest

from components.events import Log, SeedPassage, read_passages
from components.pages import Element, PageContext, dashboard
from components.pages.evidence.passage import MOST_QUESTIONS
from components.selection import Selection, decode
from tests.exports.hostile import SCRIPT
from tests.figures.test_account_table import ARTICLES, log_of
from tests.frames.sample import ROOT, facts_of, index_of, the_log
from tests.pages.sample import CONTEXT
from tests.pages.tree import elements, words

LOG = the_log()
LABEL = "Passages are told in our words; only what stands in quotation marks is quoted."


@cache
def context() -> PageContext:
    passages = read_passages(LOG, ROOT / "data")
    return replace(CONTEXT, snapshot=replace(CONTEXT.snapshot, passages=passages))


def page(
    log: Log = LOG,
    around: PageContext | None = None,
    **fields: Any,  # noqa: ANN401 - as Selection has them
) -> Element:
    selection = Selection(page="evidence", **{"part": "passages", **fields})
    around = around or context()
    view = dashboard.view_of(log, index_of(log), selection, around)
    main = dashboard.content(view, around).areas["main"]
    (shown,) = [node for node in main if isinstance(node, Element)]
    return shown


def beside(node: Element) -> Element | None:
    return next(elements(node, class_="gt-beside"), None)


def made(articles: int, heard: int) -> tuple[Log, PageContext]:
    """Make a log of a question with a passage in each of the first articles, hostile ones too."""
    accounts = [{"source": f"p{n}", "passage": 1, "says": f"p{n} says"} for n in range(heard)]
    others = [{"source": f"p{n}", "locator": "line 2", "says": "more"} for n in range(articles)]
    one = {"accounts": accounts, "events": ["talks"]}
    log = log_of(one, {"question": SCRIPT, "accounts": others, "events": ["talks"]})
    passages = {
        (f"p{n}", 1): SeedPassage(passage=1, says=f"{SCRIPT} {n}", events=["talks"])
        for n in range(heard)
    }
    return log, replace(CONTEXT, snapshot=replace(CONTEXT.snapshot, passages=passages))


@pytest.mark.parametrize("question", list(LOG.disagreements.values()), ids=lambda each: each.id)
def test_each_article_says_what_it_says_on_a_question_passage_by_passage(question: Any) -> None:  # noqa: ANN401
    passages = context().passages
    shown = beside(page(at=question.id))
    cited = [
        account for account in question.accounts if (account.source, account.passage) in passages
    ]
    assert (shown is not None) is bool(cited)
    if shown is None:
        return
    assert LABEL in words(shown)
    (heading,) = elements(shown, "h2")
    assert words(heading) == question.question
    assert heading.attributes["id"] == f"at-{question.id}"
    (columns,) = elements(shown, class_="gt-articles")
    sections = {
        str(section.attributes["data-key"]): section for section in elements(columns, "section")
    }
    assert list(sections) == ["kashmir-monitor", "uto-digest"]
    for article, section in sections.items():
        own = [account for account in question.accounts if account.source == article]
        said = words(section)
        for account in own:
            assert account.says in said and account.quote in said
            if account.passage:
                assert passages[article, account.passage].says in said
        if not own:
            brief = question.articles[article].brief if article in question.articles else ""
            assert (brief or "Says nothing of it.") in said
        numbers = [str(account.passage) for account in own if account.passage]
        links = list(elements(section, "a", "gt-number"))
        assert [words(link).split(":")[0] for link in links] == list(dict.fromkeys(numbers))
    assert question.finding in words(shown)


def test_the_keys_lead_from_question_to_question_and_back_to_all_passages() -> None:
    table = page(at="which-villa")
    steps = {
        str(link.attributes["data-shortcut"]): str(link.attributes["href"])
        for link in elements(table, "a")
        if link.attributes.get("data-shortcut")
    }
    assert set(steps) == {"ArrowLeft", "ArrowRight", "Escape"}
    assert steps["Escape"] == "?page=evidence&part=passages"
    shown, place = [], steps["ArrowRight"]
    while place:
        selection, ignored = decode(parse_qs(place.removeprefix("?")), facts_of(LOG))
        assert not ignored
        shown.append(selection.at)
        following = [
            str(link.attributes["href"])
            for link in elements(page(at=selection.at), "a")
            if link.attributes.get("data-shortcut") == "ArrowRight"
        ]
        place = following[0] if following else ""
    assert len(set(shown)) == len(shown) > 10


def test_passages_and_the_open_question_lead_to_it() -> None:
    there = "?page=evidence&part=passages&at=size-of-the-cut"
    passages = page()
    assert LABEL in words(passages)
    (third,) = (
        row
        for row in elements(passages, "li")
        if row.attributes.get("data-key") == "kashmir-monitor.3"
    )
    assert there in {link.attributes["href"] for link in elements(third, "a")}
    opened = page(part="accounts", at="size-of-the-cut")
    (panel,) = elements(opened, class_="gt-answer")
    assert there in {link.attributes.get("href") for link in elements(panel, "a")}
    (shown,) = elements(page(at="size-of-the-cut"), class_="gt-beside")
    back = {link.attributes.get("href") for link in elements(shown, "a")}
    assert "?page=evidence&at=size-of-the-cut" in back


def test_of_very_many_questions_on_a_passage_the_rest_are_counted() -> None:
    account = {"source": "p0", "passage": 1, "says": "p0 says"}
    log = log_of(*[{"accounts": [account], "events": ["talks"]}] * 25)
    passages = {("p0", 1): SeedPassage(passage=1, says="It says", events=["talks"])}
    around = replace(CONTEXT, snapshot=replace(CONTEXT.snapshot, passages=passages))
    (asked,) = elements(page(log, around), "ul", class_="gt-asked-of")
    links = list(elements(asked, "a"))
    assert len(links) == MOST_QUESTIONS + 1
    assert words(links[-1]) == "and 5 more questions"
    assert links[-1].attributes["href"] == "?page=evidence"


def test_without_passages_the_open_question_does_not_offer_them() -> None:
    opened = page(around=CONTEXT, part="accounts", at="size-of-the-cut")
    assert "Passages beside each other" not in words(opened)
    assert "Passages beside each other" in words(page(part="accounts", at="size-of-the-cut"))


@pytest.mark.parametrize(("articles", "heard"), [(1, 1), (3, 3), (3, 1), (5, 5), (7, 2)])
def test_any_number_of_articles_stand_beside_each_other(articles: int, heard: int) -> None:
    log, around = made(articles, heard)
    shown = beside(page(log, around, at="q0"))
    assert shown
    (columns,) = elements(shown, class_="gt-articles")
    sections = [section.attributes["data-key"] for section in elements(columns, "section")]
    expected = articles if articles <= 5 else heard
    assert sections == list(ARTICLES)[:expected]
    assert words(columns).count("Says nothing of it.") == expected - heard
    assert f"{SCRIPT} 0" in words(columns)
    # no passage of the other question is known, so all passages stand there
    assert beside(page(log, around, at="q1")) is None
    assert "Question 1 of 1" in words(shown)


def test_filters_leave_the_questions_in_view() -> None:
    of_fentanyl = beside(page(at="fentanyl-discussed", q="fentanyl"))
    whole = beside(page(at="fentanyl-discussed"))
    assert of_fentanyl and whole
    (some, *_), (all_, *_) = (
        [words(line) for line in elements(each, class_="gt-locator")]
        for each in (of_fentanyl, whole)
    )
    total = int(all_.split(" of ")[1].split(",")[0])
    assert 0 < int(some.split(" of ")[1].split(",")[0]) < total <= len(LOG.disagreements)
