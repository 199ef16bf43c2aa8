"""The page that needs no server, opened from a disk: filters, events, walk, keys, links, paper."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdfium2 import PdfDocument

from components.editions import write_page
from components.events import read_passages
from tests.exports.sample import download_of
from tests.frames.sample import ROOT, the_log

from .test_accessibility import SIZES, axe_violations


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write the page of the project's own log; return its address on the disk."""
    download = replace(download_of(the_log()), passages=read_passages(the_log(), ROOT / "data"))
    file = tmp_path_factory.mktemp("page") / "weekend.html"
    file.write_bytes(b"".join(write_page(download)))
    return file.as_uri()


class Opened:
    """The page in a browser: what it asked for and what it complained of."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.faults: list[str] = []
        page.on("console", lambda line: self.faults.append(f"{line.type}: {line.text}"))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda asked: self._asked(asked.url))

    def _asked(self, url: str) -> None:
        if not url.startswith(("file:", "data:")):
            self.faults.append(f"asked for {url}")

    def visit(self, hash_: str = "") -> Page:
        self.page.goto("about:blank")
        self.page.goto(self.address + hash_)
        return self.page

    @property
    def hash(self) -> str:
        hash_: str = self.page.evaluate("location.hash")
        return hash_

    @property
    def rows(self) -> Locator:
        return self.page.locator("#gt-timeline .gt-list > li:visible")


@pytest.fixture
def opened(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Opened]:
    options = getattr(request, "param", {})
    context = browser.new_context(viewport={"width": 1440, "height": 900}, **options)
    made = Opened(context.new_page(), address)
    yield made
    context.close()
    assert made.faults == []


def events_of(topic: str) -> set[str]:
    return {key for key, event in the_log().events.items() if topic in event.topics}


def test_before_a_view_is_asked_for_nothing_is_said_of_one(opened: Opened) -> None:
    page = opened.visit()
    assert page.locator("#gt-stated").inner_text().strip() == ""
    expect(page.locator(".gt-roles")).to_be_hidden()


def test_a_filter_counts_lists_fades_and_is_taken_back(opened: Opened) -> None:
    page = opened.visit()
    box = page.locator("input[name=topic][value=tariffs]")
    count = int(page.locator("label", has=box).locator(".gt-count").inner_text())
    box.check()
    assert opened.hash == "#topic=tariffs"
    chosen = events_of("tariffs")
    expect(opened.rows).to_have_count(len(chosen))
    assert count == len(chosen)
    clear = page.locator(".gt-wide .mark:not(.gt-faded)")
    assert {mark.get_attribute("data-event") for mark in clear.all()} == chosen
    expect(page.locator(".gt-area-header .gt-sentence")).to_be_hidden()
    said = page.locator("#gt-stated .gt-sentence")
    expect(said).to_have_text(f"{len(chosen)} of {len(the_log().events)} events")
    page.locator("#gt-stated .gt-chip").click()
    assert opened.hash in ("", "#")
    expect(opened.rows).to_have_count(len(the_log().events))
    page.go_back()
    expect(opened.rows).to_have_count(len(chosen))


def test_a_search_finds_a_name_in_another_script_and_nothing_says_what_to_drop(
    opened: Opened,
) -> None:
    page = opened.visit()
    search = page.locator("#gt-search")
    search.fill("何立峰")
    he = sum(any(a.actor == "he-lifeng" for a in e.actors) for e in the_log().events.values())
    expect(opened.rows).to_have_count(he)
    search.fill("<b>zebra</b>")
    expect(opened.rows).to_have_count(0)
    expect(page.locator("#gt-stated .gt-empty")).to_be_visible()
    expect(page.locator("#gt-stated b")).to_have_count(0)
    page.locator("#gt-stated .gt-empty a").first.click()
    expect(opened.rows).to_have_count(len(the_log().events))


def test_an_event_opens_beside_the_picture_and_the_keys_lead_on(opened: Opened) -> None:
    page = opened.visit("#topic=tariffs")
    link = opened.rows.first.locator("a")
    link.click()
    here = page.locator(".gt-here")
    first = here.get_attribute("id") or ""
    assert first.startswith("event=")
    assert first in opened.hash and "topic=tariffs" in opened.hash
    expect(here.locator("h2")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".gt-here")).not_to_have_attribute("id", first)
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".gt-here")).to_have_attribute("id", first)
    page.keyboard.press("Escape")
    expect(page.locator(".gt-here")).to_have_count(0)
    assert opened.hash == "#topic=tariffs"
    expect(link).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#gt-search")).to_be_focused()


def test_an_address_of_the_dashboard_works_behind_its_hash(opened: Opened) -> None:
    page = opened.visit("#event=greer-deal&actor=jamieson-greer&as=did&from=2025-05-11&nonsense=1")
    expect(page.locator(".gt-here h2")).to_have_text(the_log().events["greer-deal"].title)
    chips = page.locator("#gt-stated .gt-chip").all_inner_texts()
    assert [chip[:-2] for chip in chips] == ["Jamieson Greer", "Did or said", "from 11 May on"]
    expect(page.locator("#gt-stated .gt-notice")).to_contain_text("nonsense")
    expect(page.locator(".gt-roles input:checked")).to_have_value("did")
    opened.page.evaluate("location.hash = 'actor=jamieson-greer'")
    expect(page.locator(".gt-roles")).to_be_visible()


def test_a_view_is_shown_where_the_browser_refuses_its_address(opened: Opened) -> None:
    page = opened.visit()
    refusal = "() => { throw new DOMException('too many', 'SecurityError') }"
    page.evaluate(f"void (history.pushState = {refusal})")
    page.locator("input[name=topic][value=tariffs]").check()
    expect(opened.rows).to_have_count(len(events_of("tariffs")))


def test_the_walk_turns_by_keys_and_ends(opened: Opened) -> None:
    page = opened.visit()
    page.locator(".gt-pages a", has_text="Walk").click()
    walk = the_log().walk
    assert walk
    expect(page.locator(".gt-here h2")).to_have_text(walk.steps[0].title)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".gt-here h2")).to_have_text(walk.steps[1].title)
    assert opened.hash == "#walk=2"
    expect(page.locator(".gt-rail [aria-current]")).to_contain_text(walk.steps[1].brief)
    expect(page.locator(".gt-wide .mark:not(.gt-faded)").first).to_be_visible()
    card = page.locator(".gt-here").bounding_box()
    assert card
    assert card["y"] == 0 and card["height"] > 850 and card["x"] > 900
    page.keyboard.press("Escape")
    expect(page.locator(".gt-here")).to_have_count(0)


def test_a_question_opens_its_answer_below_its_row(opened: Opened) -> None:
    page = opened.visit()
    question = next(iter(the_log().disagreements))
    row = page.locator(f'[id="page=evidence&at={question}"]')
    row.click()
    answer = page.locator(f"#answer-{question}")
    expect(answer).to_be_visible()
    expect(row).to_have_attribute("aria-expanded", "true")
    row.click()
    page.locator(".gt-answer:visible .gt-steps a").last.click()
    expect(answer).to_be_hidden()


@pytest.mark.parametrize("opened", [{"java_script_enabled": False}], indirect=True)
def test_without_a_script_it_is_a_document(opened: Opened) -> None:
    page = opened.visit()
    expect(page.locator(".gt-event")).to_have_count(len(the_log().events))
    expect(page.locator(".gt-event").last).to_be_visible()
    expect(page.locator("#gt-filters")).to_be_hidden()
    page.locator(".gt-list a").nth(5).click()
    assert "#event=" in page.url
    expect(page.locator(".gt-place:target")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("size", "hash_"), [("narrow", "#topic=tariffs&event=us-rate-145"), ("wide", "#walk=2")]
)
def test_axe_finds_nothing(opened: Opened, size: str, hash_: str) -> None:
    width, height = SIZES[size]
    opened.page.set_viewport_size({"width": width, "height": height})
    page = opened.visit(hash_)
    assert axe_violations(page) == []
    across = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert across <= 0


def test_on_paper_it_is_a_handout_of_what_is_seen(opened: Opened, tmp_path: Path) -> None:
    page = opened.visit("#topic=tariffs")
    path = tmp_path / "page.pdf"
    page.pdf(path=str(path), format="A4")
    document = PdfDocument(path)
    text = "\n".join(sheet.get_textpage().get_text_range() for sheet in document)
    for key, event in the_log().events.items():
        if key in events_of("tariffs"):
            assert event.title.split()[0] in text
    assert len(document) < 12
