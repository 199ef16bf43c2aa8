"""The headline of a view is a finding only while the whole log, or its articles, are in view."""

from dataclasses import asdict, replace
from typing import Any

import pytest

from components.events import Log
from components.selection import Selection, headline_of
from tests.frames.sample import make_log, small_log, the_log
from tests.selection.sample import view_of

FACTS = """
measures: {fee: {name: Fee, unit: EUR}, days: {name: Days of delay, unit: days}}
sources:
  paper: {title: A paper, tier: article, kind: news}
  order: {title: An order, tier: record, kind: official}
  note: {title: A note, tier: record, kind: official}
events:
  ruling:
    {title: They rule, kind: post, when: "2025-05-11T10:00Z", citations: [{source: paper}]}
  hearing: {title: They meet, kind: meeting, when: 2025-05-10, citations: [{source: paper}]}
  appeal: {title: They appeal, kind: post, when: "2025-05-12T09:00Z", citations: [{source: order}]}
disagreements: {who: {question: Who ruled?, status: differs, events: [ruling]}}
"""
FIGURES = [
    {"measure": "fee", "from": 4, "to": 0, "scope": "a parcel", "citations": [{"source": "paper"}]},
    {"measure": "days", "value": 90, "scope": "from June", "citations": [{"source": "order"}]},
]


def log_with(**about: object) -> Log:
    return make_log(
        FACTS,
        **{
            "headline": "The court stops the fee",
            "lead": "{events} events, {clocked} with a clock time, from {articles} and {records} "
            "of {sources} sources; {questions} differ.",
            "headline_note": "In no article.",
            "articles": {"headline": "A court rules", "lead": "{events} events, {clocked} timed."},
            "figures": FIGURES,
            **about,
        },
    )


def test_the_whole_log_has_its_headline_with_every_count_filled_in() -> None:
    finding = headline_of(view_of(log_with()))
    assert finding
    assert finding.words == "The court stops the fee"
    assert finding.lead == ("3 events, 2 with a clock time, from 1 and 2 of 3 sources; 1 differ.")
    assert finding.note == "In no article."
    assert [figure.measure for figure in finding.figures] == ["fee", "days"]


def test_the_articles_alone_have_their_headline_and_the_figures_that_they_tell() -> None:
    finding = headline_of(view_of(log_with(), tier=("article",)))
    assert finding
    assert (finding.words, finding.lead) == ("A court rules", "2 events, 1 timed.")
    assert finding.note == ""
    assert [figure.measure for figure in finding.figures] == ["fee"]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": ("meeting",)},
        {"q": "rule"},
        {"start": "2025-05-11"},
        {"tier": ("record",)},
        {"tier": ("article",), "q": "rule"},
        {"tier": ("article", "record")},
    ],
)
def test_a_part_of_the_log_has_no_finding(fields: dict[str, object]) -> None:
    assert Selection(**fields).has_filters  # type: ignore[arg-type]
    assert headline_of(view_of(log_with(), **fields)) is None


@pytest.mark.parametrize(
    "fields", [{"event": "ruling"}, {"clock": "utc"}, {"lanes": "kind"}, {"number": "1"}]
)
def test_what_is_open_and_how_it_is_drawn_is_no_filter(fields: dict[str, str]) -> None:
    view = view_of(log_with(), **fields)
    assert not view.selection.has_filters
    assert headline_of(view)


def test_a_log_without_a_headline_has_none() -> None:
    assert headline_of(view_of(small_log())) is None
    assert headline_of(view_of(log_with(headline="", articles=None), tier=("article",))) is None


def test_every_filter_counts_as_one() -> None:
    unfiltered = {"page", "part", "at", "event", "clock", "lanes", "number", "show", "role", "walk"}
    for name, value in asdict(Selection()).items():
        if name not in unfiltered:
            changed: Any = ("x",) if isinstance(value, tuple) else "x"
            assert replace(Selection(), **{name: changed}).has_filters, name


def test_the_projects_own_headlines_have_no_braces_left() -> None:
    for tier in ((), ("article",)):
        finding = headline_of(view_of(the_log(), tier=tier))
        assert finding and finding.lead
        assert not {"{", "}"} & set(finding.lead)
        # each of its figures has a number that no article gives
        assert bool(finding.figures) is not bool(tier)


def test_what_is_disputed_is_named_once_for_each_event_in_doubt() -> None:
    finding = headline_of(view_of(the_log()))
    assert finding
    assert [question.id for question in finding.disputes] == [
        "size-of-the-cut",
        "wang-xiaohong-present",
        "first-since-what",
    ]
    without = headline_of(view_of(log_with()))  # its question has no words in brief
    assert without and without.disputes == ()
