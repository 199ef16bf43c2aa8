"""The registry of pages: an address can name each, and each shows something of any log."""

from dataclasses import replace

import pytest

from components.events import Log
from components.pages import PAGES, Content, dashboard
from components.pages.evidence import PARTS as EVIDENCE
from components.selection import PAGES as KEYS
from components.selection import PARTS, pages_of_log
from tests.frames.sample import make_log, of_whens, small_log, the_log
from tests.pages.sample import CONTEXT
from tests.selection.sample import view_of

LOGS = [the_log(), small_log(), of_whens("2025-05-11"), make_log({"events": {}})]


def test_an_address_names_the_pages_and_the_parts_that_there_are() -> None:
    assert tuple(PAGES) == KEYS
    assert tuple(EVIDENCE) == PARTS
    assert [row.key for row in PAGES.values()] == list(PAGES)


@pytest.mark.parametrize("log", LOGS)
def test_every_page_of_a_log_shows_its_tabs_and_its_content(log: Log) -> None:
    for page in pages_of_log(log):
        content = dashboard.content(view_of(log, page=page), CONTEXT)
        assert {"header", "foot"} <= {*content.areas, *content.below}
        assert len({*content.areas, *content.below}) > 2 or content.picture
        assert isinstance(content, Content)


def test_in_a_frame_no_page_but_the_timeline_is_shown() -> None:
    framed = replace(CONTEXT, is_framed=True)
    people = view_of(page="people")
    view = dashboard.view_of(people.log, people.engine, people.selection, framed)
    assert view.selection.page == "timeline"
    assert dashboard.title(view) == people.log.about.title
    assert dashboard.content(view, framed).picture


def test_the_title_of_the_tab_names_the_page_the_part_or_the_open_event() -> None:
    about = the_log().about.title
    for fields, words in (
        ({}, ""),
        ({"page": "people"}, "People"),
        ({"page": "evidence", "part": "sources"}, "Sources"),
        ({"page": "data", "event": "greer-deal"}, the_log().events["greer-deal"].title),
    ):
        expected = f"{words} · {about}" if words else about
        assert dashboard.title(view_of(None, **fields)) == expected
