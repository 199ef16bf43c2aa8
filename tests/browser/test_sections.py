"""The picture on narrow screens, where days run down, as a reader uses it in Chromium."""

import pytest
from playwright.sync_api import Page, expect

from tests.frames.sample import the_log

from .conftest import OpenPage, fits_across, settled, until
from .test_columns import MARK, OVERLAPS, WORDS, columns

HEAD = ".gt-columns-section-head"
ALL_WORDS = f"{WORDS}, .gt-columns-half, {HEAD} strong, {HEAD} span"
PHONE, SMALL, TABLET = (390, 844), (320, 640), (768, 1024)
# Returns what is wider or higher than its room, or reaches out of the picture.
CUT = """lines => {
  const stage = document.querySelector('.gt-columns-stage').getBoundingClientRect();
  return lines.filter(line => {
    const { left, right, top, bottom } = line.getBoundingClientRect();
    return line.scrollWidth > line.clientWidth + 1 && line.clientWidth > 0
      || left < stage.left - 1 || right > stage.right + 1
      || top < stage.top - 1 || bottom > stage.bottom + 1;
  }).map(line => line.textContent);
}"""
SMALL_TARGETS = """marks => marks.filter(mark => {
  const { width, height } = mark.getBoundingClientRect();
  return width < 24 || height < 24;
}).map(mark => mark.textContent)"""


@pytest.mark.parametrize("query", ["", "&topic=tariffs", "&clock=beijing", "&actor=he-lifeng"])
@pytest.mark.parametrize(
    ("size", "theme"), [(PHONE, "light"), (PHONE, "dark"), (SMALL, "light"), (TABLET, "light")]
)
def test_words_stand_clear_and_whole_and_nothing_scrolls_sideways(
    visit: OpenPage, size: tuple[int, int], theme: str, query: str
) -> None:
    page = columns(visit, query, size=size, theme=theme)
    assert page.eval_on_selector_all(ALL_WORDS, OVERLAPS) == []
    assert page.eval_on_selector_all(ALL_WORDS, CUT) == []
    assert fits_across(page)


@pytest.mark.parametrize("lanes", ["side", "actor", "kind"])
def test_marks_are_targets_for_fingers_that_do_not_share_room(visit: OpenPage, lanes: str) -> None:
    page = columns(visit, size=SMALL)
    if lanes != "side":
        page.locator("select[name=lanes]").select_option(lanes)
        until(page, "!document.querySelector('.gt-in-halves')")
        settled(page)
    marks = page.eval_on_selector_all(MARK, "all => all.map(mark => mark.dataset.event)")
    assert sorted(marks) == sorted(the_log().events)
    assert page.eval_on_selector_all(MARK, SMALL_TARGETS) == []
    assert page.eval_on_selector_all(MARK, OVERLAPS) == []


def scroll_to_middle(page: Page) -> None:
    page.locator(f'{MARK}[data-event="greer-deal"]').evaluate(
        "mark => mark.scrollIntoView({ block: 'center' })"
    )


@pytest.mark.parametrize("size", [PHONE, TABLET])
def test_the_sides_and_the_day_stay_in_view(visit: OpenPage, size: tuple[int, int]) -> None:
    page = columns(visit, size=size)
    scroll_to_middle(page)
    expect(page.locator(".gt-columns-half")).to_have_count(2)
    for side in page.locator(".gt-columns-half").all():
        box = side.bounding_box()
        assert box
        assert 0 <= box["y"] < 80
    stuck = page.eval_on_selector_all(
        HEAD,
        """heads => heads.filter(head => {
          const { top, bottom } = head.getBoundingClientRect();
          return top >= 0 && bottom < 140;
        }).map(head => head.textContent)""",
    )
    assert [words[:13] for words in stuck] == ["Sunday 11 May"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_event_opens_as_a_sheet_that_leaves_its_mark_in_view(
    visit: OpenPage, theme: str
) -> None:
    page = columns(visit, size=PHONE, theme=theme)
    scroll_to_middle(page)
    page.locator(f'{MARK}[data-event="greer-deal"]').click()
    page.wait_for_selector('.gt-event[data-key="greer-deal"]')
    settled(page)
    until(
        page,
        f"""(() => {{
          const mark = document.querySelector('{MARK}[aria-current]')?.getBoundingClientRect();
          const sheet = document.querySelector('.gt-event').getBoundingClientRect();
          return !!mark && mark.top > 0 && mark.bottom < sheet.top && sheet.bottom <= innerHeight;
        }})()""",
    )
    page.locator(".gt-event .gt-close").click()
    expect(page.locator(".gt-event")).to_have_count(0)
    assert page.locator(f'{MARK}[data-event="greer-deal"]').is_visible()
