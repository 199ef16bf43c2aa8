"""The accounts side by side, as a reader uses them in Chromium: keys, panel, folds, sizes."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage, fits_across, settled, until
from .test_accessibility import SIZES, axe_violations
from .test_pages import query

ROW = ".gt-question"
OPENED = "?page=evidence&at=size-of-the-cut"
# Returns the words that are wider than their room.
CUT = """all => all.filter(each => each.checkVisibility() && each.clientWidth > 0
  && each.scrollWidth > each.clientWidth + 1).map(each => each.textContent)"""


def shown(page: Page) -> list[str]:
    """Return the ids of the questions that are shown."""
    return [
        str(row.get_attribute("data-key")) for row in page.locator(ROW).all() if row.is_visible()
    ]


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_every_group_stands_on_the_first_screen_in_rows_of_24_pixels(visit: OpenPage) -> None:
    page = visit("?page=evidence", ready=ROW)
    groups = page.locator(".gt-question-group").all()
    assert len(groups) == 5
    for group in groups:
        box = group.bounding_box()
        assert box and box["y"] + box["height"] <= 900
    heights = page.eval_on_selector_all(
        ROW, "all => all.map(row => row.getBoundingClientRect().height).filter(Boolean)"
    )
    assert len(heights) >= 20 and all(23 <= height <= 25 for height in heights)


def test_a_folded_group_unfolds_and_the_page_remembers_it(visit: OpenPage) -> None:
    page = visit("?page=evidence", ready=ROW)
    assert "which-day-the-post" not in shown(page)
    page.locator(".gt-question-group summary", has_text="Both can stand").click()
    assert "which-day-the-post" in shown(page)
    page.locator(f'{ROW}[data-key="which-villa"] th a').click()
    page.wait_for_selector(".gt-answer")
    assert "which-day-the-post" in shown(page)


def test_up_and_down_move_enter_opens_and_escape_closes(visit: OpenPage) -> None:
    page = visit("?page=evidence", ready=ROW)
    order = shown(page)
    page.locator(f"#at-{order[0]}").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert focused(page) == f"at-{order[2]}"
    page.keyboard.press("ArrowUp")
    assert focused(page) == f"at-{order[1]}"
    page.keyboard.press("Enter")
    page.wait_for_selector(f'.gt-answer[data-key="{order[1]}"]')
    assert query(page) == f"page=evidence&at={order[1]}"
    page.keyboard.press("ArrowDown")
    assert focused(page) == f"at-{order[2]}"
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(f'.gt-answer[data-key="{order[2]}"]')
    page.keyboard.press("Escape")
    page.wait_for_selector(".gt-answer", state="detached")
    assert query(page) == "page=evidence"
    page.go_back()
    page.wait_for_selector(f'.gt-answer[data-key="{order[2]}"]')


def test_the_panel_stands_beside_the_table_and_the_row_runs_into_it(visit: OpenPage) -> None:
    page = visit(OPENED, ready=".gt-answer")
    table = page.locator(f'{ROW}[data-key="who-sat-for-china"]').bounding_box()
    panel = page.locator(".gt-answered > td").bounding_box()
    assert table and panel
    assert panel["x"] >= table["x"] + table["width"]
    outline = page.evaluate(
        """() => {
          const row = document.querySelector('.gt-question[aria-current]')
          const { width } = getComputedStyle(row.querySelector('a'), '::after')
          return row.getBoundingClientRect().left + parseFloat(width)
        }"""
    )
    assert abs(outline - panel["x"]) < 3
    page.set_viewport_size({"width": 1100, "height": 900})
    settled(page)
    row = page.locator(f"{ROW}[aria-current]").bounding_box()
    below = page.locator(".gt-answer").bounding_box()
    assert row and below
    assert abs(below["y"] - row["y"] - row["height"]) < 2


def test_days_lead_to_the_timeline(visit: OpenPage) -> None:
    page = visit("?page=evidence", ready=ROW)
    page.locator(f'{ROW}[data-key="which-villa"] .gt-days a').click()
    page.wait_for_selector(".gt-columns-mark", state="attached")
    assert query(page) == "from=2025-05-10&to=2025-05-11"


def test_on_a_phone_two_wings_stand_above_a_band(visit: OpenPage) -> None:
    page = visit("?page=evidence", size=SIZES["narrow"], ready=ROW)
    row = page.locator(f'{ROW}[data-key="who-sat-for-china"]')
    left, right = (row.locator(f".gt-{side}").bounding_box() for side in ("left", "right"))
    band = row.locator(".gt-other-sources").bounding_box()
    assert left and right and band
    assert left["y"] == right["y"] and left["x"] + left["width"] <= right["x"]
    assert band["y"] >= max(box["y"] + box["height"] for box in (left, right)) - 1
    for target in (f"{ROW} th a", f"{ROW} .gt-days a", ".gt-question-group summary"):
        heights = page.eval_on_selector_all(
            target,
            "all => all.map(each => each.getBoundingClientRect().height).filter(Boolean)",
        )
        assert min(heights) >= 44, target


@pytest.mark.parametrize(
    ("size", "theme"),
    [
        *(((1440, 900), "light"), ((1100, 800), "dark"), ((768, 1024), "light")),
        *(((390, 844), "dark"), ((320, 640), "light")),
    ],
)
def test_no_word_is_cut_and_nothing_scrolls_sideways(
    visit: OpenPage, size: tuple[int, int], theme: str
) -> None:
    page = visit(OPENED, size=size, theme=theme, ready=".gt-answer")
    page.evaluate(
        "for (const each of document.querySelectorAll('.gt-asked details')) each.open = true"
    )
    for words in (f"{ROW} :is(th, td, a, .gt-words)", ".gt-asked-top :is(h2, p, li)"):
        assert page.eval_on_selector_all(words, CUT) == []
    assert fits_across(page)
    assert axe_violations(page) == []


def test_joints_are_seen_in_forced_colours_and_on_paper(visit: OpenPage) -> None:
    page = visit(OPENED, theme="dark", ready=".gt-answer")
    stroke = "getComputedStyle(document.querySelector('.gt-question .gt-joint path')).stroke"
    page.emulate_media(forced_colors="active")
    assert page.evaluate(stroke) == page.evaluate(
        "getComputedStyle(document.querySelector('.gt-question td')).color"
    )
    page.emulate_media(media="print", forced_colors="none")
    until(page, "document.querySelector('.gt-board').dataset.theme === 'light'")
    expect(page.locator(".gt-answer h3")).to_be_visible()
    for row in page.locator(ROW).all():
        expect(row).to_be_visible()


def test_the_page_is_as_wide_as_the_window_and_leads_to_the_others(visit: OpenPage) -> None:
    page = visit("?page=evidence", ready=ROW)
    table = page.locator(".gt-asked").bounding_box()
    assert table and table["width"] > 1300
    page.locator(".gt-pages a", has_text="Timeline").click()
    page.wait_for_selector(".gt-columns-mark", state="attached")
    expect(page.locator(".gt-facet").first).to_be_in_viewport()
