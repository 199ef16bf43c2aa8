"""What stands above and below the picture: nothing cut, six sizes, targets for fingers."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.frames.sample import the_log

from .conftest import OpenPage, fits_across, follow, settled

HEAD = ".gt-masthead h1"
PARTS = ".gt-area-header, .gt-legend, .gt-listing"
SIZES = {11.0, 12.0, 13.0, 14.0, 16.0, 20.0, 28.0}
# Returns the words that are cut off by their own element, by one around it or by the screen.
CUT = """() => {
  const cut = [];
  for (const part of document.querySelectorAll(PARTS)) {
    for (const element of part.querySelectorAll("*")) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      const isHidden = element.closest(".gt-hidden, .gt-on-paper, .gt-menu-body, option");
      if (!own || isHidden || !element.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(element);
      for (const box of range.getClientRects()) {
        if (box.left < 0 || box.right > innerWidth) cut.push(["screen", element.textContent]);
      }
      for (let around = element; around !== part.parentElement; around = around.parentElement) {
        const { overflowX, overflowY, textOverflow } = getComputedStyle(around);
        const clips = (overflow) => overflow === "hidden" || overflow === "clip";
        if (textOverflow === "ellipsis") cut.push(["ellipsis", element.textContent]);
        if (clips(overflowX) && around.scrollWidth > around.clientWidth + 1)
          cut.push(["across", element.textContent]);
        if (clips(overflowY) && around.scrollHeight > around.clientHeight + 1)
          cut.push(["down", element.textContent]);
      }
    }
  }
  return cut;
}""".replace("PARTS", f'"{PARTS}"')
SIZES_OF = """() => [...document.querySelectorAll(PARTS)].flatMap((part) =>
  [...part.querySelectorAll("*")]
    .filter((element) => element.checkVisibility() && !element.closest(".gt-badge, .gt-menu-body"))
    .filter((element) => [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .map((element) => [parseFloat(getComputedStyle(element).fontSize), element.textContent])
)""".replace("PARTS", f'"{PARTS}"')
OVERLAPS = """() => {
  const lines = [...document.querySelectorAll(".gt-area-header *, .gt-legend *")]
    .filter((element) => element.checkVisibility())
    .filter((element) => !element.closest(".gt-hidden, .gt-menu-body, option"))
    .flatMap((element) => [...element.childNodes])
    .filter((node) => node.nodeType === 3 && node.data.trim())
    .flatMap((node) => {
      const range = document.createRange();
      range.selectNode(node);
      return [...range.getClientRects()].map((box) => ({ words: node.data, box }));
    });
  return lines.flatMap((a, i) => lines.slice(i + 1).filter((b) => {
    const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
    const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
    // the letters of a line are lower than its box
    return across > 1 && down > 6;
  }).map((b) => [a.words, b.words]));
}"""


def opened(visit: OpenPage, query: str, **options: Any) -> Page:  # noqa: ANN401 - as visit
    page = visit(query, ready=HEAD, **options)
    page.wait_for_selector(".gt-area-picture > :not([hidden])")
    settled(page)
    page.wait_for_timeout(300)
    return page


# test_type has the smallest and the usual size, and the dark
@pytest.mark.parametrize("size", [(768, 1024), (1920, 1080)])
def test_no_words_above_and_below_the_picture_are_cut(
    visit: OpenPage, size: tuple[int, int]
) -> None:
    queries = (
        "?tier=article",
        "?q=substantial",
        "?actor=he-lifeng&topic=tariffs&clock=beijing",
        "",
    )
    page = opened(visit, "", size=size)
    for query in queries:
        follow(page, query)
        assert page.evaluate(CUT) == [], query
        assert page.evaluate(OVERLAPS) == [], query
        assert fits_across(page), query
        found = page.evaluate(SIZES_OF)
        assert len(found) > 20, "the parts are there"
        assert {(size, words) for size, words in found if size not in SIZES} == set(), query


def test_the_picture_begins_high_on_the_first_screen(visit: OpenPage) -> None:
    page = opened(visit, "?lanes=side")
    top = page.locator(".gt-columns").bounding_box()
    assert top and top["y"] <= 250
    expect(page.locator("h2.gt-headline")).to_have_text(the_log().about.headline)
    expect(page.locator(".gt-key-figures > li")).to_have_count(len(the_log().about.figures))


def test_fingers_find_targets_of_44_pixels_in_the_head(visit: OpenPage) -> None:
    page = opened(visit, "?actor=he-lifeng", size=(390, 844), touch=True)
    heights = page.eval_on_selector_all(
        ".gt-area-header :is(a, select, summary, button)",
        """all => all.filter(element => element.checkVisibility() &&
            !element.closest(".gt-menu-body"))
            .map(element => [element.textContent, element.getBoundingClientRect().height])""",
    )
    assert len(heights) > 8
    assert [found for found in heights if found[1] < 44] == []
    edges = page.eval_on_selector_all(
        ".gt-area-header", "all => all.map(e => e.getBoundingClientRect().left)"
    )
    assert edges == [16]


def test_a_menu_of_the_bar_lies_over_the_picture_and_within_the_screen(visit: OpenPage) -> None:
    for size in ((390, 844), (1440, 900)):
        page = opened(visit, "", size=size)
        page.locator(".gt-menu > summary").first.click()
        body = page.locator(".gt-menu-body").first
        box = body.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= size[0]
        link = body.locator("a").nth(3)
        link.scroll_into_view_if_needed()
        link.click(trial=True)  # nothing lies over it
        page.close()


def test_a_filter_makes_the_count_the_headline_and_back(visit: OpenPage) -> None:
    page = opened(visit, "?lanes=side")
    page.locator("input[name=topic]").first.check()
    expect(page.locator(".gt-sentence.gt-headline")).to_contain_text(
        f"of {len(the_log().events)} events: on"
    )
    expect(page.locator(".gt-key-figures, h2.gt-headline")).to_have_count(0)
    page.get_by_role("link", name="Clear all").click()
    expect(page.locator("h2.gt-headline")).to_have_text(the_log().about.headline)


def test_marks_of_the_list_are_drawn_in_the_hues_of_the_picture(visit: OpenPage) -> None:
    page = opened(visit, "?lanes=side")
    paths = page.eval_on_selector_all(
        ".gt-listing .gt-mark path",
        """all => all.map(path => [path.getAttribute("d"), getComputedStyle(path).fill])""",
    )
    assert paths and all(shape for shape, _ in paths)
    assert {"rgb(28, 93, 159)", "rgb(168, 63, 23)", "rgb(85, 97, 110)"} <= {
        fill for _, fill in paths
    }
    below = page.locator(".gt-listing").bounding_box()
    picture = page.locator(".gt-columns").bounding_box()
    assert below and picture and below["y"] >= picture["y"] + picture["height"]


def test_what_a_search_found_stands_out_as_an_element(visit: OpenPage) -> None:
    page = opened(visit, "?q=progress")
    marked = page.locator(".gt-list .gt-title mark").all_inner_texts()
    assert marked and {words.lower() for words in marked} == {"progress"}
    assert page.locator(".gt-found mark").count()


BUTTON = ".gt-filter-button"


@pytest.mark.parametrize(
    ("size", "query"),
    [((390, 844), ""), ((390, 844), "?page=data"), ((1440, 900), "?page=people&topic=tariffs")]
    + [((size, 900), "?page=evidence") for size in (390, 768, 1440, 1920)],
)
def test_a_button_brings_the_filters_where_they_are_folded_away(
    visit: OpenPage, size: tuple[int, int], query: str
) -> None:
    is_phone = size[0] < 400
    page = visit(query, size=size, touch=is_phone, ready=BUTTON)
    button = page.get_by_role("button", name="Filter and search")
    expect(button).to_be_visible()
    if "topic" in query:
        expect(button).to_contain_text("1 on")
    else:
        expect(button).not_to_contain_text(" on")
    expect(page.locator('[data-testid="stExpandSidebarButton"]')).to_be_hidden()
    box = button.bounding_box()
    assert box and box["height"] >= (44 if is_phone else 32)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#gt-search")).to_be_focused()
    expect(button).to_be_hidden()
    expect(page.get_by_role("button", name="Collapse sidebar")).to_be_visible()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


@pytest.mark.parametrize("query", ["", "?page=data"])
def test_filters_that_stand_beside_the_page_need_no_button(visit: OpenPage, query: str) -> None:
    page = visit(query, ready=BUTTON)
    expect(page.locator("#gt-search")).to_be_visible()
    expect(page.locator(BUTTON)).to_be_hidden()


FOCUSED = """() => {
  if (document.activeElement === document.body) return ["", true] // behind the last one
  const {left, right, top, bottom} = document.activeElement.getBoundingClientRect()
  return [document.activeElement.outerHTML.slice(0, 120), right > left && bottom > top && right > 0]
}"""


@pytest.mark.parametrize("query", ["?page=people", "?page=evidence", "?walk=1"])
def test_tab_goes_through_nothing_that_is_folded_away(visit: OpenPage, query: str) -> None:
    page = visit(query, ready=".gt-masthead")
    settled(page)
    stops = []
    for _ in range(15):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
    assert len({words for words, _ in stops}) > 10, "it goes on"
    assert [words for words, is_seen in stops if not is_seen] == []
