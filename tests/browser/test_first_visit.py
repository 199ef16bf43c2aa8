"""The first visit: what is there already does not jump when the rest comes."""

import pytest
from playwright.sync_api import Browser

from .conftest import Dashboard

MOST = 0.02  # of layout shift, as browsers count it
# Notes the shifts of elements of ours; where Streamlit puts its sidebar is not in our hands.
NOTE = """window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    const moved = sources.filter(({ node }) => node?.closest?.(".gt-board"));
    if (moved.length) window.shifts.push(value);
  }
}).observe({ type: "layout-shift", buffered: true });"""


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_nothing_of_the_picture_jumps_on_the_first_visit(
    browser: Browser, dashboard: Dashboard, size: tuple[int, int]
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.add_init_script(NOTE)
    page.goto(dashboard.address)
    page.wait_for_selector(".gt-columns-mark", timeout=60_000)
    page.wait_for_timeout(1000)
    assert sum(page.evaluate("window.shifts")) <= MOST
    context.close()
