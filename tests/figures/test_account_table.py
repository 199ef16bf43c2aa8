"""The accounts side by side: groups, folding, and how often each article is corrected."""

import json
from typing import Any

import pytest

from components.events import Log
from components.figures import account_table
from tests.frames.sample import make_log, read_log, the_log
from tests.odd_logs import odd_log

ARTICLES = {f"p{n}": {"title": f"Paper {n}", "tier": "article", "kind": "news"} for n in range(7)}
RECORD = {"order": {"title": "An order", "tier": "record", "kind": "official"}}


def log_of(*questions: dict[str, Any]) -> Log:
    """Make a log of questions; `stands` gives an article's standing by its id."""
    made = {}
    for n, question in enumerate(questions):
        stands = question.get("stands", {})
        made[f"q{n}"] = {
            "question": f"Question {n}?",
            "status": "corrected",
            "accounts": [{"source": article, "says": f"{article} says"} for article in stands],
            "articles": {
                article: {"brief": f"{article} in brief", "stands": standing}
                for article, standing in stands.items()
                if standing
            },
            **{key: value for key, value in question.items() if key != "stands"},
        }
    event = {"title": "They meet", "kind": "meeting", "when": "2025-05-10"}
    return make_log(
        {"sources": {**ARTICLES, **RECORD}, "events": {"talks": event}, "disagreements": made}
    )


def plan(log: Log, at: str = "", most: int = account_table.MOST_ROWS) -> account_table.AccountTable:
    return account_table.plan(log, list(log.disagreements.values()), at=at, most=most)


def test_every_question_stands_once_in_a_group_and_the_groups_in_their_order() -> None:
    log = the_log()
    table = plan(log)
    assert sorted(row.question.id for row in table.rows) == sorted(log.disagreements)
    assert [group.key for group in table.groups] == [
        "contradicted",
        "corrected",
        "open",
        "one",
        "both",
    ]
    assert table.articles == ("kashmir-monitor", "uto-digest")


@pytest.mark.parametrize(
    ("status", "stands", "group"),
    [
        ("differs", {"p0": "fits", "p1": "not"}, "contradicted"),
        ("differs", {"p0": "", "p1": ""}, "contradicted"),
        ("differs", {"p0": "fits", "p1": "fits"}, "both"),
        ("disputed", {"p0": "alone"}, "open"),
        ("disputed", {"p0": "fits", "p1": "part"}, "contradicted"),
        ("corrected", {"p0": "fits", "p1": "not"}, "corrected"),
        ("unresolved", {"p0": "alone"}, "open"),
        ("one-source", {"p0": "fits"}, "one"),
        ("compatible", {"p0": "part", "p1": "part"}, "both"),
    ],
)
def test_what_nobody_else_says_is_open_and_what_fits_can_stand_together(
    status: str, stands: dict[str, str], group: str
) -> None:
    (only,) = plan(log_of({"status": status, "stands": stands})).groups
    assert only.key == group


def test_the_last_groups_fold_first_and_the_first_never() -> None:
    questions = [{"status": "differs"}] * 3 + [{"status": "corrected"}] * 2
    questions += [{"status": "unresolved"}] * 2 + [{"status": "compatible"}]
    log = log_of(*questions)

    def folded(most: int) -> list[str]:
        return [group.key for group in plan(log, most=most).groups if group.is_folded]

    assert folded(8) == []
    assert folded(7) == ["both"]
    assert folded(5) == ["open", "both"]
    assert folded(1) == ["corrected", "open", "both"]


def test_an_article_counts_as_corrected_where_it_fits_in_part_or_not() -> None:
    table = plan(
        log_of(
            {"stands": {"p0": "part", "p1": "not"}},
            {"stands": {"p0": "fits", "p1": "part"}},
            {"stands": {"p1": "alone"}},
            {"status": "unresolved", "stands": {"p0": "not", "p1": "fits"}},
        )
    )
    assert table.tally.corrected == {"p0": 1, "p1": 2}
    assert (table.tally.shared, table.tally.silent) == (1, 1)
    assert table.tally.most_corrected == "p1"
    assert table.fitting("p0") == (1, 3)


def test_no_article_is_called_corrected_more_often_on_one_question_or_at_equal_counts() -> None:
    assert plan(log_of({"stands": {"p0": "not", "p1": "fits"}})).tally.most_corrected == ""
    even = {"stands": {"p0": "not", "p1": "part"}}
    assert plan(log_of(even, even)).tally.most_corrected == ""


def test_without_judgements_an_article_has_its_accounts_and_no_nodes() -> None:
    table = plan(log_of({"stands": {"p0": "", "p1": ""}}, {"stands": {"p1": ""}}))
    assert not table.is_judged
    assert [[cell.words for cell in row.cells] for row in table.rows] == [
        ["p0 says", "p1 says"],
        ["", "p1 says"],
    ]
    assert table.rows[0].words == "Question 0?"


def test_other_sources_are_counted_once_for_a_question() -> None:
    record = [{"source": "order", "says": "One"}, {"source": "order", "says": "Two"}]
    (row,) = plan(log_of({"record": record})).rows
    assert row.sources == 1 and row.cells == ()


def test_of_very_many_questions_some_are_shown_and_the_one_asked_for() -> None:
    log = read_log(json.dumps(odd_log(questions=2000)))
    asked = list(log.disagreements)[-1]
    table = plan(log, at=asked)
    assert len(table.rows) == 2000
    for group in table.groups:
        has_asked = any(row.question.id == asked for row in group.rows)
        assert len(group.shown) == account_table.MOST_SHOWN + has_asked <= len(group.rows)
    assert asked in {row.question.id for row in table.shown}
