"""The exported picture, beside the page that it was made from."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

from components.exports.picture import drawing
from components.exports.picture.drawing import picture
from components.selection import Selection, address
from tests.exports.sample import download_of
from tests.frames.sample import the_log

from .conftest import OpenPage
from .test_timeline import MARK

SVG = "{http://www.w3.org/2000/svg}"
BESIDE = 190 + 2 * 24  # pixels of a picture beside its axis: the lanes' names and the margins


def words(page: Page, selector: str) -> list[str]:
    value: list[str] = page.eval_on_selector_all(
        selector, "all => all.map(element => element.textContent).filter(Boolean)"
    )
    return value


def svg_texts(root: ElementTree.Element, name: str) -> list[str]:
    return [
        element.text or "" for element in root.iter(f"{SVG}text") if element.get("class") == name
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"start": "2025-05-11T09:00Z", "end": "2025-05-11T10:30Z"},
        {"start": "2025-05-11", "end": "2025-05-11", "clock": "utc"},
        {"start": "2025-04-20", "end": "2025-05-20", "lanes": "kind"},
        {"start": "2025-01-01", "end": "2025-12-31", "lanes": "topic"},
        {"start": "2020-01-01", "end": "2029-12-31"},
        {"start": "1789-07-14", "end": "2025-05-12"},
    ],
)
def test_it_has_the_headings_of_the_page(
    visit: OpenPage, monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any]
) -> None:
    page = visit(address(Selection(**fields)))
    width: float = page.eval_on_selector(".gt-plot-strip", "strip => strip.clientWidth")
    monkeypatch.setattr(drawing, "WIDTH", width + BESIDE)
    download = download_of(the_log(), **fields)
    root = ElementTree.fromstring(picture(download))  # noqa: S314 - it is our own
    assert svg_texts(root, "heading") == words(page, ".gt-plot-span")
    assert svg_texts(root, "tick") == words(page, ".gt-plot-tick")


def test_it_has_the_lanes_and_the_marks_of_the_page(visit: OpenPage) -> None:
    page = visit()
    root = ElementTree.fromstring(picture(download_of(the_log())))  # noqa: S314 - it is our own
    groups = {
        name: [element for element in root.iter(f"{SVG}g") if element.get("class") == name]
        for name in ("lane", "mark")
    }
    assert [element.findtext(f"{SVG}title") for element in groups["lane"]] == words(
        page, ".gt-plot-label"
    )
    assert svg_texts(root, "group") == words(page, ".gt-plot-group")
    value: list[str] = page.eval_on_selector_all(
        f"{MARK}:not(.gt-out)", "marks => marks.map(mark => mark.ariaLabel)"
    )
    assert [element.findtext(f"{SVG}title") for element in groups["mark"]] == value


def test_a_browser_shows_it_whole(browser: Browser, tmp_path: Path) -> None:
    """No text runs over the edge of the picture or into the lanes' own space."""
    file = tmp_path / "picture.svg"
    file.write_text(picture(download_of(the_log(), lanes="topic")), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    try:
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.tagName") == "svg"
        beyond = page.evaluate(
            """() => [...document.querySelectorAll('text')].filter((text) => {
                const { left, right } = text.getBoundingClientRect();
                return left < 0 || right > 1200;
            }).map((text) => text.textContent)"""
        )
        assert beyond == []
        wide = page.evaluate(
            """() => [...document.querySelectorAll('.lane text')].filter(
                (text) => text.getBoundingClientRect().right > 24 + 190
            ).map((text) => text.textContent)"""
        )
        assert wide == []
    finally:
        page.close()
