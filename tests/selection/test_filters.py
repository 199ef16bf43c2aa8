"""The table of filters: each row reaches from the log through the address to the index."""

from dataclasses import fields, replace
from typing import Any

import pytest

from components.events import EventStatus, Log, Tier
from components.frames import ACTING, FACETS, Query
from components.selection import Selection, View, decode, option_names
from components.selection.filters import query
from components.wording import FILTERS, Filter, in_no_article
from components.wording.filters import STATUSES, TELLERS
from tests.frames.sample import facts_of, index_of, make_log, small_log, the_log


def test_every_facet_has_one_filter_and_every_filter_a_facet_and_a_field() -> None:
    keys = [filter_.key for filter_ in FILTERS]
    assert sorted([*keys, *ACTING.values()]) == sorted(facet.key for facet in FACETS)
    assert [filter_.key for filter_ in FILTERS if filter_.roles] == [
        filter_.key for filter_ in FILTERS if filter_.key in ACTING
    ]
    assert set(keys) <= {field.name for field in fields(Selection)}
    assert len({filter_.heading for filter_ in FILTERS}) == len(FILTERS)


def test_every_value_of_a_closed_list_has_its_words() -> None:
    assert set(STATUSES) == set(EventStatus)
    assert set(TELLERS) == {*Tier, "several"}


@pytest.mark.parametrize("log", [the_log(), small_log()], ids=["real", "small"])
def test_every_option_has_a_name_of_its_own(log: Log) -> None:
    for key, names in option_names(facts_of(log)).items():
        assert all(names.values()), key
        assert len(set(names.values())) == len(names), key


def test_closed_lists_are_named_in_words_and_open_ones_by_the_log() -> None:
    names = option_names(facts_of(small_log()))
    assert names["kind"]["announcement"] == "Announcement"
    assert names["status"] == {"happened": "Happened", "scheduled": "Scheduled"}
    assert names["tier"] == {"article": "The article", "record": "Not the article"}
    assert names["topic"]["tea"] == "Tea"


def test_an_empty_log_has_no_options() -> None:
    assert not any(option_names(facts_of(make_log({"events": {}}))).values())


@pytest.mark.parametrize("row", FILTERS, ids=lambda row: row.key)
def test_a_filter_leaves_what_its_count_promised(row: Filter) -> None:
    log = the_log()
    index = index_of(log)
    counts = index.ask(query(Selection(), log)).counts[row.key]
    assert list(counts) == list(option_names(facts_of(log))[row.key])
    for option, count in counts.items():
        chosen: dict[str, Any] = {row.key: (option,)}
        assert index.ask(query(replace(Selection(), **chosen), log)).matching == count


def test_a_selection_becomes_a_question_in_its_own_clock() -> None:
    question = query(
        Selection(kind=("post",), q="tea", start="2025-05-11", end="2025-05-11", clock="far"),
        small_log(),
    )
    begins = 1746874800000  # 11 May 00:00 in Apia, thirteen hours before UTC
    assert question.choices["kind"] == ("post",)
    assert question == Query(question.choices, "tea", (begins, begins + 86_400_000))
    assert not any(chosen for key, chosen in question.choices.items() if key != "kind")


def test_who_tells_of_an_event_is_said_by_how_many_articles_the_log_has() -> None:
    assert option_names(facts_of(the_log()))["tier"] == {
        "article": "Either article",
        "several": "Both articles",
        "only-kashmir-monitor": "Only the Monitor",
        "only-uto-digest": "Only uTo",
        "record": "Neither article",
    }
    assert [in_no_article(count) for count in (1, 2, 3)] == [
        "not in the article",
        "in neither article",
        "in no article",
    ]


@pytest.mark.parametrize(
    ("articles", "offered"),
    [
        (0, ["No article"]),
        (1, ["The article", "Not the article"]),
        (2, ["Either article", "Both articles", "Only P0", "Only P1", "Neither article"]),
        (3, ["Any article", "Several articles", "Only P0", "Only P1", "Only P2", "No article"]),
        (13, ["Any article", "Several articles", "No article"]),
    ],
)
def test_the_articles_of_a_log_are_told_apart_while_they_are_few(
    articles: int, offered: list[str]
) -> None:
    log = of_articles(articles)
    assert list(option_names(facts_of(log))["tier"].values()) == offered
    for option in option_names(facts_of(log))["tier"]:
        view = View(log, index_of(log), Selection(tier=(option,)))
        assert decode({"tier": [option]}, facts_of(log)) == (view.selection, ())
        words = option_names(facts_of(log))["tier"][option]
        assert words.removeprefix("Only ").removeprefix("Not ").lower() in view.sentence.lower()


def test_articles_of_one_publisher_have_names_of_their_own() -> None:
    log = of_articles(2, publisher="Press", short="")
    assert list(option_names(facts_of(log))["tier"].values())[2:4] == [
        "Only Press: Paper 0",
        "Only Press: Paper 1",
    ]


def of_articles(articles: int, **fields: str) -> Log:
    """Make a log of so many articles: each has an event of its own, all have one, none has one."""
    papers = {
        f"p{n}": {"title": f"Paper {n}", "tier": "article", "kind": "news", "short": f"P{n}"}
        for n in range(articles)
    }
    told = [[*papers], *([paper] for paper in papers), []]
    return make_log(
        {
            "sources": {key: {**paper, **fields} for key, paper in papers.items()},
            "events": {
                f"e{n}": {
                    "title": f"Event {n}",
                    "kind": "post",
                    "when": "2025-05-11",
                    "citations": [{"source": source} for source in sources],
                }
                for n, sources in enumerate(told)
            },
        }
    )
