"""The panel of an open event, beside the picture, and the list below both: one page scrolls."""

from playwright.sync_api import Page, expect

from .conftest import OpenPage, settled

PANEL = ".gt-area-reading > .gt-event"
OPEN_MARK = ".gt-columns-mark[aria-current]"
# Returns the classes of what scrolls upright within the page.
SCROLLERS = """() => [...document.querySelectorAll(".gt-board:not(:has(.gt-search)) *")]
  .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowY))
  .filter((element) => element.scrollHeight > element.clientHeight + 1 && element.checkVisibility())
  .map((element) => element.className)"""


def scroll_to(page: Page, pixels: int) -> None:
    page.evaluate(
        "pixels => { document.querySelector('[data-testid=stMain]').scrollTop = pixels }", pixels
    )


def is_on_screen(page: Page, selector: str) -> bool:
    """Return whether the beginning of an element is on the screen."""
    box = page.locator(selector).bounding_box()
    size = page.viewport_size
    return bool(box and size and 0 <= box["y"] <= size["height"] - 20)


def test_the_panel_stays_beside_the_picture_while_the_page_scrolls(visit: OpenPage) -> None:
    page = visit("?event=greer-deal")
    panel = page.locator(PANEL)
    expect(panel).to_be_visible()
    height = page.locator(".gt-columns").bounding_box()
    assert height and height["height"] > 700
    for pixels in (0, 150, 300):
        scroll_to(page, pixels)
        assert is_on_screen(page, PANEL), pixels
        assert is_on_screen(page, "#gt-event"), pixels
        assert is_on_screen(page, ".gt-event .gt-close"), pixels
    end = page.locator(".gt-event > :last-child")
    end.scroll_into_view_if_needed()
    expect(end).to_be_in_viewport()
    # what closes it is there however far its words are scrolled
    assert is_on_screen(page, ".gt-event .gt-close")


def test_the_list_has_the_whole_width_below_the_picture(visit: OpenPage) -> None:
    for query in ("", "?event=greer-deal"):
        page = visit(query)
        head, listing, picture = (
            page.locator(selector).bounding_box()
            for selector in (".gt-area-header", ".gt-listing", ".gt-columns")
        )
        assert head and listing and picture
        assert (listing["x"], listing["width"]) == (head["x"], head["width"])
        assert listing["y"] >= picture["y"] + picture["height"]
        page.close()


def test_nothing_but_the_page_and_the_panel_scrolls(visit: OpenPage) -> None:
    for query in ("", "?event=greer-deal", "?page=evidence", "?page=people&actor=he-lifeng"):
        page = visit(query, ready=".gt-area-header h1")
        settled(page)
        inside = [name for name in page.evaluate(SCROLLERS) if "gt-area-reading" not in name]
        assert not inside, query
        page.close()


def test_the_mark_of_an_event_opened_low_in_the_picture_stays_on_the_screen(
    visit: OpenPage,
) -> None:
    page = visit()
    marks = page.locator(".gt-columns-mark")
    places = marks.evaluate_all("marks => marks.map(mark => mark.getBoundingClientRect().top)")
    low = marks.nth(places.index(max(places)))
    low.scroll_into_view_if_needed()
    event = low.get_attribute("data-event")
    low.click()
    expect(page.locator(OPEN_MARK)).to_have_attribute("data-event", str(event))
    settled(page)
    assert is_on_screen(page, OPEN_MARK)
    assert is_on_screen(page, "#gt-event")


def test_an_event_opened_from_the_list_is_read_beside_its_mark(visit: OpenPage) -> None:
    page = visit()
    entry = page.locator(".gt-list > li a").last
    entry.scroll_into_view_if_needed()
    entry.click()
    page.wait_for_selector(OPEN_MARK)
    settled(page)
    assert is_on_screen(page, OPEN_MARK)
    assert is_on_screen(page, "#gt-event")


def test_the_next_event_is_read_from_its_head_on(visit: OpenPage) -> None:
    page = visit("?event=greer-deal")
    page.locator(".gt-area-reading").evaluate("panel => { panel.scrollTop = 400 }")
    page.keyboard.press("ArrowRight")
    expect(page.locator(f'{OPEN_MARK}:not([data-event="greer-deal"])')).to_have_count(1)
    settled(page)
    assert page.locator(".gt-area-reading").evaluate("panel => panel.scrollTop") == 0
    assert is_on_screen(page, OPEN_MARK)
