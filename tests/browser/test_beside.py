"""The passages on one question beside each other, and the accounts as files, in Chromium."""

import pytest
from playwright.sync_api import FloatRect, Page, expect

from .conftest import OpenPage, fits_across
from .test_accessibility import SIZES, axe_violations
from .test_accounts import CUT
from .test_pages import query

SHOWN = ".gt-beside"
OPENED = "?page=evidence&part=passages&at=size-of-the-cut"


def columns(page: Page) -> list[FloatRect]:
    boxes = [article.bounding_box() for article in page.locator(".gt-articles > section").all()]
    return [box for box in boxes if box]


def test_the_open_question_leads_to_its_passages_and_keys_to_the_next(visit: OpenPage) -> None:
    page = visit("?page=evidence&at=size-of-the-cut", ready=".gt-answer")
    page.get_by_role("link", name="Passages beside each other").click()
    page.wait_for_selector(SHOWN)
    assert f"?{query(page)}" == OPENED
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(f'{SHOWN}:not([data-key="size-of-the-cut"])')
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector(f'{SHOWN}[data-key="size-of-the-cut"]')
    page.locator(SHOWN).get_by_role("link", name="link to passage 3").click()
    page.wait_for_selector('.gt-passages li[aria-current="true"]')
    page.go_back()
    page.wait_for_selector(SHOWN)
    page.keyboard.press("Escape")
    page.wait_for_selector(SHOWN, state="detached")
    assert query(page) == "page=evidence&part=passages"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1920, 1080), (1440, 900), (768, 1024), (390, 844), (320, 640)])
def test_articles_stand_beside_each_other_and_on_a_phone_one_below_the_other(
    visit: OpenPage, size: tuple[int, int], theme: str
) -> None:
    page = visit(OPENED, size=size, theme=theme, ready=SHOWN)
    first, second = columns(page)
    if size[0] > 700:
        assert first["y"] == second["y"] and first["x"] + first["width"] <= second["x"]
    else:
        assert first["x"] == second["x"] and first["y"] + first["height"] <= second["y"]
    assert page.eval_on_selector_all(f"{SHOWN} :is(h2, h3, p, li, a, header)", CUT) == []
    assert fits_across(page)
    assert axe_violations(page) == []
    if size[0] == 390:
        heights = page.eval_on_selector_all(
            f"{SHOWN} .gt-button", "all => all.map(each => each.getBoundingClientRect().height)"
        )
        assert heights and min(heights) >= 44


def test_on_paper_they_stand_beside_each_other_without_buttons(visit: OpenPage) -> None:
    page = visit(OPENED, size=(760, 1080), ready=SHOWN)
    page.emulate_media(media="print")
    first, second = columns(page)
    assert first["y"] == second["y"] and first["x"] < second["x"]
    assert not page.locator(f"{SHOWN} .gt-button").first.is_visible()
    expect(page.locator(f"{SHOWN} .gt-found")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_the_menu_offers_the_accounts_as_files(visit: OpenPage, size: str) -> None:
    page = visit("?page=evidence&q=fentanyl", size=SIZES[size], ready=".gt-question")
    page.locator(".gt-take summary").first.click()
    with page.expect_download() as info:
        page.locator(".gt-formats a", has_text="SVG").click()
    assert "questions.svg" in info.value.suggested_filename
    svg = info.value.path().read_text(encoding="utf-8")
    assert "Was fentanyl a subject of the talks?" in svg
    assert axe_violations(page) == []
