"""A site of files, opened from a disk: its links, its looks, and that it asks nobody."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from components.editions import ASSETS, files_of, write_folder
from components.events import read_passages
from tests.exports.sample import MADE, download_of
from tests.frames.sample import ROOT, the_log

from .test_accessibility import axe_violations

# What Chromium says of a file of the page that the next link was followed away from.
LEFT_EARLY = "net::ERR_ABORTED"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the site of the project's own log."""
    download = replace(download_of(the_log(), ""), passages=read_passages(the_log(), ROOT / "data"))
    place = tmp_path_factory.mktemp("published") / "site"
    write_folder(place, "own", MADE, lambda made: files_of(replace(download, made=made)), ASSETS)
    return place


@pytest.fixture
def page(browser: Browser, folder: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    faults: list[str] = []
    context = browser.new_context(**getattr(request, "param", {}))
    opened = context.new_page()
    opened.on("console", lambda line: faults.append(f"{line.type}: {line.text}"))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on(
        "requestfailed",
        lambda asked: (
            None
            if asked.failure == LEFT_EARLY
            else faults.append(f"lost {asked.url}: {asked.failure}")
        ),
    )
    opened.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith((folder.as_uri(), "data:"))
            else faults.append(f"asked for {asked.url}")
        ),
    )
    opened.goto((folder / "e" / "talks-day-one" / "index.html").as_uri())
    yield opened
    context.close()
    assert faults == []


def test_links_lead_from_page_to_page_and_into_the_timeline(page: Page, folder: Path) -> None:
    root = folder.as_uri()
    first = page.url
    page.get_by_role("link", name="Second day of talks").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Second day of talks")
    page.get_by_role("link", name="In the timeline").click()
    expect(page).to_have_url(f"{root}/index.html#event=talks-day-two")
    page.get_by_role("link", name="This event on a page of its own").locator("visible=true").click()
    expect(page).to_have_url(f"{root}/e/talks-day-two/index.html")
    page.goto(first)
    page.get_by_role("link", name="How long did they negotiate?").click()
    expect(page).to_have_url(f"{root}/index.html#page=evidence&at=how-many-hours")


PROFILES = [
    {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    for scheme, width in (("light", 1440), ("dark", 390))
]


@pytest.mark.parametrize("page", PROFILES, indirect=True)
def test_the_page_of_an_event_can_be_read_by_everybody(page: Page) -> None:
    assert axe_violations(page, preload=False) == []  # the policy lets nobody fetch the style
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("[...document.fonts].map(({ status }) => status)") == ["loaded"]


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_a_script_the_page_of_an_event_is_the_same(page: Page) -> None:
    page.get_by_role("link", name="Second day of talks").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Second day of talks")
    page.get_by_role("link", name="In the timeline").click()
    expect(page.get_by_role("heading", name="Second day of talks")).to_be_visible()
