"""Type, space and whole words on every page, by what the browser computes."""

import pytest
from playwright.sync_api import Page

from tests.frames.sample import the_log

from .conftest import OpenPage, fits_across, follow, until

VIEWS = {
    "timeline": "",
    "filtered": "?actor=he-lifeng&topic=tariffs&clock=beijing",
    "event": "?event=greer-deal",
    "accounts": "?page=evidence",
    "question": "?page=evidence&at=QUESTION",
    "figures": "?page=evidence&part=figures",
    "sources": "?page=evidence&part=sources",
    "passages": "?page=evidence&part=passages",
    "walk": "?walk=4",
    "people": "?page=people",
    "person": "?page=people&actor=scott-bessent",
    "data": "?page=data",
    "nothing": "?q=zebra",
}
SIZES = [(390, 844), (1440, 900)]
# The elements that a reader sees words of.
WORDED = """[...document.querySelectorAll(".gt-board *")].filter((element) =>
  [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) &&
  !element.closest(".gt-hidden, .gt-on-paper, option") &&
  !(element.closest("[data-testid=stSidebar]")?.getBoundingClientRect().right <= 0) && // folded
  element.checkVisibility({ visibilityProperty: true }))"""
NAME = """const name = (element) =>
  [element.closest("[class]").className, element.localName, element.textContent.slice(0, 50)]
    .join(" ");"""
# The boxes of an element's own words, one for each line of them.
BOXES = """const boxesOf = (element) => [...element.childNodes].flatMap((node) => {
    if (node.nodeType !== 3 || !node.data.trim()) return [];
    const range = document.createRange();
    range.selectNode(node);
    return [...range.getClientRects()];
  });"""
# Of all words: size, height of line where there are several, weight, whether in the serif, place.
TYPE = f"""() => {{
  {NAME}
  {BOXES}
  return {WORDED}.map((element) => {{
    // names in a chart, of which three lines are as high as a row
    const isRow = element.matches(".gt-chart-row");
    const tops = new Set(boxesOf(element).map(({{ top }}) => Math.round(top)));
    const {{ fontSize, fontWeight, fontFamily, lineHeight }} = getComputedStyle(element);
    const isRuler = !!element.closest(".gt-bars, .gt-columns-ticks, .gt-plot-ticks, .gt-badge");
    return [parseFloat(fontSize), tops.size > 1 && !isRow ? parseFloat(lineHeight) : 0, fontWeight,
      fontFamily.includes("Serif"), isRuler, name(element)];
  }});
}}"""
LINES = {28: 34, 20: 26, 16: 24, 14: 20, 13: 18, 12: 16}
SERIF = {28, 20}
SPACES = {4, 8, 12, 16, 24, 32, 48}
SPACE = f"""() => {{
  {NAME}
  const sides = ["top", "right", "bottom", "left"];
  const around = sides.flatMap((side) => [`padding-${{side}}`, `margin-${{side}}`]);
  const kinds = [...around, "row-gap", "column-gap"];
  return [...document.querySelectorAll(".gt-tree *")]
    .filter((element) => element.checkVisibility())
    .filter((element) => !element.closest("svg, select, .gt-hidden, .gt-wing > em"))
    .flatMap((element) => {{
      const style = element.computedStyleMap();
      // without a number: auto, or normal
      return kinds.map((kind) => [kind, style.get(kind).value, name(element)]);
    }})
    .filter(([, space]) => typeof space === "number" && space);
}}"""
CUT = f"""() => {{
  {NAME}
  {BOXES}
  const clips = (overflow) => overflow === "hidden" || overflow === "clip";
  const scrolls = (overflow) => overflow === "auto" || overflow === "scroll";
  const cut = [];
  for (const element of {WORDED}) {{
    const boxes = boxesOf(element);
    let isReached = false; // by scrolling across
    for (
      let around = element;
      around && !around.matches(".gt-board");
      around = around.parentElement
    ) {{
      const {{ overflowX, overflowY, textOverflow }} = getComputedStyle(around);
      isReached ||= scrolls(overflowX) && around.scrollWidth > around.clientWidth;
      if (textOverflow === "ellipsis") cut.push(["ellipsis", name(element)]);
      if (clips(overflowY) && around.scrollHeight > around.clientHeight + 1)
        cut.push(["down", name(around)]);
      if (clips(overflowX) && !isReached) {{
        const {{ left, right }} = around.getBoundingClientRect();
        if (boxes.some((box) => box.left < left - 7 || box.right > right + 7))
          cut.push(["across", name(element)]);
      }}
    }}
    if (!isReached && boxes.some((box) => box.left < 0 || box.right > innerWidth + 1))
      cut.push(["screen", name(element)]);
  }}
  return [...new Set(cut.map((found) => found.join(" ")))];
}}"""


def _queries() -> dict[str, str]:
    question = next(iter(the_log().disagreements))
    return {name: query.replace("QUESTION", question) for name, query in VIEWS.items()}


def _type(page: Page) -> set[tuple[object, ...]]:
    found = page.evaluate(TYPE)
    assert len(found) > 20, "the page is there"
    wrong: set[tuple[object, ...]] = set()
    for points, line, weight, is_serif, is_ruler, name in found:
        if not (points == 11 and is_ruler) and (
            points not in LINES or line not in (0, LINES[points]) or is_serif != (points in SERIF)
        ):
            wrong.add((points, line, is_serif, name))
        if weight not in {"400", "600"}:
            wrong.add((weight, name))
    return wrong


def _space(page: Page) -> set[tuple[object, ...]]:
    found = page.evaluate(SPACE)
    assert len(found) > 20, "the page is there"
    return {
        (kind, space, name)
        for kind, space, name in found
        # below are the hairlines of tables, above is the room of something that stands there
        if 4 <= space <= 48 and space not in SPACES
    }


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desktop"])
def test_type_and_space_keep_to_their_scales_and_no_words_are_cut(
    visit: OpenPage, size: tuple[int, int]
) -> None:
    page = visit("", size=size, first=True)  # the same in the dark
    for view, query in _queries().items():
        follow(page, query)
        until(page, "!document.querySelector('.gt-waiting')")
        page.wait_for_timeout(200)
        assert page.evaluate(f"() => {WORDED}.length") > 20, "the page is there"
        assert page.evaluate(CUT) == [], view
        assert fits_across(page), view
        assert _type(page) == set(), view
        assert _space(page) == set(), view
