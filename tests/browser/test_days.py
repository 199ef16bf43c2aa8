"""The bars of days beside the picture: two handles, by hand and by key, and fields for dates."""

from playwright.sync_api import Page, expect

from .conftest import OpenPage, settled, until
from .test_timeline import parameters

FROM, TO = ".gt-handle[name=from]", ".gt-handle[name=to]"


def asks_for(page: Page, **dates: str) -> None:
    """Wait until the address has these ends of the window, and no others."""
    until(
        page,
        """dates => {
            const now = new URLSearchParams(location.search)
            return ["from", "to"].every(end => (now.get(end) ?? "") === (dates[end] ?? ""))
        }""",
        dates,
    )
    settled(page)


def test_arrow_keys_move_the_handles(visit: OpenPage) -> None:
    page = visit()
    page.locator(FROM).focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    asks_for(page, **{"from": "2025-05-10"})
    assert page.locator(FROM).get_attribute("aria-valuetext") == "from Sat 10 May"
    page.locator(TO).focus()
    page.keyboard.press("ArrowLeft")
    asks_for(page, **{"from": "2025-05-10", "to": "2025-05-12"})
    assert page.locator(TO).get_attribute("aria-valuetext") == "to Mon 12 May"
    for _ in range(9):  # never beyond the other one
        page.keyboard.press("ArrowLeft")
    asks_for(page, **{"from": "2025-05-10", "to": "2025-05-10"})
    assert page.locator(".gt-bars .gt-in").count() == 1
    page.locator(".gt-all-days").click()
    asks_for(page)
    assert page.locator(".gt-bars .gt-out").count() == 0


def test_a_hand_drags_a_handle_and_the_bars_follow_at_once(visit: OpenPage) -> None:
    page = visit()
    chart = page.locator(".gt-bars").bounding_box()
    assert chart
    bars = page.locator(".gt-bars li").count()
    y = chart["y"] + chart["height"]
    page.mouse.move(chart["x"], y)
    page.mouse.down()
    page.mouse.move(chart["x"] + chart["width"] * 3 / bars, y, steps=5)
    assert page.locator(".gt-bars .gt-out").count() == 3
    page.mouse.up()
    asks_for(page, **{"from": "2025-05-10"})
    expect(page.locator(".gt-columns-beyond").first).to_be_visible()


def test_dates_can_be_typed(visit: OpenPage) -> None:
    page = visit()
    assert not page.locator("#gt-from").is_visible()
    page.locator(".gt-dates > summary").click()
    page.locator("#gt-from").fill("2025-05-11")
    asks_for(page, **{"from": "2025-05-11"})
    assert page.locator(FROM).input_value() == "4"


def test_an_end_within_a_day_stays_while_the_other_is_moved(visit: OpenPage) -> None:
    page = visit("?from=2025-05-11T08:00Z")
    page.locator(TO).focus()
    page.keyboard.press("ArrowLeft")
    asks_for(page, **{"from": "2025-05-11T08:00Z", "to": "2025-05-12"})


def test_the_search_comes_first_with_examples_that_find_something(visit: OpenPage) -> None:
    page = visit()
    parts = page.eval_on_selector_all(
        ".gt-area-filters > form", "forms => forms.map(form => form.dataset.key)"
    )
    assert parts == ["search", "days", "window", "facets"]
    *examples, question = page.locator(".gt-examples a").all_inner_texts()
    assert examples
    for text in examples:
        page.get_by_role("link", name=text, exact=True).click()
        until(page, "text => document.querySelector('#gt-search').value === text", text)
        settled(page)
        assert parameters(page) == {"q": [text]}
        assert page.locator(".gt-list > li").count() > 0, text
    page.get_by_role("link", name=question, exact=True).click()
    settled(page)
    assert parameters(page).keys() == {"actor", "as"}


def test_kinds_have_their_shapes_and_sides_their_colours(visit: OpenPage) -> None:
    page = visit()
    kinds = page.locator('[data-list="kind"] > li')
    assert kinds.locator(".gt-mark path").count() == kinds.count()
    colours = page.locator('[data-list="party"] .gt-swatch').evaluate_all(
        "all => all.map(swatch => getComputedStyle(swatch).backgroundColor)"
    )
    assert colours[:2] == ["rgb(28, 93, 159)", "rgb(168, 63, 23)"]
    assert set(colours[2:]) == {"rgb(85, 97, 110)"}
    heads = page.locator(".gt-facet > summary .gt-heading").all_inner_texts()
    assert heads[:2] == ["Kind", "Side"]
    assert heads[2:9] == [
        *("Delegation", "Delegation member", "Topic", "Actor", "Told by", "Status", "Source"),
    ]


def test_on_a_phone_the_bars_are_whole(visit: OpenPage) -> None:
    page = visit(size=(390, 844), touch=True)
    page.locator(".gt-filter-button").click()
    page.wait_for_selector(".gt-bars", state="visible")
    page.wait_for_timeout(400)
    box = page.locator(".gt-day-chart").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    assert page.locator(".gt-bars").evaluate("bars => bars.scrollWidth <= bars.clientWidth + 1")


def test_fingers_hold_each_handle_by_44_pixels_even_a_day_apart(visit: OpenPage) -> None:
    page = visit("?from=2025-05-11&to=2025-05-11", size=(390, 844), touch=True)
    page.locator(".gt-filter-button").tap()
    page.wait_for_selector(".gt-bars", state="visible")
    page.wait_for_timeout(400)
    held = page.evaluate("""() => {
        const bars = document.querySelector(".gt-bars").getBoundingClientRect();
        const y = bars.bottom + 4;
        const at = Array.from({ length: innerWidth }, (_, x) => document.elementFromPoint(x, y));
        return ["from", "to"].map((name) => at.filter((e) => e?.name === name).length);
    }""")
    assert min(held) >= 44
