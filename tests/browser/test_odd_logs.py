"""Pages of logs of unusual sizes in Chromium: nothing is cut, nothing is wider than the screen."""

from collections.abc import Iterator

import pytest

from tests.odd_logs import text_of

from .conftest import Dashboard, OpenPage, fits_across, serve
from .test_accessibility import serious
from .test_frame import CUT

PAGES = {
    "": ".gt-columns-mark",
    "?page=people": ".gt-people",
    "?page=evidence": "h2",
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
    for query, ready in PAGES.items():
        page = visit(query, at=odd_dashboard, size=size, ready=ready)
        assert fits_across(page), query
        assert page.evaluate(CUT) == [], query
        # what axe finds at one size it finds at the other
        if size[0] > 1000:
            assert serious(page) == [], query
        page.context.close()
