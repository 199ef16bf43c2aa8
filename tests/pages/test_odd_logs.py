"""Every page of logs of unusual sizes: it is there, names nothing twice, and its links lead on."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import parse_qs

import pytest

from components.events import Log, check
from components.frames import article_names
from components.pages import Content, Element, dashboard
from components.pages.data import events_table
from components.selection import Selection, decode, option_names, pages_of_log
from tests.frames.sample import facts_of, index_of, read_log
from tests.odd_logs import LOGS, odd_log, text_of
from tests.pages.sample import CONTEXT
from tests.pages.tree import elements, words

PLACES = (
    {"page": "timeline"},
    {"page": "people"},
    *({"page": "evidence", "part": part} for part in ("accounts", "figures", "sources")),
    {"page": "data"},
)


@cache
def log_of(name: str) -> Log:
    return read_log(text_of(name))


def page(name: str, **fields: Any) -> Content:  # noqa: ANN401 - as Selection has them
    log = log_of(name)
    view = dashboard.view_of(log, index_of(log), Selection(**fields), CONTEXT)
    return dashboard.content(view, CONTEXT)


def every(content: Content, tag: str = "", class_: str = "") -> Iterator[Element]:
    for area in content.areas.values():
        for node in area:
            if node:
                yield from elements(node, tag, class_)


CASES = [
    pytest.param(name, place, id=" ".join((name, *place.values())))
    for name in LOGS
    for place in PLACES
    if place["page"] in pages_of_log(log_of(name))
]


@pytest.mark.parametrize(("name", "place"), CASES)
def test_every_page_is_there_and_all_its_links_lead_somewhere(
    name: str, place: dict[str, str]
) -> None:
    content = page(name, **place)
    ids = [node.attributes["id"] for node in every(content) if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    links = list(every(content, "a"))
    assert links
    for link in links:
        href = str(link.attributes.get("href", ""))
        if href.startswith("?"):
            _, ignored = decode(parse_qs(href.removeprefix("?")), facts_of(log_of(name)))
            assert not ignored, (words(link), href)
    shown = " ".join(map(words, every(content, "header")))
    assert "Talks by the lake" in shown


@pytest.mark.parametrize("name", LOGS)
def test_a_way_into_the_walk_stands_where_there_is_a_walk(name: str) -> None:
    walk = log_of(name).walk
    ways = [words(link) for link in every(page(name), "a", "gt-walk-in")]
    assert len(ways) == (1 if walk else 0)
    for number in range(1, len(walk.steps) + 1) if walk else ():
        (card,) = every(page(name, walk=str(number)), "article", "gt-step")
        assert f"Step {number} of " in words(card)


@pytest.mark.parametrize("name", LOGS)
def test_every_question_and_every_person_has_a_place(name: str) -> None:
    log = log_of(name)
    rows = [*every(page(name, page="evidence"), "tr", "gt-question")]
    assert {row.attributes["data-key"] for row in rows} == set(log.disagreements)
    heads = {words(link) for link in every(page(name, page="people"), "a", "gt-name")}
    assert heads == {actor.name for actor in log.actors.values() if actor.kind == "person"}


@pytest.mark.parametrize("name", LOGS)
def test_the_articles_of_a_log_are_offered_by_name(name: str) -> None:
    log = log_of(name)
    offered = list(option_names(facts_of(log))["tier"].values())
    only = [words.removeprefix("Only ") for words in offered if words.startswith("Only ")]
    names = {name.short for name in article_names(log).values()}
    assert set(only) == (names if log.articles > 1 else set())
    assert len(set(offered)) == len(offered)


ALIKE = ("two articles of one publisher", "four articles of one publisher")
TABLES = [
    *((name, "people") for name in LOGS if "people" in pages_of_log(log_of(name))),
    *((name, "evidence") for name in ALIKE),
]


@pytest.mark.parametrize(("name", "on"), TABLES)
def test_no_two_heads_of_a_table_have_one_name(name: str, on: str) -> None:
    tables = list(every(page(name, page=on), "table"))
    assert tables
    for table in tables:
        seats = [
            one for one in elements(table, "tbody") if one.attributes.get("data-key") == "seats"
        ]
        for section in (*elements(table, "thead"), *seats):
            heads = [words(head) for head in elements(section, "th") if words(head)]
            assert len(set(heads)) == len(heads), heads


def test_articles_of_one_publisher_have_names_of_their_own_on_every_page() -> None:
    name = "two articles of one publisher"
    full = {"The Morning Paper: Report of the first day", "The Morning Paper: Report of the talks"}
    short = {"the Morning: Report of the first day", "the Morning: Report of the talks"}
    for place in ({"page": "evidence", "part": "accounts"}, {"page": "people"}):
        heads = {words(head).strip() for head in every(page(name, **place), "th")}
        assert all(any(head.startswith(one) for head in heads) for one in full), heads
    log = log_of(name)
    events = events_table(dashboard.view_of(log, index_of(log), Selection(page="data"), CONTEXT))
    assert events and short <= set(map(words, elements(events, "th")))
    told = {words(one).strip() for one in every(page(name, walk="2"), "strong")}
    assert short <= told


def test_of_many_chosen_the_first_have_a_page_and_the_rest_are_counted() -> None:
    name = "five delegations"
    chosen = tuple(id_ for id_, one in log_of(name).actors.items() if one.kind == "person")[:7]
    content = page(name, page="people", actor=chosen)
    pages = [*every(content, "section", "gt-one-person")]
    assert len(pages) == 5
    assert "2 more are chosen" in " ".join(map(words, every(content, "p", "gt-lead")))
    ids = [str(node.attributes["id"]) for node in every(content) if "id" in node.attributes]
    for actor in chosen:
        assert ids.count(f"person-{actor}") == 1
    six = page(name, page="people", actor=chosen[:6])
    assert "One more is chosen" in " ".join(map(words, every(six, "p", "gt-lead")))


MUCH = (
    {"page": "evidence"},
    {"page": "evidence", "at": "question-1900"},
    {"page": "evidence", "part": "sources"},
    {"event": "talks-0"},
    {"walk": "60"},
)


@pytest.mark.parametrize("place", MUCH, ids=str)
def test_a_page_of_two_thousand_questions_is_no_larger_than_one_of_hundreds(
    place: dict[str, Any],
) -> None:
    log = _log_of_much()
    view = dashboard.view_of(log, index_of(log), Selection(**place), CONTEXT)
    content = dashboard.content(view, CONTEXT)
    assert sum(1 for _ in every(content)) < 10_000
    if "at" in place:
        (row,) = every(content, class_="gt-answered")
        assert row
    if place.get("page") == "evidence" and "part" not in place:
        counted = [words(row) for row in every(content, class_="gt-more-questions")]
        assert counted
        assert all("more questions are not shown" in each for each in counted)


@cache
def _log_of_much() -> Log:
    return read_log(json.dumps(odd_log(questions=2000, steps=60)))


def test_a_walk_of_more_steps_than_a_page_can_list_is_refused() -> None:
    (problem,) = check(json.dumps(odd_log(steps=61)).encode(), "log.json").problems
    assert problem.code == "too-many-values"
    assert problem.message == "walk: steps has 61 values; the limit is 60"
