"""Downloads, links, references, embedding in other pages, and printing."""

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect
from pypdfium2 import PdfDocument

from components.editions import FORMATS
from tests.frames.sample import the_log
from tests.serving import serve_folder

from .conftest import Dashboard, OpenPage, fits_across, settled, until
from .test_accessibility import SIZES, axe_violations
from .test_columns import MARK

ANY = next(iter(FORMATS))


def menu(page: Page | FrameLocator, name: str) -> Locator:
    return page.locator(".gt-menu > summary", has_text=name)


def clipboard(page: Page) -> str:
    value: str = page.evaluate("navigator.clipboard.readText()")
    return value


def query(page: Page) -> str:
    return urlsplit(page.url).query


def test_a_menu_is_opened_and_closed_with_the_keyboard(visit: OpenPage) -> None:
    page = visit("?event=greer-deal")
    body = page.locator(".gt-menu-body").first
    menu(page, "Download").focus()
    page.keyboard.press("Enter")
    expect(body).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("api/events.")
    page.keyboard.press("Escape")
    expect(body).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Download"
    assert query(page) == "event=greer-deal", "Escape closed the menu and not the event too"
    page.keyboard.press("Enter")
    for _ in FORMATS:
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(body).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Share"


def test_a_press_beside_a_menu_closes_it(visit: OpenPage) -> None:
    page = visit()
    menu(page, "Download").click()
    menu(page, "Share").click()
    expect(page.locator(".gt-menu[open]")).to_have_count(1)
    page.locator("h2.gt-headline").click()
    expect(page.locator(".gt-menu[open]")).to_have_count(0)


def test_a_reference_is_copied_as_it_stands_there(visit: OpenPage) -> None:
    page = visit("?event=greer-deal")
    page.locator(".gt-cite > summary").click()
    line = page.locator("#gt-cite-event").inner_text()
    assert f"http://{urlsplit(page.url).netloc}/e/greer-deal" in line
    page.locator(".gt-cite button").click()
    expect(page.locator(".gt-cite button")).to_have_text("Copied")
    assert clipboard(page) == line
    menu(page, "Share").click()
    page.get_by_role("button", name="Copy the reference of this view").click()
    assert clipboard(page) == page.locator("#gt-cite-view").inner_text()


def test_where_nothing_may_copy_the_text_is_there_to_be_copied_by_hand(visit: OpenPage) -> None:
    page = visit("?topic=tariffs", size=(1600, 900))  # the button has room in the bar
    page.evaluate(
        """() => {
            navigator.clipboard.writeText = () => Promise.reject(new DOMException("no"))
            document.execCommand = () => false
        }"""
    )
    page.get_by_role("button", name="Copy link").click()
    box = page.get_by_role("dialog", name="Copy by hand")
    expect(box).to_contain_text("does not let this page copy")
    assert page.evaluate("getSelection().toString()") == page.url
    assert axe_violations(page) == []
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    # it says so for a moment, and then again what it is for
    focused = page.evaluate("document.activeElement.textContent")
    assert focused in ("Selected", "Copy link")
    expect(page.get_by_role("button", name="Copy link")).to_be_focused()


@pytest.mark.parametrize(("size", "theme"), [("wide", "light"), ("narrow", "dark")])
def test_the_menus_are_for_everyone(visit: OpenPage, size: str, theme: str) -> None:
    page = visit("?event=greer-deal", size=SIZES[size], theme=theme)
    page.locator(".gt-cite > summary").click()
    assert axe_violations(page) == []
    page.keyboard.press("Escape")  # on a narrow screen the event stands over the page
    expect(page.locator(".gt-event")).to_have_count(0)
    for name in ("Download", "Share"):
        menu(page, name).click()
        expect(page.locator(".gt-menu[open]")).to_have_count(1)
        box = page.locator(".gt-menu[open] > .gt-menu-body").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= SIZES[size][0]
        assert fits_across(page)
        assert axe_violations(page) == []


# --- in the frame of another page ---------------------------------------------------------------

Hosts = Callable[[str], str]


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Hosts]:
    """Return a function that serves a page of another origin with a snippet in it."""
    with serve_folder(tmp_path) as address:

        def embed(snippet: str) -> str:
            head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>A newspaper</title>'
            page = f"{head}<main><h1>News</h1>{snippet}</main></html>"
            (tmp_path / "index.html").write_text(page, encoding="utf-8")
            return address

        yield embed


def snippet(page: Page, show: str) -> str:
    """Copy the snippet of the share menu, as a reader does."""
    menu(page, "Share").click()
    chosen = page.locator(f'.gt-snippet[data-key="gt-embed-{show}"]')
    if show != "chart":
        chosen.locator("summary").click()
    expect(page.locator(".gt-snippet[open]")).to_have_count(1)
    chosen.get_by_role("button").click()
    expect(chosen.get_by_role("button")).to_have_text("Copied")
    return clipboard(page)


def framed(page: Page, host: Hosts, show: str) -> FrameLocator:
    page.goto(host(snippet(page, show)))
    frame = page.frame_locator("iframe")
    expect(frame.locator(".gt-framed")).to_be_visible()
    return frame


def test_the_picture_works_in_the_frame_of_another_page(visit: OpenPage, host: Hosts) -> None:
    page = visit("?topic=tariffs")
    frame = framed(page, host, "chart")
    expect(frame.locator(".gt-sentence")).to_contain_text("on Tariffs")
    expect(frame.locator(".gt-masthead, .gt-facet, .gt-list")).to_have_count(0)
    frame.locator(MARK).first.click()
    expect(frame.locator(".gt-event")).to_be_visible()
    frame.get_by_role("link", name="Close").click()
    expect(frame.locator(".gt-event")).to_have_count(0)


def test_the_list_works_in_a_narrow_frame(visit: OpenPage, host: Hosts) -> None:
    page = visit("?topic=tariffs", size=SIZES["narrow"])
    frame = framed(page, host, "list")
    expect(frame.locator(".gt-area-picture")).to_be_hidden()
    entry = frame.locator("#event-joint-statement-issued")
    entry.click()
    expect(frame.locator('.gt-event[data-key="joint-statement-issued"]')).to_be_visible()
    inside = page.frames[1]
    assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_event_stands_alone_and_links_lead_out_of_the_frame(
    visit: OpenPage, host: Hosts, dashboard: Dashboard
) -> None:
    page = visit("?event=greer-deal")
    frame = framed(page, host, "event")
    expect(frame.locator(".gt-event")).to_be_visible()
    expect(frame.locator(".gt-columns, .gt-list")).to_have_count(0)
    with page.context.expect_page() as opened:
        frame.locator(".gt-framed a").click()
    expect(opened.value.locator(".gt-masthead")).to_be_visible()
    assert opened.value.url == f"{dashboard.address}?event=greer-deal"
    with page.context.expect_page() as opened:
        frame.locator(".gt-actors a").first.click()
    expect(opened.value.locator(".gt-masthead")).to_be_visible()
    assert opened.value.url == f"{dashboard.address}?page=people&actor=jamieson-greer"
    expect(frame.locator(".gt-event")).to_be_visible()


ROOM = """() => {
    const main = document.querySelector('[data-testid="stMain"]')
    const board = document.querySelector('.gt-board')
    if (!main || !board) return null
    const blank = innerHeight - board.getBoundingClientRect().bottom - main.scrollTop
    return { over: main.scrollHeight - main.clientHeight, blank }
}"""


def fits(page: Page, blank: float) -> bool:
    """Return whether a frame neither scrolls nor has more than `blank` pixels below its content."""
    room = page.frames[1].evaluate(ROOM)
    return room is not None and room["over"] <= 0 and 0 <= room["blank"] <= blank


def comes_to_fit(page: Page, blank: float) -> bool:
    """Return whether a frame fits within 20 s, and stays so for nearly half a second."""
    stays = 0
    for _ in range(400):
        stays = stays + 1 if fits(page, blank) else 0
        if stays == 9:
            return True
        page.wait_for_timeout(50)
    return False


@pytest.mark.parametrize("show", ["chart", "list", "event"])
def test_a_frame_is_as_high_as_its_content_at_any_width(
    visit: OpenPage, host: Hosts, show: str
) -> None:
    page = visit("?event=greer-deal", ready=MARK)
    framed(page, host, show)
    for width in (1440, 800, 390, 1100):
        page.set_viewport_size({"width": width, "height": 700})
        assert comes_to_fit(page, 24), (width, page.frames[1].evaluate(ROOM))
        assert page.frames[1].evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_frame_without_its_script_fits_where_it_is_as_wide_as_the_picture_was(
    visit: OpenPage, host: Hosts
) -> None:
    page = visit("?topic=tariffs", ready=MARK)
    width = page.evaluate("document.querySelector('.gt-columns').clientWidth")
    text, _, _ = snippet(page, "chart").partition("<script>")
    padding = 2 * 29  # of the page at this width
    page.goto(host(text.replace('width="100%"', f'width="{width + padding}"')))
    expect(page.frame_locator("iframe").locator(MARK).first).to_be_attached()
    settled(page)
    assert fits(page, 40), page.frames[1].evaluate(ROOM)


def test_copying_works_in_the_frame_of_another_page(
    visit: OpenPage, host: Hosts, dashboard: Dashboard
) -> None:
    page = visit("?event=greer-deal")
    frame = framed(page, host, "event")
    page.evaluate("navigator.clipboard.writeText('something else')")
    refused = "navigator.clipboard.writeText('x').then(() => '', (error) => error.name)"
    assert page.frames[1].evaluate(refused) == "NotAllowedError", "else this test shows nothing"
    frame.get_by_role("button", name="Copy link").click()
    expect(frame.get_by_role("button", name="Copied")).to_be_visible()
    page.bring_to_front()
    assert clipboard(page) == f"{dashboard.address}?event=greer-deal"
    frame.locator(".gt-cite > summary").click()
    frame.locator(".gt-cite button").click()
    expect(frame.locator(".gt-cite button")).to_have_text("Copied")
    assert clipboard(page) == frame.locator("#gt-cite-event").inner_text()


@pytest.mark.parametrize("show", ["chart", "list", "event"])
def test_what_stands_in_a_frame_is_for_everyone(visit: OpenPage, show: str) -> None:
    page = visit(f"?embed=true&show={show}&event=greer-deal", ready=".gt-framed")
    expect(page.locator(".gt-event")).to_be_visible()
    assert axe_violations(page) == []


def test_a_snippet_shows_the_log_s_words_as_words(visit: OpenPage, host: Hosts) -> None:
    page = visit("?q=%22%3E%3Cb%3E%26&event=greer-deal", ready=".gt-sentence")
    text = snippet(page, "list")
    assert html.escape('“"><b>&”') in text
    page.goto(host(text))
    assert page.locator("main > *").count() == 3, "a heading, a frame, a script"


# --- on paper -----------------------------------------------------------------------------------

HIDDEN = (
    '[data-testid="stSidebar"]',
    '[data-testid="stHeader"]',
    ".gt-controls",
    ".gt-take",
    ".gt-pages",
    ".gt-steps",
    ".gt-chips",
    ".gt-columns-foot",
    ".gt-columns-nav",
    ".gt-overview",
    ".gt-event-card",
    ".gt-cite",
    "main button:not(.gt-columns-mark)",
)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_is_printed_as_a_handout(visit: OpenPage, theme: str) -> None:
    page = visit("?event=joint-statement-issued&topic=tariffs", theme=theme)
    expect(page.locator(".gt-rests-on").first).to_be_hidden()
    expect(page.locator(".gt-imprint")).to_be_hidden()
    assert page.locator(".gt-columns-foot").is_visible(), "else this test shows nothing"
    page.emulate_media(media="print")
    page.wait_for_selector(".gt-plot-paper", state="visible")
    for selector in HIDDEN:
        for element in page.locator(selector).all():
            assert not element.is_visible(), selector
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator(".gt-sentence")).to_be_visible()
    entry = page.locator("#event-joint-statement-issued .gt-rests-on")
    expect(entry).to_be_visible()
    expect(entry).to_contain_text("ABC News")
    expect(page.locator(".gt-imprint")).to_contain_text(page.url)
    expect(page.locator(".gt-imprint")).to_contain_text("retrieved")
    below = "element => element.getBoundingClientRect().top"
    places = [
        page.locator(selector).first.evaluate(below)
        for selector in (".gt-sentence", ".gt-plot-paper", ".gt-event", ".gt-list", ".gt-imprint")
    ]
    assert places == sorted(places), "picture, the open event, list, where it is from"
    colours = page.evaluate(
        """() => [".gt-tree", "[data-testid=stApp]"].map((selector) => {
            const { color, backgroundColor } = getComputedStyle(document.querySelector(selector))
            return [color, backgroundColor]
        })"""
    )
    assert colours[0][0] == "rgb(17, 17, 17)"
    assert colours[1][1] == "rgb(255, 255, 255)"
    assert page.locator(".gt-board").first.get_attribute("data-theme") == "light"


@pytest.mark.parametrize(("width", "paper"), [(390, (700, 1000)), (1440, (1000, 700))])
def test_the_printed_picture_has_every_mark_whole_and_fits_the_paper(
    visit: OpenPage, width: int, paper: tuple[int, int]
) -> None:
    page = visit(size=(width, 900))
    shown = page.locator(MARK).count()
    page.set_viewport_size({"width": paper[0], "height": paper[1]})
    page.emulate_media(media="print")
    page.wait_for_selector(".gt-plot-paper", state="visible")
    # All is measured at once: the copy is made anew when an answer for the new width comes.
    right, whole = page.evaluate(
        """() => [
            document.querySelector(".gt-plot-paper").getBoundingClientRect().right,
            [...document.querySelectorAll(".gt-plot-paper-part")].map((part) => {
                const { top, bottom } = part.getBoundingClientRect()
                const marks = [...part.querySelectorAll(".gt-columns-mark")].map((element) => {
                    const mark = element.getBoundingClientRect()
                    const seen = Math.min(mark.bottom, bottom) - Math.max(mark.top, top)
                    return [mark.height - seen < 1, seen > 1]
                })
                return [0, 1].map((which) => marks.filter((mark) => mark[which]).length)
            })]"""
    )
    assert right <= paper[0]
    assert len(whole) > 1, "a tall picture is parted"
    assert all(complete == partial for complete, partial in whole), "no mark is cut"
    assert sum(complete for complete, _ in whole) == shown


@pytest.mark.parametrize("width", [390, 1440])
def test_printed_charts_are_whole_and_their_marks_stand_under_their_headings(
    visit: OpenPage, width: int
) -> None:
    page = visit(
        "?page=evidence&part=figures", size=(width, 900), ready=".gt-chart-figure .main-svg"
    )
    until(
        page,
        """() => [...document.querySelectorAll(".gt-chart-stage")].every(
            (stage) => stage.querySelector(".main-svg")?.clientWidth === stage.clientWidth
        )""",
    )
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    charts = page.evaluate(
        """() => [...document.querySelectorAll(".gt-chart-inner")].map((inner) => [
            inner.getBoundingClientRect().right,
            inner.querySelector(".gt-chart-stage").clientWidth,
            inner.querySelector(".main-svg").clientWidth,
            inner.querySelector(".gt-chart-columns").clientWidth,
        ])"""
    )
    assert charts
    for right, stage, drawn, columns in charts:
        assert right <= 700
        assert stage == drawn == columns


def test_after_printing_the_page_is_as_it_was(visit: OpenPage) -> None:
    page = visit("?topic=tariffs", theme="dark")
    plot = page.locator(".gt-columns")
    before = plot.bounding_box()
    page.pdf(format="A4")
    # the browser tells of the screen at a later frame, or not at all when that is paper again
    page.evaluate(
        """() => new Promise((done) => requestAnimationFrame(
            () => requestAnimationFrame(() => setTimeout(done, 100))
        ))"""
    )
    page.emulate_media(media="print")
    page.wait_for_selector(".gt-plot-paper", state="visible")
    page.emulate_media(media="screen")
    expect(page.locator(".gt-plot-paper")).to_have_count(0)
    assert page.locator(".gt-board").first.get_attribute("data-theme") == "dark"
    assert plot.bounding_box() == before
    page.locator(MARK).first.click()
    expect(page.locator(".gt-event")).to_be_visible()


def printed(page: Page) -> PdfDocument:
    """Print as a reader does; only then does the browser part the page."""
    return PdfDocument(page.pdf(format="A4"))


def test_on_paper_each_page_of_the_picture_begins_with_its_days_and_nothing_else(
    visit: OpenPage,
) -> None:
    page = visit()
    heads = page.locator(".gt-columns-head")
    shown = " ".join(heads.all_inner_texts()).split()
    lowest = heads.first.locator("span").inner_text()
    sheets = printed(page)
    for place, row in ((1, "United States"), (2, "China")):
        text = sheets[place].get_textpage()
        first, count = text.search(lowest).get_next()
        lower = min(text.get_charbox(first + letter)[1] for letter in range(count))
        above = text.get_text_bounded(bottom=lower)
        assert Counter(above.split()) == Counter(shown)
        assert row in " ".join(text.get_text_range().split())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_paper_the_data_page_has_its_whole_table_and_ends_with_where_it_is_from(
    visit: OpenPage, theme: str
) -> None:
    page = visit("?page=data", theme=theme, ready=".gt-events tbody tr")
    text = "".join(sheet.get_textpage().get_text_range() for sheet in printed(page))
    letters = re.sub(r"\W", "", text)  # a line may end within a word
    rows = page.evaluate(
        "() => [...document.querySelectorAll('.gt-events tbody th > a')]"
        ".map((cell) => cell.textContent)"
    )
    assert len(rows) == len(the_log().events)
    assert [row for row in rows if re.sub(r"\W", "", row) not in letters] == []
    assert "Takethisviewaway" not in letters
    assert "retrieved" in letters[-40:]


def test_on_paper_a_source_tells_how_much_rests_on_it(visit: OpenPage) -> None:
    page = visit("?page=evidence&part=sources", ready=".gt-source")
    page.emulate_media(media="print")
    facts = page.locator(".gt-source dd").all()
    assert facts
    for fact in facts:
        assert fact.inner_text().strip()
    page = visit("?page=evidence&at=size-of-the-cut", ready=".gt-answer")
    page.emulate_media(media="print")
    expect(page.locator(".gt-onward")).to_be_hidden()
    for row in page.locator(".gt-question").all():
        expect(row).to_be_visible()  # those of folded groups too
