"""The walk, followed to its end: by keyboard, on a phone, in a frame and on paper."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, fits_across, settled, until
from tests.browser.test_accessibility import axe_violations
from tests.frames.sample import the_log

WALK = the_log().walk
assert WALK
STEPS = WALK.steps
PHONE = (390, 844)


def at_step(page: Page, number: int) -> None:
    """Wait for a step; its heading has the focus and is in sight."""
    heading = page.locator(f"#step-{number}")
    expect(heading).to_have_text(STEPS[number - 1].title)
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    expect(page.locator(".gt-rail [aria-current=step] .gt-number")).to_have_text(str(number))
    assert f"walk={number}" in page.url
    settled(page)


def labelled(page: Page) -> set[str]:
    """Return the events whose words stand in the picture."""
    ids: list[str] = page.eval_on_selector_all(
        ".gt-columns-mark:has(.gt-line)", "marks => marks.map(({ dataset }) => dataset.event)"
    )
    return set(ids)


def shows(page: Page, number: int) -> None:
    """Wait until the words in the picture are those of a step."""
    for _ in range(100):
        if labelled(page) == set(STEPS[number - 1].focus):
            return
        page.wait_for_timeout(100)
    raise AssertionError((number, labelled(page)))


def test_it_is_followed_to_its_end_by_keyboard(visit: OpenPage) -> None:
    page = visit()
    way = page.get_by_role("link", name="Walk through it in nine steps")
    way.focus()
    page.keyboard.press("Enter")
    for number in range(1, len(STEPS) + 1):
        at_step(page, number)
        shows(page, number)
        page.keyboard.press("ArrowRight")
    # there is nothing beyond the end
    at_step(page, len(STEPS))
    page.keyboard.press("ArrowLeft")
    at_step(page, len(STEPS) - 1)
    # the picture keeps the arrows for its marks
    page.locator('.gt-columns-mark[tabindex="0"]').focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    assert f"walk={len(STEPS) - 1}" in page.url
    page.keyboard.press("Escape")
    expect(page.locator(".gt-step")).to_be_hidden()
    until(page, "!location.search.includes('walk')")
    expect(page.get_by_role("link", name="Walk through it in nine steps")).to_be_visible()
    page.go_back()
    at_step(page, len(STEPS) - 1)


def test_it_is_followed_to_its_end_on_a_phone_with_the_card_above_the_picture(
    visit: OpenPage,
) -> None:
    page = visit(size=PHONE, touch=True)
    page.get_by_role("link", name="Walk through it in nine steps").tap()
    for number in range(1, len(STEPS) + 1):
        at_step(page, number)
        card, picture = (
            page.locator(place).bounding_box() for place in (".gt-step", ".gt-columns")
        )
        assert card and picture
        assert card["y"] + card["height"] <= picture["y"]
        shows(page, number)
        assert fits_across(page)
        for target in page.locator(".gt-walk-on .gt-button, .gt-walk-out .gt-button").all():
            box = target.bounding_box()
            assert box and box["height"] >= 44
        if number < len(STEPS):
            page.get_by_role("link", name="Next", exact=True).tap()
    page.get_by_role("link", name="Leave the walk").tap()
    until(page, "!location.search.includes('walk')")


def test_a_step_is_within_reach_of_everybody(visit: OpenPage) -> None:
    for theme, size in (("light", (1440, 900)), ("dark", PHONE)):
        page = visit("?walk=6", theme=theme, size=size)
        assert axe_violations(page) == []


def test_exploring_leaves_the_walk_for_the_view_of_its_step(visit: OpenPage) -> None:
    page = visit("?walk=6")
    page.get_by_role("link", name="Explore from here").click()
    expect(page.locator("#gt-event")).to_be_visible()
    assert "event=greer-deal" in page.url
    assert "delegation=us-delegation" in page.url
    assert "walk" not in page.url


def test_a_mark_that_is_pressed_opens_its_event_and_leaves_the_walk(visit: OpenPage) -> None:
    page = visit("?walk=6")
    page.locator('.gt-columns-mark[data-event="bessent-promises-details"]').click()
    expect(page.locator("#gt-event")).to_be_visible()
    assert page.url.endswith("?event=bessent-promises-details")


def test_a_frame_shows_it_and_leaves_the_focus_where_it_is(visit: OpenPage) -> None:
    page = visit("?page=data", ready="h2")
    page.evaluate(
        """() => {
            const frame = document.createElement("iframe")
            frame.src = "?embed=true&walk=4"
            frame.style = "position: fixed; inset: 0; width: 900px; height: 800px; z-index: 9999999"
            document.body.append(frame)
            document.body.tabIndex = -1
            document.body.focus()
        }"""
    )
    frame = page.frame_locator("iframe")
    expect(frame.locator("#step-4")).to_have_text(STEPS[3].title)
    expect(frame.locator(".gt-columns-mark").first).to_be_attached()
    assert page.evaluate("document.activeElement.localName") != "iframe"
    frame.get_by_role("link", name="Next", exact=True).click()
    expect(frame.locator("#step-5")).to_be_focused()


def test_nothing_moves_by_itself(visit: OpenPage) -> None:
    page = visit("?walk=4")
    page.emulate_media(reduced_motion="reduce")
    page.keyboard.press("ArrowRight")
    at_step(page, 5)
    assert page.evaluate("document.getAnimations().length") == 0


def test_on_paper_it_is_a_handout_of_all_steps(visit: OpenPage) -> None:
    page = visit("?walk=4")
    page.emulate_media(media="print")
    handout = page.locator(".gt-handout")
    expect(handout).to_be_visible()
    for step in STEPS:
        expect(handout.get_by_text(step.title)).to_be_visible()
    expect(page.locator(".gt-step")).to_be_hidden()
    expect(page.locator(".gt-area-picture")).to_be_hidden()
    expect(page.locator(".gt-rail")).to_be_hidden()


def test_an_address_beyond_the_end_shows_the_last_step_and_says_so(visit: OpenPage) -> None:
    page = visit("?walk=99")
    expect(page.locator(f"#step-{len(STEPS)}")).to_be_visible()
    expect(page.get_by_role("note").first).to_contain_text("the walk has the steps 1 to 9")
