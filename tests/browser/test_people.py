"""The People page and the table of the Data page: nothing is cut at any size, keyboard, print."""

import pytest
from playwright.sync_api import Page

from .conftest import OpenPage, fits_across
from .test_accessibility import axe_violations

SIZES = {"phone": (390, 844), "desktop": (1440, 900)}
PAGES = ("?page=people", "?page=people&actor=jamieson-greer")

# Texts that are wider or higher than the element that they stand in, or hidden by one around it.
CUT = """() => [...document.querySelectorAll(".gt-area-main *")].filter((element) => {
    if (!element.checkVisibility() || element.closest(".gt-hidden, svg")) return false
    if (getComputedStyle(element).textOverflow === "ellipsis") return true
    const texts = [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim())
    const end = element.closest(".gt-scroll, .gt-area-main")
    return texts.some((node) => {
        const range = document.createRange()
        range.selectNodeContents(node)
        const text = range.getBoundingClientRect()
        for (let box = element; box !== end; box = box.parentElement) {
            const { display, overflowX, overflowY } = getComputedStyle(box)
            const { left, right, top, bottom } = box.getBoundingClientRect()
            const clips = [overflowX, overflowY].some((value) => value !== "visible")
            if ((clips || box === element) && display !== "inline"
                && (text.left < left - 1 || text.right > right + 1
                    || text.top < top - 6 || text.bottom > bottom + 6)) return true
        }
        return false
    })
}).map((element) => element.textContent)"""


@pytest.mark.parametrize("where", PAGES)
@pytest.mark.parametrize("size", SIZES)
def test_no_text_is_cut_and_only_the_table_scrolls_sideways(
    visit: OpenPage, where: str, size: str
) -> None:
    page = visit(where, size=SIZES[size], ready=".gt-people .gt-cell")
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        page.wait_for_selector(f'.gt-board[data-theme="{theme}"] > .gt-area-main')
        page.evaluate("for (const twin of document.querySelectorAll('details')) twin.open = true")
        assert page.evaluate(CUT) == []
        assert axe_violations(page) == []
        assert fits_across(page)


def names_in_sight(page: Page) -> bool:
    """Tell whether the names of all rows stand at the left edge of the table."""
    return bool(
        page.evaluate(
            """() => {
                const { left } = document.querySelector(".gt-people").getBoundingClientRect()
                return [...document.querySelectorAll(".gt-people th[scope=row]")].every((head) =>
                    Math.abs(head.getBoundingClientRect().left - left) < 1.5)
            }"""
        )
    )


def test_on_a_phone_the_names_of_rows_stay_and_those_of_people_come_again(visit: OpenPage) -> None:
    page = visit("?page=people", size=SIZES["phone"], ready=".gt-people .gt-cell")
    table = page.locator(".gt-people")
    assert names_in_sight(page)
    assert table.evaluate("element => element.scrollWidth > element.clientWidth")
    table.evaluate("element => element.scrollTo(400, 0)")
    assert names_in_sight(page)
    names = page.locator('[data-key="rooms"] .gt-names')
    assert "Wang Xiaohong" in names.inner_text()
    target = page.locator('[data-key="rooms"] .gt-cell').first.bounding_box()
    assert target and min(target["width"], target["height"]) >= 44


def test_on_a_desk_the_table_is_as_wide_as_the_page_and_seats_are_seen_at_once(
    visit: OpenPage,
) -> None:
    page = visit("?page=people", size=SIZES["desktop"], ready=".gt-people .gt-cell")
    wang = page.locator('[data-key="seats"] .gt-cell[aria-label*="Wang Xiaohong"]').first
    box = wang.bounding_box()
    assert box and box["x"] < 1440 and box["y"] < 900


def test_signs_are_walked_and_opened_by_keyboard(visit: OpenPage) -> None:
    page = visit("?page=people", ready=".gt-people .gt-cell")
    page.locator('[data-key="rooms"] .gt-cell').first.focus()
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused.startswith("Jamieson Greer, Swiss leaders receive both sides before the talks")
    assert page.locator("td:focus-within > .gt-cell-card").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_selector('.gt-event[data-key="swiss-leaders-meet-both"]')


def test_the_table_has_heads_that_a_screen_reader_reads(visit: OpenPage) -> None:
    page = visit("?page=people", ready=".gt-people .gt-cell")
    table = page.get_by_role("table", name="People in columns")
    assert table.get_by_role("columnheader", name="Wang Xiaohong").count() == 1
    assert table.get_by_role("rowheader", name="The Kashmir Monitor").count() == 1
    doubt = table.get_by_role("link", name="Wang Xiaohong, Other sources: in doubt")
    assert doubt.count() == 1


def test_hues_are_those_of_the_sides_and_forced_colors_keep_the_signs(visit: OpenPage) -> None:
    page = visit("?page=people", ready=".gt-people .gt-cell")
    stroke = """actor => getComputedStyle(document.querySelector(
        `[data-key=seats] .gt-cell[aria-label^="${actor}"] path`)).stroke"""
    ours, theirs = (page.evaluate(stroke, name) for name in ("Scott Bessent", "He Lifeng"))
    assert (ours, theirs) == ("rgb(28, 93, 159)", "rgb(168, 63, 23)")
    page.emulate_media(forced_colors="active")
    assert page.evaluate(stroke, "Scott Bessent") == page.evaluate(stroke, "He Lifeng")


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_on_paper_the_whole_table_stands_on_the_page(visit: OpenPage, size: str) -> None:
    page = visit("?page=people", size=SIZES[size], ready=".gt-people .gt-cell")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    edges = page.evaluate(
        """() => [...document.querySelectorAll(".gt-people :is(th, td)")]
            .map((cell) => cell.getBoundingClientRect().right)"""
    )
    assert edges and max(edges) <= 700
    assert page.evaluate(CUT) == []


def test_a_person_has_quotations_and_their_sources(visit: OpenPage) -> None:
    page = visit("?page=people&actor=jamieson-greer", ready=".gt-sayings blockquote")
    said = page.locator('[data-key="said-jamieson-greer"]')
    greer = said.locator("blockquote", has_text="The speed with which")
    assert "not word for word" in greer.inner_text()
    assert "The Kashmir Monitor, passage 4" in greer.inner_text()
    assert "What others said of Jamieson Greer" in page.locator(".gt-area-main").inner_text()
    page.locator('[data-key="said-jamieson-greer"] h3 a').first.click()
    page.wait_for_selector(".gt-event")


@pytest.mark.parametrize("size", SIZES)
def test_no_text_of_the_table_of_events_is_cut(visit: OpenPage, size: str) -> None:
    page = visit("?page=data", size=SIZES[size], ready=".gt-events tbody tr")
    assert page.evaluate(CUT.replace(".gt-area-main", ".gt-area-data")) == []
    narrowest = page.evaluate(
        "() => Math.min(...[...document.querySelectorAll('.gt-events :is(td, th)')]"
        ".map((cell) => cell.clientWidth))"
    )
    assert narrowest >= 60, "no word is broken letter by letter"
    assert "Announcement" in page.locator(".gt-events").inner_text()
    assert fits_across(page)
