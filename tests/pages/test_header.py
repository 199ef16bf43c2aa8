"""The head of a page: a finding while the whole log is in view, else the count and its filters."""

from collections.abc import Mapping

import pytest

from components.pages import Element, dashboard, header
from tests.frames.sample import make_log, small_log, the_log
from tests.hostile.payloads import KINDS
from tests.pages.sample import CONTEXT
from tests.pages.tree import elements, words
from tests.selection.sample import view_of
from tests.selection.test_headline import log_with

NAMES = {"timeline": "Timeline", "people": "People", "evidence": "Evidence", "data": "Data"}


def head(fields: Mapping[str, object]) -> Element:
    node = header.view(view_of(log_with(), **fields))
    assert isinstance(node, Element)
    return node


def test_the_whole_log_opens_with_its_finding_and_its_key_figures() -> None:
    node = head({})
    (headline,) = elements(node, class_="gt-headline")
    assert (headline.tag, words(headline)) == ("h2", "The court stops the fee")
    (lead,) = elements(node, class_="gt-opening")
    assert words(lead).startswith("3 events, 2 with a clock time")
    assert words(lead).endswith("differ. In no article.")
    (strip,) = elements(node, class_="gt-key-figures")
    assert [words(figure) for figure in elements(strip, "li")] == [
        "4 → to 0 EURFee, a parcel. A paper",
        "90 daysDays of delay, from June. An order",
    ]
    # the count is said to those who listen, and shown with the lead
    (sentence,) = elements(node, class_="gt-sentence")
    assert words(sentence) == "All 3 events"
    assert "gt-hidden" in str(sentence.attributes["class"])
    assert sentence.attributes["role"] == "status"


def test_the_articles_alone_open_with_what_they_tell_and_can_be_left() -> None:
    node = head({"tier": ("article",)})
    assert [words(h) for h in elements(node, class_="gt-headline")] == ["A court rules"]
    (sentence,) = elements(node, class_="gt-sentence")
    assert words(sentence) == "2 of 3 events: told by the article"
    assert "gt-hidden" not in str(sentence.attributes["class"])
    assert len(list(elements(node, class_="gt-chip"))) == 1
    (strip,) = elements(node, class_="gt-key-figures")
    assert "Days of delay" not in words(strip)


def test_with_filters_the_count_is_the_headline() -> None:
    node = head({"kind": ("meeting",)})
    (headline,) = elements(node, class_="gt-headline")
    assert "gt-sentence" in str(headline.attributes["class"])
    assert words(headline) == "1 of 3 events: meetings"
    assert not list(elements(node, class_="gt-key-figures"))
    assert not list(elements(node, class_="gt-opening"))


@pytest.mark.parametrize("fields", [{}, {"kind": ("meeting",)}])
def test_a_log_without_a_headline_has_its_title_and_the_count(fields: Mapping[str, object]) -> None:
    view = view_of(small_log(), **fields)
    node = header.view(view)
    assert not list(elements(node, class_="gt-headline"))
    (sentence,) = elements(node, class_="gt-sentence")
    assert words(sentence) == view.sentence
    assert "gt-hidden" not in str(sentence.attributes["class"])
    (bar,) = elements(header.bar(view, NAMES), class_="gt-titled")
    assert words(next(elements(bar, "h1"))) == small_log().about.title
    assert not list(elements(header.bar(view_of(log_with()), NAMES), class_="gt-titled"))


def test_other_pages_say_what_is_in_view_and_have_no_tools() -> None:
    content = dashboard.content(view_of(the_log(), page="data"), CONTEXT)
    (bar, *_), head_of_page = content.areas["header"], content.areas["header"][-1]
    assert bar and head_of_page
    assert not list(elements(bar, "select"))
    assert (
        words(next(elements(head_of_page, class_="gt-sentence")))
        == f"All {len(the_log().events)} events"
    )
    assert not list(elements(head_of_page, class_="gt-headline"))


def test_the_bar_of_the_timeline_has_the_rows_the_clock_and_what_is_taken_away() -> None:
    content = dashboard.content(view_of(the_log()), CONTEXT)
    bar = content.areas["header"][0]
    assert bar
    assert [select.attributes["name"] for select in elements(bar, "select")] == ["lanes", "clock"]
    shown = words(bar)
    for tool in ("Rows", "Clock", "Download", "Share", "Copy link"):
        assert tool in shown


@pytest.mark.parametrize("text", [text for texts in KINDS.values() for text in texts][:40])
def test_no_headline_becomes_an_element(text: str) -> None:
    about = the_log().about.model_copy(update={"headline": text, "lead": text})
    node = header.view(view_of(the_log().model_copy(update={"about": about})))
    (headline,) = elements(node, class_="gt-headline")
    assert headline.children == ((text,) if text else ())


def test_a_log_without_events_blames_no_filter() -> None:
    advice = header.relax(view_of(make_log({"events": {}})))
    assert isinstance(advice, Element)
    assert words(advice).startswith("This log has no events yet")
    assert not list(elements(advice, "a"))


def test_what_is_disputed_is_said_and_leads_to_its_evidence() -> None:
    node = header.view(view_of(the_log()))
    assert isinstance(node, Element)
    (disputes,) = elements(node, class_="gt-disputes")
    first = next(elements(disputes, "li"))
    assert words(first) == "What is the $1.2 trillion? The whole deficit, not a cut"
    links = [str(link.attributes["href"]) for link in elements(disputes, "a")]
    assert links[0] == "?page=evidence&at=size-of-the-cut"
    assert links[-1] == "?page=evidence"
    assert not list(elements(head({}), class_="gt-disputes"))
    assert not list(elements(header.view(view_of(the_log(), kind=("post",))), class_="gt-disputes"))
