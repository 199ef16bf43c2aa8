"""Logs in scripts from right to left: no text of theirs turns the words beside it."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from components.events import Log, plain
from components.frames import index_log
from components.pages import Node, dashboard, filter_form
from components.pages.html import Element, h
from components.selection import Selection
from components.wording import has_right_to_left
from tests.frames.sample import full_log
from tests.pages.sample import CONTEXT

HEBREW = "פגישה: חלק 2."


def test_an_element_that_holds_only_such_text_takes_its_direction() -> None:
    assert h("p", HEBREW) == Element("p", {"dir": "auto"}, (HEBREW,))
    assert h("p", "Talks: part 2.") == Element("p", {}, ("Talks: part 2.",))
    marked = h("p", "פג", h("mark", "יש"), "ה")
    assert marked.attributes == {"dir": "auto"}
    assert len(marked.children) == 3


def test_such_text_beside_other_elements_is_an_element_of_its_own() -> None:
    name = h("strong", "Ann")
    assert h("p", name, ", ", HEBREW).children == (name, ", ", Element("bdi", {}, (HEBREW,)))
    # a blank within would stand at its other end
    assert h("p", name, f" {HEBREW} ").children == (name, " ", Element("bdi", {}, (HEBREW,)), " ")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_direction_that_is_given_stays(direction: str) -> None:
    assert h("code", HEBREW, dir=direction).attributes == {"dir": direction}


# The keys of a log whose values are texts that readers read.
TEXTS = frozenset(
    (
        *("title", "name", "publisher", "summary", "label", "place", "channel", "note", "dating"),
        *("short", "question", "finding", "says", "brief", "text", "lead", "headline", "plural"),
        *("locator", "quote", "unit", "was", "now", "others"),
    )
)
SEEN = ("aria-label", "title", "alt", "placeholder")  # attributes that readers see or hear
ISOLATE = re.compile("\u2068[^\u2068\u2069]*\u2069")


def in_hebrew(value: Any, numbers: Iterator[int], key: str = "") -> Any:  # noqa: ANN401
    """Return the plain values of a log with Hebrew words in the place of each text."""
    if isinstance(value, dict):
        return {name: in_hebrew(item, numbers, name) for name, item in value.items()}
    if isinstance(value, list):
        return [in_hebrew(item, numbers, key) for item in value]
    return f"פגישה {next(numbers)}" if isinstance(value, str) and key in TEXTS else value


def texts_of(node: Node | None) -> Iterator[str]:
    """Yield what readers read of an element, text by text."""
    if isinstance(node, Element):
        yield from (str(node.attributes[name]) for name in SEEN if name in node.attributes)
        for child in node.children:
            yield from texts_of(child)
    elif node:
        yield node


def is_mixed(text: str) -> bool:
    """Tell whether words from right to left stand beside others without an isolate."""
    text, times = ISOLATE.subn("", text)
    while times:
        text, times = ISOLATE.subn("", text)
    return has_right_to_left(text) and re.search("[A-Za-z]", text) is not None


@pytest.mark.parametrize("page", ["timeline", "people", "evidence", "data"])
def test_no_sentence_of_a_page_mixes_directions(page: str) -> None:
    log = full_log()
    values = in_hebrew(plain(log), count(1))
    log = Log.model_validate(values, context={"zone": log.about.zone})
    index = index_log(log)
    event, people = next(iter(log.events)), tuple(log.actors)[:2]
    mixed, read = [], 0
    for selection in (
        Selection(page=page),
        Selection(page=page, event=event),
        Selection(page=page, actor=people),
        Selection(page=page, walk="2"),
    ):
        view = dashboard.view_of(log, index, selection, CONTEXT)
        areas = dashboard.content(view, CONTEXT, ()).areas.values()
        for node in (*(node for area in areas for node in area), *filter_form.elements(view, {})):
            texts = list(texts_of(node))
            read += sum(map(has_right_to_left, texts))
            # the code of a frame to copy is no sentence
            mixed += [text for text in texts if is_mixed(text) and not text.startswith("<iframe")]
    assert read > 20
    assert mixed == []
