"""The exported picture, beside the page that it was made from."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

from components.exports.picture import drawing
from components.exports.picture.canvas import MARGIN
from components.exports.picture.drawing import picture
from components.figures.wide import GUTTER as WIDE_GUTTER
from components.selection import Selection, address
from tests.exports.sample import download_of
from tests.frames.sample import read_log, the_log
from tests.synthetic_log import synthetic_yaml

from .conftest import Dashboard, OpenPage, serve, settled, until
from .test_columns import IS_LAID_OUT, MARK

SVG = "{http://www.w3.org/2000/svg}"
MANY = synthetic_yaml(3000)
GUTTER = 190  # pixels of the names of lanes beside their axis


@pytest.fixture(scope="module")
def dense(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    yield from serve(tmp_path_factory.mktemp("dense"), log_text=MANY)


def words(page: Page, selector: str) -> list[str]:
    value: list[str] = page.eval_on_selector_all(
        selector, "all => all.map(element => element.textContent).filter(Boolean)"
    )
    return value


def svg_texts(root: ElementTree.Element, name: str) -> list[str]:
    return [
        element.text or "" for element in root.iter(f"{SVG}text") if element.get("class") == name
    ]


def of_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in root.iter(f"{SVG}g") if element.get("class") == name]


def titles(root: ElementTree.Element, name: str) -> list[str]:
    return [element.findtext(f"{SVG}title", "") for element in of_class(root, name)]


def drawn(fields: dict[str, Any], width: float, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401
    """Return a picture of the project's own log, as wide as one on the page."""
    monkeypatch.setattr(drawing, "WIDTH", width + 2 * MARGIN)
    return ElementTree.fromstring(picture(download_of(the_log(), **fields)))  # noqa: S314 - our own


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"start": "2025-05-11T09:00Z", "end": "2025-05-11T10:30Z"},
        {"start": "2025-05-11", "end": "2025-05-11", "clock": "utc"},
        {"start": "2025-04-20", "end": "2025-05-20", "lanes": "kind"},
        {"start": "2025-01-01", "end": "2025-12-31", "lanes": "topic"},
        {"start": "1789-07-14", "end": "2025-05-12"},
    ],
)
def test_it_has_the_columns_the_rows_and_the_words_of_the_page(
    visit: OpenPage, monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any]
) -> None:
    page = visit(address(Selection(**fields)), ready=MARK)
    until(page, IS_LAID_OUT)
    settled(page)
    width = page.locator(".gt-columns-stage").evaluate("stage => parseFloat(stage.style.width)")
    root = drawn(fields, width, monkeypatch)
    rows = page.locator(".gt-columns-row").evaluate_all(
        "rows => rows.map(row => row.firstChild.textContent)"
    )
    assert titles(root, "lane") == rows
    labels = page.locator(MARK).evaluate_all(
        "all => all.map(mark => [...mark.children].map(line => line.textContent))"
    )
    marks = of_class(root, "mark")
    assert [[text.text for text in mark.iter(f"{SVG}text")] for mark in marks] == labels
    heads = [" ".join(text.text or "" for text in head) for head in of_class(root, "column")]
    assert heads == page.locator(".gt-columns-head").evaluate_all(
        """heads => heads.map(head => [...head.querySelectorAll('strong, span')]
            .map(words => words.textContent).filter(text => text && text !== '0').join(' '))"""
    )


def test_lanes_of_counts_have_the_headings_and_the_names_of_the_page(
    visit: OpenPage, dense: Dashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = read_log(MANY)
    views: list[dict[str, Any]] = [
        {},
        {"start": "2022-03-01", "end": "2024-06-30", "lanes": "kind"},
    ]
    for fields in views:
        page = visit(address(Selection(**fields)), at=dense, ready=".gt-plot-span")
        width: float = page.eval_on_selector(".gt-plot-strip", "strip => strip.clientWidth")
        monkeypatch.setattr(drawing, "WIDTH", width + GUTTER + 2 * MARGIN)
        root = ElementTree.fromstring(picture(download_of(log, **fields)))  # noqa: S314 - our own
        assert svg_texts(root, "heading") == words(page, ".gt-plot-span")
        assert svg_texts(root, "tick") == words(page, ".gt-plot-tick")
        assert titles(root, "lane") == words(page, ".gt-plot-label")
        assert svg_texts(root, "group") == words(page, ".gt-plot-group")


@pytest.mark.parametrize("is_many", [False, True], ids=["columns", "lanes"])
def test_a_browser_shows_it_whole(browser: Browser, tmp_path: Path, is_many: bool) -> None:
    """No text runs over the edge of the picture, and no name out of its own space."""
    file = tmp_path / "picture.svg"
    log = read_log(MANY) if is_many else the_log()
    file.write_text(picture(download_of(log, lanes="topic")), encoding="utf-8")
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
        room = MARGIN + (GUTTER if is_many else WIDE_GUTTER)
        wide = page.evaluate(
            """(room) => [...document.querySelectorAll('.lane text')].filter(
                (text) => text.getBoundingClientRect().right > room
            ).map((text) => text.textContent)""",
            room,
        )
        assert wide == []
        assert page.locator(".lane text").count() > 5
    finally:
        page.close()
