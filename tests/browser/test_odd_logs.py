"""Pages of logs of unusual sizes in Chromium: nothing is cut, nothing is wider than the screen."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.odd_logs import LOGS, text_of

from .conftest import IS_STILL, Dashboard, OpenPage, fits_across, follow, serve, until
from .test_accessibility import axe_violations
from .test_type import CUT

PAGES = {
    "": ".gt-columns-mark",
    "?page=people": ".gt-people",
    "?page=evidence": ".gt-area-main",
    "?page=data": ".gt-events",
}


@pytest.fixture(
    scope="module", params=["three articles", "no article", "200 questions", "five delegations"]
)
def odd_dashboard(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Dashboard]:
    """Serve a log of an unusual size."""
    yield from serve(tmp_path_factory.mktemp("odd"), log_text=text_of(request.param))


@pytest.mark.parametrize("size", [(390, 844), (1440, 900)], ids=["phone", "desktop"])
def test_no_text_is_cut_and_nothing_is_wider_than_the_screen(
    visit: OpenPage, odd_dashboard: Dashboard, size: tuple[int, int]
) -> None:
    page = visit("", at=odd_dashboard, size=size)
    for query, ready in PAGES.items():
        follow(page, query)
        page.wait_for_selector(ready)
        until(page, IS_STILL)  # the sidebar slides in and out
        assert fits_across(page), query
        assert page.evaluate(CUT) == [], query
        # what axe finds at one size it finds at the other
        if size[0] > 1000:
            assert axe_violations(page) == [], query


HEBREW = "\u05e4\u05d2\u05d9\u05e9\u05d4 2."
# Whether the full stop at the end of a text is at the left of its first letter.
ENDS_AT_THE_LEFT = """element => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    let text = walker.nextNode()
    while (text && !text.data.endsWith("2.")) text = walker.nextNode()
    const left = (at) => {
        const range = document.createRange()
        range.setStart(text, at)
        range.setEnd(text, at + 1)
        return range.getBoundingClientRect().left
    }
    return left(text.data.length - 1) < left(text.data.length - 7)
}"""


def test_a_title_from_right_to_left_ends_at_its_left(visit: OpenPage, tmp_path: Path) -> None:
    event = {"title": HEBREW, "kind": "post", "when": "2025-05-11"}
    log = {**LOGS["no question"], "events": {"meeting": event}}
    for own in serve(tmp_path, log_text=json.dumps(log)):
        page = visit("", at=own)
        for place in (".gt-columns-mark .gt-line", ".gt-listing .gt-title"):
            assert page.locator(place).first.evaluate(ENDS_AT_THE_LEFT), place
        page.close()
