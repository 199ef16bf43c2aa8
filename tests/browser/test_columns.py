"""The picture in columns, rows by side, as a reader uses it in Chromium."""

import pytest
from playwright.sync_api import Page, expect

from components import wording
from components.events import connections
from tests.frames.sample import the_log

from .conftest import OpenPage, fits_across, settled, until

MARK = ".gt-columns-mark"
# Returns the pairs of lines of text that cover each other by more than a hair.
OVERLAPS = """lines => {
  const boxes = lines.map(line => {
    const words = document.createRange();
    words.selectNodeContents(line);
    return { text: line.textContent, box: words.getBoundingClientRect() };
  });
  const pairs = [];
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => {
    const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
    const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
    if (across > 1 && down > 1) pairs.push([a.text, b.text]);
  }));
  return pairs;
}"""
# Returns where the middle of each mark is.
MIDDLES = """marks => marks.map(mark => {
  const { x, y } = mark.getBoundingClientRect();
  const [left, top, size] = ['x', 'y', 'size'].map(
    name => parseFloat(mark.style.getPropertyValue(`--gt-mark-${name}`)));
  return [x + left + size / 2, y + top + size / 2];
})"""
WORDS = ".gt-columns-stage .gt-line, .gt-columns-caption, .gt-columns-tick"

IS_LAID_OUT = """(() => {
  const drawn = document.querySelector('.gt-columns-figure .main-svg');
  const room = document.querySelector('.gt-columns')?.clientWidth;
  return !!drawn && Math.abs(drawn.clientWidth - room) <= 20;
})()"""


def columns(visit: OpenPage, query: str = "", **options: object) -> Page:
    page = visit(f"?lanes=side{query}", ready=MARK, **options)
    # the first layout is for a width that nobody has measured
    until(page, IS_LAID_OUT)
    settled(page)
    return page


def test_every_event_of_the_view_stands_once_with_its_words(visit: OpenPage) -> None:
    page = columns(visit)
    marks = page.eval_on_selector_all(MARK, "all => all.map(mark => mark.dataset.event)")
    assert sorted(marks) == sorted(the_log().events)
    words = page.eval_on_selector_all(MARK, "all => all.map(mark => mark.textContent.trim())")
    assert all(words)


@pytest.mark.parametrize("query", ["", "&topic=tariffs", "&event=greer-deal", "&clock=beijing"])
@pytest.mark.parametrize("size", [(1440, 900), (1920, 1080)])
def test_no_words_cover_each_other_and_nothing_scrolls_sideways(
    visit: OpenPage, size: tuple[int, int], query: str
) -> None:
    page = columns(visit, query, size=size)
    assert page.eval_on_selector_all(WORDS, OVERLAPS) == []
    assert fits_across(page)


def test_a_click_on_words_opens_the_event_the_first_time(visit: OpenPage) -> None:
    page = columns(visit)
    page.locator(f'{MARK}[data-event="greer-deal"] .gt-line').first.click()
    page.wait_for_selector('.gt-event[data-key="greer-deal"]')
    settled(page)
    expect(page.locator(f'{MARK}[aria-current="true"]')).to_have_attribute(
        "data-event", "greer-deal"
    )


def test_the_rows_can_be_changed_there_and_back_in_the_same_picture(visit: OpenPage) -> None:
    page = columns(visit)
    rows = page.locator(".gt-columns-row")
    before = rows.all_inner_texts()
    page.evaluate("window.drawn = document.querySelector('.gt-columns-figure .main-svg')")
    page.locator("select[name=lanes]").select_option("topic")
    until(page, "document.querySelector('.gt-columns-rows').textContent.includes('Tariffs')")
    settled(page)
    marks = page.eval_on_selector_all(MARK, "all => all.map(mark => mark.dataset.event)")
    assert sorted(set(marks)) == sorted(the_log().events)
    page.locator("select[name=lanes]").select_option("side")
    expect(rows).to_have_text(before)
    assert page.evaluate("window.drawn.isConnected")


def test_words_keep_to_the_dark_page(visit: OpenPage) -> None:
    page = columns(visit, theme="dark")
    colour = page.eval_on_selector(f"{MARK} .gt-line", "line => getComputedStyle(line).color")
    assert colour == "rgb(232, 236, 241)", "the ink of the dark page"


def test_an_open_event_shows_what_it_is_connected_with_until_it_is_closed(visit: OpenPage) -> None:
    page = columns(visit, size=(1440, 900))
    height = "document.querySelector('.gt-columns-stage').clientHeight"
    before = page.evaluate(height)
    page.evaluate("window.drawn = document.querySelector('.gt-columns-figure .main-svg')")
    page.locator(f'{MARK}[data-event="greer-deal"] .gt-line').first.click()
    page.wait_for_selector(f"{MARK}.gt-bond-open")
    until(page, IS_LAID_OUT)
    settled(page)
    known = connections(the_log(), "greer-deal")
    expected = {"open": {"greer-deal"}, "linked": known.linked, "differing": set(known.differing)}
    ring = "mark => [mark.dataset.event, getComputedStyle(mark, '::after').borderStyle]"
    for bond, events in expected.items():
        rings = page.eval_on_selector_all(f"{MARK}.gt-bond-{bond}", f"all => all.map({ring})")
        style = "dotted" if bond == "differing" else "solid"
        assert sorted(rings) == sorted([event, style] for event in events)
    assert page.locator(MARK).count() == len(the_log().events)
    assert page.evaluate(height) <= before * 1.2
    lines = page.locator(f"{MARK}.gt-bond-none .gt-line")
    quiet = page.evaluate("getComputedStyle(document.querySelector('.gt-columns-caption')).color")
    assert lines.first.evaluate("line => getComputedStyle(line).color") == quiet
    named = page.locator(f'{MARK}[data-event="digest-references"]').get_attribute("aria-label")
    assert named
    assert wording.picture.BONDS["differing"] in named
    expect(page.locator(".gt-legend")).to_contain_text(wording.legend.SIGN_NAMES["linked"])
    page.keyboard.press("Escape")
    expect(page.locator(f"{MARK}[class*=gt-bond]")).to_have_count(0)
    until(page, f"{height} === {before}")
    assert page.evaluate("window.drawn.isConnected")


def test_the_name_of_a_mark_begins_with_its_label_where_the_title_lacks_it(
    visit: OpenPage,
) -> None:
    page = columns(visit)
    names = page.eval_on_selector_all(
        f"{MARK}:has(.gt-line)", "all => all.map(mark => [mark.dataset.event, mark.ariaLabel])"
    )
    named = [(the_log().events[event], name) for event, name in names]
    assert all(event.label in name and event.title in name for event, name in named)
    apart = [(event, name) for event, name in named if event.label not in event.title]
    assert len(apart) > 10
    assert all(name.startswith(f"{event.label}; {event.title}; ") for event, name in apart)


def test_a_mark_without_its_label_opens_at_the_first_click_and_by_keys(visit: OpenPage) -> None:
    page = columns(visit, "&event=greer-deal", size=(1440, 900))
    bare = page.locator(f"{MARK}:not(:has(.gt-line))")
    opened = bare.first.get_attribute("data-event")
    bare.first.click()
    page.wait_for_selector(f'.gt-event[data-key="{opened}"]')
    settled(page)
    bare.nth(1).focus()
    focused = page.evaluate("document.activeElement.dataset.event")
    page.keyboard.press("Enter")
    page.wait_for_selector(f'.gt-event[data-key="{focused}"]')
