"""axe-core finds nothing, on wide and narrow screens; the picture has a name."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from .conftest import OpenPage

SIZES = {"narrow": (390, 844), "wide": (1440, 900)}


def axe_violations(page: Page, **options: bool) -> list[str]:
    """Return what axe-core finds, however minor, with the elements; `options` are its own."""
    # Only of violations are all elements described: of all that passes it takes seconds.
    found = Axe().run(page, options={"resultTypes": ["violations"]} | options)
    return [
        f"{item['id']}: {item['help']}: {[node['html'][:160] for node in item['nodes'][:3]]}"
        for item in found.response["violations"]
    ]


@pytest.mark.parametrize(
    ("size", "theme"),
    [
        ("narrow", "light"),
        ("narrow", "dark"),
        ("wide", "light"),
    ],
)
def test_axe_finds_nothing(visit: OpenPage, size: str, theme: str) -> None:
    page = visit("?event=greer-deal&topic=agreement", size=SIZES[size], theme=theme)
    assert axe_violations(page) == []
    if size == "narrow":
        page.locator(".gt-filter-button").click()
        page.wait_for_selector(".gt-facet", state="visible")
        page.wait_for_timeout(400)  # the drawer slides in
        assert axe_violations(page) == []


@pytest.mark.parametrize("query", ["?page=data", "?q=zebra", "?topic=nonsense"])
def test_axe_finds_nothing_on_other_views(visit: OpenPage, query: str) -> None:
    page = visit(query, ready=".gt-sentence")
    assert axe_violations(page) == []


def test_the_picture_is_named_by_the_sentence(visit: OpenPage) -> None:
    page = visit("?topic=tariffs")
    label = page.locator(".gt-columns-marks").get_attribute("aria-label")
    assert label == f"Timeline. {page.locator('.gt-sentence').inner_text()}"
