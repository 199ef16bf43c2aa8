"""The Timeline page as a reader uses it, in Chromium."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.frames.sample import the_log

from .conftest import OpenPage, fits_across, follow, settled, until
from .test_columns import MARK, MIDDLES, columns

BREADTH = 13  # pixels from the middle of a mark to that of another beside it


def parameters(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def sentence(page: Page) -> str:
    return page.locator(".gt-sentence").inner_text()


def mark(event: str) -> str:
    """Return where the words of an event are, which are a part of its mark."""
    return f'{MARK}[data-event="{event}"] .gt-line'


def list_keys(page: Page) -> list[str]:
    """Return the ids of the events in the reading list."""
    value: list[str] = page.eval_on_selector_all(
        ".gt-list > li", "rows => rows.map(row => row.dataset.key)"
    )
    return value


def count_in_sentence(page: Page) -> int:
    match = re.search(r"^(?:All )?(\d+|None)", sentence(page))
    assert match
    return 0 if match[1] == "None" else int(match[1])


def test_marks_and_list_share_their_order(visit: OpenPage) -> None:
    page = visit("?topic=agreement")
    rows = list_keys(page)
    page.locator(f'{MARK}[tabindex="0"]').focus()
    page.keyboard.press("Home")
    walked = []
    for _ in rows:
        walked.append(page.evaluate("document.activeElement.dataset.event"))
        page.keyboard.press("ArrowRight")
    assert walked == rows
    assert page.locator(MARK).count() == len(rows)


def test_a_click_on_a_list_row_opens_the_event_and_the_mark_is_ringed(visit: OpenPage) -> None:
    page = visit()
    page.locator("#event-joint-statement-due").click()
    page.wait_for_selector('.gt-event[data-key="joint-statement-due"]')
    assert page.locator(f'{MARK}[aria-current="true"]').first.get_attribute("data-event") == (
        "joint-statement-due"
    )


def test_each_filter_leaves_as_many_events_as_it_said(visit: OpenPage) -> None:
    page = visit()
    keys = page.eval_on_selector_all(
        ".gt-facet", "facets => facets.map(facet => facet.dataset.key.replace('facet-', ''))"
    )
    assert set(keys) == {
        *("delegation", "member", "topic", "kind", "actor"),
        *("party", "status", "differ", "verdict", "source", "tier"),
    }
    for key in keys:
        facet = page.locator(f'.gt-facet[data-key="facet-{key}"]')
        if not facet.evaluate("facet => facet.open"):
            facet.locator("summary").first.click()
        option = facet.locator("li").first
        count = int(option.locator(".gt-count").inner_text().split()[0])
        value = option.locator("input").get_attribute("value")
        option.locator("input").check()
        expect(page.locator(".gt-list > li")).to_have_count(count)
        assert count_in_sentence(page) == count, key
        assert parameters(page) == {key: [value]}
        page.locator(".gt-clear").click()
        until(page, "document.querySelector('.gt-sentence').innerText.startsWith('All')")
        assert not option.locator("input").is_checked(), key


def test_quick_clicks_on_several_filters_are_all_kept(visit: OpenPage) -> None:
    page = visit()
    values = page.eval_on_selector_all(
        'input[name="topic"]', "inputs => inputs.slice(0, 4).map(input => input.value)"
    )
    page.evaluate(
        """values => {
            for (const value of values)
                document.querySelector(`input[name=topic][value=${value}]`).click()
        }""",
        values,
    )
    until(page, "new URLSearchParams(location.search).getAll('topic').length === 4")
    settled(page)
    assert parameters(page)["topic"] == values
    for value in values:
        assert page.locator(f'input[name="topic"][value="{value}"]').is_checked()


@pytest.mark.parametrize(
    ("typed", "event"),
    [("何立峰", "he-lifeng-verdict"), ("VERY EAGER", "hassett-very-eager"), ("trüth social", "")],
)
def test_search_folds_case_and_accents_and_knows_aliases(
    visit: OpenPage, typed: str, event: str
) -> None:
    page = visit()
    field = page.locator("#gt-search")
    field.press_sequentially(typed, delay=15)
    until(page, "new URLSearchParams(location.search).has('q')")
    settled(page)
    assert field.input_value() == typed
    assert 0 < count_in_sentence(page) < len(the_log().events)
    if event:
        assert page.locator(f"#event-{event}").count() == 1


def test_an_empty_result_says_which_filter_to_relax(visit: OpenPage) -> None:
    page = visit("?q=zebra&topic=tariffs", ready=".gt-empty")
    expect(page.locator(".gt-sentence")).to_contain_text("None of")
    link = page.locator(".gt-empty a")
    expect(link).to_have_text("Without “Search”")
    link.click()
    page.wait_for_selector(MARK, state="attached")
    assert parameters(page) == {"topic": ["tariffs"]}


def days(page: Page) -> list[str]:
    """Return the names of the columns but those for what lies before and after."""
    heads = page.locator(".gt-columns-head strong").all_inner_texts()
    return [head for head in heads if head not in {"Before", "After"}]


def test_a_filter_change_keeps_the_window_that_was_dragged(visit: OpenPage) -> None:
    page = visit()
    sunday, monday = (
        page.locator(".gt-columns-head", has_text=day).bounding_box()
        for day in ("Sun 11 May", "Mon 12 May")
    )
    assert sunday and monday
    y = sunday["y"] + 150
    page.mouse.move(monday["x"] + monday["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(sunday["x"] + sunday["width"] / 2, y, steps=6)
    page.mouse.up()
    until(page, "new URLSearchParams(location.search).has('from')")
    settled(page)
    dragged = parameters(page)
    assert (dragged["from"], dragged["to"]) == (["2025-05-09"], ["2025-05-13"])
    assert "event" not in dragged
    expect(page.locator(".gt-sentence")).to_contain_text("May")
    # a filter change keeps the window, in the address and in the picture
    before = days(page)
    page.locator('input[name="delegation"][value="us-delegation"]').check()
    until(page, "new URLSearchParams(location.search).has('delegation')")
    settled(page)
    assert days(page) == before
    assert parameters(page)["from"] == dragged["from"]
    page.get_by_role("button", name="Reset to the opening view").click()
    until(page, "!new URLSearchParams(location.search).has('from')")


def test_on_a_phone_a_pinch_zooms_and_a_vertical_swipe_is_left_to_the_page(
    visit: OpenPage,
) -> None:
    page = visit(size=(390, 844), touch=True)
    stage = page.locator(".gt-columns-stage")
    assert stage.evaluate("stage => getComputedStyle(stage).touchAction") == "pan-y"
    stage.evaluate("stage => stage.scrollIntoView()")
    box = stage.bounding_box()
    assert box
    sections = page.locator(".gt-columns-section-head strong")
    before = sections.count()
    session = page.context.new_cdp_session(page)
    y = box["y"] + 120
    middle = box["x"] + box["width"] / 2

    def touch(kind: str, *xs: float) -> None:
        points = [{"x": x, "y": y, "id": number} for number, x in enumerate(xs)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", middle - 30, middle + 30)
    for apart in (50, 80, 110):
        touch("touchMove", middle - apart, middle + apart)
    touch("touchEnd")
    until(page, "new URLSearchParams(location.search).has('from')")
    settled(page)
    window = parameters(page)
    assert window["from"] == window["to"] == ["2025-05-11"], "the day with the most events"
    assert sections.count() != before
    hours = [name for name in sections.all_inner_texts() if re.match(r"\d\d:\d\d", name)]
    assert len(hours) > 1, "hours run down"


def test_marks_are_reached_and_opened_with_the_keyboard_alone(visit: OpenPage) -> None:
    page = visit()
    rows = list_keys(page)
    # the last that has the focus above the picture
    page.get_by_role("link", name=re.compile(r"^All \d+ questions$")).focus()
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.activeElement.matches('{MARK}')")
    assert re.match(r".+; .*\d", page.evaluate("document.activeElement.ariaLabel"))

    def at(key: str) -> int:
        page.keyboard.press(key)
        return rows.index(page.evaluate("document.activeElement.dataset.event"))

    last = len(rows) - 1
    keys = ("End", "ArrowRight", "ArrowUp", "Home", "ArrowLeft", "ArrowRight", "ArrowDown")
    assert [at(key) for key in keys] == [last, last, last - 1, 0, 0, 1, 2]
    page.keyboard.press("Enter")
    page.wait_for_selector(f'.gt-event[data-key="{rows[2]}"]')
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(f'.gt-event[data-key="{rows[3]}"]')
    page.keyboard.press("Escape")
    page.wait_for_selector(".gt-intro")
    assert "event" not in parameters(page)


def test_an_event_of_uncertain_place_stands_in_a_box_of_its_whole_span(visit: OpenPage) -> None:
    page = visit()
    reached = page.locator(mark("agreement-reached")).first
    reached.hover()
    card = page.locator(".gt-event-card")
    expect(card).to_be_visible()
    expect(card).to_contain_text("some time on 11 May 2025, Geneva")
    sunday = page.locator(".gt-columns-head", has_text="Sun 11 May").bounding_box()
    box = reached.bounding_box()
    assert sunday and box
    assert sunday["x"] <= box["x"] and box["x"] + box["width"] <= sunday["x"] + sunday["width"]
    above = page.locator(".gt-columns-caption").evaluate_all(
        """(captions, mark) => captions.map(caption => [caption, caption.getBoundingClientRect()])
            .filter(([, { left, bottom }]) => Math.abs(left - mark.x) < 40 && bottom <= mark.y + 1)
            .sort(([, one], [, other]) => other.bottom - one.bottom)
            .map(([caption, { left, right }]) => [caption.textContent, left, right])[0]""",
        box,
    )
    assert above
    words, left, right = above
    assert words == "some time Sunday"
    assert left == pytest.approx(sunday["x"], abs=16)
    assert right == pytest.approx(sunday["x"] + sunday["width"], abs=16)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (768, 1024), (1440, 900), (1920, 1080)])
def test_marks_never_collide_and_nothing_scrolls_sideways(
    visit: OpenPage, width: int, height: int
) -> None:
    page = columns(visit, size=(width, height))
    marks = page.eval_on_selector_all(MARK, MIDDLES)
    assert len(marks) == len(the_log().events)
    clashes = [
        (a, b)
        for place, a in enumerate(marks)
        for b in marks[place + 1 :]
        if abs(a[0] - b[0]) < BREADTH and abs(a[1] - b[1]) < BREADTH
    ]
    assert not clashes
    assert fits_across(page)


def test_lanes_and_clock_can_be_chosen(visit: OpenPage) -> None:
    page = visit("?event=trump-good-meeting-post")
    expect(page.locator(".gt-time")).to_contain_text("about 01:12 on 11 May 2025, Geneva")
    page.locator('select[name="clock"]').select_option("washington")
    until(page, "document.querySelector('.gt-time').innerText.includes('Washington')")
    expect(page.locator(".gt-time")).to_contain_text(
        "about 19:12 on 10 May 2025, Washington, inferred"
    )
    assert parameters(page)["clock"] == ["washington"]
    page.locator('select[name="lanes"]').select_option("kind")
    until(page, "document.querySelector('.gt-columns-rows').textContent.includes('Interview')")
    assert parameters(page)["lanes"] == ["kind"]
    page.locator('select[name="clock"]').select_option("geneva")
    until(page, "!new URLSearchParams(location.search).has('clock')")


def test_copy_link_gives_the_address_of_the_view(visit: OpenPage) -> None:
    page = visit("?topic=tariffs", size=(1600, 900))
    page.get_by_role("button", name="Copy link").first.click()
    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_a_link_that_is_partly_of_no_use_says_so(visit: OpenPage) -> None:
    page = visit("?topic=nonsense&event=%3Cscript%3E&colour=red&delegation=us-delegation")
    notice = page.locator(".gt-notice")
    expect(notice).to_contain_text("Part of this link could not be used")
    expect(notice).to_contain_text("event=<script>")
    expect(notice).to_contain_text("topic=nonsense")
    expect(notice).to_contain_text("colour=red")
    assert "by the US delegation" in sentence(page)


def test_the_data_page_shows_the_view_as_a_table(visit: OpenPage) -> None:
    page = visit("?topic=fentanyl")
    page.get_by_role("link", name="Data").click()
    page.wait_for_selector(".gt-events tbody tr")
    assert parameters(page) == {"page": ["data"], "topic": ["fentanyl"]}
    expect(page.get_by_text("SHA-256")).to_be_visible()
    assert not page.locator(".gt-columns").is_visible()
    page.get_by_role("link", name="Timeline", exact=True).click()
    page.wait_for_selector(".gt-columns", state="visible")
    assert parameters(page) == {"topic": ["fentanyl"]}


def test_presses_that_follow_at_once_all_count(visit: OpenPage) -> None:
    """Of two messages of one component that wait together, Streamlit keeps the later alone."""
    page = visit("?topic=agreement&kind=statement")
    page.evaluate(
        """() => {
          const places = [
            'input[name=tier]',
            '.gt-chips a[href="?topic=agreement"]',
            '.gt-columns-mark .gt-line',
          ]
          for (const [n, place] of places.entries())
            setTimeout(() => document.querySelector(place).click(), 4 * n)
        }"""
    )
    page.wait_for_selector(".gt-event")
    settled(page)
    assert parameters(page).keys() == {"topic", "event"}


def test_back_is_not_undone_by_what_was_pressed_before(visit: OpenPage) -> None:
    page = visit("?topic=agreement")
    follow(page, "?page=people")
    page.go_back()
    until(page, "() => location.search === '?topic=agreement'")
    page.locator("#event-greer-deal").click()
    page.wait_for_selector('.gt-event[data-key="greer-deal"]')
    settled(page)
    assert parameters(page) == {"topic": ["agreement"], "event": ["greer-deal"]}


@pytest.mark.parametrize("later", [0, 25, 50])
def test_back_and_a_press_whose_answer_is_on_its_way_leave_view_and_address_in_agreement(
    visit: OpenPage, later: int
) -> None:
    """The answer to a press takes the browser to another address even after Back was pressed."""
    page = visit("?topic=agreement")
    follow(page, "?topic=agreement&kind=announcement")
    page.evaluate(
        """(later) => {
          addEventListener('popstate', () => { window.isBack = true })
          const {toldAt} = window
          const goBack = () => {
            if (window.toldAt === toldAt) setTimeout(goBack, 1)
            else setTimeout(() => history.back(), later)
          }
          document.querySelector('.gt-pages a[href*="page=people"]').click()
          goBack()
        }""",
        later,
    )
    until(page, "() => window.isBack")
    settled(page)
    assert parameters(page)["topic"] == ["agreement"]
    expect(page.locator(MARK).first).to_be_visible()
    narrowed = "kind" in parameters(page)
    expect(page.locator("input[name=kind]:checked")).to_have_count(int(narrowed))
    expect(page).not_to_have_title(re.compile("People"))


def test_quick_steps_back_keep_the_way_forward(visit: OpenPage) -> None:
    page = visit("?topic=agreement")
    for query in ("?page=people&topic=agreement", "?page=data", "?topic=tariffs"):
        follow(page, query)
    steps = page.evaluate("history.length")
    for _ in range(3):
        page.evaluate("history.back()")
        page.wait_for_timeout(30)
    until(page, "() => location.search === '?topic=agreement'")
    settled(page)
    expect(page.locator(MARK).first).to_be_visible()
    assert sentence(page).endswith("on What was agreed")
    assert page.evaluate("history.length") == steps
    page.evaluate("history.go(3)")
    until(page, "() => location.search === '?topic=tariffs'")
    settled(page)
    assert "Tariffs" in sentence(page)
