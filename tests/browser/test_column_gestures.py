"""The window of the picture in columns under a hand, a wheel and keys, in Chromium."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage, settled, until
from .test_columns import MARK, columns

HEAD = ".gt-columns-head"
HAS_WINDOW = "new URLSearchParams(location.search).has('from')"


def window(page: Page) -> tuple[str, str]:
    query = parse_qs(urlsplit(page.url).query)
    return query["from"][0], query["to"][0]


def names(page: Page) -> list[str]:
    value: list[str] = page.eval_on_selector_all(
        f"{HEAD} strong", "all => all.map(head => head.textContent).filter(Boolean)"
    )
    return value


def middle(page: Page, name: str) -> tuple[float, float]:
    """Return a place in the column with a name, below its head and above the strip."""
    box = page.locator(HEAD, has_text=name).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + 150


def until_window(page: Page, start: str, stop: str) -> None:
    until(
        page,
        """([start, stop]) => {
            const query = new URLSearchParams(location.search);
            return query.get('from') === start && query.get('to') === stop;
        }""",
        [start, stop],
    )
    settled(page)


def press(page: Page, at: tuple[float, float], to: tuple[float, float]) -> None:
    page.mouse.move(*at)
    page.mouse.down()
    page.mouse.move(*to, steps=4)


def test_a_drag_moves_the_picture_under_the_hand_and_settles_on_whole_days(
    visit: OpenPage,
) -> None:
    page = columns(visit)
    sunday, monday = middle(page, "Sun 11 May"), middle(page, "Mon 12 May")
    press(page, sunday, (monday[0], sunday[1]))
    moved = page.locator(HEAD, has_text="Sun 11 May").bounding_box()
    assert moved
    assert moved["x"] + moved["width"] / 2 == pytest.approx(monday[0], abs=2)
    assert not page.evaluate(HAS_WINDOW)
    page.mouse.up()
    until_window(page, "2025-05-07", "2025-05-11")
    assert {"Sat 10 May", "Sun 11 May"} <= set(names(page))
    assert "Mon 12 May" not in names(page)
    until(page, "!document.querySelector('.gt-columns-stage').matches('.gt-held')")


def test_a_drag_that_ends_on_words_opens_nothing_and_the_next_click_does(
    visit: OpenPage,
) -> None:
    page = columns(visit)
    label = page.locator(f'{MARK}[data-event="greer-deal"] .gt-line').first
    box = label.bounding_box()
    assert box
    at = (box["x"] + 20, box["y"] + 5)
    press(page, at, (at[0] + 40, at[1]))
    page.mouse.up()
    until(page, "!document.querySelector('.gt-columns-stage').matches('.gt-held')")
    assert "event" not in page.url
    assert not page.evaluate(HAS_WINDOW)
    label.click()
    page.wait_for_selector('.gt-event[data-key="greer-deal"]')


def test_shift_chooses_whole_days(visit: OpenPage) -> None:
    page = columns(visit)
    friday, sunday = middle(page, "Fri 9 May"), middle(page, "Sun 11 May")
    page.keyboard.down("Shift")
    press(page, sunday, (friday[0], sunday[1]))
    brush = page.locator(".gt-columns .gt-plot-brush").bounding_box()
    first = page.locator(HEAD, has_text="Fri 9 May").bounding_box()
    assert brush and first
    assert brush["x"] == pytest.approx(first["x"], abs=2)
    page.mouse.up()
    page.keyboard.up("Shift")
    until_window(page, "2025-05-09", "2025-05-11")
    expect(page.locator(".gt-columns .gt-plot-brush")).to_be_hidden()


def test_control_and_wheel_step_from_days_to_a_day_to_an_hour_and_back(visit: OpenPage) -> None:
    page = columns(visit)
    page.mouse.move(*middle(page, "Fri 9 May"))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    until_window(page, "2025-05-09", "2025-05-09")
    page.mouse.move(*middle(page, "13:00"))
    page.mouse.wheel(0, -120)
    until_window(page, "2025-05-09T11:00Z", "2025-05-09T12:00Z")
    page.mouse.wheel(0, 120)
    until_window(page, "2025-05-09", "2025-05-09")
    page.mouse.wheel(0, 120)
    until_window(page, "2025-05-05", "2025-05-11")
    page.keyboard.up("Control")


def test_a_wheel_sideways_moves_by_days_and_upright_scrolls_the_page(visit: OpenPage) -> None:
    page = columns(visit)
    page.mouse.move(*middle(page, "Sun 11 May"))
    page.mouse.wheel(-260, 0)
    until(page, HAS_WINDOW)
    assert window(page) == ("2025-05-07", "2025-05-11")
    settled(page)
    page.mouse.wheel(0, 300)
    until(page, "document.querySelector('[data-testid=stMain]').scrollTop > 100")


def touches(page: Page, y: float) -> Any:  # noqa: ANN401 - a function of a kind and places
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *xs: float) -> None:
        points = [{"x": x, "y": y, "id": number} for number, x in enumerate(xs)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    return touch


def test_a_pinch_steps_to_the_day_between_the_fingers(visit: OpenPage) -> None:
    page = columns(visit, size=(1280, 900), touch=True)
    stage = page.locator(".gt-columns-stage")
    assert stage.evaluate("stage => getComputedStyle(stage).touchAction") == "pan-y"
    x, y = middle(page, "Sun 11 May")
    touch = touches(page, y)
    touch("touchStart", x - 30, x + 30)
    for apart in (40, 50, 70):
        touch("touchMove", x - apart, x + apart)
    touch("touchEnd")
    until_window(page, "2025-05-11", "2025-05-11")
    x, y = middle(page, "no hour known")
    touch = touches(page, y)
    touch("touchStart", x - 80, x + 80)
    for apart in (60, 40, 30):
        touch("touchMove", x - apart, x + apart)
    touch("touchEnd")
    until_window(page, "2025-05-05", "2025-05-11")


def test_keys_zoom_and_move(visit: OpenPage) -> None:
    page = columns(visit)
    page.locator(f'{MARK}[data-event="trump-80-percent-post"]').focus()
    page.keyboard.press("+")
    until_window(page, "2025-05-09", "2025-05-09")
    page.keyboard.press("Shift+ArrowRight")
    until_window(page, "2025-05-08T23:00Z", "2025-05-09T23:00Z")
    page.locator(f'{MARK}[tabindex="0"]').focus()
    page.keyboard.press("-")
    until_window(page, "2025-05-09", "2025-05-10")


def test_day_goes_to_the_day_with_the_most_events(visit: OpenPage) -> None:
    page = columns(visit)
    page.get_by_role("button", name="Day", exact=True).click()
    until_window(page, "2025-05-11", "2025-05-11")
    page.get_by_role("button", name="Week", exact=True).click()
    until_window(page, "2025-05-05", "2025-05-11")
    page.get_by_role("button", name="Month", exact=True).click()
    until_window(page, "2025-05-01", "2025-05-31")
    page.get_by_role("button", name="Reset to the opening view").click()
    until(page, f"!({HAS_WINDOW})")


def test_what_the_window_leaves_out_is_counted_in_the_heads_and_a_press_away(
    visit: OpenPage,
) -> None:
    page = columns(visit, "&from=2025-05-10&to=2025-05-11")
    earlier, later = page.locator(".gt-columns-beyond:visible").all()
    total = page.locator(".gt-sentence").inner_text().split()
    left_out = sum(int(button.inner_text().split()[0]) for button in (earlier, later))
    assert int(total[0]) + left_out == int(total[2])
    later.click()
    expect(page.locator(".gt-columns-beyond:visible")).to_have_text([earlier.inner_text()])
    assert window(page)[0] <= "2025-05-10"


def test_heads_stay_at_the_top_and_the_strip_at_the_foot(visit: OpenPage) -> None:
    page = columns(visit)
    foot = page.locator(".gt-columns-foot")
    shown = foot.bounding_box()
    assert shown and shown["y"] + shown["height"] == pytest.approx(900, abs=2)
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 600")
    until(
        page,
        """(() => {
            const heads = document.querySelector('.gt-columns-heads');
            const bar = parseFloat(getComputedStyle(heads).top);
            const { top } = heads.getBoundingClientRect();
            return Math.abs(top - bar) <= 1;
        })()""",
    )


def test_a_window_within_a_day_keeps_what_has_no_hour_apart(visit: OpenPage) -> None:
    page = columns(visit, "&from=2025-05-11T10:00Z&to=2025-05-11T16:00Z")
    assert "Sunday, no hour known" in names(page)
    expect(page.locator(".gt-sentence")).to_contain_text("at a known time")
    expect(page.locator(".gt-sentence")).to_contain_text("some time that day")


def test_a_minute_and_a_cut_day_have_columns(visit: OpenPage) -> None:
    page = columns(visit, "&from=2025-05-09T11:21Z&to=2025-05-09T11:22Z")
    assert "13:21" in names(page)
    page = columns(visit, "&from=2025-05-10T11:37Z&to=2025-05-12T07:00Z")
    heads = " ".join(names(page))
    assert "from 13:37" in heads
    assert "until 09:00" in heads
