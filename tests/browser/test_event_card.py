"""The card of an event in the picture in columns, by mouse and by keyboard, in Chromium."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.logs import of_two_sides

from .conftest import Dashboard, OpenPage, fits_across, serve, until
from .test_columns import MARK, columns

CARD, RING, GHOST = ".gt-event-card", ".gt-columns-ring", ".gt-columns-ghost"
WITHIN = """card => {
  const { left, right, top, bottom } = card.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  return left >= 0 && top >= 0 && right <= clientWidth && bottom <= clientHeight;
}"""
# Where marks stand in the picture, however far the page is scrolled.
PLACES = """marks => marks.map(mark => {
  const { left, top } = mark.closest(".gt-columns-stage").getBoundingClientRect();
  const { x, y, width, height } = mark.getBoundingClientRect();
  return [x - left, y - top, width, height].map(Math.round);
})"""


def mark(page: Page, event: str) -> Locator:
    """Return the words of an event, which are what a reader points at."""
    return page.locator(f'{MARK}[data-event="{event}"] .gt-line').first


def words(page: Page) -> list[str]:
    return page.locator(f"{CARD} > *").all_inner_texts()


def test_the_mouse_shows_who_said_what_where_and_of_whom(visit: OpenPage) -> None:
    page = columns(visit)
    before = page.eval_on_selector_all(MARK, PLACES)
    mark(page, "greer-tough-negotiators").hover()
    expect(page.locator(CARD)).to_be_visible()
    assert words(page) == [
        "Greer calls the Chinese tough negotiators",
        "in the evening of 11 May 2025, Geneva",
        "Speaker: Jamieson Greer; Subject: He Lifeng, Li Chenggang, Liao Min",
        "“tough negotiators”",
        "Jamieson Greer · The Kashmir Monitor, passage 4",
    ]
    assert page.locator(RING).count() == page.locator(GHOST).count() == 1
    assert "gt-hue-2" in (page.locator(GHOST).get_attribute("class") or "")
    assert page.eval_on_selector(CARD, WITHIN)
    assert page.eval_on_selector_all(MARK, PLACES) == before, "nothing moves"
    page.mouse.move(5, 5)
    expect(page.locator(CARD)).to_be_hidden()
    assert page.locator(f"{RING}, {GHOST}").count() == 0


def test_the_card_never_catches_the_pointer_and_goes_with_escape(visit: OpenPage) -> None:
    page = columns(visit)
    mark(page, "greer-deal").hover()
    box = page.locator(CARD).bounding_box()
    assert box
    caught = page.evaluate(
        f"([x, y]) => !!document.elementFromPoint(x, y)?.closest('{CARD}')",
        [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2],
    )
    assert not caught
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_be_hidden()
    mark(page, "greer-deal").hover(position={"x": 5, "y": 5})  # still the same event
    expect(page.locator(CARD)).to_be_hidden()
    mark(page, "greer-tough-negotiators").hover()
    expect(page.locator(CARD)).to_be_visible()


def test_the_focus_shows_the_card_of_each_mark_and_escape_puts_it_away(visit: OpenPage) -> None:
    page = columns(visit)
    page.locator(f'{MARK}[tabindex="0"]').focus()
    page.keyboard.press("Home")
    titles = []
    for _ in range(3):
        expect(page.locator(CARD)).to_be_visible()
        titles.append(words(page)[0])
        assert page.eval_on_selector(CARD, WITHIN)
        page.keyboard.press("ArrowRight")
    assert titles == page.locator(".gt-list .gt-title").all_text_contents()[:3]
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.gt-columns-mark')")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(CARD)).to_be_visible()


def test_a_card_says_what_is_disputed(visit: OpenPage) -> None:
    page = columns(visit, theme="dark")
    mark(page, "digest-reads-fentanyl").hover()
    expect(page.locator(f"{CARD} .gt-card-disputed")).to_have_text(
        "≠ Was Wang Xiaohong there? Not established; a deputy reported"
    )


def test_a_card_says_the_day_of_the_events_own_zone_where_it_is_another(visit: OpenPage) -> None:
    page = columns(visit)
    mark(page, "trump-good-meeting-post").hover()
    expect(page.locator(CARD)).to_contain_text("(10 May in Washington)")


@pytest.mark.parametrize("size", [(390, 844), (768, 700), (1440, 900)])
def test_no_card_leaves_the_window(visit: OpenPage, size: tuple[int, int]) -> None:
    page = columns(visit, size=size)
    page.locator(f'{MARK}[tabindex="0"]').focus()
    page.keyboard.press("Home")
    for _ in range(page.locator(MARK).count()):
        assert page.eval_on_selector(CARD, WITHIN), words(page)
        page.keyboard.press("ArrowRight")
    assert fits_across(page)


def test_no_head_of_the_page_shows_through_a_card(visit: OpenPage) -> None:
    page = columns(visit, "&member=he-lifeng&as=spoken-of")
    mark(page, "greer-tough-negotiators").hover()
    page.locator(CARD).evaluate("card => card.style.pointerEvents = 'auto'")
    covered = page.locator(CARD).evaluate(
        """card => {
          const { left, right, top, bottom } = card.getBoundingClientRect();
          const at = [0.1, 0.3, 0.5, 0.7, 0.9];
          return at.flatMap(across => at.map(down => document.elementFromPoint(
            left + across * (right - left), top + down * (bottom - top))))
            .every(found => card.contains(found));
        }"""
    )
    assert covered


def test_a_role_is_chosen_beside_the_people_and_taken_back(visit: OpenPage) -> None:
    page = columns(visit, "&member=he-lifeng")
    page.get_by_label("Was spoken of").check()
    until(page, "location.search.includes('as=spoken-of')")
    expect(page.locator(MARK)).to_have_count(4)
    page.locator(".gt-chip", has_text="Was spoken of").click()
    expect(page.locator(MARK)).to_have_count(11)
    assert "as=" not in page.url
    expect(page.locator('input[name="as"][value=""]')).to_be_checked()
    page.get_by_label("Did or said").check()
    expect(page.locator(MARK)).to_have_count(7)
    page.locator('.gt-options input[value="he-lifeng"]').first.uncheck()
    until(page, "!location.search.includes('member=')")
    assert "as=" not in page.url


@pytest.fixture(scope="module")
def two_sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    yield from serve(tmp_path_factory.mktemp("sides"), log_text=of_two_sides(160))


def test_the_card_of_one_of_many_events_is_asked_for(visit: OpenPage, two_sides: Dashboard) -> None:
    page = columns(visit, at=two_sides)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    mark(page, "e7").hover()
    expect(page.locator(f"{CARD} .gt-card-quote")).to_have_text("“words 7”")
    assert page.locator(GHOST).count() == 1
    mark(page, "e8").hover()
    expect(page.locator(f"{CARD} .gt-card-quote")).to_have_text("“words 8”")
    mark(page, "e7").hover()
    expect(page.locator(f"{CARD} .gt-card-quote")).to_have_text("“words 7”")
    assert sum("event-card?" in url for url in asked) == 2


def test_what_is_about_the_chosen_person_is_lighter(visit: OpenPage) -> None:
    page = columns(visit, "&actor=he-lifeng")
    styles = {
        event: mark(page, event).evaluate("mark => getComputedStyle(mark).color")
        for event in ("greer-tough-negotiators", "he-lifeng-verdict")
    }
    assert styles == {
        "greer-tough-negotiators": "rgb(85, 97, 110)",  # quiet
        "he-lifeng-verdict": "rgb(22, 32, 43)",  # ink
    }
