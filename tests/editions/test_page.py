"""The page that needs no server: one sound file, closed to the network, with a place for links."""

import gzip
import hashlib
import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from components import wording
from components.editions import MOST, PAGE, write_page
from components.events import Log, read_passages
from components.exports import Download
from components.pages.filter_form import MOST_OPTIONS
from tests.editions.document import Document
from tests.exports.sample import download_of
from tests.frames.sample import ROOT, full_log, make_log, the_log
from tests.hostile.logs import hostile_logs
from tests.odd_logs import odd_log

BAR, COMPRESSED_BAR = 900_000, 160_000  # bytes of the page of the project's own log
LEADS_OUT = {"src", "srcset", "data", "action", "formaction", "poster", "background", "ping"}


def data_of(document: Document) -> Mapping[str, Any]:
    """Return what the script of a page works by."""
    (written,) = (text for text in document.within("script") if text.startswith("{"))
    data: Mapping[str, Any] = json.loads(written)
    return data


def page_of(log: Log, **fields: Any) -> bytes:  # noqa: ANN401 - as Selection
    passages = read_passages(log, ROOT / "data") if log is the_log() else {}
    download = download_of(log, **fields)
    made = Download(download.view, download.base, download.made, passages=passages)
    return b"".join(write_page(made))


@cache
def own_page() -> bytes:
    return page_of(the_log())


@cache
def own() -> Document:
    return Document(own_page())


def test_the_page_of_the_own_log_is_small() -> None:
    page = own_page()
    assert len(page) <= BAR
    assert len(gzip.compress(page, 9)) <= COMPRESSED_BAR


@cache
def logs() -> list[Log]:
    odd = [make_log(odd_log(steps=3)), full_log(), make_log({"events": {}})]
    return [*odd, *hostile_logs()]


# Quickly the odd logs and a third of the hostile ones.
NUMBERS = [
    pytest.param(number, marks=[] if number < 3 or number % 3 == 0 else pytest.mark.thorough)
    for number in range(len(logs()))
]


@pytest.mark.usefixtures("one_font")
@pytest.mark.parametrize("number", NUMBERS)
def test_the_page_of_any_log_is_sound_and_asks_nobody(number: int) -> None:
    document = Document(page_of(logs()[number]))
    assert [id_ for id_, count in document.ids.items() if count > 1] == []
    asking = [found for tag, found in document.elements if LEADS_OUT & found.keys()]
    assert asking == []
    assert {tag for tag, _ in document.elements} & {
        "link",
        "img",
        "iframe",
        "object",
        "embed",
    } == set()
    handlers = [name for _, found in document.elements for name in found if name.startswith("on")]
    assert handlers == []
    assert [found for _, found in document.elements if "style" in found] == []
    for href in document.links:
        assert href.startswith(("#", "https://", "http://")), href


def test_only_its_own_script_and_style_run() -> None:
    document = own()
    (policy,) = (
        found["content"]
        for tag, found in document.elements
        if found.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    scripts = [text for text in document.within("script") if not text.startswith("{")]
    assert rules["script-src"].split() == [hashed(text) for text in scripts]
    assert rules["style-src"] == hashed(*document.within("style"))


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_every_link_within_leads_to_an_element_or_to_a_view_of_the_script() -> None:
    document = own()
    for tag, found in document.elements:
        href = found.get("href", "")
        if tag == "a" and href.startswith("#") and len(href) > 1:
            is_filter = "gt-filtering" in found.get("class", "").split()
            assert (href[1:] in document.ids) != is_filter, href


def test_events_answers_steps_and_sources_have_the_address_of_the_dashboard() -> None:
    log, ids = the_log(), own().ids
    places = {
        *(f"event={event}" for event in log.events),
        *(f"page=evidence&at={question}" for question in log.disagreements),
        *(f"page=evidence&part=sources&at={source}" for source in log.sources),
    }
    assert log.walk
    places |= {f"walk={number}" for number in range(1, len(log.walk.steps) + 1)}
    assert places <= ids.keys()


def test_both_pictures_have_each_event_and_name_nothing_twice() -> None:
    marks = [found["data-event"] for tag, found in own().elements if found.get("class") == "mark"]
    assert Counter(marks) == dict.fromkeys(the_log().events, 2)
    colours = {
        value
        for _, found in own().elements
        for name, value in found.items()
        if name in ("fill", "stroke", "stop-color")
    }
    assert all(colour.startswith(("var(--gt-", "url(#", "none")) for colour in colours)


def test_passages_stand_at_their_citations() -> None:
    passages = read_passages(the_log(), ROOT / "data")
    cited = {
        (citation.source, citation.passage or 0)
        for event in the_log().events.values()
        for citation in event.citations
    }
    texts = {text for _, text in own().texts}
    says = {passages[place].says for place in cited & passages.keys()}
    assert says
    assert says <= texts


@pytest.mark.usefixtures("one_font")
def test_a_view_of_some_events_has_those_alone() -> None:
    document = Document(page_of(the_log(), topic=("tariffs",)))
    chosen = {key for key, event in the_log().events.items() if "tariffs" in event.topics}
    assert set(data_of(document)["rules"]["events"]) == chosen
    assert {id_ for id_ in document.ids if id_.startswith("event=")} == {
        f"event={id_}" for id_ in chosen
    }
    (head,) = document.within("h2")[:1]
    assert head.startswith(f"{len(chosen)} of {len(the_log().events)} events")


def test_a_date_of_a_link_is_one_that_the_page_can_read() -> None:
    dates = data_of(own())["rules"]["dates"]
    asked = {
        (key, date)
        for href in own().links
        if href[0] == "#"
        for key, date in re.findall(r"(from|to)=([^&]*)", href)
    }
    assert asked
    assert all(date in dates[key] for key, date in asked)


def test_too_many_events_are_refused_with_what_to_do() -> None:
    assert PAGE.refusal(MOST) == ""
    assert PAGE.refusal(MOST + 1) == wording.export.too_many("Web page", MOST + 1, MOST)


@pytest.mark.usefixtures("one_font")
def test_the_clock_and_the_rows_of_the_view_are_those_of_the_page() -> None:
    row = b">Statement</title>"
    assert row in page_of(the_log(), lanes="kind")
    assert row not in own_page()
    view = download_of(the_log(), clock="beijing").view
    when = f">{view.time_in_words(the_log().events['talks-day-one'])}<".encode()
    assert when in page_of(the_log(), clock="beijing")
    assert when not in own_page()


def test_a_filter_of_many_options_is_whole_and_searched_where_it_stands() -> None:
    topics = {f"t{number}": {"name": f"Topic {number}"} for number in range(MOST_OPTIONS + 1)}
    event = {"title": "All of them", "kind": "statement", "when": "2025-05-10"}
    log = make_log({"topics": topics, "events": {"all": {**event, "topics": [*topics]}}})
    document = Document(page_of(log))
    boxes = [found["value"] for _, found in document.elements if found.get("name") == "topic"]
    assert sorted(boxes) == sorted(topics)
    (field,) = (found for _, found in document.elements if "data-narrows" in found)
    assert "name" not in field
