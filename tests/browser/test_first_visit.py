"""The first visit: nothing jumps, the picture is soon there, and one hint says how to use it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Dashboard, OpenPage, settled, until

SIZES = [(1440, 900), (390, 844)]
MOST = 0.02  # of layout shift, as browsers count it
# Notes every shift, with what moved.
NOTE = """window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    const moved = sources.map(({ node }) => node?.dataset?.testid || node?.className || "");
    if (!hadRecentInput) window.shifts.push([value, moved.join(" ")]);
  }
}).observe({ type: "layout-shift", buffered: true });"""
HINT = ".gt-hint"


@pytest.mark.parametrize(
    "query", ["", "?event=greer-deal", "?page=evidence", "?page=people", "?walk=2"]
)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_jumps_on_the_first_visit(
    browser: Browser, dashboard: Dashboard, size: tuple[int, int], query: str
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.add_init_script(NOTE)
    page.goto(dashboard.address + query)
    page.wait_for_selector(".gt-masthead, .gt-area-step > *", timeout=60_000, state="attached")
    settled(page)
    until(page, "!document.querySelector('.gt-waiting')")
    page.wait_for_timeout(1000)
    shifts = page.evaluate("window.shifts")
    assert sum(value for value, _ in shifts) <= MOST, shifts
    context.close()


def hint_of(page: Page) -> str:
    expect(page.locator(HINT)).to_be_visible()
    page.wait_for_timeout(300)
    return page.locator(f"{HINT} p").inner_text()


@pytest.mark.parametrize("size", SIZES)
def test_the_hint_is_dismissed_for_good_and_moves_nothing(
    visit: OpenPage, size: tuple[int, int]
) -> None:
    page = visit(size=size, touch=size[0] < 400, first=True)
    assert hint_of(page).count(".") == 1, "one sentence"
    button = page.get_by_role("button", name="Do not show this again")
    box = button.bounding_box()
    assert box and min(box["width"], box["height"]) >= 44
    parts = ".gt-area, .gt-columns > :not(.gt-event-card), .gt-columns-mark"
    places = f"""[...document.querySelectorAll("{parts}")]
        .map((element) => element.getBoundingClientRect().top)"""
    before = page.evaluate(places)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(HINT)).to_be_hidden()
    assert page.evaluate(places) == before
    assert page.evaluate("document.activeElement.matches('.gt-columns-mark')"), "focus stays here"
    page.reload()
    page.wait_for_selector(".gt-columns-mark")
    settled(page)
    expect(page.locator(HINT)).to_be_hidden()


@pytest.mark.parametrize("query", ["?embed=true&show=chart", "?walk=1", "?event=greer-deal"])
def test_no_hint_where_the_picture_is_not_met_for_the_first_time(
    visit: OpenPage, query: str
) -> None:
    page = visit(query, first=True)
    expect(page.locator(HINT)).to_be_hidden()


def test_a_browser_that_keeps_nothing_shows_the_hint_until_it_is_dismissed(
    browser: Browser, dashboard: Dashboard
) -> None:
    context = browser.new_context()
    context.add_init_script(
        """for (const name of ["getItem", "setItem"])
            Storage.prototype[name] = () => { throw new DOMException("no", "SecurityError") }"""
    )
    page = context.new_page()
    page.goto(dashboard.address)
    hint_of(page)
    page.get_by_role("button", name="Do not show this again").click()
    expect(page.locator(HINT)).to_be_hidden()
    page.locator("input[name=topic]").first.check()
    settled(page)
    page.wait_for_timeout(300)
    expect(page.locator(HINT)).to_be_hidden()
    context.close()
