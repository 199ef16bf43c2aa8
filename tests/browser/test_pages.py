"""The People and Evidence pages: links, grid cells, passages, Back, keyboard, narrow screens."""

import pytest
from playwright.sync_api import Page

from .conftest import OpenPage, fits_across, settled, until
from .test_accessibility import SIZES, axe_violations

PAGES = (
    "?page=people&actor=he-lifeng",
    "?page=evidence&at=which-villa",
    "?page=evidence&part=figures",
    "?page=evidence&part=sources",
    "?page=evidence&part=passages&at=uto-digest.8&event=geneva-talks",
)


def opened(page: Page, event: str) -> None:
    page.wait_for_selector(f'.gt-event[data-key="{event}"]')


def in_view(page: Page, element: str) -> bool:
    box = page.locator(f'[id="{element}"]').bounding_box()
    return box is not None and 0 <= box["y"] < page.viewport_size["height"]  # type: ignore[index]


def query(page: Page) -> str:
    return page.url.partition("?")[2]


@pytest.mark.parametrize("where", PAGES)
def test_pages_are_for_everyone(visit: OpenPage, where: str) -> None:
    page = visit(where, size=SIZES["narrow"], ready=".gt-area-main")
    for size, theme in (("narrow", "dark"), ("wide", "light")):
        page.set_viewport_size({"width": SIZES[size][0], "height": SIZES[size][1]})
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        page.wait_for_selector(f'.gt-board[data-theme="{theme}"] > .gt-area-main')
        page.wait_for_timeout(150)
        assert axe_violations(page) == [], (size, theme)
        assert fits_across(page)
        main = page.locator(".gt-area-main")
        assert main.evaluate("element => element.scrollWidth <= element.clientWidth")


def test_a_cell_of_the_table_of_people_opens_its_event_and_back_closes_it(visit: OpenPage) -> None:
    page = visit("?page=people", ready=".gt-people .gt-cell")
    cell = page.locator('[data-key="rooms"] .gt-cell[aria-label*="Wang Xiaohong"]')
    cell.hover()
    card = page.locator('[data-key="rooms"] td:hover > .gt-cell-card')
    assert "Disputed" in card.inner_text() and "passage" in card.inner_text()
    cell.click()
    opened(page, "geneva-talks")
    assert query(page) == "page=people&event=geneva-talks"
    page.go_back()
    page.wait_for_selector(".gt-event", state="detached")
    cell.focus()
    page.keyboard.press("Enter")
    opened(page, "geneva-talks")
    page.keyboard.press("Escape")
    page.wait_for_selector(".gt-event", state="detached")
    page.get_by_text("The same as a table").click()
    table = page.locator('[data-key="presence-table"] table')
    row = table.locator("tr", has_text="Wang Xiaohong")
    assert "disputed" in row.inner_text() and "passage 8" in row.inner_text()


def test_links_of_a_chart_stand_on_what_plotly_drew(visit: OpenPage) -> None:
    page = visit("?page=evidence&part=figures", ready=".gt-chart-figure .points path")
    folded = page.locator(".gt-more-figures > summary")
    for width in (1440, 1100):
        page.set_viewport_size({"width": width, "height": 900})
        if folded.count():
            folded.nth(int(width == 1440)).click()
        page.wait_for_timeout(400)
        apart = page.evaluate(
            """() => [...document.querySelectorAll(".gt-chart")].map((chart) => {
                if (!chart.checkVisibility()) return 0
                const middle = (element) => {
                    const { x, y, width, height } = element.getBoundingClientRect()
                    return [x + width / 2, y + height / 2]
                }
                const points = [...chart.querySelectorAll(".points path")].map(middle)
                const spots = [...chart.querySelectorAll(".gt-chart-spot[href]")].map(middle)
                return Math.max(...spots.map(([x, y]) =>
                    Math.min(...points.map(([a, b]) => Math.hypot(x - a, y - b)))))
            })"""
        )
        assert apart and max(apart) < 2, apart


def test_a_name_brings_the_person_and_the_person_filters_the_timeline(visit: OpenPage) -> None:
    page = visit("?page=people", ready=".gt-person")
    page.locator("#person-li-chenggang").click()
    page.wait_for_selector("#gt-person")
    assert query(page) == "page=people&actor=li-chenggang"
    assert "by Li Chenggang" in page.locator(".gt-sentence").inner_text()
    page.get_by_text("On the timeline").click()
    page.wait_for_selector(".gt-columns-mark", state="attached")
    assert query(page) == "actor=li-chenggang"
    settled(page)
    page.go_back()
    page.wait_for_selector("#gt-person")
    page.get_by_role("link", name="Everyone again").click()
    page.wait_for_selector("#gt-person", state="detached")
    assert query(page) == "page=people"


def test_from_an_event_to_its_passage_and_back(visit: OpenPage) -> None:
    page = visit("?event=greer-deal")
    citations = page.locator(".gt-citations")
    citations.locator("summary", has_text="Passage 3").first.click()
    citations.get_by_role("link", name="Among the passages of the article").first.click()
    page.wait_for_selector('.gt-passages li[aria-current="true"]')
    assert query(page) == "page=evidence&part=passages&at=kashmir-monitor.3"
    assert in_view(page, "at-kashmir-monitor.3")
    row = page.locator('[data-key="kashmir-monitor.3"]')
    row.get_by_role("link", name="Greer links the outcome").click()
    opened(page, "greer-deal")
    assert in_view(page, "at-kashmir-monitor.3"), "the passage stays where it was"
    page.reload()
    opened(page, "greer-deal")
    for _ in range(2):
        page.go_back()
        settled(page)
    page.wait_for_selector(".gt-columns-mark", state="attached")
    assert query(page) == "event=greer-deal"


def test_a_link_to_a_question_or_a_passage_far_down_shows_it(visit: OpenPage) -> None:
    for where, element in (
        ("?page=evidence&at=who-speaks-unnamed", "at-who-speaks-unnamed"),
        ("?page=evidence&part=sources&at=statista-china-deficit", "at-statista-china-deficit"),
    ):
        page = visit(where, ready=f'[id="{element}"]')
        page.wait_for_timeout(600)
        assert in_view(page, element), where


def test_the_filter_for_differing_accounts_leads_to_the_questions(visit: OpenPage) -> None:
    page = visit("?topic=fentanyl")
    page.get_by_role("link", name="See what each of them says").click()
    page.wait_for_selector(".gt-question")
    assert query(page) == "page=evidence&topic=fentanyl"
    some = page.locator(".gt-question").count()
    page.locator(".gt-question", has_text="Wang Xiaohong").get_by_role("link").first.click()
    page.wait_for_selector(".gt-answer")
    assert query(page) == "page=evidence&at=wang-xiaohong-present&topic=fentanyl"
    page.locator(".gt-answer .gt-touched a").first.click()
    page.wait_for_selector(".gt-event")
    page.get_by_role("link", name="Clear all").click()
    until(page, "n => document.querySelectorAll('.gt-question').length > n", arg=some)


def test_charts_follow_a_change_of_theme(visit: OpenPage) -> None:
    page = visit("?page=evidence&part=figures", ready=".gt-chart-figure .points path")
    sign = "[...document.querySelectorAll('.gt-chart-figure .points path')].at(-1)"
    colour = f"() => getComputedStyle({sign}).stroke"
    light = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")
    until(page, f"was => ({colour})() !== was", arg=light)


@pytest.mark.parametrize("width", [390, 1440])
def test_names_of_figures_are_whole(visit: OpenPage, width: int) -> None:
    page = visit("?page=evidence&part=figures", size=(width, 900), ready=".gt-chart-row")
    page.evaluate("for (const more of document.querySelectorAll('details')) more.open = true")
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".gt-chart-row")]
            .filter((row) => row.scrollHeight > row.clientHeight + 6)  // less than a line
            .map((row) => row.textContent)"""
    )
    assert cut == []
