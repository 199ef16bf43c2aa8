"""The ten browser tests that tell most: they are part of `make test`."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from components.editions import FORMATS
from tests.frames.sample import the_log

from .conftest import OpenPage, fits_across, settled, until
from .test_accessibility import SIZES, axe_violations
from .test_columns import MARK
from .test_downloads import ANY, menu, query
from .test_timeline import mark, parameters, sentence

pytestmark = pytest.mark.smoke


def test_the_first_screen_shows_headline_picture_and_filters(visit: OpenPage) -> None:
    page = visit()
    total = len(the_log().events)
    expect(page.locator(".gt-sentence")).to_have_text(f"All {total} events")
    assert page.locator(".gt-list > li").count() == total
    expect(page.locator("h2.gt-headline")).to_have_text(the_log().about.headline)
    above = (".gt-headline", ".gt-key-figures", ".gt-legend", ".gt-columns-head", ".gt-controls")
    for part in (*above, ".gt-search input", ".gt-facet"):
        box = page.locator(part).first.bounding_box()
        assert box and box["y"] + min(box["height"], 30) < 900, part
    assert fits_across(page)
    assert page.title() == the_log().about.title


def test_a_click_on_a_mark_opens_the_event_the_first_time_and_every_time(visit: OpenPage) -> None:
    page = visit()
    for event in ("greer-deal", "us-uk-deal", "greer-deal", "trump-good-meeting-post"):
        here = f'{MARK}[data-event="{event}"]'
        # beside an open event some marks have no words
        page.locator(f"{here} .gt-line, {here}:not(:has(.gt-line))").first.click()
        page.wait_for_selector(f'.gt-event[data-key="{event}"]')
        assert parameters(page)["event"] == [event]
        title = the_log().events[event].title
        expect(page.locator("#gt-event")).to_have_text(title)


def test_back_and_forward_walk_through_what_was_seen(visit: OpenPage) -> None:
    page = visit()
    page.locator(mark("greer-deal")).first.click()
    page.wait_for_selector('.gt-event[data-key="greer-deal"]')
    page.locator('input[name="topic"][value="fentanyl"]').check()
    until(page, "document.querySelector('.gt-sentence').innerText.includes('Fentanyl')")
    filtered = sentence(page)
    page.go_back()
    until(page, "document.querySelector('.gt-sentence').innerText.startsWith('All')")
    expect(page.locator("#gt-event")).to_be_visible()
    assert not page.locator('input[name="topic"][value="fentanyl"]').is_checked()
    page.go_back()
    page.wait_for_selector(".gt-intro")
    expect(page.locator(".gt-event")).to_have_count(0)
    page.go_forward()
    page.wait_for_selector('.gt-event[data-key="greer-deal"]')
    page.go_forward()
    until(page, "document.querySelector('.gt-sentence').innerText.includes('Fentanyl')")
    assert sentence(page) == filtered
    assert page.locator('input[name="topic"][value="fentanyl"]').is_checked()


def test_a_pasted_link_and_a_reload_restore_exactly_the_view(visit: OpenPage) -> None:
    query = (
        "?event=he-lifeng-verdict&member=he-lifeng&topic=talks&topic=agreement"
        "&from=2025-05-10&to=2025-05-11&clock=beijing&lanes=topic"
    )
    page = visit(query)
    before = (
        sentence(page),
        page.locator(".gt-columns").inner_text(),
        page.locator("#gt-event").inner_text(),
    )
    assert page.locator('select[name="clock"]').input_value() == "beijing"
    assert page.locator('select[name="lanes"]').input_value() == "topic"
    page.reload()
    page.wait_for_selector(MARK, state="attached")
    settled(page)
    after = (
        sentence(page),
        page.locator(".gt-columns").inner_text(),
        page.locator("#gt-event").inner_text(),
    )
    assert after == before
    assert urlsplit(page.url).query == query[1:]


def test_a_filter_change_redraws_in_place(visit: OpenPage) -> None:
    page = visit()
    page.evaluate(
        """() => {
            const shown = ".gt-columns-figure .main-svg .js-line"
            window.drawn = document.querySelector('.gt-columns-figure .main-svg')
            window.gone = 0
            new MutationObserver(() => {
                if (!document.querySelector(shown)) window.gone += 1
                if (!document.querySelector('.gt-columns-mark')) window.gone += 1
            }).observe(document.querySelector('.gt-columns'), {childList: true, subtree: true})
        }"""
    )
    page.locator('input[name="delegation"][value="china-delegation"]').check()
    until(page, "new URLSearchParams(location.search).has('delegation')")
    settled(page)
    assert page.evaluate("window.drawn.isConnected")
    assert page.evaluate("window.gone") == 0


def test_embedding_shows_the_picture_without_the_surroundings(visit: OpenPage) -> None:
    page = visit("?embed=true&topic=tariffs")
    assert page.locator(".gt-masthead, .gt-facet, .gt-list").count() == 0
    assert page.locator(MARK).count() > 5
    page.locator(MARK).first.click()
    until(page, "new URLSearchParams(location.search).has('event')")


def test_the_page_follows_a_change_of_theme_without_a_new_figure(visit: OpenPage) -> None:
    page = visit()
    fill = "getComputedStyle(document.querySelector('.gt-columns-figure .layer-above path')).fill"
    light = page.evaluate(fill)
    page.evaluate("window.drawn = document.querySelector('.gt-columns-figure .main-svg')")
    page.emulate_media(color_scheme="dark")
    until(page, f"{fill} !== {light!r}")
    assert page.locator(".gt-board").first.get_attribute("data-theme") == "dark"
    assert page.evaluate("window.drawn.isConnected")


def test_a_narrow_screen_scrolls_past_the_picture_to_the_list(visit: OpenPage) -> None:
    page = visit(size=SIZES["narrow"], touch=True)
    assert fits_across(page)
    head = page.locator(".gt-columns-section-head").first.bounding_box()
    stage = page.locator(".gt-columns-stage").bounding_box()
    assert head and stage
    assert head["x"] - stage["x"] < 5, "days stand above their marks"
    assert stage["width"] > 330
    page.locator("#event-greer-deal").tap()
    page.wait_for_selector('.gt-event[data-key="greer-deal"]')
    assert page.locator("#gt-event").bounding_box()["y"] < 844  # type: ignore[index]


def test_a_download_asks_for_the_view_and_leaves_the_page(visit: OpenPage) -> None:
    page = visit("?topic=tariffs&lanes=kind")
    menu(page, "Download").click()
    links = page.locator(".gt-menu[open] .gt-formats a")
    assert links.count() == len(FORMATS)
    with page.expect_download() as download:
        links.first.click()
    there = urlsplit(download.value.url)
    assert (there.path, there.query) == (f"/api/events.{ANY}", "topic=tariffs&lanes=kind")
    settled(page)
    assert query(page) == "topic=tariffs&lanes=kind"
    expect(page.locator(".gt-menu[open]")).to_have_count(1)


def test_axe_finds_nothing_in_the_dark(visit: OpenPage) -> None:
    page = visit("?event=greer-deal&topic=agreement", size=SIZES["wide"], theme="dark")
    assert axe_violations(page) == []
