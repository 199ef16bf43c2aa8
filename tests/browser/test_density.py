"""A log with too many events to draw each: ridges, the overview strip, pages of the list."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Page, expect

from tests.serving import ROOT, running
from tests.synthetic_log import synthetic_yaml, write_synthetic_parquet

from .conftest import Dashboard, OpenPage, fits_across, serve, settled, until
from .test_accessibility import SIZES, axe_violations
from .test_columns import MARK

EVENTS = 3000
# That of counts, or that of columns: both stay on the page.
STRIP = ".gt-overview:visible"
WINDOW = f"{STRIP} .gt-overview-window"


@pytest.fixture(scope="module")
def dense(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    yield from serve(tmp_path_factory.mktemp("dense"), log_text=synthetic_yaml(EVENTS))


def marks(page: Page) -> int:
    return page.locator(f"{MARK}:visible").count()


def in_sight(page: Page) -> FloatRect:
    """Return where the strip stands, after scrolling to it: the picture above changes height."""
    page.locator(STRIP).scroll_into_view_if_needed()
    box = page.locator(STRIP).bounding_box()
    assert box
    return box


def breadth(page: Page) -> float:
    box = page.locator(WINDOW).bounding_box()
    assert box
    return box["width"]


def test_ridges_sharpen_into_marks_as_the_window_narrows(visit: OpenPage, dense: Dashboard) -> None:
    page = visit(at=dense, ready=".gt-plot-figure path.js-fill")
    assert marks(page) == 0
    assert "Too many events for a mark each" in page.locator(".gt-area-controls").inner_text()
    stage = page.locator(".gt-plot-stage").bounding_box()
    assert stage
    page.mouse.move(stage["x"] + stage["width"] / 2, stage["y"] + 28)
    card = page.locator(".gt-plot .gt-plot-card")
    card.wait_for(state="visible")
    assert "Topic" in card.inner_text() and "event" in card.inner_text()
    page.mouse.down()
    page.mouse.up()
    page.wait_for_selector(MARK, state="attached")
    settled(page)
    shown = int(page.locator(".gt-sentence").inner_text().split()[0])
    assert 0 < shown < 1000
    assert marks(page) == shown
    expect(page.locator(".gt-plot")).to_be_hidden()
    page.go_back()
    expect(page.locator(".gt-plot")).to_be_visible()
    assert marks(page) == 0
    assert page.locator(".gt-plot-figure path.js-fill").count() == 1


def test_the_list_has_pages_and_an_open_event_is_on_its_own(
    visit: OpenPage, dense: Dashboard
) -> None:
    page = visit(at=dense, ready=".gt-list-pages")
    assert page.locator(".gt-list > li").count() == 100
    page.get_by_role("link", name="Later").click()
    until(page, "document.querySelector('.gt-list').start === 101")
    assert page.url.endswith("?number=101")
    page.locator(".gt-list > li a").first.click()
    page.wait_for_selector(".gt-event")
    assert page.locator(".gt-event .gt-badge").inner_text() == "101"
    page.keyboard.press("ArrowLeft")
    until(page, "document.querySelector('.gt-event .gt-badge').innerText === '100'")
    until(page, "document.querySelector('.gt-list').start === 1")


def test_the_strip_below_moves_and_widens_the_window(visit: OpenPage, dense: Dashboard) -> None:
    page = visit(
        "?from=2023-03-01&to=2023-06-30", at=dense, ready=".gt-overview-window[style*=right]"
    )
    before = breadth(page)
    strip = page.locator(STRIP)
    size = in_sight(page)
    # A locator waits until it stands still; a place on the screen may be passed by it.
    strip.click(position={"x": size["width"] * 0.8, "y": size["height"] / 2})
    until(page, "!location.search.includes('from=2023-03-01')")
    settled(page)
    assert "from=2024" in page.url
    assert breadth(page) == pytest.approx(before, abs=3)
    window = page.locator(WINDOW).bounding_box()
    assert window
    edge = window["x"] + window["width"] - 1 - in_sight(page)["x"]
    strip.hover(position={"x": edge, "y": size["height"] / 2})
    page.mouse.down()
    strip.hover(position={"x": edge + 60, "y": size["height"] / 2})
    page.mouse.up()
    until(
        page, "n => document.querySelector('.gt-overview-window').clientWidth > n + 40", arg=before
    )
    page.get_by_role("button", name="Month", exact=True).click()
    until(page, "n => document.querySelector('.gt-overview-window').clientWidth < n", arg=before)
    settled(page)
    assert "from=" in page.url


def drag(page: Page, first: float, last: float) -> None:
    """Drag on the strip, from one share of its breadth to another."""
    strip, size = page.locator(STRIP), in_sight(page)
    strip.hover(position={"x": size["width"] * first, "y": size["height"] / 2})
    page.mouse.down()
    for share in (first + 0.6 * (last - first), last):
        page.mouse.move(size["x"] + size["width"] * share, size["y"] + size["height"] / 2)
    page.mouse.up()


def shares(page: Page) -> tuple[float, float]:
    """Return where on the strip its window begins and ends."""
    page.wait_for_selector(f"{WINDOW}[style*=right]")
    window, size = page.locator(WINDOW).bounding_box(), in_sight(page)
    assert window
    first = (window["x"] - size["x"]) / size["width"]
    return first, first + window["width"] / size["width"]


@pytest.mark.parametrize(
    "where", ["", "?from=2024-06-01&to=2025-03-31"], ids=["all is shown", "beside the window"]
)
@pytest.mark.parametrize(("first", "last"), [(0.3, 0.4), (0.4, 0.3)])
def test_dragging_on_the_empty_strip_draws_a_window(
    visit: OpenPage, dense: Dashboard, where: str, first: float, last: float
) -> None:
    page = visit(where, at=dense, ready=".gt-overview-window[style*=right]")
    drag(page, first, last)
    until(page, "location.search.includes('from=2022')")
    settled(page)
    assert shares(page) == pytest.approx((0.3, 0.4), abs=0.01)


def test_the_window_never_leaves_the_time_of_the_log(visit: OpenPage, dense: Dashboard) -> None:
    start = "?from=2023-03-01&to=2023-06-30"
    page = visit(start, at=dense, ready=".gt-overview-window[style*=right]")
    before = breadth(page)
    middle = sum(shares(page)) / 2
    drag(page, middle, 1.3)
    until(page, "location.search.includes('from=2025')")
    settled(page)
    assert breadth(page) == pytest.approx(before, abs=3)
    assert shares(page)[1] == pytest.approx(1, abs=0.01)
    page.locator(STRIP).click(position={"x": 2, "y": 10})
    until(page, "location.search.includes('from=2020')")
    settled(page)
    assert breadth(page) == pytest.approx(before, abs=3)
    address = page.url
    page.locator(WINDOW).click()
    settled(page)
    assert page.url == address


def test_people_and_sources_of_more_events_than_are_read_stand_in_two_columns(
    visit: OpenPage, tmp_path: Path
) -> None:
    for large in serve(tmp_path, log_text=synthetic_yaml(5100)):
        for where in ("?page=people&actor=actor-1", "?page=evidence&part=sources&event=e7"):
            page = visit(where, at=large, ready=".gt-area-main")
            note = page.get_by_text("This page reads the first 5,000")
            main, reading, top = (
                page.locator(selector).bounding_box()
                for selector in (".gt-area-main", ".gt-area-reading", ".gt-area-header")
            )
            assert main and reading and top
            assert main["x"] == top["x"]
            assert main["width"] > 1.5 * reading["width"]
            assert reading["x"] + reading["width"] == pytest.approx(top["x"] + top["width"], abs=1)
            box = note.bounding_box()
            assert box and box["y"] < 300
            page.close()


def test_a_number_of_six_digits_stands_on_one_line_below_its_mark(
    visit: OpenPage, tmp_path: Path
) -> None:
    path = tmp_path / "events.parquet"
    write_synthetic_parquet(path, 120_000)
    with running(tmp_path, ROOT / "app.py", "readyz", log=path) as served:
        last = "?number=119901"
        page = visit(last, at=Dashboard(served.address, path), ready=".gt-list .gt-badge")
        badge = page.locator("ol.gt-list .gt-badge").last
        badge.scroll_into_view_if_needed()
        expect(badge).to_have_text("120,000")
        frame, number = badge.bounding_box(), badge.locator("span").bounding_box()
        mark = badge.locator("svg").bounding_box()
        assert frame and number and mark
        assert number["height"] < 20, "one line"
        assert number["y"] >= mark["y"] + mark["height"] - 0.5
        assert frame["x"] <= number["x"]
        assert number["x"] + number["width"] <= frame["x"] + frame["width"] + 0.5
        page.close()


@pytest.mark.parametrize(("size", "theme"), [("narrow", "dark"), ("wide", "light")])
def test_a_dense_picture_is_accessible(
    visit: OpenPage, dense: Dashboard, size: str, theme: str
) -> None:
    page = visit(at=dense, size=SIZES[size], theme=theme, ready=".gt-plot-figure path.js-fill")
    assert axe_violations(page) == []
    assert fits_across(page)


def test_headings_follow_a_width_that_asks_for_no_other_layout(
    visit: OpenPage, dense: Dashboard
) -> None:
    figure, width = ".gt-plot-figure path.js-fill", 1700

    def pixels(page: Page, what: str) -> int:
        return int(page.locator(what).evaluate("element => element.clientWidth"))

    def calendar(page: Page) -> list[str]:
        return page.locator(".gt-plot-strip > *:visible").all_inner_texts()

    page = visit(at=dense, size=(width, 900), ready=figure)
    # layouts are for widths of whole twenties; each month has a name from 32 pixels on
    spare = pixels(page, ".gt-plot") % 20
    days = round((pixels(page, ".gt-plot-stage") - spare + 10) * 30.4 / 32)
    query = f"?from=2021-01-01&to={date(2021, 1, 1) + timedelta(days)}"
    sizes = [(width - spare, 900), (width - spare + 19, 900)]
    narrower, wider = (calendar(visit(query, at=dense, size=size, ready=figure)) for size in sizes)
    assert len(narrower) < len(wider)
    page = visit(query, at=dense, size=sizes[0], ready=figure)
    for size, expected in zip(reversed(sizes), (wider, narrower), strict=True):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        expect(page.locator(".gt-plot-strip > *:visible")).to_have_text(expected)


def test_the_counted_picture_is_named_by_the_sentence(visit: OpenPage, dense: Dashboard) -> None:
    page = visit(at=dense, ready=".gt-plot-figure path.js-fill")
    sentence = page.locator(".gt-sentence").inner_text()
    expect(page.get_by_role("group", name=f"Timeline. {sentence}", exact=True)).to_be_visible()
